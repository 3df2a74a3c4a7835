"""How sure a link is: the share of links like it that readers of the field found right.

The weights are those of a logistic regression on 1,434 links of 175 abstracts (listing pages, arXiv, ACL) that were
annotated by hand, each weight rounded; those of ``defined`` and ``proposed``, too rare to fit, are that of
``introduced``. `kg eval` shows how the resulting figures hold on a gold file.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from kg.matching.shapes import is_strong
from kg.model import Concept, Kind, Status

_BASE: Final = 1.35
_KIND: Final = {Kind.TASK: 0.0, Kind.DATASET: 0.15, Kind.BENCHMARK: -0.35, Kind.METHOD: 0.3, Kind.METRIC: 0.0}
_RULE: Final = {
    "introduced": 0.2,
    "proposed": 0.2,
    "defined": 0.2,
    "opening": 0.5,
    "evaluated-on": 0.3,
    "used": -0.25,
    "named": -0.65,
}
_CANDIDATE: Final = -0.9
_PROPER: Final = 1.05
_TWICE: Final = 0.65
_OFTEN: Final = 0.9
_LOWEST: Final = 0.05
_HIGHEST: Final = 0.99


def confidence(concept: Concept, rule: str, names: Sequence[str]) -> float:
    """The confidence in [0.05, 0.99], to two decimals, of a link to ``concept`` that ``rule`` read off ``names``.

    ``names`` are the mentions' strings. A proper name is surer than a common one, a name that comes back than one that
    is there once, a curated concept than a candidate.

    >>> bert = Concept("method/bert", Kind.METHOD, ("BERT",))
    >>> confidence(bert, "used", ["BERT"]), confidence(bert, "used", ["BERT"] * 4)
    (0.92, 0.98)
    """
    weight = _BASE + _KIND[concept.kind] + _RULE.get(rule, 0.0)
    weight += _CANDIDATE * (concept.status is Status.CANDIDATE) + _PROPER * any(map(is_strong, names))
    weight += _TWICE * (len(names) > 1) + _OFTEN * (len(names) > 3)
    return round(min(max(1 / (1 + exp(-weight)), _LOWEST), _HIGHEST), 2)
