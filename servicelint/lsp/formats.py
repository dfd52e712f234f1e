"""What an editor calls a language, as a file name that the readers understand, and how the format hides a comment."""

from __future__ import annotations

import os

from servicelint.readers import EXTENSIONS, format_of

#: Language identifiers of the usual editors, and the ending that stands for each.
LANGUAGES = {
    "plaintext": ".txt",
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "xhtml": ".html",
    "mail": ".eml",
    "eml": ".eml",
    "rfc822": ".eml",
    "gitcommit": "",
    "json": ".json",
    "jsonl": ".jsonl",
    "yaml": ".yaml",
    "toml": ".toml",
    "csv": ".csv",
    "tsv": ".tsv",
    "po": ".po",
    "liquid": ".liquid",
    "jinja": ".jinja",
    "jinja2": ".jinja",
    "jinja-html": ".html.jinja",
    "htmldjango": ".html.jinja",
    "django-html": ".html.jinja",
    "django-txt": ".jinja",
    "twig": ".html.twig",
    "handlebars": ".html.hbs",
    "mustache": ".html.mustache",
    "erb": ".html.erb",
    "eruby": ".html.erb",
    "ejs": ".html.ejs",
}
_SYNTAX = {
    ".liquid": ("{% comment %}", "{% endcomment %}"),
    ".hbs": ("{{!-- ", " --}}"),
    ".handlebars": ("{{!-- ", " --}}"),
    ".mustache": ("{{! ", " }}"),
    ".jinja": ("{# ", " #}"),
    ".jinja2": ("{# ", " #}"),
    ".j2": ("{# ", " #}"),
    ".njk": ("{# ", " #}"),
    ".twig": ("{# ", " #}"),
    ".erb": ("<%# ", " %>"),
    ".ejs": ("<%# ", " %>"),
}


def reader_name(path: str, language: str) -> str | None:
    """Return the name under which a document is read, None when it is no kind of message.

    The file's own ending goes first; ``language``, the editor's identifier, decides about names that say nothing.
    """
    if os.path.splitext(path)[1].lower() in EXTENSIONS:
        return path
    ending = LANGUAGES.get(language)
    return path + ending if ending else None


def comment(name: str, words: str) -> str | None:
    """Return a comment that says ``words`` in the format of ``name``; None where a comment would reach the reader."""
    syntax = _SYNTAX.get(os.path.splitext(name)[1].lower())
    if syntax is None and format_of(name)[0] in ("html", "markdown"):
        syntax = ("<!-- ", " -->")
    return f"{syntax[0]}{words}{syntax[1]}" if syntax else None
