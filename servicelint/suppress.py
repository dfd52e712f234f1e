"""Inline ignores, and the fingerprints by which a finding is known again (``servicelint.baseline`` keeps those)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from servicelint.config.values import OWN_CATEGORY, OWN_RULES, UNKNOWN_RULE, UNUSED_IGNORE
from servicelint.model import Document, Finding, Ignore, Severity
from servicelint.text import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from servicelint.config import Config

_WORD = re.compile(r"[^\W_]+")
_DIGITS = 16


def apply_ignores(
    document: Document,
    findings: Iterable[Finding],
    known: Collection[str],
    *,
    active: Collection[str] | None = None,
    categories: Collection[str] = (),
    config: Config | None = None,
) -> list[Finding]:
    """Return the findings that no inline ignore of the document silences, and findings about the ignores themselves.

    An ignore names rules or categories, or nothing for all, and silences what touches its scope. ``known`` are the ids
    of all rules that were loaded, ``categories`` their categories; ``active`` are the rules that ran (None: all). An
    ignore that silenced nothing though its rule ran is reported as ``unused-ignore``, a name that nobody has as
    ``unknown-rule``, as ``config`` selects and grades them; an ignore that names ``unused-ignore`` is never reported.
    """
    findings = list(findings)
    if not document.ignores:
        return findings
    used: set[tuple[int, str]] = set()
    kept = []
    for finding in findings:
        hits = [
            (i, name)
            for i, ignore in enumerate(document.ignores)
            if ignore.scope.overlaps(finding.span) or ignore.scope.contains(finding.span)
            for name in ignore.rules or ("",)
            if name in ("", finding.rule, finding.category)
        ]
        used.update(hits)
        if not hits:
            kept.append(finding)
    everything = frozenset(known)
    ran = everything if active is None else frozenset(active)
    grouped = {*categories, *(finding.category for finding in findings), OWN_CATEGORY}
    for i, ignore in enumerate(document.ignores):
        if UNUSED_IGNORE not in ignore.rules:
            said = _complaints(ignore, {name for at, name in used if at == i}, everything, ran, grouped)
            kept += said if config is None else _graded(said, config)
    return kept


def _graded(findings: Iterable[Finding], config: Config) -> list[Finding]:
    return [
        replace(finding, severity=config.severity_of(finding.rule, finding.category, finding.severity))
        for finding in findings
        if config.selects(finding.rule, finding.category)
    ]


def _complaints(
    ignore: Ignore, used: Collection[str], known: frozenset[str], ran: frozenset[str], categories: Collection[str]
) -> list[Finding]:
    # Whether a category, or everything, is silent for good can only be told when all of it ran.
    all_ran = ran >= known
    if not ignore.rules:
        silent = not used and all_ran
        return [_own_finding(UNUSED_IGNORE, ignore, "This comment silences nothing: delete it.")] if silent else []
    found = []
    unused = []
    for name in dict.fromkeys(ignore.rules):
        if name in used or name in OWN_RULES:
            continue
        if name in ran or (name in categories and all_ran):
            unused.append(name)
        elif name not in known and name not in categories:
            hint = _near(name, {*known, *categories})
            found.append(_own_finding(UNKNOWN_RULE, ignore, f"There is no rule or category {name!r}{hint}"))
    if unused:
        names = ", ".join(unused)
        rest = "delete the comment" if len(unused) == len(set(ignore.rules)) else "take it out of the comment"
        found.append(_own_finding(UNUSED_IGNORE, ignore, f"Nothing of {names} is found here any more: {rest}."))
    return found


def _near(name: str, known: Collection[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, sorted(known), 1)
    return f"; did you mean {near[0]!r}?" if near else "; `servicelint rules` lists what there is."


def _own_finding(rule: str, ignore: Ignore, message: str) -> Finding:
    return Finding(
        rule=rule,
        category=OWN_CATEGORY,
        span=ignore.span,
        sentence=ignore.span,
        message=message,
        severity=Severity.SUGGESTION,
        fingerprint=fingerprint(rule, " ".join(ignore.rules), ignore.reason),
    )


def fingerprint(rule: str, matched: str, sentence: str) -> str:
    """Return 16 hexadecimal digits that stay the same while rule, matched words and words of the sentence do.

    Letter case, whitespace, punctuation, underscores and invisible characters do not count; neither do the file, the
    line, and everything around the sentence.
    """
    import hashlib

    parts = (rule, " ".join(_words(matched)), " ".join(_words(sentence)))
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=_DIGITS // 2).hexdigest()


def _words(text: str) -> list[str]:
    for char in INVISIBLE.intersection(text):
        text = text.replace(char, "")
    # Case folding can leave letters that compose with what follows, so the form is made last.
    return _WORD.findall(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()))


def number_duplicates(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of one file, in the order given, with the second and later ones of a fingerprint numbered.

    The second finding with fingerprint ``0a…`` gets ``0a…-2``, so that every finding of a file can be told apart.
    """
    counts: Counter[str] = Counter()
    numbered = []
    for finding in findings:
        plain = _plain(finding.fingerprint)
        counts[plain] += 1
        wanted = plain if counts[plain] == 1 else f"{plain}-{counts[plain]}"
        numbered.append(finding if wanted == finding.fingerprint else replace(finding, fingerprint=wanted))
    return numbered


def _plain(mark: str) -> str:
    return mark.partition("-")[0]
