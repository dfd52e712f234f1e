"""``servicelint corpus label``: accept or reject findings in the terminal, mark what is missing."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import Any

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, write
from servicelint.corpus.errors import CorpusError
from servicelint.reporters._terminal import one_line, safe

_HELP = (
    "y right · n wrong · d doubtful (a careful reader could differ) · q stop here\n"
    "then, for what is missing: RULE words of the message, or RULE alone for the whole message; empty line: next\n"
)


@click.command("label", short_help="Label a sample in the terminal.")
@click.argument("sample", metavar="SAMPLE.jsonl", required=False)
@click.option("--out", metavar="GOLD.jsonl", help="Where the labelled messages go; what is there already is kept.")
@click.option("--agreement", nargs=2, metavar="A.jsonl B.jsonl", help="Say how far two labellers agree, and stop.")
def command(sample: str | None, out: str | None, agreement: tuple[str, str] | None) -> int:
    """Go through SAMPLE.jsonl message by message, and write each with its labels to GOLD.jsonl.

    Stop at any time: the same command goes on with the first message that is not labelled yet.
    """
    try:
        if agreement:
            return _agree(*agreement)
        if not sample or not out:
            raise click.UsageError("Say what to label and where to put it: SAMPLE.jsonl --out GOLD.jsonl")
        return _label(sample, out)
    except CorpusError as error:
        complain(f"error: {error}")
        return EXIT_ERROR


def _agree(one: str, other: str) -> int:
    from servicelint.corpus.gold import load_gold
    from servicelint.corpus.sampling import agreement
    from servicelint.corpus.stores import open_stores

    found = agreement(load_gold(open_stores([one])), load_gold(open_stores([other])))
    write(
        f"{found['messages']} messages; {found['agreed_1']} of {found['labels_1']} labels of the first and "
        f"{found['agreed_2']} of {found['labels_2']} of the second are shared: F1 {found['f1']:.3f}\n"
    )
    return 0


def _records(path: str) -> Iterator[dict[str, Any]]:
    from servicelint.corpus.errors import BadRecordError
    from servicelint.corpus.items import START
    from servicelint.corpus.record import parse_line, text_of
    from servicelint.corpus.stores import open_stores

    for store in open_stores([path]):
        for item in store.items(START):
            try:
                assert isinstance(item.data, bytes)
                record = parse_line(item.data)
                yield {**record, "text": text_of(record)}
            except BadRecordError as error:
                raise CorpusError(f"{item.place}: {error}") from None


def _label(sample: str, out: str) -> int:
    done = {record.get("id") for record in _records(out)} if os.path.exists(out) and os.path.getsize(out) else set()
    todo = [record for record in _records(sample) if record.get("id") not in done]
    write(_HELP)
    for number, record in enumerate(todo, len(done) + 1):
        write(f"\n— {number} of {len(todo) + len(done)}: {one_line(str(record.get('id')))}\n")
        for said in record.get("context") or []:
            write(f"customer: {safe_lines(str(said))}\n")
        write(f"{safe_lines(record['text'])}\n")
        try:
            labels = [*_judge(record), *_missing(record["text"])]
        except (EOFError, _Stop):
            break
        kept = {key: value for key, value in record.items() if key != "proposed"}
        with open(out, "a", encoding="utf-8") as stream:
            stream.write(json.dumps({**kept, "labels": labels}, ensure_ascii=False) + "\n")
    return 0


class _Stop(Exception):
    """The labeller has had enough."""


def safe_lines(text: str) -> str:
    """Return ``text`` safe for a terminal, its lines kept."""
    return "\n".join(safe(line) for line in re.split(r"\r\n|\n|\r", text))


def _judge(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for finding in record.get("proposed") or []:
        start, end = finding["start"], finding["end"]
        write(f"  {finding['rule']}: “{one_line(record['text'][start:end])}” {one_line(finding.get('message', ''))}\n")
        while (answer := input("  y/n/d/q? ").strip().lower()) not in ("y", "n", "d", "q"):
            write(_HELP)
        if answer == "q":
            raise _Stop
        if answer != "n":
            yield {"rule": finding["rule"], "start": start, "end": end, "sure": 2 if answer == "y" else 1}


def _missing(text: str) -> Iterator[dict[str, Any]]:
    while given := input("  missing (RULE words)? ").strip():
        if given == "q":
            raise _Stop
        rule, _, words = given.partition(" ")
        found = re.search(r"\s+".join(map(re.escape, words.split())), text, re.IGNORECASE) if words else None
        if words and not found:
            write(f"  “{words}” is not in the message\n")
            continue
        start, end = found.span() if found else (-1, -1)
        yield {"rule": rule, "start": start, "end": end, "sure": 2}
