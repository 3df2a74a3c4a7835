"""The layers: a module imports only from layers above its own, and every module has its place."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
ORDER = (
    "errors model vocabulary encoding latex text patterns collecting workers catalogue sources papers matching "
    "introducing roles confidence linking corpus graph build analysis tables layout rdf export shapes store "
    "serve evaluate card plot api cli"
).split()
BANNED_MODULES = frozenset("utils util helpers helper common core base manager context misc".split())
BANNED_WORDS = (
    "document article record entity term topic alias label synonym surface gazetteer lexicon proposal edge hit".split()
)
MODULES = sorted(ROOT.rglob("*.py"))


def layer(path: Path) -> str:
    """The file or folder right below the package that holds ``path``."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The layers that a module imports from, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[1] for name in node.names if name.name.startswith("kg."))
        elif isinstance(node, ast.ImportFrom) and node.module == "kg":
            yield from (name.name for name in node.names if exists(name.name))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kg."):
            yield (node.module or "").split(".")[1]


def exists(name: str) -> bool:
    """Whether ``name`` is a layer and not a name that the package itself defines."""
    return (ROOT / name).is_dir() or (ROOT / f"{name}.py").is_file()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    own = layer(path)
    if own in {"__init__", "__main__"}:
        return
    assert own in ORDER, f"{own} has no place in the order of layers"
    wrong = {other for other in imported(path) if ORDER.index(other) > ORDER.index(own)}
    assert not wrong, f"{own} imports from below: {sorted(wrong)}"


def test_every_layer_is_there() -> None:
    optional = {"api", "plot", "tables", "shapes", "analysis"}
    assert {name for name in ORDER if not exists(name)} <= optional


def test_no_module_is_a_drawer_for_anything() -> None:
    assert not [path for path in MODULES if path.stem.strip("_") in BANNED_MODULES or layer(path) in BANNED_MODULES]


def test_relative_imports_are_not_used() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}
    assert not [
        path
        for path, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]


def test_the_core_never_prints() -> None:
    printing = [
        path
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not printing


def test_classes_are_named_in_the_words_of_the_project() -> None:
    named = [
        f"{path.relative_to(ROOT)}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and any(word in node.name.lower() for word in BANNED_WORDS)
    ]
    assert not named
