"""``kg explore``: the address it prints, the page it makes, and what it says of a name that nothing has."""

import webbrowser
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg.cli.explore
from kg import export
from kg.cli import app
from kg.errors import UnknownNodeError
from kg.graph import assemble
from kg.model import Concept, Kind, Link, Mention, Paper, Role


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    """A graph on disk: two concepts of one name, one of them with more papers."""
    concepts = {
        "method/hydra": Concept("method/hydra", Kind.METHOD, ("Hydra",)),
        "method/hydra-2": Concept("method/hydra-2", Kind.METHOD, ("Hydra",)),
    }
    pairs = [("a", "method/hydra"), ("b", "method/hydra-2"), ("c", "method/hydra-2")]
    links = [Link(paper, Role.USES, concept, 0.9, "used", (Mention(0, 5, concept),)) for paper, concept in pairs]
    graph = assemble([Paper(paper, "Hydra", "It.") for paper, _ in pairs], concepts, links)
    return export.write_to(graph, tmp_path / "graph.ttl", export.named("ttl")[0])


def explore(*arguments: str) -> tuple[str, str]:
    """What the command writes to standard output and standard error."""
    result = CliRunner().invoke(app, ["explore", *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout.strip(), result.stderr.strip()


def test_it_prints_the_address_and_makes_the_page(turtle: Path) -> None:
    page = turtle.with_suffix(".html")
    assert explore("--no-open", "-g", str(turtle)) == (page.as_uri(), "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_that_is_there_is_left_alone(turtle: Path) -> None:
    page = turtle.with_suffix(".html")
    page.write_text("mine", encoding="utf-8")
    explore("--no-open", "-g", str(turtle))
    assert page.read_text(encoding="utf-8") == "mine"


def test_of_several_nodes_with_the_name_the_one_with_most_links(turtle: Path) -> None:
    address, said = explore("method/hydra", "--no-open", "-g", str(turtle))
    assert address.endswith("#at=method/hydra")
    assert said == ""
    address, said = explore("HYDRA", "--no-open", "-g", str(turtle))
    assert address.endswith("graph.html#at=method/hydra-2")
    assert "method/hydra" in said


def test_an_unknown_name_names_the_nearest(turtle: Path) -> None:
    with pytest.raises(UnknownNodeError, match="Hydra"):
        explore("hidra", "--no-open", "-g", str(turtle))


@pytest.mark.parametrize(("opened", "said"), [(True, ""), (False, "No browser")])
def test_it_opens_a_browser(turtle: Path, opened: bool, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def browser(address: str) -> bool:
        asked.append(address)
        return opened

    monkeypatch.setattr(webbrowser, "open", browser)
    address, error = explore("-g", str(turtle))
    assert asked == [address]
    assert said in error


def test_the_command_is_one_of_the_command_line() -> None:
    assert kg.cli.explore.explore.__doc__
