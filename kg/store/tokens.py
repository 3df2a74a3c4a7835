"""A SPARQL query as tokens, each with its place: strings, comments and IRIs apart from the words of the language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LOCAL = r"(?:[\w:·-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%])"
_CLASSES: Final = (
    ("SPACE", r"\s+|\#[^\n\r]*"),
    ("IRI", r"<[^<>\"{}|^`\\\x00-\x20]*>"),
    ("STRING", r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""|\'\'\'(?:\'{0,2}(?:[^\'\\]|\\.))*\'\'\''),
    ("STRING", r'"(?:[^"\\\n\r]|\\.)*"(?!"")|\'(?:[^\'\\\n\r]|\\.)*\'(?!\'\')'),
    ("VARIABLE", r"[?$][\w·]+"),
    ("LANGUAGE", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("BLANK", r"_:[\w·](?:[\w·.-]*[\w·-])?"),
    ("NAME", rf"(?:[^\W\d_](?:[\w·.-]*[\w·-])?)?:(?:(?:{_LOCAL}|\.)*{_LOCAL})?"),
    ("NUMBER", r"(?:\d+\.\d*|\.?\d+)[eE][+-]?\d+|\d*\.\d+|\d+"),
    ("WORD", r"[A-Za-z][A-Za-z0-9_]*"),
    ("SIGN", r"\^\^|&&|\|\||[!<>]=|[{}()\[\],;.=<>!+\-*/^|?]"),
    ("ODD", r"."),
)
_TOKEN: Final = re.compile("|".join(f"(?P<{kind}_{n}>{regex})" for n, (kind, regex) in enumerate(_CLASSES)), re.DOTALL)

AGGREGATES: Final = frozenset(("SUM", "MIN", "MAX", "AVG", "SAMPLE"))
FUNCTIONS: Final = frozenset(
    """STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
    ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW
    UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL
    ISNUMERIC REGEX SUBSTR REPLACE""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its class, its characters, and the offset of the first."""

    kind: str
    text: str
    start: int

    def fits(self, terminal: str) -> bool:
        """Whether this is the ``terminal`` of the grammar: a quoted keyword or sign, or a class of tokens."""
        if terminal.startswith("'"):
            return self.kind in ("WORD", "SIGN") and self.text.upper() == terminal[1:-1].upper()
        if terminal in ("FUNCTION", "AGGREGATE"):
            return self.kind == "WORD" and self.text.upper() in (FUNCTIONS if terminal == "FUNCTION" else AGGREGATES)
        return self.kind == terminal


def tokens(text: str) -> Iterator[Token]:
    """The tokens of ``text`` without space and comments, then one of the class END.

    >>> [(token.kind, token.text) for token in tokens("ASK { ?s a <x:y> } # SERVICE")][:3]
    [('WORD', 'ASK'), ('SIGN', '{'), ('VARIABLE', '?s')]
    """
    for found in _TOKEN.finditer(text):
        kind = (found.lastgroup or "").partition("_")[0]
        if kind != "SPACE":
            yield Token(kind, found[0], found.start())
    yield Token("END", "", len(text.rstrip()))
