"""``servicelint check``: lint files, folders or standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

import servicelint
from servicelint.cli import EXIT_ERROR, EXIT_FINDINGS
from servicelint.cli.files import STDIN, collect
from servicelint.cli.output import complain, wants_color, width_of, write, write_bytes
from servicelint.config import ConfigError
from servicelint.model import Safety
from servicelint.reporters import Reporter, Style, Summary, UnknownFormatError, make_reporter
from servicelint.reporters._terminal import count, one_line

if TYPE_CHECKING:
    from typing import TextIO

    from servicelint.cli.session import Checked, Session

_EPILOG = "Exit code: 0 nothing at or above --fail-on, 1 something, 2 wrong usage or a file that could not be checked."


@dataclass(frozen=True, slots=True)
class Mode:
    """What to do with rewrites: ``apply`` those of ``allowed``, or show the change as a ``diff``, or neither."""

    apply: bool
    diff: bool
    allowed: frozenset[Safety]


@click.command("check", epilog=_EPILOG, short_help="Check drafts and templates.")
@click.argument("paths", nargs=-1, metavar="[PATHS | -]...")
@click.option("--fix", is_flag=True, help="Apply the safe rewrites to the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also those that a person should look at.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--format", metavar="NAME", help="human (default), concise, json, jsonl, github, or a plugin's.")
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
@click.option("-q", "--quiet", is_flag=True, help="Only the findings: no summary, no notes.")
def command(
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    format: str | None,
    no_prefilter: bool,
    color: bool | None,
    config: str | None,
    quiet: bool,
    stdin_filename: str | None,
    register: tuple[str, ...],
    **settings: object,
) -> int:
    """Check drafts and templates: files, folders, or standard input (-). Without a path, the current folder."""
    from servicelint.cli.session import Session

    allowed = frozenset({Safety.SAFE, Safety.ASK} if unsafe_fixes else {Safety.SAFE})
    mode = Mode(fix and not diff, diff, allowed)
    if paths.count(STDIN) > 1:
        raise click.UsageError("'-' stands for standard input and can be given only once.")
    options = {**settings, "format": format, "registers": register, "prefilter": False if no_prefilter else None}
    first = paths[0] if paths and paths[0] != STDIN else stdin_filename or "."
    try:
        session = Session(options, config, stdin_filename)
        format = format or session.settings.for_path(first).format
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    # Where the fixed draft or a diff is the output, everything else goes the other way.
    stream = sys.stderr if diff or (mode.apply and STDIN in paths) else sys.stdout
    style = Style(
        width=width_of(stream),
        color=wants_color(color, stream),
        quiet=quiet,
        version=servicelint.__version__,
        applied=allowed if mode.apply else frozenset(),
    )
    return _Run(session, _reporter(format, style, session), mode, stream, quiet).over(paths or (".",))


def _reporter(name: str, style: Style, session: Session) -> Reporter:
    try:
        return make_reporter(name, style)
    except UnknownFormatError:
        try:
            return make_reporter(name, style, session.plugin_reporters())
        except UnknownFormatError as error:
            raise click.BadParameter(f"{error}.", param_hint="--format") from None


class _Run:
    """Checks files one after the other, reports each at once, and remembers what the exit code will be."""

    def __init__(self, session: Session, reporter: Reporter, mode: Mode, stream: TextIO, quiet: bool) -> None:
        self.session = session
        self.reporter = reporter
        self.mode = mode
        self.stream = stream
        self.quiet = quiet
        self.summary = Summary()
        self.failed = False
        self.broken = False
        self.would_fix = 0
        self.told: set[str] = set()

    def over(self, paths: Iterable[str]) -> int:
        """Check ``paths``; return the exit code."""
        for checked in self.session.check(collect(paths, self.session.wanted)):
            if checked.error is None and (self.mode.apply or self.mode.diff):
                self._fix(checked)
            self._report(checked)
        self._finish()
        return EXIT_ERROR if self.broken else EXIT_FINDINGS if self.failed else 0

    def _report(self, checked: Checked) -> None:
        if checked.error is not None:
            self._fail(checked, checked.error)
        report = checked.report()
        self.summary.add(report)
        threshold = checked.config.fail_on if checked.config else None
        if threshold is not None and any(finding.severity >= threshold for finding in checked.all_findings):
            self.failed = True
        if not self.mode.diff:
            write(self.reporter.file(report), self.stream)

    def _fix(self, checked: Checked) -> None:
        from servicelint.cli.fix import fixed_bytes
        from servicelint.fixing import FixError, replace_file, unified_diff

        try:
            result = fixed_bytes(checked, self.session, self.mode.allowed)
            if self.mode.diff:
                self.would_fix += result.applied
                write(unified_diff(checked.name, result.before, result.after))
                return
            if checked.path == STDIN:
                write_bytes(result.data)
            elif result.data != checked.data:
                replace_file(checked.path, checked.data, result.data)
        except FixError as error:
            self._fail(checked, str(error))
            if checked.path == STDIN and self.mode.apply:
                write_bytes(checked.data)
            return
        if not result.settled:
            self._tell(f"note: {one_line(checked.name)}: the rewrites did not settle; look at it again")
        checked.accept(result.documents, result.findings, result.applied)

    def _fail(self, checked: Checked, why: str) -> None:
        self.broken = True
        self._tell(f"error: {one_line(checked.name)}: {why}")

    def _tell(self, message: str) -> None:
        if message not in self.told:
            self.told.add(message)
            complain(message)

    def _finish(self) -> None:
        for linter in self.session.linters:
            errors = set(linter.errors)
            for message in linter.notices:
                if message in errors:
                    self.broken = True
                    self._tell(f"error: {message}")
                elif not self.quiet:
                    self._tell(f"note: {message}")
            self.summary.model = self.summary.model or linter.model_name
        if self.session.left_out and not self.quiet:
            names = ", ".join(self.session.left_out[:3]) + (", …" if len(self.session.left_out) > 3 else "")
            self._tell(f"note: {count(len(self.session.left_out), 'JSON file')} without messages left out ({names})")
        if not self.mode.diff:
            write(self.reporter.finish(self.summary), self.stream)
        elif not self.quiet:
            what = f"Would fix {count(self.would_fix, 'finding')}" if self.would_fix else "Nothing to fix"
            complain(f"{what} in {count(self.summary.files - self.summary.unreadable, 'file')}.")
