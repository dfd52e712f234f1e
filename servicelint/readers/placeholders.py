"""Merge fields of the usual template languages: what a program fills in before the customer reads the message.

A field becomes a stand-in word typed by its name; a control tag (``{% if %}``, ``{{#each}}``) becomes a seam; a comment
is skipped and may hold a suppression.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from servicelint.readers.plurals import CHOICE, icu_cuts


class Field(NamedTuple):
    """A stretch ``[start, end)`` of template syntax; ``word`` stands for it, ``""`` where it prints nothing.

    ``comment`` is the text of a template comment.
    """

    start: int
    end: int
    word: str
    comment: str | None = None


_SYNTAX = r"""
      \{%-?\s*comment\b[^%]{0,40}-?%\}(?P<liquid>[\s\S]{0,4000}?)\{%-?\s*endcomment\s*-?%\}
    | \{\#(?P<jinja>[\s\S]{0,4000}?)\#\}
    | \{\{!--(?P<bars>[\s\S]{0,4000}?)--\}\}
    | \{\{!(?!!)(?P<bar>[^{}]{0,2000})\}\}
    | <%\#(?P<erb>[\s\S]{0,4000}?)%>
    | \{\{-?\s*/\*(?P<go>[\s\S]{0,4000}?)\*/\s*-?\}\}
    | (?P<control>\{%(?![a-z]{1,20}\.[A-Za-z])[^{}]{0,400}?%\} | \{\{[~-]?\s*(?:[\#/^>]|else\b)[^{}]{0,200}\}\}
      | \{\{-?\s*(?:(?:if|with|range|define|template|block)\s[^{}]{1,200}|end|break|continue)\s*-?\}\}
      | \*\|(?:(?:IF|IFNOT|ELSEIF|INTERESTED|END)(?::[^|\n]{0,80})?|ELSE:?)\|\*
      | <%(?![=%-]\s*\w)[\s\S]{0,400}?%>)
    | (?P<field>
        \{%[a-z]{1,20}\.[A-Za-z][\w.]*(?:,[^{}%]{0,80})?%\}
      | \{\{\{[^{}\n]{1,200}\}\}\} | \{\{[^{}]{1,200}\}\} | \{!![^{}\n]{1,200}!!\}
      | <%[=-][\s\S]{1,200}?%>
      | %\([\w.]{1,40}\)[sdi](?!\w) | (?<![\w%])%(?:\d\$)?[sd](?![\w%])
      | [%\#]\{[^{}\n]{1,100}\} | (?<!\$)\$\{[^{}\n]{1,100}\}
      | \{\s*[\w.]{1,40}\s*,\s*(?:number|date|time|ordinal|spellout|duration)\b[^{}\n]{0,80}\}
      | \{[A-Za-z_][\w.:|'-]{0,60}\} | \{\d{1,2}\} | \{![\w.$]{1,80}\} | %%=?[\w.()@"', -]{1,80}=?%%
      | \[\[[^\[\]\n]{1,60}\]\]
      | \*\|[A-Za-z][\w:, -]{0,60}\|\*
      | (?<![\w%])%[A-Za-z][A-Z0-9_a-z.-]{1,40}%(?!\w)
      | (?<![\w$])\$[A-Z][A-Z0-9_]{1,40}\$(?!\w)
      | <<[A-Za-z][\w .-]{0,40}>>
    )"""
_OPENERS = ("{", "<%", "[[", "*|", "<<")
#: A percent or dollar sign that is no share and no price.
_SIGNED = re.compile(r"%[A-Za-z0-9(%]|\$[A-Z]")
#: How ICU MessageFormat prints a value: ``{due, date, long}``, ``{sum, number, currency}``.
_STYLE = re.compile(r",\s*(?P<kind>number|date|time)\b\s*,?\s*(?P<currency>:*\s*currency)?")
_PATH = re.compile(r"[A-Za-z_][\w.\[\]'-]*")
#: A name as people write it: ``First Name``, ``due-date``.
_SPOKEN = re.compile(r"[A-Za-z]\w*(?:[ -]\w+){1,3}")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_NAMES = frozenset(
    "name firstname lastname fname lname surname fullname forename customer client recipient contact user username "
    "agent sender rep company brand store shop merchant organization organisation team salutation nickname".split()
)
_DATES = frozenset(
    "date time day deadline due eta when until timeframe month year hour hours days week "
    "expires expiry duration at".split()
)
_AMOUNTS = frozenset(
    "amount total price cost fee balance subtotal sum refund payment money charge discount tax credit owed".split()
)
_LINKS = frozenset("url link href uri website permalink".split())
_NOT_A_NAME = frozenset(
    "id number no count email mail phone address status type code product item file plan order".split()
)


def word_for(expression: str) -> str:
    """Return the stand-in word for a field's inner text: ``customer.first_name | default: "you"`` gives ``Xname``.

    The last words of the dotted name decide: ``invoice.due_date`` is a date, ``shop_url`` a link.
    """
    if _SPOKEN.fullmatch(expression):
        expression = re.sub("[ -]", "_", expression)
    match = _PATH.search(expression)
    if match is None:
        return "Xvar"
    words = [word.lower() for part in match[0].split(".") for word in _WORDS.findall(part)]
    if not words:
        return "Xvar"
    last = words[-1]
    if last in _LINKS:
        return "Xlink"
    if last in _DATES or "date" in words[-2:] or "".join(words[-2:]) == "dueon":
        return "Xdate"
    if last in _AMOUNTS or (last in {"due", "paid"} and "amount" in words):
        return "Xamount"
    if last in {"email", "mail"} or "".join(words[-2:]) == "emailaddress":
        return "Xmail"
    if last in _NOT_A_NAME:
        return "Xvar"
    if last in _NAMES:
        owner = words[-2] if len(words) > 1 else ""
        return "Xvar" if last == "name" and owner in _NOT_A_NAME else "Xname"
    return "Xvar"


#: Placeholders that look too much like prose to be found unless the settings ask for them (``syntax``).
EXTRA = {
    "colon": r"(?<![\w:]):[A-Za-z]\w{1,40}(?![\w:])",
    "square": r"\[[A-Za-z][\w .-]{0,40}\]",
    "dollar": r"(?<![\w$])\$[A-Za-z_]\w{1,40}(?![\w$])",
    "percent": r"(?<![\w%])%[A-Za-z]\w{1,40}(?![\w%])",
    "angle": r"<[A-Z][A-Z_ ]{1,40}>",
    # No placeholder but a seam: the forms of a plural, as locale files write them.
    "choice": CHOICE,
}
_asked_for: ContextVar[tuple[str, ...]] = ContextVar("syntax", default=())


@contextmanager
def extra_syntax(names: Sequence[str]) -> Iterator[None]:
    """Find the placeholders of ``EXTRA`` with these names too, within the block."""
    token = _asked_for.set(tuple(names))
    try:
        yield
    finally:
        _asked_for.reset(token)


@functools.cache
def _syntax(extra: tuple[str, ...] = ()) -> re.Pattern[str]:
    # Compiled when the first draft needs it: most hold no template syntax.
    added = "".join(f"|{EXTRA[name]}" for name in extra if name != "choice")
    every = f"{_SYNTAX.rstrip()[:-1]}{added})"
    if "choice" in extra:
        # Before the merge fields: "{0}" at the start of a text with bars is a range.
        every = f"(?P<choice>{EXTRA['choice']}) | {every}"
    # One look at the first character spares most places the thirty ways on.
    return re.compile(rf"(?=[{{<%*$\#:\[|\]])(?:{every})", re.VERBOSE)


def find_fields(text: str) -> list[Field]:
    """Return every merge field, control tag and template comment of ``text``, in order, without overlaps."""
    extra = _asked_for.get()
    if not extra and not any(opener in text for opener in _OPENERS) and not _SIGNED.search(text):
        return []
    return list(_fields(text, extra))


# A reader asks about the same text several times: to mask it, to cut it, to find its values.
@functools.lru_cache(maxsize=8)
def _fields(text: str, extra: tuple[str, ...]) -> tuple[Field, ...]:
    fields: list[Field] = []
    at = 0
    for cut in icu_cuts(text) if "," in text and "{" in text else ():
        fields += _fields_in(text, at, cut.start, extra)
        fields.append(Field(cut.start, cut.end, cut.word))
        at = cut.end
    fields += _fields_in(text, at, len(text), extra)
    return tuple(fields)


def _fields_in(text: str, start: int, end: int, extra: tuple[str, ...]) -> Iterator[Field]:
    for match in _syntax(extra).finditer(text, start, end):
        group = match.lastgroup or ""
        if group == "field":
            word = word_for(match[0].strip("{}[]()<>%*|$#!=:- ").removesuffix(")s"))
            if word == "Xvar" and (style := _STYLE.search(match[0])):
                word = "Xamount" if style["currency"] else "Xvar" if style["kind"] == "number" else "Xdate"
            if word == "Xvar" and text[max(0, match.start() - 1) : match.start()] in ("$", "£", "€"):
                word = "Xamount"
            yield Field(match.start(), match.end(), word)
        elif group in ("control", "choice"):
            yield Field(match.start(), match.end(), "")
        else:
            yield Field(match.start(), match.end(), "", match[group])


def mask(text: str) -> str:
    """Return ``text`` with all template syntax overwritten by letters, length and lines kept.

    A markup parser then sees a plain word where ``{{ first_name }}`` or ``<%= url %>`` stands. Syntax behind a
    backslash is left to Markdown, which shows it as it is.
    """
    fields = [field for field in find_fields(text) if text[max(0, field.start - 1) : field.start] != "\\"]
    if not fields:
        return text
    parts: list[str] = []
    at = 0
    for field in fields:
        parts += (text[at : field.start], re.sub(r"[^\r\n]", "x", text[field.start : field.end]))
        at = field.end
    return "".join((*parts, text[at:]))
