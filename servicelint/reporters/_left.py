"""Why fixing leaves a finding where it is."""

from __future__ import annotations

from servicelint.model import Finding, Safety


def why_left(finding: Finding, allowed: frozenset[Safety]) -> str:
    """Return why fixing with the ``allowed`` rewrites has left a finding, in a few words for people."""
    if not finding.rewrites:
        return "no rewrite of ours keeps what it says: put it in your own words"
    writable = [rewrite for rewrite in finding.rewrites if rewrite.edits]
    if not writable:
        return "a rewrite cannot be written back at this place: change it by hand"
    writable = [rewrite for rewrite in writable if rewrite.stays_within(finding.sentence)]
    if not writable:
        return "its rewrite stands further on in the message: take it in an editor, or add it by hand"
    if any(rewrite.safety in allowed for rewrite in writable):
        return "its rewrites did not settle with others beside it: look at it again"
    if any(rewrite.safety is Safety.ASK for rewrite in writable):
        return "the rewrite changes what is said: apply it with --unsafe-fixes when it is true"
    return "only you can fill in what is missing"
