"""Sizes of modules and functions, types and docstrings, measured by AST."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import kg

ROOT = Path(kg.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
MEDIAN, NINETIETH, LONGEST, MODULE = 5, 15, 40, 250


class Function(NamedTuple):
    """A function of the package: where, its node, and the lines of its body without the docstring."""

    where: str
    node: ast.FunctionDef | ast.AsyncFunctionDef
    lines: int


def functions() -> Iterator[Function]:
    """Every function of the package."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
                lines = (body[-1].end_lineno or 0) - body[0].lineno + 1
                yield Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node, lines)


FUNCTIONS = list(functions())


def test_functions_are_short() -> None:
    lengths = sorted(function.lines for function in FUNCTIONS)
    assert statistics.median(lengths) <= MEDIAN
    assert lengths[int(len(lengths) * 0.9)] <= NINETIETH
    assert not [function.where for function in FUNCTIONS if function.lines > LONGEST]


def test_every_function_is_typed() -> None:
    assert not [function.where for function in FUNCTIONS if function.node.returns is None]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= MODULE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_public_name_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    assert not [node.name for node in public(tree) if not ast.get_docstring(node)]


def public(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    """The public functions and classes of a module, and the public ones of these classes."""
    for one in node.body:
        if isinstance(one, ast.ClassDef | ast.FunctionDef) and not one.name.startswith("_"):
            yield one
            if isinstance(one, ast.ClassDef):
                yield from public(one)


def test_no_path_of_a_machine_and_no_package_index_is_named() -> None:
    suspects = [path for path in MODULES if any(name in path.read_text(encoding="utf-8") for name in FORBIDDEN)]
    assert not suspects


FORBIDDEN = ("/" + "work/", "/" + "root/", "index-" + "url", "pypi" + ".org", "files.python" + "hosted")
