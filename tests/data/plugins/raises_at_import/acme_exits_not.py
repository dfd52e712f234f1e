"""A module without the attribute that the entry point names."""
