"""The markers of the register as they stand, a line each, to be searched and listed."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from mocgioi.domain.marker import MarkerNumber

_COLUMNS = (
    *("number", "commune_code", "post_code", "needs_road", "road_status", "road_status_since"),
    *("road_condition", "marker_condition", "last_observed_on", "disagreements + waiting"),
    *("border_km", "measured", "illustrative", "note", "source"),
)


class Line(NamedTuple):
    """One marker.

    Attributes:
        commune, post: codes. needs_road, road_status, road_condition, condition, measured: codes
            of their lists, None where nothing is known.
        since: ISO day since which the road stands so. last_seen: ISO day of the last inspection.
        waiting: how many disagreements and held rows of it wait for a person.
        note, source: what the register says.
    """

    number: str
    commune: str | None
    post: str | None
    needs_road: str | None
    road_status: str | None
    since: str | None
    road_condition: str | None
    condition: str | None
    last_seen: str | None
    waiting: int
    border_km: float | None
    measured: str | None
    illustrative: bool
    note: str | None
    source: str | None


def lines(connection: sqlite3.Connection) -> list[Line]:
    """Return every marker that is there, in the order of the border."""
    rows = connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM markers")
    return sorted((Line._make(row) for row in rows), key=lambda row: MarkerNumber.parse(row.number))
