"""The markers as their layer has them, those alike in all that is counted together.

The rows of the layer are the fold of the ledger as of today. Whoever counts today reads them:
a figure then costs what the border has of different markers, and not what was ever recorded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mocgioi.domain.aspects import ASPECTS

_COUNTED = (
    "needs_road, road_status, road_status_since, road_condition, measured, funding, illustrative"
)


class Row(NamedTuple):
    """What the layer holds of markers that are alike.

    Attributes:
        since: the day since which the status has stood. paid: who paid, as observed.
        numbers: of all of them.
        commune, post, border_km: where it is, of a marker that is told alone.
    """

    needs_road: str | None
    status: str | None
    since: str | None
    road_condition: str | None
    measured: str | None
    paid: str | None
    illustrative: bool
    numbers: tuple[str, ...]
    commune: str | None = None
    post: str | None = None
    border_km: float | None = None


def is_today(connection: sqlite3.Connection, as_of: str) -> bool:
    """Say whether the layer stands as of a day: nothing is said of a later one."""
    aspects = ", ".join(f"'{aspect}'" for aspect in ASPECTS)
    later = connection.execute(
        f"SELECT 1 FROM observations WHERE aspect IN ({aspects}) AND observed_on > ? LIMIT 1",
        (as_of,),
    ).fetchone()
    return later is None


def alike(connection: sqlite3.Connection, apart: Iterable[str]) -> Iterator[Row]:
    """Yield the markers of the layer, those that are alike together, but for those to be told
    `apart`: each of them alone. Markers about which something is contested are left out.
    """
    listed = json.dumps(list(apart))
    for *values, illustrative, numbers in connection.execute(
        f"SELECT {_COUNTED}, group_concat(number, ' ') FROM markers WHERE disagreements = 0"
        " GROUP BY needs_road, road_status, road_status_since, road_condition, measured, funding,"
        " illustrative, CASE WHEN number IN (SELECT value FROM json_each(?)) THEN number END",
        (listed,),
    ):
        nowhere = (None, None, None)
        yield Row._make((*values, bool(illustrative), tuple(numbers.split(" ")), *nowhere))


def each(connection: sqlite3.Connection) -> Iterator[Row]:
    """Yield the markers of the layer one by one, with where they are; the contested left out."""
    for *values, illustrative, number, commune, post, border_km in connection.execute(
        f"SELECT {_COUNTED}, number, commune_code, post_code, border_km FROM markers"
        " WHERE disagreements = 0"
    ):
        yield Row._make((*values, bool(illustrative), (number,), commune, post, border_km))


def contested(connection: sqlite3.Connection) -> dict[str, str | None]:
    """Return what the lines show of each marker about which something is contested."""
    return dict(
        connection.execute(
            "SELECT number, measured FROM markers WHERE disagreements > 0"
        ).fetchall()
    )
