"""Text as XML holds it: what no XML may hold is shown as a sign that does not mean anything."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_ITS_PLACE = "\ufffd"


def escaped(text: str) -> str:
    """Return a text as the content of an element.

    >>> escaped("a < b\\x0b")
    'a &lt; b�'
    """
    return escape(_NOT_XML.sub(_IN_ITS_PLACE, text))


def quoted(text: str) -> str:
    """Return a text as the value of an attribute, with its quotation marks."""
    return quoteattr(_NOT_XML.sub(_IN_ITS_PLACE, text))
