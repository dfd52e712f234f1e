"""The other checkers as a service: the smallest application that answers a draft with what they find.

Neither proselint nor Harper comes with an HTTP server, so this is the best that anybody could make of them: the checker
warm in the process of the server. ``SERVED`` chooses one: ``proselint``, ``harper`` (harper-core, the engine of
harper-ls, by its native Python binding) or ``none`` (what the server itself costs). Run by uvicorn, see ``load.py``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable
from typing import Any

Check = Callable[[str], object]


def checker(name: str) -> Check:
    """Return the function that checks a draft."""
    if name == "proselint":
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile

        CheckRegistry().register_many(__register__)
        return lambda text: [found.into_dict() for found in LintFile("draft", content=text).lint()]
    if name == "harper":
        from harper import Linter

        linter = Linter()
        return lambda text: [
            [lint.span.start, lint.span.end, lint.message, [better.replacement_text for better in lint.suggestions]]
            for lint in linter.lint(text, language="plaintext")
        ]
    return lambda text: []


_check = checker(os.environ.get("SERVED", "none"))


async def app(
    scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[..., Awaitable[None]]
) -> None:
    """Answer ``{"draft": …}`` with the findings."""
    if scope["type"] != "http":
        return
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    answer = json.dumps(_check(json.loads(body)["draft"])).encode() if body else b"{}"
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(answer)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": answer})
