"""Text tables, a row a line: their separator, header and rows."""

import csv
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.errors import FormatError, InputError
from kg.sources._fields import Entry
from kg.sources._lines import decoded, head_lines
from kg.sources._report import Skip
from kg.sources._table import NEEDED, found_columns, needed_columns, row_paper

SEPARATORS = ",;|\t"

_LONGEST_CELL = 64_000_000
_SHOWN_ROWS = 20


def separator(head: bytes) -> str | None:
    """What separates the cells of a table that begins with ``head``; None where it is none.

    A header with a title and an abstract settles it; otherwise short header cells and rows of the same length.

    >>> separator(b"title;abstract\\nA;B"), separator(b"a,b,c\\n1,2,3\\n4,5,6"), separator(b"A, b\\nNo table.")
    (';', ',', None)
    """
    if head.lstrip()[:1] in (b"", b"{", b"[", b"<", b"@", b"%"):
        return None
    shown = head_lines(head)[:_SHOWN_ROWS]
    fitting = [one for one in SEPARATORS if _has_needed(_cells(shown[0], one))]
    return next((one for one in fitting or SEPARATORS if fitting or _is_table(shown, one)), None)


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line], delimiter=separator), [])


def _has_needed(header: list[str]) -> bool:
    return all(field in found_columns(header, {}) for field in NEEDED)


def _is_table(shown: list[str], separator: str) -> bool:
    rows = list(csv.reader(shown[:-1] if len(shown) > 3 else shown, delimiter=separator))
    header, *others = rows or [[]]
    named = len(header) > 1 and all(0 < len(cell.strip()) <= 40 for cell in header) and len(set(header)) == len(header)
    return named and len(others) > 1 and all(len(row) == len(header) for row in others)


def papers(stream: BinaryIO, columns: Mapping[str, str], separators: str) -> Iterator[Entry]:
    """A paper for each row under a header whose cells one of ``separators`` parts."""
    # The module's limit is global and too low for long abstracts; it is only ever raised.
    csv.field_size_limit(max(_LONGEST_CELL, csv.field_size_limit()))
    first = decoded(stream.readline(), 1).rstrip("\r\n")
    line = 1
    try:
        chosen = _chosen(first, columns, separators)
        header = [cell.strip() for cell in _cells(first, chosen)]
        places = needed_columns(header, columns, _spelt(separators))
        reader = csv.reader(_decoded(stream), delimiter=chosen)
        for row in reader:
            line = reader.line_num + 1
            if row:
                yield _entry(line, row, places, len(header))
    except csv.Error as error:
        hint = "Is a quotation mark left open, or does a line end in a bare carriage return?"
        raise InputError(f"not a table: {error}", where=str(line), hint=hint) from error


def _decoded(stream: BinaryIO) -> Iterator[str]:
    for number, raw in enumerate(stream, 2):
        yield decoded(raw, number)


def _chosen(first: str, columns: Mapping[str, str], separators: str) -> str:
    """The separator under which the header has what is needed, else the most cells."""
    found = {one: _cells(first, one) for one in separators}
    needed = [one for one in separators if all(field in found_columns(found[one], columns) for field in NEEDED)]
    return needed[0] if needed else max(separators, key=lambda one: len(found[one]))


def _spelt(separators: str) -> str:
    return " ".join(separators).replace("\t", "tab")


def _entry(line: int, row: list[str], places: Mapping[str, int], width: int) -> Entry:
    """The paper of a row; more cells than the header has means that nothing can be told."""
    needed = max(places[field] for field in NEEDED)
    if len(row) > width or len(row) <= needed:
        return Skip(line, f"a row of {len(row)} cells under a header of {width}", row[0][:80] or None)
    return row_paper(line, {field: row[place] for field, place in places.items() if place < len(row)})


def only(separators: str, head: bytes) -> bool:
    """Whether ``head`` begins a table that one of ``separators`` parts."""
    try:
        return (separator(head) or "none") in separators
    except (csv.Error, FormatError):
        return False
