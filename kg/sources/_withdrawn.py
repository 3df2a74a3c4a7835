"""Whether arXiv says that a paper was withdrawn: it has no field for it, only what authors write in its place."""

import re

_WHAT = r"(?:this|the|our) (?:\w+ ){0,2}(?:paper|submission|article|manuscript|work|preprint|version|report|note|draft)"
_NOTICE = re.compile(
    rf"\W*(?:{_WHAT} (?:has been|have been|is|was|is being) (?:\w+ )?(?:withdrawn|retracted)\b"
    rf"|(?:paper |article )?withdrawn(?: by|[.,:;]|$| due| because)|we (?:have )?withdraw(?:n)? (?:this|the|our)\b"
    rf"|the authors? (?:has |have )?(?:withdrawn|withdraws?) )",
    re.IGNORECASE,
)


def is_withdrawn(abstract: str | None, comment: str | None = None) -> bool:
    """Whether the abstract or the authors' comment begins with the notice.

    >>> is_withdrawn("This paper has been withdrawn by the author due to an error."), is_withdrawn("We withdraw cash.")
    (True, False)
    >>> is_withdrawn("A real abstract.", "Withdrawn; see v1"), is_withdrawn("Funds withdrawn by users are studied.")
    (True, False)
    """
    return bool(abstract and _is_notice(abstract[:200])) or bool(comment and _is_notice(comment[:200]))


def _is_notice(start: str) -> bool:
    folded = start.casefold()
    said = "withdr" in folded or "retracted" in folded
    return said and _NOTICE.match(" ".join(start.split())) is not None
