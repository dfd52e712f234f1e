"""The command line. Each command is a module of this package, imported only when it is called."""

from __future__ import annotations

import atexit
import gc
import importlib
import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

import click

import servicelint

#: Command → the module that defines it as ``command``. Order is that of ``--help``.
COMMANDS = {
    "check": "servicelint.cli.check",
    "explain": "servicelint.cli.explain",
    "rules": "servicelint.cli.rules",
    "test": "servicelint.cli.test",
    "init": "servicelint.cli.init",
    "show-config": "servicelint.cli.show_config",
    "baseline": "servicelint.cli.baseline",
    "lsp": "servicelint.cli.lsp",
    "serve": "servicelint.cli.serve",
    "mcp": "servicelint.cli.mcp",
    "gateway": "servicelint.cli.gateway",
    "native-host": "servicelint.cli.native_host",
    "corpus": "servicelint.cli.corpus",
}
#: An environment variable: set it to see the traceback of an internal error.
DEBUG = "SERVICELINT_DEBUG"
EXIT_FINDINGS = 1
EXIT_ERROR = 2
EXIT_INTERRUPTED = 130
EXIT_BROKEN_PIPE = 141


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for: ``modules`` leads from each name to its module."""

    def __init__(self, *, modules: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self.modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands in the order of ``modules``."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None for an unknown name."""
        if cmd_name not in self.modules:
            return None
        command = importlib.import_module(self.modules[cmd_name]).command
        assert isinstance(command, click.Command)
        return command


class _Main(LazyGroup):
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, with a hint for a misspelt command or a file given in its place."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            hint = f"Did you mean 'check {name}'?" if os.path.exists(name) else did_you_mean(name, COMMANDS)
            raise click.UsageError(f"No such command '{name}'. {hint}".rstrip(), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Main, modules=COMMANDS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(servicelint.__version__, "-V", "--version", message="servicelint %(version)s")
def cli() -> None:
    """Check what you are about to say to a customer.

    servicelint reads an email or chat draft, underlines the phrases that hurt the relationship, says why, and offers a
    better sentence.
    """


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest of the ``known`` names, or an empty string."""
    import difflib

    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"Did you mean '{near[0]}'?" if near else ""


def main() -> NoReturn:
    """Run the command line and end the process: 0 nothing, 1 findings, 2 error, 130 interrupted, 141 pipe closed."""
    # Imports make many objects and no garbage: looking for it costs a tenth of a short run.
    gc.set_threshold(50_000, 20, 20)
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except KeyboardInterrupt:
        code = EXIT_INTERRUPTED
    except BrokenPipeError:
        code = EXIT_BROKEN_PIPE
    except Exception as error:
        # A bug must not look like findings, which are exit code 1.
        if os.environ.get(DEBUG):
            raise
        print(f"servicelint: internal error ({type(error).__name__}: {error}); please report it", file=sys.stderr)
        print(f"Set {DEBUG}=1 for the traceback.", file=sys.stderr)
        code = EXIT_ERROR
    if code in (EXIT_BROKEN_PIPE, EXIT_INTERRUPTED):
        # Whatever is still in the buffers must not raise again while Python shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    # Taking a language model apart piece by piece costs another tenth; the system does it at once.
    atexit._run_exitfuncs()
    os._exit(code)


def run(args: list[str]) -> int:
    """Run the command line with ``args``, write to the process's streams, return the exit code."""
    try:
        result = cli.main(args, prog_name="servicelint", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return EXIT_ERROR
    except click.ClickException as error:
        error.show()
        return EXIT_ERROR
    except click.Abort:
        return EXIT_INTERRUPTED
    except click.exceptions.Exit as error:
        return error.exit_code
    return result if isinstance(result, int) else 0
