"""A function over many items: the same results, in the same order, in one process or several."""

import os
import time
from collections.abc import Iterator

import pytest

from kg import workers
from kg.workers import mapped


def square(number: int) -> int:
    """The square of a number."""
    return number * number


def where(_number: int) -> int:
    """The process that works."""
    return os.getpid()


def slowly_where(_number: int) -> int:
    """The process that works, which takes its time."""
    time.sleep(0.01)
    return os.getpid()


def refuse(number: int) -> int:
    """A number below seven."""
    if number == 7:
        raise ValueError(f"{number} is too many")
    return number


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few items are already many, and are taken four at a time."""
    monkeypatch.setattr(workers, "FEW", 10)
    monkeypatch.setattr(workers, "CHUNK", 4)
    yield
    assert workers._function is None


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 12, 33])
@pytest.mark.usefixtures("small")
def test_several_processes_give_what_one_gives(count: int) -> None:
    items = list(range(count))
    assert list(mapped(square, items, workers=2)) == list(map(square, items))


@pytest.mark.usefixtures("small")
def test_many_items_are_worked_on_elsewhere() -> None:
    assert len(set(mapped(where, range(40), workers=3))) > 1


@pytest.mark.usefixtures("small")
def test_this_process_works_too() -> None:
    assert os.getpid() in set(mapped(slowly_where, range(80), workers=2))


@pytest.mark.usefixtures("small")
def test_what_the_function_holds_is_shared() -> None:
    held = {number: str(number) for number in range(20)}
    assert list(mapped(lambda number: held[number], range(20), workers=2)) == list(held.values())


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("workers", [1, 2])
def test_an_exception_reaches_the_caller(workers: int) -> None:
    with pytest.raises(ValueError, match="7 is too many"):
        list(mapped(refuse, range(20), workers=workers))


@pytest.mark.usefixtures("small")
def test_a_caller_may_stop_early() -> None:
    results = mapped(square, range(20), workers=2)
    assert [next(results), next(results)] == [0, 1]
    assert isinstance(results, Iterator)
    getattr(results, "close")()  # noqa: B009 (an iterator has none, the generator that it is here has)


def test_few_items_stay_in_this_process() -> None:
    assert set(mapped(where, range(20), workers=2)) == {os.getpid()}


@pytest.mark.usefixtures("small")
def test_one_worker_is_this_process() -> None:
    assert set(mapped(where, range(20), workers=1)) == {os.getpid()}


@pytest.mark.usefixtures("small")
def test_a_system_that_cannot_fork_uses_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert set(mapped(where, range(20), workers=2)) == {os.getpid()}


@pytest.mark.usefixtures("small")
def test_a_system_that_does_not_tell_its_cores_uses_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert set(mapped(where, range(20))) == {os.getpid()}
