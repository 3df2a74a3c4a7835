"""RDF files as statements, in every syntax that pyoxigraph reads, plain or compressed."""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kg.errors import FormatError, InputError, MissingInputError

if TYPE_CHECKING:
    import pyoxigraph

SUFFIXES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".trig": "application/trig",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
}
"""The media type of each suffix that can be read, before ``.gz`` too."""


def syntax(path: Path) -> str:
    """The media type that a file's name says.

    >>> syntax(Path("graph.nt.gz"))
    'application/n-triples'
    """
    suffix = Path(path.name.removesuffix(".gz")).suffix
    if suffix not in SUFFIXES:
        hint = f"These suffixes can be read: {', '.join(SUFFIXES)}, each also with .gz behind it."
        raise FormatError(f"no RDF syntax has the suffix {suffix!r}", where=path, hint=hint)
    return SUFFIXES[suffix]


def statements(path: Path) -> "Iterator[pyoxigraph.Quad]":
    """The statements of a file, one at a time.

    Raises `MissingInputError`, `FormatError` for an unknown suffix, `InputError` for what cannot be parsed.
    """
    import pyoxigraph

    media_type = syntax(path)
    try:
        with _opened(path) as stream:
            yield from pyoxigraph.parse(stream, format=pyoxigraph.RdfFormat.from_media_type(media_type))
    except FileNotFoundError as error:
        raise MissingInputError("there is no such file", where=path, hint="kg build writes a graph.") from error
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else path
        message = f"this is not the RDF that its name says: {error.msg}"
        raise InputError(message, where=where, hint="kg build writes a graph anew.") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"it cannot be read: {error}", where=path) from error


def _opened(path: Path) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if path.suffix == ".gz" else path.open("rb")
