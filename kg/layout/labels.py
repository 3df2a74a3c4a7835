"""Labels of drawn nodes: what is written, in which lines, and how much room that takes."""

PAPER_COLUMNS = 21
_NARROW = frozenset("ijltfrI.,:;'|!()[] -")
_WIDE = frozenset("mwMWQOGD@%")


def short_title(title: str) -> str:
    """What a title calls its paper: the part before a colon, where that is short.

    >>> short_title("RaftMLP: How Much Can Be Done"), short_title("Attention Is All You Need")
    ('RaftMLP', 'Attention Is All You Need')
    """
    head, colon, _ = title.partition(":")
    return head.strip() if colon and 0 < len(head.strip()) <= 2 * PAPER_COLUMNS else title


def wrap(text: str, columns: int, lines: int = 3) -> list[str]:
    """``text`` in at most ``lines`` lines of about ``columns`` characters, cut with an ellipsis.

    >>> wrap("Convolutional neural network", 17)
    ['Convolutional', 'neural network']
    >>> wrap("a" * 40, 10, 2)
    ['aaaaaaaaa…']
    """
    made = [""]
    for word in text.split():
        joined = f"{made[-1]} {word}".strip()
        if len(joined) <= columns or not made[-1]:
            made[-1] = joined
        else:
            made.append(word)
    kept = [_cut(line, columns) for line in made[:lines]]
    if len(made) > lines:
        kept[-1] = _cut(kept[-1] + "…", columns)
    return kept


def _cut(line: str, columns: int) -> str:
    return line if len(line) <= columns else line[: columns - 1].rstrip("… ") + "…"


def text_width(line: str) -> float:
    """About how many ems a line of a plain sans-serif takes, on the generous side.

    >>> text_width("illi") < text_width("WWWW")
    True
    """
    return sum(map(_character_width, line))


def _character_width(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.92
    if character.isascii():
        return 0.72 if character.isupper() else 0.58
    return 1.0
