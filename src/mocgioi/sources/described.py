"""Descriptions of places as apps of phones write them: HTML in one field, photographs in it."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from mocgioi.patterns import regex

FIELDS = ("description", "desc", "cmt")
PICTURES = "photo"
"""Name of the column of the photographs that a description shows."""

_MARKUP = regex(r"<(?:/?[a-z][^<>]*|!--[^<>]*--)>", re.IGNORECASE)
_BREAK = regex(r"</?(?:br|p|div|tr|li|ul|ol|table|hr|h[1-6])\b[^<>]*>", re.IGNORECASE)
_PICTURE = regex(r"<img\b[^<>]*?\ssrc\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')", re.IGNORECASE)


def read(properties: Mapping[str, str]) -> dict[str, str]:
    """Return the properties of a place with its descriptions as text, and the photographs in them.

    >>> read({"name": "1116", "description": 'Đã có đường<br/><img src="files/a.jpg"/> tốt'})
    {'name': '1116', 'description': 'Đã có đường\\ntốt', 'photo': 'files/a.jpg'}
    >>> read({"description": "rộng <1 m"})
    {'description': 'rộng <1 m'}
    """
    said = dict(properties)
    pictures: dict[str, None] = {}
    for field in FIELDS:
        written = said.get(field)
        if written is None or _MARKUP.search(written) is None:
            continue
        pictures.update((html.unescape(a or b), None) for a, b in _PICTURE.findall(written))
        said[field] = plain(written)
    if pictures and PICTURES not in said:
        said[PICTURES] = "; ".join(pictures)
    return said


def plain(written: str) -> str:
    """Return the text of HTML: a line for each of its paragraphs, lines and rows of tables."""
    one_line = " ".join(written.split())
    text = html.unescape(_MARKUP.sub(" ", _BREAK.sub("\n", one_line)))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines))
