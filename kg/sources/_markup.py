"""Inline tags that bibliographic databases leave in titles and abstracts; any other ``<`` stays."""

import re

_INLINE = "i|b|u|em|strong|sub|sup|inf|scp|sc|tt|span|italic|bold|tex-math|inline-formula"
_TAGS = rf"jats:[a-z-]+|mml:[a-z]+|{_INLINE}|p|br|title|sec"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s+[\w:-]+=[\"'][^<>\"']{{0,200}}[\"'])*\s*/?>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:jats:)?(?:p|br|title|sec)[\s/>]", re.IGNORECASE)


def without_markup(text: str) -> str:
    """``text`` without those tags; what ends a paragraph leaves a space.

    >>> without_markup("<jats:p>H<sub>2</sub>O is <i>wet</i>.</jats:p><jats:p>If a<b and c>d.</jats:p>")
    ' H2O is wet.  If a<b and c>d. '
    """
    if "<" not in text:
        return text
    return _TAG.sub(lambda match: " " if _BLOCK.match(match[0]) else "", text)
