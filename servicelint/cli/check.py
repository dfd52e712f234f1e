"""``servicelint check``: lint files, folders or standard input."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

import servicelint
from servicelint.cli import EXIT_ERROR
from servicelint.cli.files import STDIN
from servicelint.cli.output import complain, wants_color, width_of, write
from servicelint.config import ConfigError
from servicelint.model import Safety
from servicelint.reporters import Reporter, Style, UnknownFormatError, make_reporter

if TYPE_CHECKING:
    from servicelint.cli.run_check import Run
    from servicelint.cli.session import Session

_EPILOG = """Formats: human, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson, html, and those of
plugins. The name of an --output file tells its format (report.sarif, report.html, junit.xml, …), or write it before
the name: --output gitlab=quality.json.

Exit code: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or a file that could not be checked."""
#: Options that change what is looked for: a run with one of them says nothing about what a baseline holds.
_NARROWING = ("select", "ignore", "channel", "kind", "context", "registers", "prefilter")


@click.command("check", epilog=_EPILOG, short_help="Check drafts and templates.")
@click.argument("paths", nargs=-1, metavar="[PATHS | -]...")
@click.option("--fix", is_flag=True, help="Apply the safe rewrites to the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that a person should look at.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--format", metavar="NAME", help="human (default), concise, json, sarif, html, …; see below.")
@click.option("--output", "outputs", multiple=True, metavar="[FORMAT=]FILE", help="Write a report to FILE; repeatable.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule at the end.")
@click.option("--show-files", is_flag=True, help="Only list the files that would be checked.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until interrupted.")
@click.option("--diff-base", metavar="REV", help="Only what has been added since this git revision.")
@click.option("-j", "--jobs", type=click.IntRange(0), default=0, help="Processes for many files (0: as many as help).")
@click.option("--server", metavar="ADDRESS", help="Have `servicelint serve` do the work: its URL or its socket.")
@click.option("--no-server", is_flag=True, help="Do not use the one that is running on this machine either.")
@click.option("--select", multiple=True, metavar="NAMES", help="Run only these rules or categories (a,b,…).")
@click.option("--ignore", multiple=True, metavar="NAMES", help="Leave these rules or categories out (a,b,…).")
@click.option("--channel", type=click.Choice(["email", "chat"]), help="How the message reaches the customer.")
@click.option("--kind", type=click.Choice(["draft", "template"]), help="One message, or a template with blanks.")
@click.option("--register", multiple=True, metavar="NAMES", help="What it is about: support, sales, finance.")
@click.option("--stdin-filename", metavar="NAME", help="The name that standard input goes by (type, settings).")
@click.option("--context", multiple=True, metavar="FILE", help="The customer's message that is answered; repeatable.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion", "never"]),
    help="The lowest severity that gives exit code 1 (default: warning).",
)
@click.option("--baseline", metavar="FILE", help="Leave out the findings that stand in this file.")
@click.option("--no-prefilter", is_flag=True, help="Show every sentence to every rule: slow, the same findings.")
@click.option("--color/--no-color", default=None, help="Colours or none, whatever the terminal says.")
@click.option("--config", metavar="FILE", help="Use this configuration file for all paths.")
@click.option("--trace", is_flag=True, help="Say of each sentence which rules were considered, and why (not) fired.")
@click.option("--hook", is_flag=True, help="For pre-commit: files are templates; pass over what a folder search would.")
@click.option("-q", "--quiet", is_flag=True, help="Only the findings: no summary, no notes.")
def command(
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    format: str | None,
    outputs: tuple[str, ...],
    statistics: bool,
    show_files: bool,
    watch: bool,
    diff_base: str | None,
    jobs: int,
    server: str | None,
    no_server: bool,
    no_prefilter: bool,
    color: bool | None,
    config: str | None,
    trace: bool,
    hook: bool,
    quiet: bool,
    stdin_filename: str | None,
    register: tuple[str, ...],
    **settings: object,
) -> int:
    """Check drafts and templates: files, folders, or standard input (-). Without a path, the current folder."""
    from servicelint.cli.run_check import Mode, Run
    from servicelint.cli.session import Session

    if paths.count(STDIN) > 1:
        raise click.UsageError("'-' stands for standard input and can be given only once.")
    if watch and (STDIN in paths or diff or show_files):
        raise click.UsageError("--watch goes with files and folders, not with standard input, --diff or --show-files.")
    options = {**settings, "format": format, "registers": register, "prefilter": False if no_prefilter else None}
    narrowed = any(options[name] not in (None, ()) for name in _NARROWING)
    allowed = frozenset({Safety.SAFE, Safety.ASK} if unsafe_fixes else {Safety.SAFE})
    mode = Mode(fix and not diff, diff, allowed, jobs, not (narrowed or diff or diff_base), statistics)
    first = paths[0] if paths and paths[0] != STDIN else stdin_filename or "."
    # Where the fixed draft or a diff is the output, everything else goes the other way.
    stream = sys.stderr if diff or (mode.apply and STDIN in paths) else sys.stdout

    def make() -> Run:
        """Read the settings and get everything ready for one run."""
        try:
            session = Session(options, config, stdin_filename, server="" if no_server else server or None, hook=hook)
            name = format or session.settings.for_path(first).format
        except ConfigError as error:
            raise click.UsageError(str(error)) from None
        style = Style(
            width=width_of(stream),
            color=wants_color(color, stream),
            quiet=quiet,
            version=servicelint.__version__,
            applied=allowed if mode.apply else frozenset(),
        )
        if diff_base is not None:
            from servicelint.cli.diff_base import DiffBase

            session.base = DiffBase(diff_base)
        run = Run(session, _reporter(name, style, session), mode, stream, quiet)
        if outputs:
            from servicelint.cli.outputs import make_outputs

            run.outputs = make_outputs(outputs, style, session)
        return run

    if trace:
        from servicelint.cli.trace_output import show_trace

        # Verdicts are explained by the rules themselves, so no server stands in.
        return show_trace(Session(options, config, stdin_filename), paths or (".",))
    if show_files:
        return _show_files(make(), paths or (".",))
    if watch:
        from servicelint.cli.watch import watch_over

        return watch_over(make, paths or (".",))
    return make().over(paths or (".",))


def _show_files(run: Run, paths: tuple[str, ...]) -> int:
    code = 0
    for given in run.inputs(paths):
        if given.error is not None:
            complain(f"error: {given.path}: {given.error}")
            code = EXIT_ERROR
        else:
            write(f"{given.path}\n")
    return code


def _reporter(name: str, style: Style, session: Session) -> Reporter:
    try:
        return make_reporter(name, style)
    except UnknownFormatError:
        try:
            return make_reporter(name, style, session.plugin_reporters())
        except UnknownFormatError as error:
            raise click.BadParameter(f"{error}.", param_hint="--format") from None
