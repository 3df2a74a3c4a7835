"""A function over many items, in as many processes as pay: results in order, the same as one process gives."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult, Pool

_A = TypeVar("_A")
_B = TypeVar("_B")

CHUNK = 100
"""Items that a process takes at a time."""
AHEAD = 3
"""Chunks that lie ready for each other process, so that none waits for this one."""
FEW = 2000
"""Below this many items one process is done before others have started."""

_function: Callable[[Any], Any] | None = None
_items: Sequence[Any] = ()


def mapped(function: Callable[[_A], _B], items: Sequence[_A], *, workers: int | None = None) -> Iterator[_B]:
    """``function`` of each of ``items``, in their order.

    With ``workers`` (the machine's cores unless given) above one, many items, and a system that can fork, processes
    share what ``function`` holds without copying it; otherwise this is `map`.

    >>> list(mapped(abs, [-1, 2, -3]))
    [1, 2, 3]
    """
    count = min(workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    if count < 2 or len(items) < FEW or "fork" not in multiprocessing.get_all_start_methods():
        return map(function, items)
    return _forked(function, items, count)


def _forked(function: Callable[[_A], _B], items: Sequence[_A], count: int) -> Iterator[_B]:
    global _function, _items
    _function, _items = function, items  # each process inherits both; only the numbers of items cross to it
    gc.freeze()  # or the first collection of each process would copy every page it looks at
    threshold = gc.get_threshold()
    _collect_seldom()
    try:
        with multiprocessing.get_context("fork").Pool(count - 1, _collect_seldom) as pool:
            yield from chain.from_iterable(_shared(pool, range(0, len(items), CHUNK), AHEAD * (count - 1)))
    finally:
        gc.set_threshold(*threshold)
        gc.unfreeze()
        _function, _items = None, ()


def _shared(pool: Pool, firsts: Iterable[int], ahead: int) -> Iterator[list[Any]]:
    """The results of the chunks in order; ``ahead`` chunks lie with the pool while this process works on the next.

    What is done here need not be pickled, and copies none of the pages that the processes share.
    """
    left = deque(firsts)
    made: deque[list[Any] | AsyncResult[list[Any]]] = deque()
    while left or made:
        while left and sum(not _is_done(one) for one in made) < ahead:
            made.append(pool.apply_async(_of_chunk, (left.popleft(),)))
        if left and not _is_done(made[0]):
            made.append(_of_chunk(left.popleft()))
        else:
            chunk = made.popleft()
            yield chunk if isinstance(chunk, list) else chunk.get()


def _is_done(chunk: list[Any] | AsyncResult[list[Any]]) -> bool:
    return isinstance(chunk, list) or chunk.ready()


def _collect_seldom() -> None:
    """What a paper leaves behind are strings and tuples without cycles: looking for cycles finds nothing."""
    gc.set_threshold(100_000, 20, 20)


def _of_chunk(first: int) -> list[Any]:
    assert _function is not None
    return [_function(item) for item in _items[first : first + CHUNK]]
