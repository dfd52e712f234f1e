"""Data files: every text keeps its places through quotes, folds, blocks and escapes; which keys count; bad input."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable
from itertools import pairwise

import polib
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from servicelint.config.schema import FORMATS as FORMATS_IN_SETTINGS
from servicelint.config.schema import SYNTAXES
from servicelint.model import Document
from servicelint.readers import FORMATS, NoMessagesError, ReadError, ReadOptions, read
from servicelint.readers.csvtext import rows_of
from servicelint.readers.escape import escape
from servicelint.readers.jsontext import json_leaves, parse_json
from servicelint.readers.keys import is_text, language_of, matches
from servicelint.readers.leaves import Leaf
from servicelint.readers.phptext import read_php
from servicelint.readers.placeholders import EXTRA
from servicelint.readers.potext import read_po
from servicelint.readers.tomltext import read_toml
from servicelint.readers.yamltext import read_yaml
from servicelint.text import Mapped

# What breaks decoders: quotes, escapes, marks of every format, blanks, line ends, characters beyond the first plane.
TEXT = st.text(st.sampled_from("abz Z.,:;#-'\"\\|>{}[]&*!%@`~\t\n é’🎉\u00a0\u00ad"), min_size=1, max_size=60)
KEYS = st.sampled_from(["body", "a b", "x'y", "é", "-", "1", "k:e"])


def texts(document: Document) -> list[str]:
    return [segment.text for segment in document.segments]


def check_leaf(source: str, leaf: Leaf, value: str) -> None:
    """The map is monotone and inside, verbatim characters stand in the source, and the text is the value."""
    message: Mapped = leaf.mapped()
    assert message.text == value
    for run in message.map.runs:
        assert 0 <= run.start <= run.end <= len(source)
        if run.verbatim:
            # A folded line end is a blank: in the same place, spelt otherwise.
            pairs = zip(source[run.start : run.end], value[run.out : run.out + run.length], strict=True)
            assert all(one == other or one + other == "\n " for one, other in pairs)
    spans = [message.map.to_source(at, at + 1) for at in range(len(value))]
    assert all(one.start <= other.start and one.end <= other.end for one, other in pairwise(spans))


def check_edit(source: str, leaf: Leaf, word: str, again: Callable[[str], str]) -> None:
    """Put another word in place of a word of the text: the file then says just that."""
    message = leaf.mapped()
    at = message.text.find("kindly")
    written = escape(f"plain+{leaf.escape}", word)
    if at < 0 or written is None:
        return
    span = message.map.to_source(at, at + 6)
    assert (
        again(source[: span.start] + written + source[span.end :]) == message.text[:at] + word + message.text[at + 6 :]
    )


WORDS = st.sampled_from(
    ["please", "“now”", "it's", 'say "so"', "[date]", "a, b; c: d", "#1", "no", "x | y", "é🎉", "a\\b"]
)


def yaml_text(value: object, **style: object) -> str:
    dumper = YAML(typ="safe", pure=True)
    dumper.allow_unicode = bool(style.get("allow_unicode", True))
    dumper.default_style = style.get("default_style")  # type: ignore[assignment]
    dumper.width = int(style.get("width", 80))  # type: ignore[call-overload]
    dumper.default_flow_style = style.get("flow", False)
    out = io.StringIO()
    dumper.dump(value, out)
    return out.getvalue()


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(KEYS, TEXT, min_size=1, max_size=3),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([20, 80, 1000]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_yaml(values: dict[str, str], style: str | None, width: int, flow: bool, crlf: bool, bom: bool) -> None:
    source = yaml_text({"replies": [values]}, default_style=style, width=width, flow=flow)
    if crlf:
        source = source.replace("\n", "\r\n")
    try:
        known = YAML(typ="safe", pure=True).load(source)["replies"][0]
    except YAMLError:
        # The dumper writes a few odd keys that the parser does not take back.
        reject()
    source = "\ufeff" * bom + source
    leaves, _ = read_yaml(source)
    assert [(leaf.way[-1], leaf.value) for leaf in leaves] == [(str(k), str(v)) for k, v in known.items()]
    for leaf in leaves:
        message = leaf.mapped()
        # A value of blanks alone has no prose to edit.
        assert leaf.escape != "none" or not leaf.value.strip(), source
        check_leaf(source, leaf, message.text)
        # A block's last line ends may stay outside: they are no prose.
        assert message.text.rstrip("\n") == leaf.value.rstrip("\n")


@settings(max_examples=200, deadline=None)
@given(TEXT, WORDS, st.sampled_from([None, "'", '"', "|", ">"]), st.booleans())
def test_yaml_edits(around: str, word: str, style: str | None, flow: bool) -> None:
    value = f"{around} kindly {around}".strip()
    source = yaml_text({"body": value}, default_style=style, flow=flow, width=1000)
    (leaf,) = read_yaml(source)[0]
    check_edit(source, leaf, word, lambda new: str(YAML(typ="safe", pure=True).load(new)["body"])[: len(value) + 99])


_PHP = {"\\": "\\\\", '"': '\\"', "$": "\\$", "\n": "\\n", "\t": "\\t", "é": "\\u{e9}"}


def php_string(value: str, style: str) -> str:
    if style == "single":
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return '"' + "".join(_PHP.get(char, char) for char in value) + '"'


@settings(max_examples=200, deadline=None)
@given(TEXT, WORDS, st.sampled_from(["single", "double"]), st.booleans(), st.booleans())
def test_php(around: str, word: str, style: str, joined: bool, crlf: bool) -> None:
    value = f"{around} kindly {around}".replace("\r", "")
    written = php_string(value, style)
    if joined:
        written = f"({php_string(value[:3], style)} /* c */ . {php_string(value[3:], style)})"
    source = f"<?php // é d\nreturn ['a' => 1, array('x'), 'r' => ['body' => {written}, 'b' => f('y')]];\n"
    if crlf and "\n" not in written:
        source = source.replace("\n", "\r\n")
    leaves, comments = read_php(source)
    assert [(leaf.way, leaf.value) for leaf in leaves] == [((0, 0), "x"), (("r", "body"), value)]
    check_leaf(source, leaves[1], value)
    check_edit(source, leaves[1], word, lambda new: read_php(new)[0][1].value)
    assert comments[0].text.strip() == "é d"


def test_php_values_in_a_text_are_placeholders_and_nothing_is_computed() -> None:
    source = (
        "<?php return ['a' => \"Hi {$user->name}, $lamp costs \\x245\\101\", 'b' => 'x' . NAME, 'c' => <<<'E'\n d\n E];"
    )
    (leaf,) = read_php(source)[0]
    assert leaf.value == "Hi {{ value }}, {{ value }} costs $5A"
    places = leaf.mapped().map
    for text, written in (("{{ value }}", "{$user->name}"), ("$", "\\x24"), ("A", "\\101")):
        at = leaf.value.index(text)
        assert source[slice(*places.to_source(at, at + len(text)))] == written


@settings(max_examples=200, deadline=None)
@given(TEXT, WORDS, st.sampled_from(["basic", "literal", "basic3", "literal3"]), st.booleans())
def test_toml(around: str, word: str, style: str, crlf: bool) -> None:
    value = f"{around} kindly {around}"
    if style == "basic":
        written = json.dumps(value, ensure_ascii=False)
    elif style == "basic3":
        written = '"""\n' + value.replace("\\", "\\\\").replace('"', '\\"') + '"""'
    elif style == "literal":
        value = value.replace("'", "").replace("\n", " ")
        written = f"'{value}'"
    else:
        value = value.replace("'", "")
        written = f"'''\n{value}'''"
    source = f"# c\ntitle = 'é'\n[[r]]\nbody = {written} # d\n"
    if crlf:
        source = source.replace("\n", "\r\n")
    leaves, comments = read_toml(source)
    leaf = next(leaf for leaf in leaves if leaf.way == ("r", 0, "body"))
    assert leaf.value == tomllib.loads(source)["r"][0]["body"]
    check_leaf(source, leaf, leaf.value)
    check_edit(source, leaf, word, lambda new: str(tomllib.loads(new)["r"][0]["body"]))
    assert [comment.text.strip() for comment in comments] == ["c", "d"]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=4),
    WORDS,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_csv(rows: list[list[str]], word: str, delimiter: str, quoting: int, newline: str) -> None:
    rows = [[f"{cell} kindly x" for cell in row] for row in rows]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=newline).writerows(rows)  # type: ignore[arg-type]
    source = out.getvalue()
    found = rows_of(source, delimiter)
    assert [[cell.value(source) for cell in row] for row in found] == rows
    cell = found[-1][-1]
    leaf = Leaf(
        ("x",), rows[-1][-1], lambda: cell.mapped(source), "csv-quoted" if cell.quoted else f"csv-bare:{delimiter}"
    )
    check_leaf(source, leaf, rows[-1][-1])
    check_edit(source, leaf, word, lambda new: [*csv.reader(io.StringIO(new, newline=""), delimiter=delimiter)][-1][-1])


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT, WORDS)
def test_po(identity: str, around: str, word: str) -> None:
    catalogue = polib.POFile(wrapwidth=30)
    catalogue.metadata = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    value = f"{around} kindly x"
    catalogue.append(polib.POEntry(msgid=f"id {identity}", msgstr=value))
    source = str(catalogue)
    leaf = read_po(source, "x.po")[0][-1]
    assert leaf.value == value
    check_leaf(source, leaf, value)
    check_edit(source, leaf, word, lambda new: str(polib.pofile(new)[0].msgstr))


@settings(max_examples=150, deadline=None)
@given(TEXT, WORDS, st.booleans())
def test_json(around: str, word: str, ascii_only: bool) -> None:
    value = f"{around} kindly x"
    source = json.dumps({"a": [{"body": value}]}, ensure_ascii=ascii_only, indent=1)
    (leaf,) = json_leaves(source, parse_json(source, 0, len(source)))
    assert (leaf.way, leaf.value) == (("a", 0, "body"), value)
    check_leaf(source, leaf, value)
    check_edit(source, leaf, word, lambda new: str(json.loads(new)["a"][0]["body"]))


def test_comments_and_anchors_of_yaml() -> None:
    source = "# one\na: &x !!str 'some # text'  # two\nb: *x\nc: |2- # three\n    deep\n  flat\n# four\n"
    leaves, comments = read_yaml(source)
    assert [comment.text.strip() for comment in comments] == ["one", "two", "four"]
    assert [(leaf.way, leaf.value, leaf.escape) for leaf in leaves] == [
        (("a",), "some # text", "yaml-single"),
        (("c",), "  deep\nflat", "yaml-block"),
    ]
    message = leaves[1].mapped()
    assert message.map.to_source(message.text.index("flat"), len(message.text)) == (
        source.index("flat"),
        source.index("flat") + 4,
    )


@pytest.mark.parametrize(
    ("patterns", "way", "beside", "wanted"),
    [
        (["body"], ("a", 0, "Body"), {}, True),
        (["macros.*.text"], ("macros", 3, "text"), {}, True),
        (["macros.*.text"], ("macros", 3, "deep", "text"), {}, False),
        (["macros.**.text"], ("macros", 3, "deep", "text"), {}, True),
        (["*_html"], ("a", "body_html", 0), {}, True),
        (["value[field=comment|note]"], ("a", "value"), {"field": "Note"}, True),
        (["value[field=comment|note]"], ("a", "value"), {"field": "status"}, False),
        (["**"], ("x",), {}, True),
    ],
)
def test_own_keys(patterns: list[str], way: tuple[str | int, ...], beside: dict[str, str], wanted: bool) -> None:
    assert matches(patterns, way, beside) is wanted


def test_usual_keys_and_languages() -> None:
    assert is_text(("replies", 0, "chatText"), {})
    assert is_text(("Reply Text",), {})
    assert not is_text(("a", "text"), {"id": "x"})
    assert is_text(("a", "text"), {"name": "x"})
    assert not is_text(("value",), {"field": "status"})
    found = {
        name: language_of(name, way)
        for name, way in [
            ("config/locales/de.yml", ()), ("config/locales/mail.en-GB.yml", ()), ("lang/fr/mail.json", ()),
            ("x/en.json", ()), ("a.yml", ("nl", "mail")), ("i18n/mail.json", ()),
        ]
    }  # fmt: skip
    assert list(found.values()) == ["de", "en", "fr", None, "nl", "en"]


@pytest.mark.parametrize(
    ("name", "data", "line", "message"),
    [
        ("a.yaml", "body:\n  - b\n c: d\n", 3, "this is not valid YAML"),
        ("a.yaml", "subject: {{ x }} is here\n", 1, "this is not valid YAML"),
        ("a.toml", 'body = "b"\nc = \n', 2, "this is not valid TOML: Invalid value"),
        ("a.csv", 'id,body\n1,"never closed\n', 2, "the quote that opens on line 2 is never closed"),
        ("a.csv", 'id,body\n1,"a" b\n', 2, "text after a closing quote on line 2"),
        ("a.csv", "id,body\n1,Dear Tom, kindly wait\n", 2, "the row on line 2 has 3 cells, the first row names 2"),
        ("a.po", 'msgid "a"\nmsgstr "b\n', 2, "this is not a valid catalogue"),
        ("a.mbox", "Dear Tom,\n", 1, "this is not a mailbox"),
        ("a.json", '{"body": "x"', 1, "this is not valid JSON"),
        ("lang/en/a.php", "<?php\n\nreturn ['a' => 'b'\n 'c'];\n", 4, "this is not valid PHP (line 4)"),
    ],
)
def test_bad_input(name: str, data: str, line: int, message: str) -> None:
    with pytest.raises(ReadError, match=re.escape(message)) as caught:
        read(data.encode(), name)
    assert not isinstance(caught.value, NoMessagesError)
    assert (caught.value.message[: len(message)], caught.value.line) == (message, line)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.yaml", "image: harbour/lamp:1\n"),
        ("a.toml", 'message = "kindly wait"\nseverity = "error"\n[[match]]\nphrases = ["some day"]\n'),
        ("a.csv", "id,price\n1,2\n"),
        ("nl.po", 'msgid ""\nmsgstr ""\n"Language: nl\\n"\n'),
        ("package.json", '{"name": "x", "body": "kindly wait"}'),
        ("app/mail.php", "<?php return ['body' => 'kindly wait'];"),
        ("lang/en.php", "<?php echo 'kindly wait';"),
    ],
)
def test_data_without_messages(name: str, data: str) -> None:
    with pytest.raises(NoMessagesError):
        read(data.encode(), name)


def test_short_rows_and_empty_lines_of_a_table_are_no_error() -> None:
    documents = read(b"id,subject,body\n\n1,Your lamp is here\n2,,We cannot help you\n", "a.csv")
    assert [texts(document) for document in documents] == [["Your lamp is here"], ["We cannot help you"]]


def test_options_name_format_keys_and_syntax() -> None:
    options = ReadOptions(format="yaml", texts=("note",), syntax=("colon",))
    (document,) = read(b"note: Dear :name, it is 10:30 now\nbody: not this one\n", "macros.txt", options)
    assert texts(document) == ["Dear Xname,", "it is 10:30 now"]
    assert set(FORMATS_IN_SETTINGS) == set(FORMATS)
    assert set(SYNTAXES) == set(EXTRA)


@pytest.mark.parametrize(
    ("syntax", "text", "wanted"),
    [
        ("square", "Dear [First Name], pay [amount] now.", "Dear Xname, pay Xamount now."),
        ("dollar", "Dear $name, pay $total_price or $5.", "Dear Xname, pay Xamount or $5."),
        ("percent", "Dear %name, 100% of %total_price.", "Dear Xname, 100% of Xamount."),
        ("angle", "Dear <FIRST NAME>, call now.", "Dear Xname, call now."),
    ],
)
def test_placeholders_on_request(syntax: str, text: str, wanted: str) -> None:
    (document,) = read(text.encode(), "x.txt", ReadOptions(syntax=(syntax,)))
    assert " ".join(texts(document)) == wanted
    (document,) = read(text.encode(), "x.txt")
    assert "Xname" not in " ".join(texts(document))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ if .Paid }}Thank you all.{{ else }}It is open.{{ end }}", ["Thank you all.", "It is open."]),
        ("We {{/* a note */}}write to {{ .Name }} soon.", ["We write to Xname soon."]),
        ("*|IF:VIP|*Come in first.*|ELSE:|*Come in later.*|END:IF|*", ["Come in first.", "Come in later."]),
        ("Your number is {!Case.CaseNumber}, from %%=v(@agent)=%% here.", ["Your number is Xvar, from Xvar here."]),
        ("We greet {%customer.firstName,fallback=there%} today.", ["We greet Xname today."]),
    ],
)  # fmt: skip
def test_placeholders_of_more_languages(text: str, wanted: list[str]) -> None:
    (document,) = read(text.encode(), "x.txt.tmpl")
    assert texts(document) == wanted
