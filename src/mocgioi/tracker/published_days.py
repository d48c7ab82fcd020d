"""The figure of each day that was reported on, as the store has it now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.counting import counts_as_built, is_needed
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.register import PublishedFigure
from mocgioi.store import reading
from mocgioi.store.events import read_decisions, read_observations
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

_COUNTED = frozenset({"markers_with_road", "markers_needing_road"})
"""Figures that others published, which are of the markers counted here."""

Figure = tuple[int, int]
"""How many markers have a road, of how many that need one."""


class Rewritten(NamedTuple):
    """The figure of a day (ISO) that was reported on, before a change and after it."""

    day: str
    before: Figure
    after: Figure


def figures_of_published_days(connection: sqlite3.Connection) -> dict[str, Figure]:
    """Return the figure of each day that was reported on, by the ISO day, in their order."""
    days = set(reading.reported_days(connection))
    days |= {
        figure.as_of
        for figure in reading.read_items(connection, PublishedFigure)
        if figure.as_of and figure.measure in _COUNTED
    }
    days = {day for day in days if day <= today()}
    if not days:
        return {}
    observations = read_observations(connection, aspects=("existence", "need_road", "road_status"))
    decisions = read_decisions(connection)
    found = {}
    for day in sorted(days):
        states = fold_markers(observations, decisions, as_of=day).values()
        said = [(state.value("need_road"), state.value("road_status")) for state in states]
        found[day] = (
            sum(counts_as_built(*each) for each in said),
            sum(is_needed(need) for need, _ in said),
        )
    return found


def rewritten(before: Mapping[str, Figure], after: Mapping[str, Figure]) -> list[Rewritten]:
    """Return the days of which the figure is another one."""
    return [
        Rewritten(day, before[day], after[day])
        for day in after
        if day in before and before[day] != after[day]
    ]
