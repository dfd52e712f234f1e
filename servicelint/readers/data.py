"""Data files by their format: parsed to texts with places, of which those for customers become documents."""

from __future__ import annotations

from dataclasses import replace

from servicelint.model import Document, Kind
from servicelint.readers.comments import Comment
from servicelint.readers.errors import NoMessagesError, ReadOptions
from servicelint.readers.keys import language_of, may_hold_text, may_return_texts
from servicelint.readers.leaves import NAME_THEM, Leaf, data_documents


def read_data(source: str, name: str, known: str, kind: Kind | None, options: ReadOptions) -> list[Document]:
    """Read a file of data; ``known`` is its format. Raises ``ReadError`` and ``NoMessagesError``."""
    if known == "php":
        # Of programs nothing is read but the texts of language files.
        if not options.texts and (language_of(name) is None or not may_return_texts(source)):
            raise NoMessagesError("this PHP file is no language file that returns texts: " + NAME_THEM)
        options = replace(options, syntax=tuple(dict.fromkeys((*options.syntax, "colon"))))
    elif known in ("yaml", "toml", "json") and not options.texts and not may_hold_text(source, name):
        raise NoMessagesError("no key of this file is known to hold text for customers: " + NAME_THEM)
    leaves: list[Leaf]
    comments: list[Comment] = []
    if known == "json":
        from servicelint.readers.jsontext import json_leaves, parse_json

        leaves = json_leaves(source, parse_json(source, 0, len(source)))
    elif known == "yaml":
        from servicelint.readers.yamltext import read_yaml

        leaves, comments = read_yaml(source)
    elif known == "toml":
        from servicelint.readers.tomltext import read_toml

        leaves, comments = read_toml(source)
    elif known == "php":
        from servicelint.readers.phptext import read_php

        leaves, comments = read_php(source)
    elif known == "csv":
        from servicelint.readers.csvtext import read_csv

        leaves = read_csv(source, name)
    else:
        from servicelint.readers.potext import read_po

        leaves, comments = read_po(source, name)
        # Every entry of a catalogue is text that is shown.
        options = replace(options, texts=options.texts or ("**",))
    return data_documents(source, name, leaves, kind, options, comments, catalogue=known == "po")
