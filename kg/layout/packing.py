"""Boxes placed close together without overlap, greedily: each at the free spot nearest to what pulls at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ASPECT = 1.45
STEP = 6
GROUP_STEP = 14
GROUP_GAP = 92
_REACH = 90
_CHUNK = 2048

Pull = Mapping[str, Mapping[str, float]]
"""How strongly a box, by name, is pulled to another."""


@dataclass(frozen=True, slots=True)
class Box:
    """A named rectangle by its centre and full width and height."""

    name: str
    x: float
    y: float
    width: float
    height: float


def pack(boxes: Sequence[Box], pull: Pull) -> list[Box]:
    """The boxes without overlap, placed in their order, the first at the origin.

    >>> [(box.x, box.y) for box in pack([Box("a", 0, 0, 10, 10), Box("b", 0, 0, 10, 10)], {"b": {"a": 1}})]
    [(0.0, 0.0), (-12.0, 0.0)]
    """
    placed: list[Box] = []
    for box in boxes:
        x, y = _target([box], placed, pull)
        placed.append(_moved([replace(box, x=0, y=0)], placed, (x, y), STEP)[0])
    return placed


def pack_groups(groups: Sequence[Sequence[Box]], pull: Pull) -> list[list[Box]]:
    """Whole groups of boxes moved apart, `GROUP_GAP` between any two, each keeping its inner order."""
    placed: list[Box] = []
    moved = []
    for group in groups:
        wide = [replace(box, width=box.width + GROUP_GAP, height=box.height + GROUP_GAP) for box in _centred(group)]
        at = _moved(wide, placed, _target(wide, placed, pull), GROUP_STEP)
        placed += [replace(box, width=own.width, height=own.height) for box, own in zip(at, group, strict=True)]
        moved.append(placed[-len(group) :])
    return moved


def _centred(group: Sequence[Box]) -> list[Box]:
    x = (min(box.x - box.width / 2 for box in group) + max(box.x + box.width / 2 for box in group)) / 2
    y = (min(box.y - box.height / 2 for box in group) + max(box.y + box.height / 2 for box in group)) / 2
    return [replace(box, x=box.x - x, y=box.y - y) for box in group]


def _target(boxes: Iterable[Box], placed: Iterable[Box], pull: Pull) -> tuple[float, float]:
    """The mean of the placed boxes by their pull on ``boxes``, a little drawn to the origin."""
    total, x, y = 1e-3, 0.0, 0.0
    there = {box.name: box for box in placed}
    for box in boxes:
        for name, weight in pull.get(box.name, {}).items():
            if name in there:
                total, x, y = total + weight, x + weight * there[name].x, y + weight * there[name].y
    return x / total, y / total


def _moved(group: Sequence[Box], placed: Sequence[Box], at: tuple[float, float], step: int) -> list[Box]:
    """``group`` shifted as a whole to the first free spot around ``at``."""
    x, y = _free(group, placed, at, step)
    return [replace(box, x=box.x + x, y=box.y + y) for box in group]


def _free(group: Sequence[Box], placed: Sequence[Box], at: tuple[float, float], step: int) -> tuple[float, float]:
    import numpy as np

    spots = _spiral(step) * step + (np.round(np.array(at) / step) * step)
    mine, theirs = _array(group), _array(placed)
    for start in range(0, len(spots), _CHUNK):
        free = ~_overlaps(spots[start : start + _CHUNK], mine, theirs)
        if free.any():
            x, y = spots[start + int(free.argmax())]
            return float(x), float(y)
    # Nothing is free nearby: right of everything always is.
    right = max(box.x + box.width / 2 for box in placed)
    return right + max(box.width / 2 - box.x for box in group), at[1]


def _overlaps(spots: NDArray[np.float64], mine: NDArray[np.float64], theirs: NDArray[np.float64]) -> NDArray[np.bool_]:
    """For each spot, whether any of my boxes shifted there touches any of theirs."""
    import numpy as np

    hit = np.zeros(len(spots), dtype=bool)
    for x, y, width, height in mine:
        across = np.abs(spots[:, :1] + x - theirs[:, 0]) < (theirs[:, 2] + width) / 2
        down = np.abs(spots[:, 1:] + y - theirs[:, 1]) < (theirs[:, 3] + height) / 2
        hit |= (across & down).any(axis=1)
    return hit


def _array(boxes: Sequence[Box]) -> NDArray[np.float64]:
    import numpy as np

    return np.array([(box.x, box.y, box.width, box.height) for box in boxes], dtype=float).reshape(-1, 4)


@cache
def _spiral(step: int) -> NDArray[np.float64]:
    """Whole-number spots around the origin, nearest first, on ellipses as wide as screens are."""
    import numpy as np

    reach = _REACH if step == STEP else 2 * _REACH
    x, y = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    order = np.lexsort((x.ravel(), y.ravel(), (x.ravel() / ASPECT) ** 2 + y.ravel() ** 2))
    spots: NDArray[np.float64] = np.stack([x.ravel()[order], y.ravel()[order]], axis=1).astype(float)
    return spots
