"""Graphs to files. A module of this folder without a leading underscore is a format; the folder is the registry.

A format module has ``NAME``, ``SUFFIX`` (``.ttl``; empty for a folder of files), ``DESCRIPTION`` and
``write(graph, path, *, base, evidence)``, which writes to exactly ``path``. Where it has a ``read(path)``, the graph
comes back whole. With ``COMPRESSES = True`` it compresses what it writes to a path that ends in ``.gz``. Heavy imports
wait inside functions, because listing the formats imports every module here.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from kg.errors import FormatError
from kg.export._placing import placed
from kg.vocabulary import BASE

if TYPE_CHECKING:
    import networkx as nx

    Reader = Callable[[Path], nx.MultiDiGraph[str]]

STEM = "graph"
GZIP = ".gz"


@dataclass(frozen=True, slots=True)
class Format:
    """A format of the registry; ``module`` does the work."""

    name: str
    suffix: str
    description: str
    module: str

    @property
    def file_name(self) -> str:
        """The name of the file, or folder, that a build writes: ``graph.ttl``, ``parquet``."""
        return f"{STEM}{self.suffix}" if self.suffix else self.name

    @property
    def compresses(self) -> bool:
        """Whether it is written compressed to a path that ends in ``.gz``."""
        return bool(getattr(import_module(self.module), "COMPRESSES", False))

    @property
    def reader(self) -> "Reader | None":
        """The function that reads a file of this format back, where there is one."""
        reader: Reader | None = getattr(import_module(self.module), "read", None)
        return reader

    def write(self, graph: "nx.MultiDiGraph[str]", path: Path, *, base: str = BASE, evidence: bool = True) -> None:
        """Write ``graph`` to exactly ``path``, over what is there."""
        import_module(self.module).write(graph, path, base=base, evidence=evidence)

    def compressed(self) -> "Format":
        """The same format behind ``.gz``."""
        return Format(self.name + GZIP, self.suffix + GZIP, f"{self.description}, compressed", self.module)


def formats() -> dict[str, Format]:
    """Every format by its name, sorted."""
    found = (_format(info.name) for info in iter_modules(__path__) if not info.name.startswith("_"))
    return {format.name: format for format in sorted(found, key=lambda format: format.name)}


def _format(module: str) -> Format:
    loaded = import_module(f"{__name__}.{module}")
    return Format(loaded.NAME, loaded.SUFFIX, loaded.DESCRIPTION, loaded.__name__)


def _known() -> dict[str, Format]:
    """Every format, and the compressed ones."""
    plain = formats()
    return plain | {format.name + GZIP: format.compressed() for format in plain.values() if format.compresses}


def named(names: str | Iterable[str]) -> list[Format]:
    """The formats called ``names`` (separated by commas); an unknown one is a `FormatError` that lists those there are.

    >>> [format.file_name for format in named("ttl,nt.gz")]
    ['graph.ttl', 'graph.nt.gz']
    """
    known = _known()
    wanted = names.split(",") if isinstance(names, str) else names
    asked = [name.strip() for name in wanted if name.strip()]
    unknown = [name for name in asked if name not in known]
    if unknown or not asked:
        message = f"no format is called {unknown[0]!r}" if unknown else "no format is named"
        raise FormatError(message, hint=f"These formats exist: {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(asked)]


def of_suffix(path: Path) -> Format:
    """The format that a file's name ends in; a `FormatError` where none does.

    >>> of_suffix(Path("papers.nt.gz")).name
    'nt.gz'
    """
    fitting = [format for format in _known().values() if format.suffix and path.name.endswith(format.suffix)]
    if not fitting:
        hint = f"Name one with --format; these exist: {', '.join(_known())}"
        raise FormatError("no format has this file's suffix", where=path, hint=hint)
    return max(fitting, key=lambda format: len(format.suffix))


def write(
    graph: "nx.MultiDiGraph[str]",
    folder: str | Path,
    formats: Sequence[Format],
    *,
    base: str = BASE,
    evidence: bool = True,
) -> list[Path]:
    """Write ``graph`` into ``folder`` in every one of ``formats``; all are whole before the first takes its place.

    Raises `kg.errors.OutputError` where that fails; what was there before is still there then.
    """
    targets = [Path(folder) / format.file_name for format in formats]
    with placed(targets) as paths:
        for format, path in zip(formats, paths, strict=True):
            format.write(graph, path, base=base, evidence=evidence)
    return targets


def write_to(
    graph: "nx.MultiDiGraph[str]", path: str | Path, format: Format, *, base: str = BASE, evidence: bool = True
) -> Path:
    """Write ``graph`` to ``path`` in one format, as whole or not at all as `write` does."""
    target = Path(path)
    with placed([target]) as (written,):
        format.write(graph, written, base=base, evidence=evidence)
    return target
