"""Where the first view of the explorer draws what: its concepts and papers, their communities, places and labels.

Everything is computed when a graph is written, so that a browser only draws. The first view is a skeleton: the concepts
that most papers link to, with the best of every kind, and the papers that bind most of them. Communities are found on
shared papers (Louvain on cosine weights); nodes, then whole communities, are packed greedily without overlap, each
as near as possible to what it shares papers with. The same graph gives the same places.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.graph import concept_nodes
from kg.layout.communities import communities, shared
from kg.layout.labels import PAPER_COLUMNS, short_title, text_width, wrap
from kg.layout.packing import Box, pack, pack_groups

if TYPE_CHECKING:
    import networkx as nx

CONCEPTS = 72
PAPERS = 32
EACH_KIND = 6
LABEL_COLUMNS = 17
_GAP_BELOW = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A drawn node: its centre, community (the largest is 0), label (lines), radius (0: a box) and font size."""

    node: str
    x: int
    y: int
    community: int
    label: str
    radius: int
    font: int


def first_view(graph: nx.MultiDiGraph[str], *, concepts: int = CONCEPTS, papers: int = PAPERS) -> list[Place]:
    """The places of at most ``concepts`` concepts and ``papers`` papers, sorted by node."""
    readers = _readers(graph)
    chosen = _chosen(readers, concepts)
    binding = _binding(graph, chosen, papers)
    groups = communities({concept: readers[concept] for concept in chosen})
    home = {node: number for number, group in enumerate(groups) for node in group}
    for paper, bound in binding.items():
        home[paper] = Counter(home[concept] for concept in bound).most_common(1)[0][0]
    drawn = [_concept_place(graph, node, len(readers[node]), len(readers[chosen[0]])) for node in chosen]
    drawn += [_paper_place(graph, node) for node in binding]
    pull = _pull(readers, chosen, binding)
    centres = _positions([replace(place, community=home[place.node]) for place in drawn], pull)
    return sorted(centres, key=lambda place: place.node)


def _readers(graph: nx.MultiDiGraph[str]) -> dict[str, list[str]]:
    """Each concept's papers."""
    found: dict[str, list[str]] = {}
    for concept in concept_nodes(graph):
        papers = sorted(paper for paper, _, data in graph.in_edges(concept, data=True) if "mentions" in data)
        if papers:
            found[concept] = papers
    return found


def _chosen(readers: Mapping[str, Sequence[str]], limit: int) -> list[str]:
    """The concepts with most papers, the first of each kind always among them; most papers first."""
    ranked = sorted(readers, key=lambda concept: (-len(readers[concept]), concept))
    kinds: Counter[str] = Counter()
    first = []
    for concept in ranked:
        kind = concept.split("/", 1)[0]
        kinds[kind] += 1
        if kinds[kind] <= EACH_KIND and len(readers[concept]) > 1:
            first.append(concept)
    kept = set(first[:limit])
    kept.update([concept for concept in ranked if concept not in kept][: limit - len(kept)])
    return [concept for concept in ranked if concept in kept]


def _binding(graph: nx.MultiDiGraph[str], chosen: Sequence[str], limit: int) -> dict[str, list[str]]:
    """The papers that link most of the chosen concepts, with those concepts in order."""
    bound: dict[str, list[str]] = defaultdict(list)
    for concept in chosen:
        for paper, _, data in graph.in_edges(concept, data=True):
            if "mentions" in data:
                bound[paper].append(concept)
    best = sorted(bound, key=lambda paper: (-len(bound[paper]), paper))[:limit]
    return {paper: bound[paper] for paper in best}


def _pull(
    readers: Mapping[str, Sequence[str]], chosen: Sequence[str], binding: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """How strongly each drawn node is drawn to each other."""
    pull: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other, weight in shared([readers[concept] for concept in chosen]):
        pull[chosen[one]][chosen[other]] = pull[chosen[other]][chosen[one]] = weight
    for paper, bound in binding.items():
        for concept in bound:
            pull[paper][concept] = pull[concept][paper] = 1 / math.sqrt(len(readers[concept]))
    return pull


def _concept_place(graph: nx.MultiDiGraph[str], node: str, papers: int, most: int) -> Place:
    share = math.sqrt(papers / most)
    lines = wrap(graph.nodes[node]["names"][0], LABEL_COLUMNS)
    return Place(node, 0, 0, 0, "\n".join(lines), round(7 + 17 * share), round(11 + 10 * share))


def _paper_place(graph: nx.MultiDiGraph[str], node: str) -> Place:
    return Place(node, 0, 0, 0, "\n".join(wrap(short_title(graph.nodes[node]["title"]), PAPER_COLUMNS, 2)), 0, 10)


def _positions(drawn: Sequence[Place], pull: Mapping[str, Mapping[str, float]]) -> list[Place]:
    """The drawn nodes at their places: packed within their community, then community by community."""
    groups: dict[int, list[Place]] = defaultdict(list)
    for place in drawn:
        groups[place.community].append(place)
    boxes = [pack([_box(place) for place in groups[number]], pull) for number in sorted(groups)]
    centres = {box.name: box for group in pack_groups(boxes, pull) for box in group}
    return [_at(place, centres[place.node]) for place in drawn]


def _box(place: Place) -> Box:
    """The space that a place takes with its label: below a shape, inside a paper's box."""
    lines = place.label.split("\n")
    width, height = max(map(text_width, lines)) * place.font, len(lines) * place.font * 1.2
    if place.radius == 0:
        return Box(place.node, 0, 0, width + 16, height + 14)
    return Box(place.node, 0, 0, max(width, 2 * place.radius) + 12, 2 * place.radius + _GAP_BELOW + height + 12)


def _at(place: Place, box: Box) -> Place:
    """The place with its shape in the upper part of the box, where its label hangs below it."""
    lift = (len(place.label.split("\n")) * place.font * 1.2 + _GAP_BELOW) / 2 if place.radius else 0
    return replace(place, x=round(box.x), y=round(box.y - lift))
