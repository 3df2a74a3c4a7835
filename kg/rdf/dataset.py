"""The description of a graph as a whole: counts, versions, what it was made from; no time, so that bytes repeat."""

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING

from kg import __version__, catalogue
from kg.graph import FORMAT
from kg.model import Kind, Role
from kg.rdf.terms import Literal, Term, Triple, integer
from kg.vocabulary import (
    BASE,
    CLASSES,
    DCTERMS,
    KG,
    NIF,
    OWL,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    VOID,
    catalogue_iri,
    dataset_iri,
    page_iri,
    property_of,
)

if TYPE_CHECKING:
    import networkx as nx


def scheme(base: str = BASE) -> Iterator[Triple]:
    """The catalogue as the scheme of all concepts."""
    iri = catalogue_iri(base)
    yield iri, RDF.type, SKOS.ConceptScheme
    yield iri, DCTERMS.title, Literal("Concepts of machine-learning research")
    yield iri, OWL.versionInfo, Literal(catalogue.version())


def description(graph: "nx.MultiDiGraph[str]", base: str, before: int) -> Iterator[Triple]:
    """The description of ``graph``, behind the ``before`` triples that it describes; its own are counted too."""
    iri = dataset_iri(base)
    own = [*_facts(graph, base), (VOID.entities, integer(len(graph)))]
    of_class = list(_parts(iri, VOID.term("class"), VOID.entities, _classes(graph)))
    of_property = list(_parts(iri, VOID.property, VOID.triples, _properties(graph)))
    own += [(VOID.classPartition, part) for part, key, _ in of_class if key == VOID.term("class")]
    own += [(VOID.propertyPartition, part) for part, key, _ in of_property if key == VOID.property]
    own.append((VOID.triples, integer(before + len(own) + 1 + len(of_class) + len(of_property))))
    yield from ((iri, predicate, value) for predicate, value in own)
    yield from sorted([*of_class, *of_property], key=itemgetter(0))


def _facts(graph: "nx.MultiDiGraph[str]", base: str) -> Iterator[tuple[str, Term]]:
    yield RDF.type, VOID.Dataset
    yield DCTERMS.title, Literal("Papers and the concepts they name")
    yield KG.format, integer(FORMAT)
    yield SCHEMA.softwareVersion, Literal(__version__)
    yield VOID.uriSpace, Literal(base)
    for vocabulary in (KG, SCHEMA, SKOS, NIF):
        yield VOID.vocabulary, vocabulary.iri
    for name in sorted({name for name, _ in graph.graph.get("inputs", ())}):
        yield PROV.wasDerivedFrom, page_iri(name, base)


def _classes(graph: "nx.MultiDiGraph[str]") -> Counter[str]:
    """How many papers there are, and concepts of each kind."""
    counts = Counter(CLASSES[Kind(concept["kind"])] for concept in graph.nodes.values() if concept["type"] == "concept")
    return counts + Counter({SCHEMA.ScholarlyArticle: len(graph) - counts.total()})


def _properties(graph: "nx.MultiDiGraph[str]") -> Counter[str]:
    """How many triples each property between papers and concepts has."""
    counts: Counter[str] = Counter()
    for _, concept, data in graph.edges(data=True):
        if "mentions" in data:
            counts.update({SCHEMA.mentions, property_of(Role(data["role"]), Kind(graph.nodes[concept]["kind"]))})
    return counts


def _parts(iri: str, key: str, measure: str, counts: Counter[str]) -> Iterator[Triple]:
    """A part for each class or property, named by its last word."""
    for term, count in sorted(counts.items()):
        part = f"{iri}#{term.replace('#', '/').rpartition('/')[2]}"
        yield part, key, term
        yield part, measure, integer(count)
