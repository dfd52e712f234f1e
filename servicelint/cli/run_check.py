"""One run of ``check``: files in, reports out, and what the exit code will be."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from servicelint.cli import EXIT_ERROR, EXIT_FINDINGS
from servicelint.cli.files import STDIN, Input, collect
from servicelint.cli.output import complain, write, write_bytes
from servicelint.cli.progress import Progress
from servicelint.config import ConfigError
from servicelint.model import Safety
from servicelint.reporters import Reporter, Summary
from servicelint.reporters._terminal import count, one_line

if TYPE_CHECKING:
    from typing import TextIO

    from servicelint.cli.outputs import Output
    from servicelint.cli.session import Checked, Session

#: Up to this many files are started at once, without knowing how many there are.
_LOOK_AHEAD = 300


@dataclass(frozen=True, slots=True)
class Mode:
    """What to do with rewrites: ``apply`` those of ``allowed``, or show the change as a ``diff``, or neither.

    ``jobs`` is how many processes may check (0: as many as are worth it). ``tighten`` lets the baseline shrink.
    """

    apply: bool
    diff: bool
    allowed: frozenset[Safety]
    jobs: int = 0
    tighten: bool = False
    statistics: bool = False


@dataclass(slots=True)
class Run:
    """Checks files one after the other, reports each at once, and remembers what the exit code will be."""

    session: Session
    reporter: Reporter
    mode: Mode
    stream: TextIO
    quiet: bool
    outputs: Sequence[Output] = ()
    summary: Summary = field(default_factory=Summary)
    failed: bool = False
    broken: bool = False
    would_fix: int = 0
    told: set[str] = field(default_factory=set)
    progress: Progress = field(default_factory=lambda: Progress(wanted=False))

    def over(self, paths: Iterable[str]) -> int:
        """Check ``paths``; return the exit code."""
        self.progress = Progress(not self.quiet and not self.mode.diff)
        for checked in self._checked(self.inputs(paths)):
            if checked.error is None and (self.mode.apply or self.mode.diff):
                self._fix(checked)
            self._report(checked)
            self.progress.update(self.summary.files, self.summary.findings)
        self.progress.clear()
        self._finish()
        return EXIT_ERROR if self.broken else EXIT_FINDINGS if self.failed else 0

    def inputs(self, paths: Iterable[str]) -> Iterator[Input]:
        """Yield the files to check: those of ``paths``, of which a ``--diff-base`` leaves the changed ones."""
        base = self.session.base
        # The last report is no message, though it is full of them.
        reports = {os.path.realpath(output.path) for output in self.outputs}
        for given in collect(paths, self.session.wanted):
            if given.error is None and given.path != STDIN:
                if not given.named and os.path.realpath(given.path) in reports:
                    continue
                if base is not None and not base.is_changed(given.path):
                    continue
                if self.session.hook and not self.session.wanted(given.path):
                    continue
            yield given

    def _checked(self, inputs: Iterator[Input]) -> Iterator[Checked]:
        first = list(islice(inputs, _LOOK_AHEAD))
        alone = self.mode.apply or self.mode.diff or self.mode.jobs == 1
        if alone or (len(first) < _LOOK_AHEAD and not self.mode.jobs) or any(i.path == STDIN for i in first):
            return self.session.check(chain(first, inputs))
        from servicelint.cli import parallel

        every = [*first, *inputs]
        processes = parallel.processes(len(every), self.mode.jobs)
        return self.session.check(every) if processes < 2 else parallel.check(self.session, every, processes)

    def _report(self, checked: Checked) -> None:
        if checked.error is not None:
            self._fail(checked, checked.error)
        report = checked.report()
        self.summary.add(report)
        threshold = checked.config.fail_on if checked.config else None
        if threshold is not None and any(finding.severity >= threshold for finding in checked.all_findings):
            self.failed = True
        if any(getattr(one, "wants_rules", False) for one in (self.reporter, *(o.reporter for o in self.outputs))):
            self._describe_rules(checked)
        for output in self.outputs:
            output.file(report)
        if not self.mode.diff:
            self._write(self.reporter.file(report))

    def _describe_rules(self, checked: Checked) -> None:
        for finding in checked.all_findings:
            if finding.rule not in self.summary.rules:
                note = self.session.rule_note(finding.rule, checked.path)
                if note is not None:
                    self.summary.rules[finding.rule] = note

    def _write(self, text: str) -> None:
        if text:
            self.progress.clear()
            write(text, self.stream)

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
            self.progress.clear()
            complain(message)

    def _finish(self) -> None:
        notes = self.session.notes()
        for note in notes:
            for message in note.notices:
                if message in note.errors:
                    self.broken = True
                    self._tell(f"error: {message}")
                elif not self.quiet:
                    self._tell(f"note: {message}")
            self.summary.model = self.summary.model or note.model
        if self.session.left_out and not self.quiet and not self.session.hook:
            names = ", ".join(self.session.left_out[:3]) + (", …" if len(self.session.left_out) > 3 else "")
            self._tell(f"note: {count(len(self.session.left_out), 'file')} of data without messages left out ({names})")
        if not self.mode.diff:
            write(self.reporter.finish(self.summary), self.stream)
        elif not self.quiet:
            what = f"Would fix {count(self.would_fix, 'finding')}" if self.would_fix else "Nothing to fix"
            complain(f"{what} in {count(self.summary.files - self.summary.unreadable, 'file')}.")
        if self.mode.statistics:
            from servicelint.cli.statistics import statistics

            table = statistics(self.summary)
            write(table, self.stream if getattr(self.reporter, "for_people", False) else sys.stderr)
        for output in self.outputs:
            problem = output.finish(self.summary)
            if problem is not None:
                self.broken = True
                self._tell(f"error: {problem}")
        if self.session.baselines and self.mode.tighten and not self.broken and not any(note.notices for note in notes):
            self._tighten()

    def _tighten(self) -> None:
        """Take out of the baselines what is mended; on a build server only say so, since nobody keeps the file."""
        from servicelint.baseline import write_baseline
        from servicelint.config.values import shown_path

        for path, baseline in self.session.baselines.items():
            new = baseline.tightened()
            gone = baseline.total - new.total
            if not gone and new.files == baseline.files:
                continue
            what = f"{count(gone, 'finding')} of {shown_path(path)} {'is' if gone == 1 else 'are'} mended"
            if os.environ.get("CI"):
                if gone and not self.quiet:
                    self._tell(f"note: {what}: run `servicelint baseline` and commit the file")
                continue
            try:
                write_baseline(path, new)
            except ConfigError as error:
                self.broken = True
                self._tell(f"error: {error}")
                continue
            if gone and not self.quiet:
                self._tell(f"note: {what} and taken out of it")
