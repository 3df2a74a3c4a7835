"""How long the ready-made questions take over a graph file, in milliseconds of processor time, best of three.

    python tests/benchmarks/store.py GRAPH [key=value …]

Values are those of the questions' parameters; without one, a question that needs it is asked about the concept, task,
benchmark or paper with most links. The last lines are bulk load against pyoxigraph's own, as a ratio.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox

from kg.store import Limits, Request, answer, files, open_store
from kg.store.questions import questions
from kg.vocabulary import PREFIXES

_MOST = """SELECT ?x (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?x ORDER BY DESC(?n) LIMIT 2"""
_PATTERNS = {
    "concept": "?p schema:mentions ?x",
    "paper": "?x a schema:ScholarlyArticle ; schema:mentions ?c",
    "task": "?p kg:addresses ?x",
    "benchmark": "?p kg:evaluatesOn ?x",
    "one": "?p kg:uses ?x",
}


def most(store: ox.Store) -> dict[str, str]:
    """For each parameter the IRI with most links."""
    found = {}
    for name, pattern in _PATTERNS.items():
        rows = [row["x"].value for row in store.query(_MOST.format(pattern=pattern), prefixes=PREFIXES)]
        found[name] = rows[0]
    return {**found, "other": rows[-1]}


def cost(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return min(times)


def main(path: Path, given: dict[str, str]) -> None:
    """Print the figures."""
    store = open_store(path)
    values = most(store) | given
    print(f"{len(store)} triples; {', '.join(f'{name}={value}' for name, value in values.items())}")
    for name, question in questions().items():
        needed = {each.name: values[each.name] for each in question.parameters if each.default is None}
        request = Request(f"@{name}", needed)
        print(
            f"{name:22}{cost(lambda request=request: answer(store, request, Limits(rows=10**9, size=10**12))):9.1f} ms"
        )
    own = cost(lambda: ox.Store().bulk_load(path=str(path), format=files.SUFFIXES[path.suffix]))
    if path.stat().st_size > files.LARGE:
        return
    print(f"load in memory, against pyoxigraph's own bulk load: {cost(lambda: files.load(path)) / own:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict(each.split("=", 1) for each in sys.argv[2:]))
