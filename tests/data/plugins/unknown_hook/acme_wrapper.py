"""A plugin that wants to wrap the others."""

from servicelint.hookspecs import hookimpl


@hookimpl(wrapper=True)
def servicelint_reporters():
    return (yield)
