"""The catalogue: curated concepts that ship with the package, and the user's own beside them.

One JSONL file per kind in ``kg/data/catalogue``, sorted by id; `kg.catalogue.rows` tells what a line holds and
`kg.catalogue.lint` what is wrong with one.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kg.catalogue import rows
from kg.collecting import uncollected
from kg.errors import CatalogueError, MissingInputError
from kg.model import Concept

BUNDLED = Path(__file__).parent.parent / "data" / "catalogue"


@cache
def bundled() -> dict[str, Concept]:
    """The bundled catalogue, by id. The mapping is shared: callers do not change it."""
    with uncollected():
        return {concept.id: concept for path in bundled_files() for concept in _trusted(path)}


def bundled_files() -> list[Path]:
    """The bundled files, one per kind."""
    return sorted(BUNDLED.glob("*.jsonl"))


def _trusted(path: Path) -> Iterator[Concept]:
    """The concepts of a bundled file, which the tests have linted."""
    for text in path.read_text(encoding="utf-8").splitlines():
        yield rows.concept_of(json.loads(text))


@cache
def version() -> str:
    """Twelve hexadecimal digits that change when any bundled row does."""
    content = b"".join(path.read_bytes() for path in bundled_files())
    return hashlib.sha256(content).hexdigest()[:12]


def load(paths: Iterable[Path] = ()) -> dict[str, Concept]:
    """The bundled catalogue and the user catalogues at ``paths``, by id.

    Raises `CatalogueError` with every problem of every file at once: a line that is not JSON, an unknown kind, an id
    that exists, a name that is a stop word or is another concept's without a guard.
    """
    from kg.catalogue import lint

    catalogue = dict(bundled())
    problems: list[str] = []
    for path in paths:
        concepts = list(read(path, problems))
        problems += [f"{path}: {problem}" for problem in lint.added(concepts, catalogue)]
        catalogue.update((concept.id, concept) for _, concept in concepts)
    if problems:
        raise CatalogueError(problems, hint="Nothing was changed. Mend these lines and run the command again.")
    return catalogue


def read(path: Path, problems: list[str]) -> Iterator[tuple[int, Concept]]:
    """The concepts of a user's file with their line numbers; what is wrong is appended to ``problems``."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise MissingInputError("no such catalogue", where=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError([f"{path}: cannot be read: {error}"]) from error
    for number, text in enumerate(lines, 1):
        if text.strip():
            row, found = _parsed(text)
            problems += [f"{path}:{number}: {problem}" for problem in found]
            if not found:
                yield number, rows.concept_of(row)


def _parsed(text: str) -> tuple[dict[str, object], list[str]]:
    try:
        row = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return {}, [f"not JSON: {error}"]
    return row, rows.problems(row)
