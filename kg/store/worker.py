"""A process that holds a store and answers one query at a time, so that a query can be stopped by ending the process.

Run as ``python -m kg.store.worker file|folder PATH``. It reads a request a line, as JSON, and writes a line of JSON
about the answer, then the answer's bytes. `kg.store.remote` is the other side.
"""

import json
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import InputError, KgError
from kg.store import files
from kg.store.limits import LimitError, Limits
from kg.store.results import GRAPH_FORMATS, TABLE_FORMATS, Answer, AnswerFormatError, write
from kg.store.run import Request, answer
from kg.store.syntax import RefusedError

ERRORS: dict[str, type[KgError]] = {
    "limit": LimitError,
    "refused": RefusedError,
    "format": AnswerFormatError,
    "input": InputError,
}
"""The errors that the other side tells apart."""

_GRACE = 5
_MEMORY = 4_000_000_000


def main(how: str, path: str, asked: IO[bytes], told: IO[bytes]) -> None:
    """Open the store, say so or why not, then answer requests until there are no more."""
    try:
        store = files.opened(Path(path)) if how == "folder" else files.load(Path(path))
    except KgError as error:
        _tell(told, {"error": described(error)})
        return
    _tell(told, {"ready": len(store)})
    for line in asked:
        _tell(told, *reply(store, json.loads(line)))


def reply(store: ox.Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """The line and the bytes that answer ``request``: `Request` and `Limits` as JSON, and the formats that will do."""
    limits = Limits(**request["limits"])
    _alarm(limits.seconds + _GRACE)
    try:
        notes: list[str] = []
        found = answer(store, Request(**request["request"]), limits, notes.append)
        format = chosen(found, request["formats"])
        return {"kind": kind_of(found), "format": format, "notes": notes}, write(found, format, limits)
    except KgError as error:
        return {"error": described(error)}, b""
    finally:
        _alarm(0)


def kind_of(found: Answer) -> str:
    """The kind of an answer: boolean, table or graph."""
    return "graph" if isinstance(found, list) else "boolean" if isinstance(found, bool) else "table"


def chosen(found: Answer, formats: list[str]) -> str:
    """The first of ``formats`` that can write the answer; where none can, the first, whose writer then says so."""
    fitting = GRAPH_FORMATS if isinstance(found, list) else TABLE_FORMATS
    return next((format for format in formats if format in fitting), formats[0])


def described(error: KgError) -> dict[str, Any]:
    """An error as JSON: `kg.store.remote` makes it an error again."""
    kind = next((kind for kind, of in ERRORS.items() if isinstance(error, of)), "query")
    return {"kind": kind, "message": error.message, "where": error.where, "hint": error.hint}


def _bound_memory() -> None:
    """Let a query that piles up rows end this process rather than the machine, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, resource.getrlimit(resource.RLIMIT_DATA)[1]))


def _alarm(seconds: float) -> None:
    """End this process after so many seconds even where whoever asked is gone; 0 ends nothing any more."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _tell(told: IO[bytes], line: dict[str, Any], body: bytes = b"") -> None:
    told.write(json.dumps({**line, "length": len(body)}).encode() + b"\n" + body)
    told.flush()


if __name__ == "__main__":
    _bound_memory()  # here and not in main, so that it binds no process but this one
    main(sys.argv[1], sys.argv[2], sys.stdin.buffer, sys.stdout.buffer)
