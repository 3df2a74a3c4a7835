"""How sure a link is: the share of links like it that readers of the field found right.

The weights are those of a logistic regression on 1,418 links of 175 abstracts (listing pages, arXiv, ACL) that were
annotated by hand, each weight rounded; that of ``defined``, too rare to fit, is set by hand. `kg eval` shows how the
resulting figures hold on a gold file.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from typing import Final

from kg.matching.shapes import is_strong
from kg.model import Concept, Kind, Status

_BASE: Final = 1.2
_KIND: Final = {Kind.TASK: 0.35, Kind.DATASET: -0.25, Kind.BENCHMARK: -0.2, Kind.METHOD: 0.15, Kind.METRIC: -0.05}
_RULE: Final = {
    "introduced": 0.8,
    "defined": 0.5,
    "named": -0.55,
    "addressed": -0.4,
    "used": -0.25,
    "evaluated-on": 0.25,
    "background": -0.25,
}
_CANDIDATE: Final = -1.3
_PROPER: Final = 0.8
_TWICE: Final = 0.35
_OFTEN: Final = 0.7
_LOWEST: Final = 0.05
_HIGHEST: Final = 0.99


def confidence(concept: Concept, rule: str, names: Sequence[str]) -> float:
    """The confidence in [0.05, 0.99], to two decimals, of a link to ``concept`` that ``rule`` read off ``names``.

    ``names`` are the mentions' strings. A proper name is surer than a common one, a name that comes back than one that
    is there once, a curated concept than a candidate.

    >>> bert = Concept("method/bert", Kind.METHOD, ("BERT",))
    >>> confidence(bert, "used", ["BERT"]), confidence(bert, "used", ["BERT"] * 4)
    (0.87, 0.95)
    """
    weight = _BASE + _KIND[concept.kind] + _RULE.get(rule, 0.0)
    weight += _CANDIDATE * (concept.status is Status.CANDIDATE) + _PROPER * any(map(is_strong, names))
    weight += _TWICE * (len(names) > 1) + _OFTEN * (len(names) > 3)
    return round(min(max(1 / (1 + exp(-weight)), _LOWEST), _HIGHEST), 2)
