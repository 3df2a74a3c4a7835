"""How fast papers are read, matched and linked, against a blank tokenizer on the same texts; and the memory it takes.

    python tests/benchmarks/throughput.py [PAPERS.jsonl.xz] [--papers 4000] [--memory]

Prints papers per second of ``spacy.blank("en")`` and of ours, each in one process and of wall time, and their ratio;
then the same for ours as ``kg build`` runs it, in as many processes as the machine has cores. The median of three
rounds, because the speed of a machine wanders, each in a process of its own, because words once read are remembered.
Ours is reading, the first pass and linking; making the pipeline is told apart. ``--memory`` builds the graph of all
papers in a process of its own and prints the highest resident memory.
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
ONE = "one process"
ROUNDS = 3
WAYS = (ONE, "all cores")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--papers", dest="count", type=int, default=4000)
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--child", choices=["memory", *WAYS], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child == "memory":
        _memory(arguments.papers)
    elif arguments.child:
        _round(arguments.papers, arguments.count, arguments.child)
    elif arguments.memory:
        _in_a_process_of_its_own(arguments, "memory")
    else:
        for way in WAYS:
            ratios = [float(_in_a_process_of_its_own(arguments, way).split()[-1]) for _ in range(ROUNDS)]
            print(f"median ratio, {way}: {statistics.median(ratios):.2f}")


def _in_a_process_of_its_own(arguments: argparse.Namespace, child: str) -> str:
    """What it prints, printed here too."""
    command = [sys.executable, __file__, str(arguments.papers), "--papers", str(arguments.count), "--child", child]
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    print(printed, end="", flush=True)
    return printed


def _round(path: Path, count: int, way: str) -> None:
    import spacy

    from kg import catalogue, corpus, workers

    concepts = catalogue.load()
    started = time.perf_counter()
    corpus.Linker(concepts, corpus.Introduced({}, {}))
    made = time.perf_counter() - started
    if way == ONE:
        workers.FEW = sys.maxsize
    papers, own = _ours(path, count, concepts)
    blank = _seconds(spacy.blank("en").make_doc, [paper.text for paper in papers])
    speeds = f"blank {len(papers) / blank:,.0f} papers/s, ours {len(papers) / own:,.0f}"
    print(f"{way}: pipeline with {len(concepts)} concepts made in {made:.1f} s; {speeds}, ratio {blank / own:.3f}")


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
