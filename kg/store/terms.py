"""From what a user writes for a parameter to the RDF term it stands for.

A parameter's type is one of ``text``, ``integer``, ``decimal``, ``paper``, ``concept`` or a kind of concept. A paper is
written as its title, id (``arxiv-1706.03762``), arXiv id, DOI or ACL id, also as addresses, or IRI; a concept as any of
its names, its id or IRI.
Names are compared folded (`kg.model.fold`), so case, hyphens and accents do not matter.
"""

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import Final

import pyoxigraph as ox

from kg.errors import QueryError, UnknownNodeError
from kg.model import Kind, fold
from kg.text import paper_number
from kg.vocabulary import BASE, CLASSES, DCTERMS, FABIO, KG, PRISM, RDF, SCHEMA, SKOS, XSD, concept_iri, paper_iri

KINDS: Final = {kind.value: ox.NamedNode(CLASSES[kind]) for kind in Kind}
PAPER, CONCEPT = "paper", "concept"
_NUMBERS: Final = {"integer": (int, XSD.integer), "decimal": (float, XSD.decimal)}
_MENTIONS, _STATUS, _CURATED = ox.NamedNode(SCHEMA.mentions), ox.NamedNode(KG.status), ox.NamedNode(KG.Curated)
_TYPE, _PREF, _ALT = ox.NamedNode(RDF.type), ox.NamedNode(SKOS.prefLabel), ox.NamedNode(SKOS.altLabel)
_ARXIV, _DOI, _ACL = ox.NamedNode(FABIO.hasArXivId), ox.NamedNode(PRISM.doi), ox.NamedNode(KG.aclId)
_ARTICLE, _TITLE = ox.NamedNode(SCHEMA.ScholarlyArticle), ox.NamedNode(DCTERMS.title)

Found = ox.NamedNode | ox.Literal
"""A term that a parameter can stand for."""

Notice = Callable[[str], None]
"""Told in a sentence which concept was chosen where several have the name, or which term no graph has."""


def silent(_: str) -> None:
    """Tell nobody."""


def term(store: ox.Store, type: str, value: str, notice: Notice = silent) -> Found:
    """The term that ``value`` writes for a parameter of ``type``; `kg.errors.KgError` where it writes none."""
    if type in _NUMBERS:
        return _number(type, value)
    if type == PAPER:
        return paper(store, value)
    if type == CONCEPT or type in KINDS:
        return concept(store, value, KINDS.get(type), notice)
    return ox.Literal(value)


def guess(store: ox.Store, name: str, value: str, notice: Notice = silent) -> Found:
    """The term of a parameter of a query that declares none: what the parameter's name and the value's form suggest.

    ``<iri>`` is an IRI, ``"text"`` a text; the parameters paper, concept and the kinds take names; numbers are numbers.
    """
    if value.startswith("<") and value.endswith(">"):
        return iri(value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == '"':
        return ox.Literal(value[1:-1])
    if name in KINDS or name in (PAPER, CONCEPT):
        return term(store, name, value, notice)
    for type in _NUMBERS:
        try:
            return _number(type, value)
        except QueryError:
            continue
    return ox.Literal(value)


def _number(type: str, value: str) -> ox.Literal:
    parse, datatype = _NUMBERS[type]
    try:
        number = parse(value)
    except ValueError:
        raise QueryError(f"{value!r} is not {'an' if type == 'integer' else 'a'} {type}") from None
    if number != number or number in (float("inf"), float("-inf")):
        raise QueryError(f"{value!r} is not a finite number")
    return ox.Literal(str(number) if type == "integer" else f"{number:.12f}", datatype=ox.NamedNode(datatype))


def iri(value: str) -> ox.NamedNode:
    """``value`` as an IRI; `QueryError` where it is none."""
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise QueryError(f"{value!r} is not an IRI: {error}") from None


def base_of(store: ox.Store) -> str:
    """What the IRIs of the store's papers begin with."""
    for quad in store.quads_for_pattern(None, _TYPE, _ARTICLE, None):
        return _node(quad).value.rpartition("paper/")[0]
    return BASE


def paper(store: ox.Store, asked: str) -> ox.NamedNode:
    """The paper with the id, IRI, arXiv id, DOI, ACL id or title ``asked``; `UnknownNodeError` names what is near."""
    for each in (asked, paper_iri(asked.removeprefix("paper/"), base_of(store))):
        if _has(store, each, _ARTICLE):
            return ox.NamedNode(each)
    number = paper_number(asked)
    for property, value in ((_ARXIV, number), (_DOI, number.lower()), (_ACL, number)):
        for quad in store.quads_for_pattern(None, property, ox.Literal(value), None):
            return _node(quad)
    found = _by_name(store, asked, (_TITLE,), None)
    if len(found) > 1:
        several = ", ".join(_short(store, node) for node in found)
        raise QueryError(f"{len(found)} papers are called {asked!r}: {several}", hint="Name one of them by its id.")
    return found[0]


def concept(store: ox.Store, asked: str, kind: ox.NamedNode | None = None, notice: Notice = silent) -> ox.NamedNode:
    """The concept (of ``kind``) with the id, IRI or name ``asked``; a preferred name counts before the others.

    Where several have the name, a curated one counts before a candidate, then the one that most papers name, and
    ``notice`` is told the others. Raises `UnknownNodeError` with the nearest names where none has it.
    """
    written = asked if "://" in asked else concept_iri(asked, base_of(store))
    if ("://" in asked or "/" in asked) and _has(store, written, kind or ox.NamedNode(SKOS.Concept)):
        return ox.NamedNode(written)
    try:
        found = _by_name(store, asked, (_PREF, _ALT), kind)
    except UnknownNodeError:
        if kind is not None:
            other = concept(store, asked)  # of another kind, or the same error
            wanted = next(name for name, node in KINDS.items() if node == kind)
            raise QueryError(f"{asked!r} is {_short(store, other)}, which is no {wanted}") from None
        raise
    best, *others = sorted(found, key=lambda node: _standing(store, node))
    if others:
        several = ", ".join(_short(store, node) for node in others)
        notice(f"{asked!r} is read as {_short(store, best)}; also called so: {several}")
    return best


def _standing(store: ox.Store, node: ox.NamedNode) -> tuple[bool, int, str]:
    """Sorts curated concepts first, then those that more papers name, then by IRI."""
    papers = sum(1 for _ in store.quads_for_pattern(None, _MENTIONS, node, None))
    return ox.Quad(node, _STATUS, _CURATED) not in store, -papers, node.value


def _has(store: ox.Store, written: str, type: ox.NamedNode) -> bool:
    try:
        return ox.Quad(ox.NamedNode(written), _TYPE, type) in store
    except ValueError:
        return False


def _by_name(
    store: ox.Store, asked: str, properties: tuple[ox.NamedNode, ...], kind: ox.NamedNode | None
) -> list[ox.NamedNode]:
    """The nodes that are called ``asked`` by the first of ``properties`` that calls any so, exactly before folded."""
    for property in properties:
        for names in (_exactly, _folded):
            found = {node for node in names(store, property, asked) if _is(store, node, kind)}
            if found:
                return sorted(found, key=str)
    raise UnknownNodeError(asked, _nearest(store, asked, properties, kind))


def _is(store: ox.Store, node: ox.NamedNode, kind: ox.NamedNode | None) -> bool:
    return kind is None or ox.Quad(node, _TYPE, kind) in store


def _short(store: ox.Store, node: ox.NamedNode) -> str:
    return str(node.value).removeprefix(base_of(store))


def _exactly(store: ox.Store, property: ox.NamedNode, asked: str) -> Iterator[ox.NamedNode]:
    """The nodes with exactly this name, from the store's index."""
    for quad in store.quads_for_pattern(None, property, ox.Literal(asked), None):
        yield _node(quad)


def _node(quad: ox.Quad) -> ox.NamedNode:
    """The subject of ``quad``: the graph has no blank nodes, and a foreign one is taken as an IRI that nothing has."""
    return quad.subject if isinstance(quad.subject, ox.NamedNode) else ox.NamedNode("urn:blank")


def _folded(store: ox.Store, property: ox.NamedNode, asked: str) -> Iterator[ox.NamedNode]:
    """The nodes whose folded name is that of ``asked``: a scan of all names."""
    wanted = fold(asked)
    for node, name in _names(store, property):
        if wanted and fold(name) == wanted:
            yield node


def _names(store: ox.Store, property: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, str]]:
    for quad in store.quads_for_pattern(None, property, None, None):
        if isinstance(quad.object, ox.Literal):
            yield _node(quad), quad.object.value


def _nearest(store: ox.Store, asked: str, properties: Iterable[ox.NamedNode], kind: ox.NamedNode | None) -> list[str]:
    """Up to three names that hold ``asked`` or are written almost like it."""
    near: dict[str, str] = {}
    for property in properties:
        for node, name in _names(store, property):
            if _is(store, node, kind):
                near.setdefault(fold(name), name)
    wanted = fold(asked)
    holding = sorted((folded for folded in near if wanted and wanted in folded), key=len)
    return [near[folded] for folded in dict.fromkeys((*holding[:3], *get_close_matches(wanted, near, 3)))][:3]
