"""How fast papers are read, matched and linked, against a blank tokenizer on the same texts; and the memory it takes.

    python tests/benchmarks/throughput.py [PAPERS.jsonl.xz] [--papers 4000] [--memory]

Prints papers per second of ``spacy.blank("en")`` and of ours, each in one process and of wall time, and their ratio;
then the same for ours as ``kg build`` runs it, in as many processes as the machine has cores. The median of three
rounds, because the speed of a machine wanders. Ours is reading, the first pass and linking; making the pipeline is
told apart. ``--memory`` builds the graph of all papers in a process of its own and
prints the highest resident memory.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from kg.model import Concept, Paper

DEFAULT = Path(__file__).parents[3] / "shared" / "corpora" / "abstracts.jsonl.xz"
ROUNDS = 3


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--papers", dest="count", type=int, default=4000)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        _memory(arguments.papers)
    elif arguments.memory:
        subprocess.run([sys.executable, __file__, str(arguments.papers), "--child"], check=True)
    else:
        _speed(arguments.papers, arguments.count)


def _speed(path: Path, count: int) -> None:
    import spacy

    from kg import catalogue, corpus, workers

    concepts = catalogue.load()
    started = time.perf_counter()
    corpus.Linker(concepts, corpus.Introduced({}, {}))
    print(f"pipeline with {len(concepts)} concepts made in {time.perf_counter() - started:.1f} s")
    ratios: dict[str, list[float]] = {"one process": [], "all cores": []}
    many = workers.FEW
    for _ in range(ROUNDS):
        for name, few in (("one process", sys.maxsize), ("all cores", many)):
            workers.FEW = few
            papers, own = _ours(path, count, concepts)
            blank = _seconds(spacy.blank("en").make_doc, [paper.text for paper in papers])
            ratios[name].append(blank / own)
            speeds = f"blank {len(papers) / blank:,.0f} papers/s, ours {len(papers) / own:,.0f}"
            print(f"{name}: {speeds}, ratio {ratios[name][-1]:.2f}")
    for name, found in ratios.items():
        print(f"median ratio, {name}: {statistics.median(found):.2f}")


def _ours(path: Path, count: int, concepts: Mapping[str, Concept]) -> tuple[list[Paper], float]:
    """The papers read, and the seconds of reading and linking them, the making of the pipeline left out."""
    from kg import corpus, sources, workers

    started = time.perf_counter()
    papers = list(islice(sources.read([path]), count))
    first = corpus.introduced(papers, concepts)
    seconds = time.perf_counter() - started
    linker = corpus.Linker(concepts, first)
    started = time.perf_counter()
    for _ in workers.mapped(linker.read, papers):
        pass
    return papers, seconds + time.perf_counter() - started


def _seconds(function: Callable[[Any], object], items: Iterable[Any]) -> float:
    """Seconds of calling ``function`` on each of ``items``."""
    started = time.perf_counter()
    for item in items:
        function(item)
    return time.perf_counter() - started


def _memory(path: Path) -> None:
    from kg.build import build
    from kg.graph import summary

    started = time.perf_counter()
    graph = build([path])
    seconds = time.perf_counter() - started
    own, children = (
        resource.getrusage(who).ru_maxrss / 1024**2 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"{summary(graph)}: at most {own:.2f} GiB, a worker {children:.2f} GiB, {seconds:.0f} s of wall time")


if __name__ == "__main__":
    main()
