"""How long the ready-made questions take over a graph file, in milliseconds of processor time, best of three.

    python tests/benchmarks/store.py GRAPH [key=value …]

Values are those of the questions' parameters; without one, a question that needs it is asked about the concept, task,
benchmark or paper with most links. Last, how long loading the file takes, in memory and on disk, as a multiple of what
pyoxigraph's own bulk load takes: 1 is its own speed, less is faster. Ours on disk is hashed and made compact too.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

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


def loaded(path: Path, folder: str | None = None) -> None:
    """Load the file as pyoxigraph does by itself, into memory or a new store in ``folder``."""
    with TemporaryDirectory(dir=folder) as inside:
        store = ox.Store(inside) if folder else ox.Store()
        store.bulk_load(path=str(path), format=files.SUFFIXES[path.suffix])


def stored(path: Path, folder: str) -> None:
    """Make our store on disk of the file, in a cache of its own in ``folder``."""
    with TemporaryDirectory(dir=folder) as inside:
        os.environ["KG_CACHE"] = inside
        files.prepare(path)


def main(path: Path, given: dict[str, str]) -> None:
    """Print the figures."""
    store = open_store(path)
    values = most(store) | given
    print(f"{len(store)} triples; {', '.join(f'{name}={value}' for name, value in values.items())}")
    for name, question in questions().items():
        needed = {each.name: values[each.name] for each in question.parameters if each.default is None}
        print(f"{name:22}{cost(partial(answer, store, Request(f'@{name}', needed), UNLIMITED)):9.1f} ms")
    in_memory = cost(partial(files.load, path)) / cost(partial(loaded, path))
    with TemporaryDirectory() as folder:
        on_disk = cost(partial(stored, path, folder)) / cost(partial(loaded, path, folder))
    print(f"load, as a multiple of pyoxigraph's own: in memory {in_memory:.2f}, on disk {on_disk:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(each.split("=", 1) for each in sys.argv[2:]))
