"""Hugging Face's papers API: the list of ``/api/daily_papers`` and the object of ``/api/papers/ID``."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from kg.sources._fields import Entry, arxiv, named, paper
from kg.sources._json import Object, dicts, keys, objects, text, whole
from kg.sources._report import Skip

NAME = "huggingface"
DESCRIPTION = "Hugging Face papers API: the daily_papers list, or one paper"

_OWN = {"submittedOnDailyBy", "submittedOnDailyAt", "discussionId", "isAuthorParticipating", "numComments", "upvotes"}


def recognises(head: bytes) -> bool:
    """Whether the objects have summaries and what only Hugging Face has."""
    seen = keys(head)
    return {"title", "summary", "publishedAt"} <= seen and bool(seen & _OWN)


def parse(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Entry]:  # noqa: ARG001
    """A paper for each object."""
    for one in objects(stream, ("dailyPapers", "papers", "data")):
        yield one if isinstance(one, Skip) else listed(*one)


def listed(line: int | None, found: Object) -> Entry:
    """A paper of the list, which wraps it together with who sent it in, or a paper by itself.

    >>> listed(1, {"paper": {"id": "2401.00001", "title": "A B", "summary": "We do.", "upvotes": 3}}).upvotes
    3
    """
    inner = found.get("paper")
    one: Object = inner if isinstance(inner, dict) else found
    paper_id = text(one.get("id")) or ""
    return paper(
        line,
        text(one.get("title")) or text(found.get("title")),
        text(one.get("summary")) or text(found.get("summary")),
        given_id=paper_id,
        arxiv_id=paper_id if arxiv(paper_id) else None,
        published=text(one.get("publishedAt")) or text(found.get("publishedAt")),
        url=f"https://huggingface.co/papers/{paper_id}" if paper_id else None,
        authors=named(text(author.get("name")) or "" for author in dicts(one.get("authors"))),
        upvotes=whole(one.get("upvotes")),
    )
