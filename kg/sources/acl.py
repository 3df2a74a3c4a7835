"""The ACL Anthology's XML: a collection of volumes of papers (github.com/acl-org/acl-anthology, data/xml)."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.model import Author
from kg.sources._fields import Entry, orcid, paper, year_month
from kg.sources._marks import is_xml
from kg.sources._report import Skip
from kg.sources._xml import Element, elements, flat, line, local

NAME = "acl-anthology"
DESCRIPTION = "ACL Anthology XML: collections of volumes of papers"

Volume = Mapping[str, str | None]
"""What the papers of a volume share: ``collection`` and ``volume`` ids, ``year``, ``month``, ``booktitle``."""


def recognises(head: bytes) -> bool:
    """Whether it is a collection with a volume."""
    return is_xml(head) and b"<collection" in head and b"<volume" in head and b"<feed" not in head


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each; the front matter is none."""
    parent: Element | None = None
    volume: Volume = {}
    for element in elements(stream, "paper"):
        if element.getparent() is not parent:
            parent = element.getparent()
            volume = _volume(parent)
        yield _paper(element, volume)


def _volume(element: Element | None) -> Volume:
    """What a volume says of its papers; asked once, because what stands before a paper is gone once it is read."""
    collection = None if element is None else element.getparent()
    if element is None or collection is None:
        return {}
    meta = {name: flat(element.find(f"meta/{name}")) for name in ("year", "month", "booktitle")}
    return meta | {"collection": collection.get("id"), "volume": element.get("id")}


def _paper(element: Element, volume: Volume) -> Entry:
    parts: dict[str, Element] = {}
    authors = []
    for child in element:
        if (name := local(child)) == "author":
            authors.append(_author(child))
        else:
            parts.setdefault(name, child)
    title = _text(parts.get("title"))
    if "retracted" in parts or "removed" in parts:
        return Skip(line(element), "withdrawn", title)
    anthology_id = _anthology_id(volume, element.get("id"))
    return paper(
        line(element),
        title,
        _text(parts.get("abstract")),
        acl_id=anthology_id,
        doi=flat(parts.get("doi")),
        published=year_month(_told("year", parts, volume), _told("month", parts, volume)),
        url=f"https://aclanthology.org/{anthology_id}/" if anthology_id else None,
        authors=authors,
        venue=_told("booktitle", parts, volume),
    )


def _told(name: str, parts: Mapping[str, Element], volume: Volume) -> str | None:
    """A field of the paper, else of its volume."""
    found = parts.get(name)
    return volume.get(name) if found is None else flat(found)


def _text(element: Element | None) -> str | None:
    """The text, ``fixed-case`` and the like flattened; ``tex-math`` becomes maths that cleaning knows."""
    if element is not None and len(element):
        for formula in element.iter("tex-math"):
            formula.text = f"${formula.text or ''}$"
    return flat(element)


def _anthology_id(volume: Volume, number: str | None) -> str | None:
    """The paper's id from those of its collection, volume and itself, in the old letter form or the new one."""
    first, second = volume.get("collection"), volume.get("volume")
    return joined_id(first, second, number) if first and second and number else None


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
    parts = {local(child): flat(child) for child in reversed(element)}
    name = f"{parts.get('first') or ''} {parts.get('last') or ''}"
    return Author(" ".join(name.split()), orcid(element.get("orcid")))
