"""Metrics that no catalogue has: what an abstract lists as the metrics it reports."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from kg.catalogue.lint import GENERIC
from kg.matching.names import Sense
from kg.matching.sightings import Sighting
from kg.model import Concept, Kind, Status, fold, slug

_ITEM: Final = r"[A-Za-z][\w@/-]+(?: (?!and |or |while |where |which |that |to |on |in |by |for )[\w@/-]+){0,3}"
_LIST: Final = re.compile(
    r"\b[Mm]etrics(?: \([^()]{1,40}\))?(?:,? (?:such as|including|namely|like)|:|, i\.e\.,?) "
    rf"({_ITEM}(?:, {_ITEM})*(?:,? and {_ITEM})?)(?=[.,;:)]|$)"
)
_BETWEEN: Final = re.compile(r",? and |, ")
_CLAUSE: Final = re.compile(
    r"(?:\w+ing|\w+s (?:a|the|that|how)|reveals|in|which|who|whose|as|at|from|with|is|are|we|our)\b"
)
_NO_METRIC: Final = frozenset("others more so etc both unsupervised supervised qualitative quantitative".split())


def listed(text: str, taken: Callable[[int, int], bool]) -> Iterator[tuple[Sighting, Concept]]:
    """``metrics: plank precision, wetness, and drift rate``; ``taken`` tells characters that are named already."""
    for found in _LIST.finditer(text, max(text.find("\n\n"), 0)) if "etrics" in text else ():
        start = found.start(1)
        for item in _BETWEEN.split(found[1]):
            at = text.index(item, start)
            start = at + len(item)
            if not taken(at, start) and _is_metric(item):
                yield _sighting(at, item)


def _is_metric(item: str) -> bool:
    words = fold(item).split()
    return len(item) > 5 and not _CLAUSE.match(item) and " ".join(words) not in GENERIC and _NO_METRIC.isdisjoint(words)


def _sighting(at: int, item: str) -> tuple[Sighting, Concept]:
    concept = Concept(f"metric/{slug(item)}", Kind.METRIC, (item,), status=Status.CANDIDATE)
    sense = Sense(concept.id, Kind.METRIC, item, None, (), "listed-metric")
    return Sighting(at, at + len(item), sense), concept
