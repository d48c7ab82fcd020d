"""How many markers had their road, day by day: the figure as of every day it moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from mocgioi.analysis.figures.groups import percent_of
from mocgioi.domain.counting import counts_as_built, is_needed
from mocgioi.domain.courses import courses, day_by_day
from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import Observation

if TYPE_CHECKING:
    from mocgioi.documents.full_report import ProgressPoint, YearEnd

_COUNTED = ("existence", "need_road", "road_status")


def progress(
    observations: Iterable[Observation],
    decisions: Iterable[Decision],
    *,
    as_of: str,
    known_at: int | None,
) -> list[ProgressPoint]:
    """Return the denominator and the markers with a road, as of every day either changed.

    Each point is what `coverage` counts as of that day, known at `known_at`. ``as_of: None`` is
    what holds from the beginning. The last point is not after `as_of`.
    """
    needing: Counter[str] = Counter()
    built: Counter[str] = Counter()
    by_marker = courses(observations, decisions, _COUNTED, as_of=as_of, known_at=known_at)
    for of_aspect in by_marker.values():
        before = (False, False)
        for day, value in day_by_day(of_aspect):
            exists = value.get("existence") == "yes"
            need, status = value.get("need_road"), value.get("road_status")
            now = (exists and is_needed(need), exists and counts_as_built(need, status))
            needing[day] += now[0] - before[0]
            built[day] += now[1] - before[1]
            before = now
    return _points(needing, built)


def _points(needing: Counter[str], built: Counter[str]) -> list[ProgressPoint]:
    points: list[ProgressPoint] = []
    whole = part = 0
    for day in sorted(needing.keys() | built.keys()):
        if needing[day] or built[day]:
            whole, part = whole + needing[day], part + built[day]
            points.append({"as_of": day or None, "markers_needing_road": whole, "road_built": part})
    return points


def by_year(points: Sequence[ProgressPoint], as_of: str) -> list[YearEnd]:
    """Return the figures of `progress` at the end of each year, and as of the day itself.

    ``in_period`` is by how much the figure moved within the year.
    """
    dated = [point["as_of"] for point in points if point["as_of"]]
    rows: list[YearEnd] = []
    before = next((point["road_built"] for point in points if not point["as_of"]), 0)
    for year in range(int(dated[0][:4]), int(as_of[:4]) + 1) if dated else ():
        end = min(f"{year:04d}-12-31", as_of)
        point = [point for point in points if (point["as_of"] or "") <= end][-1]
        part, whole = point["road_built"], point["markers_needing_road"]
        rows.append(
            {
                "as_of": end,
                "markers_needing_road": whole,
                "road_built": part,
                "percent": percent_of(part, whole),
                "in_period": part - before,
            }
        )
        before = part
    return rows
