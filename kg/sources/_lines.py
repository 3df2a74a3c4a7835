"""A byte stream as numbered lines of text, whatever its line endings."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError

_BLOCK = 1 << 16
_ENDING = re.compile(r"\r\n|\r|\n")


def lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Each line with its number, from 1, without its ending."""
    number = 1
    while block := stream.read(_BLOCK):
        block += stream.readline()
        try:
            found = _split(block.decode("utf-8"))
        except UnicodeDecodeError:
            yield from _until_odd(block, number)
        yield from enumerate(found, number)
        number += len(found)


def _split(text: str) -> list[str]:
    found = _ENDING.split(text) if "\r" in text else text.split("\n")
    return found[:-1] if not found[-1] else found


def _until_odd(block: bytes, number: int) -> Iterator[tuple[int, str]]:
    """The lines of a block before the one that is not UTF-8, then the error that names that one."""
    for raw in block.split(b"\n"):
        found = _split(decoded(raw + b"\n", number))
        yield from enumerate(found, number)
        number += len(found)


def decoded(raw: bytes, line: int) -> str:
    """``raw`` as UTF-8, or an error that says where it is something else."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        odd = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        raise InputError(odd, where=str(line), hint="Save the file as UTF-8 (iconv -t utf-8).") from error


def head_lines(head: bytes) -> list[str]:
    """The lines of a file's first bytes, the last, perhaps cut, included."""
    return _ENDING.split(head.decode("utf-8", "replace"))
