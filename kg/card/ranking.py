"""Candidates: the concepts outside the catalogue, ranked for whoever curates it, and one of them taken over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.analysis import called
from kg.card.nodes import link_sentences
from kg.errors import CatalogueError, UnknownNodeError
from kg.graph import concept_nodes, concept_of, links_of, paper_nodes
from kg.model import Concept, Kind, Link, Status

if TYPE_CHECKING:
    import networkx as nx


def candidates(graph: nx.MultiDiGraph[str], limit: int, sentences: int) -> Iterator[str]:
    """The ``limit`` concepts outside the catalogue that most papers name, each with up to so many ``sentences``."""
    links: dict[str, list[Link]] = defaultdict(list)
    for paper in paper_nodes(graph):
        for link in links_of(graph, paper):
            links[link.concept].append(link)
    found = [node for node in concept_nodes(graph) if graph.nodes[node]["status"] == Status.CANDIDATE and links[node]]
    for node in sorted(found, key=lambda node: (-len(links[node]), node))[:limit]:
        concept = graph.nodes[node]
        yield f"{len(links[node]):>5}  {concept['names'][0]} ({concept['kind']}) [{node}]"
        shown = (
            sentence for link in links[node] for sentence in link_sentences(graph.nodes[f"paper/{link.paper}"], link)
        )
        yield from (f"         {sentence}" for sentence in islice(shown, sentences))


def candidate(graph: nx.MultiDiGraph[str], asked: str, kind: Kind | None = None) -> Concept:
    """The candidate that ``asked`` names as a curated concept, of another ``kind`` where one is given.

    Raises `UnknownNodeError` for an unknown name and `CatalogueError` where the catalogue has the concept already.
    """
    known = [node for node in called(graph, asked) if graph.nodes[node]["type"] == "concept"]
    found = [concept for concept in (concept_of(graph, node) for node in known) if concept.status is Status.CANDIDATE]
    if not known:
        raise UnknownNodeError(asked)
    if len(found) != 1:
        ids = ", ".join(concept.id for concept in found)
        raise CatalogueError([f"{asked!r} is {f'one of {ids}' if found else 'in the catalogue already'}"])
    concept = found[0]
    kind = kind or concept.kind
    broader = tuple(o for o in concept.broader if o.startswith(f"{kind}/") and _is_curated(graph, o))
    concept_id = f"{kind}/{concept.id.partition('/')[2]}"
    return replace(concept, id=concept_id, kind=kind, status=Status.CURATED, broader=broader)


def _is_curated(graph: nx.MultiDiGraph[str], node: str) -> bool:
    return node in graph and graph.nodes[node]["status"] == Status.CURATED
