"""``kg sources``: the formats that can be read."""

import typer

from kg.cli import app


@app.command()
def sources() -> None:
    """List the input formats. kg build knows them by content, plain or compressed, or by --from."""
    from kg.sources import formats

    width = max(map(len, formats()))
    for name, source in formats().items():
        typer.echo(f"{name:<{width}}  {source.DESCRIPTION}")
