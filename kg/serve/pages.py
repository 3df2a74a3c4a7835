"""A page for each paper, concept and source page, at the path of its IRI: HTML for people, RDF for programs."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from kg.errors import KgError
from kg.model import Kind, Role
from kg.serve.http import HttpError, HttpRequest, Response, preferred
from kg.serve.protocol import MEDIA_TYPES, ask
from kg.store.run import Request
from kg.vocabulary import (
    DCTERMS,
    KG,
    PREFIXES,
    RDF,
    SCHEMA,
    SKOS,
    concept_iri,
    node_of,
    page_iri,
    paper_iri,
    property_of,
)

if TYPE_CHECKING:
    import jinja2

    from kg.serve.pool import Pool

FOLDER: Final = Path(__file__).parents[1] / "data" / "serve"
HTML: Final = "text/html"
KINDS: Final = frozenset(Kind)
SHOWN: Final = 500
_RDF_TYPES: Final = [type for type, formats in MEDIA_TYPES.items() if set(formats) & {"ttl", "nt", "jsonld", "rdfxml"}]
# These stand in the page's head or in its table of links, not among the facts; kg:order is for programs.
_HEADED: Final = frozenset((DCTERMS.title, DCTERMS.abstract, SKOS.prefLabel, SCHEMA.name, RDF.type, KG.order))
_ELSEWHERE: Final = _HEADED | {SCHEMA.mentions} | {property_of(role, kind) for role in Role for kind in Kind}

_IRIS: Final[Mapping[str, Callable[[str, str], str]]] = {"paper": paper_iri, "page": page_iri}

Node = dict[str, Any]
"""What a template shows of a node."""


def node_page(pool: "Pool", request: HttpRequest, base: str) -> Response:
    """The page of the node at the request's path, in what its Accept header prefers."""
    kind, _, name = request.path.strip("/").partition("/")
    iri = _IRIS[kind](name, base) if kind in _IRIS else concept_iri(f"{kind}/{name}", base)
    best = preferred(request.accept, [HTML, *_RDF_TYPES])
    if not best:
        raise HttpError(406, "this page can be had as HTML and as RDF")
    values = {"node": f"<{iri}>"}
    facts = _rows(pool, _query("facts"), values)
    if not facts:
        raise HttpError(404, f"the graph has no {iri}")
    if best[0] != HTML:
        accepted = ", ".join(f"{type};q={1 - rank / 100}" for rank, type in enumerate(best) if type != HTML)
        return ask(pool, Request(_query("description"), values), accepted)
    at = urlencode({"at": node_of(iri, base)}, safe="/") if kind != "page" and explorer(pool).is_file() else None
    return rendered("node.html", node=_node(pool, kind, iri, facts), base=base, at=at)


def explorer(pool: "Pool") -> Path:
    """Where the explorer of the served graph is, if there is one."""
    return pool.graph.with_name("graph.html")


def rendered(template: str, **values: Any) -> Response:
    """A template of ``kg/data/serve`` with values, every one of them escaped."""
    text = _templates().get_template(template).render(**values)
    return Response(text.encode("utf-8", "replace"), "text/html; charset=utf-8")


@cache
def _templates() -> "jinja2.Environment":
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters.update(short=short, local=local)
    return environment


@cache
def _query(name: str) -> str:
    return (FOLDER / f"{name}.rq").read_text(encoding="utf-8")


def _rows(pool: "Pool", text: str, values: dict[str, str]) -> list[dict[str, str]]:
    """The rows of a SELECT, each value as its text."""
    try:
        reply = pool.ask(Request(text, values), ["json"])
    except KgError as error:
        raise HttpError(503, error.message, hint=error.hint) from error
    found = json.loads(reply.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def _node(pool: "Pool", kind: str, iri: str, facts: list[dict[str, str]]) -> Node:
    first = {fact["property"]: fact["value"] for fact in reversed(facts)}
    node: Node = {
        "iri": iri,
        "kind": kind,
        "name": first.get(DCTERMS.title) or first.get(SKOS.prefLabel) or first.get(SCHEMA.name) or iri,
        "abstract": first.get(DCTERMS.abstract, ""),
        "facts": [fact for fact in facts if fact["property"] not in _ELSEWHERE],
        "links": [],
        "papers": [],
        "count": 0,
        "others": [],
    }
    if kind == "paper":
        return {**node, "links": _rows(pool, "@paper", {"paper": iri})}
    asked = {"node": f"<{iri}>"}
    if kind == "page":
        papers = _rows(pool, _query("listed"), asked)
        return {**node, "papers": papers, "count": len(papers)}
    count = sum(int(row["papers"]) for row in _rows(pool, _query("naming"), asked))
    leading = _rows(pool, _query("leading"), asked)
    others = [(heading, [row for row in leading if row["relation"] == way]) for way, heading in _LEADING.items()]
    return {
        **node,
        "papers": _rows(pool, "@naming", {"concept": iri}),
        "count": count,
        "others": [(heading, rows) for heading, rows in others if rows],
    }


_LEADING = {SKOS.broader: "Narrower concepts", KG.includes: "Part of", KG.forTask: "Data for it"}
"""How a page heads the concepts that lead to its own, by their relation."""


def short(iri: str) -> str:
    """An IRI of a known vocabulary with its prefix, any other as it is.

    >>> short("http://www.w3.org/2004/02/skos/core#broader"), short("x:y")
    ('skos:broader', 'x:y')
    """
    known = next(((name, space) for name, space in PREFIXES.items() if iri.startswith(space)), None)
    return f"{known[0]}:{iri.removeprefix(known[1])}" if known else iri


def local(value: str, base: str) -> str | None:
    """Where a value links to: its page here where it is a node of the graph, itself on the web; None where nowhere.

    >>> local("x:/method/a", "x:/"), local("https://example.org/", "x:/"), local("javascript:alert(1)", "x:/")
    ('/method/a', 'https://example.org/', None)
    """
    if value.startswith(base) and "#" not in value:
        path = value.removeprefix(base)
        return f"/{path}" if path.partition("/")[0] in (*KINDS, "paper", "page") else None
    return value if value.startswith(("https://", "http://")) and not value.startswith(base) else None
