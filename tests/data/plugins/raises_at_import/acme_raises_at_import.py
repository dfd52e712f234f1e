"""A plugin whose dependency is broken."""

raise RuntimeError("the phrase book\nis missing")
