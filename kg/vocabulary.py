"""The only module that knows an IRI: prefixes, classes, properties, and ids to IRIs and back.

The contract it writes down: every paper, concept and page has an IRI below a base (`BASE` unless told otherwise), whose
path is the node's id percent-encoded by RFC 3986; what belongs to a paper is a fragment of the paper's IRI.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote, unquote

from kg.model import Kind, Role, Status

BASE: Final = "https://w3id.org/paperkg/"
_SAFE: Final = "-._~"


class Namespace:
    """A closed vocabulary: an attribute that is not one of its terms raises.

    >>> SKOS.prefLabel
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    >>> SKOS.preflabel
    Traceback (most recent call last):
        ...
    AttributeError: skos: has no term 'preflabel'
    """

    def __init__(self, prefix: str, iri: str, terms: str) -> None:
        self.prefix = prefix
        self.iri = iri
        self.terms = frozenset(terms.split())
        for term in self.terms:  # plain attributes, which are found many times as fast as by `__getattr__`
            self.__dict__.setdefault(term, iri + term)

    def __getattr__(self, term: str) -> str:
        if term.startswith("__") or term not in self.terms:
            raise AttributeError(f"{self.prefix}: has no term {term!r}")
        return self.iri + term

    def term(self, term: str) -> str:
        """The IRI of a term that Python keeps for itself, such as ``class``."""
        return self.__getattr__(term)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.iri + term for term in self.terms))


KG: Final = Namespace(
    "kg",
    "https://w3id.org/paperkg/vocab#",
    "Method Dataset Benchmark Task Metric Link Status Curated Candidate "
    "introduces evaluatesOn trainsOn addresses reports comparesWith uses "
    "status confidence rule evidence sentence higherIsBetter unit includes forTask introducedIn introducingTitle year "
    "category upvotes aclId order format",
)
RDF: Final = Namespace("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type subject predicate object")
RDFS: Final = Namespace("rdfs", "http://www.w3.org/2000/01/rdf-schema#", "label comment")
OWL: Final = Namespace("owl", "http://www.w3.org/2002/07/owl#", "versionInfo")
XSD: Final = Namespace(
    "xsd", "http://www.w3.org/2001/XMLSchema#", "string integer decimal boolean date gYear gYearMonth anyURI"
)
SKOS: Final = Namespace(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    "Concept ConceptScheme prefLabel altLabel inScheme broader",
)
DCTERMS: Final = Namespace("dcterms", "http://purl.org/dc/terms/", "title abstract source issued")
SCHEMA: Final = Namespace(
    "schema",
    "https://schema.org/",
    "ScholarlyArticle WebPage Person mentions codeRepository url author name position sha256 "
    "softwareVersion identifier",
)
NIF: Final = Namespace(
    "nif",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "Context Phrase isString sourceUrl beginIndex endIndex anchorOf referenceContext",
)
ITSRDF: Final = Namespace("itsrdf", "http://www.w3.org/2005/11/its/rdf#", "taIdentRef")
FABIO: Final = Namespace("fabio", "http://purl.org/spar/fabio/", "hasArXivId")
PRISM: Final = Namespace("prism", "http://prismstandard.org/namespaces/basic/2.0/", "doi publicationName")
VOID: Final = Namespace(
    "void",
    "http://rdfs.org/ns/void#",
    "Dataset triples entities vocabulary uriSpace classPartition class propertyPartition property",
)
PROV: Final = Namespace("prov", "http://www.w3.org/ns/prov#", "wasDerivedFrom")

NAMESPACES: Final = (KG, RDF, RDFS, OWL, XSD, SKOS, DCTERMS, SCHEMA, NIF, ITSRDF, FABIO, PRISM, VOID, PROV)
PREFIXES: Final = {namespace.prefix: namespace.iri for namespace in NAMESPACES}
TERMS: Final = {
    namespace.term(name): f"{namespace.prefix}:{name}" for namespace in NAMESPACES for name in namespace.terms
}

CLASSES: Final = {
    Kind.METHOD: KG.Method,
    Kind.DATASET: KG.Dataset,
    Kind.BENCHMARK: KG.Benchmark,
    Kind.TASK: KG.Task,
    Kind.METRIC: KG.Metric,
}
STATUSES: Final = {Status.CURATED: KG.Curated, Status.CANDIDATE: KG.Candidate}
_PROPERTIES: Final = {
    (Role.EVALUATES_ON, Kind.DATASET): KG.evaluatesOn,
    (Role.EVALUATES_ON, Kind.BENCHMARK): KG.evaluatesOn,
    (Role.TRAINS_ON, Kind.DATASET): KG.trainsOn,
    (Role.TRAINS_ON, Kind.BENCHMARK): KG.trainsOn,
    (Role.EVALUATES_ON, Kind.TASK): KG.addresses,
    (Role.EVALUATES_ON, Kind.METRIC): KG.reports,
    (Role.COMPARES_WITH, Kind.METHOD): KG.comparesWith,
    (Role.USES, Kind.METHOD): KG.uses,
}


def prefixed(term: str) -> str:
    """The prefixed name of a term of the vocabularies above, and nothing else.

    >>> prefixed(SKOS.prefLabel)
    'skos:prefLabel'
    """
    return TERMS[term]


def property_of(role: Role, kind: Kind) -> str:
    """The property that says ``role`` of a concept of ``kind``; `schema:mentions` where no typed one fits.

    >>> property_of(Role.EVALUATES_ON, Kind.TASK).rsplit("#")[-1]
    'addresses'
    >>> property_of(Role.USES, Kind.METRIC)
    'https://schema.org/mentions'
    """
    return KG.introduces if role is Role.INTRODUCES else _PROPERTIES.get((role, kind), SCHEMA.mentions)


# A paper's and a concept's IRI are asked for once for every link and mention, mostly in a row.
@lru_cache(maxsize=1 << 14)
def concept_iri(concept_id: str, base: str = BASE) -> str:
    """The IRI of a concept.

    >>> concept_iri("method/mlp-mixer")
    'https://w3id.org/paperkg/method/mlp-mixer'
    """
    return base + "/".join(map(_encoded, concept_id.split("/")))


@lru_cache(maxsize=1 << 14)
def paper_iri(paper_id: str, base: str = BASE) -> str:
    """The IRI of a paper, any character of the id that an IRI cannot hold percent-encoded.

    >>> paper_iri('a "b"')
    'https://w3id.org/paperkg/paper/a%20%22b%22'
    """
    return f"{base}paper/{_encoded(paper_id)}"


def page_iri(page: str, base: str = BASE) -> str:
    """The IRI of a page or file that lists papers."""
    return f"{base}page/{_encoded(page)}"


def text_iri(paper_id: str, base: str = BASE) -> str:
    """The IRI of a paper's text, the context of its mentions."""
    return paper_iri(paper_id, base) + "#text"


def mention_iri(paper_id: str, start: int, end: int, base: str = BASE) -> str:
    """The IRI of characters ``[start, end)`` of a paper's text, by RFC 5147.

    >>> mention_iri("p", 0, 7)
    'https://w3id.org/paperkg/paper/p#char=0,7'
    """
    return f"{paper_iri(paper_id, base)}#char={start},{end}"


def link_iri(paper_id: str, role: Role, concept_id: str, base: str = BASE) -> str:
    """The IRI of a link, a fragment of its paper's IRI.

    >>> link_iri("p", Role.EVALUATES_ON, "dataset/coco")
    'https://w3id.org/paperkg/paper/p#evaluates_on/dataset/coco'
    """
    return f"{paper_iri(paper_id, base)}#{role}/{concept_iri(concept_id, '')}"


def author_iri(paper_id: str, position: int, base: str = BASE) -> str:
    """The IRI of a paper's author, counted from 1.

    >>> author_iri("p", 1)
    'https://w3id.org/paperkg/paper/p#author=1'
    """
    return f"{paper_iri(paper_id, base)}#author={position}"


def role_of(iri: str) -> Role:
    """The role that a link's IRI names: the inverse of `link_iri`.

    >>> role_of(link_iri("p", Role.USES, "method/lora")).value
    'uses'
    """
    return Role(iri.partition("#")[2].partition("/")[0])


def catalogue_iri(base: str = BASE) -> str:
    """The IRI of the concept scheme that every concept of a graph is in."""
    return base + "catalogue"


def dataset_iri(base: str = BASE, part: str = "") -> str:
    """The IRI of a graph's description, or of its ``part``.

    >>> dataset_iri(), dataset_iri(part="Method")
    ('https://w3id.org/paperkg/void', 'https://w3id.org/paperkg/void#Method')
    """
    return f"{base}void#{part}" if part else f"{base}void"


def node_of(iri: str, base: str = BASE) -> str:
    """The node id that an IRI stands for: the inverse of `concept_iri`, and of `paper_iri` behind ``paper/``.

    >>> node_of(paper_iri('a "b"'))
    'paper/a "b"'
    """
    if not iri.startswith(base):
        raise ValueError(f"{iri!r} is not below {base!r}")
    return unquote(iri.removeprefix(base), errors="surrogatepass")


def _encoded(piece: str) -> str:
    """One segment of a path, percent-encoded; a segment of dots too, which resolving would drop."""
    if not piece.strip("."):
        return piece.replace(".", "%2E")
    return quote(piece, safe=_SAFE, errors="surrogatepass")
