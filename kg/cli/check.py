"""``kg check``: whether a graph keeps the rules of its shapes."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.cli import app
from kg.cli.show import GRAPH

if TYPE_CHECKING:
    from kg.shapes import Report

FAILED = 3
EXAMPLES = 5


@app.command()
def check(graph: GRAPH = Path("output/graph.ttl")) -> None:
    """Check a graph against its SHACL shapes. The exit code is 3 when a rule is broken."""
    from kg import shapes

    report = shapes.check(graph)
    _print(report)
    if report.violations:
        raise typer.Exit(FAILED)


def _print(report: "Report") -> None:
    for (shape, message), group in groupby(report.violations, lambda violation: (violation.shape, violation.message)):
        broken = list(group)
        typer.echo(f"{shape}: {message} ({len(broken)})")
        for violation in broken[:EXAMPLES]:
            typer.echo(f"  {violation.node}" + (f"  →  {violation.value}" if violation.value else ""))
        if len(broken) > EXAMPLES:
            typer.echo(f"  … and {len(broken) - EXAMPLES} more")
    count = len(report.violations)
    verdict = f"{count} violation{'s' if count > 1 else ''}" if count else "all hold"
    typer.echo(f"{len(report.rules)} rules, {report.triples} triples: {verdict}.")
