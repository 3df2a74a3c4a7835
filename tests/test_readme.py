"""The documentation is run: every command of the READMEs, its output as shown, and every command and option named.

``KG_UPDATE=1 pytest tests/test_readme.py`` writes the present output into the pages.
"""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from kg.cli import app, register

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "kg" / "README.md"]
SETUP = "python3 -m venv .venv && .venv/bin/pip install -q "
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
SECONDS = re.compile(r"\d+\.\d s\b")


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block with the output shown under it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def printed(command: str, folder: Path) -> str:
    """What a command prints in ``folder``; its installing part, which has been done, is left out."""
    bare = command.rpartition(".venv/bin/")[2] if command.startswith(SETUP) else command
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    found = subprocess.run(
        ["bash", "-o", "pipefail", "-c", bare],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "120", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert found.returncode in {0, 141}, f"{command}\n{found.stderr}"
    return "\n".join(line.rstrip() for line in (found.stdout + found.stderr).rstrip("\n").split("\n")) + "\n"


def _now(command: str, output: str, folder: Path) -> str:
    """What a command prints now; the tests are not run from within a test."""
    return output if "pytest" in command else printed(command, folder)


def rewritten(text: str, folder: Path) -> str:
    """A page with the output of its commands as it is now; a command shown without output is run all the same."""

    def block(match: re.Match[str]) -> str:
        shown = ((command, output, _now(command, output, folder)) for command, output in commands(match[1]))
        return (
            "```console\n" + "".join(f"$ {command}\n{now if output else ''}" for command, output, now in shown) + "```"
        )

    return BLOCK.sub(block, text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    now = rewritten(text, tmp_path)
    if os.environ.get("KG_UPDATE"):
        page.write_text(now, encoding="utf-8")
    else:
        assert SECONDS.sub("… s", now) == SECONDS.sub("… s", text)


def test_python_runs_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    names: dict[str, object] = {}
    for block in PYTHON.findall(PAGES[0].read_text(encoding="utf-8")):
        exec(block, names)


def test_the_two_commands_are_one_line_each() -> None:
    text = PAGES[0].read_text(encoding="utf-8")
    build, tests = (line for line in text.splitlines() if line.startswith(f"$ {SETUP}"))
    assert build.endswith("&& .venv/bin/kg build")
    assert "&& .venv/bin/python -m pytest " in tests
    assert "--cov-fail-under=90" in tests
    assert "--doctest-modules" in tests


def names() -> list[str]:
    """Every command of the command line, ``catalogue check`` and the like included."""
    register()
    command = typer.main.get_command(app)
    found = getattr(command, "commands", {})
    return [*found, *(f"{name} {inner}" for name, one in found.items() for inner in getattr(one, "commands", {}))]


@pytest.mark.parametrize("name", names())
def test_every_command_is_documented(name: str) -> None:
    assert f"kg {name}" in "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


@pytest.mark.parametrize("name", names())
def test_every_option_has_help(name: str) -> None:
    command = typer.main.get_command(app)
    for part in name.split():
        command = getattr(command, "commands")[part]  # noqa: B009  (typer's own classes tell no such attribute)
    assert command.help
    if not hasattr(command, "commands"):
        assert not [one.name for one in command.params if not getattr(one, "help", None)]


def test_links_and_pictures_exist() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_module_is_on_the_map() -> None:
    text = (ROOT / "kg" / "README.md").read_text(encoding="utf-8")
    layers = {path.stem for path in (ROOT / "kg").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert not [name for name in layers - {"__init__", "__main__"} if f"`{name}" not in text]


def test_the_version_is_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["name"] == "paperkg"
    assert "## Unreleased" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
