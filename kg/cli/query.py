"""``kg query``: SPARQL, or a ready-made question, over a graph file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import app
from kg.cli.show import GRAPH

if TYPE_CHECKING:
    from kg.store.questions import Question
    from kg.store.remote import Reply
    from kg.store.run import Request

SUFFIXES = (".rq", ".sparql")


@app.command()
def query(
    asked: Annotated[
        str | None, typer.Argument(metavar="SPARQL|FILE|@NAME", help="A query, its file, - or a ready-made question.")
    ] = None,
    graph: GRAPH = Path("output/graph.ttl"),
    parameter: Annotated[
        list[str] | None, typer.Option("-p", "--param", metavar="KEY=VALUE", help="A parameter's value; repeatable.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the ready-made questions, their parameters.")] = False,
    json: Annotated[bool, typer.Option("--json", help="SPARQL results in JSON (JSON-LD for CONSTRUCT).")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Comma-separated values.")] = False,
    tsv: Annotated[bool, typer.Option("--tsv", help="Tab-separated values, terms as in Turtle.")] = False,
    timeout: Annotated[float, typer.Option(min=0.001, help="Stop the query after so many seconds.")] = 60.0,
    max_rows: Annotated[int, typer.Option(min=1, help="Refuse a result of more rows or triples.")] = 100_000,
    max_size: Annotated[float, typer.Option(min=0.001, help="Refuse a result of more megabytes.")] = 64.0,
) -> None:
    """Ask the graph in SPARQL, or a ready-made question. --list shows these: @naming -p concept=LoRA.

    The prefixes kg, schema, dcterms, skos, nif, itsrdf, rdf and others are declared already. Prints a table; triples as
    Turtle; true or false for ASK.
    """
    from kg.store.limits import Limits
    from kg.store.remote import Worker
    from kg.store.run import Request, resolve

    if listing:
        _list()
        return
    if asked is None:
        raise typer.BadParameter("give a query, a file, or @name of a question that --list shows")
    if json + csv + tsv > 1:
        raise typer.BadParameter("choose one of --json, --csv and --tsv")
    request = Request(_text(asked), _values(parameter or []))
    _checked(resolve(request), request)
    formats = ["json", "jsonld"] if json else ["csv"] if csv else ["tsv"] if tsv else ["json", "ttl"]
    with Worker(graph, lambda said: typer.echo(said, err=True)) as worker:
        reply = worker.ask(request, Limits(timeout, max_rows, int(max_size * 1e6)), formats)
    for note in reply.notes:
        typer.echo(note, err=True)
    _print(reply, plain=json or csv or tsv)


def _list() -> None:
    from textwrap import indent, wrap

    from rich.console import Console
    from rich.text import Text

    from kg.store.questions import questions

    console = Console(highlight=False)
    for name, question in questions().items():
        takes = "".join(f"  -p {each.name}=…" for each in question.parameters)
        console.print(Text.assemble((f"@{name}", "bold"), takes))
        console.print(indent("\n".join(wrap(question.title, console.width - 5)), "    "), markup=False)
        for each in question.parameters:
            default = "" if each.default is None else f" (otherwise {each.default})"
            lines = wrap(f"{each.name}: {each.help}{default}", console.width - 5)
            console.print(Text(indent("\n".join(lines), "    "), "dim"))


def _text(asked: str) -> str:
    """The query's text: from standard input, a file, or the command line itself."""
    from kg.errors import MissingInputError

    if asked == "-":
        return sys.stdin.read()
    if asked.startswith("@") or ("{" in asked and not asked.endswith(SUFFIXES)):
        return asked
    path = Path(asked)
    if path.is_file():
        return path.read_text(encoding="utf-8")
    if asked.endswith(SUFFIXES):
        raise MissingInputError("no such file", where=asked, hint="Give a query, the path of a file, or @name.")
    return asked


def _values(parameters: list[str]) -> dict[str, str]:
    for each in parameters:
        if not each.partition("=")[1]:
            raise typer.BadParameter(f"{each!r} is not KEY=VALUE", param_hint="-p")
    return {key.strip(): value for key, _, value in (each.partition("=") for each in parameters)}


def _checked(question: "Question", request: "Request") -> None:
    """Find a missing or unknown parameter before anything is loaded."""
    if question.parameters or question.name != "query":
        question.values(request.values)


def _print(reply: "Reply", *, plain: bool) -> None:
    if plain or reply.kind == "graph":
        sys.stdout.flush()
        sys.stdout.buffer.write(reply.body.rstrip(b"\n") + b"\n")
    elif reply.kind == "boolean":
        typer.echo("true" if b"true" in reply.body else "false")
    else:
        _print_table(reply.body)


def _print_table(body: bytes) -> None:
    """A table as wide as the terminal; where nobody looks (a pipe, a file), as wide as its cells."""
    import orjson
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    found = orjson.loads(body)
    columns, rows = found["head"]["vars"], found["results"]["bindings"]
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        right = bool(rows) and all(_is_number(row.get(column)) for row in rows)
        table.add_column(column, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(column))) for column in columns))
    wide = None if sys.stdout.isatty() else max(80, Console(width=10**6).measure(table).maximum)
    Console(highlight=False, width=wide).print(table)
    typer.echo(f"{len(rows)} {'row' if len(rows) == 1 else 'rows'}", err=True)


def _is_number(term: dict[str, str] | None) -> bool:
    return term is None or term.get("datatype", "").endswith(("#integer", "#decimal", "#double"))


def _cell(term: dict[str, str] | None) -> str:
    """A term as a person reads it: IRIs short, decimals with few digits, nothing that would steer the terminal."""
    from kg.vocabulary import BASE, PREFIXES

    value = str(term["value"]) if term else ""
    if term and term["type"] == "uri":
        known = next(((name, iri) for name, iri in PREFIXES.items() if value.startswith(iri)), None)
        value = f"{known[0]}:{value.removeprefix(known[1])}" if known else value.removeprefix(BASE)
    elif term and _is_number(term) and "." in value:
        value = f"{float(value):.4g}"
    return "".join(char if char.isprintable() else " " for char in value)
