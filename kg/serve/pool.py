"""A few processes that answer queries for many clients."""

import queue
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kg.errors import KgError
from kg.store import files
from kg.store.limits import Limits
from kg.store.remote import Reply, Worker
from kg.store.run import Request

PROCESSES: Final = 2
PATIENCE: Final = 60.0


class BusyError(KgError):
    """Every process has been busy for too long."""


class Pool:
    """Workers on one graph file; each has the store on disk, so that one that was stopped is back at once.

    A worker whose graph file has changed since is replaced before it answers. Where the new file cannot be read, the
    old store goes on answering and ``notice`` is told.
    """

    def __init__(
        self,
        graph: Path,
        limits: Limits,
        notice: files.Notice = lambda _: None,
        *,
        processes: int = PROCESSES,
        patience: float = PATIENCE,
    ) -> None:
        self.graph = graph
        self.limits = limits
        self._notice = notice
        self._patience = patience
        self._idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._all: list[Worker] = []
        self._changing = threading.Lock()
        for _ in range(processes):
            self._add(Worker(graph, notice, always=True))

    def _add(self, worker: Worker) -> None:
        self._all.append(worker)
        self._idle.put(worker)

    def ask(self, request: Request, formats: Sequence[str]) -> Reply:
        """The reply of a worker that is free, or becomes free in time."""
        try:
            worker = self._idle.get(timeout=self._patience)
        except queue.Empty:
            raise BusyError("too many queries are running", hint="Try again in a moment.") from None
        try:
            worker = self._fresh(worker)
            return worker.ask(request, self.limits, formats)
        finally:
            self._idle.put(worker)

    def _fresh(self, worker: Worker) -> Worker:
        """``worker``, or its successor where the graph file has changed."""
        with self._changing:
            try:
                seen = files.signature(self.graph)
                if seen == worker.signature:
                    return worker
                successor = Worker(self.graph, self._notice, always=True)
            except KgError as error:
                self._keep(worker, error)
                return worker
            self._all[self._all.index(worker)] = successor
            worker.close()
            return successor

    def _keep(self, worker: Worker, error: KgError) -> None:
        """Go on with the old store, and say so once."""
        try:
            seen = files.signature(self.graph)
        except KgError:
            return
        if seen != worker.signature:
            worker.signature = seen
            self._notice(f"{error}\nStill answering from the graph as it was.")

    def close(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.close()
