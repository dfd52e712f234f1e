"""A plugin whose hooks fail: by raising, by returning something else, and after half of the work."""

from servicelint.hookspecs import hookimpl
from servicelint.model import Edit, Rewrite, Safety, Span


class Plugin:
    @hookimpl
    @staticmethod
    def servicelint_packs():
        yield "/nowhere/at/all"

    @hookimpl
    @staticmethod
    def servicelint_read(data, name, channel):
        raise ValueError("cannot read " + name)

    @hookimpl
    @staticmethod
    def servicelint_adjust(document, findings, config):
        findings.clear()
        raise KeyError("policy")

    @hookimpl
    @staticmethod
    def servicelint_rewrite(document, finding):
        return [Rewrite("beyond the end", Safety.SAFE, "x", (Edit(Span(0, 10_000), "x"),))]

    @hookimpl
    @staticmethod
    def servicelint_reporters():
        return ["acme"]
