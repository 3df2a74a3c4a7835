"""What the text formats share: escaping, and files that are plain or compressed."""

import gzip
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO, cast

# Quotes and backslashes; control characters and separators, at which line-based readers would break a line; what
# Unicode keeps out of interchange. Half surrogates have no UTF-8: they become U+FFFD, one character as before.
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_PLAIN = bytes(code for code in (0x0A, *range(0x20, 0x7F)) if chr(code) not in '"\\')
_SHORT = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def escaped(text: str) -> str:
    r"""``text`` as the inside of a quoted string of Turtle or N-Triples.

    >>> escaped('a "b"\n\x00 \u2028')
    'a \\"b\\"\\n\\u0000 \\u2028'
    """
    if text.isascii() and not text.encode().translate(None, _PLAIN):  # most texts are, and this is the faster search
        return text.replace("\n", r"\n")
    return _ESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    return "\ufffd" if "\ud800" <= character <= "\udfff" else f"\\u{ord(character):04X}"


def write_lines(lines: Iterable[str], path: Path) -> None:
    """Write pieces of text to ``path`` as UTF-8, compressed where it ends in ``.gz``; only one piece is held."""
    with opened(path) as stream:
        stream.writelines(lines)


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """A text file to write; a compressed one without name or time in it, so that its bytes repeat."""
    with ExitStack() as stack:
        binary: IO[bytes] = stack.enter_context(path.open("wb"))
        if path.suffix == ".gz":
            binary = cast("IO[bytes]", stack.enter_context(gzip.GzipFile("", "wb", 6, binary, mtime=0)))
        yield stack.enter_context(TextIOWrapper(binary, encoding="utf-8", newline="\n"))
