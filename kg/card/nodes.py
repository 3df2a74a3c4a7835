"""Cards: everything a graph knows about a concept or a paper, with the sentences its links rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.analysis.nodes import called
from kg.graph import BROADER, FOR_TASK, INCLUDES, concept_of, links_of
from kg.model import Concept, Link, Role
from kg.text import sentence_of, sentences

if TYPE_CHECKING:
    import networkx as nx

_OF_A_CONCEPT: Mapping[str, str] = {
    Role.INTRODUCES: "Introduced by",
    Role.EVALUATES_ON: "Evaluated on by",
    Role.TRAINS_ON: "Trained on by",
    Role.COMPARES_WITH: "Compared with by",
    Role.USES: "Used by",
    Role.MENTIONS: "Mentioned by",
}
_OF_A_PAPER: Mapping[str, str] = {
    Role.INTRODUCES: "Introduces",
    Role.EVALUATES_ON: "Evaluates on",
    Role.TRAINS_ON: "Trains on",
    Role.COMPARES_WITH: "Compares with",
    Role.USES: "Uses",
    Role.MENTIONS: "Mentions",
}


class _Line(NamedTuple):
    """A link as a card shows it: what sorts it, the node at its other end in words, and the link."""

    order: tuple[str, str]
    other: str
    link: Link
    paper: str


def card(graph: nx.MultiDiGraph[str], asked: str) -> Iterator[str]:
    """Everything the graph knows about what is ``asked`` for, with the sentences its links rest on.

    ``asked`` is anything that `kg.analysis.called` understands. Where several concepts carry the name, each gets its
    card. Raises `UnknownNodeError` where none does.
    """
    for number, node in enumerate(called(graph, asked)):
        if number:
            yield ""
        paper = graph.nodes[node]["type"] == "paper"
        yield from (_paper if paper else _concept)(graph, node)


def _concept(graph: nx.MultiDiGraph[str], node: str) -> Iterator[str]:
    concept = concept_of(graph, node)
    yield f"{concept.name} ({concept.kind}, {concept.status})"
    yield from _facts(_about_concept(graph, concept))
    links = []
    for paper in sorted(set(graph.predecessors(node))):
        attributes = graph.nodes[paper]
        if attributes["type"] == "paper":
            link = next(link for link in links_of(graph, paper) if link.concept == node)
            order = (attributes["published"] or "", attributes["title"])
            links.append(_Line(order, _titled(attributes, paper), link, paper))
    yield from _links(graph, links, _OF_A_CONCEPT)


def _about_concept(graph: nx.MultiDiGraph[str], concept: Concept) -> Iterator[tuple[str, str]]:
    yield "id", concept.id
    yield "also", ", ".join(concept.names[1:])
    yield "year", str(concept.year or "")
    yield "paper", f"{concept.paper or ''} {f'(arXiv {concept.arxiv_id})' if concept.arxiv_id else ''}".strip()
    yield "url", concept.url or ""
    yield "unit", concept.unit or ""
    yield "better", {True: "higher", False: "lower", None: ""}[concept.higher_is_better]
    yield "broader", _listed(graph, concept.broader)
    yield "narrower", _listed(graph, _sources(graph, concept.id, BROADER))
    yield "datasets", _listed(graph, concept.datasets)
    yield "part of", _listed(graph, _sources(graph, concept.id, INCLUDES))
    yield "tasks", _listed(graph, concept.tasks)
    yield "data", _listed(graph, _sources(graph, concept.id, FOR_TASK))


def _sources(graph: nx.MultiDiGraph[str], node: str, role: str) -> list[str]:
    edges: Iterable[tuple[str, str, str]] = graph.in_edges(node, data="role")
    return sorted(other for other, _, found in edges if found == role)


def _listed(graph: nx.MultiDiGraph[str], ids: Iterable[str]) -> str:
    """Concepts by their names; those that the graph does not hold by their ids."""
    return ", ".join(graph.nodes[node]["names"][0] if node in graph else node for node in ids)


def _paper(graph: nx.MultiDiGraph[str], node: str) -> Iterator[str]:
    attributes = graph.nodes[node]
    yield f"{attributes['title']} (paper)"
    yield from _facts(_about_paper(node, attributes))
    links = []
    for link in links_of(graph, node):
        concept = graph.nodes[link.concept]
        links.append(_Line((concept["kind"], concept["names"][0]), _named(concept, link.concept), link, node))
    yield from _links(graph, links, _OF_A_PAPER)


def _about_paper(node: str, attributes: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "id", node
    for name in ("published", "venue", "url", "arxiv_id", "doi", "acl_id"):
        yield name.removesuffix("_id"), attributes[name] or ""
    yield "authors", ", ".join(author.name for author in attributes["authors"])
    for name in ("categories", "code", "listed_on"):
        yield name.removesuffix("_on"), ", ".join(attributes[name])


def _facts(facts: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield from (f"  {name:<11}{value}" for name, value in facts if value)


def _links(graph: nx.MultiDiGraph[str], links: Sequence[_Line], headings: Mapping[str, str]) -> Iterator[str]:
    """The links by role, strongest first, each with its sentences."""
    for role in Role:
        found: list[_Line] = sorted((line for line in links if line.link.role is role), key=lambda line: line.order)
        if found:
            yield f"\n{headings[role]} ({len(found)})"
        for line in found:
            yield f"  {line.other}  {line.link.confidence:.2f} {line.link.rule}"
            yield from (f"      {sentence}" for sentence in link_sentences(graph.nodes[line.paper], line.link))


def link_sentences(paper: Mapping[str, Any], link: Link) -> list[str]:
    """The sentences of ``paper`` (a node's attributes) that a link's mentions stand in, each once, in order."""
    text = f"{paper['title']}\n\n{paper['abstract']}"
    spans = sentences(text)
    return list(dict.fromkeys(sentence_of(text, m.start, m.end, spans).replace("\n", " ") for m in link.mentions))


def _titled(attributes: Mapping[str, Any], node: str) -> str:
    published = f"{attributes['published']}  " if attributes["published"] else ""
    return f"{published}{attributes['title']} [{node}]"


def _named(attributes: Mapping[str, Any], node: str) -> str:
    return f"{attributes['names'][0]} [{node}]"
