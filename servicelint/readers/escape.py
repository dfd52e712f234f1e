"""Writing a replacement back: each host format has its own spelling of the same words."""

from __future__ import annotations

import html
import json
import re

_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|]")
#: What begins a block at the start of a line; the replacement may stand there.
_MARKDOWN_START = re.compile(r"(?P<digits>\d{1,9})(?P<dot>[.)])(?=\s|$)|(?P<mark>[-+#=])")
_QP_LITERAL = re.compile(r"[!-<>-~]+|[ \t]+|[\s\S]")
_QP_WIDTH = 72


def escape(kind: str, text: str) -> str | None:
    """Return ``text`` as it must be written where a segment says ``escape == kind``; None: it cannot be written there.

    ``kind`` is a host format, perhaps with what encodes it: ``plain``, ``html``, ``markdown``; then ``+json`` (inside a
    JSON string), ``+ascii`` (a mail part that can hold nothing else), ``+header`` (a mail header line),
    ``+qp-lf:CHARSET`` or ``+qp-crlf:CHARSET`` (quoted-printable with that line end). ``none`` cannot be edited.
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
    if name in ("qp-lf", "qp-crlf"):
        return _quoted_printable(text, argument or "utf-8", "\r\n" if name == "qp-crlf" else "\n")
    return None


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
