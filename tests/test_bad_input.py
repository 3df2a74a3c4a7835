"""Input and places that are no good, end to end: clear lines, an exit code, and earlier output whole."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import export
from kg.cli import app, register
from kg.errors import InputError, KgError, OutputError
from kg.graph import check, paper_nodes
from kg.rdf import read

HOSTILE = "</script><img src=x onerror=alert(1)> \"double\" 'single' \U0001f680 \u202e"
GOOD = {"title": "On BERT", "abstract": "We train BERT on ImageNet."}


pytestmark = pytest.mark.usefixtures("few", "inside")


@pytest.fixture
def inside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder of its own to work in."""
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> Result:
    """``kg`` with ``arguments``; its errors are raised."""
    register()
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def build(*arguments: str) -> Result:
    """``kg build`` to Turtle with ``arguments``."""
    return run("build", *arguments, "--format", "ttl")


def rows(*found: object, name: str = "papers.jsonl") -> str:
    """A JSONL file; a text stands for itself."""
    lines = (row if isinstance(row, str) else json.dumps(row) for row in found)
    Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return name


def page(text: str) -> str:
    """A saved page."""
    Path("page.txt").write_text(text, encoding="utf-8")
    return "page.txt"


PAGE = """An Honest Title

We train BERT on ImageNet and find that it works. It works very well on every one of the datasets we tried.

"""


def fails(message: str, *arguments: str) -> None:
    """``kg build`` with ``arguments`` raises one or two lines with ``message`` and leaves earlier output whole."""
    build(rows(GOOD, name="good.jsonl"))
    before = Path("output/graph.ttl").read_bytes()
    with pytest.raises(KgError) as caught:
        build(*arguments)
    assert message in str(caught.value)
    assert str(caught.value).count("\n") <= 1
    assert caught.value.exit_code == 1
    assert Path("output/graph.ttl").read_bytes() == before
    assert [path.name for path in Path("output").iterdir()] == ["graph.ttl"]


def test_a_missing_file() -> None:
    fails("none.txt: no such file", "none.txt")


def test_a_folder_without_readable_files() -> None:
    Path("empty").mkdir()
    fails("empty: the folder holds no file", "empty")


def test_a_binary_file() -> None:
    Path("binary").write_bytes(b"\x7fELF\x00\x01\x02")
    fails("binary: a binary file", "binary")


def test_a_wrong_encoding() -> None:
    Path("latin.jsonl").write_bytes('{"title": "Übung", "abstract": "schön"}'.encode("latin-1"))
    fails("latin.jsonl", "latin.jsonl")


def test_a_page_without_papers() -> None:
    fails("page.txt: ", page("new\n\nGet trending papers in your email inbox!\n\nSubscribe\n"))


def test_a_title_without_abstract_at_the_end_is_skipped_and_named() -> None:
    lines = build(page(PAGE + "A Lonely Title without an Abstract\n")).stdout.splitlines()
    assert lines[0] == "Papers    1 (2 entries read, 0 merged, 1 skipped)"
    assert lines[2] == "    page.txt:5: title without an abstract (A Lonely Title without an Abstract)"


def test_an_abstract_of_a_megabyte() -> None:
    build(rows({"title": "Long", "abstract": "We train BERT on ImageNet. " * 40_000}))
    graph = read("output/graph.ttl")
    assert len(graph["paper/" + paper_nodes(graph)[0].removeprefix("paper/")]["method/bert"]) == 1
    assert sum(len(data["mentions"]) for _, _, data in graph.edges(data=True)) == 80_000


def test_a_broken_line_is_named_and_the_rest_read() -> None:
    broken = [{**GOOD, "title": f"On BERT {number}"} for number in range(9)]
    result = build(rows(*broken[:6], '{"title": "cut', *broken[6:]))
    assert result.stdout.startswith("Papers    9 (10 entries read, 0 merged, 1 skipped)\n")
    assert "papers.jsonl:7: not JSON" in result.stdout


def test_duplicate_ids_with_different_texts_are_two_papers_and_named() -> None:
    result = build(rows({"id": "x", **GOOD}, {"id": "x", "title": "On Rafts", "abstract": "ImageNet floats."}))
    assert result.stdout.startswith("Papers    2 ")
    assert "x" in result.stdout.splitlines()[1]
    assert len(paper_nodes(read("output/graph.ttl"))) == 2


def test_text_that_is_not_english_or_one_word_gives_no_flood() -> None:
    german = "Wir trainieren ein Netz und zeigen, dass Das Große Ganze auf DATEN und ZAHLEN besser ist als zuvor. " * 5
    build(rows({"title": "Über Netze", "abstract": german}, {"title": "Wort", "abstract": "Wort"}))
    assert read("output/graph.ttl").number_of_edges() <= 3


@pytest.mark.parametrize("place", ["title", "abstract"])
def test_a_hostile_text_survives_build_show_query_and_html(place: str) -> None:
    run("build", rows({**GOOD, place: f"{HOSTILE} We train BERT."}), "--format", "ttl,html,nt,jsonld")
    graph = read("output/graph.ttl")
    (paper,) = paper_nodes(graph)
    kept = graph.nodes[paper][place]
    assert check(graph) == []
    assert all(piece in kept for piece in ("</script><img src=x onerror=alert(1)>", '"', "'", "\U0001f680"))
    assert kept in run("show", paper).stdout or place == "abstract"
    select = "SELECT ?title { ?paper a schema:ScholarlyArticle ; dcterms:title ?title }"
    asked = json.loads(run("query", select, "--json").stdout)
    assert asked["results"]["bindings"][0]["title"]["value"] == graph.nodes[paper]["title"]
    assert "<img src=x" not in Path("output/graph.html").read_text(encoding="utf-8")


def test_an_output_folder_that_cannot_be() -> None:
    Path("taken").write_text("a file")
    fails("taken/output: it cannot be written", rows(GOOD), "-o", "taken/output")


def test_every_format_is_whole_or_none_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second format runs out of room: the first, which was written, replaces nothing either."""
    run("build", rows(GOOD), "--format", "nt,ttl")
    before = {path.name: path.read_bytes() for path in Path("output").iterdir()}
    turtle = sys.modules[export.named("ttl")[0].module]

    def full(*arguments: object, **_: object) -> None:
        Path(str(arguments[1])).write_text("half of it")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(turtle, "write", full)
    with pytest.raises(OutputError, match="No space left on device"):
        run("build", rows({**GOOD, "title": "Another"}), "--format", "nt,ttl")
    assert {path.name: path.read_bytes() for path in Path("output").iterdir()} == before


CHILD = """
import os, signal, sys
from kg import catalogue, export
from kg.cli import main
from kg.model import Concept, Kind
catalogue.bundled = lambda: {"method/bert": Concept("method/bert", Kind.METHOD, ("BERT",))}
turtle = sys.modules[export.named("ttl")[0].module]
def killed(graph, path, **options):
    path.write_text("half of it")
    os.kill(os.getpid(), signal.SIGKILL)
turtle.write = killed
sys.argv = ["kg", "build", "papers.jsonl", "--format", "ttl"]
main()
"""


def test_a_kill_in_the_middle_of_writing() -> None:
    build(rows(GOOD))
    before = Path("output/graph.ttl").read_bytes()
    done = subprocess.run([sys.executable, "-c", CHILD], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    assert Path("output/graph.ttl").read_bytes() == before
    build(rows({**GOOD, "title": "Another"}))
    assert Path("output/graph.ttl").read_bytes() != before


def test_a_disk_quota_that_is_used_up() -> None:
    """A limit on the size of files stops the writing for real."""
    build(rows(GOOD))
    before = Path("output/graph.ttl").read_bytes()
    rows(*({**GOOD, "title": f"On BERT {number}"} for number in range(200)))
    child = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n" + CHILD.replace(
        "turtle.write = killed\n", ""
    )
    done = subprocess.run([sys.executable, "-c", child], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "cannot be written: File too large\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert Path("output/graph.ttl").read_bytes() == before
    assert [path.name for path in Path("output").iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("option", [["--since", "2099"], ["--category", "none"]])
def test_a_choice_that_leaves_no_paper(option: list[str]) -> None:
    fails("no paper is left after the selection", rows({**GOOD, "published": "2021"}), *option)


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(KgError, match="'nope'"):
        run("build", rows(GOOD), "--format", "nope")
    assert not Path("output").exists()


def test_a_catalogue_with_problems_lists_them_all_and_builds_nothing() -> None:
    Path("own.jsonl").write_text('{broken\n{"id": "model/x", "names": ["X-Net"]}\n', encoding="utf-8")
    with pytest.raises(KgError) as caught:
        build(rows(GOOD), "--catalogue", "own.jsonl")
    assert "own.jsonl:1: not JSON" in str(caught.value)
    assert "own.jsonl:2: unknown kind" in str(caught.value)
    assert not Path("output").exists()


def test_a_graph_that_is_none() -> None:
    Path("graph.ttl").write_text("no turtle at all", encoding="utf-8")
    with pytest.raises(InputError, match=r"graph\.ttl"):
        run("show", "BERT", "-g", "graph.ttl")
