"""How many markers had their road, day by day: the figure as of every day it moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from mocgioi.analysis.figures.groups import percent_of
from mocgioi.domain.counting import (
    IN_PERIOD,
    Addition,
    Period,
    addition,
    counts_as_built,
    is_needed,
)
from mocgioi.domain.courses import Course, day_by_day, eve_of, said_on

if TYPE_CHECKING:
    from mocgioi.documents.full_report import ProgressPoint, YearEnd

Courses = Mapping[str, Mapping[str, Course]]
"""By marker, the courses of `domain.courses.COUNTED`."""


def progress(by_marker: Courses) -> list[ProgressPoint]:
    """Return the denominator and the markers with a road, as of every day either changed.

    Each point is what `coverage` counts as of that day, known when the courses were. ``as_of:
    None`` is what holds from the beginning. Until a road is reported of a marker that needs one
    ``road_built`` is null.
    """
    sums: dict[str, list[int]] = {}
    for of_aspect in by_marker.values():
        before = (0, 0, 0)
        for day, value in day_by_day(of_aspect):
            exists = value.get("existence") == "yes"
            need, status = value.get("need_road"), value.get("road_status")
            needs = exists and is_needed(need)
            now = (
                int(needs),
                int(needs and counts_as_built(need, status)),
                int(needs and bool(status)),
            )
            moved = [after - earlier for after, earlier in zip(now, before, strict=True)]
            if any(moved):
                of_day = sums.setdefault(day, [0, 0, 0])
                sums[day] = [a + b for a, b in zip(of_day, moved, strict=True)]
            before = now
    return _points(sums)


def _points(sums: Mapping[str, Sequence[int]]) -> list[ProgressPoint]:
    points: list[ProgressPoint] = []
    whole = part = told = 0
    for day in sorted(sums):
        needing, built, reported = sums[day]
        whole, part, told = whole + needing, part + built, told + reported
        point: ProgressPoint = {
            "as_of": day or None,
            "markers_needing_road": whole,
            "road_built": part if told or not whole else None,
        }
        if not points or {**points[-1], "as_of": None} != {**point, "as_of": None}:
            points.append(point)
    return points


def by_year(
    points: Sequence[ProgressPoint],
    by_marker: Courses,
    completions: Mapping[str, str | None],
    period: Period,
) -> list[YearEnd]:
    """Return how the figures of `progress` moved within the period, and the years before it.

    Args:
        points: what `progress` gives of `by_marker`.
        completions: by marker, the ISO day its road was finished, where that is known.
        period: the last of them; the years before it begin on its day of the year, the first of
            them with the first data.
    """
    dated = [point["as_of"] for point in points if point["as_of"]]
    return [
        _year_end(each, points, by_marker, completions)
        for each in (period.years_until(dated[0]) if dated else ())
    ]


def _year_end(
    period: Period,
    points: Sequence[ProgressPoint],
    by_marker: Courses,
    completions: Mapping[str, str | None],
) -> YearEnd:
    point = [point for point in points if (point["as_of"] or "") <= period.last][-1]
    earlier = [point for point in points if (point["as_of"] or "") < period.first]
    part, whole = point["road_built"], point["markers_needing_road"]
    moves = Counter(
        kind
        for number, of_aspect in by_marker.items()
        if (kind := move(period, of_aspect, completions.get(number)))
    )
    return {
        "from": period.first,
        "as_of": period.last,
        "markers_needing_road": whole,
        "before": earlier[-1]["road_built"] if earlier else None,
        "road_built": part,
        "percent": None if part is None else percent_of(part, whole),
        "in_period": None if part is None else sum(moves[kind] for kind in IN_PERIOD),
        "by_completion": moves["by_completion"],
        "by_observation": moves["by_observation"],
        "baseline": moves["baseline"],
        "completed_before": moves["completed_before"],
        "newly_needed": moves["newly_needed"],
        "lost": moves["lost"],
    }


def move(
    period: Period, of_aspect: Mapping[str, Course], completed_on: str | None
) -> Addition | Literal["lost"] | None:
    """Return how a marker moved the figure within a period; None: it did not."""
    existence, need, road = (
        said_on(of_aspect.get(aspect, []), period.last)
        for aspect in ("existence", "need_road", "road_status")
    )
    exists = existence is not None and existence[1] == "yes"
    counts = exists and counts_as_built(need and need[1], road and road[1])
    eve = eve_of(of_aspect, period.first)
    if counts == eve.counted:
        return None
    if not counts or road is None:
        return "lost"
    return addition(period, since=road[0] or None, completed_on=completed_on, first_on=eve.first_on)
