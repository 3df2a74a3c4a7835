"""Ask a store in another process, and end that process where a query takes too long."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from kg.errors import KgError, QueryError
from kg.store import files
from kg.store.limits import Limits
from kg.store.run import Request
from kg.store.worker import ERRORS


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as bytes: its ``kind`` is boolean, table or graph, its ``format`` one of `kg.store.results`.

    ``notes`` say how an ambiguous name was read, and which terms of the query no graph has.
    """

    kind: str
    format: str
    body: bytes
    notes: tuple[str, ...] = ()


class Worker:
    """A process with the store of the graph file ``path``: in memory for a small file, else (or ``always``) on disk."""

    def __init__(self, path: Path, notice: files.Notice = lambda _: None, *, always: bool = False) -> None:
        self.signature = files.signature(path)
        if always or self.signature[0] > files.LARGE:
            self._command = ("folder", str(files.prepare(path, notice)))
        else:
            self._command = ("file", str(path))
        self._start()

    def _start(self) -> None:
        parent = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, (parent, os.environ.get("PYTHONPATH"))))
        self._opened = False
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "kg.store.worker", *self._command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def ask(self, request: Request, limits: Limits, formats: Sequence[str]) -> Reply:
        """The reply in the first of ``formats`` that fits the answer; raises `kg.errors.KgError`.

        Where the time limit passes, the process is ended, and the next request starts another.
        """
        if self._process.poll() is not None:
            self._start()
        late = threading.Event()
        timer = threading.Timer(limits.seconds, self._stop, (late,))
        try:
            self._open()
            timer.start()
            return self._reply({"request": asdict(request), "limits": asdict(limits), "formats": list(formats)})
        except (OSError, _EndedError):
            self.close()
            raise limits.too_slow() if late.is_set() else _ended(self._process.returncode) from None
        finally:
            timer.cancel()
            if late.is_set():
                self.close()

    def _open(self) -> None:
        """Wait until the store is open: that is not the query's time."""
        if not self._opened:
            self._read()
            self._opened = True

    def _reply(self, asked: dict[str, Any]) -> Reply:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()
        line, body = self._read()
        return Reply(line["kind"], line["format"], body, tuple(line["notes"]))

    def _read(self) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdout is not None
        first = self._process.stdout.readline()
        if not first:
            raise _EndedError
        line = json.loads(first)
        body = self._process.stdout.read(line["length"])
        if len(body) < line["length"]:
            raise _EndedError
        if "error" in line:
            raise _error(**line["error"])
        return line, body

    def _stop(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                assert pipe is not None
                pipe.close()
        self._process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _EndedError(Exception):
    """The process ended before it replied."""


def _ended(code: int | None) -> QueryError:
    hint = "It may have needed more memory than there is: ask for less."
    return QueryError(f"the query's process ended with code {code}", hint=hint)


def _error(kind: str, message: str, where: str | None, hint: str | None) -> KgError:
    return ERRORS.get(kind, QueryError)(message, where=where, hint=hint)
