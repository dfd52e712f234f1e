"""The pytest plugin: every rule file is a test module (``pytest rules/``, ``servicelint test``, or anybody's pack).

A ``.toml`` file is taken for a rule file when it has a ``[[match]]`` table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from servicelint.examples import Prover
    from servicelint.rule import Rule

NOT_LOADED = "this rule was not loaded: is it in a pack (a folder of rule files, or of folders of them)?"


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect rule files."""
    if file_path.suffix == ".toml" and file_path.name not in ("pyproject.toml", "lexicon.toml"):
        try:
            data = file_path.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        if any(line.strip() == "[[match]]" for line in data.split("\n")):
            return RuleFile.from_parent(parent, path=file_path)
    return None


@cache
def _prover(pack: str) -> Prover:
    from servicelint.config import Config
    from servicelint.examples import Prover

    return Prover(Config(packs=(pack,)) if pack else Config())


class RuleFile(pytest.File):
    """One rule file: its schema, its examples, its blocks and exceptions."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the assertions as items; a file that does not load is one failing item."""
        from servicelint.packs import pack_name
        from servicelint.rule import LEXICON, RuleError, load_rule

        folder = self.path.parent if (self.path.parent / LEXICON).is_file() else self.path.parent.parent
        pack = pack_name(folder)
        try:
            rule = load_rule(self.path, pack=pack)
        except RuleError as error:
            message = str(error)
            yield RuleItem.from_parent(self, name="loads", check=lambda: pytest.fail(message, pytrace=False))
            return
        for name, check in self._checks(rule, str(folder) if pack else ""):
            yield RuleItem.from_parent(self, name=name, check=check)

    def _checks(self, rule: Rule, pack: str) -> Iterator[tuple[str, Callable[[], object]]]:
        def run(method: str, *arguments: Any) -> Callable[[], object]:
            def check() -> object:
                prover = _prover(pack)
                if rule.id not in prover.linter.rules:
                    about = [error for error in prover.linter.errors if str(self.path) in error]
                    pytest.fail("\n".join(about) or NOT_LOADED, pytrace=False)
                # The exceptions of the rule as it was loaded for linting, not of a second copy.
                return getattr(prover, method)(prover.linter.rules[rule.id], *arguments)

            return check

        yield "complete", run("check_complete")
        yield "literals", run("check_literals")
        yield "blocks", run("check_blocks")
        yield "unless", run("check_unless")
        for i, example in enumerate(rule.examples, 1):
            yield f"example-{i}", run("check_bad" if example.bad else "check_ok", example)


class RuleItem(pytest.Item):
    """One assertion about a rule."""

    def __init__(self, *, check: Callable[[], object], **options: Any) -> None:
        super().__init__(**options)
        self.check = check
        # pytest-lsp 1.0 breaks on items that have none.
        self.funcargs: dict[str, Any] = {}

    def runtest(self) -> None:
        """Run the assertion."""
        self.check()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show what is wrong with the rule, not where in our code it was noticed."""
        from servicelint.examples import RuleFailure
        from servicelint.rule import RuleError

        if isinstance(excinfo.value, RuleFailure | RuleError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the rule file and the assertion."""
        return self.path, None, f"{self.path.stem}: {self.name}"
