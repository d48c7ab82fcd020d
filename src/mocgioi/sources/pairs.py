"""Both coordinates of a place in one cell: as people write them, copy them, or send a link.

``21.973922, 106.814463`` · ``21,973922; 106,814463`` · ``21°58’26,1”N 106°48’52”E`` ·
``X=2430844 Y=454826`` · ``21.97 106.81 250 5`` (a form tool's geopoint) · ``POINT (106.8 21.9)``
· the links of maps. A link is only ever taken apart, never followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal
from urllib.parse import unquote_plus

from mocgioi.patterns import regex
from mocgioi.records import NamedTuple
from mocgioi.sources.coordinates import angle, number

_LONGEST = 160
"""Characters of a pair, links left out."""
_LONGEST_LINK = 4_000

_LINK = regex(r"(?:https?://|geo:|maps\.app\.goo\.gl/|goo\.gl/)\S+", re.IGNORECASE)
_DEGREES = r"(-?\d{1,3}\.\d{1,15})"
_IN_LINK = (
    re.compile(rf"!3d{_DEGREES}!4d{_DEGREES}"),
    re.compile(
        rf"[?&#](?:q|query|ll|daddr|destination|center|cbll)=(?:loc:)?{_DEGREES},\s?{_DEGREES}"
    ),
    re.compile(rf"[?&]mlat={_DEGREES}&mlon={_DEGREES}"),
    re.compile(rf"/(?:place|search|dir)/(?:[^/@]{{0,200}}/)?{_DEGREES},\s?{_DEGREES}"),
    re.compile(rf"geo:{_DEGREES},{_DEGREES}", re.IGNORECASE),
    re.compile(rf"[?&]cp={_DEGREES}~{_DEGREES}"),
    re.compile(rf"#map=\d{{1,2}}/{_DEGREES}/{_DEGREES}"),
)
"""Where the links of maps keep a place, north first."""
_VIEW = regex(rf"@{_DEGREES},{_DEGREES}")
"""Where they keep the middle of the map, for want of a place."""
_PLACE = regex(r"/(?:place|search)/([^/@?]{5,120})", re.IGNORECASE)
_SHORT = regex(
    r"(?:maps\.app\.goo\.gl|goo\.gl|g\.co|bit\.ly|tinyurl\.com|t\.co|zalo\.me|app\.goo\.gl)/",
    re.IGNORECASE,
)

_WKT = regex(
    r"(?:srid=\d{1,6};)?\s?point\s?z?m?\s?\(\s?(-?[\d.]{1,20}) (-?[\d.]{1,20})[^()]{0,40}\)",
    re.IGNORECASE,
)
_JSON = regex(r"\"coordinates\"\s?:\s?\[\s?(-?[\d.]{1,20})\s?,\s?(-?[\d.]{1,20})")
_LETTER = regex(r"(?<![^\W\d_])[nsewbđ](?![^\W\d_])")
_SIGN = regex(r"\d{1,3}(?:[.,]\d{1,15})?\s?[°º˚]")
_FOUR_GROUPS = regex(r"(\d{1,3}),(\d{3,12}),(\d{1,3}),(\d{3,12})")
_SEPARATORS = (re.compile(r"[;|\n]"), re.compile(r",\s"), re.compile(r"\s"), re.compile(r","))
_NORTH = regex(r"(?<![^\W\d_])(?:lat(?:itude)?|vĩ(?: ?độ)?|vi do|x|n|s|b|bắc|nam)(?![^\W\d_])")
_EAST = regex(
    r"(?<![^\W\d_])(?:lon|lng|long(?:itude)?|kinh(?: ?độ)?|kinh do|y|e|w|đ|đông|tây)(?![^\W\d_])"
)
_WORDS = regex(
    r"(?<![^\W\d_])(?:lat(?:itude)?|lon|lng|long(?:itude)?|vi do|kinh do|x|y|gps|tọa độ|toạ độ)"
    r"(?![^\W\d_])|[=:()\[\]]"
)

_STRANGE = regex(r"[^\W\d_]{2,}")
"""A word that is none of a coordinate's: the cell says where something is in words."""
_AS_SIGN = (
    (re.compile(r"(?<=\d)\s?độ"), "°"),
    (re.compile(r"(?<=\d)\s?phút"), "'"),
    (re.compile(r"(?<=\d)\s?giây"), '"'),
)

Fault = Literal["no_pair", "short_link", "link"]


class Pair(NamedTuple):
    """Two coordinates, east and north.

    Attributes:
        in_degrees: they are degrees, and which is which is sure; else metres, in the order of
            Vietnamese sheets (X is north) where nothing else is written.
    """

    east: float
    north: float
    in_degrees: bool


def pair(written: str) -> Pair | Fault | None:
    """Return the coordinates a cell holds, why it holds none, or None for words without numbers.

    >>> pair("21.973922, 106.814463")
    Pair(east=106.814463, north=21.973922, in_degrees=True)
    >>> pair("https://www.google.com/maps/place/M/@21.8,106.7,17z/data=!3d21.81!4d106.71")
    Pair(east=106.71, north=21.81, in_degrees=True)
    >>> pair("X: 2430844,286 Y: 454826,406")
    Pair(east=454826.406, north=2430844.286, in_degrees=False)
    >>> pair("https://maps.app.goo.gl/aBcD1234"), pair("trên đỉnh đồi"), pair("106.81")
    ('short_link', None, 'no_pair')
    """
    text = " ".join(written[:_LONGEST_LINK].split(" ")).strip()
    link = _LINK.search(text)
    bare = (text[: link.start()] + text[link.end() :]).strip() if link else text
    found = _of_text(bare) or (_of_link(link.group()) if link else None)
    if found is not None:
        return found
    if link:
        return "short_link" if _SHORT.search(link.group()) else "link"
    return "no_pair" if sum(char.isdigit() for char in bare[:_LONGEST]) >= _FEWEST_DIGITS else None


_LEAST_M = 100_000.0
"""No easting or northing of Việt Nam is less, in any system."""
_FEWEST_DIGITS = 4
"""Fewer are the number of a marker's side or of a house, and no half of a pair."""


def _of_link(link: str) -> Pair | None:
    plain = unquote_plus(unquote_plus(link))
    for pattern in _IN_LINK:
        match = pattern.search(plain)
        if match:
            return Pair(float(match[2]), float(match[1]), True)
    place = _PLACE.search(plain)
    view = _VIEW.search(plain)
    middle = Pair(float(view[2]), float(view[1]), True) if view else None
    return (_of_text(place[1]) if place else None) or middle


def _of_text(text: str) -> Pair | None:
    if not text or len(text) > _LONGEST:
        return None
    for pattern in (_WKT, _JSON):
        match = pattern.search(text)
        if match:
            east, north = number(match[1]), number(match[2])
            return None if east is None or north is None else _east_first(east, north)
    lowered = _in_signs(text.lower().replace("ð", "đ"))
    if _STRANGE.search(_WORDS.sub(" ", _EAST.sub(" ", _NORTH.sub(" ", lowered)))):
        return None
    for first, second in _halves(lowered):
        found = _read(first, second)
        if found is not None:
            return found
    return None


def _in_signs(text: str) -> str:
    """Return a text with the words of degrees, minutes and seconds as their signs."""
    for word, sign in _AS_SIGN:
        text = word.sub(sign, text)
    return text


def _east_first(east: float, north: float) -> Pair:
    return Pair(east, north, max(abs(east), abs(north)) <= 360)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways a text may fall into two coordinates, the surest first."""
    letters = list(_LETTER.finditer(text))
    if len(letters) == 2:
        leading = not any(char.isdigit() for char in text[: letters[0].start()])
        cut = letters[1].start() if leading else letters[0].end()
        yield text[:cut], text[cut:]
    signs = list(_SIGN.finditer(text))
    if len(signs) == 2:
        yield text[: signs[1].start()], text[signs[1].start() :]
    groups = _FOUR_GROUPS.fullmatch(text.replace(" ", ""))
    if groups:
        yield f"{groups[1]}.{groups[2]}", f"{groups[3]}.{groups[4]}"
    named = _NORTH.search(text), _EAST.search(text)
    if named[0] and named[1]:
        cut = max(match.start() for match in named if match)
        yield text[:cut], text[cut:]
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(text) if any(c.isdigit() for c in part)]
        if len(parts) == 2 or (len(parts) in (3, 4) and all(map(_is_number, parts))):
            yield parts[0], parts[1]


def _is_number(text: str) -> bool:
    return number(text.strip(" ,()[]")) is not None


def _read(first: str, second: str) -> Pair | None:
    one, two = _value(first), _value(second)
    if one is None or two is None:
        return None
    turned = _is_east(first), _is_east(second)
    if max(abs(one), abs(two)) <= 360:
        if not any(sign in first and sign in second for sign in ".,°º˚"):
            return None
        named = turned[0] is not None or turned[1] is not None
        east_first = (turned[0] or turned[1] is False) if named else abs(one) > 90 >= abs(two)
        return Pair(one, two, True) if east_first else Pair(two, one, True)
    if min(one, two) < _LEAST_M:
        return None
    return Pair(one, two, False) if turned[0] or turned[1] is False else Pair(two, one, False)


def _is_east(part: str) -> bool | None:
    """Say whether a half names itself as east; None where it names nothing, or both."""
    east, north = _EAST.search(part) is not None, _NORTH.search(part) is not None
    return east if east != north else None


def _value(part: str) -> float | None:
    plain = _WORDS.sub(" ", part).strip(" ,;-–/")
    bare = number(plain.strip(" m"))
    return bare if bare is not None else angle(plain)
