"""JSON-LD: an object for each subject, with plain names for keys and ids relative to the base.

`CONTEXT` makes it RDF: most objects read without it (``"title": …, "uses": ["method/lora"]``).
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import rdf
from kg.export._text import write_lines
from kg.rdf import Term, Triple, read
from kg.vocabulary import (
    BASE,
    CLASSES,
    DCTERMS,
    FABIO,
    ITSRDF,
    KG,
    NIF,
    OWL,
    PRISM,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    VOID,
    XSD,
)

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["COMPRESSES", "DESCRIPTION", "NAME", "SUFFIX", "context", "lines", "read", "write"]

NAME = "jsonld"
SUFFIX = ".jsonld"
DESCRIPTION = "JSON-LD: RDF that reads as plain JSON"
COMPRESSES = True

_CLASSES = {
    **{kind.title(): iri for kind, iri in CLASSES.items()}, "Link": KG.Link, "Concept": SKOS.Concept,
    "ConceptScheme": SKOS.ConceptScheme, "ScholarlyArticle": SCHEMA.ScholarlyArticle, "Person": SCHEMA.Person,
    "WebPage": SCHEMA.WebPage, "Text": NIF.Context, "Mention": NIF.Phrase, "GraphDescription": VOID.Dataset,
    "Curated": KG.Curated, "Candidate": KG.Candidate,
}  # fmt: skip
# What the values of a term are unless they say otherwise: a resource, or a text, a number, a truth value.
_RESOURCES = {
    "mentions": SCHEMA.mentions, "introduces": KG.introduces, "evaluatesOn": KG.evaluatesOn, "trainsOn": KG.trainsOn,
    "addresses": KG.addresses, "reports": KG.reports, "comparesWith": KG.comparesWith, "uses": KG.uses,
    "source": DCTERMS.source, "author": SCHEMA.author, "url": SCHEMA.url, "codeRepository": SCHEMA.codeRepository,
    "identifier": SCHEMA.identifier, "inScheme": SKOS.inScheme, "broader": SKOS.broader, "includes": KG.includes,
    "forTask": KG.forTask, "introducedIn": KG.introducedIn, "subject": RDF.subject, "object": RDF.object,
    "evidence": KG.evidence, "context": NIF.referenceContext, "concept": ITSRDF.taIdentRef, "textOf": NIF.sourceUrl,
    "derivedFrom": PROV.wasDerivedFrom, "vocabulary": VOID.vocabulary, "classPartition": VOID.classPartition,
    "propertyPartition": VOID.propertyPartition,
}  # fmt: skip
_TERMS = {"predicate": RDF.predicate, "status": KG.status, "class": VOID.term("class"), "property": VOID.property}
_VALUES = {
    "title": DCTERMS.title, "abstract": DCTERMS.abstract, "issued": DCTERMS.issued, "arxivId": FABIO.hasArXivId,
    "doi": PRISM.doi, "aclId": KG.aclId, "venue": PRISM.publicationName, "upvotes": KG.upvotes,
    "category": KG.category, "order": KG.order, "name": SCHEMA.name, "position": SCHEMA.position,
    "sha256": SCHEMA.sha256, "prefLabel": SKOS.prefLabel, "altLabel": SKOS.altLabel, "year": KG.year,
    "introducingTitle": KG.introducingTitle, "higherIsBetter": KG.higherIsBetter, "unit": KG.unit,
    "confidence": KG.confidence, "rule": KG.rule, "sentence": KG.sentence, "text": NIF.isString,
    "beginIndex": NIF.beginIndex, "endIndex": NIF.endIndex, "anchorOf": NIF.anchorOf, "format": KG.format,
    "softwareVersion": SCHEMA.softwareVersion, "versionInfo": OWL.versionInfo, "uriSpace": VOID.uriSpace,
    "entities": VOID.entities, "triples": VOID.triples,
}  # fmt: skip
# Always a list, so that a reader need not ask; the rest have one value.
_SETS = frozenset(
    "mentions introduces evaluatesOn trainsOn addresses reports comparesWith uses source author codeRepository "
    "category altLabel broader includes forTask evidence sha256 derivedFrom vocabulary classPartition "
    "propertyPartition".split()
)
_DATATYPES = {KG.confidence: XSD.decimal, KG.year: XSD.gYear}
_SURROGATE = re.compile("[\ud800-\udfff]")


def context(base: str = BASE) -> dict[str, Any]:
    """The ``@context``: what the plain names stand for."""
    words = {"@version": 1.1, "@base": base, "id": "@id", "type": "@type"}
    resources = {name: {"@id": iri, "@type": "@id"} | _container(name) for name, iri in _RESOURCES.items()}
    terms = {name: {"@id": iri, "@type": "@vocab"} for name, iri in _TERMS.items()}
    values = {name: {"@id": iri} | _datatype(iri) | _container(name) for name, iri in _VALUES.items()}
    return {**words, **_CLASSES, **resources, **terms, **values}


def _container(name: str) -> dict[str, str]:
    return {"@container": "@set"} if name in _SETS else {}


def _datatype(iri: str) -> dict[str, str]:
    return {"@type": _DATATYPES[iri]} if iri in _DATATYPES else {}


_NAMES = {iri: name for table in (_RESOURCES, _TERMS, _VALUES) for name, iri in table.items()}
_WORDS = {iri: name for name, iri in _CLASSES.items()} | _NAMES
_RESOURCE_IRIS = frozenset(_RESOURCES.values())
_TERM_IRIS = frozenset(_TERMS.values())


def write(graph: "nx.MultiDiGraph[str]", path: Path, *, base: str = BASE, evidence: bool = True) -> None:
    """Write ``graph`` as JSON-LD to ``path``, compressed where that ends in ``.gz``."""
    write_lines(lines(rdf.triples(graph, base=base, evidence=evidence), base), path)


def lines(triples: Iterable[Triple], base: str = BASE) -> Iterator[str]:
    """A JSON-LD document in pieces: the context, then an object for each run of a subject."""
    yield f'{{"@context": {json.dumps(context(base), indent=1)},\n"@graph": ['
    comma = ""
    for subject, group in groupby(triples, key=itemgetter(0)):
        yield f"{comma}\n{_object(subject, group, base)}"
        comma = ","
    yield "\n]}\n"


def _object(subject: str, group: Iterable[Triple], base: str) -> str:
    """One subject, a line for each key."""
    members: dict[str, list[Any]] = {}
    for _, predicate, term in group:
        key = "type" if predicate == RDF.type else _NAMES[predicate]
        members.setdefault(key, []).append(_value(predicate, term, base))
    pairs = [("id", [_relative(subject, base)]), *members.items()]
    return "{" + ",\n ".join(f'"{key}": {_json(key, values)}' for key, values in pairs) + "}"


def _json(key: str, values: list[Any]) -> str:
    """JSON text of a key's values, a list where it may have several; half surrogates, without UTF-8, as U+FFFD."""
    value = values if key in _SETS or len(values) > 1 else values[0]
    return _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))


def _relative(iri: str, base: str) -> str:
    return iri[len(base) :] if iri.startswith(base) and iri != base else iri


def _value(predicate: str, term: Term, base: str) -> Any:
    """A term as its key's definition lets it be written: bare where the definition says the rest."""
    if isinstance(term, str):
        if predicate == RDF.type or predicate in _TERM_IRIS:
            return _WORDS.get(term, term)
        relative = _relative(term, base)
        return relative if predicate in _RESOURCE_IRIS else {"id": relative}
    return _literal(term, _DATATYPES.get(predicate, XSD.string), bare=predicate not in _RESOURCE_IRIS)


def _literal(term: rdf.Literal, datatype: str, *, bare: bool) -> Any:
    if bare and term.datatype == datatype:
        return term.value
    if term.datatype == XSD.integer:
        return int(term.value)
    if term.datatype == XSD.boolean:
        return term.value == "true"
    typed = {} if term.datatype == XSD.string else {"@type": term.datatype}
    return {"@value": term.value, **typed}
