"""Markers, roads and places found by what a person types, and by what they have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.counting import DEFAULTS, NOT_REPORTED
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import bare_name, fold
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.store import listing, reading
from mocgioi.tracker.alarming import cases_of
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.store.handle import Store
    from mocgioi.store.listing import Line

TRAITS = ("at_once", "waiting", "overdue", "never_seen")
"""What may be asked of a marker beside its codes: it must, or may have to, be reported at once;
something about it waits for a person; nobody saw it for long, or ever."""

BY_CODE: Mapping[str, Callable[[Line], str | None]] = {
    "commune": lambda line: line.commune,
    "post": lambda line: line.post,
    "need": lambda line: line.needs_road,
    "road": lambda line: line.road_status or NOT_REPORTED,
    "road_condition": lambda line: line.road_condition,
    "condition": lambda line: line.condition,
}
"""By the name of what may be asked for, the code that a marker has there."""

_SHORT = 8
"""Characters of a uuid that stand for a name."""

_BETWEEN = re.compile(r"\s*(?:[-–—]|\bđến\b|\btới\b|\bto\b)\s*", re.IGNORECASE)
_ALSO = re.compile(r"\s*[,;]\s*")


class Subject(NamedTuple):
    """A road, commune, post or project: its kind, what names it for certain, what it is called."""

    kind: str
    subject: str
    name: str


LISTED = ("commune", "post", "road", "project")
"""Kinds of subjects that are searched."""


class Found(NamedTuple):
    """What was found.

    Attributes:
        markers: in the order of the border. subjects: by kind and name.
        exactly: the number of the one marker that is meant, where a number was typed.
        retired: ISO day from which that marker is no longer there, where it is not.
        communes, posts: what the codes of `markers` are called, all there are.
        at_once: numbers of markers that must be reported at once (True) or may have to (False).
    """

    markers: list[Line]
    subjects: list[Subject]
    exactly: str | None
    retired: str | None
    communes: dict[str, str]
    posts: dict[str, str]
    at_once: dict[str, bool]


def search(
    store: Store,
    words: str = "",
    *,
    codes: Mapping[str, str] | None = None,
    trait: str | None = None,
    within: Container[str] | None = None,
) -> Found:
    """Return what people mean by some words, as it stands today.

    Args:
        words: a number in any spelling, or a former one; several with commas; a stretch
            (``1116-1120``); how numbers begin; or words of the names of communes (former ones
            too), posts, and of what the register notes. Empty: everything.
        codes: by the names of `BY_CODE`, what markers must have. trait: one of `TRAITS`.
        within: numbers of the markers that may be found, and nothing but markers; None: all.
    """
    words = words.strip()
    with store.reading() as connection:
        lines = listing.lines(connection)
        former = reading.former_numbers(connection)
        retired = reading.retired_markers(connection)
        communes = reading.read_items(connection, Commune, geometry=False)
        posts = reading.read_items(connection, Post, geometry=False)
        cases = cases_of(connection, as_of=today())
        subjects = [
            subject
            for kind in LISTED
            if words and within is None
            for subject in _subjects(connection, kind)
        ]
    at_once = {
        case.marker: case.is_alarm
        for case in sorted(cases, key=lambda case: case.is_alarm)
        if case.marker and (case.is_alarm or case.may_be_alarm)
    }
    if within is not None:
        lines = [line for line in lines if line.number in within]
        retired = {number: day for number, day in retired.items() if number in within}
        at_once = {number: sure for number, sure in at_once.items() if number in within}
        codes_here = {line.commune for line in lines} | {line.post for line in lines}
        communes = [each for each in communes if each.code in codes_here]
        posts = [each for each in posts if each.code in codes_here]
    numbers = [line.number for line in lines]
    exactly = _number(words)
    exactly = former.get(exactly, exactly) if exactly else None
    named = {each.code: (each.name, *(each.formerly or "").split("; ")) for each in communes}
    named |= {each.code: (each.name,) for each in posts}
    meant = _meant(words, exactly, numbers, former)
    if meant is None:
        key = fold(bare_name(words)).split()
        lines = [line for line in lines if _has(_texts_of(line, named), key)]
        subjects = [each for each in subjects if _has((each.name, each.subject), key)]
    else:
        lines = [line for line in lines if line.number in meant]
        subjects = []
    for asked, code in (codes or {}).items():
        lines = [line for line in lines if BY_CODE[asked](line) == code]
    if trait is not None:
        lines = [line for line in lines if _is(line, trait, at_once)]
    return Found(
        markers=lines,
        subjects=subjects,
        exactly=exactly if exactly in retired or exactly in numbers else None,
        retired=retired.get(exactly or ""),
        communes={each.code: each.name for each in communes},
        posts={each.code: each.name for each in posts},
        at_once=at_once,
    )


def subjects(store: Store, kind: str) -> list[Subject]:
    """Return everything of a kind that is there today.

    Args:
        kind: one of `LISTED`.
    """
    with store.reading() as connection:
        return list(_subjects(connection, kind))


def _subjects(connection: sqlite3.Connection, kind: str) -> Iterator[Subject]:
    if kind == "road":
        for road in reading.read_items(connection, Road, geometry=False):
            yield Subject(kind, road.uuid, road.name or road.uuid[:_SHORT])
        return
    item: type[Commune | Post | Project] = {"commune": Commune, "post": Post}.get(kind, Project)
    for each in reading.read_items(connection, item, geometry=False):
        yield Subject(kind, each.code, each.name or each.code)


def _number(words: str) -> str | None:
    try:
        return str(MarkerNumber.parse(words))
    except ValueError:
        return None


def _meant(
    words: str, exactly: str | None, numbers: Iterable[str], former: Mapping[str, str]
) -> set[str] | None:
    """Return the numbers that are meant; None where the words are no numbers."""
    if not words:
        return set(numbers)
    if exactly is not None:
        main = MarkerNumber.parse(exactly)
        same = {n for n in numbers if MarkerNumber.parse(n).main == main.main}
        if exactly in numbers or same:
            return same if main == MarkerNumber(main.main) else {exactly}
        return {n for n in numbers if n.startswith(exactly)}
    ends = [_number(end) for end in _BETWEEN.split(words)]
    if len(ends) == 2 and ends[0] and ends[1]:
        first, last = sorted(MarkerNumber.parse(former.get(end, end)) for end in ends if end)
        last = last._replace(bank=last.bank or 3)
        return {n for n in numbers if first <= MarkerNumber.parse(n) <= last}
    listed = [_number(each) for each in _ALSO.split(words) if each]
    if listed and all(listed):
        return {former.get(each, each) for each in listed if each}
    return None


def _texts_of(line: Line, named: Mapping[str, Sequence[str]]) -> list[str]:
    places = [code for code in (line.commune, line.post) if code is not None]
    return [line.note or "", *places, *(name for code in places for name in named.get(code, ()))]


def _has(texts: Iterable[str], key: Sequence[str]) -> bool:
    """Say whether in one of some texts every word of a key begins a word."""
    folded = (f" {fold(text)}" for text in texts)
    return any(all(f" {word}" in text for word in key) for text in folded)


def _is(line: Line, trait: str, at_once: Mapping[str, bool]) -> bool:
    if trait == "at_once":
        return line.number in at_once
    if trait == "waiting":
        return bool(line.waiting)
    if trait == "never_seen":
        return line.last_seen is None
    since = date.fromisoformat(today()) - timedelta(days=DEFAULTS.overdue_after_days)
    return line.last_seen is not None and line.last_seen < since.isoformat()
