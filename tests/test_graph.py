"""The graph: assembled in any order, merged, checked."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import graph as kgraph
from kg.errors import GraphError
from kg.model import Author, Concept, Kind, Link, Mention, Paper, Role, Status

Graph = nx.MultiDiGraph
BROAD = Concept("method/nets", Kind.METHOD, ("nets",))
NAMES = {
    concept.id: concept
    for concept in (
        BROAD,
        Concept("method/a", Kind.METHOD, ("A",), broader=("method/nets",), year=2020),
        Concept("method/b", Kind.METHOD, ("B", "Bee"), Status.CANDIDATE, broader=("method/a",)),
        Concept("dataset/d", Kind.DATASET, ("D",), tasks=("task/t",)),
        Concept("task/t", Kind.TASK, ("T",), broader=("task/wide",)),
        Concept("task/wide", Kind.TASK, ("W",)),
        Concept("benchmark/m", Kind.BENCHMARK, ("M",), datasets=("dataset/d", "dataset/unlinked")),
    )
}
WORDS = [concept.names[0] for concept in NAMES.values()]


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A paper that writes some of the names, one of few ids so that graphs overlap."""
    number = draw(st.integers(0, 4))
    words = draw(st.lists(st.sampled_from(WORDS), max_size=6))
    return Paper(
        f"p{number}",
        f"Paper {number}",
        " ".join(words) or "none",
        published=draw(st.sampled_from([None, "2021", "2021-06-12"])),
        url=draw(st.sampled_from([None, "https://a.example", "https://b.example"])),
        listed_on=tuple(sorted(draw(st.sets(st.sampled_from(["x.txt", "y.txt"]))))),
        authors=tuple(Author(name) for name in draw(st.sampled_from([(), ("Ada",), ("Ada", "Bo")]))),
        upvotes=draw(st.sampled_from([None, 1, 7])),
    )


def linked(paper: Paper, role: Role, confidence: float) -> list[Link]:
    """A link for every name that a paper's abstract writes."""
    found: dict[str, list[Mention]] = {}
    start = len(paper.title) + 2
    for word in paper.abstract.split():
        concept = next((concept.id for concept in NAMES.values() if concept.names[0] == word), None)
        if concept:
            found.setdefault(concept, []).append(Mention(start, start + len(word), concept))
        start += len(word) + 1
    return [Link(paper.id, role, node, confidence, "r", tuple(mentions)) for node, mentions in found.items()]


@st.composite
def graphs(draw: st.DrawFn) -> "Graph[str]":
    """A sound graph of a few papers."""
    chosen = {paper.id: paper for paper in draw(st.lists(papers(), max_size=4))}.values()
    role = draw(st.sampled_from([Role.USES, Role.MENTIONS, Role.INTRODUCES]))
    links = [link for paper in chosen for link in linked(paper, role, draw(st.sampled_from([0.5, 0.9])))]
    return kgraph.assemble(chosen, NAMES, links, inputs=draw(st.sampled_from([[], [("x", "1")], [("y", "2")]])))


def content(graph: "Graph[str]") -> tuple[Any, Any, Any]:
    """All that a graph holds, in its order."""
    return list(graph.nodes(data=True)), list(graph.edges(keys=True, data=True)), graph.graph


def unordered(graph: "Graph[str]") -> tuple[Any, Any, Any]:
    """All that a graph holds, whatever its order."""
    return sorted(graph.nodes(data=True)), sorted(graph.edges(keys=True, data=True), key=str), graph.graph


@given(graphs())
def test_an_assembled_graph_is_sound(graph: "Graph[str]") -> None:
    assert kgraph.check(graph) == []


@given(st.lists(papers(), max_size=4, unique_by=lambda paper: paper.id), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(chosen: list[Paper], order: random.Random) -> None:
    links = [link for paper in chosen for link in linked(paper, Role.USES, 0.9)]
    before = content(kgraph.assemble(chosen, NAMES, links))
    order.shuffle(chosen)
    order.shuffle(links)
    concepts = dict(order.sample(sorted(NAMES.items()), len(NAMES)))
    assert content(kgraph.assemble(chosen, concepts, links)) == before


@given(graphs())
def test_merging_a_graph_with_itself_changes_nothing(graph: "Graph[str]") -> None:
    assert unordered(kgraph.merge(graph, graph)) == unordered(graph)


@given(graphs(), graphs())
def test_merging_does_not_depend_on_the_order(one: "Graph[str]", other: "Graph[str]") -> None:
    assert content(kgraph.merge(one, other)) == content(kgraph.merge(other, one))


@given(graphs(), graphs())
def test_a_merged_graph_is_sound_and_has_every_node(one: "Graph[str]", other: "Graph[str]") -> None:
    merged = kgraph.merge(one, other)
    assert kgraph.check(merged) == []
    assert set(merged) == {*one, *other}


@given(graphs(), graphs())
def test_merging_leaves_its_arguments_alone(one: "Graph[str]", other: "Graph[str]") -> None:
    before = [(node, dict(attributes)) for node, attributes in one.nodes(data=True)], list(one.edges(data=True))
    kgraph.merge(one, other)
    assert (
        [(node, dict(attributes)) for node, attributes in one.nodes(data=True)],
        list(one.edges(data=True)),
    ) == before


@given(papers())
def test_a_paper_goes_into_the_graph_and_comes_back(paper: Paper) -> None:
    graph = kgraph.assemble([paper], {}, [])
    assert kgraph.paper_of(graph, kgraph.paper_node(paper.id)) == paper


@pytest.mark.parametrize("concept", NAMES.values(), ids=NAMES.keys())
def test_a_concept_goes_into_the_graph_and_comes_back(concept: Concept) -> None:
    paper = Paper("p", "T", "words")
    graph = kgraph.assemble([paper], NAMES, [Link("p", Role.USES, concept.id, 1, "r", (Mention(3, 5, concept.id),))])
    assert kgraph.concept_of(graph, concept.id) == concept


def one_link(role: Role, confidence: float, concept: str = "method/a") -> "Graph[str]":
    """A graph of one paper that links once."""
    links = [Link("p", role, concept, confidence, "r", (Mention(3, 4, concept),))]
    return kgraph.assemble([Paper("p", "T", "A B")], NAMES, links)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ((Role.USES, 0.5), (Role.INTRODUCES, 0.4), (Role.INTRODUCES, 0.4)),
        ((Role.USES, 0.5), (Role.USES, 0.8), (Role.USES, 0.8)),
        ((Role.MENTIONS, 0.9), (Role.COMPARES_WITH, 0.1), (Role.COMPARES_WITH, 0.1)),
    ],
)
def test_of_two_links_the_stronger_then_the_surer_stays(
    one: tuple[Role, float], other: tuple[Role, float], kept: tuple[Role, float]
) -> None:
    links = list(kgraph.links_of(kgraph.merge(one_link(*one), one_link(*other)), "paper/p"))
    assert [(link.role, link.confidence) for link in links] == [kept]


def test_links_come_with_the_text_they_point_into() -> None:
    long = kgraph.assemble([Paper("p", "T", "Z A B")], NAMES, [])
    merged = kgraph.merge(one_link(Role.USES, 0.9), long)
    assert merged.nodes["paper/p"]["abstract"] == "Z A B"
    assert list(kgraph.links_of(merged, "paper/p")) == []


def test_broader_concepts_come_along_and_benchmarks_hold_datasets() -> None:
    graph = one_link(Role.USES, 0.9, "method/b")
    assert kgraph.concept_nodes(graph) == ["method/a", "method/b", "method/nets"]
    assert graph.has_edge("method/b", "method/a", key="broader")
    data = one_link(Role.USES, 0.9, "benchmark/m")
    assert kgraph.concept_nodes(data) == ["benchmark/m", "dataset/d", "task/t", "task/wide"]
    assert data.has_edge("benchmark/m", "dataset/d", key="includes")
    assert data.has_edge("dataset/d", "task/t", key="for_task")


def test_a_summary_counts_links_and_not_other_relations() -> None:
    graph = one_link(Role.USES, 0.9, "method/b")
    assert kgraph.summary(graph) == {"papers": 1, "concepts": 3, "links": 1}


def test_repositories_are_read_off_the_text() -> None:
    paper = Paper("p", "T", "Code: https://github.com/a/b.")
    assert kgraph.paper_attributes(paper)["code"] == ("https://github.com/a/b",)


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (Link("p", Role.USES, "method/none", 1, "r", (Mention(3, 4, "x"),)), "1 links name concepts"),
        (Link("q", Role.USES, "method/a", 1, "r", (Mention(3, 4, "x"),)), "names the paper 'q'"),
    ],
)
def test_a_link_to_nothing_raises(link: Link, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        kgraph.assemble([Paper("p", "T", "A")], NAMES, [link])


def broken(change: Callable[["Graph[str]"], object]) -> list[str]:
    """What the check says of a sound graph once ``change`` was made."""
    graph = one_link(Role.USES, 0.9)
    change(graph)
    return kgraph.check(graph)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda g: g.nodes["paper/p"].update(type="journal"), "paper/p: type is 'journal', not paper or concept"),
        (lambda g: g.nodes["paper/p"].pop("url"), "paper/p: lacks url"),
        (lambda g: g.nodes["method/a"].update(kind="task"), "method/a: kind is 'task'"),
        (lambda g: g["paper/p"]["method/a"]["uses"].update(confidence=2), "needs a confidence in [0, 1]"),
        (lambda g: g["paper/p"]["method/a"]["uses"].update(mentions=((3, 99),)), "a mention lies outside its text"),
        (lambda g: g["paper/p"]["method/a"]["uses"].update(mentions=((3, 5), (4, 6))), "mentions overlap"),
        (
            lambda g: g.add_edge("paper/p", "method/a", key="mentions", **g["paper/p"]["method/a"]["uses"]),
            "several links to one concept",
        ),
    ],
)
def test_the_check_finds(change: Callable[["Graph[str]"], object], problem: str) -> None:
    assert any(problem in line for line in broken(change))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("b",), ("a", "b"), ("a", "b")),
        (("a", "Z"), ("b", "a"), ("b", "a", "Z")),
        ((Author("Ada"),), (Author("Ada"), Author("Bo")), (Author("Ada"), Author("Bo"))),
        ((), ("a",), ("a",)),
        (1, 7, 7),
        ("2021", None, "2021"),
    ],
)
def test_the_richer_value_stays(one: object, other: object, expected: object) -> None:
    assert kgraph.richer(one, other) == expected
    assert kgraph.richer(other, one) == expected


def test_a_merge_keeps_a_papers_metadata_from_both() -> None:
    one = kgraph.assemble([Paper("p", "T", "A", published="2021", listed_on=("x",))], {}, [], inputs=[("x", "1")])
    other = kgraph.assemble([replace(Paper("p", "T", "A", url="https://u.example"), listed_on=("y",))], {}, [])
    merged = kgraph.paper_of(kgraph.merge(one, other), "paper/p")
    assert merged == Paper("p", "T", "A", published="2021", url="https://u.example", listed_on=("x", "y"))


def named(*names: str) -> "Graph[str]":
    """A graph of one paper that links to a concept with these names."""
    concept = Concept("method/z", Kind.METHOD, names)
    links = [Link("p", Role.USES, concept.id, 0.9, "r", (Mention(3, 4, concept.id),))]
    return kgraph.assemble([Paper("p", "T", "Z")], {concept.id: concept}, links)


def test_merging_unites_names_and_keeps_the_preferred_one() -> None:
    merged = kgraph.merge(named("Zed", "zz"), named("Zed", "Alpha"))
    assert merged.nodes["method/z"]["names"] == ("Zed", "zz", "Alpha")
