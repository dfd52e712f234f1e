"""``servicelint mcp``: the checker as tools for programs that draft replies (Model Context Protocol, official SDK).

Four tools with structured results (``check_draft``, ``fix_draft``, ``explain_rule``, ``list_rules``) and one prompt,
``checked_reply``, which teaches a drafting program to check before it sends. Started by its client over standard input
and output; nothing listens on the network, and no message is kept or logged.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from servicelint import __version__
from servicelint.config import Config
from servicelint.model import Severity
from servicelint.service.checker import BusyError, Checker, CheckerError, TooSlowError
from servicelint.service.contract import (
    Channel,
    CheckAnswer,
    FindingRecord,
    FixAnswer,
    KindName,
    Open,
    ProblemAnswer,
    Register,
    RuleAnswer,
    RuleList,
)

INSTRUCTIONS = (
    "Check every reply to a customer with check_draft before it is sent. Findings mark phrases that cost trust, "
    "say why and offer rewrites. Keep facts, names, amounts and promises as they are; leave no [blank] unfilled."
)
PROMPT = """You answer a customer. Before anything is sent:

1. Write the reply.
2. Call check_draft with it as `draft`, the customer's messages as `thread` (oldest first), and the channel.
3. For each finding read `message`, then use one of its `rewrites` or write a better sentence yourself: \
`safe` ones as they are, `ask` ones after reading them in their sentence, `fill` ones with every [blank] filled from \
what you know. What you do not know, ask the person you work for; invent no date, amount or promise.
4. Check the new reply, with the same thread, until `passes` is true. If one finding stays after three rounds, \
show it to a person instead of sending.

Facts, names, numbers and promises stay what they were; if a rewrite would change one, do not use it.
"""
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)

Draft = Annotated[str, Field(description="The reply as it would be sent.")]
Thread = Annotated[list[str] | None, Field(description="The customer's messages, oldest first.")]
ChannelName = Annotated[Channel | None, Field(description="email or chat; left out: told by its shape.")]
Kind = Annotated[KindName | None, Field(description="draft, or template when blanks are filled later.")]
Registers = Annotated[list[Register] | None, Field(description="What it is about; left out: told by its words.")]


class DraftReport(Open):
    """What was found. ``passes``: nothing as grave as the settings' threshold, so it may be sent."""

    passes: bool
    findings: list[FindingRecord]
    model: str


def create_server(config: Config | None = None) -> MCPServer[None]:
    """Return the server; it starts its checking process when a client connects and stops it when that leaves."""
    config = config or Config()
    checker = Checker(config, queue=64, time_limit=30.0)

    @asynccontextmanager
    async def lifespan(server: MCPServer[None]) -> AsyncIterator[None]:
        await checker.start()
        try:
            yield
        finally:
            await checker.stop()

    server: MCPServer[None] = MCPServer(
        "servicelint",
        title="servicelint",
        instructions=INSTRUCTIONS,
        version=__version__,
        lifespan=lifespan,
        log_level="ERROR",
    )

    async def ask(op: str, **fields: Any) -> str:
        try:
            answer = await checker.ask(op, **fields)
        except BusyError:
            raise ToolError("too many calls wait; try again in a second") from None
        except TooSlowError:
            raise ToolError(f"this took more than {checker.time_limit:g} s; is it one message?") from None
        except CheckerError as error:
            raise ToolError(str(error)) from None
        if answer.status != 200:
            raise ToolError(ProblemAnswer.model_validate_json(answer.body).error.message)
        return answer.body

    @server.tool(title="Check a reply to a customer", annotations=_READS)
    async def check_draft(
        draft: Draft,
        thread: Thread = None,
        channel: ChannelName = None,
        kind: Kind = None,
        registers: Registers = None,
    ) -> DraftReport:
        """Find the phrases of a reply that cost trust, with reasons and rewrites. Call it before anything is sent.

        Offsets count code points of the draft.
        """
        body = await ask("check", **_fields(draft, thread, channel, kind, registers))
        answer = CheckAnswer.model_validate_json(body)
        findings = answer.files[0].findings
        threshold = config.fail_on
        grave = threshold is not None and any(Severity.parse(entry.severity) >= threshold for entry in findings)
        return DraftReport(passes=not grave, findings=findings, model=answer.tool.model)

    @server.tool(title="Mend a reply to a customer", annotations=_READS)
    async def fix_draft(
        draft: Draft,
        thread: Thread = None,
        channel: ChannelName = None,
        kind: Kind = None,
        registers: Registers = None,
        unsafe_fixes: Annotated[
            bool, Field(description="Also apply rewrites marked `ask`; read the result before it is used.")
        ] = False,
    ) -> FixAnswer:
        """Apply the rewrites that change neither meaning nor promises; return the new text and what is still found."""
        fields = _fields(draft, thread, channel, kind, registers)
        return FixAnswer.model_validate_json(await ask("fix", unsafe_fixes=unsafe_fixes, **fields))

    @server.tool(title="Explain a rule", annotations=_READS)
    async def explain_rule(rule: Annotated[str, Field(description="Its name, as findings have it.")]) -> RuleAnswer:
        """Say what a rule flags, why, what it leaves alone, with examples and sources."""
        return RuleAnswer.model_validate_json(await ask("rule", id=rule))

    @server.tool(title="List the rules", annotations=_READS)
    async def list_rules() -> RuleList:
        """List every rule with its category, severity and title."""
        return RuleList.model_validate_json(await ask("rules"))

    @server.prompt(title="Write a checked reply")
    def checked_reply(message: Annotated[str, Field(description="What the customer wrote.")] = "") -> str:
        """Teach a drafting program to check a reply before it sends it."""
        return f"{PROMPT}\nThe customer's message:\n\n{message}\n" if message else PROMPT

    return server


def _fields(
    draft: str, thread: list[str] | None, channel: str | None, kind: str | None, registers: list[Register] | None
) -> dict[str, Any]:
    return {
        "draft": draft,
        "thread": thread or [],
        "channel": channel,
        "kind": kind,
        "registers": registers or [],
        "filename": "draft.txt",
    }
