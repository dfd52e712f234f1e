"""A plugin with a misspelt hook."""

from servicelint.hookspecs import hookimpl


@hookimpl
def servicelint_reporter():
    return {}
