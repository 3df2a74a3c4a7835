"""``kg show``: everything known about a paper or concept, with the sentences; ``--why`` explains a text."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAPH = Annotated[Path, typer.Option("-g", "--graph", help="The graph's Turtle file.")]


@app.command()
def show(
    asked: Annotated[
        str | None, typer.Argument(help="A concept's name, a paper's title, arXiv id or DOI, an id or an IRI.")
    ] = None,
    graph: GRAPH = Path("output/graph.ttl"),
    why: Annotated[
        str | None, typer.Option(help="A text: which names are seen in it, and why each is linked or not.")
    ] = None,
) -> None:
    """Show a concept or a paper, its links and their sentences."""
    from kg import card, rdf

    if why is not None:
        lines: Iterator[str] = card.why(why)
    elif asked is not None:
        lines = card.card(rdf.read(graph), asked)
    else:
        raise typer.BadParameter("name a concept or a paper, or give --why TEXT")
    for line in lines:
        typer.echo(line)
