"""Headings of office tables that say more than which field stands below them.

``Chưa có | Đã có | Đang làm`` over ticks: the column is the value. ``Mốc chưa có đường`` over
marker numbers: a value, too. ``Tình trạng đường (đề nghị)``: nothing anybody saw.
``Tình trạng đường năm 2025``: seen in that year.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from mocgioi.domain import phrases
from mocgioi.domain.places import fold

Tick = tuple[int, str | None]
"""A column of ticks: its place, and the code it stands for; None where that is not certain."""

Reason = Literal["wanted", "former"]
"""Why a column is set aside: what it holds is wanted, or was known before."""

TICKED = ("road_status", "marker_condition")
"""The aspects whose values may be columns."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_YEAR = re.compile(r"(?:\b(?:năm|nam|tháng|quý|kỳ)\s*)?[\d/]*\b((?:19|20)\d\d)\b", re.IGNORECASE)
_OF_ROAD = re.compile(r"\bduong\b")
_OF_MARKER = re.compile(r"\bmoc\b")
_OF_STATE = re.compile(r"\b(?:duong|tinh trang|hien trang|trang thai|chat luong|ngay|status)\b")
_TOO_SHORT = frozenset({"co", "khong", "ko", "k", "tot", "roi", "ch", "ok", "mat", "do", "nguyen"})
"""Words that are a column's value only under a group that says of what."""


class Years(NamedTuple):
    """A column that holds what was so in one year: its place, and the year."""

    place: int
    year: int


def set_aside(header: Sequence[str]) -> dict[int, Reason]:
    """Return the columns that hold no observation of this survey, by place."""
    aside: dict[int, Reason] = {}
    for place, heading in enumerate(header):
        if not heading or not _OF_STATE.search(fold(heading)):
            continue
        if phrases.has_words(heading, phrases.NOT_OBSERVED):
            aside[place] = "wanted"
        elif phrases.has_words(heading, phrases.FORMER_PERIOD):
            aside[place] = "former"
    return aside


def ticks(header: Sequence[str], taken: Collection[int]) -> dict[str, tuple[Tick, ...]]:
    """Return the columns of ticks of each aspect: two of one aspect at least, or one in full words.

    Args:
        header: the headings. taken: places that are something else already.
    """
    found: dict[str, list[Tick]] = {}
    groups: dict[str, list[int]] = {}
    for place, heading in enumerate(header):
        if place in taken or not heading:
            continue
        group, _, last = heading.rpartition(" / ")
        if group:
            groups.setdefault(group, []).append(place)
        elif (said := _of_itself(last)) is not None:
            found.setdefault(said[0], []).append((place, said[1]))
    for group, places in groups.items():
        aspect = _aspect_of(group)
        if aspect is None:
            continue
        lasts = [header[place].rpartition(" / ")[2] for place in places]
        codes = [phrases.code_of_heading(aspect, _bare(last)) for last in lasts]
        if len(places) > 1 and any(codes):
            found.setdefault(aspect, []).extend(zip(places, codes, strict=True))
    return {
        aspect: tuple(sorted(columns))
        for aspect, columns in found.items()
        if len(columns) > 1 or _is_whole(header[columns[0][0]])
    }


@lru_cache(maxsize=4096)
def implied(heading: str) -> Mapping[str, str] | None:
    """Return what a heading over marker numbers says of each, or None: ``Mốc chưa có đường``."""
    key = fold(heading)
    return phrases.of_section(heading) if key.startswith(("moc ", "cot moc ", "cac moc ")) else None


@lru_cache(maxsize=4096)
def plain(heading: str) -> tuple[str, int | None]:
    """Return a heading of a state without its period, and the year it names.

    >>> plain("Tình trạng đường năm 2025"), plain("Tình trạng đường kỳ này")
    (('Tình trạng đường', 2025), ('Tình trạng đường', None))
    >>> plain("Số hiệu mốc 2020")
    ('Số hiệu mốc 2020', None)
    """
    if not _OF_STATE.search(fold(heading)):
        return heading, None
    match = _YEAR.search(heading)
    year = int(match.group(1)) if match else None
    words = _YEAR.sub(" ", heading) if match else heading
    key = fold(words)
    for period in phrases.THIS_PERIOD:
        if key.endswith(f" {period}"):
            words = " ".join(words.split()[: -len(period.split())])
            break
    return " ".join(_BRACKETS.sub(" ", words).split()) if words != heading else heading, year


def _of_itself(heading: str) -> tuple[str, str] | None:
    """Return aspect and code of a heading that stands in no group and is a value by itself."""
    bare = _bare(heading)
    if fold(bare) in _TOO_SHORT:
        return None
    said = [(a, c) for a in TICKED if (c := phrases.code_of_heading(a, bare))]
    return said[0] if len(said) == 1 else None


def _is_whole(heading: str) -> bool:
    """Say whether one column of ticks alone says of what it is a value: ``Đã có đường``."""
    return len(fold(heading).split()) > 2 and bool(
        _OF_ROAD.search(fold(heading)) or _OF_MARKER.search(fold(heading))
    )


def _aspect_of(group: str) -> str | None:
    key = fold(group)
    if _OF_ROAD.search(key):
        return "road_status"
    return "marker_condition" if _OF_MARKER.search(key) else None


def _bare(text: str) -> str:
    return _BRACKETS.sub(" ", text).strip()
