"""Files of the RDF formats, what every format of the registry must do, and outputs that are whole or not there."""

import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph
import pytest
import rdflib
from typer.testing import CliRunner

from kg import export, rdf
from kg.cli import app, register
from kg.errors import FormatError, OutputError
from kg.export import _text, jsonld, nt, rdfxml, ttl
from kg.graph import assemble
from kg.model import Paper
from kg.vocabulary import BASE, KG

Graph = nx.MultiDiGraph
FORMATS = export.formats()
READABLE = [name for name, format in FORMATS.items() if format.reader]
RDF = ["jsonld", "nt", "rdfxml", "trig", "ttl"]
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SURROGATE = re.compile("[\ud800-\udfff]")


def changed(value: Any, unwritable: re.Pattern[str]) -> Any:
    """``value`` with what a format cannot write replaced, however deep."""
    if isinstance(value, str):
        return unwritable.sub("\ufffd", value)
    if isinstance(value, tuple):
        parts = [changed(part, unwritable) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if hasattr(value, "orcid"):
        return type(value)(changed(value.name, unwritable), value.orcid)
    return value


# What a format cannot write: UTF-8 has no half surrogates, XML 1.0 no place for most controls. In RDF the names of
# pages are in IRIs, percent-encoded, and lose nothing; Parquet has the names of inputs as JSON, escaped.
LOST = dict.fromkeys(READABLE, SURROGATE) | {"graphml": re.compile("(?!)"), "rdfxml": NOT_XML}
KEPT = dict.fromkeys(RDF, ("listed_on", "inputs")) | {"parquet": ("inputs",)}


def softened(graph: "Graph[str]", name: str) -> "Graph[str]":
    """``graph`` as the format called ``name`` can hold it."""
    graph = graph.copy()
    for attributes in (graph.graph, *graph.nodes.values()):
        for key in attributes.keys() - KEPT.get(name, ()):
            attributes[key] = changed(attributes[key], LOST[name])
    return graph


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("which", ["tiny", "hostile", "sample"])
def test_what_is_written_can_be_read_back(
    request: pytest.FixtureRequest, tmp_path: Path, name: str, which: str
) -> None:
    graph = request.getfixturevalue(which)
    path = export.write(graph, tmp_path, export.named(name))[0]
    reader = FORMATS[name].reader
    assert reader
    assert nx.utils.graphs_equal(reader(path), softened(graph, name))


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_writes_the_same_bytes_again(tiny: "Graph[str]", tmp_path: Path, name: str) -> None:
    first, second = (export.write(tiny, tmp_path / run, export.named(name))[0] for run in "ab")
    assert contents(first) == contents(second) != {}


def contents(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of every file of a folder."""
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_writes_hostile_text_and_an_empty_graph(hostile: "Graph[str]", tmp_path: Path, name: str) -> None:
    for graph in (hostile, assemble([], {}, [])):
        assert contents(export.write(graph, tmp_path, export.named(name))[0])


def test_the_formats_are_described() -> None:
    assert set(RDF) <= set(READABLE)
    assert len({format.file_name for format in FORMATS.values()}) == len(FORMATS)
    shown = run("--list")
    for format in FORMATS.values():
        assert re.search(
            rf"^{format.name} +{re.escape(format.file_name)} +{re.escape(format.description)}$", shown, re.M
        )


@pytest.mark.parametrize("name", RDF)
@pytest.mark.parametrize("which", ["tiny", "hostile"])
def test_every_format_says_the_same(request: pytest.FixtureRequest, tmp_path: Path, name: str, which: str) -> None:
    """By two parsers: pyoxigraph and rdflib."""
    graph = softened(request.getfixturevalue(which), "rdfxml")
    path = export.write(graph, tmp_path, export.named(name))[0]
    media_type = rdf.parsing.syntax(path)
    quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.from_media_type(media_type))
    told = [pyoxigraph.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path, format="xml" if name == "rdfxml" else media_type)
    wanted = in_rdflib(graph, xml=name == "rdfxml")
    assert set(dataset.triples((None, None, None))) == wanted
    assert len(told) == len(set(told)) == len(wanted)


def in_rdflib(graph: "Graph[str]", *, xml: bool) -> set[tuple[rdflib.Node, rdflib.Node, rdflib.Node]]:
    """A graph's triples as rdflib's, without a parser between."""
    return {
        (rdflib.URIRef(subject), rdflib.URIRef(predicate), term(value, xml=xml))
        for subject, predicate, value in rdf.triples(graph)
    }


def term(value: rdf.Term, *, xml: bool) -> rdflib.Node:
    """A term as rdflib's parsers make it, a plain string without a datatype."""
    if isinstance(value, str):
        return rdflib.URIRef(value)
    text = SURROGATE.sub("\ufffd", value.value)
    plain = value.datatype.endswith("#string")
    return rdflib.Literal(NOT_XML.sub("\ufffd", text) if xml else text, datatype=None if plain else value.datatype)


@pytest.mark.parametrize("name", RDF)
def test_compressed_by_suffix(tiny: "Graph[str]", tmp_path: Path, name: str) -> None:
    plain, compressed = export.write(tiny, tmp_path, export.named(f"{name},{name}.gz"))
    assert gzip.decompress(compressed.read_bytes()) == plain.read_bytes()
    assert compressed.read_bytes()[3:8] == b"\0" * 5  # Neither a name nor a time.
    assert nx.utils.graphs_equal(rdf.read(compressed), tiny)


@pytest.mark.parametrize("name", RDF)
def test_the_order_of_nodes_and_edges_changes_nothing(sample: "Graph[str]", tmp_path: Path, name: str) -> None:
    nodes, edges = list(sample.nodes(data=True)), list(sample.edges(keys=True, data=True))
    random.Random(7).shuffle(nodes)
    random.Random(7).shuffle(edges)
    shuffled: Graph[str] = nx.MultiDiGraph(**sample.graph)
    shuffled.add_nodes_from(nodes)
    for start, end, key, data in edges:
        shuffled.add_edge(start, end, key, **data)
    one, other = (
        export.write(graph, tmp_path / f"{graph is sample}", export.named(name))[0] for graph in (sample, shuffled)
    )
    assert one.read_bytes() == other.read_bytes()


# ------------------------------------------------------------------------------------------------------- each format

ESCAPED = [
    ("plain é 中 😀", "plain é 中 😀"),
    ('a "b" \\', '\\"b\\" \\\\'),
    ("\n\r\t", "\\n\\r\\t"),
    ("\x00\x1b\x7f\x85", "\\u0000\\u001B\\u007F\\u0085"),
    ("\u2028\u2029\ufeff\ufffe\uffff", "\\u2028\\u2029\\uFEFF\\uFFFE\\uFFFF"),
    ("\ud800", "\ufffd"),
]


@pytest.mark.parametrize(("text", "written"), ESCAPED)
def test_strings_are_escaped(text: str, written: str) -> None:
    assert _text.escaped(text).endswith(written)
    assert [line.count("\n") for line in nt.lines([("https://e.org/s", "https://e.org/p", rdf.Literal(text))])] == [1]


def test_turtle_is_grouped_prefixed_and_sorted(tiny: "Graph[str]", tmp_path: Path) -> None:
    text = export.write(tiny, tmp_path, export.named("ttl"))[0].read_text(encoding="utf-8")
    assert text.startswith(f"@base <{BASE}> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n")
    subjects = re.findall(r"^<([^>]*)> ", text, re.M)
    assert subjects == sorted(set(subjects))
    assert BLOCK in text
    assert "_:" not in text and "[" not in text and "sameAs" not in text


BLOCK = """
<method/raftnet> a kg:Method ,
        skos:Concept ;
    kg:introducingTitle "RaftNet: …" ;
    kg:status kg:Candidate ;
    kg:year "2021"^^xsd:gYear ;
    skos:altLabel "Raft-Net" ;
    skos:inScheme <catalogue> ;
    skos:prefLabel "RaftNet" .
"""


def test_json_ld_reads_as_json(tiny: "Graph[str]", tmp_path: Path) -> None:
    whole = json.loads(export.write(tiny, tmp_path, export.named("jsonld"))[0].read_text(encoding="utf-8"))
    by_id = {one["id"]: one for one in whole["@graph"]}
    assert by_id["paper/late"] == {
        "id": "paper/late",
        "type": "ScholarlyArticle",
        "title": "A Study of Q-Net",
        "abstract": "We train Q-Net and RaftNet on FloatBench with the Swin Transformer.",
        "mentions": ["benchmark/floatbench", "method/q-net", "method/raftnet"],
        "trainsOn": ["benchmark/floatbench"],
        "uses": ["method/q-net", "method/raftnet"],
    }
    link = by_id["paper/late#uses/method/raftnet"]
    assert (link["type"], link["predicate"], link["confidence"]) == ("Link", "uses", "0.8")
    assert by_id["method/raftnet"]["type"] == ["Method", "Concept"]


def test_json_ld_names_every_property_once() -> None:
    context = jsonld.context()
    iris = [value["@id"] for value in context.values() if isinstance(value, dict)]
    assert len(set(iris)) == len(iris)
    said = {iri for iri in KG if not iri.rpartition("#")[2][0].isupper()}
    assert said <= set(iris)


def test_json_ld_writes_what_a_key_does_not_expect(tmp_path: Path) -> None:
    """An address that is no IRI, a date that is none, and resources where a key's values are texts."""
    graph = assemble([Paper("p", "T", "", published="spring", url="not an address")], {}, [])
    path = export.write(graph, tmp_path, export.named("jsonld"))[0]
    assert nx.utils.graphs_equal(rdf.read(path), graph)
    triple = ("https://e.org/s", "http://purl.org/dc/terms/title", "https://e.org/o")
    assert '"title": {"id": "https://e.org/o"}' in "".join(jsonld.lines([triple]))


def test_rdf_xml_is_xml_for_any_parser(hostile: "Graph[str]", tmp_path: Path) -> None:
    from lxml import etree

    path = export.write(hostile, tmp_path, export.named("rdfxml"))[0]
    assert len(etree.parse(path).getroot()) > 5
    assert rdfxml.escaped("a\r\n\t\x0b") == "a&#13;\n\t\ufffd"


def test_trig_has_a_graph_for_each_page(tmp_path: Path) -> None:
    graph = assemble(
        [Paper("p", "P", "", listed_on=("a", "b")), Paper("q", "Q", ""), Paper("r", "R", "", listed_on=("b",))], {}, []
    )
    path = export.write(graph, tmp_path, export.named("trig"))[0]
    quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TRIG)
    titles = {(q.graph_name, q.object.value) for q in quads if q.predicate.value.endswith("/title")}
    page_a, page_b = (pyoxigraph.NamedNode(f"{BASE}page/{page}") for page in "ab")
    papers = {(where, title) for where, title in titles if len(title) == 1}
    assert papers == {(page_a, "P"), (page_b, "P"), (page_b, "R"), (pyoxigraph.DefaultGraph(), "Q")}
    assert nx.utils.graphs_equal(rdf.read(path), graph)


def test_n_triples_need_no_more_memory_for_more_papers(tmp_path: Path) -> None:
    few, many = (peak(papers, tmp_path / "g.nt") for papers in (100, 2000))
    assert many < few + 50_000


def peak(count: int, path: Path) -> int:
    """The most memory in bytes that writing so many papers takes, beside the graph."""
    graph = assemble([Paper(f"p{number:06}", "A title", "An abstract. " * 50) for number in range(count)], {}, [])
    nt.write(graph, path)
    tracemalloc.start()
    nt.write(graph, path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


# ------------------------------------------------------------------------------------------------- whole or not there


def test_names_of_formats() -> None:
    assert [format.name for format in export.named(" ttl, nt.gz,ttl ")] == ["ttl", "nt.gz"]
    for wrong in ("turtle", "ttl,parquet.gz", "html.gz"):
        with pytest.raises(FormatError, match=r"no format is called .*\nThese formats exist: bibtex, .*ttl\.gz"):
            export.named(wrong)
    with pytest.raises(FormatError, match="no format is named"):
        export.named(",")


SUFFIXES = [
    ("a.ttl", "ttl"),
    ("a.b.ttl.gz", "ttl.gz"),
    ("a.rdf", "rdfxml"),
    ("a.jsonld.gz", "jsonld.gz"),
    ("a.html", "html"),
]


@pytest.mark.parametrize(("name", "format"), SUFFIXES)
def test_formats_by_suffix(name: str, format: str) -> None:
    assert export.of_suffix(Path(name)).name == format


def test_a_suffix_of_no_format_is_told() -> None:
    with pytest.raises(FormatError, match=r"a\.pdf: no format has this file's suffix\nName one with --format"):
        export.of_suffix(Path("a.pdf"))


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turtle whose disk is full after a while."""

    def lines(*_: object) -> Iterator[str]:
        yield "a"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ttl, "lines", lines)


@pytest.mark.usefixtures("breaking")
def test_a_failure_in_one_format_leaves_all_old_files(tiny: "Graph[str]", tmp_path: Path) -> None:
    for name in ("graph.nt", "graph.ttl"):
        (tmp_path / name).write_text("old")
    with pytest.raises(OutputError, match=r"No space left on device\nNothing was overwritten"):
        export.write(tiny, tmp_path, export.named("nt,ttl"))
    assert contents(tmp_path) == {"graph.nt": b"old", "graph.ttl": b"old"}


LIMITED = """
import resource, sys
from pathlib import Path
from kg import export, rdf
graph = rdf.read(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
export.write(graph, sys.argv[2], export.named("ttl"))
"""
KILLED = """
import os, signal, sys
from kg import export, rdf
from kg.export import ttl
graph, lines = rdf.read(sys.argv[1]), ttl.lines
def dying(*arguments):
    for number, line in enumerate(lines(*arguments)):
        if number == 25:
            os.kill(os.getpid(), signal.SIGKILL)
        yield line
ttl.lines = dying
export.write(graph, sys.argv[2], export.named("ttl"))
"""


@pytest.mark.skipif(os.name != "posix", reason="limits and signals of POSIX")
@pytest.mark.parametrize(("program", "code"), [(LIMITED, 1), (KILLED, -signal.SIGKILL)], ids=["full", "killed"])
def test_a_full_disk_and_a_kill_leave_the_old_file(tiny: "Graph[str]", tmp_path: Path, program: str, code: int) -> None:
    source = export.write(tiny, tmp_path / "source", export.named("nt"))[0]
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "graph.ttl").write_text("old")
    done = subprocess.run([sys.executable, "-c", program, source, tmp_path / "out"], capture_output=True, text=True)
    assert done.returncode == code
    assert (tmp_path / "out" / "graph.ttl").read_text() == "old"
    if code == 1:
        assert "OutputError" in done.stderr and "File too large" in done.stderr
        assert contents(tmp_path / "out") == {"graph.ttl": b"old"}


def test_a_folder_that_cannot_be(tiny: "Graph[str]", tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    with pytest.raises(OutputError, match="it cannot be written"):
        export.write(tiny, tmp_path / "file" / "out", export.named("ttl"))
    assert (tmp_path / "file").read_text() == "old"


def test_what_is_not_of_our_making_is_not_replaced(tiny: "Graph[str]", tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    (tmp_path / "neo4j").write_text("old")
    for name, there in (("nt,ttl", "there is a folder where a file has to go"), ("neo4j", "a file where a folder")):
        with pytest.raises(OutputError, match=there):
            export.write(tiny, tmp_path, export.named(name))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "neo4j"]


def test_a_folder_of_files_keeps_what_else_is_in_it(tiny: "Graph[str]", tmp_path: Path) -> None:
    folder = export.write(tiny, tmp_path, export.named("neo4j"))[0]
    before = contents(folder)
    name = min(before)
    (folder / name).write_text("old")
    (folder / "notes.txt").write_text("mine")
    export.write(tiny, tmp_path, export.named("neo4j"))
    assert contents(folder) == before | {"notes.txt": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["neo4j"]


# ------------------------------------------------------------------------------------------------------- command line


def run(*arguments: str | Path) -> str:
    """What ``kg export`` prints."""
    register()
    result = CliRunner().invoke(app, ["export", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_export_converts(tiny: "Graph[str]", tmp_path: Path) -> None:
    source = export.write(tiny, tmp_path, export.named("ttl"))[0]
    assert run(source, tmp_path / "new" / "a.jsonld.gz") == f"Wrote {tmp_path / 'new' / 'a.jsonld.gz'}.\n"
    run(tmp_path / "new" / "a.jsonld.gz", tmp_path / "b", "--format", "nt", "--base-iri", "https://e.org/")
    assert set(re.findall(r"^<(.{14})", (tmp_path / "b").read_text(encoding="utf-8"), re.M)) == {"https://e.org/"}
    (tmp_path / "b").rename(tmp_path / "b.nt")
    run(tmp_path / "b.nt", tmp_path / "c.ttl")
    assert (tmp_path / "c.ttl").read_bytes() == source.read_bytes()
    run(tmp_path / "b.nt", tmp_path / "d.ttl", "--no-evidence")
    assert "nif:Phrase" not in (tmp_path / "d.ttl").read_text(encoding="utf-8")


def test_export_to_an_unknown_suffix_is_told(sample_ttl: Path, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="no format has this file's suffix"):
        run(sample_ttl, tmp_path / "a.xyz")


def test_every_rdf_format_has_its_media_type() -> None:
    assert {FORMATS[name].suffix for name in RDF} <= set(rdf.parsing.SUFFIXES)
    assert {FORMATS[name].compresses for name in RDF} == {True}
