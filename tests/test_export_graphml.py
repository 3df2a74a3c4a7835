"""GraphML: the graph comes back, other programs read it, and what is not ours is refused."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TypeAlias

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import FormatError, InputError
from kg.export import graphml
from kg.export._xml import escaped, unescaped

Graph: TypeAlias = "nx.MultiDiGraph[str]"
NS = "{http://graphml.graphdrawing.org/xmlns}"


@given(st.text(st.characters(), max_size=40))
def test_any_text_survives_xml(text: str) -> None:
    found = ET.fromstring(f'<a b="{escaped(text)}">{escaped(text)}</a>')
    assert unescaped(found.text or "") == text == unescaped(found.attrib["b"])


def test_networkx_reads_it(tiny: Graph, tmp_path: Path) -> None:
    read = nx.read_graphml(kg.save(tiny, tmp_path / "graph.graphml"), force_multigraph=True)
    assert set(read) == set(tiny)
    assert read.number_of_edges() == tiny.number_of_edges()
    node = read.nodes["method/raftnet"]
    assert (node["label"], node["kind"], node["status"], node["year"]) == ("RaftNet", "method", "candidate", 2021)
    assert read.nodes["paper/late"]["kind"] == "paper"
    assert all(isinstance(read.nodes[one][name], float) for one in read for name in ("x", "y", "size"))
    weights = {(one, other): data["weight"] for one, other, data in read.edges(data=True)}
    assert weights["paper/late", "method/q-net"] == 0.8


def test_every_key_is_declared_with_its_type(tiny: Graph) -> None:
    document = ET.fromstring("".join(graphml.lines(tiny)))
    declared = {key.attrib["id"]: key.attrib for key in document.findall(f"{NS}key")}
    for domain in ("node", "edge"):
        used = {data.attrib["key"] for data in document.iter(f"{NS}data") if data.attrib["key"].startswith(domain)}
        assert used == {key for key, attributes in declared.items() if attributes["for"] == domain}
    types = {key: attributes["attr.type"] for key, attributes in declared.items()}
    assert types["node.year"] == "int" and types["edge.weight"] == "double" and types["node.label"] == "string"


def test_positions_differ(sample: Graph) -> None:
    document = ET.fromstring("".join(graphml.lines(sample)))
    places = [
        tuple(data.text for data in node.findall(f"{NS}data") if data.attrib["key"] in {"node.x", "node.y"})
        for node in document.iter(f"{NS}node")
    ]
    assert len(places) == len(sample) and len(set(places)) > 0.99 * len(places)


def test_without_evidence_links_have_no_mentions(tiny: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    graphml.write(tiny, path, evidence=False)
    read = graphml.read(path)
    assert all(data["mentions"] == () for *_, data in read.edges(data=True) if "confidence" in data)
    assert read.number_of_edges() == tiny.number_of_edges()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('key="graph.format">1<', 'key="graph.format">99<', "format is 99, not 1"),
        ('key="graph.format">1<', 'key="graph.form">1<', "format is not told, not 1"),
        ('key="edge.confidence">0.8<', 'key="edge.confidence">high<', "not a graph as kg writes it"),
        ('key="edge.rule"', 'key="edge.ruler"', "not a graph as kg writes it"),
        ('target="method/q-net"', 'target="method/none"', "method/none is not told"),
        ('key="edge.mentions">[[', 'key="edge.mentions">[[999, 9999], [', "a mention lies outside its text"),
        ("</graph>", "", "not XML"),
    ],
)
def test_what_is_not_as_kg_writes_it_is_refused(tiny: Graph, tmp_path: Path, old: str, new: str, said: str) -> None:
    path = kg.save(tiny, tmp_path / "graph.graphml")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises((FormatError, InputError)) as caught:
        kg.load(path)
    assert said in str(caught.value) and str(path) in str(caught.value) and str(caught.value).count("\n") <= 1


def test_someone_elses_graphml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.graphml"
    nx.write_graphml(nx.path_graph(3), path)
    with pytest.raises(FormatError, match="format is not told"):
        kg.load(path)


def test_entities_are_not_expanded(tiny: Graph, tmp_path: Path) -> None:
    path = kg.save(tiny, tmp_path / "graph.graphml")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    head = f'<!DOCTYPE graphml [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<graphml'
    text = path.read_text(encoding="utf-8").replace("<graphml", head).replace(">RaftNet<", ">&x;<")
    path.write_text(text, encoding="utf-8")
    read = kg.load(path)
    assert "secret" not in repr(read.nodes(data=True))
