"""Expressions that come out of the cache match what freshly compiled ones match."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from servicelint import rule_cache
from servicelint.regex_cache import RegexCache, decode, encode

PATTERNS = [r"(?P<a>x+)(?:y|z)?(?!w)", r"(?<=[^\w])(?:caf\u00e9|\d{1,2} may)\b", r"^[\"'(]*we(?: will|'ll)(?P<b>.*?)$"]
TEXTS = ["XXY", "xxw", " CAFÉ", "-12 MAY", "'We'll see", "nothing", ""]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_decoded_expression_is_the_same(pattern: str) -> None:
    plain = re.compile(pattern, re.IGNORECASE)
    kept = decode(encode(pattern, re.IGNORECASE))
    assert (kept.pattern, kept.flags, kept.groups, kept.groupindex) == (
        plain.pattern,
        plain.flags,
        plain.groups,
        plain.groupindex,
    )
    for text in TEXTS:
        assert [m.span() + m.groups() for m in kept.finditer(text)] == [
            m.span() + m.groups() for m in plain.finditer(text)
        ]


def test_it_lasts_beyond_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", str(tmp_path))
    first = RegexCache("key")
    first.get(7, lambda: "a+", 0)
    first._store()

    def never() -> str:
        raise AssertionError("was kept, must not be compiled again")

    assert RegexCache("key").get(7, never, 0).fullmatch("aaa")


def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", str(tmp_path))
    rule_cache.store("key", "regexes", {7: encode("b+", 0)})
    kept = (tmp_path / "key.regexes").read_bytes()
    (tmp_path / "key.regexes").write_bytes(kept[:-3] + b"\x00\x00\x00")
    assert RegexCache("key").get(7, lambda: "a+", 0).fullmatch("aaa")
    (tmp_path / "key.regexes").write_bytes(b"junk")
    assert RegexCache("key").get(7, lambda: "a+", 0).fullmatch("aaa")


def test_a_bad_expression_is_told() -> None:
    with pytest.raises(re.error):
        RegexCache("none").get(1, lambda: "(", 0)
