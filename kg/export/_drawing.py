"""The first view as pyvis gives it to vis-network, and vis-network itself: all that this package asks of pyvis."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from kg.errors import OutputError
from kg.layout import Place

Links = Iterable[tuple[int, int]]
"""The numbers of paper and concept of every link; a link's number is its place."""

SHAPES = {
    "paper": "box",
    "method": "dot",
    "dataset": "square",
    "benchmark": "star",
    "task": "hexagon",
    "metric": "diamond",
}
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "dragNodes": True,
        "hideEdgesOnDrag": False,
        "hideEdgesOnZoom": False,
        "keyboard": {"enabled": False},
        "navigationButtons": False,
        "tooltipDelay": 250,
        "selectConnectedEdges": False,
    },
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0.5, "arrows": {"to": {"enabled": False}}},
    "groups": {"useDefaultGroups": False, **{kind: {"shape": shape} for kind, shape in SHAPES.items()}},
}


def drawing(places: Iterable[Place], number: Mapping[str, int], links: Links) -> dict[str, Any]:
    """Nodes, edges and options of the first view, as vis-network takes them; nodes and edges are named by numbers."""
    from pyvis.network import Network

    net = Network()
    # Network's own methods are quadratic and check each edge against all others: the lists are set whole.
    net.nodes = [_node(place, number) for place in places]
    drawn = {node["id"] for node in net.nodes}
    net.edges = [
        {"id": link, "from": paper, "to": concept}
        for link, (paper, concept) in enumerate(links)
        if paper in drawn and concept in drawn
    ]
    net.set_options(json.dumps(_OPTIONS))
    nodes, edges, *_, options = net.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _node(place: Place, number: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": number[place.node],
        "group": place.node.split("/", 1)[0],
        "x": place.x,
        "y": place.y,
        "label": place.label,
        "size": place.radius,
        "font": {"size": place.font},
        "community": place.community,
    }


def vis_network() -> str:
    """The vis-network script that the installed pyvis brings."""
    found = sorted(
        (folder for folder in (files("pyvis") / "lib").iterdir() if folder.name.startswith("vis-")),
        key=lambda folder: folder.name,
    )
    if not found:
        raise OutputError("pyvis is installed without vis-network", hint="Install pyvis again: pip install -U pyvis")
    script = (found[-1] / "vis-network.min.js").read_text(encoding="utf-8")
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
