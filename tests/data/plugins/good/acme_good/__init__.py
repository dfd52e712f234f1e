"""A plugin that does everything right: a pack, a reader, a policy, a rewrite and a format."""

from dataclasses import replace
from pathlib import Path

from servicelint.hookspecs import hookimpl
from servicelint.model import Document, Rewrite, Safety, Segment, Severity
from servicelint.text import SegmentBuilder


@hookimpl
def servicelint_packs():
    return [Path(__file__).parent / "acme"]


@hookimpl
def servicelint_read(data, name):
    if not name.endswith(".acme"):
        return None
    text = data.decode("utf-8")
    builder = SegmentBuilder(text)
    builder.keep(0, len(text))
    return Document(name, text, (Segment(*builder.build()),))


@hookimpl
def servicelint_adjust(findings):
    findings[:] = [replace(finding, severity=Severity.SUGGESTION) for finding in findings if finding.rule != "shouting"]


@hookimpl
def servicelint_rewrite(finding):
    return [Rewrite("from the phrase book", Safety.ASK, "Here is what I can do for you.")]


@hookimpl
def servicelint_reporters():
    return {"acme": lambda style: None}
