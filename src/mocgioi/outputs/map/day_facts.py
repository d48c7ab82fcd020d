"""What the map tells of the days before its own, in the facts that it is made from."""

from __future__ import annotations

from typing import TypedDict

StateSince = tuple[str, str | None]
"""The ISO day since which a marker had a state, empty from the beginning, and the state: a code of
`mocgioi.outputs.symbology.MARKER_STATES`, None while it was not in the register."""


class PublishedMark(TypedDict):
    """A figure that was made public of a day, elsewhere or, where `own`, by a report of this store.

    `source` is who published it or what the report is called; `inferred`: nobody said the day.
    """

    day: str
    road_built: float
    markers_needing_road: float | None
    source: str | None
    inferred: bool
    own: bool


class DayCounts(TypedDict):
    """What is counted as of a day: `by_status` and `built_damaged` as in the totals of a report.

    `communes` has by code the markers that need a road and those of them that have it, None where
    nothing was reported of any. A marker is counted in the commune it is of on the day of the map.
    """

    day: str
    markers: int
    by_status: dict[str, int]
    built_damaged: int
    communes: dict[str, tuple[int, int | None]]


class DaysFacts(TypedDict):
    """What is told of the days before, besides each marker's `states`.

    `counts` are for those who see no marker: of each year's end, the oldest first.
    """

    published: list[PublishedMark]
    counts: list[DayCounts]
