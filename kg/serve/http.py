"""HTTP as far as the routes need it: a request, a response, content negotiation, and what every reply is guarded by."""

import ipaddress
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.serve.pool import Pool

REASONS: Final = {
    200: "OK",
    204: "No Content",
    303: "See Other",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    421: "Misdirected Request",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:]+)(?::\d+)?")
_TYPE: Final = re.compile(r"\s*([\w.+*-]+/[\w.+*-]+)\s*(?:;(.*))?")


class HttpError(KgError):
    """A request that is answered by a status and a text."""

    def __init__(self, status: int, message: str, *, hint: str | None = None, **headers: str) -> None:
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        super().__init__(message, hint=hint)


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What a client asks: ``path`` is decoded, ``type`` the body's media type without parameters."""

    method: str
    path: str
    query: list[tuple[str, str]]
    accept: str
    type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Response:
    """What a client gets."""

    body: bytes
    type: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


Route = Callable[["Pool", HttpRequest], Response]
"""What answers a request."""


class Application:
    """A WSGI application around ``route``: checks the Host header, turns errors into replies, adds the guards."""

    def __init__(self, route: Route, pool: "Pool", names: frozenset[str]) -> None:
        self._route = route
        self._pool = pool
        self._names = names

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request, as WSGI asks it."""
        response = self._answer(environ)
        guards = {
            "Content-Type": response.type,
            "Content-Length": str(len(response.body)),
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
            "Vary": "Accept",
        }
        headers = list({**guards, **response.headers}.items())
        start_response(f"{response.status} {REASONS[response.status]}", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.body]

    def _answer(self, environ: dict[str, Any]) -> Response:
        try:
            check_host(environ.get("HTTP_HOST", ""), self._names)
            return self._route(self._pool, _request(environ))
        except HttpError as error:
            return Response(f"{error}\n".encode(), "text/plain; charset=utf-8", error.status, error.headers)
        except Exception:
            # What went wrong inside is nobody's business outside; the server's log has it.
            import logging

            logging.getLogger(__name__).exception("cannot answer %s", environ.get("PATH_INFO"))
            return Response(b"something went wrong here\n", "text/plain; charset=utf-8", 500)


def check_host(host: str, names: frozenset[str]) -> None:
    """Refuse a request for a foreign host name: a page elsewhere may have bent its own name to this address.

    >>> check_host("127.0.0.1:8000", frozenset()) is check_host("[::1]", frozenset()) is None
    True
    """
    found = _HOST.fullmatch(host)
    name = found[1].strip("[]").casefold() if found else ""
    if name in names:
        return
    try:
        ipaddress.ip_address(name)
    except ValueError:
        hint = "Use its address, or allow the name with --allow-host."
        raise HttpError(421, f"this server does not answer for the host {host[:80]!r}", hint=hint) from None


def _request(environ: dict[str, Any]) -> HttpRequest:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    try:
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8")
        query = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise HttpError(400, "the address is not UTF-8, or has too many fields") from None
    return HttpRequest(
        environ["REQUEST_METHOD"],
        path,
        query,
        environ.get("HTTP_ACCEPT", "*/*") or "*/*",
        environ.get("CONTENT_TYPE", "").partition(";")[0].strip().casefold(),
        environ["wsgi.input"].read(length) if length else b"",
    )


def preferred(accept: str, offered: Sequence[str]) -> list[str]:
    """The media types of ``offered`` that an Accept header takes, best first; equals stay in the order offered.

    >>> preferred("text/turtle;q=0.5, text/html", ["text/turtle", "text/html", "text/csv"])
    ['text/html', 'text/turtle']
    """
    ranges = [_range(each) for each in accept.split(",")]
    quality = {type: _quality(type, ranges) for type in offered}
    return sorted((type for type in offered if quality[type] > 0), key=lambda type: -quality[type])


def _range(text: str) -> tuple[str, float]:
    found = _TYPE.fullmatch(text)
    weight = re.search(r"(?:^|;)\s*q=([\d.]+)", (found[2] or "") if found else "")
    try:
        return (found[1].casefold() if found else "", float(weight[1]) if weight else 1.0)
    except ValueError:
        return "", 0.0


def _quality(type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific range that ``type`` is in."""
    wider = (type, type.partition("/")[0] + "/*", "*/*")
    known = dict(reversed(ranges))
    return next((known[name] for name in wider if name in known), 0.0)
