"""The curation loop: look a name up, count, add rows to a catalogue of one's own.

Files are written beside and renamed, after all problems were looked for: a catalogue with problems is never written.
"""

import os
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path

from kg import catalogue
from kg.catalogue import lint, rows
from kg.errors import CatalogueError, OutputError, UnknownNodeError
from kg.model import Concept, Kind, fold

Counts = dict[str, int]
"""Concepts, names, and concepts with a guard, a year, an introducing paper, a broader concept."""


def find(asked: str, paths: Iterable[Path] = ()) -> list[Concept]:
    """The concepts with id or name ``asked`` (case and hyphens folded) of the bundled catalogue and ``paths``.

    Raises `UnknownNodeError` with the nearest names where there is none.
    """
    concepts = catalogue.load(paths)
    if asked in concepts:
        return [concepts[asked]]
    key = _key(asked)
    found = [concept for concept in concepts.values() if any(_key(name) == key for name in concept.names)]
    if not found:
        shown = {_key(name): name for concept in concepts.values() for name in concept.names}
        raise UnknownNodeError(asked, [shown[near] for near in get_close_matches(key, shown, n=5)])
    return found


def _key(name: str) -> str:
    return fold(name).replace(" ", "") or name


def checked(paths: Iterable[Path] = ()) -> Mapping[str, Concept]:
    """The bundled catalogue and those at ``paths``, by id; raises `CatalogueError` with every problem of them all."""
    problems = lint.lint(catalogue.bundled())
    concepts: Mapping[str, Concept] = {}
    try:
        concepts = catalogue.load(paths)
    except CatalogueError as error:
        problems += error.problems
    if problems:
        raise CatalogueError(problems)
    return concepts


def counts(paths: Iterable[Path] = ()) -> dict[str, Counts]:
    """How many concepts and names each kind has, and all; and of how many concepts each field is known."""
    concepts = catalogue.load(paths).values()
    found = {kind.value: _counts([concept for concept in concepts if concept.kind is kind]) for kind in Kind}
    return {**found, "all": _counts(list(concepts))}


def _counts(concepts: list[Concept]) -> Counts:
    filled = ("guards", "year", "paper", "url", "broader", "datasets", "tasks")
    return {
        "concepts": len(concepts),
        "names": sum(len(concept.names) for concept in concepts),
        **{field: sum(bool(getattr(concept, field)) for concept in concepts) for field in filled},
    }


def append(concept: Concept, path: Path) -> None:
    """Add ``concept`` to the user catalogue at ``path``, which is made if it is not there and stays sorted by id.

    Raises `CatalogueError` with every problem, of the file as it is or of the new row; nothing is changed then.
    """
    own = own_rows(path)
    problems = lint.added([(len(own) + 1, concept)], with_bundled(own))
    if problems:
        raise CatalogueError([f"{path}:{problem}" for problem in problems], hint="Nothing was changed.")
    write(path, [*own.values(), concept])


def own_rows(path: Path) -> dict[str, Concept]:
    """The concepts of a user's file by id; none where there is no file. `CatalogueError` for a file with problems."""
    if not path.exists():
        return {}
    catalogue.load([path])
    return {concept.id: concept for _, concept in catalogue.read(path, [])}


def with_bundled(own: Mapping[str, Concept]) -> dict[str, Concept]:
    """The bundled catalogue and ``own`` beside it."""
    return {**catalogue.bundled(), **own}


def write(path: Path, concepts: Iterable[Concept]) -> None:
    """Write rows sorted by id to ``path``, beside it first, so that the file is whole at any moment."""
    text = "".join(f"{rows.line(concept)}\n" for concept in sorted(concepts, key=lambda concept: concept.id))
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        hint = "What was there before is unchanged."
        raise OutputError(f"cannot be written: {error.strerror or error}", where=path, hint=hint) from error
