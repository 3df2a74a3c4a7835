"""``kg plot``: a picture of the graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import app
from kg.cli.show import GRAPH

if TYPE_CHECKING:
    import networkx as nx


def _list(asked: bool) -> None:
    if asked:
        from kg.plot import pictures

        for picture in pictures().values():
            typer.echo(f"{picture.name:<12}  {picture.description}")
        raise typer.Exit


def _read(path: Path) -> "nx.MultiDiGraph[str]":
    """The graph; of Turtle as little as pictures need."""
    from kg.api import load
    from kg.rdf.outline import outline

    return outline(path) if path.name.endswith((".ttl", ".ttl.gz")) else load(path)


@app.command()
def plot(
    name: Annotated[str, typer.Argument(help="Which picture (--list names them).")],
    graph: GRAPH = Path("output/graph.ttl"),
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="The file to write, .svg or .png; NAME.svg unless told.")
    ] = None,
    about: Annotated[
        list[str] | None, typer.Option(help="A concept to draw; give it several times for several.")
    ] = None,
    top: Annotated[int | None, typer.Option(min=1, help="How much of each to draw.")] = None,
    _listed: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the pictures and exit.")
    ] = False,
) -> None:
    """Draw a picture of the graph. Top concepts, heat map, communities, adoption or lineage."""
    from kg.plot import draw, save

    figure = draw(_read(graph), name, about=about or (), top=top)
    typer.echo(f"Wrote {save(figure, output or Path(f'{name}.svg'))}.")
