"""The file that ``servicelint init`` writes: short, commented, made for what lies in the folder."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many entries of a folder are looked at: enough to see its shape, quick in a large repository.
_LOOK_AT = 5000
_SKIPPED = frozenset({"node_modules", "venv", "__pycache__", "site-packages", "dist", "build", "target"})
_TEMPLATE_FOLDER = re.compile(
    r"e?mails?|mailers?|templates?|macros?|notifications?|canned|saved.?replies", re.IGNORECASE
)
_TEMPLATE_SUFFIX = (
    ".liquid",
    ".j2",
    ".jinja",
    ".jinja2",
    ".twig",
    ".hbs",
    ".mustache",
    ".mjml",
    ".erb",
    ".tmpl",
    ".po",
)
_TEXT_SUFFIX = (".txt", ".md", ".html", ".htm", ".json", ".yaml", ".yml", ".csv", ".toml", *_TEMPLATE_SUFFIX)
_CHAT = re.compile(r"(?:chats?|transcripts?|conversations?|live.?chat|sms|messenger|whatsapp)", re.IGNORECASE)
_MONEY = re.compile(
    r"dunning|billing|invoices?|payments?|collections?|finance|accounts?.receivable|arrears", re.IGNORECASE
)
_SALES = re.compile(r"(?:sales|outreach|outbound|prospecting|cadences?|sequences?)", re.IGNORECASE)
_CHAT_SUFFIX = (".json", ".jsonl", ".txt", ".csv")


def starter_text(folder: str) -> str:
    """Return the text of a ``servicelint.toml`` for ``folder``; a folder without messages gives the short form."""
    templates: dict[str, None] = {}
    chats: dict[str, None] = {}
    money: dict[str, None] = {}
    sales: dict[str, None] = {}
    drafts = 0
    for path in _walk(folder):
        *parents, name = path.split("/")
        suffix = os.path.splitext(name)[1].lower()
        drafts += suffix in (".eml", ".mbox")
        for found, pattern, suffixes in (
            (templates, _TEMPLATE_FOLDER, _TEXT_SUFFIX),
            (chats, _CHAT, _CHAT_SUFFIX),
            (money, _MONEY, (*_TEXT_SUFFIX, ".eml", ".mbox")),
            (sales, _SALES, (*_TEXT_SUFFIX, ".eml", ".mbox")),
        ):
            depth = next((i for i, parent in enumerate(parents) if pattern.fullmatch(parent)), None)
            if depth is not None and suffix in suffixes:
                found["/".join(parents[: depth + 1]) + "/**"] = None
            elif found is templates and suffix in _TEMPLATE_SUFFIX:
                found[f"*{suffix}"] = None
    out = [
        "# servicelint reads this file for everything below this folder; the file nearest to a message wins.",
        "# `servicelint show-config FILE` names every setting and its origin; `servicelint rules` lists the rules.",
        "",
        "# The lowest severity that makes `servicelint check` fail: error, warning, suggestion or never.",
        'fail-on = "warning"',
        "",
        "# What the messages are about: support, sales, finance. Left out, it is told from each message.",
        '# registers = ["support"]',
        "",
        "# Rules or whole categories that you do not want, and severities of your own.",
        '# ignore = ["thank-you-for-business"]',
        '# severity = { policy-shield = "warning" }',
        "",
        "# Your own rules: a folder of rule files (TOML; no Python is run from it).",
        '# packs = ["./service-rules"]',
    ]
    if drafts:
        emails = "1 saved email" if drafts == 1 else f"{drafts} saved emails"
        out += ["", f"# {emails} found: .eml and .mbox files are read as drafts as they are."]
    blocks = (
        (templates, "Message templates: their blanks are values, not mistakes.", 'kind = "template"'),
        (chats, "Chat transcripts: only the agent's turns are checked.", 'channel = "chat"'),
        (money, "Messages about money.", 'registers = ["finance"]'),
        (sales, "Selling messages.", 'registers = ["sales"]'),
    )
    for found, comment, setting in blocks:
        if found:
            paths = ", ".join(json.dumps(path, ensure_ascii=False) for path in sorted(found)[:12])
            out += ["", f"# {comment}", "[[overrides]]", f"paths = [{paths}]", setting]
    return "\n".join(out) + "\n"


def _walk(folder: str) -> Iterator[str]:
    """Yield paths of files below ``folder`` with ``/`` between the parts, hidden and tool folders left out."""
    seen = 0
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
        inside = os.path.relpath(top, folder).replace(os.sep, "/")
        for name in sorted(files):
            seen += 1
            if seen > _LOOK_AT:
                return
            # A name that a pattern would read as something else is left to its owner.
            if not re.search(r"[\\*?\[\]{}\udc80-\udcff]", f"{inside}/{name}"):
                yield name if inside == "." else f"{inside}/{name}"
