"""Catalogue rows: one concept as one line of JSON, and back.

A row holds ``id`` and ``names``, and of the other fields of `kg.model.Concept` those that are known; ``guards`` is an
object from an ambiguous name to its cue words (an empty list: exact case is enough). The kind is the id's first part.

>>> concept = concept_of({"id": "method/adam", "names": ["Adam"], "guards": {"Adam": ["optimizer"]}})
>>> concept.kind.value, concept.guards
('method', (Guard(name='Adam', cues=('optimizer',)),))
>>> line(concept)
'{"id": "method/adam", "names": ["Adam"], "guards": {"Adam": ["optimizer"]}}'
"""

import json
from collections.abc import Mapping
from typing import Any

from kg.model import Concept, Guard, Kind, Status

_LISTS = ("broader", "datasets", "tasks")
_SCALARS: Mapping[str, type] = {
    "year": int,
    "paper": str,
    "arxiv_id": str,
    "url": str,
    "higher_is_better": bool,
    "unit": str,
}
FIELDS = frozenset({"id", "names", "guards", *_LISTS, *_SCALARS})


def concept_of(row: Mapping[str, Any], *, status: Status = Status.CURATED) -> Concept:
    """The concept of a row that `problems` finds nothing wrong with."""
    known: dict[str, Any] = {name: tuple(row.get(name, ())) for name in _LISTS}
    known |= {name: row.get(name) for name in _SCALARS}
    return Concept(
        id=row["id"],
        kind=Kind(row["id"].partition("/")[0]),
        names=tuple(row["names"]),
        status=status,
        guards=tuple(Guard(name, tuple(cues)) for name, cues in row.get("guards", {}).items()),
        **known,
    )


def row_of(concept: Concept) -> dict[str, Any]:
    """The row of a concept, unknown fields left out."""
    row: dict[str, Any] = {"id": concept.id, "names": list(concept.names)}
    row |= {name: getattr(concept, name) for name in _SCALARS if getattr(concept, name) is not None}
    row |= {name: list(getattr(concept, name)) for name in _LISTS if getattr(concept, name)}
    if concept.guards:
        row["guards"] = {guard.name: list(guard.cues) for guard in concept.guards}
    return row


def line(concept: Concept) -> str:
    """The line of JSON that writes a concept."""
    return json.dumps(row_of(concept), ensure_ascii=False)


def problems(row: object) -> list[str]:
    """What keeps ``row`` from being a concept; empty when nothing does.

    >>> problems({"id": "model/x", "names": []})
    ["unknown kind 'model' (method, dataset, benchmark, task, metric)", 'names must be a list of texts, not empty']
    """
    if not isinstance(row, dict):
        return ["a row is a JSON object"]
    fields = ", ".join(sorted(FIELDS))
    found = [f"unknown field {name!r} (the fields are {fields})" for name in sorted(row.keys() - FIELDS)]
    return found + _id_problems(row.get("id")) + _value_problems(row)


def _id_problems(concept_id: object) -> list[str]:
    if not isinstance(concept_id, str):
        return ["id is missing"]
    kind, slash, rest = concept_id.partition("/")
    if kind not in list(Kind):
        return [f"unknown kind {kind!r} ({', '.join(Kind)})"]
    return [] if slash and rest and "/" not in rest else [f"{concept_id!r} is not kind/slug"]


def _value_problems(row: Mapping[str, Any]) -> list[str]:
    found = []
    if not _texts(row.get("names")) or not row["names"]:
        found.append("names must be a list of texts, not empty")
    found += [f"{name} must be a list of ids" for name in _LISTS if name in row and not _texts(row[name])]
    found += [
        f"{name} must be of type {kind.__name__}"
        for name, kind in _SCALARS.items()
        if row.get(name) is not None and type(row[name]) is not kind
    ]
    guards = row.get("guards", {})
    if not isinstance(guards, dict) or not all(_texts(cues) for cues in guards.values()):
        found.append("guards must be an object from names to lists of cue words")
    return found


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
