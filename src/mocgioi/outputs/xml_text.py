"""Text as XML holds it: what no XML may hold is shown as a sign that does not mean anything.

`xml.sax.saxutils` has the same, and brings half of Python's library of the network along.
"""

from __future__ import annotations

import re

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_ITS_PLACE = "\ufffd"
_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SPACES = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
"""As they stand in an attribute they are read as blanks: https://www.w3.org/TR/xml/#AVNormalize."""


def escaped(text: str) -> str:
    """Return a text as the content of an element.

    >>> escaped("a < b\\x0b")
    'a &lt; b�'
    """
    return _NOT_XML.sub(_IN_ITS_PLACE, text).translate(_SIGNS)


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks.

    >>> quoted('Xã "Thụy Hùng" & bản')
    '"Xã &quot;Thụy Hùng&quot; &amp; bản"'
    """
    return '"' + escaped(text).translate(_SPACES).replace('"', "&quot;") + '"'
