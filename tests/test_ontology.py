"""The vocabulary: everything that graphs use is declared, described and aligned, without traps for reasoners."""

from pathlib import Path

import networkx as nx
import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Namespace

from kg import rdf, shapes
from kg.vocabulary import CLASSES, KG, NAMESPACES, SCHEMA, TERMS

Graph = nx.MultiDiGraph
PATH = Path(shapes.__file__).parent / "data" / "ontology.ttl"
VOCABULARY = rdflib.URIRef("https://w3id.org/paperkg/vocab")
LPWC = "https://linkedpaperswithcode.com/"
SCHEMA_ORG = Namespace("https://schema.org/")
PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    """The ontology file."""
    return rdflib.Graph().parse(PATH)


def described(ontology: rdflib.Graph, of: rdflib.URIRef) -> set[rdflib.URIRef]:
    """What the ontology declares as one of ``of``."""
    return {node for node in ontology.subjects(RDF.type, of) if isinstance(node, rdflib.URIRef)}


def properties(ontology: rdflib.Graph) -> set[rdflib.URIRef]:
    """What the ontology declares as a property of any kind."""
    return set().union(*(described(ontology, of) for of in PROPERTIES))


@pytest.mark.parametrize("evidence", [True, False])
def test_what_the_sample_uses_is_declared(ontology: rdflib.Graph, sample: "Graph[str]", evidence: bool) -> None:
    check_declared(ontology, sample, evidence)


def test_what_the_pages_use_is_declared(ontology: rdflib.Graph, shared: Path) -> None:
    from kg.build import build

    check_declared(ontology, build([shared / "pages"]), True)


def check_declared(ontology: rdflib.Graph, graph: "Graph[str]", evidence: bool) -> None:
    """Every property and class of ``graph`` is declared; RDF's own are as they are."""
    triples = list(rdf.triples(graph, evidence=evidence))
    used = {rdflib.URIRef(predicate) for _, predicate, _ in triples}
    assert {one for one in used - properties(ontology) if not one.startswith(str(RDF))} == {OWL.versionInfo}
    classes = {rdflib.URIRef(str(value)) for _, predicate, value in triples if predicate == str(RDF.type)}
    assert classes <= described(ontology, OWL.Class)


def test_the_module_and_the_file_know_the_same_terms(ontology: rdflib.Graph) -> None:
    own = {str(node) for node in ontology.subjects() if str(node).startswith(KG.iri)}
    assert own == {*KG, KG.iri + "Data"}
    declared = {str(node) for node in ontology.subjects()}
    languages = ("rdf", "rdfs", "owl", "xsd")
    assert {iri for space in NAMESPACES if space.prefix not in languages for iri in space} <= declared
    assert set(TERMS) == {iri for space in NAMESPACES for iri in space}


def test_everything_is_described(ontology: rdflib.Graph) -> None:
    for node in {*properties(ontology), *described(ontology, OWL.Class)}:
        for part in (RDFS.label, RDFS.comment, RDFS.isDefinedBy):
            assert len(list(ontology.objects(node, part))) == 1, f"{node} {part}"


def test_properties_have_a_domain_and_a_range(ontology: rdflib.Graph) -> None:
    """Our own by RDFS; of others' we only tell how they are used, and infer nothing."""
    for node in properties(ontology):
        own = str(node).startswith(KG.iri)
        domain, range_ = (RDFS.domain, RDFS.range) if own else (SCHEMA_ORG.domainIncludes, SCHEMA_ORG.rangeIncludes)
        assert ontology.value(node, domain) and ontology.value(node, range_), node
        assert own or not ontology.value(node, RDFS.domain)


def test_the_properties_from_papers_to_concepts_are_kinds_of_mentioning(ontology: rdflib.Graph) -> None:
    names = "introduces evaluatesOn trainsOn addresses reports comparesWith uses".split()
    kinds = set(ontology.subjects(RDFS.subPropertyOf, rdflib.URIRef(SCHEMA.mentions)))
    assert kinds == {rdflib.URIRef(KG.term(name)) for name in names}


def test_the_kinds_are_disjoint_concepts(ontology: rdflib.Graph) -> None:
    kinds = [rdflib.URIRef(iri) for iri in CLASSES.values()]
    above = {kind: set(ontology.transitive_objects(kind, RDFS.subClassOf)) for kind in kinds}
    apart = set(ontology.subject_objects(OWL.disjointWith))
    for kind in kinds:
        assert SKOS.Concept in above[kind]
        for other in set(kinds) - {kind}:
            pairs = {(one, two) for one in above[kind] for two in above[other]}
            assert pairs & (apart | {(two, one) for one, two in apart}), f"{kind} {other}"


ALIGNED = "http://www.w3.org/ns/mls# http://www.w3.org/ns/dcat# http://www.w3.org/ns/prov# http://purl.org/spar/fabio/"


@pytest.mark.parametrize("vocabulary", [*ALIGNED.split(), LPWC, "https://schema.org/", str(SKOS)])
def test_other_vocabularies_are_aligned_with(ontology: rdflib.Graph, vocabulary: str) -> None:
    relations = (SKOS.closeMatch, SKOS.relatedMatch, RDFS.subClassOf, RDFS.subPropertyOf)
    assert [one for by in relations for one in ontology.objects(None, by) if str(one).startswith(vocabulary)]


def test_the_terms_of_linked_papers_with_code_are_those_it_has(ontology: rdflib.Graph) -> None:
    classes = "paper method dataset task model evaluation".split()
    names = (
        "hasTask hasMethod usesDataset hasDataset hasModel introducedBy introducedYear usedForTask hasRepository "
        "hasURLAbstract hasConference hasParent hasSubtask hasEvaluationResult metricName"
    ).split()
    known = {f"{LPWC}class/{name}" for name in classes} | {f"{LPWC}property/{name}" for name in names}
    assert {str(node) for node in ontology.objects() if str(node).startswith(LPWC)} == known


def test_no_blank_nodes_and_no_same_as(ontology: rdflib.Graph) -> None:
    assert not [term for triple in ontology for term in triple if isinstance(term, rdflib.BNode)]
    assert not list(ontology.subject_objects(OWL.sameAs))


def test_the_ontology_names_itself(ontology: rdflib.Graph) -> None:
    assert (VOCABULARY, RDF.type, OWL.Ontology) in ontology
    for part in (DCTERMS.title, DCTERMS.license, OWL.versionInfo):
        assert ontology.value(VOCABULARY, part)
