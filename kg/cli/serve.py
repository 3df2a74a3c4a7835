"""``kg serve``: the graph on a port of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import app
from kg.cli.show import GRAPH


@app.command()
def serve(
    graph: GRAPH = Path("output/graph.ttl"),
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any free one.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; others than this machine's own are open to all.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A name that clients may call this server; repeatable.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=0.001, help="Stop a query after so many seconds.")] = 10.0,
    max_rows: Annotated[int, typer.Option(min=1, help="Refuse a result of more rows or triples.")] = 100_000,
    max_size: Annotated[float, typer.Option(min=0.001, help="Refuse a result of more megabytes.")] = 64.0,
) -> None:
    """Serve a SPARQL endpoint, a query page and the explorer. With a page for each paper and concept; until Ctrl-C."""
    from kg.serve import Options, Server, is_loopback
    from kg.store.limits import Limits

    limits = Limits(timeout, max_rows, int(max_size * 1e6))
    names = tuple(name.casefold() for name in allow_host or ())
    server = Server(graph, Options(host, port, limits, names), lambda said: typer.echo(said, err=True))
    if not is_loopback(host):
        typer.echo(f"Anyone who reaches {host} can query the graph.", err=True)
    typer.echo(f"Query page  {server.url}\nEndpoint    {server.url}sparql\nEnd with Ctrl-C.")
    try:
        server.run()
    finally:
        server.close()
