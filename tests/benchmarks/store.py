"""How long the ready-made questions take over a graph file, in milliseconds of processor time, best of three.

    python tests/benchmarks/store.py GRAPH [key=value …]

Values are those of the questions' parameters; without one, a question that needs it is asked about the concept, task,
benchmark or paper with most links. The last line is a load of the file against pyoxigraph's own bulk load, as a ratio.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.store import Limits, Request, answer, files, open_store, python
from kg.store.questions import questions
from kg.store.results import Table

UNLIMITED = Limits(rows=10**9, size=10**12)
MOST = "SELECT ?x (COUNT(*) AS ?n) WHERE { PATTERN } GROUP BY ?x ORDER BY DESC(?n) LIMIT 2"
PATTERNS = {
    "concept": "?p schema:mentions ?x",
    "paper": "?x a schema:ScholarlyArticle ; schema:mentions ?c",
    "task": "?p kg:addresses ?x",
    "benchmark": "?p kg:evaluatesOn ?x",
    "one": "?p kg:uses ?x",
}


def most(store: ox.Store) -> dict[str, str]:
    """For each parameter the IRI with most links."""
    found: dict[str, str] = {}
    for name, pattern in PATTERNS.items():
        table = answer(store, Request(MOST.replace("PATTERN", pattern), {}), UNLIMITED)
        assert isinstance(table, Table)
        found |= {name: str(python(table.rows[0][0])), "other": str(python(table.rows[-1][0]))}
    return found


def cost(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def loaded(path: Path) -> None:
    """Load the file as pyoxigraph does by itself."""
    ox.Store().bulk_load(path=str(path), format=files.SUFFIXES[path.suffix])


def main(path: Path, given: dict[str, str]) -> None:
    """Print the figures."""
    store = open_store(path)
    values = most(store) | given
    print(f"{len(store)} triples; {', '.join(f'{name}={value}' for name, value in values.items())}")
    for name, question in questions().items():
        needed = {each.name: values[each.name] for each in question.parameters if each.default is None}
        print(f"{name:22}{cost(partial(answer, store, Request(f'@{name}', needed), UNLIMITED)):9.1f} ms")
    print(
        f"load, against pyoxigraph's own bulk load: {cost(partial(files.load, path)) / cost(partial(loaded, path)):.2f}"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(each.split("=", 1) for each in sys.argv[2:]))
