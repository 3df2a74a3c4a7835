"""A graph against a gold file: precision, recall and F1 per kind, roles, and whether confidences are honest.

A gold file has one paper a line: ``title`` and ``entities``, each with ``names``, ``surfaces``, ``types``, ``roles``
and ``required`` (false where annotators disagree: such an entry neither helps nor hurts). A link counts as right when
its concept is of one of an entry's types and one of its names or mentions is, folded, one of the entry's; one entry
takes one link. The row ``dataset|benchmark`` forgives confusing these two.
"""

from kg.evaluate.comparing import ALL, CORE, EITHER, INTRODUCED, Predicted, evaluate, gold_role, pair
from kg.evaluate.gold import Wanted, fold, read_gold
from kg.evaluate.scores import Evaluation, Score, calibration

__all__ = [
    "ALL",
    "CORE",
    "EITHER",
    "INTRODUCED",
    "Evaluation",
    "Predicted",
    "Score",
    "Wanted",
    "calibration",
    "evaluate",
    "fold",
    "gold_role",
    "pair",
    "read_gold",
]
