"""Papers from the files that people have: one module of this folder per format.

A format is a module whose name has no leading underscore, with four things: ``NAME``, ``DESCRIPTION`` (a line for
`kg sources`), ``recognises(head)`` (whether a file that begins with these bytes is of the format) and
``parse(stream, columns)`` (a `Paper` or a `Skip` for each paper the file holds, while it is read). Adding a file
adds a format; nothing is registered. A format imports its libraries inside its functions.

>>> from kg.sources import formats
>>> [name for name in formats() if "json" in name]
['jsonl']
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import BinaryIO, Protocol, cast

from kg.errors import FormatError, InputError
from kg.model import Paper
from kg.sources._fields import Entry
from kg.sources._open import Input, Opened, expand, opened
from kg.sources._parts import Parts
from kg.sources._report import FileCount, Flawed, Part, Report, Skip, Skipped
from kg.sources._strangers import strange

__all__ = ["FileCount", "Flawed", "Format", "Part", "Report", "Skip", "Skipped", "formats", "read", "recognise"]


class Format(Protocol):
    """What a module of this folder has."""

    NAME: str
    DESCRIPTION: str

    def recognises(self, head: bytes) -> bool:
        """Whether a file that begins with ``head`` (decompressed, without byte order mark) is of this format."""

    def parse(self, stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:
        """The file's papers, raw ``listed_on`` aside; an `InputError` whose ``where`` is the line where it breaks."""


@cache
def formats() -> dict[str, Format]:
    """Every format by its name, sorted."""
    names = (module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    modules = (cast(Format, import_module(f"{__name__}.{name}")) for name in names)
    return {module.NAME: module for module in sorted(modules, key=lambda module: module.NAME)}


def read(
    inputs: Iterable[str | Path],
    *,
    format: str | None = None,
    columns: str | None = None,
    report: Report | None = None,
) -> Iterator[Paper]:
    """The papers of ``inputs`` (files, folders, patterns, ``-``) one after the other, while they are read.

    Halves of a paper that stand in different files (Semantic Scholar's bulk files) are joined.
    ``format`` names the format instead of recognising it; ``columns`` maps fields to the columns of a table
    (``title=Name,abstract=Text``). A paper that cannot be used is skipped and counted in ``report``; a file that
    cannot be read raises `InputError`, one that no format fits `FormatError` (in a folder it is only reported).
    """
    files = list(expand(inputs))
    named = _named(format) if format else None
    return _Reading(named, _columns(columns), Report() if report is None else report).files(files)


def recognise(head: bytes, where: str | Path | None = None) -> Format:
    """The format that fits a file beginning with ``head``."""
    if not head.strip():
        raise FormatError("the file is empty", where=where, hint="Name a file that holds papers.")
    if stranger := strange(head):
        raise FormatError(stranger.what, where=where, hint=stranger.instead)
    if b"\0" in head and not head.startswith(b"PAR1"):
        raise FormatError("a binary file that no format fits", where=where, hint=_known())
    fitting = [one for one in formats().values() if one.recognises(head)]
    if len(fitting) > 1:
        names = " and ".join(one.NAME for one in fitting)
        raise FormatError(f"the formats {names} both fit", where=where, hint=f"Name one: --from {fitting[0].NAME}")
    if not fitting:
        raise FormatError("no format fits, or the file holds no papers", where=where, hint=_known())
    return fitting[0]


def _named(name: str) -> Format:
    if name not in formats():
        raise FormatError(f"no format is called {name!r}", hint=_known())
    return formats()[name]


def _known() -> str:
    return f"Formats: {', '.join(formats())}."


def _columns(given: str | None) -> dict[str, str]:
    """``title=Name,abstract=Text`` as a mapping of field to column."""
    pairs = [pair.partition("=") for pair in (given or "").split(",") if pair.strip()]
    if bad := [field for field, _, column in pairs if not column.strip()]:
        hint = "Write --columns title=Name,abstract=Text."
        raise InputError(f"{bad[0]!r} names no column", where="--columns", hint=hint)
    return {field.strip(): column.strip() for field, _, column in pairs}


class _Reading:
    """One call of `read`: what its files share."""

    def __init__(self, named: Format | None, columns: Mapping[str, str], report: Report) -> None:
        self.named, self.columns, self.report = named, columns, report
        self.parts = Parts()

    def files(self, files: list[Input]) -> Iterator[Paper]:
        """The papers of ``files``, halves joined across them."""
        for one in files:
            try:
                yield from self._file(one)
            except FormatError as error:
                if not one.found or self.named:
                    raise
                self.report.skip(one.name, Skip(None, error.message))
        for entry, count in self.parts.left():
            yield from self._papers(iter([entry]), count)
        if not self.report.papers:
            where = ", ".join(str(one.path or "stdin") for one in files[:3])
            raise InputError("no paper could be read", where=where, hint=_why(self.report))

    def _file(self, one: Input) -> Iterator[Paper]:
        where = str(one.path or "stdin")
        with opened(one) as file:
            source = self.named or self._table_of(one, recognise(file.head, where))
            count = FileCount(one.name, source.NAME)
            self.report.files.append(count)
            try:
                yield from self._papers(source.parse(file.stream, self.columns), count)
            except InputError as error:
                error.where = _place(where, error.where)
                raise
            _finish(one, file, count, self.report)

    def _table_of(self, one: Input, source: Format) -> Format:
        """``source``; but a table where the file's name or ``--columns`` says so and the lines could be a listing."""
        suffix = Path(one.name).suffix.lower().removeprefix(".")
        if source.NAME == "listing" and (suffix in ("csv", "tsv") or self.columns):
            return formats()["tsv" if suffix == "tsv" else "csv"]
        return source

    def _papers(self, entries: Iterator[Entry], count: FileCount) -> Iterator[Paper]:
        listed_on = (count.name,)
        for entry in entries:
            if isinstance(entry, Paper):
                count.papers += 1
                object.__setattr__(entry, "listed_on", listed_on)  # the format has just made it; nobody else holds it
                yield entry
            elif isinstance(entry, Skip):
                count.skipped += 1
                self.report.skip(count.name, entry)
            elif isinstance(entry, Flawed):
                self.report.remark(count.name, entry)
                yield from self._papers(iter([entry.paper]), count)
            else:
                yield from self._joined(entry, count)

    def _joined(self, part: Part, count: FileCount) -> Iterator[Paper]:
        """The paper of a half and of the one that waited for it; both files list it."""
        count.parts += 1
        joined = self.parts.joined(count, part)
        for paper in self._papers(iter([joined[0]]), count) if joined else ():
            yield replace(paper, listed_on=tuple(sorted({count.name, joined[1].name}))) if joined else paper


def _why(report: Report) -> str:
    return "; ".join(str(skipped) for skipped in report.skipped[:3]) or _known()


def _place(file: str, line: str | None) -> str:
    """File and line, where a format has told the line."""
    return f"{file}:{line}" if line and line.isdigit() else line if line and line.startswith(file) else file


def _finish(one: Input, file: Opened, count: FileCount, report: Report) -> None:
    count.sha256 = file.sha256()
    if not count.papers and not count.parts and not one.found:
        hint = _why(report) if count.skipped else f"Read as {count.format}; --from names another format."
        raise InputError("no paper in it", where=one.path or "stdin", hint=hint)
