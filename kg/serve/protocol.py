"""The SPARQL 1.1 Protocol: queries by GET, by POST as a form, by POST as the body; never updates.

Beyond the protocol, a field ``$name`` gives the value of a parameter of the query, as ``-p`` does on the command line;
the header ``Kg-Note`` says, percent-encoded, how an ambiguous name was read and which terms no graph has.
"""

from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, quote

from kg.errors import KgError
from kg.serve.http import HttpError, HttpRequest, Response, preferred
from kg.serve.pool import BusyError
from kg.store.limits import LimitError, SlowError
from kg.store.results import GRAPH_FORMATS, TABLE_FORMATS, AnswerFormatError
from kg.store.run import Request
from kg.store.syntax import RefusedError

if TYPE_CHECKING:
    from kg.serve.pool import Pool

# The order is that of preference where a client takes several equally.
MEDIA_TYPES: Final = {
    "application/sparql-results+json": ("json",),
    "text/turtle": ("ttl",),
    "application/json": ("json", "jsonld"),
    "application/sparql-results+xml": ("xml",),
    "application/n-triples": ("nt",),
    "application/ld+json": ("jsonld",),
    "application/rdf+xml": ("rdfxml",),
    "application/xml": ("xml", "rdfxml"),
    "text/csv": ("csv",),
    "text/tab-separated-values": ("tsv",),
    "text/n3": ("ttl",),
    "text/rdf+n3": ("ttl",),
    "application/turtle": ("ttl",),
    "application/x-turtle": ("ttl",),
    "text/xml": ("xml", "rdfxml"),
    "text/plain": ("nt",),
}
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_STATUSES: Final = (
    (RefusedError, 403),
    (SlowError, 503),
    (BusyError, 503),
    (LimitError, 413),
    (AnswerFormatError, 406),
)


def endpoint(pool: "Pool", request: HttpRequest) -> Response:
    """What the endpoint answers."""
    if request.method not in ("GET", "HEAD", "POST"):
        raise HttpError(405, f"{request.method} is not for this endpoint", Allow="GET, HEAD, POST")
    fields = [*request.query, *_body(request)]
    if any(name == "update" for name, _ in fields):
        raise HttpError(403, "the graph is read-only: updates are refused")
    return ask(pool, asked(fields), request.accept)


def ask(pool: "Pool", request: Request, accept: str) -> Response:
    """The answer to ``request`` in the format that the Accept header prefers; `HttpError` where there is none."""
    formats = [format for type in preferred(accept, list(MEDIA_TYPES)) for format in MEDIA_TYPES[type]]
    if not formats:
        raise HttpError(406, "none of the accepted formats can be had", hint=f"There are: {', '.join(MEDIA_TYPES)}")
    try:
        reply = pool.ask(request, formats)
    except KgError as error:
        status = next((status for of, status in _STATUSES if isinstance(error, of)), 400)
        later = {"Retry_After": "10"} if status == 503 else {}
        raise HttpError(status, error.message, hint=error.hint, **later) from error
    type = {**TABLE_FORMATS, **GRAPH_FORMATS}[reply.format]
    notes = {"Kg-Note": quote("; ".join(reply.notes))} if reply.notes else {}
    return Response(reply.body, type, headers=notes)


def asked(fields: list[tuple[str, str]]) -> Request:
    """The request that the fields of an address or form make."""
    queries = [value for name, value in fields if name == "query"]
    if len(queries) != 1:
        raise HttpError(400, f"expected one query, got {len(queries)}", hint="Send it in the field query.")
    return Request(
        queries[0],
        {name[1:]: value for name, value in fields if name.startswith("$") and len(name) > 1},
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
    )


def _body(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a request's body."""
    if request.method != "POST":
        return []
    try:
        text = request.body.decode("utf-8")
        if request.type == QUERY:
            return [("query", text)]
        if request.type == FORM:
            return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise HttpError(400, "the request is not UTF-8, or has too many fields") from None
    if request.type == UPDATE:
        raise HttpError(403, "the graph is read-only: updates are refused")
    raise HttpError(415, f"cannot read a query from {request.type or 'no media type'}", hint=f"Send {QUERY} or {FORM}.")
