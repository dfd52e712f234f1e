"""An optional plugin: a language model of your own offers one more rewrite for each finding.

Off until ``SERVICELINT_LLM_URL`` names a server with the chat interface of OpenAI (llama.cpp, Ollama, vLLM), such as
``http://127.0.0.1:11434/v1``. The draft and the customer's message go there, so only this machine is accepted unless
``SERVICELINT_LLM_REMOTE=1`` says otherwise. All settings are variables of the environment, never of a file: a
repository that somebody opens must not be able to send drafts anywhere. ``SERVICELINT_LLM_MODEL`` names the model,
``SERVICELINT_LLM_TIMEOUT`` the seconds that an answer may take (5), ``SERVICELINT_LLM_KEY`` a key.

What comes back is shown only when it passes the checks on every rewrite (facts kept, nothing flagged, clean to read).
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any, NamedTuple

from servicelint.hookspecs import hookimpl
from servicelint.model import Document, Finding, Rewrite, Safety
from servicelint.plugins import BadResultError

URL_VARIABLE = "SERVICELINT_LLM_URL"
#: After a failure nobody is asked for so many seconds: a server that is down must not slow down every finding.
PAUSE = 60.0
#: More of the draft or of the thread than this says no more about one sentence.
_MOST_CONTEXT = 4000
_MOST_ANSWER = 64 * 1024
_TASK = """\
You improve one sentence of a reply that a company is about to send to a customer.
Answer with the new sentence only: no quotation marks, no comment, one line.
Keep every number, amount, date, name, link and merge field exactly as written. Promise nothing that the sentence does \
not promise; where the writer must add a date, a name or an offer, leave a blank in square brackets such as [date].
Keep the language, spelling and tone of the reply."""


class _Pause:
    """Until when (of the monotonic clock) nobody is asked."""

    until = 0.0


class LanguageModelError(BadResultError):
    """The server could not be asked, or its answer could not be read; the text goes on from the hook's name."""


class _Server(NamedTuple):
    url: str
    model: str
    timeout: float
    key: str
    remote: bool


@hookimpl
def servicelint_rewrite(document: Document, finding: Finding) -> list[Rewrite] | None:
    """Return the model's sentence; None while the plugin is off or pauses after a failure."""
    if not os.environ.get(URL_VARIABLE) or time.monotonic() < _Pause.until:
        return None
    try:
        server = _server(os.environ)
        sentence = document.text[finding.sentence.start : finding.sentence.end]
        answer = _ask(server, _messages(document, finding, sentence))
    except LanguageModelError:
        _Pause.until = time.monotonic() + PAUSE
        raise
    text = _cleaned(answer)
    if not text or text == sentence or "\n" in text or len(text) > max(2 * len(sentence), len(sentence) + 120):
        return None
    return [Rewrite(f"by {server.model}", Safety.ASK, text)]


def _server(environment: Mapping[str, str]) -> _Server:
    from ipaddress import ip_address
    from urllib.parse import urlsplit

    url = environment[URL_VARIABLE].rstrip("/")
    try:
        parts = urlsplit(url)
        host, known = parts.hostname or "", parts.scheme in ("http", "https")
    except ValueError:
        host, known = "", False
    if not host or not known:
        raise LanguageModelError(f"needs a URL such as http://127.0.0.1:11434/v1 in {URL_VARIABLE}, not {url!r}")
    try:
        local = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local and environment.get("SERVICELINT_LLM_REMOTE") != "1":
        raise LanguageModelError(
            f"would send drafts to {host}: only this machine is asked unless SERVICELINT_LLM_REMOTE=1 is set"
        )
    given = environment.get("SERVICELINT_LLM_TIMEOUT", "5")
    try:
        timeout = float(given)
        if not 0 < timeout <= 600:
            raise ValueError
    except ValueError:
        raise LanguageModelError(f"needs seconds (up to 600) in SERVICELINT_LLM_TIMEOUT, not {given!r}") from None
    model = environment.get("SERVICELINT_LLM_MODEL", "default")
    return _Server(url, model, timeout, environment.get("SERVICELINT_LLM_KEY", ""), not local)


def _messages(document: Document, finding: Finding, sentence: str) -> list[dict[str, str]]:
    customer = "\n".join(document.thread)[-_MOST_CONTEXT:]
    low = max(0, finding.sentence.start - _MOST_CONTEXT // 2)
    parts = [f"The customer wrote:\n{customer}"] if customer else []
    parts.append(f"The reply:\n{document.text[low : finding.sentence.end + _MOST_CONTEXT // 2]}")
    parts.append(f"The sentence to improve:\n{sentence}")
    parts.append(f"What is wrong with it:\n{finding.message}")
    return [{"role": "system", "content": _TASK}, {"role": "user", "content": "\n\n".join(parts)}]


def _ask(server: _Server, messages: list[dict[str, str]]) -> str:
    """Return the model's answer. The time limit is for the whole of it, however slowly it drips."""
    import json

    try:
        import httpx
    except ImportError:
        raise LanguageModelError("needs httpx: pip install 'servicelint[llm]'") from None
    headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
    body = {"model": server.model, "messages": messages, "temperature": 0.2, "max_tokens": 200}
    end = time.monotonic() + server.timeout
    data = b""
    try:
        # A proxy of the environment would carry the draft off this machine.
        with (
            httpx.Client(trust_env=server.remote, timeout=server.timeout) as client,
            client.stream("POST", f"{server.url}/chat/completions", json=body, headers=headers) as response,
        ):
            for chunk in response.iter_bytes():
                data += chunk
                if time.monotonic() > end:
                    raise LanguageModelError(f"had no whole answer from {server.url} in {server.timeout:g} s")
                if len(data) > _MOST_ANSWER:
                    raise LanguageModelError(f"had an answer of more than {_MOST_ANSWER} bytes from {server.url}")
    except httpx.TimeoutException:
        raise LanguageModelError(f"had no answer from {server.url} in {server.timeout:g} s") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise LanguageModelError(f"could not ask {server.url}: {error or type(error).__name__}") from None
    if response.status_code != 200:
        raise LanguageModelError(f"was answered {response.status_code} by {server.url}")
    try:
        answer: Any = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError):
        answer = None
    if not isinstance(answer, str):
        raise LanguageModelError(f"had no chat completion from {server.url}")
    return answer


def _cleaned(answer: str) -> str:
    """Take off what models like to put around a sentence: blanks and one pair of quotation marks."""
    text = answer.strip()
    for left, right in (('"', '"'), ("“", "”"), ("`", "`")):
        if len(text) > 1 and text.startswith(left) and text.endswith(right):
            text = text[1:-1].strip()
    return text
