"""Wraps one plain message in every format the readers know, escaped as each needs it (shared by several tests)."""

from __future__ import annotations

import base64
import html
import json
import quopri
import re
import string
from collections.abc import Callable
from email.header import Header

Wrapped = tuple[str, bytes]
_PUNCTUATION = re.compile(f"[{re.escape(string.punctuation)}]")


def split_subject(text: str) -> tuple[str, str]:
    """Return the value of a leading ``Subject:`` line ("" without one) and the rest."""
    match = re.match(r"Subject:[ \t]*([^\r\n]*)(?:\r\n|\n|$)", text)
    return (match[1], text[match.end() :]) if match else ("", text)


def plain(text: str) -> Wrapped:
    return "draft.txt", text.encode()


def plain_crlf(text: str) -> Wrapped:
    return "draft.txt", b"\xef\xbb\xbf" + re.sub(r"\r?\n", "\r\n", text).encode()


def plain_utf16(text: str) -> Wrapped:
    return "draft.txt", text.encode("utf-16")


def paragraphs(text: str) -> str:
    """Return ``text`` as ``<p>`` with ``<br>``, every special character as an entity."""
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", html.escape(text.strip("\n")).replace("\u00a0", "&nbsp;"))
    return "\n".join("<p>" + block.replace("\n", "<br>\n") + "</p>" for block in blocks)


def html_page(text: str) -> Wrapped:
    page = f"<!DOCTYPE html>\n<html><head><title>Mail</title></head>\n<body>\n{paragraphs(text)}\n</body></html>\n"
    return "draft.html", page.encode()


def html_divs(text: str) -> Wrapped:
    """As web mail writes it: a ``<div>`` for each line, non-ASCII as numbered entities, bold words."""
    lines = [html.escape(line).encode("ascii", "xmlcharrefreplace").decode() for line in text.split("\n")]
    return "draft.html", "".join(f'<div dir="ltr">{line or "<br>"}</div>' for line in lines).encode()


def html_folded(text: str) -> Wrapped:
    """With the source broken after every word, as a beautifier may leave it."""
    name, data = html_page(text)
    return name, re.sub(rb"(?<=[a-z]) (?=[a-z]+[ <])", b"\n      ", data)


def markdown(text: str) -> Wrapped:
    lines = [_PUNCTUATION.sub(r"\\\g<0>", line.strip(" \t")) for line in text.split("\n")]
    return "draft.md", "\n".join(lines).encode()


def markdown_breaks(text: str) -> Wrapped:
    r"""With ``\`` at each line's end (a hard break) and emphasis on nothing but whole lines."""
    _, data = markdown(text)
    return "draft.md", re.sub(rb"(?<=\S)\n(?=\S)", rb"\\\n", data)


def _mail(text: str, headers: str, encode: Callable[[str], bytes], newline: str = "\r\n") -> Wrapped:
    subject, body = split_subject(text)
    head = "From: Anna <anna@harbour.example>\nTo: tom@example.org\nMIME-Version: 1.0\n"
    if subject:
        head += (
            "Subject: "
            + (subject if subject.isascii() else Header(subject, "utf-8", header_name="Subject").encode())
            + "\n"
        )
    data = (head + headers + "\n\n").replace("\n", newline).encode() + encode(body)
    return "draft.eml", data


def _qp(body: bytes) -> bytes:
    return quopri.encodestring(body).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def eml_8bit(text: str) -> Wrapped:
    return _mail(text, "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit", str.encode, "\n")


def eml_qp(text: str) -> Wrapped:
    kind = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable"
    return _mail(text, kind, lambda body: _qp(body.encode()))


def eml_base64(text: str) -> Wrapped:
    kind = 'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: base64'
    return _mail(text, kind, lambda body: base64.encodebytes(body.replace("\n", "\r\n").encode()))


def eml_flowed(text: str) -> Wrapped:
    """``format=flowed`` with ``delsp=yes``: broken anywhere, inside words too."""

    def encode(body: str) -> bytes:
        lines = []
        for line in body.split("\n"):
            line = line.rstrip(" ")
            stuffed = line if not line.startswith((" ", ">", "From ")) else " " + line
            pieces = [stuffed[i : i + 60] for i in range(0, len(stuffed), 60)] or [""]
            lines += [pieces[0], *(" " + piece for piece in pieces[1:])]
            for at in range(len(lines) - len(pieces), len(lines) - 1):
                lines[at] += " "
        return "\r\n".join(lines).encode()

    return _mail(text, "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes", encode)


def eml_html_qp(text: str) -> Wrapped:
    kind = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable"
    return _mail(text, kind, lambda body: _qp(html_page(body)[1]))


def eml_alternative(text: str) -> Wrapped:
    """Both versions, the HTML one in base64; only the plain one is to be linted."""
    subject, body = split_subject(text)
    page = base64.encodebytes(html_page(body)[1]).decode()
    parts = (
        "This is a multi-part message in MIME format.\n--=_edge\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{body}\n--=_edge\nContent-Type: text/html; charset=utf-8\n"
        f"Content-Transfer-Encoding: base64\n\n{page}\n--=_edge--\n"
    )
    wrapped = f"Subject: {subject}\n{parts}" if subject else parts
    return _mail(wrapped, 'Content-Type: multipart/alternative; boundary="=_edge"', str.encode, "\n")


def json_record(text: str) -> Wrapped:
    return "drafts.jsonl", json.dumps({"id": "1", "text": text}).encode() + b"\n"


#: Every way to wrap a message, by name. All must give the same segment texts and the same findings.
WRAPPINGS: dict[str, Callable[[str], Wrapped]] = {
    maker.__name__: maker
    for maker in (
        plain,
        plain_crlf,
        plain_utf16,
        html_page,
        html_divs,
        html_folded,
        markdown,
        markdown_breaks,
        eml_8bit,
        eml_qp,
        eml_base64,
        eml_flowed,
        eml_html_qp,
        eml_alternative,
        json_record,
    )
}
