"""The fifteen ready-made questions, each asked of a small graph whose answer is known."""

import re
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.errors import QueryError
from kg.export import ttl
from kg.graph import assemble
from kg.model import Concept, Kind, Link, Mention, Paper, Role, Status
from kg.store import open_store, query
from kg.store.questions import FOLDER, parse, question, questions
from kg.vocabulary import BASE, PREFIXES

FIFTEEN = frozenset(
    """naming paper methods benchmarks-for-task together similar lineage shared-datasets never-evaluated candidates
    doubtful bridges code pages health""".split()
)

PAPERS = (
    ("root", "Alpha: a root", "We propose Alpha for parsing on TreeBank. Code: https://github.com/a/alpha.", ("one",)),
    ("child", "Beta: a child", "We propose Beta, which uses Alpha, for parsing on TreeBank and WebText.", ("one",)),
    ("grandchild", "Gamma: a grandchild", "We propose Gamma. Unlike Beta, it does tagging on WebText.", ("one", "two")),
    ("loner", "On tagging", "We use the Old Net and alpha for tagging on WebText.", ("two",)),
    ("silent", "Nothing of note", "Nothing is named here.", ("two",)),
)
CONCEPTS = (
    Concept("method/alpha", Kind.METHOD, ("Alpha", "AlphaNet"), Status.CANDIDATE),
    Concept("method/beta", Kind.METHOD, ("Beta",), Status.CANDIDATE),
    Concept("method/gamma", Kind.METHOD, ("Gamma",), Status.CANDIDATE),
    Concept("method/old-net", Kind.METHOD, ("Old Net",)),
    Concept("dataset/treebank", Kind.DATASET, ("TreeBank",), tasks=("task/parsing",)),
    Concept("benchmark/webtext", Kind.BENCHMARK, ("WebText",)),
    Concept("task/parsing", Kind.TASK, ("parsing",)),
    Concept("task/tagging", Kind.TASK, ("tagging",)),
)
LINKS = (
    ("root", Role.INTRODUCES, "method/alpha", "Alpha", 0.95),
    ("root", Role.EVALUATES_ON, "task/parsing", "parsing", 0.9),
    ("root", Role.EVALUATES_ON, "dataset/treebank", "TreeBank", 0.9),
    ("child", Role.INTRODUCES, "method/beta", "Beta", 0.95),
    ("child", Role.USES, "method/alpha", "Alpha", 0.8),
    ("child", Role.EVALUATES_ON, "task/parsing", "parsing", 0.9),
    ("child", Role.EVALUATES_ON, "dataset/treebank", "TreeBank", 0.9),
    ("child", Role.TRAINS_ON, "benchmark/webtext", "WebText", 0.9),
    ("grandchild", Role.INTRODUCES, "method/gamma", "Gamma", 0.95),
    ("grandchild", Role.COMPARES_WITH, "method/beta", "Beta", 0.7),
    ("grandchild", Role.EVALUATES_ON, "task/tagging", "tagging", 0.9),
    ("grandchild", Role.EVALUATES_ON, "benchmark/webtext", "WebText", 0.9),
    ("loner", Role.USES, "method/old-net", "Old Net", 0.4),
    ("loner", Role.MENTIONS, "method/alpha", "alpha", 0.3),
    ("loner", Role.EVALUATES_ON, "task/tagging", "tagging", 0.9),
    ("loner", Role.EVALUATES_ON, "benchmark/webtext", "WebText", 0.9),
)


def the_graph() -> "nx.MultiDiGraph[str]":
    papers = {id: Paper(id, title, text, listed_on=pages) for id, title, text, pages in PAPERS}
    return assemble(papers.values(), {each.id: each for each in CONCEPTS}, map(made(papers), LINKS))


def made(papers: dict[str, Paper]) -> Callable[[tuple[str, Role, str, str, float]], Link]:
    def link(row: tuple[str, Role, str, str, float]) -> Link:
        paper, role, concept, name, confidence = row
        places = [found.start() for found in re.finditer(rf"\b{name}\b", papers[paper].text)]
        mentions = tuple(Mention(start, start + len(name), concept) for start in places)
        assert mentions
        return Link(paper, role, concept, confidence, "by-hand", mentions)

    return link


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return open_store(the_graph())


Rows = list[list[object]]


def asked(store: ox.Store, name: str, columns: str, **values: object) -> Rows:
    """The rows of the answer to ``@name`` in some columns, IRIs without their base or vocabulary."""
    frame = query(store, f"@{name}", **values)
    rows = frame[columns.split()].to_numpy(dtype=object).tolist()
    return [[short(value) for value in row] for row in rows]


def short(value: object) -> object:
    if not isinstance(value, str) or not value.startswith("http"):
        return value
    return value.removeprefix(BASE) if "vocab#" not in value and value.startswith(BASE) else re.split("[/#]", value)[-1]


def test_there_are_fifteen_and_each_is_tested_here() -> None:
    assert questions().keys() == FIFTEEN
    for name in FIFTEEN:
        assert f"test_{name.replace('-', '_')}" in globals(), name


@pytest.mark.parametrize("name", sorted(FIFTEEN))
def test_each_says_what_it_asks_and_selects_its_parameters(name: str) -> None:
    found = question(name)
    assert "?" in found.title
    assert (FOLDER / f"{name}.rq").read_text(encoding="utf-8").count("\n# ") <= 8
    for parameter in found.parameters:
        assert re.search(rf"SELECT [^{{]*\?{parameter.name}\b", found.text), "SPARQL binds only what is selected"
        assert parameter.help


def test_naming(store: ox.Store) -> None:
    for name in ("Alpha", "alphanet", "ALPHANET", "method/alpha", f"{BASE}method/alpha"):
        assert asked(store, "naming", "paper relation names times", concept=name) == [
            ["paper/root", "introduces", "Alpha", 2],
            ["paper/child", "uses", "Alpha", 1],
            ["paper/loner", "mentions", "alpha", 1],
        ]


def test_naming_keeps_the_200_papers_that_name_it_most() -> None:
    papers = {
        f"p{number:03}": Paper(f"p{number:03}", f"Paper {number}", "Alpha. " * (1 + number // 200))
        for number in range(210)
    }
    concepts = {"method/alpha": Concept("method/alpha", Kind.METHOD, ("Alpha",))}
    rows = ((paper, Role.USES, "method/alpha", "Alpha", 0.9) for paper in papers)
    found = asked(
        open_store(assemble(papers.values(), concepts, map(made(papers), rows))),
        "naming",
        "paper times",
        concept="Alpha",
    )
    assert len(found) == 200
    assert found[:11] == [[f"paper/p{number}", 2] for number in range(200, 210)] + [found[10]]
    assert {times for _, times in found[10:]} == {1}


def test_naming_lists_papers_without_evidence_too(tmp_path: Path) -> None:
    ttl.write(the_graph(), tmp_path / "graph.ttl", evidence=False)
    assert asked(open_store(tmp_path / "graph.ttl"), "naming", "paper times", concept="Beta") == [
        ["paper/child", 0],
        ["paper/grandchild", 0],
    ]


def test_paper(store: ox.Store) -> None:
    assert asked(store, "paper", "relation concept sentence", paper="gamma: a grandchild") == [
        ["addresses", "task/tagging", "Unlike Beta, it does tagging on WebText."],
        ["comparesWith", "method/beta", "Unlike Beta, it does tagging on WebText."],
        ["evaluatesOn", "benchmark/webtext", "Unlike Beta, it does tagging on WebText."],
        ["introduces", "method/gamma", "Gamma: a grandchild"],
    ]


def test_methods(store: ox.Store) -> None:
    assert asked(store, "methods", "name papers introducing using comparing") == [
        ["Alpha", 3, 1, 1, 0],
        ["Beta", 2, 1, 0, 1],
        ["Gamma", 1, 1, 0, 0],
        ["Old Net", 1, 0, 1, 0],
    ]


def test_benchmarks_for_task(store: ox.Store) -> None:
    assert asked(store, "benchmarks-for-task", "benchmark name made papers", task="Tagging") == [
        ["benchmark/webtext", "WebText", False, 2]
    ]
    assert asked(store, "benchmarks-for-task", "name made papers", task="parsing") == [["TreeBank", True, 2]]


def test_together(store: ox.Store) -> None:
    rows = asked(store, "together", "name both share", concept="Alpha")
    assert rows[:2] == [["TreeBank", 2, 1.0], ["parsing", 2, 1.0]]
    assert ["WebText", 2, pytest.approx(2 / 3)] in rows
    assert ["Gamma", 1, 1.0] not in rows
    assert "Alpha" not in [row[0] for row in rows]


def test_similar(store: ox.Store) -> None:
    """The root shares Alpha (in three papers), parsing and TreeBank (in two) with its child, Alpha with the loner."""
    assert asked(store, "similar", "other score", paper="root") == [
        ["paper/child", pytest.approx(1 / 3 + 1 / 2 + 1 / 2)],
        ["paper/loner", pytest.approx(1 / 3)],
    ]
    assert asked(store, "similar", "other score", paper="root", common=2) == [["paper/child", 1.0]]


def test_lineage(store: ox.Store) -> None:
    assert asked(store, "lineage", "follower name", paper="root") == [
        ["paper/child", "Alpha"],
        ["paper/grandchild", "Beta"],
    ]
    assert asked(store, "lineage", "follower name", paper="grandchild") == []


def test_shared_datasets(store: ox.Store) -> None:
    assert asked(store, "shared-datasets", "name withOne withOther", one="Alpha", other="Beta") == [
        ["WebText", 2, 2],
        ["TreeBank", 2, 1],
    ]
    assert asked(store, "shared-datasets", "name", one="Alpha", other="Old Net") == [["WebText"]]


def test_never_evaluated(store: ox.Store) -> None:
    """Only Beta is compared with; a paper that names it evaluates on both."""
    assert asked(store, "never-evaluated", "name papers", benchmark="WebText") == []
    graph = the_graph()
    graph.add_edge("paper/child", "method/old-net", "compares_with", **edge(Role.COMPARES_WITH))
    assert asked(open_store(graph), "never-evaluated", "name papers", benchmark="TreeBank") == []
    graph.remove_edge("paper/child", "method/old-net")
    graph.add_edge("paper/silent", "method/old-net", "compares_with", **edge(Role.COMPARES_WITH))
    assert asked(open_store(graph), "never-evaluated", "name papers", benchmark="TreeBank") == [["Old Net", 1]]


def edge(role: Role) -> dict[str, object]:
    return {"role": role.value, "confidence": 0.5, "rule": "by-hand", "mentions": ((0, 7),)}


def test_candidates(store: ox.Store) -> None:
    assert asked(store, "candidates", "candidate name kind papers") == [
        ["method/alpha", "Alpha", "Method", 3],
        ["method/beta", "Beta", "Method", 2],
    ]
    assert len(asked(store, "candidates", "name", least=1)) == 3


def test_doubtful(store: ox.Store) -> None:
    assert asked(store, "doubtful", "confidence paper name sentence", below=0.5) == [
        [0.3, "paper/loner", "Alpha", "We use the Old Net and alpha for tagging on WebText."],
        [0.4, "paper/loner", "Old Net", "We use the Old Net and alpha for tagging on WebText."],
    ]
    assert len(asked(store, "doubtful", "name")) == len(LINKS)


def test_bridges(store: ox.Store) -> None:
    """WebText is in one paper on parsing and two on tagging; Beta in one of each; Alpha in two and one."""
    assert asked(store, "bridges", "name communities papers score", least=2) == [
        ["Beta", 2, 2, 0.5],
        ["Alpha", 2, 3, pytest.approx(4 / 9)],
        ["WebText", 2, 3, pytest.approx(4 / 9)],
        ["TreeBank", 1, 2, 0.0],
    ]


def test_code(store: ox.Store) -> None:
    assert asked(store, "code", "paper repository introduces") == [
        ["paper/root", "alpha", "Alpha"],
    ]


def test_pages(store: ox.Store) -> None:
    assert asked(store, "pages", "page papers introducing links concepts") == [
        ["page/one", 3, 3, 12, 7],
        ["page/two", 3, 1, 8, 6],
    ]


def test_health(store: ox.Store) -> None:
    counts = {str(what): count for what, count in asked(store, "health", "what count")}
    assert counts == {
        "papers": 5,
        "concepts": 8,
        "candidates": 3,
        "links": 16,
        "mentions": 20,
        "papers without a link": 1,
        "concepts that no paper names": 0,
        "links of a confidence below 0.5": 2,
        "broken: papers without a title": 0,
        "broken: concepts of no preferred name or of several": 0,
        "broken: concepts of no kind or of several": 0,
        "broken: links more or fewer than schema:mentions": 0,
    }


BREAK = {
    "broken: papers without a title": "DELETE WHERE { <B/paper/root> dcterms:title ?t }",
    "broken: concepts of no preferred name or of several": "DELETE WHERE { <B/method/beta> ?p 'Beta' }",
    "broken: concepts of no kind or of several": "INSERT DATA { <B/method/beta> a kg:Task }",
    "broken: links more or fewer than schema:mentions": "DELETE DATA {<B/paper/root> schema:mentions <B/method/alpha>}",
}


@pytest.mark.parametrize("line", sorted(BREAK))
def test_health_sees_what_is_broken(line: str) -> None:
    store = open_store(the_graph())
    store.update(BREAK[line].replace("B/", BASE), prefixes=PREFIXES)
    assert [row[1] for row in asked(store, "health", "what count") if row[0] == line] == [1]


def test_the_questions_run_without_evidence(store: ox.Store) -> None:
    """A graph built with --no-evidence has links but no mentions."""
    store = open_store(the_graph())
    store.update("DELETE { ?link ?p ?m } WHERE { ?link ?p ?m . ?m a nif:Phrase }", prefixes=PREFIXES)
    assert len(asked(store, "naming", "paper", concept="Alpha")) == 3
    assert len(asked(store, "paper", "concept", paper="root")) == 3


def test_a_missing_parameter_lists_what_there_is() -> None:
    with pytest.raises(QueryError, match="@shared-datasets needs the parameter other") as caught:
        question("shared-datasets").values({"one": "x"})
    assert "-p one=…" in (caught.value.hint or "")
    assert "-p other=…  the other method" in (caught.value.hint or "")


def test_an_unknown_parameter_is_told_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="@naming has no parameter 'concpt'") as caught:
        question("naming").values({"concpt": "x"})
    assert (caught.value.hint or "").startswith("Did you mean concept?")
    with pytest.raises(QueryError) as caught:
        question("code").values({"x": "y"})
    assert caught.value.hint == "It takes none."


def test_an_unknown_question_is_told_with_the_nearest() -> None:
    with pytest.raises(QueryError, match="no ready-made question is called @namin") as caught:
        question("namin")
    assert (caught.value.hint or "").startswith("Did you mean @naming? There are: @benchmarks-for-task, ")


def test_the_header_of_a_file_of_ones_own_gives_parameters_types(store: ox.Store) -> None:
    header = "# Which?\n# of (paper): the paper\n# least (decimal = 0.5): at least\n"
    text = f"{header}SELECT ?of ?least ?x {{ BIND(?least * 2 AS ?x) }}"
    assert parse("own", text).parameters[1].default == "0.5"
    assert query(store, text, of="root")["x"].tolist() == [1.0]
