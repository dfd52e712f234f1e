"""What a sentence needs only as a value: merge fields, links, addresses and code become stand-in words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from servicelint.readers.lazy import Lazy
from servicelint.readers.placeholders import find_fields
from servicelint.text import Mapped, SegmentBuilder, compose, slice_normalised


class Atom(NamedTuple):
    """``word`` stands for ``[start, end)`` of the message text."""

    start: int
    end: int
    word: str


_URL = Lazy(
    r"""(?:(?:https?|ftp)://|(?<![\w@.])www\.)[^\s<>"“”\u3000-\u303f\uff00-\uff60]{1,2000}
      | (?<![\w@.-])mailto:[^\s<>"]{3,200}
      | (?<![\w@./-])(?:[a-z0-9][a-z0-9-]{0,60}\.){1,4}(?:com|org|net|io|co\.uk|edu|gov)
        (?:/[^\s<>"“”\u3000-\u303f\uff00-\uff60]{0,500})?(?![\w@.-]*\w@|\w)
      """,
    re.VERBOSE | re.IGNORECASE,
)
#: Every address has one of these: the places round which addresses are looked for.
_HINT = re.compile(r"://|\.(?:com|org|net|io|co|edu|gov)(?![a-z])|www\.|mailto:", re.IGNORECASE)
_URL_REST = re.compile(r"""[^\s<>"“”{\u3000-\u303f\uff00-\uff60]{0,2000}""")
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])")
_CODE = Lazy(r"(?<![\w`])`(?![\s`])[^`\n]{1,120}(?<![\s`])`(?![\w`])")
_TRAILING = ".,;:!?'\"”’*_`…"


def _url_end(text: str, start: int, end: int) -> int:
    """Return where the address really ends: before the punctuation of the sentence and an unmatched bracket."""
    while end > start:
        last = text[end - 1]
        unmatched = last in ")]}" and text.count(last, start, end) > text.count("([{"[")]}".index(last)], start, end)
        if last in _TRAILING or unmatched:
            end -= 1
        else:
            break
    return end


def _rest(text: str, at: int) -> int:
    match = _URL_REST.match(text, at)
    return match.end() if match else at


def _extend_addresses(text: str, found: list[Atom]) -> None:
    """Let an address field take what follows it without a blank: ``{shop_url}?order={id}``."""
    for index, atom in enumerate(found):
        if atom.word == "Xlink" and text[atom.end : atom.end + 1] in ("?", "/", "#", "&"):
            end = _url_end(text, atom.end, _rest(text, atom.end))
            for later in found[index + 1 :]:
                if later.start > end:
                    break
                end = max(end, _url_end(text, later.end, _rest(text, later.end)))
            found[index] = atom._replace(end=end)


def _addresses(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of ``_URL``, as its ``finditer`` would; it is tried near a hint only."""
    done = 0
    for hint in _HINT.finditer(text):
        at = hint.start()
        if at < done:
            continue
        left = at
        while left > done and not text[left - 1].isspace():
            left -= 1
        match = _URL.search(text, left, min(len(text), at + 2100))
        if match is not None and match.start() <= at:
            done = match.end()
            yield match


def _mails(text: str) -> Iterator[Atom]:
    """Yield the mail addresses: each has an ``@``, and what stands before it tells where it begins."""
    at, done = text.find("@"), 0
    while at >= 0:
        start = at
        while start > done and at - start <= 64 and (text[start - 1].isalnum() or text[start - 1] in "_.+%-"):
            start -= 1
        match = _MAIL.match(text, start) if start < at else None
        if match is not None:
            done = match.end()
            yield Atom(match.start(), done, "Xmail")
        at = text.find("@", max(at + 1, done))


def _find_urls(text: str, fields: Sequence[Atom]) -> list[Atom]:
    urls: list[Atom] = []
    starts = [field.start for field in fields]
    for match in _addresses(text):
        end = _url_end(text, match.start(), match.end())
        for field in fields[bisect_left(starts, match.start()) :]:
            if field.start > end:
                break
            end = max(end, _url_end(text, field.end, _rest(text, field.end)))
        urls.append(Atom(match.start(), end, "Xmail" if match[0][:7].lower() == "mailto:" else "Xlink"))
    return urls


def find_atoms(text: str) -> list[Atom]:
    """Return the values in ``text``, in order, without overlaps; a merge field inside a link belongs to the link."""
    found = [Atom(field.start, field.end, field.word) for field in find_fields(text) if field.word]
    _extend_addresses(text, found)
    if "." in text:
        found += _find_urls(text, found)
    if "@" in text:
        found += _mails(text)
    if "`" in text:
        found += [Atom(match.start(), match.end(), "Xvar") for match in _CODE.finditer(text)]
    found.sort(key=lambda atom: (atom.start, -atom.end))
    kept: list[Atom] = []
    for atom in found:
        if atom.start < atom.end and (not kept or atom.start >= kept[-1].end):
            kept.append(atom)
    return kept


class Cutter:
    """Cuts normalised prose out of one message text, with its values replaced by stand-in words."""

    def __init__(self, message: Mapped) -> None:
        self.message = message
        self.atoms = find_atoms(message.text)
        self._starts = [atom.start for atom in self.atoms]

    def within(self, start: int, end: int) -> list[Atom]:
        """Return the values that stand wholly in ``[start, end)`` of the message."""
        if not self.atoms:
            return []
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [atom for atom in self.atoms[first:last] if atom.end <= end]

    def cut(self, start: int, end: int) -> Mapped:
        """Return ``[start, end)`` of the message as normalised prose, mapped to the source."""
        text, way = self.message
        inside = self.within(start, end)
        if not inside:
            return Mapped(*slice_normalised(text, way, start, end))
        builder, at = SegmentBuilder(text), start
        for atom in inside:
            builder.keep(at, atom.start)
            builder.put(atom.word, atom.start, atom.end)
            at = atom.end
        builder.keep(at, end)
        replaced, inner = builder.build()
        return Mapped(*slice_normalised(replaced, compose(inner, way), 0, len(replaced)))
