"""The ACL Anthology's XML: a collection of volumes of papers (github.com/acl-org/acl-anthology, data/xml)."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.model import Author
from kg.sources._fields import Entry, orcid, paper, year_month
from kg.sources._report import Skip
from kg.sources._xml import Element, elements, flat, line, local

NAME = "acl-anthology"
DESCRIPTION = "ACL Anthology XML: collections of volumes of papers"


def recognises(head: bytes) -> bool:
    """Whether it is a collection with a volume."""
    return b"<collection" in head and b"<volume" in head and b"<feed" not in head


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each; the front matter is none."""
    for element in elements(stream, "paper"):
        yield _paper(element)


def _paper(element: Element) -> Entry:
    parts = {local(child): child for child in reversed(element)}
    title = _text(parts.get("title"))
    if "retracted" in parts or "removed" in parts:
        return Skip(line(element), "withdrawn", title)
    anthology_id = _anthology_id(element)
    return paper(
        line(element),
        title,
        _text(parts.get("abstract")),
        acl_id=anthology_id,
        doi=flat(parts.get("doi")),
        published=year_month(_of_volume(element, parts, "year"), _of_volume(element, parts, "month")),
        url=f"https://aclanthology.org/{anthology_id}/" if anthology_id else None,
        authors=[_author(child) for child in element if local(child) == "author"],
        venue=_of_volume(element, parts, "booktitle"),
    )


def _text(element: Element | None) -> str | None:
    """The text, ``fixed-case`` and the like flattened; ``tex-math`` becomes maths that cleaning knows."""
    if element is not None:
        for formula in element.iter("tex-math"):
            formula.text = f"${formula.text or ''}$"
    return flat(element)


def _of_volume(element: Element, parts: Mapping[str, Element], name: str) -> str | None:
    """A field of the paper, else of its volume's ``meta``."""
    volume = element.getparent()
    found = parts.get(name)
    if found is None and volume is not None:
        found = volume.find(f"meta/{name}")
    return flat(found)


def _anthology_id(element: Element) -> str | None:
    """The paper's id from those of its collection, volume and itself, in the old letter form or the new one."""
    volume = element.getparent()
    collection = None if volume is None else volume.getparent()
    if volume is None or collection is None:
        return None
    names = collection.get("id", ""), volume.get("id", ""), element.get("id", "")
    return joined_id(*names) if all(names) else None


def joined_id(collection: str, volume: str, number: str) -> str:
    """An Anthology id.

    >>> joined_id("P19", "1", "7"), joined_id("W19", "59", "7"), joined_id("2020.acl", "main", "7")
    ('P19-1007', 'W19-5907', '2020.acl-main.7')
    """
    if not (collection[:1].isalpha() and volume.isdigit() and number.isdigit()):
        return f"{collection}-{volume}.{number}"
    workshop = collection[0] == "W" or collection == "C69" or (collection == "D19" and int(volume) >= 5)
    return f"{collection}-{int(volume):02}{int(number):02}" if workshop else f"{collection}-{volume}{int(number):03}"


def _author(element: Element) -> Author:
    names = (flat(element.find(part)) for part in ("first", "last"))
    return Author(" ".join(" ".join(filter(None, names)).split()), orcid(element.get("orcid")))
