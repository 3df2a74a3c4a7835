"""What the analysis says of graphs small enough to work out by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product
from math import log
from typing import Any, TypeAlias

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.analysis import (
    adoption,
    bridges,
    centrality,
    communities,
    cooccurrence,
    date_of,
    find,
    first_seen,
    name_of,
)
from kg.analysis.dates import periods
from kg.analysis.nodes import nearest
from kg.analysis.pairs import npmi
from kg.errors import KgError, UnknownNodeError
from kg.graph import assemble
from kg.model import Concept, Kind, Link, Mention, Paper, Role

Graph: TypeAlias = "nx.MultiDiGraph[str]"


def graph_of(
    papers: Mapping[str, Iterable[str]],
    dates: Mapping[str, str] | None = None,
    broader: Mapping[str, str] | None = None,
) -> Graph:
    """A graph of papers by id and the concepts they use (``=name`` introduces it); a name's case says its kind."""
    concepts: dict[str, Concept] = {}
    links = []
    for paper, names in papers.items():
        for said in names:
            name = said.lstrip("=")
            concept = _concept(name, broader or {})
            concepts[concept.id] = concept
            role = Role.INTRODUCES if said != name else Role.USES
            links.append(Link(paper, role, concept.id, 1.0, "by-hand", (Mention(0, 1, concept.id),)))
    for name in (broader or {}).values():
        concepts.setdefault(f"method/{name}", _concept(name, {}))
    made = [Paper(paper, f"Title {paper}", "Text.", published=(dates or {}).get(paper)) for paper in papers]
    return assemble(made, concepts, links)


def _concept(name: str, broader: Mapping[str, str]) -> Concept:
    kind = Kind.DATASET if name.isupper() else Kind.METHOD
    above = (f"method/{broader[name]}",) if name in broader else ()
    return Concept(f"{kind}/{name.lower()}", kind, (name,), broader=above)


@pytest.mark.parametrize(
    ("asked", "node"),
    [
        ("method/raftnet", "method/raftnet"),
        ("arxiv-2101.00001", "paper/arxiv-2101.00001"),
        ("2101.00001", "paper/arxiv-2101.00001"),
        ("paper/late", "paper/late"),
        ("raft-net", "method/raftnet"),
        ("FLOATBENCH", "benchmark/floatbench"),
        ("float bench", "benchmark/floatbench"),
        ("a study of q-net", "paper/late"),
        ("https://w3id.org/paperkg/method/raftnet", "method/raftnet"),
        ("https://example.org/mine/paper/arxiv-2101.00001#text", "paper/arxiv-2101.00001"),
        ("https://arxiv.org/abs/2101.00001v3", "paper/arxiv-2101.00001"),
        ("https://arxiv.org/pdf/2101.00001.pdf", "paper/arxiv-2101.00001"),
        ("arXiv:2101.00001", "paper/arxiv-2101.00001"),
        ("https://doi.org/10.48550/arXiv.2101.00001", "paper/arxiv-2101.00001"),
    ],
)
def test_a_node_is_found_by_what_people_call_it(tiny: Graph, asked: str, node: str) -> None:
    assert find(tiny, asked) == node


@pytest.mark.parametrize("asked", ["RaftNett", "Floatbnch", "", "😀"])
def test_an_unknown_node_names_the_nearest(tiny: Graph, asked: str) -> None:
    with pytest.raises(UnknownNodeError) as caught:
        find(tiny, asked)
    nearest = {"RaftNett": "RaftNet (method/raftnet)", "Floatbnch": "FloatBench (benchmark/floatbench)"}
    if asked in nearest:
        assert caught.value.nearest[0] == nearest[asked]
        assert nearest[asked] in str(caught.value)


def test_of_concepts_with_one_name_the_most_linked_is_meant() -> None:
    one, other = (Concept(f"{kind}/same", kind, ("Same",)) for kind in (Kind.METHOD, Kind.DATASET))
    links = [Link(p, Role.USES, c, 1.0, "r", (Mention(0, 1, c),)) for p, c in (("a", one.id), ("b", one.id))]
    links.append(Link("c", Role.USES, other.id, 1.0, "r", (Mention(0, 1, other.id),)))
    graph = assemble([Paper(p, p, "x") for p in "abc"], {one.id: one, other.id: other}, links)
    assert find(graph, "same") == "method/same"


def test_narrower_concepts_do_not_make_a_concept_the_one_that_is_meant() -> None:
    method, dataset = Concept("method/same", Kind.METHOD, ("Same",)), Concept("dataset/same", Kind.DATASET, ("Same",))
    below = [Concept(f"method/{name}", Kind.METHOD, (name,), broader=(method.id,)) for name in ("x", "y")]
    links = [Link("a", Role.USES, c, 1.0, "r", (Mention(n, n + 1, c),)) for n, c in enumerate([b.id for b in below])]
    links.append(Link("a", Role.EVALUATES_ON, dataset.id, 1.0, "r", (Mention(5, 6, dataset.id),)))
    graph = assemble([Paper("a", "A title", "x")], {c.id: c for c in (method, dataset, *below)}, links)
    assert find(graph, "same") == "dataset/same"


@pytest.mark.parametrize("field", ["doi", "acl_id"])
@pytest.mark.parametrize("form", ["{}", "https://doi.org/{}", "https://aclanthology.org/{}/"])
def test_a_paper_is_found_by_its_identifiers(field: str, form: str) -> None:
    graph = assemble([replace(Paper("a", "A title", "x"), **{field: "10.1000/X-1"})], {}, [])  # type: ignore[arg-type]
    assert find(graph, form.format("10.1000/x-1")) == "paper/a"


def test_what_is_not_near_is_not_called_nearest(tiny: Graph) -> None:
    assert nearest(tiny, "qqq study zzz") == []
    assert nearest(tiny, "float") == ["FloatBench (benchmark/floatbench)"]


def test_neighbourhood_grows_by_hops_and_keeps_the_graph_as_it_is(tiny: Graph) -> None:
    before = contents(tiny)
    around = {hops: set(kg.neighbourhood(tiny, "late", hops)) for hops in range(4)}
    assert around[0] == {"paper/late"}
    assert (
        around[1] - around[0]
        == {"method/q-net", "method/raftnet", "method/swin-transformer", "benchmark/floatbench"} & (around[1])
    )
    assert around[1] >= {"method/q-net", "benchmark/floatbench"}
    assert "paper/arxiv-2101.00001" in around[2]
    assert around[3] == set(tiny)
    part = kg.neighbourhood(tiny, "late", 1)
    assert part.graph == tiny.graph and type(part) is nx.MultiDiGraph
    assert list(part.edges(keys=True, data=True)) == [
        edge for edge in tiny.edges(keys=True, data=True) if edge[0] in part and edge[1] in part
    ]
    part.nodes["paper/late"]["title"] = "changed"
    assert contents(tiny) == before


def contents(graph: Graph) -> tuple[Any, ...]:
    """Everything that a graph holds, in its order."""
    return (
        [(node, dict(graph.nodes[node])) for node in graph],
        list(graph.edges(keys=True, data=True)),
        dict(graph.graph),
    )


def test_npmi_is_what_bouma_defines() -> None:
    graph = graph_of({"1": "ab", "2": "ab", "3": "a", "4": "c", "5": "c"})
    table = cooccurrence(graph, min_papers=1)
    row: Any = table.set_index(["one", "other"]).loc[("method/a", "method/b")]
    assert row.papers == 2
    expected = log((2 / 5) / ((3 / 5) * (2 / 5))) / -log(2 / 5)
    assert row.npmi == pytest.approx(expected)
    assert len(table) == 1


@given(st.data())
def test_npmi_lies_between_its_bounds(data: st.DataObject) -> None:
    papers = data.draw(st.integers(1, 60))
    one = data.draw(st.integers(1, papers))
    other = data.draw(st.integers(1, papers))
    together = data.draw(st.integers(max(1, one + other - papers), max(1, min(one, other))))
    if together <= min(one, other):
        assert -1 <= npmi(together, one, other, papers) <= 1
        assert npmi(together, one, other, papers) == npmi(together, other, one, papers)


def test_cooccurrence_keeps_to_kinds_and_to_what_is_frequent() -> None:
    graph = graph_of({"1": ["a", "b", "D"], "2": ["a", "b", "D"], "3": ["a", "D"]})
    assert set(zip(*(cooccurrence(graph)[end] for end in ("one", "other")), strict=True)) == {
        ("method/a", "method/b"),
        ("dataset/d", "method/a"),
        ("dataset/d", "method/b"),
    }
    assert cooccurrence(graph, kinds=["method"]).one.tolist() == ["method/a"]
    assert cooccurrence(graph, min_papers=3).other.tolist() == ["method/a"]
    assert cooccurrence(graph, min_papers=4).empty


TWO_FIELDS = {
    **{f"v{n}": names for n, names in enumerate(["abc", "abc", "ab", "bc", "ac"])},
    **{f"l{n}": names for n, names in enumerate(["xyz", "xyz", "xy", "yz", "xz"])},
    **{f"m{n}": names for n, names in enumerate(["ak", "ak", "bk", "bk", "xk", "xk", "yk", "yk"])},
    **{f"o{n}": "o" for n in range(40)},
}
"""Two fields of three concepts each, ``k`` that goes with both, and papers about something else."""


def test_communities_are_those_of_the_field_and_named_by_their_concepts() -> None:
    table = communities(graph_of(TWO_FIELDS))
    found = {frozenset(rows["name"]) - {"k"}: rows for _, rows in table.groupby("community")}
    assert found.keys() == {frozenset("abc"), frozenset("xyz")}
    for rows in found.values():
        assert set(rows["community_name"].iloc[0].split(", ")) <= set(rows["name"])
        assert rows["papers"].is_monotonic_decreasing
    assert table.community.value_counts(sort=False).is_monotonic_decreasing


def test_bridges_put_first_what_joins_communities() -> None:
    table = bridges(graph_of(TWO_FIELDS))
    assert table["name"].iloc[0] == "k"
    assert table["communities"].iloc[0] == 2 and 0 < table["participation"].iloc[0] < 1
    inside = table[table["name"] == "c"].iloc[0]
    assert (inside["communities"], inside["participation"], inside["betweenness"]) == (1, 0, 0)
    assert table["betweenness"].idxmax() == 0


def test_a_graph_without_ties_has_no_communities() -> None:
    for papers in ({}, {"1": "ab", "2": "cd"}):
        graph = graph_of(papers)
        assert communities(graph).empty and bridges(graph).empty


def test_centrality_of_a_star() -> None:
    graph = graph_of({str(number): "a" for number in range(4)} | {"4": "ab"})
    table = centrality(graph)
    assert table.node.tolist() == ["method/a", "method/b"]
    assert table.links.tolist() == [5, 1]
    assert table.strength.tolist() == [5.0, 1.0]
    assert table.betweenness[0] > table.betweenness[1] == 0
    papers = centrality(graph, "papers", samples=0)
    assert papers.node[0] == "paper/4" and set(papers.kind) == {"paper"} and papers.betweenness.isna().all()


@pytest.mark.parametrize(
    ("published", "arxiv_id", "date"),
    [
        ("2021-06-12", "1706.03762", "2021-06-12"),
        (None, "1706.03762", "2017-06"),
        (None, "cs/0501001", "2005-01"),
        (None, "hep-th/9912345", "1999-12"),
        (None, "2113.00001", None),
        (None, None, None),
    ],
)
def test_the_date_of_a_paper(published: str | None, arxiv_id: str | None, date: str | None) -> None:
    assert date_of({"published": published, "arxiv_id": arxiv_id}) == date


DATED = {"1": "2019-05-01", "2": "2019", "3": "2021-02", "4": "2021-03-01"}


def test_first_seen() -> None:
    table = first_seen(graph_of({"1": "a", "2": "ab", "3": "b", "9": "c"}, DATED))
    assert table[["name", "first", "paper", "papers"]].values.tolist() == [
        ["a", "2019", "paper/2", 2],
        ["b", "2019", "paper/2", 2],
    ]


def test_adoption_counts_every_period() -> None:
    graph = graph_of({"1": "a", "2": "ab", "3": "b", "4": "D"}, DATED)
    table = adoption(graph, ["b"])
    assert table.period.tolist() == ["2019", "2020", "2021"]
    assert table.papers.tolist() == [1, 0, 1]
    assert table["of"].tolist() == [2, 0, 2]
    assert table.share.tolist() == [0.5, 0.0, 0.5]
    assert adoption(graph, top=1).name.unique().tolist() == ["a"]
    by_month = adoption(graph, ["a"], by="month")
    assert (by_month.period.iloc[0], by_month.period.iloc[-1], len(by_month)) == ("2019-05", "2021-03", 23)


def test_adoption_without_dates_says_what_to_do() -> None:
    with pytest.raises(KgError, match="no paper of the graph has a date") as caught:
        adoption(graph_of({"1": "a"}))
    assert "published" in str(caught.value)
    assert first_seen(graph_of({"1": "a"})).empty


def test_periods_cross_years() -> None:
    assert periods("2020-11", "2021-02") == ["2020-11", "2020-12", "2021-01", "2021-02"]


def test_similar_weighs_what_is_rare() -> None:
    graph = graph_of({"1": "ab", "2": "a", "3": "b", "4": "ax", "5": "ay", "6": "z"})
    table = kg.similar(graph, "Title 1")
    assert table.paper[0] == "paper/3"
    assert "paper/6" not in set(table.paper) and "paper/1" not in set(table.paper)
    assert table.shared[0] == ("b",)
    assert table.similarity.between(0, 1).all() and table.similarity.is_monotonic_decreasing
    assert len(kg.similar(graph, "1", count=2)) == 2
    twins = graph_of({"1": "ab", "2": "ab"})
    assert kg.similar(twins, "1").similarity.tolist() == pytest.approx([1.0])


def test_compare_is_a_table_of_papers_by_concepts() -> None:
    graph = graph_of({"1": ["=a", "D"], "2": ["a", "b", "D"]})
    table = kg.compare(graph, ["2", "1"])
    assert table.index.tolist() == ["Title 2", "Title 1"]
    assert list(map(tuple, table.columns)) == [("method", "a"), ("method", "b"), ("dataset", "D")]
    assert table["method"].values.tolist() == [["uses", "uses"], ["introduces", ""]]
    assert kg.compare(graph, ["1"], kinds=["dataset"]).columns.map(tuple).tolist() == [("dataset", "D")]
    assert kg.compare(graph, ["1"], roles=[]).shape == (1, 0)


@pytest.mark.parametrize("function", [kg.similar, lambda graph, node: kg.compare(graph, [node])])
def test_a_concept_is_not_a_paper(tiny: Graph, function: object) -> None:
    assert callable(function)
    with pytest.raises(KgError, match="method/q-net is a concept, not a paper"):
        function(tiny, "Q-Net")


LINEAGE = {"1": ["=old"], "2": ["old", "=mid", "D"], "3": ["mid", "=new"], "4": ["mid"]}


def test_lineage_goes_both_ways() -> None:
    graph = graph_of(LINEAGE, {"3": "2021"}, broader={"mid": "wide", "kid": "mid"})
    steps = kg.lineage(graph, "mid")
    assert steps[["generation", "ancestor_name", "descendant_name", "relation"]].values.tolist() == [
        [-1, "old", "mid", "uses"],
        [-1, "wide", "mid", "broader"],
        [1, "mid", "new", "uses"],
    ]
    assert steps.date.tolist()[-1] == "2021" and steps.paper.tolist()[0] == "paper/2"


def test_lineage_takes_as_many_steps_as_told() -> None:
    graph = graph_of(LINEAGE)
    assert kg.lineage(graph, "old", steps=1).descendant_name.tolist() == ["mid"]
    assert kg.lineage(graph, "old", steps=2).generation.tolist() == [1, 2]
    assert kg.lineage(graph, "new").generation.tolist() == [-2, -1]
    assert kg.lineage(graph, "D").empty
    with pytest.raises(KgError, match="is a paper, not a concept"):
        kg.lineage(graph, "Title 1")


def test_lineage_ends_where_methods_use_each_other() -> None:
    graph = graph_of({"1": ["=a", "b"], "2": ["=b", "a"]})
    assert kg.lineage(graph, "a", steps=9).generation.tolist() == [-1, 1]


def test_answers_do_not_depend_on_the_order_of_the_graph(tiny: Graph) -> None:
    shuffled: Graph = nx.MultiDiGraph(**tiny.graph)
    for node in reversed(list(tiny)):
        shuffled.add_node(node, **tiny.nodes[node])
    for one, other, role, data in reversed(list(tiny.edges(keys=True, data=True))):
        shuffled.add_edge(one, other, key=role, **data)
    for analyse in (
        communities,
        bridges,
        centrality,
        cooccurrence,
        first_seen,
        kg.papers,
        kg.concepts,
        kg.links,
        kg.mentions,
    ):
        assert analyse(tiny).equals(analyse(shuffled)), analyse


@pytest.mark.parametrize("node", ["method/vit", "paper/late"])
def test_name_of(tiny: Graph, node: str) -> None:
    assert name_of(tiny, node) == {"method/vit": "Vision Transformer", "paper/late": "A Study of Q-Net"}[node]


def test_every_kind_pair_occurs_in_the_sample(sample: Graph) -> None:
    table = cooccurrence(sample)
    pairs = {(one.split("/")[0], other.split("/")[0]) for one, other in zip(table.one, table.other, strict=True)}
    assert pairs & set(product(["dataset", "benchmark"], ["method"]))
