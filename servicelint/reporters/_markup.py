"""What the XML formats share: text that any XML parser accepts, and paths as URIs."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

#: Characters that XML 1.0 cannot hold, not even escaped (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_ESCAPED = re.compile('[&<>"\n\r\t]')


def xml(text: str) -> str:
    """Return ``text`` for an attribute or an element; what XML cannot hold becomes U+FFFD."""
    return _ESCAPED.sub(lambda match: _ESCAPES[match[0]], _FORBIDDEN.sub("\ufffd", text))


def uri(path: str) -> str:
    """Return ``path`` as a URI reference: relative stays relative, absolute becomes ``file:///…``."""
    slashed = path.replace(os.sep, "/")
    if re.match(r"[A-Za-z]:/", slashed):
        slashed = "/" + slashed
    # A name that is not valid Unicode holds its bytes as lone surrogates.
    quoted = quote(slashed.removeprefix("./").encode("utf-8", "surrogateescape"), safe="/~!$&'()*+,;=@")
    return f"file://{quoted}" if slashed.startswith("/") else quoted
