"""Check RDF by the shapes of ``kg/data/shapes.ttl``, with pySHACL; a broken rule is told once for each node."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.rdf import statements

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

_SHAPES = "https://w3id.org/paperkg/shapes#"
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A rule that does not hold: its shape, what it asks for, the node that breaks it and the value that does."""

    shape: str
    message: str
    node: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: the rules asked, the size of the graph, and what breaks a rule, sorted."""

    rules: tuple[str, ...]
    triples: int
    violations: tuple[Violation, ...]


def check(path: str | Path) -> Report:
    """Check the graph in an RDF file against every shape.

    Raises `KgError` where pySHACL is not installed, `kg.errors.InputError` where the file cannot be read.
    """
    import rdflib

    validate = _validator()
    shapes = rdflib.Graph().parse(data=_data("shapes.ttl"))
    ontology = rdflib.Graph().parse(data=_data("ontology.ttl"))
    graph = _loaded(Path(path))
    triples = len(graph)
    asked = tuple(rules(shapes))
    if not any(isinstance(term, rdflib.BNode) for term in graph.all_nodes()):
        _deactivate(shapes, "no-blank-node")  # The slowest query, and its answer is known.
    _, results, _ = validate(graph, shacl_graph=shapes, ont_graph=ontology, inplace=True)
    return Report(asked, triples, tuple(sorted(set(_violations(results)))))


def rules(shapes: "rdflib.Graph") -> list[str]:
    """The rules of a shapes graph, in words, sorted."""
    return sorted({str(name) for name in shapes.objects(None, _sh("name"))})


def _data(name: str) -> str:
    return files("kg").joinpath("data", name).read_text("utf-8")


def _validator() -> Callable[..., tuple[bool, "rdflib.Graph", str]]:
    try:
        from pyshacl import validate
    except ImportError as error:
        hint = "Install it with: pip install 'paperkg[check]'"
        raise KgError("pySHACL, which checks shapes, is not installed", hint=hint) from error
    return validate


def _loaded(path: Path) -> "rdflib.Graph":
    """The file's statements; rdflib's own parser takes several times as long, and rewrites numbers."""
    import rdflib

    graph = rdflib.Graph()
    made: dict[Any, Any] = {}
    for quad in statements(path):
        subject, predicate, value = (_converted(term, made) for term in (quad.subject, quad.predicate, quad.object))
        graph.add((subject, predicate, value))
    return graph


def _converted(term: Any, made: dict[Any, Any]) -> Any:
    """A term of pyoxigraph as rdflib's; a node is made once, and kept in ``made``."""
    import pyoxigraph
    import rdflib

    if isinstance(term, pyoxigraph.Literal):
        return _literal(term)
    if term not in made:
        made[term] = (rdflib.BNode if isinstance(term, pyoxigraph.BlankNode) else rdflib.URIRef)(term.value)
    return made[term]


def _literal(literal: "pyoxigraph.Literal") -> "rdflib.Literal":
    import rdflib

    if literal.language:
        return rdflib.Literal(literal.value, lang=literal.language)
    return rdflib.Literal(literal.value, datatype=rdflib.URIRef(literal.datatype.value), normalize=False)


def _deactivate(shapes: "rdflib.Graph", name: str) -> None:
    import rdflib

    shapes.add((rdflib.URIRef(_SHAPES + name), _sh("deactivated"), rdflib.Literal(True)))


def _violations(results: "rdflib.Graph") -> Iterator[Violation]:
    for result in results.objects(None, _sh("result")):
        shape, message, node, value = (
            results.value(result, _sh(name)) for name in ("sourceShape", "resultMessage", "focusNode", "value")
        )
        if str(node) == _SHAPES.replace("shapes#", "vocab"):
            node, value = value, None  # A rule about the whole graph, which tells the node as its value.
        shown = "" if value is None else str(value)
        yield Violation(str(shape).removeprefix(_SHAPES), str(message), str(node), shown)


def _sh(name: str) -> "rdflib.URIRef":
    import rdflib

    return rdflib.URIRef(_SH + name)
