"""``--statistics``: how often each rule was found."""

from __future__ import annotations

from servicelint.reporters import Summary
from servicelint.reporters._terminal import one_line


def statistics(summary: Summary) -> str:
    """Return a table, most frequent rule first: how many findings, share of all, rule."""
    total = summary.findings
    if not total:
        return ""
    ordered = sorted(summary.by_rule.items(), key=lambda pair: (-pair[1], pair[0]))
    wide = max(len(f"{total:,}"), 5)
    rows = [f"{number:>{wide},}  {number / total:>6.1%}  {one_line(rule)}\n" for rule, number in ordered]
    return "".join((f"{'count':>{wide}}   share  rule\n", *rows, f"{total:>{wide},}  {1:>6.1%}  all\n"))
