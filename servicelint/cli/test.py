"""``servicelint test [PACK]``: the examples in rule files are their tests."""

from __future__ import annotations

import os

import click

from servicelint.cli import EXIT_ERROR, EXIT_FINDINGS


@click.command(
    "test", short_help="Test rule files by their own examples.", context_settings={"ignore_unknown_options": True}
)
@click.argument("pack", required=False, metavar="[PACK]")
@click.argument("pytest_args", nargs=-1, type=click.UNPROCESSED, metavar="[-- PYTEST OPTIONS]")
def command(pack: str | None, pytest_args: tuple[str, ...]) -> int:
    """Test the rule files of PACK, a folder or one file; without it, the built-in rules.

    Every example of every rule is checked: its span, its rewrite, its silence. What follows -- goes to pytest.
    """
    if pack is None:
        from servicelint.builtin import folder

        target = str(folder())
    elif os.path.exists(pack):
        target = pack
    else:
        raise click.UsageError(f"There is no folder or rule file '{pack}'.")
    if os.path.isfile(target) and not target.endswith(".toml"):
        raise click.UsageError(f"'{target}' is no rule file: its name must end in .toml.")
    try:
        import pytest
    except ModuleNotFoundError:
        raise click.ClickException("This needs pytest: pip install 'servicelint[test]'") from None
    from servicelint import testing

    # Neither the settings of whatever project surrounds the pack nor other plugins are its tests' business.
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    root = os.path.abspath(target if os.path.isdir(target) else os.path.dirname(target))
    options = ["-c", os.devnull, f"--rootdir={root}", "-q", "--no-header", "-p", "no:cacheprovider"]
    code = int(pytest.main([*options, *pytest_args, target], plugins=[testing]))
    if code == pytest.ExitCode.NO_TESTS_COLLECTED:
        raise click.ClickException(f"No rule files with examples in '{target}'.")
    return code if code in (0, EXIT_FINDINGS) else EXIT_ERROR
