"""The notebooks: executed, without an error, with outputs that are small and name no machine."""

import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
MACHINE = re.compile(rf"/(?:home|Users|root|work)/|site-packages|{re.escape(tempfile.gettempdir())}/|[A-Z]:\\\\")
SMALL = 500_000


def opened(path: Path) -> Any:
    """A notebook as it is committed."""
    return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]


def code(notebook: Any) -> list[Any]:
    """The cells with code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_four() -> None:
    assert [path.name[0] for path in NOTEBOOKS] == list("1234")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_outputs_are_whole_small_and_clean(path: Path) -> None:
    assert path.stat().st_size < SMALL
    assert not MACHINE.search(path.read_text(encoding="utf-8"))
    notebook = opened(path)
    nbformat.validate(notebook)
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    assert sum(bool(cell.outputs) for cell in code(notebook)) > len(code(notebook)) / 2
    assert not [output for cell in code(notebook) for output in cell.outputs if output.output_type == "error"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_reads_as_an_article(path: Path) -> None:
    notebook = opened(path)
    words = sum(len(cell.source.split()) for cell in notebook.cells if cell.cell_type == "markdown")
    assert notebook.cells[0].source.startswith("# ") and words > 150
    for link in re.findall(r"\]\((\w+\.ipynb)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs(path: Path, tmp_path: Path) -> None:
    notebook = opened(path)
    committed = [[output.output_type for output in cell.outputs] for cell in code(notebook)]
    NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    assert [[output.output_type for output in cell.outputs] for cell in code(notebook)] == committed
    assert not list(tmp_path.iterdir())
