"""Requests and answers of the servers, version 1. HTTP validates with them and describes itself by them; so does MCP.

The answers are those of ``servicelint check --format json`` (see ``reporters/_records.py``). All offsets count code
points of the draft, lines and columns count from 1.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Channel = Literal["email", "chat"]
KindName = Literal["draft", "template"]
Register = Literal["support", "sales", "finance"]
SeverityName = Literal["error", "warning", "suggestion"]
#: The end of the name decides about the format; a slash would be read as a path, and means nothing here.
FileName = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^/\\\x00-\x1f\x7f]+$")]


class Closed(BaseModel):
    """A request: unknown keys are errors, and nothing is converted (``"1"`` is no number)."""

    model_config = ConfigDict(extra="forbid", strict=True)


class CheckRequest(Closed):
    """A message about to be sent."""

    draft: str = Field(description="The message as its author wrote it.")
    thread: list[str] = Field(
        default_factory=list, max_length=200, description="The customer's earlier messages, oldest first."
    )
    channel: Channel | None = Field(default=None, description="How it reaches the customer; null: told by its shape.")
    kind: KindName | None = Field(default=None, description="One message, or a template with blanks.")
    registers: list[Register] = Field(
        default_factory=list, max_length=3, description="What it is about; empty: told by its words."
    )
    filename: FileName = Field(
        default="draft.txt", description="Its ending tells the format: .txt, .md, .html, .eml, .json, .jsonl, .liquid …"
    )


class FixRequest(CheckRequest):
    """A message to mend."""

    unsafe_fixes: bool = Field(
        default=False, description="Also apply rewrites marked `ask`, which a person should look at."
    )


class Open(BaseModel):
    """An answer; later versions may add keys."""

    model_config = ConfigDict(extra="ignore")


class Tool(Open):
    """Who answered, with the language model that ran (empty when none was needed)."""

    name: str
    version: str
    model: str


class EditRecord(Open):
    """Replace the code points from ``start`` to ``end`` of the draft by ``text``."""

    start: int
    end: int
    text: str


class RewriteRecord(Open):
    """A better sentence. ``safe``: may be applied unattended; ``ask``: by a person; ``fill``: has a [blank]."""

    label: str
    safety: Literal["safe", "ask", "fill"]
    text: str
    edits: list[EditRecord]


class SentenceRecord(Open):
    """Where the sentence of a finding stands."""

    start: int
    end: int


class FindingRecord(Open):
    """One phrase that costs trust: where, why, and what to write instead."""

    rule: str
    category: str
    severity: SeverityName
    message: str
    start: int
    end: int
    text: str
    line: int
    column: int
    end_line: int
    end_column: int
    sentence: SentenceRecord
    fingerprint: str
    rewrites: list[RewriteRecord]


class FileRecord(Open):
    """One draft with its findings."""

    path: str
    channel: Channel | None
    kind: KindName | None
    findings: list[FindingRecord]
    error: str | None


class Counts(Open):
    """How many findings there are of each severity."""

    error: int
    warning: int
    suggestion: int


class SummaryRecord(Open):
    """What it came to."""

    files: int
    findings: int
    by_severity: Counts


class CheckAnswer(Open):
    """The findings; an empty list means that nothing was found."""

    version: Literal[1]
    tool: Tool
    files: list[FileRecord]
    summary: SummaryRecord


class FixAnswer(Open):
    """The mended draft, and what is still found in it (offsets count in ``text``)."""

    version: Literal[1]
    tool: Tool
    text: str
    applied: int = Field(description="How many rewrites went in.")
    settled: bool = Field(description="False: it would have gone on changing; look at it again.")
    findings: list[FindingRecord]


class RuleSummary(Open):
    """A rule in the list."""

    rule: str
    category: str
    severity: SeverityName
    title: str
    scope: str
    channels: list[Channel]
    registers: list[Register]
    kinds: list[KindName]
    needs_thread: bool
    selected: bool
    ground: str


class RuleList(Open):
    """Every rule that was loaded; ``selected`` ones run."""

    version: Literal[1]
    rules: list[RuleSummary]


class ExampleRecord(Open):
    """``bad`` is flagged at ``[[…]]`` and becomes ``good``; or ``ok`` is left alone."""

    bad: str
    good: str
    ok: str
    thread: list[str]
    channel: str
    kind: str


class RewriteTemplate(Open):
    """A rewrite as the rule file has it, with its slots."""

    text: str
    safety: str


class SourceRecord(Open):
    """Where the rule comes from."""

    title: str
    says: str
    url: str


class RuleAnswer(Open):
    """A rule: what it flags, why, what it leaves alone, and what to write instead."""

    version: Literal[1]
    rule: str
    category: str
    severity: SeverityName
    title: str
    message: str
    where: str
    rationale: str
    ground: str
    examples: list[ExampleRecord]
    exceptions: list[str]
    rewrites: list[RewriteTemplate]
    sources: list[SourceRecord]
    patterns: list[str]


class Problem(Open):
    """What went wrong, in a word for programs and a sentence for people."""

    code: str
    message: str


class ProblemAnswer(Open):
    """The body of every answer that is not a success."""

    error: Problem
