"""Has the customer named what is wrong? Before that, no apology can name it either."""

# ruff: noqa: E501 (long patterns read best uncut)
from __future__ import annotations

from typing import TYPE_CHECKING

from servicelint.checks import regex

if TYPE_CHECKING:
    from servicelint.draft import Sentence
    from servicelint.matching import Draft
    from servicelint.units import Hit

_WORD = regex(r"[a-z]{3,}")
_LINK = regex(r"[@#]\w+|https?:\S+")
#: A cry for help, and the small words around it.
_HELP = frozenset(
    "hello hey hiya good morning afternoon evening dear please pls plz help helping need needs want could can would you your the and any anyone someone "
    "there this that have has had with some got get issue issues problem problems question trouble serious big huge major urgent urgently asap now again "
    "just really very for who what how are here answer reply respond contact support team service customer assistance assist me him her our dm thanks thank".split()
)


def untold(draft: Draft, _sentence: Sentence | None = None, _hit: Hit | None = None) -> bool:
    """Return whether the customer wrote, but only that there is a problem or that help is wanted."""
    words = _WORD.findall(_LINK.sub(" ", " ".join(draft.thread).lower()))
    return bool(words) and all(word in _HELP for word in words)
