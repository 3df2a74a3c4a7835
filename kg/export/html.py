"""HTML: the explorer, one file that holds the graph, its drawing and all that a browser needs to explore them offline.

The file is `kg/data/explorer/template.html` with the style, the scripts and the data put in. Its content security
policy allows the two scripts and the style by their hashes and nothing else: no request can leave the file.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass, field
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from kg.export._columns import as_json, columns
from kg.export._drawing import drawing, vis_network
from kg.graph import concept_nodes, paper_nodes
from kg.layout import first_view
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

NAME = "html"
SUFFIX = ".html"
DESCRIPTION = "One offline page to search, explore and draw the graph in any browser"

SCRIPTS = (
    "dom graph text state facets search packing placing overview theme canvas details legend panel table dialog "
    "keyboard handle main"
).split()


def write(graph: nx.MultiDiGraph[str], path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write the explorer of ``graph`` to ``path``; without ``evidence`` it holds no abstracts and no mentions."""
    path.write_text(page(graph, base=base, evidence=evidence), encoding="utf-8", newline="\n")


def page(graph: nx.MultiDiGraph[str], *, base: str = BASE, evidence: bool = True, start: str | None = None) -> str:
    """The explorer as one HTML document, opened at the node ``start`` where its address names none."""
    nodes = [*paper_nodes(graph), *concept_nodes(graph)]
    data = columns(graph, base=base, evidence=evidence)
    links = zip(data["links"]["paper"], data["links"]["concept"], strict=True)
    data["view"] = drawing(first_view(graph), {node: number for number, node in enumerate(nodes)}, links)
    data["start"] = start
    library, script, style = _parts()
    policy = {"default-src": "'none'", "script-src": f"{_hash(library)} {_hash(script)}", "style-src": _hash(style)}
    policy |= {"img-src": "data: blob:", "base-uri": "'none'", "form-action": "'none'"}
    return Template(_read("template.html")).substitute(
        policy="; ".join(f"{name} {value}" for name, value in policy.items()),
        style=style,
        library=library,
        script=script,
        data=as_json(data),
    )


@dataclass(frozen=True, slots=True)
class Inline:
    """The explorer for a notebook: displaying it shows the page in a frame of ``height`` pixels.

    Elsewhere it prints as one line, not as the megabyte that the page is.
    """

    page: str = field(repr=False)
    height: int

    def _repr_html_(self) -> str:
        """The page in a frame that holds it whole, so that nothing is written beside the notebook."""
        allowed = "allow-scripts allow-downloads allow-popups"
        frame = f'<iframe title="Explorer" sandbox="{allowed}" width="100%" height="{self.height}"'
        return f'{frame} style="border:1px solid #ccc;border-radius:8px" srcdoc="{escape(self.page)}"></iframe>'


def inline(graph: nx.MultiDiGraph[str], start: str | None = None, *, height: int = 680) -> Inline:
    """The explorer of ``graph``, opened at the node ``start``, as an object that a notebook displays."""
    return Inline(page(graph, start=start), height)


@cache
def _parts() -> tuple[str, str, str]:
    """vis-network, our scripts as one, and the style."""
    scripts = "".join(_read(f"{name}.js") for name in SCRIPTS)
    return vis_network(), f'"use strict";\n(() => {{\n{scripts}}})();\n', _read("explorer.css")


def _read(name: str) -> str:
    return (files("kg") / "data" / "explorer" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression by which a content security policy allows an inline element of this content."""
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
