"""A byte stream as numbered lines of text, whatever its line endings."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError

_ENDING = re.compile(r"\r\n|\r|\n")


def lines(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Each line with its number, from 1, without its ending."""
    number = 0
    for raw in stream:
        if b"\r" not in raw:
            number += 1
            yield number, decoded(raw, number).removesuffix("\n")
            continue
        for line in _ENDING.split(decoded(raw, number + 1).removesuffix("\n").removesuffix("\r")):
            number += 1
            yield number, line


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
