"""Headings of office tables that say more than which field stands below them.

``Chưa có | Đã có | Đang làm`` over ticks: the column is the value. ``Mốc chưa có đường`` over
marker numbers: a value, too. ``Tình trạng đường (đề nghị)``: nothing anybody saw.
``Tình trạng đường năm 2025``: seen in that year.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from mocgioi.domain import periods, titles
from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.places import fold, nfc
from mocgioi.domain.vocabulary import code_of
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

Tick = tuple[int, str | None]
"""A column of ticks: its place, and the code it stands for; None where that is not certain."""

Reason = Literal["wanted", "former", "need"]
"""Why a column is set aside: what it holds is wanted, was known before, or is of the register."""

TICKED = ("road_status", "marker_condition")
"""The aspects whose values may be columns."""

_BRACKETS = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_INSIDE = regex(r"[(\[]([^()\[\]]*)[)\]]")
_NUMBERED = regex(r"^\s*(?:\d{1,2}|[IVX]{1,4}|[A-H])\s*[.)]\s*")
_PATH = regex(r"[A-Za-z0-9_]+(?:[/:.-][A-Za-z0-9_]+)+")
_HARMLESS = regex(
    r"|(?:danh dau )?x(?: la| neu)?(?: da)?(?: co)?|neu co|ghi ro|\*|co chua(?: co)?|co khong"
    r"|co (?:hoac|hay) (?:khong|chua)(?: co)?|da (?:co )?chua|da co chua co"
    r"|hien (?:tai|nay)|ky nay|nay|tuan nay|(?:tinh )?den (?:ngay )?[\d ]+|\d{1,2}|(?:nam )?20\d\d"
    r"|dd mm yyyy|chon(?: mot| 1)?|theo (?:thuc te|hien trang)|thuc te|bat buoc"
)
"""What may stand in brackets after the name of a state without turning its meaning, folded."""

_NEUTRAL = frozenset(
    {
        *("ket qua", "ket qua kiem tra", "ket qua kiem tra thuc dia", "kiem tra thuc dia"),
        *("hien trang", "tinh trang", "thong tin", "thong tin chung", "duong", "moc", "cot moc"),
        *("moc gioi", "duong len moc", "duong len kiem tra moc", "duong kiem tra moc"),
        *("tinh trang duong", "tinh trang moc", "tinh trang duong len moc", "hien trang duong"),
        *("hien trang moc", "moc quoc gioi", "duong nhanh", "so lieu kiem tra"),
        "survey results",
    }
)
"""What may stand over the name of a state without turning its meaning, folded."""

_ENGLISH = frozenset({"road status", "marker condition", "road condition", "status", "condition"})
_YEAR = regex(r"(?:\b(?:năm|nam|tháng|quý|kỳ)\s*)?[\d/]*\b((?:19|20)\d\d)\b", re.IGNORECASE)
_OF_ROAD = regex(r"\bduong\b")
_OF_MARKER = regex(r"\bmoc\b")
_OF_STATE = regex(
    r"\b(?:duong|tinh trang|hien trang|trang thai|chat luong|ngay|status|ket qua|moc)\b"
)
_OF_NOTHING = frozenset({"ket qua", "ket qua kiem tra", "tinh trang", "danh gia"})
"""Folded groups that say of nothing in particular: what stands below them speaks for itself."""

_TOO_SHORT = frozenset({"co", "khong", "ko", "k", "tot", "roi", "ch", "ok", "mat", "do", "nguyen"})
"""Words that are a column's value only under a group that says of what."""


_NAMES_ALONE = frozenset({"so hieu moc cu", "ten moc cu", "moc cu", "so hieu cu"})
"""Folded headings of names of before, which are no state."""


_NEED = regex(r"(?:moc )?(?:thuoc )?(?:dien )?can(?: phai)?(?: co)? duong(?: .*)?")
"""A folded heading that says whether a marker needs a road."""


class Plain(NamedTuple):
    """A heading without its period; the year it names, and the day (ISO) where it names one."""

    words: str
    year: int | None = None
    day: str | None = None


class Period(NamedTuple):
    """A column that holds what was so in one year, or on one day (ISO): its place."""

    place: int
    year: int
    day: str | None


def set_aside(header: Sequence[str]) -> dict[int, Reason]:
    """Return the columns that hold no observation of this survey, by place."""
    aside: dict[int, Reason] = {}
    for place, heading in enumerate(header):
        if not heading or not _OF_STATE.search(fold(heading)) or fold(heading) in _NAMES_ALONE:
            continue
        if periods.has_words(heading, periods.NOT_OBSERVED):
            aside[place] = "need" if _NEED.fullmatch(fold(heading)) else "wanted"
        elif periods.has_words(heading, periods.FORMER_PERIOD):
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
        if group and fold(group) not in _OF_NOTHING:
            groups.setdefault(group, []).append(place)
        elif (said := _of_itself(last)) is not None:
            found.setdefault(said[0], []).append((place, said[1]))
    for group, places in groups.items():
        aspect = _aspect_of(group)
        if aspect is None:
            continue
        lasts = [header[place].rpartition(" / ")[2] for place in places]
        codes = [titles.code_of_heading(aspect, _bare(last)) for last in lasts]
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
    return titles.of_section(heading) if key.startswith(("moc ", "cot moc ", "cac moc ")) else None


@lru_cache(maxsize=4096)
def plain(heading: str) -> Plain:
    """Return a heading of a state without its period.

    >>> plain("Tình trạng đường năm 2025"), plain("Tình trạng đường / Tuần này").words
    (Plain(words='Tình trạng đường', year=2025, day=None), 'Tình trạng đường')
    >>> plain("Tình trạng đường (đến 30/6/2025)").day, plain("Chiều dài 2020").year
    ('2025-06-30', None)
    """
    if not _OF_STATE.search(fold(heading)):
        return Plain(heading)
    dated = periods.without_day(heading)
    if dated is not None:
        words, day = dated
        return Plain(words, int(day[:4]), day)
    match = _YEAR.search(heading)
    words = _YEAR.sub(" ", heading) if match else heading
    key = fold(words)
    for period in periods.THIS_PERIOD:
        if key.endswith(f" {period}"):
            words = _without_last(words, len(period.split()))
            break
    if words == heading:
        return Plain(heading)
    return Plain(" ".join(words.split()).strip(" /()"), int(match.group(1)) if match else None)


def _without_last(words: str, count: int) -> str:
    """Return a text without its last words, as a folded text counts them."""
    words = nfc(words)  # a letter whose marks stand apart is several words to an expression
    spans = [m.start() for m in re.finditer(r"\w+", words)]
    return words[: spans[-count]] if len(spans) >= count else words


@lru_cache(maxsize=4096)
def keys(heading: str) -> tuple[str, ...]:
    """Return the folded forms by which a heading may be a state's; none where any part of it is
    not known to be harmless.

    What stands in brackets, or over the heading, may turn its meaning: ``(nếu chưa có)``,
    ``Kinh phí / Đường lên mốc``.

    >>> keys("Tình trạng đường (x nếu có)"), keys("Đường lên mốc (x nếu chưa có)")
    (('tinh trang duong',), ())
    >>> keys("Mốc / Tình trạng"), keys("Kinh phí / Đường lên mốc")
    (('tinh trang moc', 'tinh trang'), ())
    """
    if _PATH.fullmatch(heading):
        return (fold(re.split(r"[/:]", heading)[-1]), fold(heading.rpartition("-")[2]))
    if not all(_is_harmless(inside) for inside in _INSIDE.findall(heading)):
        return ()
    bare = _NUMBERED.sub("", _BRACKETS.sub(" ", heading)).rstrip(" ?.:")
    parts = [key for part in _parts(bare) if (key := fold(_NUMBERED.sub("", part.strip())))]
    if not parts:
        return ()
    last, over = parts[-1], [part for part in parts[:-1] if part != parts[-1]]
    if not all(part in _NEUTRAL or _is_english(last) for part in over):
        return ()
    return (f"{last} {over[0]}", last) if over else (last,)


def _parts(heading: str) -> list[str]:
    """Return what stands over a heading, and the heading; KoboToolbox leaves no spaces between."""
    group, _, asked = heading.rpartition("/")
    return [group, asked] if fold(group) in _NEUTRAL else heading.split(" / ")


def _is_harmless(inside: str) -> bool:
    """Say whether what stands in brackets only says how to fill in: its choices, for one."""
    if _HARMLESS.fullmatch(fold(inside)):
        return True
    choices = re.split(r"[/,;|]", inside)
    return len(choices) > 1 and all(
        any(
            code_of(codes, choice)
            for codes in ("road_status", "marker_condition", "road_condition")
        )
        for choice in choices
    )


def _is_english(key: str) -> bool:
    """Say whether a heading is the English of the one over it."""
    return key in _ENGLISH


def _of_itself(heading: str) -> tuple[str, str] | None:
    """Return aspect and code of a heading that stands in no group and is a value by itself."""
    bare = _bare(heading)
    if fold(bare) in _TOO_SHORT:
        return None
    said = [(a, c) for a in TICKED if (c := titles.code_of_heading(a, bare))]
    return said[0] if len(said) == 1 else None


def _is_whole(heading: str) -> bool:
    """Say whether one column of ticks alone says of what it is a value: ``Đã có đường``."""
    return len(fold(heading).split()) > 2 and bool(
        _OF_ROAD.search(fold(heading)) or _OF_MARKER.search(fold(heading))
    )


def _aspect_of(group: str) -> str | None:
    """Return the aspect of which a group of ticks says the value: one whose name it is."""
    named = keys(plain(group).words)
    for aspect in TICKED:
        names = {fold(name) for name in ASPECTS[aspect].spellings} | _OVER_TICKS[aspect]
        if any(key in names for key in named):
            return aspect
    return None


_OVER_TICKS = {
    "road_status": {
        "duong",
        "hien trang duong",
        "duong len moc hien co",
        "co duong",
        "da co duong",
    },
    "marker_condition": {"moc", "cot moc", "moc gioi", "hien trang"},
}
"""Further folded names of groups over ticks."""


def _bare(text: str) -> str:
    return _BRACKETS.sub(" ", text).strip()
