"""Names of a paper's own in the addresses that its abstract gives: of its code, of its project's page."""

import re
from collections.abc import Iterator
from typing import Final

from kg.matching.claims import Claims
from kg.matching.introduction import Introduction, is_short_for
from kg.matching.kinds import kind_about
from kg.matching.shapes import is_strong, kind_of
from kg.model import Kind, fold
from kg.text import code_links

_NAMES_JOINED: Final = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?:-[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*)+")


def joined(_title: str, claims: Claims) -> Iterator[Introduction]:
    """The name of a repository that joins names of the abstract's: ``RAFT-LRN`` of one on rafts and lake nets."""
    for link in code_links(claims.text):
        name = link.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        told = claims.text.replace(link, "")
        if _NAMES_JOINED.fullmatch(name) and all(re.search(rf"\b{part}\b", told) for part in name.split("-")):
            yield Introduction((name,), kind_about(name, name, claims.text), "repository")


def repository(title: str, claims: Claims) -> Iterator[Introduction]:
    """The name of the paper's repository, where it is a name by itself or a phrase of the title."""
    words = f" {fold(title)} "
    for link in code_links(claims.text):
        name = link.rstrip("/").rsplit("/", 1)[-1].removesuffix(".git")
        if is_strong(name):
            yield Introduction((name,), kind_about(name, name, claims.text), "repository")
        elif f" {fold(name)} " in words and " " in fold(name):
            yield Introduction((fold(name),), kind_of(name) or Kind.METHOD, "repository")


_PAGE: Final = re.compile(r"https?://[\w.-]+\.(?:io|com|ai|org|net|edu)/(?:[\w-]+/)*([A-Za-z][\w-]+)")
_HEAD: Final = re.compile(
    r"^((?:[A-Z0-9][\w-]*(?: (?:of|and|to))? ?){2,6}?) (?:with|for|via|using|by|in|from|through|on)\b"
)


def project_page(title: str, claims: Claims) -> Iterator[Introduction]:
    """What a title without a colon begins with, where the address of the project shortens it."""
    head = _HEAD.match(title) if ":" not in title and "://" in claims.text else None
    for match in _PAGE.finditer(claims.text) if head else ():
        if head and len(match[1]) > 3 and is_short_for(match[1], head[1]):
            yield Introduction((head[1], match[1]), kind_of(head[1]) or Kind.METHOD, "project-page", own_title=True)
