r"""Text as the graph holds it: cleaned of residue, cut into sentences, searched for addresses of code.

Everything here is a pure function of a string. Offsets are code points, end exclusive.
"""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kg.encoding import is_shown, is_sound, repaired
from kg.latex import one_round

TITLE_LIMIT = 500
"""Longer titles are cut here, at a word."""

_ROUNDS = 20
_SAFE = bytes(code for code in (*range(0x20, 0x7F), *range(0x80, 0x100)) if chr(code) not in "\\$`{}~&^0123456789")
_MARKS = "\\$`{}~^&"
_RESIDUE_AT_DIGITS = tuple(
    # each pattern begins with its word, which is what makes the search for it fast
    (word, re.compile(word + rest))
    for word, rest in (
        ("times", r"(?<=[0-9]times)"), ("sim", r"(?<!\wsim)(?:\s?!\s?)?[0-9]"), ("approx", "[0-9]"), ("ell_", "[0-9]"),
        ("x20", "[12]"),
    )
)  # fmt: skip
_CHARACTERS_OF_RESIDUE = re.compile(r"[\\$`{}~^&]|[\x00-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff]")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BROKEN_WORD = re.compile(r"-(?<=[^\W\d_]{2}-)(\s{1,4})([a-z]{2,30})(?![\w-])")
_LAST_WORD = re.compile(r"(?<![\w-])[^\W\d_]{2,30}$")
_LEAD = frozenset(["self", "semi", "multi", "non", "pre", "post", "co", "cross", "few", "zero", "one", "two", "three"])
_TAILS = frozenset(
    "tion tions tional tionally tive tives tively ative ture tures ment ments ity ities ence ences ance ances ness "
    "cation cations ical ically sion sions sional ization izations izing ized guage guages cessing formance formances "
    "eration erations curacy gorithm gorithms tecture tectures dency dencies ously ious ible ably tation tations "
    "nition".split()
)
"""What ends many words and is none itself."""
_COMPOUND = re.compile(r"-\s(?:(?<=\bstate-\s)|(?<=-of-\s)|(?<=-of-the-\s)|(?<=\boff-\s))(?=of-the-|the-|art\b)")
_JOINING = frozenset(["and", "or", "to", "nor", "und", "et", "ou"])


def clean(text: str) -> str:
    r"""``text`` on one line, without the residue of LaTeX, HTML and line breaks; cleaning twice changes nothing.

    What is not surely residue stays: ``3D-LLM``, ``O(n^2)``, ``C++``, addresses. Never raises.

    >>> clean("gains of 100\\%,\n  {\\em on} $\\alpha$-divergence &amp; Aky\\\"urek's ``max\" C++")
    'gains of 100%, on α-divergence & Akyürek\'s "max" C++'
    """
    if ("-" not in text or "- " not in text) and _is_plain(text):
        return text
    if "-" in text:
        text = _COMPOUND.sub("-", text)
        text = _BROKEN_WORD.sub(lambda match: _joined(match, text), text)
    text = _fold_spaces(text)
    return _behind_plain(text) or _settle(text)


def clean_title(text: str) -> str:
    """`clean`, and no longer than `TITLE_LIMIT`."""
    title = clean(text)
    return title if len(title) <= TITLE_LIMIT else clean(title[:TITLE_LIMIT].rsplit(" ", 1)[0])


def _fold_spaces(text: str) -> str:
    return text if is_shown(text) and not _is_spaced(text) else " ".join(text.split())


def _is_spaced(text: str) -> bool:
    """Whether there is a space too much."""
    return "  " in text or text[:1] == " " or text[-1:] == " "


def _is_plain(text: str) -> bool:
    """Whether no rule can apply; cheap, and true of most texts. The order is that of the checks' costs."""
    if not text.isascii() and not is_sound(text):
        return False
    odd = text.encode().translate(None, _SAFE)  # digits, and what is not safe
    if odd and not odd.isdigit():
        return False
    if "<" in text and "</" in text:
        return False
    if _is_spaced(text) or "cdot" in text or "tarrow" in text:
        return False
    if "wide" in text and ("widehat" in text or "widetilde" in text):
        return False
    return not (odd and _has_residue_at_digits(text))


def _has_residue_at_digits(text: str) -> bool:
    for word, pattern in _RESIDUE_AT_DIGITS:  # noqa: SIM110 (a generator doubles the cost of all cleaning)
        if word in text and pattern.search(text):
            return True
    return False


def _behind_plain(text: str) -> str | None:
    """`_settle`, which begins two words before the first residue; None where what is before that is not plain.

    No rule looks further back, and most of a text is not in reach of its few residues.
    """
    first = min((place for mark in _MARKS if (place := text.find(mark)) >= 0), default=0)
    cut = text.rfind(" ", 0, max(0, text.rfind(" ", 0, first)))
    head = text[: max(0, cut)]
    if not head or not _is_plain(head):
        return None
    joined = f"{head} {_settle(text[cut + 1 :])}"
    return joined if _is_plain(joined) else None


def _settle(text: str) -> str:
    """Round after round until nothing changes; what does not settle loses its special characters."""
    for _ in range(_ROUNDS):
        if _is_plain(text):
            return text
        cleaned = _one_round(text)
        if cleaned == text:
            return text
        text = cleaned
    bare = _fold_spaces(unicodedata.normalize("NFC", _CHARACTERS_OF_RESIDUE.sub(" ", text)))
    return _settle(bare) if bare != text else text


def _one_round(text: str) -> str:
    if "&" in text:
        text = _REFERENCE.sub(lambda match: html.unescape(match[0]), text)
    return _fold_spaces(one_round(repaired(text)))


def _joined(match: re.Match[str], text: str) -> str:
    """A word broken at a line's end, joined where that is safe: a real line break, or the whole word elsewhere."""
    space, second = match.groups()
    first = _LAST_WORD.search(text[max(0, match.start() - 31) : match.start()])
    if not first or second in _JOINING:
        return match[0]
    at_line_end = "\n" in space or "\r" in space
    if f"{first[0]}-{second}" in text or (at_line_end and first[0].lower() in _LEAD):
        return f"-{second}"
    whole = at_line_end or second in _TAILS or f" {first[0]}{second} " in text
    return second if whole else match[0]


_BOUNDARY = re.compile(
    r"""[.!?\n。！？](?:                                # what can end a sentence, and then
    (?<=\n)\s*\n\s*                                 # a blank line, as after a title
    | (?<=[.!?])["'”’)\]]{0,3}(\s+)                 # or space that is not after an abbreviation or an initial …
      (?<!\be\.g\.\s)(?<!\bi\.e\.\s)(?<!\bal\.\s)(?<!\bvs\.\s)(?<!\bcf\.\s)(?<!\bw\.r\.t\.\s)(?<!\ba\.k\.a\.\s)
      (?<!\b[Ff]ig\.\s)(?<!\b[Ff]igs\.\s)(?<!\b[Ee]q\.\s)(?<!\b[Ee]qs\.\s)(?<!\b[Ss]ec\.\s)(?<!\b[Tt]ab\.\s)
      (?<!\bRef\.\s)(?<!\bNo\.\s)(?<!\bDr\.\s)(?<!\bMr\.\s)(?<!\bMs\.\s)(?<!\bProf\.\s)(?<!\bSt\.\s)
      (?<!\bapprox\.\s)(?<!\bresp\.\s)(?<!\bviz\.\s)
      (?:(?<!\b[A-Z]\.\s)|(?=(?:We|The|This|These|Our|In|It|To|However|On|For|By|Here|Code)\b))
      (?=[^a-z\s.,;:)\]]|[a-z]+-?[A-Z])             # … before what can start one
    | (?<=[。！？])["”’）]{0,2}(\s*)(?=\S)
    )""",
    re.VERBOSE,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of ``text`` as offsets, without the space between them; a title before a blank line is one.

    >>> text = "A title\\n\\nWe use e.g. GPT-3.5. It works."
    >>> [text[start:end] for start, end in sentences(text)]
    ['A title', 'We use e.g. GPT-3.5.', 'It works.']
    """
    return list(_spans(text))


def sentence_of(text: str, start: int, end: int, spans: Sequence[tuple[int, int]] | None = None) -> str:
    """The sentence, or sentences, of ``text`` that characters ``[start, end)`` lie in; ``spans`` are its `sentences`.

    >>> sentence_of("A title\\n\\nWe use BERT. It works.", 16, 20)
    'We use BERT.'
    """
    spans = sentences(text) if spans is None else spans
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0])
    touched = spans[first:last] or [(start, end)]
    return text[min(start, touched[0][0]) : max(end, touched[-1][1])]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    stop = len(text.rstrip())
    for gap in _BOUNDARY.finditer(text, start, stop):
        space = gap.lastindex
        end = gap.start(space) if space else gap.start()
        if start < end:
            yield start, end
        start = gap.end()
    if start < stop:
        yield start, stop


_CODE = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|huggingface\.co|bitbucket\.org|codeberg\.org)/"
    r"[A-Za-z0-9._~:/?\#@!$&'()*+,;=%-]+",
    re.IGNORECASE,
)
_NOT_CODE = re.compile(r"https://huggingface\.co/(?:docs|papers|blog|learn|tasks|join|pricing)\b", re.IGNORECASE)
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def code_links(text: str) -> tuple[str, ...]:
    """The addresses of repositories that ``text`` names, in order, each once, as valid IRIs.

    >>> code_links("Code: https://github.com/a/raft-mlp. Models (http://www.huggingface.co/a/b/)!")
    ('https://github.com/a/raft-mlp', 'https://huggingface.co/a/b')
    """
    if "://" not in text:
        return ()
    found = (_address(match[0]) for match in _CODE.finditer(text))
    return tuple(dict.fromkeys(url for url in found if url.count("/") > 2 and not _NOT_CODE.match(url)))


def _address(url: str) -> str:
    """One address: https, host in lower case, no fragment, no punctuation of the sentence around it."""
    host, _, path = url.split("://", 1)[1].partition("/")
    path = path.split("#", 1)[0]
    while path and (path[-1] in ".,;:!?'*/=&" or (path[-1] == ")" and path.count("(") < path.count(")"))):
        path = path[:-1]
    path = path.removesuffix(".git")
    return f"https://{host.lower().removeprefix('www.')}/{_BARE_PERCENT.sub('%25', path)}".rstrip("/")


_PAPER_ADDRESS = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:|https?://(?:\w+\.)?arxiv\.org/(?:abs|pdf)/|arxiv:|https?://huggingface\.co/papers/"
    r"|https?://(?:www\.)?aclanthology\.org/)?\s*(?:10\.48550/arxiv\.)?(?P<number>.+?)(?:(?<=\d)v\d+)?(?:\.pdf)?/?",
    re.IGNORECASE,
)


def paper_number(address: str) -> str:
    """The arXiv id, DOI or ACL id in the address of a paper; any other text as it is.

    >>> paper_number("https://arxiv.org/pdf/1706.03762v5.pdf"), paper_number("doi:10.1145/3292500"), paper_number("x")
    ('1706.03762', '10.1145/3292500', 'x')
    """
    found = _PAPER_ADDRESS.fullmatch(address.strip())
    return found["number"] if found else address
