"""The shapes: sound graphs keep them, and one broken graph for each of them does not."""

import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from typer.testing import CliRunner

from kg import export, rdf, shapes
from kg.cli import app, register
from kg.errors import KgError, MissingInputError
from kg.export import nt
from kg.model import Role
from kg.rdf import Literal, Triple
from kg.vocabulary import (
    BASE,
    DCTERMS,
    ITSRDF,
    KG,
    NIF,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
    concept_iri,
    link_iri,
    mention_iri,
    paper_iri,
    text_iri,
)

Graph = nx.MultiDiGraph
PAPER = paper_iri("late")
OTHER = paper_iri("arxiv-2101.00001")
METHOD = concept_iri("method/q-net")
BENCHMARK = concept_iri("benchmark/floatbench")
LINK = link_iri("late", Role.USES, "method/q-net")
MENTION = mention_iri("late", 11, 16)
TEXT = text_iri("late")
SAME_AS = "http://www.w3.org/2002/07/owl#sameAs"
BLANK = "_:b"
"""Written as a blank node below."""

Break = Callable[[set[Triple]], None]


def without(subject: str, predicate: str) -> Break:
    """The graph without what ``subject`` says by ``predicate``."""

    def change(triples: set[Triple]) -> None:
        gone = {triple for triple in triples if triple[:2] == (subject, predicate)}
        assert gone
        triples -= gone

    return change


def with_(subject: str, predicate: str, value: rdf.Term) -> Break:
    """The graph with one triple more."""
    return lambda triples: triples.add((subject, predicate, value))


def instead(subject: str, predicate: str, value: rdf.Term) -> Break:
    """The graph with another value there."""

    def change(triples: set[Triple]) -> None:
        without(subject, predicate)(triples)
        triples.add((subject, predicate, value))

    return change


def number(value: str, datatype: str = XSD.decimal) -> Literal:
    """A number as it is written."""
    return Literal(value, datatype)


# Which shape catches what: at least one broken graph for every shape of the file, several where it asks several things.
BROKEN: list[tuple[str, Break]] = [
    ("paper-title", without(PAPER, DCTERMS.title)),
    ("paper-title", with_(PAPER, DCTERMS.title, Literal("Another title"))),
    ("paper-title", instead(PAPER, DCTERMS.title, "https://example.org/title")),
    ("paper-abstract", without(PAPER, DCTERMS.abstract)),
    ("mentions-concept", with_(PAPER, SCHEMA.mentions, OTHER)),
    ("introduces-concept", with_(PAPER, KG.introduces, concept_iri("method/unknown"))),
    ("evaluates-on-data", with_(PAPER, KG.evaluatesOn, METHOD)),
    ("trains-on-data", with_(PAPER, KG.trainsOn, METHOD)),
    ("addresses-task", with_(PAPER, KG.addresses, BENCHMARK)),
    ("reports-metric", with_(PAPER, KG.reports, METHOD)),
    ("compares-with-method", with_(PAPER, KG.comparesWith, BENCHMARK)),
    ("uses-method", with_(PAPER, KG.uses, BENCHMARK)),
    ("data-includes", with_(BENCHMARK, KG.includes, METHOD)),
    ("data-for-task", with_(BENCHMARK, KG.forTask, concept_iri("task/unknown"))),
    ("holder-kind", with_(METHOD, KG.includes, concept_iri("dataset/unknown"))),
    ("concept-name", without(METHOD, SKOS.prefLabel)),
    ("concept-name", with_(METHOD, SKOS.prefLabel, Literal("Another name"))),
    ("concept-name", instead(METHOD, SKOS.prefLabel, Literal(""))),
    ("concept-names-differ", with_(METHOD, SKOS.altLabel, Literal("Q-Net"))),
    ("concept-kind", with_(METHOD, RDF.type, KG.Task)),
    ("concept-kind", instead(METHOD, RDF.type, SKOS.Concept)),
    ("concept-status", without(METHOD, KG.status)),
    ("concept-status", with_(METHOD, KG.status, KG.Curated)),
    ("concept-status", instead(METHOD, KG.status, Literal("curated"))),
    ("broader-cycle", with_(concept_iri("method/vit"), SKOS.broader, METHOD)),
    ("broader-cycle", with_(METHOD, SKOS.broader, METHOD)),
    ("link-paper", without(LINK, RDF.subject)),
    ("link-paper", with_(LINK, RDF.subject, OTHER)),
    ("link-property", instead(LINK, RDF.predicate, DCTERMS.source)),
    ("link-concept", instead(LINK, RDF.object, OTHER)),
    ("link-confidence", without(LINK, KG.confidence)),
    ("link-confidence", instead(LINK, KG.confidence, number("1.01"))),
    ("link-confidence", instead(LINK, KG.confidence, number("-0.5"))),
    ("link-confidence", instead(LINK, KG.confidence, Literal("high"))),
    ("link-rule", without(LINK, KG.rule)),
    ("link-rule", instead(LINK, KG.rule, Literal(""))),
    ("link-mentions", instead(LINK, KG.evidence, PAPER)),
    ("link-evidence", without(LINK, KG.evidence)),
    ("evidence-fits", with_(LINK, KG.evidence, mention_iri("late", 27, 34))),
    ("evidence-fits", instead(LINK, KG.evidence, mention_iri("arxiv-2101.00001", 0, 7))),
    ("property-mentions", without(PAPER, SCHEMA.mentions)),
    ("property-link", with_(PAPER, KG.uses, concept_iri("method/vit"))),
    ("property-link", with_(PAPER, SCHEMA.mentions, concept_iri("method/vit"))),
    ("property-link", instead(LINK, RDF.predicate, KG.comparesWith)),
    ("link-property-stated", without(PAPER, KG.uses)),
    ("text-string", without(TEXT, NIF.isString)),
    ("text-paper", instead(TEXT, NIF.sourceUrl, METHOD)),
    ("mention-begin", instead(MENTION, NIF.beginIndex, number("16", XSD.integer))),
    ("mention-begin", instead(MENTION, NIF.beginIndex, number("-1", XSD.integer))),
    ("mention-end", without(MENTION, NIF.endIndex)),
    ("mention-anchor", without(MENTION, NIF.anchorOf)),
    ("mention-text", instead(MENTION, NIF.referenceContext, PAPER)),
    ("mention-concept", without(MENTION, ITSRDF.taIdentRef)),
    ("mention-sentence", without(MENTION, KG.sentence)),
    ("mention-slice", instead(MENTION, NIF.anchorOf, Literal("Q-net"))),
    ("mention-slice", instead(MENTION, NIF.endIndex, number("17", XSD.integer))),
    ("same-as", with_(METHOD, SAME_AS, "http://www.wikidata.org/entity/Q1")),
    ("no-blank-node", with_(BLANK, RDF.type, KG.Method)),
    ("no-blank-node", with_(PAPER, DCTERMS.source, BLANK)),
    ("declared-property", with_(PAPER, KG.uses.replace("uses", "use"), METHOD)),
    ("declared-property", with_(PAPER, SKOS.prefLabel.replace("pref", "Pref"), Literal("A"))),
    ("declared-class", with_(METHOD, RDF.type, KG.Method.lower())),
]


def written(triples: set[Triple], folder: Path) -> Path:
    """Triples as an N-Triples file; the one blank node as such."""
    path = folder / "graph.nt"
    path.write_text("".join(nt.lines(sorted(triples, key=str))).replace(f"<{BLANK}>", BLANK), encoding="utf-8")
    return path


@pytest.mark.parametrize(("shape", "change"), BROKEN, ids=lambda part: part if isinstance(part, str) else "")
def test_a_broken_graph_is_caught(tiny: "Graph[str]", tmp_path: Path, shape: str, change: Break) -> None:
    triples = set(rdf.triples(tiny))
    change(triples)
    found = shapes.check(written(triples, tmp_path)).violations
    assert shape in {violation.shape for violation in found}
    assert all(violation.message and violation.node for violation in found)


def test_every_shape_has_a_broken_graph() -> None:
    graph = rdflib.Graph().parse(Path(shapes.__file__).parent / "data" / "shapes.ttl")
    targets = [rdflib.SH.sparql, rdflib.SH.path]
    named = {str(node).partition("#")[2] for path in targets for node in graph.subjects(path)}
    assert named == {shape for shape, _ in BROKEN}
    assert len(shapes.rules(graph)) == len(named)


def test_every_rule_says_what_is_wrong() -> None:
    graph = rdflib.Graph().parse(Path(shapes.__file__).parent / "data" / "shapes.ttl")
    for node in graph.subjects(rdflib.SH.path):
        assert graph.value(node, rdflib.SH.message)
    for query in graph.objects(None, rdflib.SH.sparql):
        assert graph.value(query, rdflib.SH.message)


def test_a_sound_graph_breaks_nothing(tiny: "Graph[str]", tmp_path: Path) -> None:
    report = shapes.check(written(set(rdf.triples(tiny)), tmp_path))
    assert report.violations == ()
    assert report.triples == len(list(rdf.triples(tiny)))


@pytest.mark.parametrize("name", ["ttl", "rdfxml", "jsonld", "trig.gz"])
def test_hostile_text_breaks_nothing(hostile: "Graph[str]", tmp_path: Path, name: str) -> None:
    assert shapes.check(export.write(hostile, tmp_path, export.named(name))[0]).violations == ()


def test_a_graph_without_evidence_breaks_nothing(tiny: "Graph[str]", tmp_path: Path) -> None:
    path = export.write(tiny, tmp_path, export.named("ttl"), base="https://example.org/", evidence=False)[0]
    assert shapes.check(path).violations == ()


def test_the_sample_keeps_every_rule(sample_ttl: Path) -> None:
    assert shapes.check(sample_ttl).violations == ()


def test_the_pages_keep_every_rule(shared: Path, tmp_path: Path) -> None:
    from kg.build import build

    path = export.write(build([shared / "pages"]), tmp_path, export.named("nt"))[0]
    assert shapes.check(path).violations == ()


def test_literals_with_a_language_are_read(tiny: "Graph[str]", tmp_path: Path) -> None:
    path = written(set(rdf.triples(tiny)) - {(PAPER, DCTERMS.title, Literal("A Study of Q-Net"))}, tmp_path)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(f'<{PAPER}> <{DCTERMS.title}> "A Study of Q-Net"@en .\n')
    found = [violation for violation in shapes.check(path).violations if violation.shape == "paper-title"]
    assert [(violation.node, violation.value) for violation in found] == [(PAPER, "A Study of Q-Net")]


def kg_check(path: Path) -> tuple[int, str]:
    """The exit code and the output of ``kg check``."""
    register()
    result = CliRunner().invoke(app, ["check", "-g", str(path)])
    if isinstance(result.exception, KgError):
        raise result.exception
    return result.exit_code, result.stdout


def test_the_command_says_that_all_holds(tiny: "Graph[str]", tmp_path: Path) -> None:
    code, shown = kg_check(written(set(rdf.triples(tiny)), tmp_path))
    assert code == 0
    assert shown.splitlines()[-1].endswith("triples: all hold.")


def test_the_command_tells_what_breaks_a_rule_and_exits_with_3(tiny: "Graph[str]", tmp_path: Path) -> None:
    triples = set(rdf.triples(tiny))
    for number_ in range(7):
        triples.add((PAPER, KG.uses, concept_iri(f"benchmark/{number_}")))
    triples.add((METHOD, SAME_AS, "http://www.wikidata.org/entity/Q1"))
    code, shown = kg_check(written(triples, tmp_path))
    assert code == 3
    assert "same-as: owl:sameAs merges what may differ: use skos:closeMatch (1)\n" in shown
    assert "uses-method: kg:uses must point to a method (7)\n" in shown
    assert f"  {PAPER}  →  {BASE}benchmark/0\n" in shown
    assert "  … and 2 more\n" in shown
    assert "violations." in shown


def test_the_command_needs_pyshacl_and_a_graph(
    tiny: "Graph[str]", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(MissingInputError):
        kg_check(tmp_path / "none.ttl")
    monkeypatch.setitem(sys.modules, "pyshacl", None)
    with pytest.raises(KgError, match=r"is not installed\nInstall it with: pip install 'paperkg\[check\]'"):
        kg_check(written(set(rdf.triples(tiny)), tmp_path))
