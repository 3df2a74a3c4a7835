"""XML as lines: any text in, and the same text out.

XML 1.0 has no place for most control characters, nor for half surrogates. They are written as ``_x0001_``, and a text
that looks like that has its underscore written so: the escape of Office Open XML (ECMA-376, ST_Xstring).
"""

import re

_NOT_XML = re.compile("_(?=x[0-9A-F]{4}_)|[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-F]{4})_")
_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def escaped(text: str) -> str:
    r"""``text`` as the content of an element or an attribute.

    >>> escaped('a < "b" \x00 _x0041_')
    'a &lt; &quot;b&quot; _x0000_ _x005F_x0041_'
    """
    return _NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text).translate(_MARKUP)


def unescaped(text: str) -> str:
    """What `escaped` was given, from what an XML parser made of it.

    >>> unescaped("_x005F_x0041_")
    '_x0041_'
    """
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
