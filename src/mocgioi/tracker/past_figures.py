"""The figure at the end of past years and on days that were reported, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.counting import counts_as_built, is_needed
from mocgioi.domain.courses import COUNTED, courses, said_on
from mocgioi.domain.days import year_ends
from mocgioi.domain.marker import MarkerNumber
from mocgioi.store import events, publications
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.domain.courses import Course
    from mocgioi.store.handle import Store


class PastFigure(NamedTuple):
    """What counts on a past day: markers that need a road, and those of them that have one.

    `is_told`: anything was reported of the road of a marker that needs one.
    """

    needing: frozenset[str] = frozenset()
    built: frozenset[str] = frozenset()
    is_told: bool = False


class PastMoved(NamedTuple):
    """A past figure that is another one now.

    Attributes:
        first, last: ISO days: the same became of every year end from the one to the other.
        is_published: a report of that day was made public.
        before, after: the figure; `is_told` is false where nothing was known by then.
    """

    first: str
    last: str
    is_published: bool
    before: PastFigure
    after: PastFigure

    @property
    def came(self) -> list[str]:
        """Markers that have a road by then, as is known now."""
        return sorted(self.after.built - self.before.built, key=MarkerNumber.parse)

    @property
    def went(self) -> list[str]:
        """Markers that count no more."""
        return sorted(self.before.built - self.after.built, key=MarkerNumber.parse)


class PastFigures(NamedTuple):
    """What counts at the end of past years, by ISO day, and on `published` days."""

    by_day: Mapping[str, PastFigure]
    published: frozenset[str]


def past_figures(store: Store) -> PastFigures:
    """Return what counts at the end of every past year with data, and on days of reports."""
    now = today()
    with store.reading() as connection:
        observations = events.read_observations(connection, aspects=COUNTED, as_of=now)
        by_marker = courses(observations, events.read_decisions(connection), COUNTED, as_of=now)
        reported = {made.as_of for made in publications.read(connection) if made.as_of < now}
    dated = [
        day
        for of_aspect in by_marker.values()
        for day, _ in of_aspect.get("road_status", ())
        if day
    ]
    days = {*(year_ends(min(dated), now) if dated else ()), *reported}
    return PastFigures({day: _counted(by_marker, day) for day in days}, frozenset(reported))


def _counted(by_marker: Mapping[str, Mapping[str, Course]], day: str) -> PastFigure:
    needing, built, is_told = set(), set(), False
    for number, of_aspect in by_marker.items():
        exists, need, status = (_value(of_aspect, aspect, day) for aspect in COUNTED)
        if exists == "yes" and is_needed(need):
            needing.add(number)
            is_told |= status is not None
            if counts_as_built(need, status):
                built.add(number)
    return PastFigure(frozenset(needing), frozenset(built), is_told)


def _value(of_aspect: Mapping[str, Course], aspect: str, day: str) -> str | None:
    said = said_on(of_aspect.get(aspect, []), day)
    return said[1] if said else None


def moved(before: PastFigures, after: PastFigures) -> list[PastMoved]:
    """Return the past figures that moved, oldest first; none where nothing was known before.

    Year ends that follow each other, of which the same became, are one.
    """
    if not any(figure.is_told for figure in before.by_day.values()):
        return []
    entries: list[PastMoved] = []
    for day in sorted(before.by_day.keys() | after.by_day.keys()):
        was, now = (each.by_day.get(day, PastFigure()) for each in (before, after))
        if (len(was.needing), was.built) == (len(now.needing), now.built) or not (
            was.is_told or now.is_told
        ):
            continue
        entry = PastMoved(day, day, day in after.published, was, now)
        last = entries[-1] if entries else None
        if last is not None and _is_alike(last, entry):
            entries[-1] = last._replace(last=day)
        else:
            entries.append(entry)
    return entries


def _is_alike(last: PastMoved, entry: PastMoved) -> bool:
    if last.is_published or entry.is_published:
        return False
    if int(last.last[:4]) + 1 != int(entry.first[:4]):
        return False
    return (last.before, last.after) == (entry.before, entry.after)
