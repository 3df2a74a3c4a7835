"""Characters that were decoded wrongly, put together from parts, or cannot be seen: found cheaply, and put right."""

import re
import unicodedata

_SHOWN = bytes(range(0x20, 0x7F))
_MOJIBAKE = re.compile(r"[\x80-\x9f]|[ÂÃâ][\x80-\xbf\u0152-\u2122]")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_shown(text: str) -> bool:
    r"""`str.isprintable`, faster for ASCII.

    >>> is_shown("a é"), is_shown("a\n"), is_shown("a\xad")
    (True, False, False)
    """
    return not text.encode().translate(None, _SHOWN) if text.isascii() else text.isprintable()


def is_sound(text: str) -> bool:
    r"""Whether every character can be shown, is put together and looks as if it was meant.

    >>> is_sound("é"), is_sound("e\u0301"), is_sound("Ã©")
    (True, False, False)
    """
    if text.isascii():
        return is_shown(text)
    return text.isprintable() and unicodedata.is_normalized("NFC", text) and not _is_mojibake(text)


def repaired(text: str) -> str:
    r"""Wrongly decoded characters put right, accents composed, and nothing invisible but white space.

    >>> repaired("cafÃ©, e\u0301, soft\xadhyphen, a\ud800b")
    'café, é, softhyphen, a�b'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", _recoded(text))
    return text if is_shown(text) else _INVISIBLE.sub("", text)


def _recoded(text: str) -> str:
    if not text.isprintable():
        text = _SURROGATE.sub("\ufffd", text)
    if not _is_mojibake(text):
        return text
    import ftfy

    return ftfy.fixes.fix_c1_controls(ftfy.fix_encoding(text))


def _is_mojibake(text: str) -> bool:
    suspect = "Ã" in text or "â" in text or "Â" in text or not text.isprintable()
    return suspect and _MOJIBAKE.search(text) is not None
