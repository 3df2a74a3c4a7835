"""A graph without what its links rest on, from the Turtle that `kg build` writes: many times as fast as `kg.rdf.read`.

Most of such a file are mentions, texts and links, each a block of lines. A link's IRI alone says its paper, role
and concept, and the other blocks are not needed for a picture; what is left is parsed as any Turtle.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kg.collecting import uncollected
from kg.model import Role
from kg.rdf.reading import read, rebuilt

if TYPE_CHECKING:
    import networkx as nx

_BASE = re.compile(rb"@base <([^>]+)> \.\n@prefix ")
_FRAGMENT = re.compile(rf"<(paper/[^>#]+)#(?:(?:{'|'.join(Role)})/|char=|text>)".encode())
_LINK = re.compile(rf"<(paper/[^>#]+)#({'|'.join(Role)})/([^>]+)>".encode())

_TOLD = re.compile(
    rb"\n    (?:schema:mentions|kg:(?:introduces|uses|comparesWith|evaluatesOn|trainsOn|addresses|reports))"
    rb' [^;"]*;(?=\n)'
)
"""What a paper says of its concepts, which its links say too: half of what is left to parse."""

Ends = tuple[str, str, str]
"""A link's paper, concept and role."""


def outline(path: str | Path) -> nx.MultiDiGraph[str]:
    """The graph in ``path``, its links with their role alone: no confidence, no rule, no mentions.

    A file that is not as `kg build` writes it is read whole, by `kg.rdf.read`, which also says what is wrong with it.
    """
    path = Path(path)
    with uncollected():
        try:
            with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
                blocks = stream.read().split(b"\n\n")
            base = _BASE.match(blocks[0])
            links: list[Ends] = []
            return _graph(_kept(blocks, links), base[1].decode(), links) if base else read(path)
        except (OSError, EOFError, SyntaxError, ValueError, KeyError):
            return read(path)


def _kept(blocks: Iterable[bytes], links: list[Ends]) -> Iterator[bytes]:
    """The blocks that describe papers and concepts; of links only the ends are noted."""
    for block in blocks:
        if not _FRAGMENT.match(block):
            yield _TOLD.sub(b"", block) if block.startswith(b"<paper/") else block
        elif link := _LINK.match(block):
            paper, role, concept = (part.decode() for part in link.groups())
            links.append((unquote(paper), unquote(concept), role))


def _graph(blocks: Iterable[bytes], base: str, links: list[Ends]) -> nx.MultiDiGraph[str]:
    """The graph of blocks of Turtle and of links; the blocks are read first, and so are the links among them."""
    import pyoxigraph

    resources: dict[str, dict[str, list[str]]] = {}
    for quad in pyoxigraph.parse(b"\n".join(blocks), format=pyoxigraph.RdfFormat.TURTLE):
        subject = resources.setdefault(str(quad.subject.value), {})
        subject.setdefault(quad.predicate.value, []).append(str(quad.object.value))
    graph = rebuilt(resources, base)
    for paper, concept, role in sorted(links):
        graph.add_edge(paper, concept, key=role, role=role)
    return graph
