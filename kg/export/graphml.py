"""GraphML: for Gephi, Cytoscape, yEd, igraph and networkx; `read` gives the same graph back.

Every attribute of the graph (see `kg.graph`) is a typed key, tuples as JSON. For those programs nodes have ``label``,
``kind`` (``paper`` too), ``x``, ``y`` and ``size`` besides, and links a ``weight``, their confidence.
http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import FormatError, InputError, MissingInputError
from kg.export import _flat
from kg.export._places import places
from kg.export._text import write_lines
from kg.export._xml import escaped, unescaped
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

NAME = "graphml"
SUFFIX = ".graphml"
DESCRIPTION = "GraphML, for Gephi, Cytoscape, yEd, igraph and networkx"
COMPRESSES = True

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {bool: "boolean", int: "int", float: "double", str: "string"}
_SHOWN = {"label", "x", "y", "size", "weight"}
"""What is written for other programs, and not read back."""


def write(graph: nx.MultiDiGraph[str], path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write ``graph`` to ``path``; without ``evidence``, links have no mentions. ``base`` is for RDF alone."""
    del base
    write_lines(lines(graph, evidence=evidence), path)


def lines(graph: nx.MultiDiGraph[str], *, evidence: bool = True) -> Iterator[str]:
    """The document, line by line."""
    nodes = [(node, _node(graph, node, place)) for node, place in sorted(places(graph).items(), key=_papers_first)]
    edges = [(one, other, _edge(data, evidence)) for one, other, data in _edges(graph)]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<graphml xmlns="{_NAMESPACE}">\n'
    yield from _keys("graph", [_flat.flat(graph.graph)])
    yield from _keys("node", [attributes for _, attributes in nodes])
    yield from _keys("edge", [attributes for *_, attributes in edges])
    yield '<graph id="graph" edgedefault="directed">\n'
    yield f"{_data('graph', _flat.flat(graph.graph))}\n"
    for node, attributes in nodes:
        yield f'<node id="{escaped(node)}">{_data("node", attributes)}</node>\n'
    for number, (one, other, attributes) in enumerate(edges):
        ends = f'source="{escaped(one)}" target="{escaped(other)}"'
        yield f'<edge id="e{number}" {ends}>{_data("edge", attributes)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _papers_first(placed: tuple[str, Any]) -> tuple[bool, str]:
    return not placed[0].startswith("paper/"), placed[0]


def _edges(graph: nx.MultiDiGraph[str]) -> list[tuple[str, str, dict[str, Any]]]:
    return sorted(graph.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["role"]))


def _node(graph: nx.MultiDiGraph[str], node: str, place: tuple[float, float]) -> dict[str, _flat.Flat]:
    attributes = graph.nodes[node]
    label = attributes["title"] if attributes["type"] == "paper" else attributes["names"][0]
    shown = {"label": label, "kind": attributes.get("kind", "paper"), "x": place[0], "y": place[1]}
    return {**shown, "size": round(4 + 2 * sqrt(graph.degree(node)), 1), **_flat.flat(attributes)}


def _edge(data: Mapping[str, Any], evidence: bool) -> dict[str, _flat.Flat]:
    kept = {name: value for name, value in data.items() if evidence or name != "mentions"}
    return {**_flat.flat(kept), "weight": float(data.get("confidence", 1))}


def _keys(domain: str, rows: list[dict[str, _flat.Flat]]) -> Iterator[str]:
    """A declaration for each attribute that occurs."""
    types = {name: type(value) for attributes in rows for name, value in attributes.items()}
    for name, of in sorted(types.items()):
        yield f'<key id="{domain}.{name}" for="{domain}" attr.name="{name}" attr.type="{_TYPES[of]}"/>\n'


def _data(domain: str, attributes: Mapping[str, _flat.Flat]) -> str:
    return "".join(
        f'<data key="{domain}.{name}">{escaped(_text(value))}</data>' for name, value in sorted(attributes.items())
    )


def _text(value: _flat.Flat) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def read(path: str | Path) -> nx.MultiDiGraph[str]:
    """The graph that was written to ``path``, plain or compressed.

    Raises `MissingInputError`, `InputError` for what is not XML, and `FormatError` for GraphML that `write` did not
    write, or another version of it did.
    """
    path = Path(path)
    parts = _parts(path)
    own = parts["graph"][0][1] if parts["graph"] else {}
    graph = _flat.new_graph(own.get("format", ""), own.get("inputs", "[]"), path)
    try:
        for (node, _), attributes in parts["node"]:
            graph.add_node(node, **_flat.node_attributes(attributes))
        for (one, other), attributes in parts["edge"]:
            if _flat.is_role(attributes["role"]):
                graph.add_edge(one, other, key=attributes["role"], **_link(attributes))
    except (KeyError, ValueError, TypeError) as error:
        raise FormatError(f"not a graph as kg writes it: {error}", where=path) from error
    return _flat.finished(graph, path)


def _link(attributes: Mapping[str, str]) -> dict[str, Any]:
    known: dict[str, Any] = {"role": attributes["role"], "confidence": float(attributes["confidence"])}
    return {**known, "rule": attributes["rule"], "mentions": _flat.spans(attributes.get("mentions", "[]"))}


def _parts(path: Path) -> dict[str, list[tuple[tuple[str, str], dict[str, str]]]]:
    """Graph, nodes and edges: their id, or the ids of their ends, and their data."""
    import gzip

    from lxml import etree

    found: dict[str, list[tuple[tuple[str, str], dict[str, str]]]] = defaultdict(list)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
            for _, element in etree.iterparse(stream, resolve_entities=False, no_network=True, huge_tree=True):
                kind = etree.QName(element).localname
                if kind in {"node", "edge", "graph"}:
                    found[kind].append((_ends(element), dict(_datum(data) for data in element.findall("{*}data"))))
                    if kind != "graph":
                        element.clear()
    except FileNotFoundError as error:
        raise MissingInputError("there is no such file", where=path, hint="kg export writes one.") from error
    except etree.XMLSyntaxError as error:
        raise InputError(f"not XML: {error.msg}", where=f"{path}:{error.lineno}") from error
    except (OSError, EOFError) as error:
        raise InputError(f"it cannot be read: {error}", where=path) from error
    return found


def _ends(element: Any) -> tuple[str, str]:
    source, target = element.get("id" if element.get("source") is None else "source", ""), element.get("target", "")
    return unescaped(source), unescaped(target)


def _datum(data: Any) -> tuple[str, str]:
    return data.get("key", "").partition(".")[2], unescaped(data.text or "")
