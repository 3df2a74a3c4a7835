"""How fast papers are read, matched and linked, against a blank tokenizer on the same texts; and the memory it takes.

    python tests/benchmarks/throughput.py [PAPERS.jsonl.xz] [--papers 4000] [--memory]

Prints papers per CPU-second of ``spacy.blank("en")`` and of ours in one process, and
their ratio; the median of three rounds, because the speed of a machine wanders. Ours is reading, the first pass and
linking; making the pipeline is told apart. ``--memory`` builds the graph of all papers in a process of its own and
prints the highest resident memory.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Any

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

    from kg import catalogue, corpus, sources

    concepts = catalogue.load()
    started = time.process_time()
    corpus.Linker(concepts, corpus.Introduced({}, {}))
    print(f"pipeline with {len(concepts)} concepts made in {time.process_time() - started:.1f} CPU-seconds")
    ratios = []
    for number in range(1, ROUNDS + 1):
        started = time.process_time()
        papers = list(islice(sources.read([path]), count))
        first = corpus.introduced(papers, concepts)
        own = time.process_time() - started
        linker = corpus.Linker(concepts, first)
        own += _seconds(linker.read, papers)
        blank = _seconds(spacy.blank("en").make_doc, [paper.text for paper in papers])
        ratios.append(blank / own)
        speeds = f"blank {len(papers) / blank:,.0f} papers/s, ours {len(papers) / own:,.0f}"
        print(f"round {number}: {speeds}, ratio {ratios[-1]:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f}")


def _seconds(function: Callable[[Any], object], items: Iterable[Any]) -> float:
    """CPU-seconds of calling ``function`` on each of ``items``."""
    started = time.process_time()
    for item in items:
        function(item)
    return time.process_time() - started


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
