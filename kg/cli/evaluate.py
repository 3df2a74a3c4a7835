"""``kg eval``: a graph against a gold file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import app
from kg.cli.show import GRAPH

if TYPE_CHECKING:
    from kg.evaluate import Evaluation

CHECK_FAILED = 3


@app.command(name="eval")
def evaluate(
    gold: Annotated[Path, typer.Argument(help="A gold file: one annotated paper a line, as JSON.")],
    graph: GRAPH = Path("output/graph.ttl"),
    misses: Annotated[
        bool, typer.Option("--misses", help="List what was missed and what was linked in error.")
    ] = False,
    min_f1: Annotated[float, typer.Option(min=0, max=1, help="Exit with 3 where F1 over all kinds is below.")] = 0.0,
) -> None:
    """Compare a graph with annotated papers. Precision, recall and F1 per kind, roles, honesty of confidences."""
    from kg import rdf
    from kg.evaluate import ALL
    from kg.evaluate import evaluate as compare

    result = compare(rdf.read(graph), gold)
    _print(result, misses)
    if result.scores[ALL].f1 < min_f1:
        typer.echo(f"F1 {result.scores[ALL].f1:.3f} is below {min_f1}", err=True)
        raise typer.Exit(CHECK_FAILED)


def _print(result: "Evaluation", misses: bool) -> None:
    for line in result.misses if misses else ():
        typer.echo(line)
    typer.echo(f"papers absent from the graph: {result.absent}")
    typer.echo(f"{'':26}{'P':>7}{'R':>7}{'F1':>7}{'roles':>7}{'right':>7}{'wrong':>7}{'missed':>7}")
    for row, score in result.scores.items():
        shares = "".join(f"{share:7.3f}" for share in (score.precision, score.recall, score.f1, score.role_share))
        typer.echo(f"{row:26}{shares}{score.right:7}{score.wrong:7}{score.missed:7}")
    typer.echo("\nconfidence from     links  share right")
    for lowest, links, right in result.calibration:
        typer.echo(f"{lowest:15.2f}{links:10}{right:13.3f}")
