"""Strings of several authors as names, ``Given Family`` each."""

import re

_AND = re.compile(r",?\s+(?:and|&)\s+", re.IGNORECASE)
_COMMA = re.compile(r",\s*")
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?", re.IGNORECASE)
_AFFILIATION = re.compile(r"\s*\((?:[^()]|\([^()]*\))*\)")


def listed_names(text: str) -> list[str]:
    """Names separated by ``;``, or by commas and ``and`` as arXiv writes them; affiliations in parentheses are dropped.

    >>> listed_names("A. Lovelace (1), Alan Turing Jr. and G. Hopper ((1) London)")
    ['A. Lovelace', 'Alan Turing Jr.', 'G. Hopper']
    >>> listed_names("Lovelace, Ada; Turing, Alan"), listed_names("Lovelace, A., Turing, A.M.")
    (['Ada Lovelace', 'Alan Turing'], ['A. Lovelace', 'A.M. Turing'])
    """
    text = " ".join(_AFFILIATION.sub("", text).split())
    if ";" in text:
        return [turned(part) for part in text.split(";") if part.strip()]
    parts = [part for both in _AND.split(text) for part in _COMMA.split(both) if part]
    return _initials(parts) or _with_suffixes(parts)


def turned(name: str) -> str:
    """``Family, Given`` as ``Given Family``; ``Family, Jr., Given`` as BibTeX has it.

    >>> turned("Lovelace, Ada"), turned("King, Jr., Martin"), turned("Ada Lovelace")
    ('Ada Lovelace', 'Martin King Jr.', 'Ada Lovelace')
    """
    family, *rest = (part.strip() for part in name.split(","))
    if not rest:
        return family
    *suffix, given = rest
    return " ".join(filter(None, (given, family, *suffix)))


def _initials(parts: list[str]) -> list[str]:
    """Names of alternating family name and initials, if that is what ``parts`` are."""
    families, initials = parts[::2], parts[1::2]
    alternate = len(families) == len(initials) and all(re.fullmatch(r"(?:[A-Z]\.[ -]?)+", one) for one in initials)
    return [f"{given} {family}" for family, given in zip(families, initials, strict=True)] if alternate else []


def _with_suffixes(parts: list[str]) -> list[str]:
    names: list[str] = []
    for part in parts:
        if names and _SUFFIX.fullmatch(part):
            names[-1] += f" {part}"
        else:
            names.append(part)
    return names
