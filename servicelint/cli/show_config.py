"""``servicelint show-config FILE``: which settings hold for a file, and where each comes from."""

from __future__ import annotations

import sys

import click

from servicelint.cli import EXIT_ERROR
from servicelint.cli.output import complain, wants_color, write
from servicelint.config import ConfigError, Settings, unknown_names
from servicelint.config.describe import described


@click.command("show-config", short_help="Show the settings for a file and their origins.")
@click.argument("file", default=".", metavar="[FILE]")
@click.option("--format", type=click.Choice(["human", "json"]), default="human", help="A table, or one JSON object.")
@click.option("--color/--no-color", default=None, help="Colours or none, whatever the terminal says.")
@click.option("--config", metavar="FILE", help="Use this configuration file.")
@click.option("--schema", is_flag=True, help="Print the JSON schema of the settings instead, for editors.")
def command(file: str, format: str, color: bool | None, config: str | None, schema: bool) -> int:
    """Show the settings that hold for FILE, which need not exist, and where each value comes from."""
    if schema:
        import json

        from servicelint.config.json_schema import json_schema

        write(json.dumps(json_schema(), indent=2) + "\n")
        return 0
    from servicelint.engine import Linter

    try:
        settings = Settings({}, config).for_path(file)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    rows = described(settings)
    write(_json(rows) if format == "json" else _table(rows, wants_color(color, sys.stdout)))
    linter = Linter(settings)
    wrong = unknown_names(settings, linter.rules, {rule.category for rule in linter.rules.values()})
    for problem in wrong:
        complain(f"error: {problem}")
    return EXIT_ERROR if wrong else 0


def _table(rows: list[tuple[str, str, str]], color: bool) -> str:
    from servicelint.reporters._terminal import Paint, cells, safe

    paint = Paint(color)
    keys = max(len(key) for key, _, _ in rows)
    values = min(max(cells(value) for _, value, _ in rows), 48)
    lines = []
    for key, value, origin in rows:
        value = safe(value)
        shown = paint.dim(value) if origin == "default" else paint.bold(value)
        pad = " " * max(values - cells(value), 0)
        lines.append(f"{key:{keys}} = {shown}{pad}  {paint.dim('# ' + safe(origin))}\n")
    return "".join(lines)


def _json(rows: list[tuple[str, str, str]]) -> str:
    import json

    settings = {key: {"value": value, "origin": origin} for key, value, origin in rows}
    return json.dumps({"version": 1, "settings": settings}, ensure_ascii=False, indent=2) + "\n"
