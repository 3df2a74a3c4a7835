"""``kg export``: a graph in another format."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import app


def _list(asked: bool) -> None:
    if asked:
        from kg import export

        known = export.formats().values()
        width = max(len(format.name) for format in known)
        for format in known:
            typer.echo(f"{format.name:<{width}}  {format.file_name:<15}  {format.description}")
        raise typer.Exit


@app.command()
def export(
    graph: Annotated[
        Path,
        typer.Argument(help="The graph: .ttl, .nt, .jsonld, .rdf, .trig, .graphml (also .gz), or a parquet folder."),
    ],
    out: Annotated[Path, typer.Argument(help="The file to write, or for parquet and neo4j the folder.")],
    format: Annotated[
        str | None, typer.Option("--format", help="The format's name, where the name of the file does not say it.")
    ] = None,
    base_iri: Annotated[str | None, typer.Option(help="What IRIs begin with, instead of w3id.org/paperkg.")] = None,
    no_evidence: Annotated[bool, typer.Option("--no-evidence", help="Leave mentions and texts out.")] = False,
    _listed: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the formats and exit.")
    ] = False,
) -> None:
    """Write a graph in another format. The suffix of the file to write says which."""
    from kg import export
    from kg.api import fitting, load
    from kg.vocabulary import BASE

    wanted = export.named(format)[0] if format else fitting(out)
    written = export.write_to(load(graph), out, wanted, base=base_iri or BASE, evidence=not no_evidence)
    typer.echo(f"Wrote {written}.")
