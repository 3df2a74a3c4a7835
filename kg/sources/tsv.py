"""Tables with a header, cells separated by tabs."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.sources._delimited import only, papers
from kg.sources._fields import Entry

NAME = "tsv"
DESCRIPTION = "A table with a header and tabs between cells, columns as for csv"


def recognises(head: bytes) -> bool:
    """Whether it is a table, its columns known or not."""
    return only("\t", head)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:
    """A paper for each row."""
    return papers(stream, columns, "\t")
