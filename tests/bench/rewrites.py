"""``make bench``: what the rewrites are worth, over many findings: how many have one, and what a grammar checker says.

The messages are those of ``corpus.py``. ``--show N`` prints N pairs to read.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from corpus import messages
from run import HARPER

from servicelint.engine import Linter
from servicelint.fixing import apply_edits
from servicelint.model import Document, Edit, Finding, Kind, Rewrite, Safety, Span
from servicelint.readers import ReadOptions, read


def document_of(record: dict[str, Any]) -> Document:
    """Return a record as ``check`` would read it."""
    kind = Kind(record.get("kind") or "draft")
    options = ReadOptions(channel=record.get("channel"), kind=kind, context=tuple(record.get("context") or ()))
    return read(record["text"].encode("utf-8", "replace"), "message.txt", options)[0]


def pair(document: Document, finding: Finding, rewrite: Rewrite) -> tuple[str, str] | None:
    """Return the sentence before and after; None where the rewrite cannot be put in by itself."""
    if not rewrite.edits:
        return None
    start, end = finding.sentence
    inside = [Edit(Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in rewrite.edits]
    before = document.text[start:end]
    if any(edit.span.start < 0 or edit.span.end > end - start for edit in inside):
        return None
    return " ".join(before.split()), " ".join(apply_edits(before, inside).split())


def problems(sentences: list[str]) -> Counter[str]:
    """Return what the grammar checker finds, by its rule."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentences.txt"
        path.write_text("\n\n".join(sentences), "utf-8")
        command = [str(HARPER), "lint", "--quiet", "--format", "json", str(path)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    found = json.loads(done.stdout)
    return Counter(lint["rule"] for entry in found for lint in entry["lints"])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=500)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--strict", action="store_true", help="taken for the sake of the other benches")
    options = parser.parse_args()
    linter = Linter()
    total = offered = complete = 0
    pairs: list[tuple[str, str, str]] = []
    for document, findings in linter.lint_many(map(document_of, messages())):
        for finding in findings:
            total += 1
            if not finding.rewrites:
                continue
            offered += 1
            complete += finding.rewrites[0].safety is not Safety.FILL
            made = pair(document, finding, finding.rewrites[0])
            if made:
                pairs.append((finding.rule, *made))
    print(f"{total} findings: {offered / total:.1%} have a rewrite; {complete / offered:.1%} of the first are complete")
    random.Random(1).shuffle(pairs)
    chosen = pairs[: options.sentences]
    try:
        before, after = problems([one[1] for one in chosen]), problems([one[2] for one in chosen])
    except (OSError, ValueError, KeyError) as error:
        print(f"left out: harper-cli: {error}", file=sys.stderr)
    else:
        print(f"harper-cli on {len(chosen)} sentences: {before.total()} problems before, {after.total()} after")
        for rule, count in (after - before).most_common(8):
            print(f"    {count} more of {rule}")
    for rule, old, new in pairs[: options.show]:
        print(f"[{rule}]\n  - {old}\n  + {new}")


if __name__ == "__main__":
    main()
