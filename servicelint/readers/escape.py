"""Writing a replacement back: each host format has its own spelling of the same words."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|]")
#: What begins a block at the start of a line; the replacement may stand there.
_MARKDOWN_START = re.compile(r"(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<mark>[-+#=])")
_QP_LITERAL = re.compile(r"[!-<>-~]+|[ \t]+|[\s\S]")
_QP_WIDTH = 72


def escape(kind: str, text: str) -> str | None:
    """Return ``text`` as it must be written where a segment says ``escape == kind``; None: it cannot be written there.

    ``kind`` is a host format, perhaps with what encodes it: ``plain``, ``html``, ``markdown``; then ``+json`` (inside a
    JSON string), ``+ascii`` (a mail part that can hold nothing else), ``+header`` (a mail header line),
    ``+qp-lf:CHARSET`` or ``+qp-crlf:CHARSET`` (quoted-printable with that line end), ``+yaml-plain``, ``+yaml-single``,
    ``+yaml-block``, ``+toml-literal``, ``+php-single``, ``+php-double``, ``+csv-quoted``, ``+csv-bare:MARK``,
    ``+attribute`` (of an HTML tag).
    ``none`` cannot be edited.
    """
    made: str | None = text
    for step in kind.split("+"):
        if made is None:
            return None
        name, _, argument = step.partition(":")
        made = _step(name, argument, made)
    return made


def _step(name: str, argument: str, text: str) -> str | None:
    if name == "plain":
        return text
    if name == "html":
        return html.escape(text, quote=False).replace("\u00a0", "&nbsp;")
    if name == "markdown":
        return _markdown(text)
    if name == "json":
        return json.dumps(text, ensure_ascii=False)[1:-1]
    if name == "ascii":
        return text if text.isascii() else None
    if name == "header":
        return text if text.isascii() and not re.search(r"[\r\n]|=\?", text) else None
    if name in _DATA:
        return _DATA[name](text)
    if name == "csv-bare":
        return None if re.search(rf'[\r\n"{re.escape(argument)}]', text) else text
    if name in ("qp-lf", "qp-crlf"):
        return _quoted_printable(text, argument or "utf-8", "\r\n" if name == "qp-crlf" else "\n")
    return None


def _yaml_plain(text: str) -> str | None:
    """Return ``text`` where YAML reads it as it stands, inside a flow collection too; else None.

    What stands before and after it is not known, so it must not begin or end with a mark either.
    """
    if not text or text[0] in "-?:,[]{}#&*!|>'\"%@` \t" or text[-1] in ": \t" or text.lower() in _YAML_WORDS:
        return None
    return None if re.search(r"[\r\n\[\]{},]|: | #", text) or not text.isprintable() else text


_YAML_WORDS = frozenset("true false yes no on off null ~ y n".split())


def _one_line(text: str) -> str | None:
    # The indentation of a further line is not known here.
    return text if text.isprintable() and text == text.strip() else None


def _single(text: str) -> str | None:
    return text.replace("'", "''") if text.isprintable() else None


def _literal(text: str) -> str | None:
    return text if text.isprintable() and "'" not in text else None


def _php_single(text: str) -> str | None:
    return re.sub(r"[\\']", r"\\\g<0>", text) if text.isprintable() else None


def _php_double(text: str) -> str | None:
    return re.sub(r'[\\"$]', r"\\\g<0>", text) if text.isprintable() else None


def _cell(text: str) -> str | None:
    return text.replace('"', '""')


def _attribute(text: str) -> str | None:
    return html.escape(text, quote=True) if text.isprintable() else None


_DATA: dict[str, Callable[[str], str | None]] = {
    "yaml-plain": _yaml_plain,
    "yaml-single": _single,
    "yaml-block": _one_line,
    "toml-literal": _literal,
    "php-single": _php_single,
    "php-double": _php_double,
    "csv-quoted": _cell,
    "attribute": _attribute,
}


def _markdown(text: str) -> str:
    made = _MARKDOWN.sub(r"\\\g<0>", text)
    return "\n".join(_markdown_line(line) for line in made.split("\n"))


def _markdown_line(line: str) -> str:
    match = _MARKDOWN_START.match(line)
    if match is None:
        return line
    if match["mark"]:
        return "\\" + line
    return f"{match['digits']}\\{line[match.end('digits') :]}"


def _quoted_printable(text: str, charset: str, newline: str) -> str | None:
    """Encode ``text``; a long one starts on a line of its own, since nobody knows how full the present one is."""
    try:
        text.encode(charset)
    except (UnicodeEncodeError, LookupError):
        return None
    soft = "=" + newline
    out, width = [], 0
    if len(text) > 2 and len(text.encode(charset)) > 2:
        out, width = [soft], 0
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            out.append(newline)
            width = 0
        for match in _QP_LITERAL.finditer(line):
            for unit in _units(match[0], charset):
                if width + len(unit) > _QP_WIDTH:
                    out.append(soft)
                    width = 0
                out.append(unit)
                width += len(unit)
    if out and (out[0] == soft or out[-1] in " \t"):
        out.append(soft)
    return "".join(out)


def _units(piece: str, charset: str) -> list[str]:
    if piece.isascii() and not piece.startswith("=") and (piece.isspace() or piece.isprintable()):
        return [piece[i : i + 24] for i in range(0, len(piece), 24)]
    return ["".join(f"={byte:02X}" for byte in char.encode(charset)) for char in piece]
