"""Text for other eyes: names, addresses and numbers masked."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_NUMBER = re.compile(r"[#£$€]?\b[A-Z]{0,4}-?\d(?:[\d.,:/-]*\d)?\w*")
#: A capital inside a sentence is a name, or might be one: better a mask too many.
_NAME = re.compile(r"(?<=[\w,;:'’)] )(?!I\b|I['’])[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_GREETED = re.compile(r"\b(Dear|Hi|Hello|Hey|Thanks|Regards|Mr|Mrs|Ms|Dr)(\.?,? )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")


def redact(text: str) -> str:
    """Return ``text`` with addresses, links, numbers and what may be names masked."""
    text = _LINK.sub("[link]", _ADDRESS.sub("[address]", text))
    text = _HANDLE.sub("[name]", text)
    text = _GREETED.sub(r"\1\2[name]", text)
    text = _NUMBER.sub("[number]", text)
    return _NAME.sub("[name]", text)
