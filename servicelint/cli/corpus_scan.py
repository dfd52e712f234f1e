"""``servicelint corpus scan``: check every message of a store."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from servicelint.cli import EXIT_ERROR, EXIT_INTERRUPTED
from servicelint.cli.corpus_engines import ENGINES, run_on, tell_duplicates
from servicelint.cli.output import complain
from servicelint.config import Config, ConfigError
from servicelint.corpus.errors import CorpusError
from servicelint.reporters._terminal import count

if TYPE_CHECKING:
    from servicelint.corpus.items import Store
    from servicelint.corpus.journal import Journal, State
    from servicelint.corpus.worker import Task
    from servicelint.engine import Linter

#: Below this many bytes a second process costs more than it saves.
_SMALL = 1_000_000

_EPILOG = (
    "Exit code: 0 done, 2 something could not be read or written, 130 interrupted. The same command given again goes "
    "on where it was."
)


@click.command("scan", epilog=_EPILOG, short_help="Check every message of a store.")
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@click.option(
    "--out",
    required=True,
    metavar="FILE",
    help="Where findings go: JSON lines, one a record; .parquet, one row a finding; a folder, with --engine.",
)
@click.option("--all", "all_records", is_flag=True, help="Write a line for records without findings too.")
@click.option("--no-text", is_flag=True, help="Leave out all words of the messages: rules and places only.")
@click.option("--no-rewrites", is_flag=True, help="Make no rewrites: findings alone, in less time.")
@click.option("--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes (default: one for each processor).")
@click.option("--restart", is_flag=True, help="Begin anew: forget what an interrupted scan has done.")
@click.option("--engine", type=click.Choice(["local", *ENGINES]), default="local", help="Where the work is done.")
@click.option(
    "--master", metavar="URL", help="With --engine: the cluster (default: that of spark-submit, of Ray's job)."
)
@click.option("--query", default="", metavar="SQL", help="What to read from a database.")
@click.option("--map", "mapping", default="", metavar="NAME", help="An export's fields: zendesk, …, or a TOML file.")
@click.option("--from", "senders", multiple=True, metavar="WHO", help="Whose mail to check: addresses or domains.")
@click.option("--select", multiple=True, metavar="NAMES", help="Run only these rules or categories (a,b,…).")
@click.option("--ignore", multiple=True, metavar="NAMES", help="Leave these rules or categories out (a,b,…).")
@click.option("--channel", type=click.Choice(["email", "chat"]), help="How all messages reached the customer.")
@click.option("--kind", type=click.Choice(["draft", "template"]), help="What all messages are.")
@click.option("--register", multiple=True, metavar="NAMES", help="What they are about: support, sales, finance.")
@click.option("--no-prefilter", is_flag=True, help="Show every sentence to every rule: slow, the same findings.")
@click.option("--config", metavar="FILE", help="Use this configuration file for all stores.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
def command(
    inputs: tuple[str, ...],
    out: str,
    all_records: bool,
    no_text: bool,
    no_rewrites: bool,
    jobs: int | None,
    restart: bool,
    engine: str,
    master: str | None,
    query: str,
    mapping: str,
    senders: tuple[str, ...],
    register: tuple[str, ...],
    no_prefilter: bool,
    config: str | None,
    quiet: bool,
    **settings: object,
) -> int:
    """Check every message in IN: files, folders, patterns, databases, or standard input (-, JSON lines).

    Stores: JSON lines, JSON, CSV, TSV, Parquet, mbox, Maildir, folders of .eml, SQLite, DuckDB, PostgreSQL
    (postgresql://…), each compressed or not. Only what the company wrote is checked; see --from and --map.
    """
    from servicelint.corpus.journal import Journal
    from servicelint.corpus.stores import StoreOptions, open_stores
    from servicelint.corpus.worker import Shown, Task

    options = {**settings, "registers": register, "prefilter": False if no_prefilter else None}
    shown = Shown(all_records, not no_text, not no_rewrites)
    if engine != "local":
        return run_on(engine, inputs, out, options, config, shown, master, restart)
    parquet = out if out.lower().endswith(".parquet") else None
    journal = Journal(f"{out}.jsonl" if parquet else out)
    try:
        stores = open_stores(inputs, StoreOptions(query, mapping, _split(senders)))
        configs, linters = _settings(stores, options, config)
        task = Task(configs, shown, (query, mapping, *_split(senders)))
        code = _run(stores, task, linters, journal, restart=restart, jobs=jobs, quiet=quiet)
        if parquet and code != EXIT_INTERRUPTED:
            from servicelint.corpus.parquet import to_parquet

            rows = to_parquet(journal.out_path, parquet)
            complain(f"{parquet}: {count(rows, 'row')}, one a finding.")
        return code
    except (CorpusError, ConfigError) as error:
        complain(f"error: {error}")
        return EXIT_ERROR
    finally:
        journal.close()


def _split(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part.strip() for entry in given for part in entry.split(",") if part.strip())


def _is_nowhere(name: str) -> bool:
    return name == "<stdin>" or "://" in name


def _settings(
    stores: list[Store], options: dict[str, object], config: str | None
) -> tuple[tuple[Config, ...], list[Linter]]:
    """Return the settings of every store, and a linter for each; raise ``ConfigError``."""
    from servicelint.cli.session import Session

    session = Session(options, config)
    configs = [session.settings.for_path("." if _is_nowhere(store.name) else store.name) for store in stores]
    return tuple(configs), [session.linter(config) for config in configs]


def _run(
    stores: list[Store],
    task: Task,
    linters: list[Linter],
    journal: Journal,
    *,
    restart: bool,
    jobs: int | None,
    quiet: bool,
) -> int:
    from servicelint.corpus.progress import Progress
    from servicelint.corpus.scan import key_of, scan

    broken = list(dict.fromkeys(error for linter in linters for error in linter.errors))
    for problem in broken:
        complain(f"error: {problem}")
    state = journal.begin(key_of(stores, task.configs, linters, task), restart=restart)
    if state.finished:
        if not quiet:
            complain(f"{journal.out_path}: complete already ({_found(state)}); --restart scans again")
        return EXIT_ERROR if _tell_damage(state, journal) or broken else 0
    before = state.records
    if before and not quiet:
        complain(f"Going on after {count(before, 'record')} that are done.")
    try:
        with Progress(stores, state, sys.stderr if not quiet and sys.stderr.isatty() else None) as progress:
            scan(stores, task, journal, state, jobs=jobs or _jobs(stores), watch=progress.update)
    except KeyboardInterrupt:
        complain(f"Interrupted after {count(state.records, 'record')}; the same command goes on from there.")
        return EXIT_INTERRUPTED
    finally:
        _tell_bad(state, journal)
    if not quiet:
        seconds = max(state.seconds, 1e-9)
        complain(f"{_found(state)}, in {seconds:,.1f} s ({state.records / seconds:,.0f} records a second).")
        tell_duplicates(journal.out_path)
    return EXIT_ERROR if _tell_damage(state, journal) or broken else 0


def _found(state: State) -> str:
    flagged = (
        f"{count(state.findings, 'finding')} in {state.flagged:,} of {count(state.records - state.bad, 'message')}"
    )
    return f"{flagged}, {count(state.bad, 'bad record')} skipped" if state.bad else flagged


def _tell_bad(state: State, journal: Journal) -> None:
    if state.bad:
        complain(f"note: {count(state.bad, 'record')} could not be checked: see {journal.errors_path}")


def _tell_damage(state: State, journal: Journal) -> bool:
    """Name the stores that a finished scan could not read to their end, and say so if it could read nothing at all."""
    for problem in state.damage:
        complain(f"error: {problem}")
    if state.damage:
        complain("What could be read is checked; when the files are mended, --restart scans them anew.")
    if nothing := state.bad and state.bad == state.records:
        complain(f"error: no record could be checked, see {journal.errors_path}; --map says which fields to read")
    return bool(state.damage or nothing)


def _jobs(stores: list[Store]) -> int:
    if 0 < sum(store.size for store in stores) < _SMALL:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
