"""A Hugging Face papers page saved as HTML: its papers are the JSON that the page hands to its own script."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, BinaryIO

from kg.errors import FormatError
from kg.sources._fields import Entry
from kg.sources._json import Object
from kg.sources._report import Skip
from kg.sources._xml import Element
from kg.sources.huggingface import listed

NAME = "huggingface-page"
DESCRIPTION = "A Hugging Face papers page, saved as HTML"

_LISTS = ("dailyPapers", "papers", "trendingPapers", "initialPapers")


def recognises(head: bytes) -> bool:
    """Whether it is HTML; whether papers are in it, only its whole length can tell."""
    start = head.lstrip()[:1024].lower()
    return start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<!--") and b"<html" in start)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """The page's papers in its order; without their data, as some browsers save it, its titles are named as skipped."""
    html = import_module("lxml.html")
    data = stream.read()
    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8")) if data.strip() else None
    entries = [] if page is None else list(_papers(page)) or list(_titles(page))
    if not entries:
        hint = "Save a page of huggingface.co/papers as HTML, or a page's text as .txt."
        raise FormatError("an HTML page, but not one of Hugging Face papers", hint=hint)
    yield from entries


def _papers(page: Element) -> Iterator[Entry]:
    import orjson

    number = 0
    for element in page.iterfind(".//*[@data-props]"):
        try:
            props = orjson.loads(element.get("data-props", ""))
        except orjson.JSONDecodeError:
            continue
        for found in _listed(props):
            number += 1
            yield listed(number, found)


def _listed(props: Any) -> Iterator[Object]:
    """The papers of a list's page, or the one of a paper's own."""
    if not isinstance(props, dict):
        return
    for key in _LISTS:
        if isinstance(props.get(key), list):
            yield from (one for one in props[key] if _is_paper(one))
    if _is_paper({"paper": props.get("paper")}):
        yield props


def _is_paper(found: Any) -> bool:
    inner = found.get("paper", found) if isinstance(found, dict) else None
    return isinstance(inner, dict) and "title" in inner and "id" in inner


def _titles(page: Element) -> Iterator[Skip]:
    """The headings that lead to papers, where the page came without its data."""
    for link in page.iterfind(".//h3//a[@href]"):
        title = " ".join(link.text_content().split())
        if "/papers/" in link.get("href", "") and title:
            yield Skip(None, "no abstract", title)
