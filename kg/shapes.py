"""Check RDF by the shapes of ``kg/data/shapes.ttl``, with pySHACL; a broken rule is told once for each node."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph
import rdflib
from rdflib.query import Result

from kg.errors import KgError
from kg.rdf import statements

_SHAPES = "https://w3id.org/paperkg/shapes#"
_WHOLE = rdflib.URIRef("https://w3id.org/paperkg/vocab")


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
    validate = _validator()
    graph = _Graph()
    graph.load(Path(path))
    triples = len(graph)
    shapes = rdflib.Graph().parse(data=_data("shapes.ttl"))
    ontology = rdflib.Graph().parse(data=_data("ontology.ttl"))
    _, results, _ = validate(graph, shacl_graph=shapes, ont_graph=ontology, inplace=True)
    return Report(tuple(rules(shapes)), triples, tuple(sorted(set(_violations(results)))))


def rules(shapes: rdflib.Graph) -> list[str]:
    """What a shapes graph asks for, each told as when it is not so, sorted."""
    return sorted({str(message) for message in shapes.objects(None, rdflib.SH.message)})


def _data(name: str) -> str:
    return files("kg").joinpath("data", name).read_text("utf-8")


def _validator() -> Callable[..., tuple[bool, rdflib.Graph, str]]:
    try:
        from pyshacl import validate
    except ImportError as error:
        hint = "Install it with: pip install 'paperkg[check]'"
        raise KgError("pySHACL, which checks shapes, is not installed", hint=hint) from error
    return validate


class _Graph(rdflib.Graph):
    """A graph that pySHACL looks things up in, as in any of rdflib's, and whose SPARQL queries Oxigraph answers.

    rdflib's own SPARQL takes a hundred times as long, and more than all other rules together.
    """

    def __init__(self) -> None:
        super().__init__()
        self._oxigraph = pyoxigraph.Store()

    def load(self, path: Path) -> None:
        """Add a file's statements; rdflib's own parser takes several times as long, and rewrites numbers."""
        quads = list(statements(path))
        self._oxigraph.bulk_extend(pyoxigraph.Quad(*quad.triple) for quad in quads)
        made: dict[Any, Any] = {}
        for quad in quads:
            super().add(tuple(made.get(term) or made.setdefault(term, _to_rdflib(term)) for term in quad.triple))

    def add(self, triple: Any) -> "_Graph":
        """Add one triple, here and in Oxigraph."""
        self._oxigraph.add(pyoxigraph.Quad(*map(_to_oxigraph, triple)))
        super().add(triple)
        return self

    def query(self, query_object: Any, *_: Any, initBindings: Any = None, **__: Any) -> Result:
        """The answers to a SELECT query, its variables bound as told."""
        bound = {pyoxigraph.Variable(name): _to_oxigraph(value) for name, value in (initBindings or {}).items()}
        answers = self._oxigraph.query(query_object, substitutions=bound)
        assert isinstance(answers, pyoxigraph.QuerySolutions), "shapes ask SELECT queries only"
        names = [variable.value for variable in answers.variables]
        result = Result("SELECT")
        result.vars = [rdflib.Variable(name) for name in names]
        result.bindings = [
            {rdflib.Variable(name): _to_rdflib(answer[name]) for name in names if answer[name]} for answer in answers
        ]
        return result


def _to_rdflib(term: Any) -> Any:
    if isinstance(term, pyoxigraph.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return rdflib.BNode(term.value)
    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def _to_oxigraph(term: Any) -> Any:
    if isinstance(term, rdflib.URIRef):
        return pyoxigraph.NamedNode(term)
    if isinstance(term, rdflib.BNode):
        return pyoxigraph.BlankNode(term)
    if term.language:
        return pyoxigraph.Literal(term, language=term.language)
    return pyoxigraph.Literal(term, datatype=pyoxigraph.NamedNode(term.datatype or rdflib.XSD.string))


def _violations(results: rdflib.Graph) -> Iterator[Violation]:
    for result in results.objects(None, rdflib.SH.result):
        parts = (rdflib.SH.sourceShape, rdflib.SH.resultMessage, rdflib.SH.focusNode, rdflib.SH.value)
        shape, message, node, value = (results.value(result, part) for part in parts)
        if node == _WHOLE:
            node, value = value, None  # A rule about the whole graph, which tells the node as its value.
        shown = "" if value is None else str(value)
        yield Violation(str(shape).removeprefix(_SHAPES), str(message), str(node), shown)
