"""``kg build``: papers in, graph out, and a table of what happened."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli import app

if TYPE_CHECKING:
    import networkx as nx
    from rich.console import Console

    from kg.sources import Report

EXAMPLES = 5


@app.command()
def build(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders, patterns or - for standard input; without any, the bundled sample."),
    ] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")] = Path("output"),
    formats: Annotated[
        str, typer.Option("--format", help="Formats to write, separated by commas (kg export --list names them).")
    ] = "ttl,html",
    source: Annotated[str | None, typer.Option("--from", help="The input's format, instead of recognising it.")] = None,
    columns: Annotated[str | None, typer.Option(help="Columns of a table: title=Name,abstract=Text.")] = None,
    catalogue: Annotated[list[Path] | None, typer.Option(help="A file of catalogue rows of your own.")] = None,
    since: Annotated[str | None, typer.Option(help="Only papers published on or after this date (2024-01-31).")] = None,
    category: Annotated[str | None, typer.Option(help="Only papers of this category (cs.CL).")] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many papers.")] = None,
    base_iri: Annotated[str | None, typer.Option(help="What IRIs begin with, instead of w3id.org/paperkg.")] = None,
    no_evidence: Annotated[bool, typer.Option("--no-evidence", help="Leave mentions and texts out of RDF.")] = False,
) -> None:
    """Read papers and write the graph of what they name. Prints what was found, and what was skipped and why."""
    from kg import export
    from kg.build import Options
    from kg.build import build as build_graph
    from kg.sources import Report
    from kg.vocabulary import BASE

    started = time.perf_counter()
    report = Report()
    options = Options(source, columns, since, category, limit, tuple(catalogue or ()), _progress)
    wanted = export.named(formats)
    graph = build_graph(inputs or (), options, report)
    written = export.write(graph, output, wanted, base=base_iri or BASE, evidence=not no_evidence)
    _print(graph, report, written, time.perf_counter() - started)


def _progress(papers: "Iterable[Any]", total: int) -> "Iterator[Any]":
    """A progress bar on standard error, where that is a terminal and the work is long."""
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(papers, "Linking", total, console=console, transient=True, disable=not console.is_terminal)


def _print(graph: "nx.MultiDiGraph[str]", report: "Report", written: list[Path], seconds: float) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=True)
    _print_papers(console, report, graph)
    _print_concepts(console, graph)
    _print_links(console, graph)
    console.print(f"\nWrote {', '.join(map(str, written))} in {seconds:.1f} s.", markup=False)
    page = next((path for path in written if path.suffix == ".html"), None)
    if page:
        console.print(f"Open {page} in a browser.", markup=False)


def _print_papers(console: "Console", report: "Report", graph: "nx.MultiDiGraph[str]") -> None:
    from kg.graph import paper_nodes

    skipped = sum(report.reasons.values())
    read = f"{report.entries} {'entry' if report.entries == 1 else 'entries'} read"
    entries = f"{read}, {report.merged} merged, {skipped} skipped"
    console.print(f"Papers    {len(paper_nodes(graph))} ({entries})", markup=False)
    for reason, count in report.reasons.most_common():
        console.print(f"  skipped {count}: {reason}", markup=False)
        for example in [one for one in report.skipped if one.reason == reason][:EXAMPLES]:
            console.print(f"    {example}", markup=False)
    if report.flawed:
        console.print(f"  used {report.flawed} without a field that makes no sense", markup=False)
    for remark in report.remarks[:EXAMPLES]:
        console.print(f"    {remark}", markup=False)
    for conflict in report.conflicts[:EXAMPLES]:
        console.print(f"  {conflict}", markup=False)


def _print_concepts(console: "Console", graph: "nx.MultiDiGraph[str]") -> None:
    from kg.graph import concept_nodes, papers_of
    from kg.model import Kind, Status

    linked = [graph.nodes[node] for node in concept_nodes(graph) if papers_of(graph, node)]
    count = Counter((concept["kind"], concept["status"]) for concept in linked)
    console.print(_table("Concepts", ("kind", "curated", "candidate")), markup=False)
    for kind in Kind:
        console.print(f"  {kind:<14}{count[kind, Status.CURATED]:>9}{count[kind, Status.CANDIDATE]:>11}", markup=False)


def _print_links(console: "Console", graph: "nx.MultiDiGraph[str]") -> None:
    from kg.model import Role

    roles = Counter(data["role"] for _, _, data in graph.edges(data=True) if "mentions" in data)
    console.print(_table("Links", ("role", "links")), markup=False)
    for role in Role:
        console.print(f"  {role:<14}{roles[role]:>9}", markup=False)


def _table(title: str, columns: tuple[str, ...]) -> str:
    first, second, *rest = columns
    return f"{title:<10}\n  {first:<14}{second:>9}" + "".join(f"{column:>11}" for column in rest)
