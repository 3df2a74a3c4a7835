"""``kg catalogue``: the curated concepts: check them, look one up, count them, and add to them."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import app
from kg.cli.show import GRAPH
from kg.model import Kind

OWN = Annotated[list[Path] | None, typer.Option("--catalogue", help="A file of your own rows, taken in too.")]

commands = typer.Typer(help="Look up, count, check and extend the curated concepts.", no_args_is_help=True)
app.add_typer(commands, name="catalogue")


@commands.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of your own rows, checked with the bundled ones.")
    ] = None,
) -> None:
    """List every problem of the catalogue at once. The exit code is 1 where there is one."""
    from kg.catalogue.curate import checked

    typer.echo(f"{len(checked(files or ()))} concepts, no problems")


@commands.command()
def show(name: Annotated[str, typer.Argument(help="A concept's name or id.")], own: OWN = None) -> None:
    """Show the rows that carry a name."""
    from kg.catalogue import rows
    from kg.catalogue.curate import find

    for concept in find(name, own or ()):
        typer.echo(rows.line(concept))


@commands.command()
def stats(own: OWN = None) -> None:
    """Count concepts and names per kind."""
    from kg.catalogue.curate import counts

    table = counts(own or ())
    typer.echo(f"{'kind':<10}" + "".join(f"{column:>9}" for column in table["all"]))
    for kind, row in table.items():
        typer.echo(f"{kind:<10}" + "".join(f"{count:>9}" for count in row.values()))


@commands.command()
def candidates(
    graph: GRAPH = Path("output/graph.ttl"),
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    sentences: Annotated[int, typer.Option(min=0, help="How many sentences of each.")] = 2,
) -> None:
    """Rank the names that the catalogue lacks. By papers, with the sentences they stand in."""
    from kg import card, rdf

    for line in card.candidates(rdf.read(graph), limit, sentences):
        typer.echo(line)


@commands.command()
def accept(
    concept: Annotated[str, typer.Argument(help="A candidate's name or id.")],
    into: Annotated[Path, typer.Option(help="Your catalogue; made if it is not there.")] = Path("catalogue.jsonl"),
    graph: GRAPH = Path("output/graph.ttl"),
    kind: Annotated[Kind | None, typer.Option(help="Another kind than the candidate's.")] = None,
) -> None:
    """Write a candidate's row to your catalogue. kg build --catalogue FILE adds it to the bundled one."""
    from kg import card, rdf
    from kg.catalogue.curate import append

    accepted = card.candidate(rdf.read(graph), concept, kind)
    append(accepted, into)
    typer.echo(f"{accepted.id} is in {into}")


@commands.command(name="import")
def import_dump(
    dump: Annotated[Path, typer.Argument(help="A Papers with Code dump of methods or datasets, as JSON or JSON.gz.")],
    into: Annotated[Path, typer.Option(help="The catalogue to write.")],
) -> None:
    """Make a catalogue of your own from a Papers with Code dump."""
    from kg.catalogue.dump import import_dump as make

    taken, left = make(dump, into)
    typer.echo(f"{taken} concepts in {into}; {left} left out (known already, generic, or ambiguous)")
