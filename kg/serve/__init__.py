"""The graph on a port of this machine: SPARQL endpoint, query page, explorer, and a page for each paper and concept.

`application` is a plain WSGI application; `serve` runs it in waitress, which reads requests and sends replies in one
loop, so that slow clients hold no thread, and bounds their number, size and time.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.serve.pool import Pool
from kg.store.files import Notice
from kg.store.limits import Limits

if TYPE_CHECKING:
    from kg.serve.http import Application

THREADS = 32
LARGEST_REQUEST = 1_000_000
IDLE_SECONDS = 60
MOST_CLIENTS = 500


@dataclass(frozen=True, slots=True)
class Options:
    """Where to listen and what a query may cost. ``names`` are host names that clients may use beside addresses."""

    host: str = "127.0.0.1"
    port: int = 8000
    limits: Limits = field(default_factory=lambda: Limits(seconds=10))
    names: tuple[str, ...] = ()


def application(pool: Pool, options: Options) -> Application:
    """The WSGI application that answers from ``pool``."""
    from kg.serve.http import Application
    from kg.serve.routes import route

    return Application(route, pool, frozenset({"localhost", options.host.casefold(), *options.names}))


class Server:
    """A running server: ``url`` is where, `run` answers until interrupted, `close` ends it and its processes."""

    def __init__(self, graph: Path, options: Options, notice: Notice = lambda _: None) -> None:
        self._pool = Pool(graph, options.limits, notice)
        try:
            self._server = _listening(application(self._pool, options), options)
        except BaseException:
            self._pool.close()
            raise
        shown = f"[{options.host}]" if ":" in options.host else options.host
        self.url = f"http://{shown}:{self._server.effective_port}/"

    def run(self) -> None:
        """Answer requests until interrupted."""
        self._server.run()

    def close(self) -> None:
        """Stop listening and end the processes that answer queries."""
        self._server.close()
        self._pool.close()


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listening(app: Application, options: Options) -> Any:
    from waitress.server import create_server

    try:
        return create_server(
            app,
            host=options.host,
            port=options.port,
            threads=THREADS,
            connection_limit=MOST_CLIENTS,
            backlog=1024,
            channel_timeout=IDLE_SECONDS,
            cleanup_interval=5,
            max_request_body_size=LARGEST_REQUEST,
            max_request_header_size=65_536,
            # A reply waits in a file for its client, however slow, and never holds a thread.
            outbuf_high_watermark=2**40,
            ident="kg",
        )
    except (OSError, ValueError) as error:
        hint = "Choose another with --port, or 0 for any free one."
        raise KgError(f"cannot listen on {options.host} port {options.port}: {error}", hint=hint) from error
