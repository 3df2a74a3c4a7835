"""The graph: a plain `networkx.MultiDiGraph` of papers and concepts, made by functions, never wrapped.

Nodes
    ``paper/ID``: ``type="paper"``, the fields of `kg.model.Paper`, and ``code``, the repositories its abstract names.
    ``kind/slug``: ``type="concept"`` and the fields of `kg.model.Concept` but its guards.
Edges, keyed by their ``role``
    paper to concept, one for each pair: ``role`` (a `kg.model.Role`), ``confidence``, ``rule``, and ``mentions``, a
    sorted tuple of ``(start, end)`` offsets into the paper's title, blank line, abstract.
    concept to concept: ``role="broader"``; ``role="includes"`` from a benchmark to a dataset that it holds; and
    ``role="for_task"`` from a dataset or benchmark to a task that it is for.
Graph attributes
    ``format`` (an integer that grows when this schema changes) and ``inputs``, a sorted tuple of ``(name, sha256)``.

Nodes and edges are inserted in sorted order, so the order of the input changes nothing.
"""

from kg.graph.assembling import (
    BROADER,
    CONCEPT_EDGES,
    FOR_TASK,
    FORMAT,
    INCLUDES,
    add_concept_edges,
    assemble,
    concept_attributes,
    concept_nodes,
    concept_of,
    links_of,
    paper_attributes,
    paper_node,
    paper_nodes,
    paper_of,
    papers_of,
    summary,
)
from kg.graph.checking import check
from kg.graph.merging import STRENGTH, merge, richer

__all__ = [
    "BROADER",
    "CONCEPT_EDGES",
    "FORMAT",
    "FOR_TASK",
    "INCLUDES",
    "STRENGTH",
    "add_concept_edges",
    "assemble",
    "check",
    "concept_attributes",
    "concept_nodes",
    "concept_of",
    "links_of",
    "merge",
    "paper_attributes",
    "paper_node",
    "paper_nodes",
    "paper_of",
    "papers_of",
    "richer",
    "summary",
]
