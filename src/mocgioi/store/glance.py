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
from mocgioi.store.events import current_numbers

_IS_NEW = "road_status = 'built' AND road_status_since >= :first"
_COUNTED = "needs_road, road_status, {since}, road_condition, measured, funding, illustrative"


_FIRST_ON = (
    f"CASE WHEN {_IS_NEW} THEN"
    " (SELECT min(coalesce(o.observed_on, '')) FROM observations AS o"
    " WHERE o.subject = markers.number AND o.aspect = 'road_status') END AS first_on"
)
"""Of a road that is new: each of its observations counts, see `apart`."""

_OF_THE_OTHERS = "number NOT IN (SELECT value FROM json_each(:apart))"


class Row(NamedTuple):
    """What the layer holds of markers that are alike.

    Attributes:
        since: the day since which the status has stood; of many that are alike only where it
            is *built* and that is a day of the period. paid: who paid, as observed.
        first_on: the day of the first report of a road that counts as built since a day of the
            period; None: the beginning, or it is of no other one.
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
    first_on: str | None
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


def apart(connection: sqlite3.Connection, first: str) -> set[str]:
    """Return the markers of whose ledger something is told that their rows do not hold.

    Of the others nothing is contested, they are in the register and in the need since before
    the day `first` (ISO), of a road that is new since then every observation counts and none
    says when it was finished, and none has been made since then of a road that counts no more.
    """
    since = "(SELECT 1 FROM markers AS m WHERE m.number = o.subject AND m.road_status_since >= :f)"
    found = connection.execute(
        "SELECT number FROM markers WHERE disagreements > 0"
        " OR needs_road = 'no' AND road_status = 'built' AND EXISTS (SELECT 1 FROM observations"
        " AS o WHERE o.subject = number AND o.aspect = 'need_road' AND o.value = 'yes')"
        " UNION SELECT o.subject FROM observations AS o"
        " WHERE o.aspect IN ('existence', 'need_road') AND o.observed_on >= :f"
        " UNION SELECT o.subject FROM observations AS o WHERE o.aspect = 'road_completed_on'"
        f" AND (o.value >= :f OR EXISTS {since})"
        " UNION SELECT o.subject FROM decisions AS d CROSS JOIN observations AS o"
        " ON o.uuid = d.observation_uuid WHERE o.aspect = 'road_status'"
        f" AND (o.observed_on >= :f OR EXISTS {since})",
        {"f": first},
    )
    numbers = current_numbers(connection)
    return {numbers.get(subject, subject) for (subject,) in found} | set(numbers.values())


def is_told_before(connection: sqlite3.Connection, first: str, apart: Iterable[str]) -> bool:
    """Say whether a road was reported before the day `first` of a marker that is not `apart`."""
    told = connection.execute(
        "SELECT 1 FROM markers WHERE needs_road = 'yes' AND road_status IS NOT NULL"
        f" AND coalesce(road_status_since, '') < :first AND {_OF_THE_OTHERS}"
        " UNION ALL SELECT 1 FROM observations AS o JOIN markers ON number = o.subject"
        " WHERE o.aspect = 'road_status' AND o.observed_on < :first AND needs_road = 'yes'"
        f" AND road_status_since >= :first AND {_OF_THE_OTHERS} LIMIT 1",
        {"first": first, "apart": json.dumps(sorted(apart))},
    )
    return told.fetchone() is not None


def alike(
    connection: sqlite3.Connection, first: str, apart: Iterable[str], alone: Iterable[str]
) -> Iterator[Row]:
    """Yield the markers of the layer but for those `apart`, those that are alike together.

    Args:
        first: ISO day on which the period begins. alone: to be told each for itself.
    """
    since = f"CASE WHEN {_IS_NEW} THEN road_status_since END"
    given = {"first": first, "apart": json.dumps(sorted(apart)), "alone": json.dumps(list(alone))}
    for *values, illustrative, first_on, numbers in connection.execute(
        f"SELECT {_COUNTED.format(since=since)}, {_FIRST_ON}, group_concat(number, ' ')"
        f" FROM markers WHERE {_OF_THE_OTHERS}"
        f" GROUP BY needs_road, road_status, {since}, road_condition, measured, funding,"
        " illustrative, first_on,"
        " CASE WHEN number IN (SELECT value FROM json_each(:alone)) THEN number END",
        given,
    ):
        nowhere = (None, None, None)
        listed = tuple(numbers.split(" "))
        yield Row._make((*values, bool(illustrative), first_on or None, listed, *nowhere))


def each(connection: sqlite3.Connection, first: str, apart: Iterable[str]) -> Iterator[Row]:
    """Yield the markers of the layer one by one, with where they are; see `alike`."""
    for *values, illustrative, first_on, number, commune, post, border_km in connection.execute(
        f"SELECT {_COUNTED.format(since='road_status_since')}, {_FIRST_ON}, number, commune_code,"
        f" post_code, border_km FROM markers WHERE {_OF_THE_OTHERS}",
        {"first": first, "apart": json.dumps(sorted(apart))},
    ):
        where = (commune, post, border_km)
        yield Row._make((*values, bool(illustrative), first_on or None, (number,), *where))


def measured(connection: sqlite3.Connection, numbers: Iterable[str]) -> dict[str, str | None]:
    """Return what the lines show of some markers."""
    return dict(
        connection.execute(
            "SELECT number, measured FROM markers WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(numbers)),),
        ).fetchall()
    )
