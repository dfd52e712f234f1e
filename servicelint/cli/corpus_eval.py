"""``servicelint corpus eval``: how right the rules are on labelled messages."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from servicelint.cli import EXIT_ERROR, EXIT_FINDINGS
from servicelint.cli.output import complain, write
from servicelint.config import Config, ConfigError
from servicelint.corpus.errors import CorpusError
from servicelint.reporters._terminal import count, one_line

if TYPE_CHECKING:
    from servicelint.corpus.gold import Gold
    from servicelint.engine import Linter

_EPILOG = "Exit code: 0 done, 1 a score fell below --scores, 2 something could not be read."


@click.command("eval", epilog=_EPILOG, short_help="Measure the rules on labelled messages.")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option("--format", type=click.Choice(["human", "json"]), default="human", help="Tables, or one JSON object.")
@click.option("--misses", is_flag=True, help="List false findings and missed labels with their sentences.")
@click.option("--against", metavar="OLD.json", help="Show what changed since an earlier --format json.")
@click.option("--findings", metavar="OUT.jsonl", help="Judge what a scan wrote, instead of scanning now.")
@click.option("--scores", metavar="FILE", help="Compare with the scores in this file: exit code 1 when one fell.")
@click.option("--update", is_flag=True, help="With --scores: write the new scores.")
@click.option("--select", multiple=True, metavar="NAMES", help="Run only these rules or categories (a,b,…).")
@click.option("--ignore", multiple=True, metavar="NAMES", help="Leave these rules or categories out (a,b,…).")
@click.option("--jobs", type=click.IntRange(1, 256), default=1, metavar="N", help="Processes (default: 1).")
@click.option("--config", metavar="FILE", help="Use this configuration file.")
def command(
    gold: tuple[str, ...],
    format: str,
    misses: bool,
    against: str | None,
    findings: str | None,
    scores: str | None,
    update: bool,
    jobs: int,
    config: str | None,
    **settings: object,
) -> int:
    """Measure precision, recall and F1 on GOLD: records with labels, in files or folders.

    A finding is right when a label of the same rule overlaps it; a label without offsets counts for the whole record;
    one with "sure": 1 counts half in recall, and a finding on it is no error.
    """
    from servicelint.cli.session import Session
    from servicelint.corpus.evaluation import changes, read_report, report
    from servicelint.corpus.gold import load_gold
    from servicelint.corpus.scoring import evaluate
    from servicelint.corpus.stores import open_stores

    if update and not scores:
        raise click.UsageError("--update says what to do with --scores FILE: name the file.")
    try:
        session = Session(settings, config)
        place = session.settings.for_path(gold[0])
        linter = session.linter(place)
        golds = load_gold(open_stores(gold))
        old = read_report(against) if against else None
        if findings:
            found, model = _read_findings(findings), ""
        else:
            found, golds, model = _scan(golds, place, jobs)
        rules = linter.rules.values()
        idle = {rule.id for rule in rules if not place.selects(rule.id, rule.category)}
        result = report(evaluate(golds, found, idle), {rule.id: rule.category for rule in rules}, model)
        if old is not None:
            result["changes"] = changes(old, result)
        if format == "json":
            write(json.dumps(result, ensure_ascii=False) + "\n")
        else:
            from servicelint.corpus.tables import page

            write(page(result, misses=misses, old=old))
        failed = _compare(result, scores, idle, update=update) if scores else False
    except (CorpusError, ConfigError) as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    return _ending(linter, failed=failed)


def _ending(linter: Linter, *, failed: bool) -> int:
    for problem in linter.errors:
        complain(f"error: {problem}")
    return EXIT_ERROR if linter.errors else EXIT_FINDINGS if failed else 0


def _scan(
    golds: list[Gold], config: Config, jobs: int
) -> tuple[dict[str | int, list[dict[str, Any]]], list[Gold], str]:
    """Return the findings by id, the messages with the channel each was judged by, and the model."""
    from dataclasses import replace

    from servicelint.corpus.pool import Batch, run_batches
    from servicelint.corpus.worker import Shown, Task

    items = [gold.item for gold in golds]
    batches = [Batch(0, items[i : i + 200], items[i].after) for i in range(0, len(items), 200)]
    lines: dict[str | int, dict[str, Any]] = {}
    model = ""
    for _, outcome in run_batches(Task((config,), Shown(all_records=True, rewrites=False)), batches, jobs):
        lines.update((line["id"], line) for line in map(json.loads, outcome.lines.splitlines()))
        model = outcome.model or model
        for problem in map(json.loads, outcome.errors.splitlines()):
            raise CorpusError(f"{problem['place']}: {problem['error']}")
    golds = [replace(gold, channel=lines[gold.id]["channel"]) for gold in golds]
    return {key: line["findings"] for key, line in lines.items()}, golds, model


def _read_findings(path: str) -> dict[str | int, list[dict[str, Any]]]:
    from servicelint.corpus.aggregate import scan_lines

    found: dict[str | int, list[dict[str, Any]]] = {}
    for line in scan_lines(path):
        try:
            found[line["id"]] = [{key: f[key] for key in ("rule", "start", "end")} for f in line["findings"]]
        except Exception as error:  # noqa: BLE001 - whatever is wrong with a line of somebody else's file
            raise CorpusError(f'{path}: not {{"id": …, "findings": […]}} ({error!r})') from None
    return found


def _compare(result: Mapping[str, Any], path: str, idle: Collection[str], *, update: bool) -> bool:
    """Compare with the committed scores, or write them; tell whether one fell. Those of ``idle`` rules stay."""
    from servicelint.corpus.scores import drops, read_scores, scores_of, write_scores

    old, new = read_scores(path), scores_of(result["rules"])
    new = dict(sorted({**{rule: figures for rule, figures in old.items() if rule in idle}, **new}.items()))
    problems = drops(old, new)
    if update:
        write_scores(path, new)
        complain(f"{path}: {count(len(new), 'rule')} written.")
        _list("note", problems)
        return False
    _list("error", problems)
    if problems:
        complain(f"If that is meant: servicelint corpus eval … --scores {os.path.relpath(path)} --update")
    elif any(new[rule] != old[rule] for rule in new):
        complain(f"note: no score fell and some changed; --update writes them to {path}")
    return bool(problems)


def _list(kind: str, problems: Iterable[str]) -> None:
    for problem in problems:
        complain(f"{kind}: {one_line(problem)}")
