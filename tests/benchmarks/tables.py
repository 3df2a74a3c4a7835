"""How long tables, exports and pictures of a graph take, in seconds of wall clock and of processor time.

    python tests/benchmarks/tables.py GRAPH

The bounds are those of the tables' and pictures' requirements on a graph of 20,000 abstracts: `links` 2 s, Parquet 5 s,
a picture 10 s with reading the graph.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import kg
from kg import analysis, export, plot
from kg.rdf.outline import outline

Made = TypeVar("Made")


def timed(name: str, work: Callable[[], Made]) -> Made:
    """Do the work once and print how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work()
    print(
        f"{name:<20}{time.perf_counter() - wall:9.2f} s{time.process_time() - processor:9.2f} s of processor",
        flush=True,
    )
    return made


def main(path: Path) -> None:
    """Print a line for each table, export, analysis and picture."""
    sparse = timed("outline", partial(outline, path))
    for name in plot.pictures():
        timed(f"draw {name}", partial(plot.draw, sparse, name))
    graph = timed("load", partial(kg.load, path))
    for table in (kg.papers, kg.concepts, kg.links, kg.mentions):
        timed(table.__name__, partial(table, graph))
    for format in export.named("parquet,graphml,gexf,neo4j,triples,bibtex"):
        with TemporaryDirectory() as folder:
            timed(f"save {format.name}", partial(kg.save, graph, Path(folder) / format.file_name))
    for analyse in (analysis.cooccurrence, analysis.communities, analysis.bridges, analysis.first_seen):
        timed(analyse.__name__, partial(analyse, graph))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
