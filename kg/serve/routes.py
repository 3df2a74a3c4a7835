"""What each path answers."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kg.errors import KgError
from kg.serve.http import HttpError, HttpRequest, Response, preferred
from kg.serve.pages import FOLDER, HTML, KINDS, explorer, node_page, rendered
from kg.serve.protocol import endpoint
from kg.store.questions import questions
from kg.store.run import Request
from kg.vocabulary import BASE, KG, PREFIXES

if TYPE_CHECKING:
    from kg.serve.pool import Pool

ENDPOINT: Final = "/sparql"
EXPLORER: Final = "/graph.html"
VOCABULARY: Final = "/" + KG.iri.removeprefix(BASE).rstrip("#")
_STATIC: Final = {"query.js": "text/javascript", "highlight.js": "text/javascript", "style.css": "text/css"}
_EDITOR: Final = ("ace.js", "theme-tomorrow.js", "theme-tomorrow_night.js", "ext-searchbox.js")
# The explorer is one file with its own script and styles inside.
_EXPLORER_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; worker-src blob:"
)
_SERVICE: Final = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
[] a sd:Service ; sd:endpoint <{endpoint}> ; sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat
    <http://www.w3.org/ns/formats/SPARQL_Results_JSON> , <http://www.w3.org/ns/formats/SPARQL_Results_XML> ,
    <http://www.w3.org/ns/formats/SPARQL_Results_CSV> , <http://www.w3.org/ns/formats/SPARQL_Results_TSV> ,
    <http://www.w3.org/ns/formats/Turtle> , <http://www.w3.org/ns/formats/N-Triples> ,
    <http://www.w3.org/ns/formats/JSON-LD> , <http://www.w3.org/ns/formats/RDF_XML> .
"""


def route(pool: "Pool", request: HttpRequest) -> Response:
    """The response of this server to ``request``."""
    if request.path == ENDPOINT:
        return _endpoint(pool, request)
    if request.method not in ("GET", "HEAD"):
        raise HttpError(405, f"{request.method} is only for {ENDPOINT}", Allow="GET, HEAD")
    if request.path == "/":
        return rendered("query.html", editor=_editor() is not None, explorer=explorer(pool).is_file())
    if request.path == "/questions.json":
        return _questions(pool)
    if request.path == EXPLORER:
        return _explorer_page(pool)
    if request.path == VOCABULARY:
        return _vocabulary(request)
    first, _, rest = request.path.strip("/").partition("/")
    if first in ("static", "editor"):
        return _file(first, rest)
    return _node(pool, request)


def _endpoint(pool: "Pool", request: HttpRequest) -> Response:
    """The endpoint; without a query its description, for people the query page."""
    if request.method == "OPTIONS":
        return Response(b"", "text/plain", 204, {"Allow": "GET, HEAD, POST, OPTIONS"})
    if request.method not in ("GET", "HEAD") or request.query:
        return endpoint(pool, request)
    if preferred(request.accept, ["text/turtle", HTML])[:1] == [HTML]:
        return Response(b"", "text/plain", 303, {"Location": "/"})
    return Response(_SERVICE.format(endpoint=ENDPOINT).encode(), "text/turtle")


def _questions(pool: "Pool") -> Response:
    """The ready-made questions, and what the query page needs to show their answers."""
    listed = [
        {
            "name": each.name,
            "title": each.title,
            "text": each.text,
            "parameters": [{"name": p.name, "help": p.help, "default": p.default} for p in each.parameters],
        }
        for each in questions().values()
    ]
    found = {"base": _base(pool), "kinds": sorted(KINDS), "prefixes": PREFIXES, "questions": listed}
    return Response(json.dumps(found).encode(), "application/json")


def _explorer_page(pool: "Pool") -> Response:
    try:
        body = explorer(pool).read_bytes()
    except OSError:
        raise HttpError(404, "there is no explorer beside the graph", hint="kg build writes it: graph.html") from None
    return Response(body, "text/html; charset=utf-8", headers={"Content-Security-Policy": _EXPLORER_POLICY})


def _vocabulary(request: HttpRequest) -> Response:
    """What the terms of the graph mean, where their IRIs lead; browsers show Turtle only as plain text."""
    person = preferred(request.accept, ["text/turtle", HTML])[:1] == [HTML]
    type = "text/plain" if person else "text/turtle"
    return Response((FOLDER.parent / "ontology.ttl").read_bytes(), f"{type}; charset=utf-8")


def _file(folder: str, name: str) -> Response:
    """A file of the query page, or of the editor; only those named here."""
    if folder == "static" and name in _STATIC:
        return Response((FOLDER / name).read_bytes(), f"{_STATIC[name]}; charset=utf-8")
    editor = _editor()
    if folder == "editor" and name in _EDITOR and editor:
        return Response((editor / name).read_bytes(), "text/javascript; charset=utf-8")
    raise HttpError(404, "there is no such file")


@cache
def _editor() -> Path | None:
    """The folder of the Ace editor, which django-ace carries; Django itself is neither needed nor imported."""
    found = find_spec("django_ace")
    for place in (found.submodule_search_locations or ()) if found else ():
        folder = Path(place) / "static" / "django_ace" / "ace"
        if (folder / _EDITOR[0]).is_file():
            return folder
    return None


def _node(pool: "Pool", request: HttpRequest) -> Response:
    """The page of a node, at its path below the base or at the whole path of its IRI."""
    base = _base(pool)
    path = "/" + request.path.lstrip("/").removeprefix(urlsplit(base).path.lstrip("/"))
    if path.strip("/").partition("/")[0] not in (*KINDS, "paper", "page"):
        raise HttpError(404, "there is no such page")
    moved = HttpRequest(request.method, path, request.query, request.accept, request.type, request.body)
    return node_page(pool, moved, base)


def _base(pool: "Pool") -> str:
    """What the IRIs of the graph begin with."""
    text = "SELECT ?paper { ?paper a schema:ScholarlyArticle } LIMIT 1"
    try:
        found = json.loads(pool.ask(Request(text, {}), ["json"]).body)["results"]["bindings"]
    except KgError as error:
        raise HttpError(503, error.message, hint=error.hint) from error
    return str(found[0]["paper"]["value"]).rpartition("paper/")[0] if found else BASE
