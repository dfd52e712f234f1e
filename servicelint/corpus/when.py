"""When a record was sent: the usual names and notations of dates in exports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

_KEYS = ("date", "created_at", "sent_at", "timestamp", "createdAt", "sentAt", "time", "created", "updated_at")
_KEY_SET = frozenset(_KEYS)
_ISO = re.compile(r"(\d{4})[-/]?(0[1-9]|1[0-2])(?:[-/]?[0-3]\d|$)")


def month_of(record: Mapping[str, Any]) -> str:
    """Return the month of a record as ``2026-03``; empty when no field says it.

    Understood: ISO 8601, seconds or milliseconds since 1970, and the dates of mail headers (RFC 5322).
    """
    if _KEY_SET.isdisjoint(record):
        return ""
    for key in _KEYS:
        value = record.get(key)
        if value is not None and value != "":
            found = _month(value)
            if found:
                return found
    return ""


def _month(value: Any) -> str:
    if isinstance(value, datetime) or hasattr(value, "isoformat"):
        value = value.isoformat()
    if isinstance(value, str):
        match = _ISO.match(value)
        if match:
            return f"{match[1]}-{match[2]}"
        if not re.fullmatch(r"\d{9,13}(?:\.\d+)?", value):
            return _mail_month(value)
        value = float(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = value / 1000 if value > 1e11 else value
        if 1e8 < seconds < 1e11:
            return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m")
    return ""


def _mail_month(value: str) -> str:
    from email.utils import parsedate

    found = parsedate(value)
    return f"{found[0]:04}-{found[1]:02}" if found and 1 <= found[1] <= 12 else ""
