"""The mapping to RDF, statement by statement, and back."""

import gzip
import json
import random
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import rdf
from kg.errors import FormatError, InputError, KgError, MissingInputError
from kg.export import nt
from kg.graph import assemble, concept_of, merge
from kg.model import Author, Concept, Kind, Link, Mention, Paper, Role, Status, slug
from kg.rdf import Literal
from kg.vocabulary import (
    BASE,
    DCTERMS,
    FABIO,
    ITSRDF,
    KG,
    NAMESPACES,
    NIF,
    RDF,
    SCHEMA,
    SKOS,
    VOID,
    XSD,
    concept_iri,
    dataset_iri,
    link_iri,
    mention_iri,
    node_of,
    page_iri,
    paper_iri,
    role_of,
)

Graph = nx.MultiDiGraph
PAPER = f"{BASE}paper/arxiv-2101.00001"
LINK = f"{PAPER}#introduces/method/raftnet"
MENTION = f"{PAPER}#char=0,7"
FIRST_SENTENCE = "We propose RaftNet."

# One line for each statement of the contract that a small graph shows.
SAID = [
    (PAPER, RDF.type, SCHEMA.ScholarlyArticle),
    (PAPER, DCTERMS.title, Literal("RaftNet: Rafts without Attention")),
    (PAPER, DCTERMS.issued, Literal("2021-01-01", XSD.date)),
    (PAPER, DCTERMS.source, f"{BASE}page/a.txt"),
    (PAPER, FABIO.hasArXivId, Literal("2101.00001")),
    (PAPER, SCHEMA.url, "https://arxiv.org/abs/2101.00001"),
    (PAPER, KG.category, Literal("cs.CV")),
    (PAPER, SCHEMA.author, f"{PAPER}#author=2"),
    (f"{PAPER}#author=2", SCHEMA.name, Literal("Bo Example")),
    (f"{PAPER}#author=2", SCHEMA.position, Literal("2", XSD.integer)),
    (f"{PAPER}#author=2", SCHEMA.identifier, "https://orcid.org/0000-0002-1825-0097"),
    (PAPER, SCHEMA.mentions, f"{BASE}method/raftnet"),
    (PAPER, KG.introduces, f"{BASE}method/raftnet"),
    (PAPER, KG.comparesWith, f"{BASE}method/q-net"),
    (PAPER, KG.evaluatesOn, f"{BASE}benchmark/floatbench"),
    (f"{BASE}paper/late", KG.trainsOn, f"{BASE}benchmark/floatbench"),
    (LINK, RDF.type, KG.Link),
    (LINK, RDF.subject, PAPER),
    (LINK, RDF.predicate, KG.introduces),
    (LINK, RDF.object, f"{BASE}method/raftnet"),
    (LINK, KG.confidence, Literal("0.8", XSD.decimal)),
    (LINK, KG.rule, Literal("by-hand")),
    (LINK, KG.evidence, MENTION),
    (MENTION, RDF.type, NIF.Phrase),
    (MENTION, NIF.beginIndex, Literal("0", XSD.integer)),
    (MENTION, NIF.endIndex, Literal("7", XSD.integer)),
    (MENTION, NIF.anchorOf, Literal("RaftNet")),
    (MENTION, NIF.referenceContext, f"{PAPER}#text"),
    (MENTION, ITSRDF.taIdentRef, f"{BASE}method/raftnet"),
    (f"{PAPER}#char=45,52", KG.sentence, Literal(FIRST_SENTENCE)),
    (f"{PAPER}#text", RDF.type, NIF.Context),
    (f"{PAPER}#text", NIF.sourceUrl, PAPER),
    (f"{BASE}method/raftnet", RDF.type, KG.Method),
    (f"{BASE}method/raftnet", RDF.type, SKOS.Concept),
    (f"{BASE}method/raftnet", SKOS.prefLabel, Literal("RaftNet")),
    (f"{BASE}method/raftnet", SKOS.altLabel, Literal("Raft-Net")),
    (f"{BASE}method/raftnet", SKOS.inScheme, f"{BASE}catalogue"),
    (f"{BASE}method/raftnet", KG.status, KG.Candidate),
    (f"{BASE}method/raftnet", KG.year, Literal("2021", XSD.gYear)),
    (f"{BASE}method/raftnet", KG.introducingTitle, Literal("RaftNet: …")),
    (f"{BASE}method/vit", KG.introducedIn, "https://arxiv.org/abs/2010.11929"),
    (f"{BASE}method/vit", KG.status, KG.Curated),
    (f"{BASE}method/swin-transformer", SKOS.broader, f"{BASE}method/vit"),
    (f"{BASE}page/a.txt", SCHEMA.name, Literal("a.txt")),
]


@pytest.mark.parametrize("statement", SAID, ids=lambda said: f"{said[0].removeprefix(BASE)} {said[1].split('/')[-1]}")
def test_what_is_said(tiny: "Graph[str]", statement: rdf.Triple) -> None:
    assert statement in set(rdf.triples(tiny))


def test_every_triple_comes_once_and_subjects_in_runs_that_are_sorted(sample: "Graph[str]") -> None:
    triples = list(rdf.triples(sample))
    assert len(set(triples)) == len(triples)
    subjects = list(dict.fromkeys(subject for subject, _, _ in triples))
    runs = [subject for i, (subject, _, _) in enumerate(triples) if not i or triples[i - 1][0] != subject]
    assert runs == subjects
    # The description is last, by its own name; of one paper's fragments, and of plain names, the IRIs are in order.
    assert subjects == sorted(subjects)


def test_only_iris_and_literals_of_known_terms(sample: "Graph[str]") -> None:
    known = {iri for namespace in NAMESPACES for iri in namespace}
    for subject, predicate, value in rdf.triples(sample):
        assert predicate in known
        assert subject.startswith(BASE)
        assert isinstance(value, str) or value.datatype in known


def test_the_description_counts_what_is_there(tiny: "Graph[str]") -> None:
    tiny.graph["inputs"] = (("a.txt", "ab" * 32),)
    triples = list(rdf.triples(tiny))
    said = {(subject, predicate): value for subject, predicate, value in triples}
    assert said[dataset_iri(), VOID.triples] == Literal(str(len(triples)), XSD.integer)
    assert said[dataset_iri(), VOID.entities] == Literal("7", XSD.integer)
    assert said[dataset_iri(part="Method"), VOID.entities] == Literal("4", XSD.integer)
    assert said[dataset_iri(part="ScholarlyArticle"), VOID.entities] == Literal("2", XSD.integer)
    assert said[dataset_iri(part="mentions"), VOID.triples] == Literal("7", XSD.integer)
    assert said[dataset_iri(part="uses"), VOID.triples] == Literal("2", XSD.integer)
    assert said[page_iri("a.txt"), SCHEMA.sha256] == Literal("ab" * 32)


def test_partitions_merge_by_set_union(tiny: "Graph[str]") -> None:
    """All but the description of the whole is in the parts; the parts say nothing else."""
    parts = [tiny.copy(), tiny.copy()]
    parts[0].remove_node("paper/late")
    parts[1].remove_node("paper/arxiv-2101.00001")
    of_parts = set().union(*({t for t in rdf.triples(part) if "void" not in t[0]} for part in parts))
    assert of_parts == {triple for triple in rdf.triples(tiny) if "void" not in triple[0]}


def test_without_evidence_texts_and_mentions_are_left_out(tiny: "Graph[str]", tmp_path: Path) -> None:
    bare = set(rdf.triples(tiny, evidence=False))
    lost = set(rdf.triples(tiny)) - bare
    assert {predicate for _, predicate, _ in lost} == {
        *(RDF.type, KG.evidence, KG.sentence, ITSRDF.taIdentRef, VOID.triples),
        *(NIF.isString, NIF.sourceUrl, NIF.beginIndex, NIF.endIndex, NIF.anchorOf, NIF.referenceContext),
    }
    assert (LINK, KG.confidence, Literal("0.8", XSD.decimal)) in bare
    nt.write(tiny, tmp_path / "g.nt", evidence=False)
    back = rdf.read(tmp_path / "g.nt")
    for _, _, data in tiny.edges(data=True):
        if "mentions" in data:
            data["mentions"] = ()
    assert nx.utils.graphs_equal(back, tiny)


def test_another_base(tiny: "Graph[str]", tmp_path: Path) -> None:
    base = "http://localhost:8000/kg/"
    triples = list(rdf.triples(tiny, base=base))
    assert not [part for triple in triples for part in triple if isinstance(part, str) and part.startswith(BASE + "p")]
    assert {subject.startswith(base) for subject, _, _ in triples} == {True}
    nt.write(tiny, tmp_path / "g.nt", base=base)
    assert nx.utils.graphs_equal(rdf.read(tmp_path / "g.nt"), tiny)


@pytest.mark.parametrize(
    "base", ["", "kg", "/kg/", "https://example.org", "https://example.org/kg", "https://e.org/#", "https://e.org/a b/",
             'https://e.org/">/', "urn:kg:", "https://é.org/", "https://e.org/?q=/"]
)  # fmt: skip
def test_a_base_that_cannot_begin_an_iri_is_refused(tiny: "Graph[str]", base: str) -> None:
    with pytest.raises(KgError, match="cannot be the beginning of IRIs") as error:
        list(rdf.triples(tiny, base=base))
    assert "https://example.org/kg/" in str(error.value)


def test_the_sample_comes_back_whole(sample: "Graph[str]", sample_ttl: Path) -> None:
    back = rdf.read(sample_ttl)
    assert nx.utils.graphs_equal(back, sample)
    assert list(back) == list(sample)
    assert list(back.edges) == list(sample.edges)


def test_the_pages_come_back_whole(shared: Path, tmp_path: Path) -> None:
    from kg.build import build

    graph = build([shared / "pages"])
    nt.write(graph, tmp_path / "g.nt.gz")
    assert nx.utils.graphs_equal(rdf.read(tmp_path / "g.nt.gz"), graph)


def test_order_that_says_something_is_kept(tmp_path: Path) -> None:
    concept = Concept("task/x", Kind.TASK, ("X", "c", "a", "a"), broader=("task/z", "task/a"))
    paper = Paper("p", "X", "", categories=("cs.LG", "cs.AI"), listed_on=("a", "b"))
    link = Link("p", Role.MENTIONS, "task/x", 1, "r", (Mention(0, 1, "task/x"),))
    graph = assemble([paper], {"task/x": concept}, [link])
    nt.write(graph, tmp_path / "g.nt")
    assert concept_of(rdf.read(tmp_path / "g.nt"), "task/x") == concept
    orders = [json.loads(v.value) for _, p, v in rdf.triples(graph) if p == KG.order and isinstance(v, Literal)]
    lists = {"names": ["X", "c", "a", "a"], "broader": ["task/z", "task/a"]}
    assert orders == [{"categories": ["cs.LG", "cs.AI"]}, lists]


def test_order_that_contradicts_the_names_is_ignored(tiny: "Graph[str]", tmp_path: Path) -> None:
    tiny.nodes["method/vit"]["names"] = ("ViT", "c", "b")
    nt.write(tiny, tmp_path / "g.nt")
    lines = (tmp_path / "g.nt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if "altLabel" not in line or '"b"' not in line]
    (tmp_path / "g.nt").write_text("\n".join(lines), encoding="utf-8")
    assert rdf.read(tmp_path / "g.nt").nodes["method/vit"]["names"] == ("ViT", "c")


def test_a_graph_without_description_or_blank_neighbours_is_read(tiny: "Graph[str]", tmp_path: Path) -> None:
    lines = [line for line in nt.lines(rdf.triples(tiny, base="https://e.org/")) if "e.org/void" not in line]
    random.Random(1).shuffle(lines)
    lines += ['_:b <http://e.org/p> "x" .\n', "<http://e.org/p> <http://e.org/p> _:b .\n"]
    (tmp_path / "g.nt").write_text("".join(lines), encoding="utf-8")
    assert nx.utils.graphs_equal(rdf.read(tmp_path / "g.nt"), tiny)


BROKEN = [
    ("g.ttl", b"<a> <b> .", InputError, r"g\.ttl:1: this is not the RDF"),
    ("g.nt", b'<http://e.org/a> <http://e.org/b> "x" .\n<http://e.org/a> b', InputError, r"g\.nt:2: this is not"),
    ("g.ttl", b"\xff\xfe\x00", InputError, "this is not the RDF"),
    ("g.jsonld", b'{"@context":', InputError, "this is not the RDF"),
    ("g.rdf", b"<rdf:RDF", InputError, "this is not the RDF"),
    ("g.ttl", b"", InputError, "holds no graph of papers"),
    ("g.nt", b'<http://e.org/a> <http://e.org/b> "x" .', InputError, "holds no graph of papers"),
    ("g.ttl.gz", b"not compressed", InputError, "cannot be read"),
    ("g.ttl.gz", gzip.compress(b"x" * 1000, mtime=0)[:-20], InputError, "cannot be read"),
    ("g.txt", b"", FormatError, "no RDF syntax has the suffix '.txt'"),
]


@pytest.mark.parametrize(("name", "content", "error", "message"), BROKEN, ids=str)
def test_a_broken_file_is_told(tmp_path: Path, name: str, content: bytes, error: type[KgError], message: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=message):
        rdf.read(tmp_path / name)


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        ("https://w3id.org/paperkg/vocab#year", '"abc"'),
        ("https://w3id.org/paperkg/vocab#forTask", "<http://www.wikidata.org/entity/Q1>"),
        ("http://www.w3.org/2004/02/skos/core#broader", '"text"'),
    ],
)
def test_an_unsound_graph_is_told(tiny: "Graph[str]", tmp_path: Path, predicate: str, value: str) -> None:
    lines = [*nt.lines(rdf.triples(tiny)), f"<{concept_iri('method/vit')}> <{predicate}> {value} .\n"]
    (tmp_path / "g.nt").write_text("".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match="it is no sound graph"):
        rdf.read(tmp_path / "g.nt")


def test_missing_files_and_folders_are_told(tmp_path: Path) -> None:
    with pytest.raises(MissingInputError, match="no such file"):
        rdf.read(tmp_path / "g.ttl")
    (tmp_path / "g.nt").mkdir()
    with pytest.raises(InputError, match="cannot be read"):
        rdf.read(tmp_path / "g.nt")


# ------------------------------------------------------------------------------------------------------- properties

texts = st.text(max_size=30)
some = st.none() | texts
slugs = st.text(min_size=1, max_size=8)
kinds = st.sampled_from(Kind)


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    """A concept with anything in every field."""
    kind = draw(kinds)
    others = st.lists(kinds.flatmap(lambda kind: slugs.map(lambda name: f"{kind}/{name}")), max_size=3).map(tuple)
    return Concept(
        f"{kind}/{draw(slugs)}",
        kind,
        draw(st.lists(texts, min_size=1, max_size=4).map(tuple)),
        draw(st.sampled_from(Status)),
        year=draw(st.none() | st.integers(0, 9999)),
        paper=draw(some),
        arxiv_id=draw(some),
        url=draw(some),
        broader=draw(others),
        datasets=draw(others),
        tasks=draw(others),
        higher_is_better=draw(st.none() | st.booleans()),
        unit=draw(some),
    )


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A paper with anything in every field; its abstract has room for mentions."""
    dates = st.dates().map(str)
    authors = st.builds(Author, texts, some)
    lists = st.lists(texts, max_size=3).map(tuple)
    return Paper(
        draw(slugs),
        draw(texts),
        draw(texts) + " seven words that concepts can be in",
        published=draw(st.none() | texts | dates | dates.map(lambda date: date[:7]) | dates.map(lambda date: date[:4])),
        url=draw(some | st.just("https://example.org/a?b#c")),
        listed_on=draw(lists.map(lambda pages: tuple(sorted(set(pages))))),
        arxiv_id=draw(some),
        doi=draw(some),
        acl_id=draw(some),
        authors=draw(st.lists(authors, max_size=3).map(tuple)),
        venue=draw(some),
        categories=draw(lists),
        upvotes=draw(st.none() | st.integers()),
    )


@st.composite
def graphs(draw: st.DrawFn) -> "Graph[str]":
    """A graph of anything: each paper names some concepts, in places that do not overlap."""
    by_id = {concept.id: concept for concept in draw(st.lists(concepts(), max_size=4))}
    listed = list({paper.id: paper for paper in draw(st.lists(papers(), max_size=3))}.values())
    links = []
    for paper in listed:
        for place, concept in enumerate(draw(st.lists(st.sampled_from(sorted(by_id)), unique=True)) if by_id else ()):
            confidence = draw(st.floats(0, 1))
            mentions = (Mention(3 * place, 3 * place + 2, concept), Mention(3 * place + 2, 3 * place + 3, concept))
            links.append(Link(paper.id, draw(st.sampled_from(Role)), concept, confidence, draw(slugs), mentions))
    return assemble(listed, by_id, links, inputs=draw(st.lists(st.tuples(texts, texts), max_size=2)))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(graph=graphs())
def test_any_graph_comes_back_whole(tmp_path: Path, graph: "Graph[str]") -> None:
    nt.write(graph, tmp_path / "g.nt")
    back = rdf.read(tmp_path / "g.nt")
    assert nx.utils.graphs_equal(back, graph)
    assert list(back) == list(graph)
    assert nx.utils.graphs_equal(merge(back, graph), merge(graph, graph))


@given(st.sampled_from(Kind), st.text(min_size=1), st.text(min_size=1), st.sampled_from(Role))
def test_ids_and_iris_are_each_others_inverse(kind: Kind, name: str, paper: str, role: Role) -> None:
    concept = f"{kind}/{name}"
    assert node_of(concept_iri(concept)) == concept
    assert node_of(paper_iri(paper)) == f"paper/{paper}"
    assert node_of(page_iri(paper)) == f"page/{paper}"
    assert role_of(link_iri(paper, role, concept)) is role
    assert paper_iri(paper).isascii() and not set(' "<>\\^`{}|#?') & set(paper_iri(paper))
    assert mention_iri(paper, 1, 2).startswith(paper_iri(paper) + "#")


@given(st.text())
def test_a_slug_is_its_own_slug(name: str) -> None:
    assert slug(slug(name)) == slug(name)
    assert concept_iri(f"method/{slug(name)}") == f"{BASE}method/{slug(name)}"


def test_what_ids_may_look_like() -> None:
    for name in (".", "..", "a/../b", "%2e", "é", 'a<b> "q" \\ 😀\n\x00', "\ud800"):
        assert node_of(paper_iri(name)) == f"paper/{name}"
    assert paper_iri("..").endswith("/%2E%2E")  # Dots alone would be resolved away.
    with pytest.raises(ValueError, match="is not below"):
        node_of("https://example.org/x")
