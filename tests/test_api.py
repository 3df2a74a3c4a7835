"""The public names of `kg`: lazy, documented, and each doing what its name says."""

import doctest
import importlib
import inspect
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import networkx as nx
import pytest

import kg
from kg import export
from kg.errors import FormatError, GraphError, InputError, KgError, MissingInputError, OutputError, UnknownNodeError

Graph: TypeAlias = "nx.MultiDiGraph[str]"

LOSSES = {("rdfxml", "hostile"): "XML 1.0 has no place for control characters, and RDF/XML no escape for them"}
READABLE = sorted(format.name for format in export.formats().values() if format.reader)


def contents(graph: Graph) -> tuple[Any, ...]:
    """Everything that a graph holds, sorted."""
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    nodes = [(node, dict(sorted(graph.nodes[node].items()))) for node in sorted(graph)]
    return nodes, [(*edge[:3], dict(sorted(edge[3].items()))) for edge in edges], dict(sorted(graph.graph.items()))


def test_a_dozen_names_all_documented_and_typed() -> None:
    assert 10 <= len(kg.__all__) <= 14
    for name in kg.__all__:
        function = getattr(kg, name)
        assert inspect.isfunction(function) and inspect.getdoc(function), name
        annotations = function.__annotations__
        assert set(inspect.signature(function).parameters) | {"return"} == set(annotations), name
    assert set(kg.__all__) <= set(dir(kg))


@pytest.mark.parametrize("name", kg.__all__)
def test_the_examples_run(name: str, sample: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    function = getattr(kg, name)
    monkeypatch.setattr(kg, "build", sample.copy)  # the same graph, made once
    finder = doctest.DocTestFinder(recurse=False)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    for test in finder.find(function, name, globs=dict(inspect.getmodule(function).__dict__)):
        assert test.examples or name in {"compare", "save"}
        assert runner.run(test).failed == 0


def test_importing_kg_imports_nothing_heavy() -> None:
    code = "import sys, kg; print(*sorted(sys.modules), sep='\\n')"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"networkx", "pandas", "numpy", "spacy", "rdflib", "pyoxigraph", "pyvis", "matplotlib", "pyarrow", "lxml"}
    assert not heavy & set(modules)
    assert not [name for name in modules if name.startswith("kg.")]


def test_importing_a_module_does_not_hide_the_function_of_its_name() -> None:
    for name in ("build", "papers"):
        module = importlib.import_module(f"kg.{name}")
        assert isinstance(module, ModuleType)
        assert inspect.isfunction(getattr(kg, name))
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nonsense'"):
        kg.nonsense  # noqa: B018


def test_build_takes_one_path_or_several(tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"title": "A Paper", "abstract": "We train ResNet-50 on ImageNet."}\n', encoding="utf-8")
    one = kg.build(file)
    assert contents(one) == contents(kg.build([file])) == contents(kg.build(str(file)))
    assert kg.papers(one).title.tolist() == ["A Paper"]


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("kind", ["tiny", "sample", "hostile"])
def test_every_format_with_a_reader_gives_the_graph_back(
    name: str, kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    graph: Graph = request.getfixturevalue(kind)
    if (name, kind) in LOSSES:
        pytest.skip(LOSSES[name, kind])
    format = export.formats()[name]
    written = kg.save(graph, tmp_path / format.file_name)
    again = kg.load(written)
    # Half a surrogate has no UTF-8: what is written is U+FFFD.
    assert repr(contents(again)).replace("\\ud800", "\ufffd") == repr(contents(graph)).replace("\\ud800", "\ufffd")


@pytest.mark.parametrize("name", [name for name in READABLE if export.formats()[name].compresses])
def test_compressed_formats_come_back_too_and_repeat_their_bytes(name: str, tiny: Graph, tmp_path: Path) -> None:
    path = tmp_path / f"graph{export.formats()[name].suffix}.gz"
    first = kg.save(tiny, path).read_bytes()
    assert first[:2] == b"\x1f\x8b"
    assert kg.save(tiny, path).read_bytes() == first
    assert contents(kg.load(path)) == contents(tiny)


def test_native_formats_are_all_there() -> None:
    assert {"ttl", "nt", "jsonld", "rdfxml", "trig", "graphml", "parquet"} <= set(READABLE)


def test_save_can_be_told_the_format(tiny: Graph, tmp_path: Path) -> None:
    written = kg.save(tiny, tmp_path / "tables", format="parquet")
    assert sorted(path.name for path in written.iterdir()) == [
        "concepts.parquet",
        "links.parquet",
        "mentions.parquet",
        "papers.parquet",
    ]
    assert contents(kg.load(written)) == contents(tiny)


def test_an_unknown_format_names_those_there_are(tiny: Graph, tmp_path: Path) -> None:
    for path, format in (("graph.xyz", None), ("graph", None), ("graph.ttl", "turtel")):
        with pytest.raises(FormatError) as caught:
            kg.save(tiny, tmp_path / path, format=format)
        assert "graphml" in str(caught.value) and str(caught.value).count("\n") <= 1
    assert not list(tmp_path.iterdir())


def test_a_format_without_a_reader_names_those_with_one(tiny: Graph, tmp_path: Path) -> None:
    path = kg.save(tiny, tmp_path / "graph.bib")
    with pytest.raises(FormatError, match="bibtex cannot be read back") as caught:
        kg.load(path)
    assert "parquet" in str(caught.value)


@pytest.mark.parametrize("name", ["no.ttl", "no.graphml", "no.graphml.gz"])
def test_a_file_that_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(MissingInputError) as caught:
        kg.load(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".jsonld", ".rdf", ".trig", ".graphml", ".graphml.gz"])
@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe not a graph", b"<html><body>Hello</body></html>", b"{}"])
def test_a_graph_file_of_another_kind(suffix: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        kg.load(path)
    assert "graph" in str(caught.value) and str(caught.value).count("\n") <= 1


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match=r"papers\.parquet"):
        kg.load(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_folder_that_cannot_be_written(tiny: Graph, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError):
        kg.save(tiny, tmp_path / "graph.graphml")


def test_a_folder_that_cannot_be_made(tiny: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    for name in ("graph.graphml", "graph.gexf", "parquet", "neo4j", "graph.tsv", "graph.bib"):
        with pytest.raises(OutputError) as caught:
            kg.save(tiny, tmp_path / "file" / name)
        assert str(caught.value).count("\n") <= 1
    assert (tmp_path / "file").read_text() == "not a folder"


def test_a_failure_on_the_way_leaves_what_was_there(tiny: Graph, tmp_path: Path) -> None:
    broken = tiny.copy()
    del broken.nodes["method/vit"]["names"]
    for name in ("graph.graphml", "graph.gexf", "parquet", "neo4j"):
        path = kg.save(tiny, tmp_path / name)
        before = {file.name: file.read_bytes() for file in ([path] if path.is_file() else path.iterdir())}
        with pytest.raises(KeyError):
            kg.save(broken, path)
        assert {file.name: file.read_bytes() for file in ([path] if path.is_file() else path.iterdir())} == before


def test_query_gives_a_data_frame(sample: Graph) -> None:
    table = kg.query(sample, "SELECT (COUNT(?p) AS ?papers) { ?p a schema:ScholarlyArticle }")
    assert table.papers.tolist() == [len(kg.papers(sample))]


def test_explore_opens_at_a_node(tiny: Graph) -> None:
    page = kg.explore(tiny, "raft-net", height=300)
    assert page.height == 300
    assert repr(page) == "Inline(height=300)"
    assert "method/raftnet" in page.page and "<iframe" in page._repr_html_()
    with pytest.raises(UnknownNodeError, match="raftnot") as caught:
        kg.explore(tiny, "raftnot")
    assert "RaftNet" in str(caught.value)


def test_errors_are_one_base() -> None:
    for error in (FormatError, GraphError, InputError, OutputError, UnknownNodeError):
        assert issubclass(error, KgError)


@pytest.mark.parametrize("name", ["graph.graphml.gz", "parquet", "graph.nt"])
def test_kg_export_reads_and_writes_every_native_format(name: str, tiny: Graph, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from kg.cli import app
    from kg.cli import export as _  # noqa: F401  (it adds its command to the app)

    first = kg.save(tiny, tmp_path / name)
    for target in ("again/graph.ttl", "again/neo4j"):
        result = CliRunner().invoke(app, ["export", str(first), str(tmp_path / target)])
        assert result.exit_code == 0 and target in result.output
    assert contents(kg.load(tmp_path / "again" / "graph.ttl")) == contents(tiny)
    assert (tmp_path / "again" / "neo4j" / "load.cypher").exists()
