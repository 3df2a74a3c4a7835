"""Papers with Code dumps (the site's ``methods.json`` and ``datasets.json``, plain or .gz) as catalogues of one's own.

A row of methods has ``name``, ``full_name``, ``introduced_year``, ``source_url``, ``paper`` (``title``, ``url``) and
``collections``; a row of datasets ``name``, ``full_name``, ``homepage``, ``introduced_date``, ``paper``, ``modalities``
and ``tasks``. Taken are the names, year, paper, arXiv id, address and those tasks that the catalogue has; descriptions
are not.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.catalogue import lint
from kg.catalogue.curate import own_rows, with_bundled, write
from kg.errors import InputError, MissingInputError
from kg.model import Concept, Guard, Kind, fold, slug

Row = Mapping[str, Any]
"""One entry of a dump."""

UNKNOWN_YEAR = 2000
"""What methods.json writes where the year is not known."""

_ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf)/(\d{4}\.\d{4,5})")
_SHORT = 3
_CUE = 4


def import_dump(dump: Path, into: Path) -> tuple[int, int]:
    """Add the concepts of ``dump`` to the user catalogue ``into``; how many were taken and how many left out.

    Left out are those the catalogue knows by one of their names, generic ones, and those whose name is a plain word
    or another row's name too. Raises `InputError` for a file that is no such dump.
    """
    own = own_rows(into)
    known = with_bundled(own)
    tasks = {lint.shared_key(name): one.id for one in known.values() if one.kind is Kind.TASK for name in one.names}
    made = [_concept(row, tasks) for row in _rows(dump)]
    concepts = [concept for concept in made if concept is not None]
    taken = _sound(list(_new(concepts, known)), known)
    write(into, [*own.values(), *taken])
    return len(taken), len(made) - len(taken)


def _rows(dump: Path) -> list[Row]:
    """The entries of a dump: a JSON list, or an object a line."""
    try:
        content = dump.read_bytes()
        text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8-sig")
        found = (
            json.loads(text) if text.lstrip()[:1] == "[" else [json.loads(line) for line in text.splitlines() if line]
        )
    except FileNotFoundError as error:
        raise MissingInputError("no such dump", where=dump) from error
    except (OSError, EOFError, ValueError, RecursionError) as error:
        raise InputError(f"no JSON dump: {error}", where=dump) from error
    if not found or not all(isinstance(row, dict) and "name" in row for row in found):
        hint = "Give the site's methods.json or datasets.json."
        raise InputError("no dump of methods or datasets: entries without a name", where=dump, hint=hint)
    return found


def _concept(row: Row, tasks: Mapping[str, str]) -> Concept | None:
    """The concept of a row, if one of its names can be looked for; ``tasks`` are ids by what `lint` compares."""
    written = [" ".join(str(row[key]).split()) for key in ("name", "full_name") if row.get(key)]
    names = tuple(dict.fromkeys(name for name in written if name and fold(name)))
    guards = tuple(guard for name in names if (guard := _guard(name, names)) is not None)
    refused = {guard.name for guard in guards if not guard.cues}
    kept = tuple(name for name in names if name not in refused)
    if not kept:
        return None
    kind = Kind.DATASET if {"homepage", "introduced_date", "modalities"} & row.keys() else Kind.METHOD
    return Concept(
        f"{kind}/{slug(kept[0])}",
        kind,
        kept,
        year=_year(row),
        paper=_title(row.get("paper")),
        arxiv_id=_arxiv(row),
        url=_url(row),
        tasks=tuple(dict.fromkeys(_tasks(row, tasks))) if kind is Kind.DATASET else (),
        guards=tuple(guard for guard in guards if guard.cues),
    )


def _tasks(row: Row, tasks: Mapping[str, str]) -> Iterator[str]:
    """The known tasks of a dataset, given as names or as objects with a ``task``."""
    given = row.get("tasks")
    for one in given if isinstance(given, list) else ():
        name = one.get("task") if isinstance(one, dict) else one
        if isinstance(name, str) and lint.shared_key(name) in tasks:
            yield tasks[lint.shared_key(name)]


def _guard(name: str, names: Iterable[str]) -> Guard | None:
    """What a plain word or a very short name needs: one of the words of its full form (none: it cannot be told)."""
    if not re.fullmatch(r"[A-Za-z][a-z]*", name) and len(name) > _SHORT:
        return None
    words = (word for other in names if other != name for word in fold(other).split())
    return Guard(name, tuple(dict.fromkeys(word for word in words if len(word) >= _CUE and word != fold(name))))


def _year(row: Row) -> int | None:
    found = re.match(r"(\d{4})(?!\d)", str(row.get("introduced_year") or row.get("introduced_date") or ""))
    year = int(found[1]) if found else None
    return None if year == UNKNOWN_YEAR and "introduced_year" in row else year


def _title(paper: object) -> str | None:
    title = paper.get("title") if isinstance(paper, dict) else paper
    return " ".join(title.split()) or None if isinstance(title, str) else None


def _arxiv(row: Row) -> str | None:
    paper = row.get("paper")
    addresses = (row.get("source_url"), paper.get("url") if isinstance(paper, dict) else None)
    return next((found[1] for address in addresses if address and (found := _ARXIV.search(address))), None)


def _url(row: Row) -> str | None:
    return next((url for key in ("homepage", "url") if isinstance(url := row.get(key), str) and lint.is_url(url)), None)


def _new(concepts: Iterable[Concept], known: Mapping[str, Concept]) -> Iterator[Concept]:
    """The concepts none of whose names is another's, known or of the dump."""
    concepts = list(concepts)
    taken = {lint.shared_key(name) for concept in known.values() for name in concept.names}
    owners = Counter(key for concept in concepts for key in {lint.shared_key(name) for name in concept.names})
    for concept in concepts:
        keys = {lint.shared_key(name) for name in concept.names}
        if concept.id not in known and not keys & taken and all(owners[key] == 1 for key in keys):
            yield concept


def _sound(concepts: list[Concept], known: Mapping[str, Concept]) -> list[Concept]:
    """The concepts that the lint finds nothing wrong with."""
    ids = Counter(concept.id for concept in concepts)
    numbered = [(number, concept) for number, concept in enumerate(concepts) if ids[concept.id] == 1]
    wrong = {int(problem.partition(":")[0]) for problem in lint.added(numbered, known)}
    return [concept for number, concept in numbered if number not in wrong]
