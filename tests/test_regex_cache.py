"""Expressions that come out of the cache match what freshly compiled ones match."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("part", ["regexes", "expressions"])
@pytest.mark.parametrize("damage", [b"", b"junk", b"\x00" * 4000])
def test_a_damaged_file_is_as_if_it_were_not_there(
    part: str, damage: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", str(tmp_path))
    first = RegexCache("key")
    first.get(7, lambda: "a+", 0)
    first._store()
    (tmp_path / f"key.{part}").write_bytes(damage)
    second = RegexCache("key")
    assert second.get(7, lambda: "b+", 0).fullmatch("bbb")
    second._store()
    assert RegexCache("key").get(7, lambda: "c+", 0).fullmatch("bbb")


def test_what_two_processes_compiled_is_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", str(tmp_path))
    first, second = RegexCache("key"), RegexCache("key")
    for cache in (first, second):
        cache.get(7, lambda: "a+", 0)
    first._store()
    kept = (tmp_path / "key.expressions").read_bytes()
    second._store()
    assert (tmp_path / "key.expressions").read_bytes() == kept
    assert RegexCache("key").get(7, lambda: "b+", 0).fullmatch("aaa")


def test_files_of_two_writers_do_not_give_the_wrong_expression(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERVICELINT_CACHE_DIR", str(tmp_path))
    first = RegexCache("key")
    first.get(7, lambda: "a+", 0)
    first._store()
    index = (tmp_path / "key.regexes").read_bytes()
    (tmp_path / "key.expressions").unlink()
    other = RegexCache("key")
    other.get(8, lambda: "b+", 0)
    other._store()
    (tmp_path / "key.regexes").write_bytes(index)
    assert RegexCache("key").get(7, lambda: "a+", 0).fullmatch("aaa")


def test_a_bad_expression_is_told() -> None:
    with pytest.raises(re.error):
        RegexCache("none").get(1, lambda: "(", 0)
