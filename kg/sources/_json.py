"""JSON of any layout, one object a line or one value over many lines, as a stream of numbered objects."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.sources._report import Skip

Object = dict[str, Any]
"""A JSON object as parsed: keys are the format's own field names."""

_KEY = re.compile(rb'"((?:[^"\\]|\\.){1,60})"\s*:')
_WRAPPERS = ("data", "results", "papers")


def keys(head: bytes) -> frozenset[str]:
    """The keys, of any depth, that the first bytes of a JSON file show; none for another kind of file.

    >>> sorted(keys(b'[{"paper": {"id": "1"}}]'))
    ['id', 'paper']
    """
    if head.lstrip()[:1] not in (b"{", b"["):
        return frozenset()
    return frozenset(key.decode("utf-8", "replace") for key in _KEY.findall(head))


def objects(stream: BinaryIO, wrappers: Sequence[str] = _WRAPPERS) -> Iterator[tuple[int, Object] | Skip]:
    """Objects with their line, or number within one value; a `Skip` for a line that is none.

    An object that only wraps a list under one of ``wrappers``, like an answer of an API, stands for that list.
    """
    first, number = _first_line(stream)
    if not first:
        return
    if _is_line(first):
        yield from _by_line(stream, first, number, wrappers)
    else:
        yield from _whole(stream, first, number, wrappers)


def _first_line(stream: BinaryIO) -> tuple[bytes, int]:
    """The first line that is not blank and its number."""
    for number, raw in enumerate(stream, 1):
        if raw.strip():
            return raw, number
    return b"", 0


def _is_line(first: bytes) -> bool:
    """Whether the file has one object a line, judged by its first line, which may be a broken one."""
    bare = first.strip()
    return bare[:1] != b"[" and (bare[-1:] == b"}" or len(bare) > 40) and bare != b"{"


def _by_line(
    stream: BinaryIO, first: bytes, start: int, wrappers: Sequence[str]
) -> Iterator[tuple[int, Object] | Skip]:
    import orjson

    loads = orjson.loads
    for number, raw in enumerate(chain((first,), stream), start):
        try:
            value = loads(raw)
        except orjson.JSONDecodeError as error:
            if raw.strip():
                yield Skip(number, f"not JSON: {str(error).split(':')[0]}")
            continue
        if type(value) is dict and ("title" in value or not _wraps(value, wrappers)):
            yield number, value
        else:
            yield from _unwrapped(value, number, wrappers)


def _wraps(value: Object, wrappers: Sequence[str]) -> bool:
    return any(type(value.get(key)) is list for key in wrappers) and "title" not in value


def _unwrapped(value: Any, number: int, wrappers: Sequence[str]) -> Iterator[tuple[int, Object] | Skip]:
    """The objects of a list or of a wrapped list, all under the line of the whole."""
    if isinstance(value, dict):
        value = next(value[key] for key in wrappers if isinstance(value.get(key), list))
    for one in value if isinstance(value, list) else [value]:
        yield (number, one) if isinstance(one, dict) else Skip(number, "not a JSON object")


def _whole(stream: BinaryIO, first: bytes, start: int, wrappers: Sequence[str]) -> Iterator[tuple[int, Object] | Skip]:
    import orjson

    data = first + stream.read()
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        line = str(start + error.lineno - 1)
        raise InputError(f"not JSON: {error.msg}", where=line, hint="Write one JSON value, or one a line.") from error
    if isinstance(value, dict) and not _wraps(value, wrappers):
        value = [value]
    for number, one in enumerate(_unwrapped(value, 0, wrappers), 1):
        yield Skip(number, one.reason) if isinstance(one, Skip) else (number, one[1])


def text(value: Any) -> str | None:
    """A string field, or None where the source has something else."""
    return value if isinstance(value, str) else None


def texts(value: Any) -> tuple[str, ...]:
    """The strings of a list field."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def dicts(value: Any) -> list[Object]:
    """The objects of a list field."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def whole(value: Any) -> int | None:
    """A whole-number field."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
