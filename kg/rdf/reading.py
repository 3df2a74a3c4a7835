"""RDF back to a graph: the inverse of `kg.rdf.triples`, for every syntax that pyoxigraph reads."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.graph import FORMAT, add_concept_edges, concept_nodes
from kg.model import Author
from kg.rdf.describing import ARXIV, CONCEPT_RELATIONS, ORCID, in_order
from kg.rdf.parsing import statements
from kg.vocabulary import (
    CLASSES,
    DCTERMS,
    FABIO,
    KG,
    NIF,
    PRISM,
    RDF,
    SCHEMA,
    SKOS,
    STATUSES,
    VOID,
    node_of,
    role_of,
)

if TYPE_CHECKING:
    import networkx as nx

Resource = Mapping[str, list[str]]
"""A subject's predicates, each with the IRIs or texts it points to."""

_KINDS = {iri: kind.value for kind, iri in CLASSES.items()}
_STATUSES = {iri: status.value for status, iri in STATUSES.items()}


def read(path: str | Path) -> "nx.MultiDiGraph[str]":
    """The graph in an RDF file whose suffix names its syntax (``.ttl``, ``.nt.gz`` …), as it was before it was written.

    What is not of our vocabulary is passed over. Raises `MissingInputError`, `FormatError` for an unknown suffix, and
    `InputError` for a file that cannot be parsed or holds no graph of ours.
    """
    path = Path(path)
    resources = _resources(path)
    base = _base(resources, path)
    try:
        return rebuilt(resources, base)
    except (ValueError, LookupError) as error:  # of a hand-edited file: a year that is none, an IRI that is not ours
        hint = f"kg check -g {path} tells what is wrong with it."
        raise InputError(f"it is no sound graph: {error}", where=path, hint=hint) from error


def _resources(path: Path) -> dict[str, dict[str, list[str]]]:
    resources: dict[str, dict[str, list[str]]] = {}
    for subject, predicate, value in _plain(path):
        resources.setdefault(subject, {}).setdefault(predicate, []).append(value)
    return resources


def _plain(path: Path) -> Iterator[tuple[str, str, str]]:
    """Subject, predicate and object as plain texts; blank nodes are none of ours."""
    import pyoxigraph

    for quad in statements(path):
        if isinstance(quad.subject, pyoxigraph.NamedNode) and isinstance(
            quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal
        ):
            yield quad.subject.value, quad.predicate.value, quad.object.value


def _base(resources: Mapping[str, Resource], path: Path) -> str:
    """What the file's IRIs begin with: as its description says, else by the IRI of a paper."""
    for predicates in resources.values():
        if VOID.uriSpace in predicates:
            return max(predicates[VOID.uriSpace])
    for iri, predicates in resources.items():
        if SCHEMA.ScholarlyArticle in predicates.get(RDF.type, ()) and "/paper/" in iri:
            return iri[: iri.index("/paper/") + 1]
    hint = "It needs papers (schema:ScholarlyArticle) and a void:Dataset, as kg build writes them."
    raise InputError("it holds no graph of papers", where=path, hint=hint)


def rebuilt(resources: Mapping[str, Resource], base: str) -> "nx.MultiDiGraph[str]":
    """The graph that ``resources`` (predicates and objects by subject) describe, nodes and edges in sorted order."""
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(format=FORMAT, inputs=_inputs(resources, base))
    papers, concepts, links = _sorted_by_type(resources, base)
    for node, iri in sorted(papers.items()):
        graph.add_node(node, type="paper", **_paper(resources, iri, base))
    for node, iri in sorted(concepts.items()):
        graph.add_node(node, type="concept", **_concept(resources[iri], node, base))
    for node in concept_nodes(graph):
        add_concept_edges(graph, node)
    for (paper, concept), iri in sorted(links.items()):
        graph.add_edge(paper, concept, key=role_of(iri).value, **_link(resources, iri))
    return graph


Nodes = dict[str, str]
"""IRIs by node id."""


def _sorted_by_type(resources: Mapping[str, Resource], base: str) -> tuple[Nodes, Nodes, dict[tuple[str, str], str]]:
    """Papers and concepts by node, links by their two nodes."""
    papers, concepts, links = {}, {}, {}
    for iri, predicates in resources.items():
        types = predicates.get(RDF.type, ())
        if SCHEMA.ScholarlyArticle in types and iri.startswith(base):
            papers[node_of(iri, base)] = iri
        elif SKOS.Concept in types and iri.startswith(base):
            concepts[node_of(iri, base)] = iri
        elif KG.Link in types:
            links[node_of(predicates[RDF.subject][0], base), node_of(predicates[RDF.object][0], base)] = iri
    return papers, concepts, links


def _inputs(resources: Mapping[str, Resource], base: str) -> tuple[tuple[str, str], ...]:
    pages = ((iri, predicates[SCHEMA.sha256]) for iri, predicates in resources.items() if SCHEMA.sha256 in predicates)
    return tuple(sorted({(_page(iri, base), value) for iri, hashes in pages for value in hashes}))


def _page(iri: str, base: str) -> str:
    return node_of(iri, base).removeprefix("page/")


def _one(resource: Resource, predicate: str) -> str | None:
    """The only value; of several (a hand-edited file) the greatest, so that the order of lines changes nothing."""
    return max(resource[predicate]) if predicate in resource else None


def _text(resource: Resource, predicate: str) -> str:
    return _one(resource, predicate) or ""


def _number(resource: Resource, predicate: str) -> int | None:
    value = _one(resource, predicate)
    return None if value is None else int(value)


def _several(resource: Resource, name: str, values: Iterable[str]) -> tuple[str, ...]:
    """``values`` in the order that they had, where the resource tells it and it speaks of the same values."""
    values = tuple(values)
    order = _one(resource, KG.order)
    if order is None:
        return in_order(name, values) if len(values) > 1 else values
    ordered = tuple(json.loads(order or "{}").get(name, ()))
    return ordered if set(ordered) == set(values) else in_order(name, values)


def _paper(resources: Mapping[str, Resource], iri: str, base: str) -> dict[str, Any]:
    resource = resources[iri]
    pages = (_page(page, base) for page in resource.get(DCTERMS.source, ()))
    return {
        "title": _text(resource, DCTERMS.title),
        "abstract": _text(resource, DCTERMS.abstract),
        "published": _one(resource, DCTERMS.issued),
        "url": _one(resource, SCHEMA.url),
        "listed_on": _several(resource, "listed_on", pages),
        "arxiv_id": _one(resource, FABIO.hasArXivId),
        "doi": _one(resource, PRISM.doi),
        "acl_id": _one(resource, KG.aclId),
        "authors": _authors(resources, resource),
        "venue": _one(resource, PRISM.publicationName),
        "categories": _several(resource, "categories", resource.get(KG.category, ())),
        "upvotes": _number(resource, KG.upvotes),
        "code": _several(resource, "code", resource.get(SCHEMA.codeRepository, ())),
    }


def _authors(resources: Mapping[str, Resource], resource: Resource) -> tuple[Author, ...]:
    people = [resources[iri] for iri in sorted(set(resource.get(SCHEMA.author, ())))]
    people.sort(key=lambda person: _number(person, SCHEMA.position) or 0)
    return tuple(Author(_text(person, SCHEMA.name), _bare(_one(person, SCHEMA.identifier), ORCID)) for person in people)


def _bare(iri: str | None, prefix: str) -> str | None:
    return None if iri is None else iri.removeprefix(prefix)


def _concept(resource: Resource, node: str, base: str) -> dict[str, Any]:
    names = (_text(resource, SKOS.prefLabel), *resource.get(SKOS.altLabel, ()))
    better = _one(resource, KG.higherIsBetter)
    return {
        "kind": next((_KINDS[iri] for iri in resource[RDF.type] if iri in _KINDS), node.partition("/")[0]),
        "names": _several(resource, "names", names),
        "status": _STATUSES.get(_text(resource, KG.status), "curated"),
        "year": _number(resource, KG.year),
        "paper": _one(resource, KG.introducingTitle),
        "arxiv_id": _bare(_one(resource, KG.introducedIn), ARXIV),
        "url": _one(resource, SCHEMA.url),
        "higher_is_better": None if better is None else better == "true",
        "unit": _one(resource, KG.unit),
        **{
            name: _several(resource, name, (node_of(iri, base) for iri in resource.get(predicate, ())))
            for name, predicate in CONCEPT_RELATIONS.items()
        },
    }


def _link(resources: Mapping[str, Resource], iri: str) -> dict[str, Any]:
    resource = resources[iri]
    mentions = (resources[mention] for mention in set(resource.get(KG.evidence, ())))
    spans = ((int(_text(mention, NIF.beginIndex)), int(_text(mention, NIF.endIndex))) for mention in mentions)
    return {
        "role": role_of(iri).value,
        "confidence": float(_text(resource, KG.confidence)),
        "rule": _text(resource, KG.rule),
        "mentions": tuple(sorted(spans)),
    }
