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
    graph: Annotated[Path, typer.Argument(help="The graph: an RDF file (.ttl, .nt, .jsonld, .rdf, .trig; also .gz).")],
    out: Annotated[Path, typer.Argument(help="The file to write, or for formats of several files the folder.")],
    format: Annotated[
        str | None, typer.Option("--format", help="The format's name, where the file's suffix does not say it.")
    ] = None,
    base_iri: Annotated[str | None, typer.Option(help="What IRIs begin with, instead of w3id.org/paperkg.")] = None,
    no_evidence: Annotated[bool, typer.Option("--no-evidence", help="Leave mentions and texts out.")] = False,
    _listed: Annotated[
        bool, typer.Option("--list", callback=_list, is_eager=True, help="List the formats and exit.")
    ] = False,
) -> None:
    """Write a graph in another format; the suffix of the file to write says which."""
    from kg import export, rdf
    from kg.vocabulary import BASE

    wanted = export.named(format)[0] if format else export.of_suffix(out)
    written = export.write_to(rdf.read(graph), out, wanted, base=base_iri or BASE, evidence=not no_evidence)
    typer.echo(f"Wrote {written}.")
