"""Pictures: every one drawn, of the right things, the same every time; and `kg plot`."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx
import pytest
from typer.testing import CliRunner

import kg
from kg import plot
from kg.errors import FormatError, InputError, KgError, OutputError, UnknownNodeError
from kg.graph import assemble
from kg.model import Concept, Kind, Link, Mention, Paper, Role
from kg.plot._style import shown, spread
from kg.rdf.outline import outline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

Graph: TypeAlias = "nx.MultiDiGraph[str]"
NAMES = sorted(plot.pictures())


def texts(figure: "Figure") -> list[str]:
    """What is written in a figure."""
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


def test_the_folder_is_the_registry() -> None:
    assert NAMES == ["adoption", "communities", "concepts", "heatmap", "lineage"]
    assert all(picture.description and picture.top > 0 for picture in plot.pictures().values())


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_repeats_its_bytes(name: str, sample: Graph, tmp_path: Path) -> None:
    for suffix in plot.SUFFIXES:
        one, other = (
            plot.save(plot.draw(sample, name), tmp_path / f"{number}{suffix}").read_bytes() for number in "12"
        )
        assert one == other
    ET.parse(tmp_path / "1.svg")
    assert (tmp_path / "1.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", NAMES)
def test_pictures_leave_matplotlib_as_it_was(name: str, sample: Graph) -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    plot.draw(sample, name)
    assert dict(matplotlib.rcParams) == before
    assert "matplotlib.pyplot" not in sys.modules or not sys.modules["matplotlib.pyplot"].get_fignums()


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_graph_is_refused(name: str) -> None:
    for graph in (assemble([], {}, []), assemble([Paper("p", "T", "A")], {}, [])):
        with pytest.raises(KgError) as caught:
            plot.draw(graph, name)
        assert str(caught.value).count("\n") <= 1


def test_concepts_shows_the_most_linked_with_their_numbers(tiny: Graph) -> None:
    written = texts(plot.draw(tiny, "concepts"))
    assert {"Methods", "Benchmarks", "RaftNet", "FloatBench", "2"} <= set(written)
    assert "Vision Transformer" not in written and "Datasets" not in written
    assert "Swin Transformer" not in texts(plot.draw(tiny, "concepts", top=2))
    assert "Q-Net" not in texts(plot.draw(tiny, "concepts", about="FloatBench"))


def test_heatmap_counts_papers_that_link_to_both(tiny: Graph) -> None:
    figure = plot.draw(tiny, "heatmap")
    rows = {"RaftNet", "Q-Net", "Swin Transformer"}
    assert [label for label in dict.fromkeys(texts(figure)) if label in rows] == [
        "Q-Net",
        "RaftNet",
        "Swin Transformer",
    ]
    assert texts(figure).count("2") == 2 and texts(figure).count("1") == 1
    one = plot.draw(tiny, "heatmap", about=["Q-Net", "FloatBench"])
    assert "RaftNet" not in texts(one)
    with pytest.raises(KgError, match="no paper links to a method and to a dataset"):
        plot.draw(tiny, "heatmap", about="Vision Transformer")


def test_adoption_draws_what_it_is_asked_about(sample: Graph) -> None:
    figure = plot.draw(sample, "adoption", about=["BERT", "GPT-3"])
    left, right = figure.axes
    assert len(left.lines) == len(right.lines) == 2
    papers = kg.concepts(sample).set_index("concept").papers
    assert sorted(max(map(float, line.get_ydata())) for line in left.lines) == sorted(  # type: ignore[arg-type]
        [papers["method/bert"], papers["method/gpt-3"]]
    )
    assert {"BERT", "GPT-3"} <= set(texts(figure))


def test_communities_are_named_in_the_legend(sample: Graph) -> None:
    from kg.analysis import communities

    table = communities(sample, top=plot.pictures()["communities"].top)
    written = texts(plot.draw(sample, "communities"))
    assert table.community_name.iloc[0] in written
    about = texts(plot.draw(sample, "communities", about=table.name.iloc[0]))
    assert table.community_name.iloc[0] in about and table.name.iloc[0] in about
    assert not set(table.community_name.unique()[1:]) & set(about)
    with pytest.raises(KgError, match="none of the communities"):
        plot.draw(sample, "communities", about="paper/arxiv-1810.04805")


def test_lineage_shows_ancestors_left_and_descendants_right(tiny: Graph) -> None:
    figure = plot.draw(tiny, "lineage", about="RaftNet")
    places = {text.get_text(): text.get_position()[0] for text in figure.axes[0].texts}
    assert places["Vision Transformer"] < places["Swin Transformer"] < places["RaftNet"] == 0
    assert places["Q-Net"] == places["Swin Transformer"]
    with pytest.raises(KgError, match="nothing leads to or from FloatBench"):
        plot.draw(tiny, "lineage", about="FloatBench")


def test_the_most_linked_method_is_drawn_unless_told(sample: Graph) -> None:
    most = kg.concepts(sample).query("kind == 'method'").sort_values("papers", ascending=False).name.iloc[0]
    texts_at_start = [text for text in plot.draw(sample, "lineage").axes[0].texts if text.get_position()[0] == 0]
    assert [text.get_text() for text in texts_at_start] == [most]


def test_hostile_names_are_drawn(hostile: Graph, tmp_path: Path) -> None:
    ET.parse(plot.save(plot.draw(hostile, "concepts"), tmp_path / "picture.svg"))


@pytest.mark.parametrize(
    ("wanted", "apart", "given"),
    [
        ([], 1, []),
        ([0, 0, 0], 1, [-1, 0, 1]),
        ([0, 5, 5.5, 9], 1, [0, 4.75, 5.75, 9]),
        ([1, 1.2, 1.9], 1, [0.366666667, 1.366666667, 2.366666667]),
    ],
)
def test_labels_keep_apart(wanted: list[float], apart: float, given: list[float]) -> None:
    assert spread(wanted, apart) == pytest.approx(given)


def test_labels_are_one_line_and_no_mathematics() -> None:
    assert shown("$a$\n\x00b") == r"\$a\$  b"


def test_an_unknown_picture_names_those_there_are(tiny: Graph) -> None:
    with pytest.raises(KgError, match="no picture is called 'pie'") as caught:
        plot.draw(tiny, "pie")
    assert all(name in str(caught.value) for name in NAMES)


def test_an_unknown_concept_names_the_nearest(tiny: Graph) -> None:
    with pytest.raises(UnknownNodeError) as caught:
        plot.draw(tiny, "lineage", about="Raftnetz")
    assert "RaftNet" in str(caught.value)


@pytest.mark.parametrize("name", ["picture.pdf", "picture"])
def test_another_suffix_is_refused(tiny: Graph, tmp_path: Path, name: str) -> None:
    with pytest.raises(FormatError, match=r"Use \.svg or \.png"):
        plot.save(plot.draw(tiny, "concepts"), tmp_path / name)


def test_a_picture_that_cannot_be_written(tiny: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        plot.save(plot.draw(tiny, "concepts"), tmp_path / "file" / "picture.svg")


def test_without_matplotlib_the_extra_is_named(tiny: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(KgError, match="matplotlib") as caught:
        plot.draw(tiny, "concepts")
    assert "paperkg[plot]" in str(caught.value)


def run(*arguments: str | Path) -> tuple[int, str]:
    """`kg plot` in this process: its exit code and output."""
    from kg.cli import app, plot  # noqa: F401

    result = CliRunner().invoke(app, ["plot", *map(str, arguments)])
    if isinstance(result.exception, KgError):
        return result.exception.exit_code, str(result.exception)
    return result.exit_code, result.output


def test_kg_plot_writes_a_file(sample_ttl: Path, tmp_path: Path) -> None:
    code, output = run("concepts", "-g", sample_ttl, "-o", tmp_path / "new" / "c.svg", "--top", "3")
    assert code == 0 and str(tmp_path / "new" / "c.svg") in output
    assert (tmp_path / "new" / "c.svg").read_bytes().startswith(b"<?xml")
    code, _ = run("lineage", "-g", sample_ttl, "-o", tmp_path / "l.png", "--about", "Transformer")
    assert code == 0 and (tmp_path / "l.png").exists()


def test_kg_plot_lists_the_pictures() -> None:
    code, output = run("--list")
    assert code == 0 and [line.split()[0] for line in output.splitlines()] == NAMES


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["pie"], 1, "no picture is called"),
        (["concepts", "-o", "x.pdf"], 1, "Use .svg or .png"),
        (["lineage", "--about", "nonsense"], 1, "no paper or concept is called 'nonsense'"),
        (["concepts", "--top", "0"], 2, "top"),
        (["concepts", "-g", "none.ttl"], 1, "none.ttl"),
    ],
)
def test_kg_plot_says_what_is_wrong(
    arguments: list[str], code: int, said: str, sample_ttl: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    graph = [] if "-g" in arguments else ["-g", str(sample_ttl)]
    found, output = run(*arguments, *graph)
    assert found == code and said in output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".ttl", ".ttl.gz"])
def test_the_outline_of_turtle_is_the_graph_without_evidence(sample: Graph, tmp_path: Path, suffix: str) -> None:
    found = outline(kg.save(sample, tmp_path / f"graph{suffix}"))
    assert list(found) == list(sample)
    assert [dict(found.nodes[node]) for node in found] == [dict(sample.nodes[node]) for node in sample]
    links = set(sample.edges(keys=True))
    assert set(found.edges(keys=True)) == links
    for _, _, role, data in found.edges(keys=True, data=True):
        assert data == {"role": role}


def test_turtle_of_another_hand_is_read_whole(sample_ttl: Path, tmp_path: Path) -> None:
    import pyoxigraph

    path = tmp_path / "other.ttl"
    pyoxigraph.serialize(pyoxigraph.parse(path=sample_ttl), path, format=pyoxigraph.RdfFormat.TURTLE)
    assert set(outline(path).edges(keys=True)) == set(outline(sample_ttl).edges(keys=True))
    for content in (b"", b"@base <https://w3id.org/paperkg/> .\n@prefix x: <y> .\n\n<a> nonsense"):
        path.write_bytes(content)
        with pytest.raises(InputError, match=r"other\.ttl"):
            outline(path)


def test_an_odd_identifier_is_found_in_the_iri_of_its_links(tmp_path: Path) -> None:
    concept = Concept("method/net", Kind.METHOD, ("Net",))
    made = [Link('o/d#d "x"', Role.USES, concept.id, 1.0, "r", (Mention(0, 1, concept.id),))]
    graph = assemble([Paper('o/d#d "x"', "T", "A")], {concept.id: concept}, made)
    found = outline(kg.save(graph, tmp_path / "graph.ttl"))
    assert list(found.edges(keys=True)) == list(graph.edges(keys=True))
