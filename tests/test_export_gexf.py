"""GEXF for Gephi: valid by its rules, with kind, role, weight, colour and position."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TypeAlias

import networkx as nx

import kg
from kg.export import gexf
from kg.export._places import COLOURS, places

Graph: TypeAlias = "nx.MultiDiGraph[str]"
NS, VIZ = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"


def test_networkx_reads_it(tiny: Graph, tmp_path: Path) -> None:
    read = nx.read_gexf(kg.save(tiny, tmp_path / "graph.gexf"), version="1.3")
    assert set(read) == set(tiny) and read.number_of_edges() == tiny.number_of_edges()
    raftnet = read.nodes["method/raftnet"]
    assert (raftnet["label"], raftnet["kind"], raftnet["papers"], raftnet["year"]) == ("RaftNet", "method", 2, 2021)
    assert raftnet["names"] == "RaftNet | Raft-Net"
    assert tuple(raftnet["viz"]["color"][channel] for channel in "rgb") == COLOURS["method"]
    assert {"x", "y"} <= raftnet["viz"]["position"].keys() and raftnet["viz"]["size"] > 4
    assert read.nodes["paper/arxiv-2101.00001"]["year"] == 2021
    link = read.edges["paper/late", "method/q-net"]
    assert (link["role"], link["weight"], link["confidence"], link["mentions"]) == ("uses", 0.8, 0.8, 2)
    assert read.edges["method/q-net", "method/swin-transformer"]["role"] == "broader"


def test_values_are_declared_before_they_are_used(sample: Graph) -> None:
    document = ET.fromstring("".join(gexf.lines(sample)))
    for of in ("node", "edge"):
        declared = document.findall(f".//{NS}attributes[@class='{of}']/{NS}attribute")
        used = {value.attrib["for"] for one in document.iter(f"{NS}{of}") for value in one.iter(f"{NS}attvalue")}
        assert used <= {attribute.attrib["id"] for attribute in declared}
    ids = [edge.attrib["id"] for edge in document.iter(f"{NS}edge")]
    assert len(ids) == len(set(ids)) == sample.number_of_edges()


def test_hostile_text_is_escaped(hostile: Graph) -> None:
    document = ET.fromstring("".join(gexf.lines(hostile)).encode())
    labels = {node.attrib["id"]: node.attrib["label"] for node in document.iter(f"{NS}node")}
    assert labels["paper/p"].startswith("a<b> & \"q\" 'p' \\ 😀")


def test_every_node_has_a_place_of_its_own(sample: Graph) -> None:
    found = places(sample)
    assert found.keys() == set(sample)
    assert len(set(found.values())) == len(found)


def test_nodes_without_links_are_placed_too() -> None:
    from kg.graph import assemble
    from kg.model import Paper

    graph = assemble([Paper("a", "A", "x"), Paper("b", "B", "x")], {}, [])
    assert places(graph) == {"paper/a": (1500.0, 0.0), "paper/b": (-1500.0, 0.0)}


def test_the_same_graph_gives_the_same_bytes(sample: Graph) -> None:
    again = sample.__class__(**sample.graph)
    for node in reversed(list(sample)):
        again.add_node(node, **sample.nodes[node])
    for one, other, role, data in reversed(list(sample.edges(keys=True, data=True))):
        again.add_edge(one, other, key=role, **data)
    assert "".join(gexf.lines(again)) == "".join(gexf.lines(sample))
