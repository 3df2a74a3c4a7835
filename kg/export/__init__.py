"""Graphs to files. A module of this folder is a format; the folder is the registry, and listing it imports nothing.

A format module has ``NAME``, ``SUFFIX`` (``.ttl``; ``""`` for a folder), ``DESCRIPTION`` and
``write(graph, path, *, base, evidence)``, which writes to exactly ``path``; ``read(path)`` where it has a reader.
Whatever it writes appears under its final name only when all of it is there.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from kg.errors import FormatError, KgError, OutputError
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

    Reader = Callable[[Path], nx.MultiDiGraph[str]]

STEM = "graph"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the registry; ``module`` does the work and is imported when it is needed."""

    name: str
    suffix: str
    description: str
    module: str

    def write(self, graph: "nx.MultiDiGraph[str]", path: Path, *, base: str = BASE, evidence: bool = True) -> None:
        """Write ``graph`` to exactly ``path``, a file or (for formats of several files) a folder."""
        import_module(self.module).write(graph, path, base=base, evidence=evidence)

    @property
    def reader(self) -> "Reader | None":
        """The function that reads a file of this format back, where there is one."""
        reader: Reader | None = getattr(import_module(self.module), "read", None)
        return reader


def formats() -> dict[str, Format]:
    """Every format by its name, sorted."""
    found = (_format(info.name) for info in iter_modules(__path__) if not info.name.startswith("_"))
    return {format.name: format for format in sorted(found, key=lambda format: format.name)}


def _format(module: str) -> Format:
    loaded = import_module(f"{__name__}.{module}")
    return Format(loaded.NAME, loaded.SUFFIX, loaded.DESCRIPTION, loaded.__name__)


def named(names: str | Iterable[str]) -> list[Format]:
    """The formats called ``names`` (separated by commas); an unknown one is a `FormatError` that lists those there are.

    >>> [format.suffix for format in named("ttl")]
    ['.ttl']
    """
    known = formats()
    wanted = names.split(",") if isinstance(names, str) else names
    asked = [name.strip() for name in wanted if name.strip()]
    unknown = [name for name in asked if name not in known]
    if unknown or not asked:
        message = f"no format is called {unknown[0]!r}" if unknown else "no format is named"
        raise FormatError(message, hint=f"These formats exist: {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(asked)]


def write(
    graph: "nx.MultiDiGraph[str]",
    folder: str | Path,
    formats: Sequence[Format],
    *,
    base: str = BASE,
    evidence: bool = True,
) -> list[Path]:
    """Write ``graph`` to ``folder/graph.SUFFIX`` in every one of ``formats``; all are whole before any is renamed.

    Raises `OutputError` where that fails; what was there before is still there then.
    """
    targets = [Path(folder) / (STEM + format.suffix if format.suffix else format.name) for format in formats]
    with _beside(Path(folder)) as workshop:
        for format, target in zip(formats, targets, strict=True):
            format.write(graph, workshop / target.name, base=base, evidence=evidence)
        for target in targets:
            _replace(workshop / target.name, target)
    return targets


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder inside ``folder``, on the same file system so that a rename is atomic; it is removed at the end."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as error:
        raise _failed(error, folder) from error
    try:
        yield workshop
    except KgError:
        raise
    except OSError as error:
        raise _failed(error, folder) from error
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _failed(error: OSError, folder: Path) -> OutputError:
    hint = "Nothing was overwritten. Choose another folder with -o, or make room in this one."
    return OutputError(f"it cannot be written: {error.strerror or error}", where=folder, hint=hint)


def _replace(written: Path, target: Path) -> None:
    """Put ``written`` in ``target``'s place; a folder's old content moves out of the way first."""
    if target.is_dir() and not target.is_symlink():
        target.rename(written.with_name(f"old-{target.name}"))
    written.replace(target)
