"""Tables with a header, cells separated by commas, semicolons or bars (Scopus, Web of Science, Zotero, Kaggle …)."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.sources._delimited import only, papers
from kg.sources._fields import Entry

NAME = "csv"
DESCRIPTION = "A table with a header; title and abstract columns by name, others with --columns"


def recognises(head: bytes) -> bool:
    """Whether it is a table, its columns known or not."""
    return only(",;|", head)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:
    """A paper for each row."""
    return papers(stream, columns, ",;|\t")
