"""``kg explore``: the explorer in a browser, opened at a concept or paper."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import app
from kg.cli.show import GRAPH

if TYPE_CHECKING:
    import networkx as nx


@app.command()
def explore(
    asked: Annotated[
        str | None, typer.Argument(metavar="[CONCEPT|PAPER]", help="Where to open it: a name, a title or an id.")
    ] = None,
    graph: GRAPH = Path("output/graph.ttl"),
    launch: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser, or only print the address.")] = True,
) -> None:
    """Open the graph's page in a browser. Prints its address; the page is made where it is not there yet."""
    from urllib.parse import urlencode

    page = graph.with_suffix(".html")
    address = page.resolve().as_uri()
    if asked is not None or not page.is_file():
        from kg import export, rdf

        read = rdf.read(graph)
        if asked is not None:
            address += "#" + urlencode({"at": _node(read, asked)}, safe="/")
        if not page.is_file():
            export.write_to(read, page, export.named("html")[0])
    typer.echo(address)
    if launch:
        _open(address)


def _node(graph: "nx.MultiDiGraph[str]", asked: str) -> str:
    """The node that is asked for; of several with one name the one with most papers, the others named on stderr."""
    from kg.analysis import called
    from kg.graph import papers_of

    first, *others = sorted(called(graph, asked), key=lambda node: (-len(papers_of(graph, node)), node))
    if others:
        typer.echo(f"{asked} is also {', '.join(others)}", err=True)
    return first


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        typer.echo("No browser could be opened here; open the address above in one.", err=True)
