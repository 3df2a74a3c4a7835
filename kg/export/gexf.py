"""GEXF 1.3: for Gephi, with kind, role, weight, colour, size and position. https://gexf.net/schema.html"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.analysis.dates import date_of
from kg.export._places import COLOURS, places
from kg.export._text import write_lines
from kg.export._xml import escaped
from kg.graph import concept_nodes, paper_nodes
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

NAME = "gexf"
SUFFIX = ".gexf"
DESCRIPTION = "GEXF, for Gephi: kind, role, weight, colour, size and position"
COMPRESSES = True

NODE_ATTRIBUTES = {
    "kind": "string",
    "status": "string",
    "names": "string",
    "papers": "integer",
    "year": "integer",
    "url": "anyURI",
}
EDGE_ATTRIBUTES = {"role": "string", "confidence": "double", "rule": "string", "mentions": "integer"}


def write(graph: nx.MultiDiGraph[str], path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write ``graph`` to ``path``. Texts are not part of it, so ``evidence`` changes nothing; nor does ``base``."""
    del base, evidence
    write_lines(lines(graph), path)


def lines(graph: nx.MultiDiGraph[str]) -> Iterator[str]:
    """The document, line by line."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "<meta><creator>kg</creator><description>Papers and what they name</description></meta>\n"
    yield '<graph mode="static" defaultedgetype="directed">\n'
    yield from _declared("node", NODE_ATTRIBUTES)
    yield from _declared("edge", EDGE_ATTRIBUTES)
    place = places(graph)
    yield "<nodes>\n"
    for node in (*paper_nodes(graph), *concept_nodes(graph)):
        yield _node(graph, node, place[node])
    yield "</nodes>\n<edges>\n"
    edges = sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["role"]))
    for number, (one, other, data) in enumerate(edges):
        yield _edge(number, one, other, data)
    yield "</edges>\n</graph>\n</gexf>\n"


def _declared(of: str, types: Mapping[str, str]) -> Iterator[str]:
    yield f'<attributes class="{of}">\n'
    for name, type_ in types.items():
        yield f'<attribute id="{name}" title="{name}" type="{type_}"/>\n'
    yield "</attributes>\n"


def _node(graph: nx.MultiDiGraph[str], node: str, place: tuple[float, float]) -> str:
    attributes = graph.nodes[node]
    is_paper = attributes["type"] == "paper"
    label = attributes["title"] if is_paper else attributes["names"][0]
    red, green, blue = COLOURS[attributes.get("kind", "paper")]
    return (
        f'<node id="{escaped(node)}" label="{escaped(label)}">{_values(_told(graph, node))}'
        f'<viz:color r="{red}" g="{green}" b="{blue}"/>'
        f'<viz:position x="{place[0]}" y="{place[1]}" z="0"/>'
        f'<viz:size value="{4 + 2 * sqrt(graph.degree(node)):.1f}"/>'
        f'<viz:shape value="{"square" if is_paper else "disc"}"/></node>\n'
    )


def _told(graph: nx.MultiDiGraph[str], node: str) -> dict[str, Any]:
    attributes = graph.nodes[node]
    if attributes["type"] == "paper":
        year = (date_of(attributes) or "")[:4]
        return {"kind": "paper", "year": year or None, "url": attributes["url"]}
    papers = sum(graph.nodes[other]["type"] == "paper" for other in graph.pred[node])
    known = {name: attributes[name] for name in ("kind", "status", "year", "url")}
    return {**known, "papers": papers, "names": " | ".join(attributes["names"])}


def _edge(number: int, one: str, other: str, data: Mapping[str, Any]) -> str:
    told = {**data, "mentions": len(data["mentions"]) if "mentions" in data else None}
    ends = f'source="{escaped(one)}" target="{escaped(other)}"'
    looks = f'label="{data["role"]}" weight="{data.get("confidence", 1.0)}"'
    return f'<edge id="{number}" {ends} {looks}>{_values(told)}</edge>\n'


def _values(told: Mapping[str, Any]) -> str:
    """The values that are known, in the order of their declaration."""
    declared = [name for name in (*NODE_ATTRIBUTES, *EDGE_ATTRIBUTES) if told.get(name) is not None]
    values = "".join(f'<attvalue for="{name}" value="{escaped(str(told[name]))}"/>' for name in declared)
    return f"<attvalues>{values}</attvalues>"
