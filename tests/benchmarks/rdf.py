"""Writing RDF: our Turtle and N-Triples against rdflib's and Oxigraph's, on a million triples of our own shape.

    python tests/benchmarks/rdf.py [TRIPLES]

The graph is made up, but of our shape: papers with abstracts, links, mentions with their sentences. All figures come
from one run in one process, CPU seconds of each step; the ratios are what can be compared between machines. rdflib gets
a tenth of the triples, because it needs a minute for all; its figure is per triple, as are all. Then the memory that
writing N-Triples takes beside the graph, for a tenth of the papers and for all of them.
"""

import io
import random
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
import pyoxigraph
import rdflib

from kg import rdf
from kg.export import nt, ttl
from kg.graph import assemble
from kg.model import Concept, Kind, Link, Mention, Paper, Role

WORDS = "the model learns attention over graphs and images, with data from tasks we train on.".split()
CONCEPTS = 2000
LINKS = 7
SHARE = 10


def made_up(papers: int) -> "nx.MultiDiGraph[str]":
    """A graph of so many papers, each with links to some of the concepts."""
    chosen = random.Random(0)
    kinds = list(Kind)
    concepts = [Concept(f"{kinds[n % 5]}/c{n}", kinds[n % 5], (f"Concept {n}", f"C-{n}")) for n in range(CONCEPTS)]
    listed, links = [], []
    for number in range(papers):
        abstract = " ".join(chosen.choices(WORDS, k=220))
        listed.append(Paper(f"arxiv-{number:07}", f"Paper {number}", abstract, "2024-05-06", listed_on=("page",)))
        for place, concept in enumerate(chosen.sample(concepts, LINKS)):
            mentions = tuple(Mention(place * 90 + start, place * 90 + start + 6, concept.id) for start in (0, 40))
            links.append(Link(f"arxiv-{number:07}", chosen.choice(list(Role)), concept.id, 0.9, "used", mentions))
    return assemble(listed, {concept.id: concept for concept in concepts}, links)


def seconds(work: Callable[[], object]) -> float:
    """The CPU time of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def in_oxigraph(triples: list[rdf.Triple]) -> list[pyoxigraph.Triple]:
    """Triples as ready terms of Oxigraph."""
    text = "".join(nt.lines(triples))
    quads = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return [pyoxigraph.Triple(quad.subject, quad.predicate, quad.object) for quad in quads]


def in_rdflib(triples: Iterator[rdf.Triple]) -> rdflib.Graph:
    """Triples in a graph of rdflib."""
    graph = rdflib.Graph()
    graph.parse(data="".join(nt.lines(triples)), format="nt")
    return graph


def peak(graph: "nx.MultiDiGraph[str]", path: Path) -> float:
    """The most memory in MB that writing N-Triples takes beside the graph."""
    tracemalloc.start()
    nt.write(graph, path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Measure and print."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    small, twice = (sum(1 for _ in rdf.triples(made_up(papers))) for papers in (1000, 2000))
    graph = made_up(max(1, 1000 + 1000 * (wanted - small) // (twice - small)))
    triples = list(rdf.triples(graph))
    count = len(triples)
    with TemporaryDirectory() as folder:
        out = Path(folder)
        figures = {
            "N-Triples, from ready triples": seconds(lambda: (out / "a.nt").write_text("".join(nt.lines(triples)))),
            "N-Triples, from the graph": seconds(lambda: nt.write(graph, out / "b.nt")),
            "Turtle, from ready triples": seconds(lambda: (out / "a.ttl").write_text("".join(ttl.lines(triples)))),
            "Turtle, from the graph": seconds(lambda: ttl.write(graph, out / "b.ttl")),
            "read Turtle back to a graph": seconds(lambda: rdf.read(out / "b.ttl")),
        }
        ready = in_oxigraph(triples)
        figures["pyoxigraph N-Triples"] = seconds(
            lambda: pyoxigraph.serialize(ready, str(out / "c.nt"), pyoxigraph.RdfFormat.N_TRIPLES)
        )
        few = in_rdflib(islice(triples, count // SHARE))
        figures["rdflib Turtle"] = SHARE * seconds(lambda: few.serialize(io.BytesIO(), "turtle"))
        memory = [peak(one, out / "d.nt") for one in (made_up(len(list(rdf_papers(graph))) // SHARE), graph)]
    print(f"{count} triples")
    for name, value in figures.items():
        print(f"{name:<34}{value:8.2f} s  {count / value:12,.0f} triples/s")
    print_ratios(figures)
    print(f"memory of writing N-Triples, a tenth of the papers: {memory[0]:.2f} MB; all of them: {memory[1]:.2f} MB")


def rdf_papers(graph: "nx.MultiDiGraph[str]") -> Iterator[str]:
    """The papers of a graph."""
    return (node for node in graph if node.startswith("paper/"))


def print_ratios(figures: dict[str, float]) -> None:
    """How many times as fast as the others."""
    for ours, other, least in (
        ("N-Triples, from ready triples", "pyoxigraph N-Triples", 0.5),
        ("N-Triples, from the graph", "pyoxigraph N-Triples", None),
        ("Turtle, from ready triples", "rdflib Turtle", 10),
        ("Turtle, from the graph", "rdflib Turtle", None),
    ):
        goal = f"  (at least {least})" if least else ""
        print(f"{ours} : {other} = {figures[other] / figures[ours]:.2f}{goal}")


if __name__ == "__main__":
    main()
