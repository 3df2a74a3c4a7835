"""What reading found: plain counters, filled while the papers stream past."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.model import Paper

SHOWN = 100
"""So many examples are kept of each reason to skip; all are counted."""


@dataclass(frozen=True, slots=True)
class Skip:
    """A paper that a file holds but that cannot be used: ``line`` (or number of the entry), why, and its title."""

    line: int | None
    reason: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Flawed:
    """A paper that is used without one of its fields: where it stands, and what was wrong with the field."""

    paper: Paper
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """Half of a paper, its title or its abstract, whose other half is under the same ``key`` in another file.

    ``fields`` are what `kg.sources._fields.paper` takes, ``authors`` as pairs of name and ORCID.
    """

    key: str
    line: int
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A `Skip` with the file it was in; ``line`` is None where the whole file was left out."""

    file: str
    line: int | None
    reason: str
    title: str | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.reason}" + (f" ({self.title[:80]})" if self.title else "")


@dataclass(slots=True)
class FileCount:
    """One input: its name, format, sha256 (None until read to its end), papers, skipped papers and halves of papers."""

    name: str
    format: str
    sha256: str | None = None
    papers: int = 0
    skipped: int = 0
    parts: int = 0


@dataclass(slots=True)
class Report:
    """Counts of one or more reads and of the merge; pass it in, look at it once the papers are consumed.

    ``skipped`` keeps the first `SHOWN` of each reason, ``reasons`` counts all; ``merged`` is how many papers were
    found to be one that was already there, ``conflicts`` are the merges that a reader should look at, a line each.
    ``flawed`` counts papers that are used without a field which makes no sense, ``remarks`` keeps the first of them.
    """

    files: list[FileCount] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    merged: int = 0
    conflicts: list[str] = field(default_factory=list)
    flawed: int = 0
    remarks: list[Skipped] = field(default_factory=list)

    @property
    def papers(self) -> int:
        """Papers read, before the merge."""
        return sum(file.papers for file in self.files)

    @property
    def entries(self) -> int:
        """Papers read and papers skipped."""
        return self.papers + sum(file.skipped for file in self.files)

    def skip(self, file: str, skip: Skip) -> None:
        """Count ``skip`` and keep it as an example."""
        self.reasons[skip.reason] += 1
        if self.reasons[skip.reason] <= SHOWN:
            self.skipped.append(Skipped(file, skip.line, skip.reason, skip.title))

    def remark(self, file: str, flawed: Flawed) -> None:
        """Count ``flawed`` and keep it as an example."""
        self.flawed += 1
        if self.flawed <= SHOWN:
            self.remarks.append(Skipped(file, flawed.line, flawed.reason, flawed.paper.title))
