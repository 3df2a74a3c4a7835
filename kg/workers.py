"""A function over many items, in as many processes as pay: results in order, the same as one process gives."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

_A = TypeVar("_A")
_B = TypeVar("_B")

CHUNK = 100
"""Items that a process takes at a time."""
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
    try:
        with multiprocessing.get_context("fork").Pool(count, _collect_seldom) as pool:
            yield from chain.from_iterable(pool.imap(_of_chunk, range(0, len(items), CHUNK)))
    finally:
        gc.unfreeze()
        _function, _items = None, ()


def _collect_seldom() -> None:
    """What a paper leaves behind are strings and tuples without cycles: looking for cycles finds nothing."""
    gc.set_threshold(100_000, 20, 20)


def _of_chunk(first: int) -> list[Any]:
    assert _function is not None
    return [_function(item) for item in _items[first : first + CHUNK]]
