"""The drafts as the browser's fields hold them: sent whole once, then by their changes. Offsets are code points."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

#: Fields whose text is kept; the one that was quiet longest is forgotten first.
MAX_FIELDS = 64
#: The longest draft, in code points.
MAX_DRAFT = 200_000


class RequestError(Exception):
    """A request that cannot be done: a word for programs, a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Held:
    """The text of one field and the version that the browser gave it."""

    version: int
    text: str


class Texts:
    """The texts of all fields."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Held] = OrderedDict()

    def take(self, request: Mapping[str, object]) -> Held:
        """Return what the field holds now: ``draft``, or ``change`` on version ``base``. Raises ``RequestError``.

        The code ``resend`` asks for the whole draft: this process does not know the base.
        """
        field, version = request.get("field"), request.get("version")
        if not isinstance(field, str) or not 0 < len(field) <= 200 or type(version) is not int:
            raise RequestError("bad-message", "`check` needs `field` (a string) and `version` (a number)")
        text: object
        if "change" in request:
            text = self._changed(field, request.get("base"), request["change"])
        else:
            text = request.get("draft")
        if not isinstance(text, str):
            raise RequestError("bad-message", "`check` needs `draft`, or `change` and `base`")
        if len(text) > MAX_DRAFT:
            self._held.pop(field, None)
            raise RequestError("too-large", f"a draft may have {MAX_DRAFT:,} characters; this one has {len(text):,}")
        held = Held(version, text)
        self._held[field] = held
        self._held.move_to_end(field)
        while len(self._held) > MAX_FIELDS:
            self._held.popitem(last=False)
        return held

    def forget(self, field: object) -> None:
        """Forget a field that is gone."""
        if isinstance(field, str):
            self._held.pop(field, None)

    def _changed(self, field: str, base: object, change: object) -> str:
        held = self._held.get(field)
        if held is None or held.version != base:
            raise RequestError("resend", "the draft is not known here; send it whole")
        match change:
            case {"start": int(start), "end": int(end), "text": str(text)} if 0 <= start <= end <= len(held.text):
                return held.text[:start] + text + held.text[end:]
        raise RequestError("resend", "the change does not fit the draft; send it whole")
