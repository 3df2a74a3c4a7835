"""Halves of papers that stand in different files, joined on disk: either side may be larger than memory."""

from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Author
from kg.sources._fields import Entry, paper
from kg.sources._report import FileCount, Part

_CREATE = "CREATE TABLE part (key TEXT PRIMARY KEY, file INTEGER, line INTEGER, fields BLOB) WITHOUT ROWID"


class Parts:
    """The halves that wait for their others; a temporary database that is made with the first of them."""

    def __init__(self) -> None:
        self._files: list[FileCount] = []
        self._database: Any = None

    def joined(self, count: FileCount, part: Part) -> tuple[Entry, FileCount] | None:
        """The paper of ``part`` and of the half that waited, with that one's file; None while there is none."""
        import orjson

        database = self._opened()
        row = database.execute("SELECT file, fields FROM part WHERE key = ?", (part.key,)).fetchone()
        other = orjson.loads(row[1]) if row else {}
        if not row or bool(other["title"]) == bool(part.fields["title"]):
            self._keep(count, part)
            return None
        database.execute("DELETE FROM part WHERE key = ?", (part.key,))
        return _whole(part, other), self._files[row[0]]

    def _opened(self) -> Any:
        import sqlite3

        if self._database is None:
            self._database = sqlite3.connect("", isolation_level=None)  # a file of its own that vanishes when closed
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute(_CREATE)
            self._database.execute("BEGIN")
        return self._database

    def _keep(self, count: FileCount, part: Part) -> None:
        import orjson

        if not self._files or self._files[-1] is not count:
            self._files.append(count)
        row = (part.key, len(self._files) - 1, part.line, orjson.dumps(dict(part.fields)))
        self._database.execute("INSERT OR IGNORE INTO part VALUES (?, ?, ?, ?)", row)

    def left(self) -> Iterator[tuple[Entry, FileCount]]:
        """What became of the halves whose others never came: skipped, by the file they stand in."""
        import orjson

        if self._database is None:
            return
        for file, line, fields in self._database.execute("SELECT file, line, fields FROM part ORDER BY file, line"):
            yield _paper(line, orjson.loads(fields)), self._files[file]
        self._database.close()


def _whole(part: Part, other: Mapping[str, Any]) -> Entry:
    """Both halves as one: what the titled half knows comes first."""
    first, second = (part.fields, other) if part.fields["title"] else (other, part.fields)
    return _paper(part.line, {field: first[field] or second[field] for field in first})


def _paper(line: int, fields: Mapping[str, Any]) -> Entry:
    return paper(line, **{**fields, "authors": [Author(*one) for one in fields["authors"]]})
