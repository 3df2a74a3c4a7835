"""How central a node is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from kg.analysis.nodes import name_of
from kg.graph import concept_nodes, paper_nodes

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

COLUMNS = ("node", "name", "kind", "links", "strength", "betweenness")


def centrality(
    graph: nx.MultiDiGraph[str], of: Literal["concepts", "papers"] = "concepts", *, samples: int = 200, seed: int = 0
) -> pd.DataFrame:
    """How central each concept or paper is among the links between papers and concepts, most linked first.

    Columns: ``node``, ``name``, ``kind`` (``paper`` for papers), ``links`` (how many it has), ``strength`` (their
    confidences added up) and ``betweenness``, the share of shortest paths that run through it: Brandes, *A faster
    algorithm for betweenness centrality*, 2001, exact up to ``samples`` nodes, beyond estimated from so many starting
    points (Brandes and Pich, *Centrality estimation in large networks*, 2007). ``samples=0`` leaves it out, as NaN.
    """
    import networkx as nx
    import pandas as pd

    plain = _plain(graph)
    nodes = paper_nodes(graph) if of == "papers" else concept_nodes(graph)
    between = nx.betweenness_centrality(plain, k=min(samples, len(plain)), seed=seed) if samples else {}
    rows = [
        (node, name_of(graph, node), _kind(graph, node), plain.degree(node), _strength(plain, node), between.get(node))
        for node in nodes
    ]
    rows.sort(key=lambda row: (-row[3], row[0]))
    types = {"links": "int64", "strength": "float64", "betweenness": "float64"}
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(types)


def _plain(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """The links between papers and concepts without direction, weighted by confidence."""
    import networkx as nx

    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph)
    links = ((one, other, data) for one, other, data in graph.edges(data=True) if "confidence" in data)
    plain.add_weighted_edges_from((one, other, data["confidence"]) for one, other, data in links)
    return plain


def _kind(graph: nx.MultiDiGraph[str], node: str) -> str:
    return str(graph.nodes[node].get("kind", "paper"))


def _strength(plain: nx.Graph[str], node: str) -> float:
    return float(sum(data["weight"] for data in plain[node].values()))
