"""Inputs to byte streams: paths, folders, patterns and standard input; plain or compressed; hashed while read."""

import codecs
import hashlib
import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from glob import glob, has_magic
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from kg.errors import InputError, MissingInputError

HEAD = 1 << 16
"""Bytes of a file by which its format is recognised."""

_COMPRESSED = (".gz", ".gzip", ".xz", ".bz2", ".zst", ".zstd")
_MAGIC = {b"\x1f\x8b": "gzip", b"\xfd7zXZ\x00": "xz", b"BZh": "bzip2", b"\x28\xb5\x2f\xfd": "zstd"}


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read (None: standard input), and whether a folder or pattern named it rather than the user."""

    path: Path | None
    found: bool = False

    @property
    def name(self) -> str:
        """The file's name without its folder and compression suffix.

        >>> Input(Path("a/papers.jsonl.gz")).name, Input(None).name
        ('papers.jsonl', 'stdin')
        """
        if self.path is None:
            return "stdin"
        return self.path.stem if self.path.suffix.lower() in _COMPRESSED else self.path.name


def expand(inputs: Iterable[str | Path]) -> Iterator[Input]:
    """The files that ``inputs`` name, each once, a folder's and a pattern's in the order of their paths."""
    seen: set[Path | None] = set()
    for given in inputs:
        for one in _expand_one(str(given)):
            key = one.path.resolve() if one.path else None
            if key not in seen:
                seen.add(key)
                yield one


def _expand_one(given: str) -> list[Input]:
    if given == "-":
        return [Input(None)]
    given = os.path.expanduser(given)  # noqa: PTH111 (an unknown user's name is kept)
    path = Path(given)
    if path.is_dir():
        return _in_folder(path)
    if path.exists():
        return [Input(path)]
    if has_magic(given) and (files := sorted(glob(given, recursive=True))):  # noqa: PTH207 (absolute patterns)
        return [Input(Path(file), found=True) for file in files if Path(file).is_file()]
    if re.match(r"\w{2,}://", given):
        hint = "Save the page or the answer of the API, and name that file."
        raise MissingInputError("an address, and kg reads files only", where=given, hint=hint)
    raise MissingInputError("no such file, folder or pattern", where=given, hint=_nearest(path))


def _in_folder(folder: Path) -> list[Input]:
    inside = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    visible = sorted(folder / file for file in inside if not any(part.startswith(".") for part in file.parts))
    if not visible:
        raise MissingInputError("the folder holds no file", where=folder, hint="Name a folder that holds papers.")
    return [Input(file, found=True) for file in visible]


def _nearest(path: Path) -> str:
    """A hint: what lies in the folder under a similar name."""
    beside = [file.name for file in path.parent.iterdir()] if path.parent.is_dir() else []
    near = get_close_matches(path.name, beside, n=3)
    return f"Beside it: {', '.join(near)}" if near else "Check the path; quote a pattern."


class _Hashed(io.RawIOBase):
    """A stream that hashes what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.hash = hashlib.sha256()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` as far as there is something."""
        count = cast(io.BufferedIOBase, self.file).readinto(buffer)
        self.hash.update(memoryview(buffer)[:count])
        return count


class _Joined(io.RawIOBase):
    """A stream with its first bytes, already read, put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` as far as there is something."""
        if not self.head:
            return self.rest.readinto(buffer)  # type: ignore[attr-defined, no-any-return]
        count = min(len(buffer), len(self.head))
        buffer[:count], self.head = self.head[:count], self.head[count:]
        return count


class _Zstd(io.RawIOBase):
    """A zstd stream, of one frame or several, that says so when it is cut short."""

    def __init__(self, file: BinaryIO) -> None:
        from zstandard import ZstdDecompressor, ZstdError

        self.file, self.new, self.error, self.ready = file, ZstdDecompressor, ZstdError, b""
        self.frame: Any = None

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` as far as there is something."""
        while not self.ready and self._more():
            pass
        count = min(len(buffer), len(self.ready))
        buffer[:count], self.ready = self.ready[:count], self.ready[count:]
        return count

    def _more(self) -> bool:
        """Decompress the next piece; False at the end of the file."""
        piece = (self.frame.unused_data if self.frame and self.frame.eof else b"") or self.file.read(HEAD)
        if not piece and self.frame and not self.frame.eof:
            raise EOFError("the last frame is incomplete")
        if piece and (self.frame is None or self.frame.eof):
            self.frame = self.new().decompressobj()
        try:
            self.ready = self.frame.decompress(piece) if piece else b""
        except self.error as error:
            raise OSError(str(error)) from error
        return bool(piece)


@dataclass(frozen=True, slots=True)
class Opened:
    """A decompressed stream, its first bytes, and the hash of the file's own bytes as far as they were read."""

    stream: BinaryIO
    head: bytes
    hashed: _Hashed

    def sha256(self) -> str:
        """The hash of the whole file: what is left of it is read first."""
        while self.hashed.read(HEAD):
            pass
        return self.hashed.hash.hexdigest()


@contextmanager
def opened(one: Input) -> Iterator[Opened]:
    """Open an input; failures of reading and decompressing become an `InputError` that names the file."""
    with _errors(one), _file(one) as file:
        hashed = _Hashed(file)
        stream = _decompressed(hashed)
        head = _fill(stream)
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            stream = cast(BinaryIO, io.BytesIO((head + stream.read()).decode("utf-16", "replace").encode()))
            head = _fill(stream)
        head = head.removeprefix(codecs.BOM_UTF8)
        yield Opened(cast(BinaryIO, io.BufferedReader(_Joined(head, stream), HEAD)), head, hashed)


@contextmanager
def _file(one: Input) -> Iterator[IO[bytes]]:
    if one.path is None:
        yield sys.stdin.buffer
    else:
        with one.path.open("rb") as file:
            yield file


@contextmanager
def _errors(one: Input) -> Iterator[None]:
    import lzma
    import zlib

    where = one.path or "stdin"
    try:
        yield
    except EOFError as error:
        hint = "The compressed file is cut short: fetch it again."
        raise InputError("the file ends in the middle of its compressed data", where=where, hint=hint) from error
    except (lzma.LZMAError, zlib.error) as error:
        raise _damaged(error, where) from error
    except OSError as error:
        if isinstance(error, InputError):
            raise
        if error.errno is None:  # what gzip and bz2 say of their data
            raise _damaged(error, where) from error
        raise InputError(f"cannot be read: {error.strerror}", where=where, hint="Check the file.") from error


def _damaged(error: Exception, where: str | Path) -> InputError:
    return InputError(f"the compressed data is damaged: {error}", where=where, hint="Fetch the file again.")


def _decompressed(hashed: _Hashed) -> BinaryIO:
    """``hashed`` through the decompressor that its first bytes ask for."""
    buffered = io.BufferedReader(hashed, HEAD)
    start = buffered.peek(8)[:8]
    kind = next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)
    if kind is None:
        return cast(BinaryIO, buffered)
    return cast(BinaryIO, io.BufferedReader(_decompressor(kind, cast(BinaryIO, buffered)), HEAD))


def _decompressor(kind: str, file: BinaryIO) -> io.RawIOBase:
    import bz2
    import gzip
    import lzma

    if kind == "zstd":
        return _Zstd(file)
    opener: Any = {"gzip": gzip.GzipFile, "bzip2": bz2.BZ2File, "xz": lzma.LZMAFile}[kind]
    return cast(io.RawIOBase, opener(file) if kind != "gzip" else opener(fileobj=file))


def _fill(stream: BinaryIO) -> bytes:
    """The first `HEAD` bytes, or all there are."""
    head = b""
    while len(head) < HEAD and (piece := stream.read(HEAD - len(head))):
        head += piece
    return head
