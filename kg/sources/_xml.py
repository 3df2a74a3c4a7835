"""XML as a stream of elements: memory does not grow with the file; what a file declares is not expanded or fetched."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, BinaryIO, cast

from kg.errors import InputError

Element = Any
"""An element of lxml, which comes without types."""

_REFUSED = "it declares XML entities, which can hide a bomb or fetch other files"


def elements(stream: BinaryIO, tag: str) -> Iterator[Element]:
    """Each element called ``tag`` (``{*}entry``), complete when it is yielded and emptied afterwards.

    Declared entities are refused, external ones never fetched; a text of ten megabytes or more is an error.
    """
    etree = import_module("lxml.etree")
    events = etree.iterparse(
        stream,
        events=("end",),
        tag=tag,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    try:
        for _, element in events:
            if not checked:
                _refuse_entities(element)
                checked = True
            yield element
            _empty(element)
        if not checked and events.root is not None:
            _refuse_entities(events.root)
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error


def _broken(error: SyntaxError) -> InputError:
    """A parser's error as ours; a loop or bomb of entities is what it complains about first."""
    message = (error.msg or "not well-formed").split(", line ")[0]
    if "amplification" in message or "entity reference loop" in message:
        message = _REFUSED
    where = str(error.lineno) if error.lineno else None
    return InputError(f"broken XML: {message}", where=where, hint="Fetch the file again, or repair that line.")


def _refuse_entities(element: Element) -> None:
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError(_REFUSED, hint="Remove the <!DOCTYPE …> with its declarations.")


def _empty(element: Element) -> None:
    """Free an element and what stands before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def line(element: Element) -> int | None:
    """The line on which the element begins."""
    return cast("int | None", element.sourceline)


def local(element: Element) -> str:
    """The element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def fields(element: Element) -> dict[str, str]:
    """The text of the element's children by their local names; of several under one name the first."""
    found: dict[str, str] = {}
    for child in element:
        text, tag = child.text, child.tag
        if text and type(tag) is str:
            found.setdefault(tag[tag.rfind("}") + 1 :], text)
    return found


def flat(element: Element | None) -> str | None:
    """All text inside, tags dropped."""
    if element is None:
        return None
    return "".join(element.itertext()) if len(element) else element.text or ""
