"""The layers: a module imports from its own layer or lower ones, and no two import each other in a circle.

Imports inside functions count (they are only later, not fewer); imports for the type checker do not.
"""

from __future__ import annotations

import ast
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "servicelint"
LAYERS = {
    0: "model words phrases schema sentences toml_lines distributions atomic spelling lowercase",
    1: "facts text rule token_schema rule_cache invitations quieting voice",
    2: "regex_cache literals config hookspecs builtin checks draft",
    3: "colleagues customer plugins regret prefilter phrase_book nlp nlp_load quoting units ruleset",
    4: "packs language_model registers matching rewriting keeping soundness farewell suppress baseline fixing",
    5: "readers reporters",
    6: "engine pipeline offers reading",
    7: "lsp corpus cli examples testing trace __main__ __init__ rule_records api service client http mcp gateway "
    "native_host",
}
LAYER = {name: number for number, names in LAYERS.items() for name in names.split()}
#: Plugin implementations that happen to live here: they know the values and the text, nothing of the engine.
PLUGINS = {"readers", "reporters"}


def imports() -> dict[str, set[str]]:
    """Return which modules (packages as one) import which others at run time."""
    found: dict[str, set[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "data":
            continue
        unit = path.relative_to(PACKAGE).with_suffix("").parts[0]
        tree = ast.parse(path.read_text(encoding="utf-8"))
        guarded = (
            node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        )
        ignored = {id(child) for child in chain.from_iterable(map(ast.walk, guarded))}
        names = [
            name
            for node in ast.walk(tree)
            if id(node) not in ignored
            for name in imported(node)
            if name != "__version__"
        ]
        found.setdefault(unit, set()).update(names)
        found[unit].discard(unit)
    return found


def imported(node: ast.AST) -> list[str]:
    """Return the modules of this package that an import statement names."""
    if isinstance(node, ast.ImportFrom) and node.module == "servicelint":
        return [alias.name for alias in node.names]
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    return [name.split(".")[1] for name in names if name.startswith("servicelint.")]


def test_every_module_has_a_layer() -> None:
    assert set(imports()) == set(LAYER), "name a new module in LAYERS, and strike out one that is gone"


def test_nothing_is_imported_from_a_higher_layer() -> None:
    upward = [
        (source, target) for source, targets in imports().items() for target in targets if LAYER[target] > LAYER[source]
    ]
    assert upward == []


def test_readers_and_reporters_stand_alone() -> None:
    wanted = [(name, target) for name in PLUGINS for target in imports()[name] if LAYER[target] > 1]
    assert wanted == []


def test_no_circles() -> None:
    assert len(list(TopologicalSorter(imports()).static_order())) == len(LAYER)
