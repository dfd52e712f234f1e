"""The hooks that a plugin may implement. A plugin is a module that an installed distribution names as entry point.

In the plugin's ``pyproject.toml``::

    [project.entry-points.servicelint]
    acme = "acme_servicelint"

and in ``acme_servicelint.py``::

    from pathlib import Path
    from servicelint.hookspecs import hookimpl

    @hookimpl
    def servicelint_packs():
        return [Path(__file__).parent / "acme"]

A hook may leave out arguments that it does not need. Import heavy modules inside the hook, not at the top: every run
pays for what a plugin imports. A plugin that raises, or returns something else than is said here, is named to the
user and its result is dropped; the results of the others stay. Wrappers (``wrapper=True``) are not supported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from servicelint.config import Config
    from servicelint.model import Document, Finding, Rewrite
    from servicelint.reporters import ReporterFactory

#: The project name of the markers, and the group of the entry points.
PROJECT = "servicelint"
#: Every hook's name begins so.
PREFIX = "servicelint_"

hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)


@hookspec
def servicelint_packs() -> Iterable[Path]:  # type: ignore[empty-body]
    """Return the folders of rule files that the plugin brings.

    Called once, when rules are loaded. A folder's name is the name of the pack and the prefix of its rules' ids:
    ``acme/no-jargon`` is ``acme/<category>/no-jargon.toml``. Rules of installed packs may use Python checks.
    """


@hookspec(firstresult=True)
def servicelint_read(data: bytes, name: str, channel: str | None) -> Document | Sequence[Document] | None:
    """Read a file of a format of your own; return None at once for any other file.

    ``data`` is the whole file, ``name`` its path as the user gave it, ``channel`` ``email`` or ``chat`` where the user
    said so. Documents of one file share one ``text``; make their segments with ``servicelint.text.SegmentBuilder``,
    which keeps the map to the source. Asked before the built-in readers; the plugin loaded last is asked first, and
    the first answer counts.
    """


@hookspec
def servicelint_adjust(document: Document, findings: list[Finding], config: Config) -> None:
    """Apply a team's policy: change ``findings`` in place (drop, replace, add).

    Called once for each document that has findings, after inline ignores. Findings are frozen: use
    ``dataclasses.replace(finding, severity=Severity.WARNING)``. Spans count code points of ``document.text``. When the
    hook raises, the list is left as it was before the call.
    """


@hookspec
def servicelint_rewrite(document: Document, finding: Finding) -> Sequence[Rewrite] | None:
    """Offer more rewrites for a finding, when a person asks for them: from a store of answers, or by a language model.

    The text of a rewrite takes the place of the finding's whole sentence (``document.text`` from
    ``finding.sentence.start`` to ``.end``); it is what the customer would read. It is shown only if it passes the
    checks that the rules' own rewrites pass: facts kept, nothing flagged in it, clean to read. The edits are made from
    it; those given are left out. Never called by ``corpus scan``.
    """


@hookspec
def servicelint_reporters() -> Mapping[str, ReporterFactory]:  # type: ignore[empty-body]
    """Return output formats by name; see ``servicelint.reporters`` for what a reporter does.

    A name that is taken already is reported and left out.
    """
