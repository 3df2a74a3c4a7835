"""Parquet tables, their columns by name as for csv; cells may be lists, dates and numbers. Needs pyarrow."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Any, BinaryIO

from kg.errors import InputError
from kg.sources._fields import Entry
from kg.sources._table import needed_columns, row_paper

NAME = "parquet"
DESCRIPTION = "Parquet, columns by name as for csv (needs the extra parquet)"

_ROWS = 1000


def recognises(head: bytes) -> bool:
    """Whether it begins as Parquet does."""
    return head.startswith(b"PAR1")


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:
    """A paper for each row; of the other columns nothing is read."""
    with _seekable(stream) as file, _errors():
        table = _table(file)
        names = table.schema_arrow.names
        chosen = {field: names[place] for field, place in needed_columns(names, columns).items()}
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS, columns=list(dict.fromkeys(chosen.values()))):
            for row in batch.to_pylist():
                number += 1
                yield row_paper(number, {field: row.get(name) for field, name in chosen.items()})


def _table(file: IO[bytes]) -> Any:
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        hint = "pip install 'paperkg[parquet]'"
        raise InputError("reading Parquet needs pyarrow, which is not installed", hint=hint) from error
    return ParquetFile(file)


@contextmanager
def _seekable(stream: BinaryIO) -> Iterator[IO[bytes]]:
    """A copy on disk: Parquet is read from its end, and the stream may be compressed or a pipe."""
    with TemporaryFile() as file:
        copyfileobj(stream, file, 1 << 20)
        file.seek(0)
        yield file


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # what pyarrow's own errors are
        if isinstance(error, InputError):
            raise
        first = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise InputError(f"damaged Parquet: {first}", hint="Fetch the file again.") from error
