"""The graph as columns of numbers and strings: the data of the explorer, as compact as JSON lets it be.

Papers come first, then concepts, both sorted; a node's number is its place in that order. Every list is a column
with one value for each paper, concept or link. Offsets count UTF-16 units, as a browser does. JSON holds only ASCII,
so that a browser keeps the text at one byte a character, and no ``<``, so that no text can end the element around it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.graph import CONCEPT_EDGES, concept_nodes, links_of, paper_nodes
from kg.model import Kind, Role

if TYPE_CHECKING:
    import networkx as nx

KINDS = ("paper", *map(str, Kind))
ROLES = tuple(map(str, Role))


def columns(graph: nx.MultiDiGraph[str], *, base: str, evidence: bool = True) -> dict[str, Any]:
    """Papers, concepts, links and what they share, by column; without ``evidence``, no abstracts and no mentions."""
    papers, concepts = paper_nodes(graph), concept_nodes(graph)
    number = {node: index for index, node in enumerate([*papers, *concepts])}
    pages = sorted({page for paper in papers for page in graph.nodes[paper]["listed_on"]})
    return {
        "base": base,
        "kinds": KINDS,
        "roles": ROLES,
        "pages": pages,
        "papers": _papers(graph, papers, pages, evidence),
        "concepts": _concepts(graph, concepts, number),
        "links": _links(graph, papers, number, evidence),
    }


def as_json(value: Any) -> str:
    r"""``value`` as JSON that may stand inside an HTML element.

    >>> as_json(["</script>", "\u2028"])
    '["\\u003c/script\\u003e","\\u2028"]'
    """
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def web(url: str | None) -> str | None:
    """``url`` where a browser may follow it, else nothing: only http and https.

    >>> web("https://example.org/a"), web("javascript:alert(1)"), web(None)
    ('https://example.org/a', None, None)
    """
    try:
        safe = url is not None and urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)
    except ValueError:
        return None
    return url if safe else None


def _papers(
    graph: nx.MultiDiGraph[str], papers: Sequence[str], pages: Sequence[str], evidence: bool
) -> dict[str, list[Any]]:
    nodes = [graph.nodes[paper] for paper in papers]
    page_number = {page: index for index, page in enumerate(pages)}
    return {
        "id": [paper.removeprefix("paper/") for paper in papers],
        "title": [node["title"] for node in nodes],
        "abstract": [node["abstract"] if evidence else "" for node in nodes],
        "published": [node["published"] for node in nodes],
        "url": [_paper_url(node) for node in nodes],
        "code": [[url for url in node["code"] if web(url)] for node in nodes],
        "authors": [[author.name for author in node["authors"]] for node in nodes],
        "venue": [node["venue"] for node in nodes],
        "pages": [[page_number[page] for page in node["listed_on"]] for node in nodes],
    }


def _paper_url(node: dict[str, Any]) -> str | None:
    """Where the paper can be read: its own address, else by arXiv id or DOI."""
    if web(node["url"]):
        return str(node["url"])
    if node["arxiv_id"]:
        return f"https://arxiv.org/abs/{node['arxiv_id']}"
    return f"https://doi.org/{node['doi']}" if node["doi"] else None


def _concepts(graph: nx.MultiDiGraph[str], concepts: Sequence[str], number: dict[str, int]) -> dict[str, list[Any]]:
    nodes = [graph.nodes[concept] for concept in concepts]
    wider = {role: [_targets(graph, concept, role, number) for concept in concepts] for role in CONCEPT_EDGES}
    return {
        "id": list(concepts),
        "kind": [KINDS.index(node["kind"]) for node in nodes],
        "names": [list(node["names"]) for node in nodes],
        "candidate": [int(node["status"] == "candidate") for node in nodes],
        "year": [node["year"] for node in nodes],
        "url": [web(node["url"]) for node in nodes],
        "introduced": [_introduced(node) for node in nodes],
        "measured": [_measured(node) for node in nodes],
        **wider,
    }


def _introduced(node: dict[str, Any]) -> list[str | None] | None:
    """The title of a concept's introducing paper and where it can be read, as far as they are known."""
    address = f"https://arxiv.org/abs/{node['arxiv_id']}" if node["arxiv_id"] else None
    return [node["paper"] or node["arxiv_id"], address] if node["paper"] or address else None


def _measured(node: dict[str, Any]) -> str | None:
    """A metric's unit and direction in words."""
    better = {True: "higher is better", False: "lower is better", None: ""}[node["higher_is_better"]]
    return ", ".join(filter(None, (node["unit"], better))) or None


def _targets(graph: nx.MultiDiGraph[str], concept: str, role: str, number: dict[str, int]) -> list[int]:
    edges: Iterable[tuple[str, str, str]] = graph.out_edges(concept, data="role")
    return sorted(number[other] for _, other, found in edges if found == role)


def _links(
    graph: nx.MultiDiGraph[str], papers: Sequence[str], number: dict[str, int], evidence: bool
) -> dict[str, list[Any]]:
    made: dict[str, list[Any]] = {name: [] for name in ("paper", "concept", "role", "confidence", "rule", "mentions")}
    rules: dict[str, int] = {}
    for paper in papers:
        units = utf16_offsets(graph.nodes[paper]["title"] + "\n\n" + graph.nodes[paper]["abstract"])
        for link in links_of(graph, paper):
            spans = [(mention.start, mention.end) for mention in link.mentions] if evidence else []
            made["paper"].append(number[paper])
            made["concept"].append(number[link.concept])
            made["role"].append(ROLES.index(link.role))
            made["confidence"].append(round(100 * link.confidence))
            made["rule"].append(rules.setdefault(link.rule, len(rules)))
            made["mentions"].append(_flat(spans, units))
    return {**made, "rules": list(rules)}


def _flat(spans: Iterable[tuple[int, int]], units: Sequence[int]) -> list[int]:
    return [units[offset] for span in spans for offset in span]


def utf16_offsets(text: str) -> Sequence[int]:
    """For each offset of ``text`` in code points, the offset in UTF-16 units.

    >>> list(utf16_offsets("a😀b"))
    [0, 1, 3, 4]
    """
    if max(text, default="") <= "\uffff":
        return range(len(text) + 1)
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + 1 + (character > "\uffff"))
    return offsets
