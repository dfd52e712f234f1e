"""A plugin that forgot the marker."""


def servicelint_packs():
    return []
