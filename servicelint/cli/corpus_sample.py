"""``servicelint corpus sample``: draw messages to be labelled."""

from __future__ import annotations

import json

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain
from servicelint.corpus.errors import BadRecordError, CorpusError
from servicelint.reporters._terminal import count


@click.command("sample", short_help="Draw messages to be labelled.")
@click.argument("scan", metavar="OUT")
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@click.option("--out", required=True, metavar="SAMPLE.jsonl", help="Where the sample goes.")
@click.option("-n", "--number", type=click.IntRange(1, 100_000), default=100, help="Messages to draw (default: 100).")
@click.option("--by", default="rule", metavar="FIELD", help="Spread over rule (default), channel, team, …")
@click.option("--seed", type=int, default=1, help="Another seed draws another sample.")
def command(scan: str, inputs: tuple[str, ...], out: str, number: int, by: str, seed: int) -> int:
    """Draw messages of IN, spread evenly over what the scan OUT found in them.

    Scan with --all, so that messages without findings are drawn too: only they show what the rules miss. The sample
    holds each record with the findings as "proposed"; `corpus label` makes a gold file of it.
    """
    from servicelint.corpus.aggregate import scan_lines
    from servicelint.corpus.items import START
    from servicelint.corpus.record import identity_of, parse_line
    from servicelint.corpus.sampling import draw
    from servicelint.corpus.stores import open_stores

    try:
        wanted = set(draw(scan_lines(scan), number, seed, by))
        proposed = {line["id"]: line["findings"] for line in scan_lines(scan) if line["id"] in wanted}
        written = 0
        with open(out, "x", encoding="utf-8") as stream:
            for item in (item for store in open_stores(inputs) for item in store.items(START)):
                if isinstance(item.data, str):
                    continue
                try:
                    record = parse_line(item.data) if isinstance(item.data, bytes) else dict(item.data)
                    name = identity_of(record, item.place)
                except BadRecordError:
                    continue
                if name in wanted and isinstance(record.get("text"), str):
                    wanted.discard(name)
                    marks = [{key: f[key] for key in ("rule", "start", "end", "message")} for f in proposed[name]]
                    line = {**record, "id": name, "proposed": marks}
                    stream.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
                    written += 1
    except CorpusError as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    except OSError as error:
        complain(f"error: {out}: cannot be written: {(error.strerror or str(error)).lower()}")
        return EXIT_ERROR
    complain(f"{out}: {count(written, 'message')}.")
    if wanted:
        complain(f"note: {count(len(wanted), 'message')} of the scan not found in {', '.join(inputs)}")
    return 0
