"""A plugin whose hook asks for an argument that there is not."""

from servicelint.hookspecs import hookimpl


@hookimpl
def servicelint_read(data, filename):
    return None
