"""The figure at the end of past years and on days that were reported, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.counting import counts_as_built, is_needed
from mocgioi.domain.courses import COUNTED, courses, said_on
from mocgioi.domain.days import year_ends
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.register import PublishedFigure
from mocgioi.store import events, reading
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.domain.courses import Course


_OF_THESE_MARKERS = frozenset({"markers_with_road", "markers_needing_road"})
"""Figures that others published, which are of the markers counted here."""

Figure = tuple[int, int]
"""How many markers have a road, of how many that need one."""


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

    def of_published_days(self) -> dict[str, Figure]:
        """Return the figure of each day that was reported on, in the order of the days."""
        figures = ((day, self.by_day[day]) for day in sorted(self.published))
        return {day: (len(figure.built), len(figure.needing)) for day, figure in figures}


class Rewritten(NamedTuple):
    """The figure of a day (ISO) that was reported on, before a change and after it."""

    day: str
    before: Figure
    after: Figure


def rewritten(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> list[Rewritten]:
    """Return the days of which the figure is another one."""
    return [
        Rewritten(day, before[day], after[day])
        for day in after
        if day in before and before[day] != after[day]
    ]


def past_figures(connection: sqlite3.Connection) -> PastFigures:
    """Return what counts at the end of every past year with data, and on days of reports.

    Reports are those that were published from here, and those of others whose figures are of the
    markers counted here.
    """
    now = today()
    observations = events.read_observations(connection, aspects=COUNTED, as_of=now)
    by_marker = courses(observations, events.read_decisions(connection), COUNTED, as_of=now)
    reported = set(reading.reported_days(connection))
    reported |= {
        figure.as_of
        for figure in reading.read_items(connection, PublishedFigure)
        if figure.as_of and figure.measure in _OF_THESE_MARKERS
    }
    reported = {day for day in reported if day <= now}
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
