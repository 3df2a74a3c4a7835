"""Nodes and edges as triples, one function for each kind of thing; each yields whole subjects, sorted by IRI."""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from kg.graph import links_of
from kg.model import Kind, Link, Status
from kg.rdf.terms import Literal, Term, Triple, as_json, boolean, date, decimal, integer, url
from kg.text import sentence_of, sentences
from kg.vocabulary import (
    BASE,
    CLASSES,
    DCTERMS,
    FABIO,
    ITSRDF,
    KG,
    NIF,
    PRISM,
    RDF,
    SCHEMA,
    SKOS,
    STATUSES,
    author_iri,
    catalogue_iri,
    concept_iri,
    link_iri,
    mention_iri,
    page_iri,
    paper_iri,
    property_of,
    text_iri,
)

if TYPE_CHECKING:
    import networkx as nx

ORCID = "https://orcid.org/"
ARXIV = "https://arxiv.org/abs/"

Facts = Iterable[tuple[str, Term]]
"""Predicates and objects of one subject."""


def paper(graph: "nx.MultiDiGraph[str]", node: str, base: str = BASE, *, evidence: bool = True) -> Iterator[Triple]:
    """The triples of the paper at ``node``: its own, its authors', mentions', links' and text's."""
    paper_id, attributes = node.removeprefix("paper/"), graph.nodes[node]
    iri = paper_iri(paper_id, base)
    links = list(links_of(graph, node))
    yield from _of(iri, _paper_facts(attributes, base))
    for position, _ in enumerate(attributes["authors"], 1):
        yield iri, SCHEMA.author, author_iri(paper_id, position, base)
    for link in links:
        yield from _statements(iri, link, base)
    subjects = [*_authors(paper_id, attributes, base), *_links(links, base, evidence=evidence)]
    if evidence:
        subjects += _text(paper_id, attributes, links, base)
    for subject, facts in sorted(subjects, key=itemgetter(0)):
        yield from _of(subject, facts)


def _of(subject: str, facts: Facts) -> Iterator[Triple]:
    for predicate, value in facts:
        yield subject, predicate, value


def _paper_facts(attributes: Mapping[str, Any], base: str) -> Iterator[tuple[str, Term]]:
    yield RDF.type, SCHEMA.ScholarlyArticle
    yield DCTERMS.title, Literal(attributes["title"])
    yield DCTERMS.abstract, Literal(attributes["abstract"])
    for name, predicate, term in _PAPER_VALUES:
        if attributes[name] is not None:
            yield predicate, term(attributes[name])
    for page in dict.fromkeys(attributes["listed_on"]):
        yield DCTERMS.source, page_iri(page, base)
    for repository in dict.fromkeys(attributes["code"]):
        yield SCHEMA.codeRepository, url(repository)
    for category in dict.fromkeys(attributes["categories"]):
        yield KG.category, Literal(category)
    yield from _order(attributes, ("categories", "code", "listed_on"))


_PAPER_VALUES = (
    ("published", DCTERMS.issued, date),
    ("url", SCHEMA.url, url),
    ("arxiv_id", FABIO.hasArXivId, Literal),
    ("doi", PRISM.doi, Literal),
    ("acl_id", KG.aclId, Literal),
    ("venue", PRISM.publicationName, Literal),
    ("upvotes", KG.upvotes, integer),
)


def _order(attributes: Mapping[str, Any], names: Iterable[str]) -> Iterator[tuple[str, Term]]:
    """The tuples whose order (or repetition) a set of triples would lose, as JSON; most have none."""
    lost = {name: attributes[name] for name in names if attributes[name] != in_order(name, attributes[name])}
    if lost:
        yield KG.order, as_json(lost)


def in_order(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """What a reader makes of an unordered set of values: sorted, but the preferred name first.

    >>> in_order("names", ("b", "c", "a")), in_order("broader", ("b", "c", "a"))
    (('b', 'a', 'c'), ('a', 'b', 'c'))
    """
    first = values[:1] if name == "names" else ()
    return *first, *sorted(set(values) - set(first))


def _statements(iri: str, link: Link, base: str) -> Iterator[Triple]:
    """``schema:mentions``, always, and the typed property where the role has one for this kind."""
    concept = concept_iri(link.concept, base)
    yield iri, SCHEMA.mentions, concept
    typed = _property(link)
    if typed != SCHEMA.mentions:
        yield iri, typed, concept


def _property(link: Link) -> str:
    return property_of(link.role, Kind(link.concept.partition("/")[0]))


def _authors(paper_id: str, attributes: Mapping[str, Any], base: str) -> Iterator[tuple[str, Facts]]:
    for position, author in enumerate(attributes["authors"], 1):
        facts: list[tuple[str, Term]] = [(RDF.type, SCHEMA.Person), (SCHEMA.name, Literal(author.name))]
        facts.append((SCHEMA.position, integer(position)))
        if author.orcid is not None:
            facts.append((SCHEMA.identifier, url(ORCID + author.orcid)))
        yield author_iri(paper_id, position, base), facts


def _links(links: Iterable[Link], base: str, *, evidence: bool) -> Iterator[tuple[str, Facts]]:
    for link in links:
        facts: list[tuple[str, Term]] = [
            (RDF.type, KG.Link),
            (RDF.subject, paper_iri(link.paper, base)),
            (RDF.predicate, _property(link)),
            (RDF.object, concept_iri(link.concept, base)),
            (KG.confidence, decimal(link.confidence)),
            (KG.rule, Literal(link.rule)),
        ]
        if evidence:
            facts += [(KG.evidence, mention_iri(link.paper, m.start, m.end, base)) for m in link.mentions]
        yield link_iri(link.paper, link.role, link.concept, base), facts


def _text(paper_id: str, attributes: Mapping[str, Any], links: list[Link], base: str) -> Iterator[tuple[str, Facts]]:
    """The paper's text, and every mention in it with its sentence."""
    text = f"{attributes['title']}\n\n{attributes['abstract']}"
    context = text_iri(paper_id, base)
    own = ((RDF.type, NIF.Context), (NIF.isString, Literal(text)), (NIF.sourceUrl, paper_iri(paper_id, base)))
    yield context, own
    spans = sentences(text)
    for link in links:
        concept = concept_iri(link.concept, base)
        for mention in link.mentions:
            start, end = mention.start, mention.end
            yield (
                mention_iri(paper_id, start, end, base),
                (
                    (RDF.type, NIF.Phrase),
                    (NIF.beginIndex, integer(start)),
                    (NIF.endIndex, integer(end)),
                    (NIF.anchorOf, Literal(text[start:end])),
                    (NIF.referenceContext, context),
                    (ITSRDF.taIdentRef, concept),
                    (KG.sentence, Literal(sentence_of(text, start, end, spans))),
                ),
            )


def concept(graph: "nx.MultiDiGraph[str]", node: str, base: str = BASE) -> Iterator[Triple]:
    """The triples of the concept at ``node``."""
    return _of(concept_iri(node, base), _concept_facts(graph.nodes[node], base))


def _concept_facts(attributes: Mapping[str, Any], base: str) -> Iterator[tuple[str, Term]]:
    preferred, *rest = attributes["names"]
    yield RDF.type, CLASSES[Kind(attributes["kind"])]
    yield RDF.type, SKOS.Concept
    yield SKOS.prefLabel, Literal(preferred)
    for name in sorted(set(rest) - {preferred}):
        yield SKOS.altLabel, Literal(name)
    yield SKOS.inScheme, catalogue_iri(base)
    yield KG.status, STATUSES[Status(attributes["status"])]
    for name, predicate, term in _CONCEPT_VALUES:
        if attributes[name] is not None:
            yield predicate, term(attributes[name])
    for name, predicate in CONCEPT_RELATIONS.items():
        for other in dict.fromkeys(attributes[name]):
            yield predicate, concept_iri(other, base)
    yield from _order(attributes, ("names", *CONCEPT_RELATIONS))


def _year(value: int) -> Literal:
    return date(f"{value:04}") if 0 <= value <= 9999 else integer(value)


def _introducing(arxiv_id: str) -> Term:
    return url(ARXIV + arxiv_id)


_CONCEPT_VALUES = (
    ("year", KG.year, _year),
    ("paper", KG.introducingTitle, Literal),
    ("arxiv_id", KG.introducedIn, _introducing),
    ("url", SCHEMA.url, url),
    ("higher_is_better", KG.higherIsBetter, boolean),
    ("unit", KG.unit, Literal),
)
CONCEPT_RELATIONS = {"broader": SKOS.broader, "datasets": KG.includes, "tasks": KG.forTask}


def page(name: str, hashes: Iterable[str], base: str = BASE) -> Iterator[Triple]:
    """The triples of a page or file that lists papers."""
    facts: list[tuple[str, Term]] = [(RDF.type, SCHEMA.WebPage), (SCHEMA.name, Literal(name))]
    facts += [(SCHEMA.sha256, Literal(value)) for value in sorted(hashes)]
    return _of(page_iri(name, base), facts)
