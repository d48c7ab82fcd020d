"""The markers as their layer has them, those alike in all that is counted together.

The rows of the layer are the fold of the ledger as of today. Whoever counts today reads them:
a figure then costs what the border has of different markers, and not what was ever recorded.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.register import Road
from mocgioi.records import NamedTuple
from mocgioi.store.events import current_numbers
from mocgioi.store.homes import SEPARATOR
from mocgioi.typed import Any

_IS_NEW = "road_status = 'built' AND road_status_since >= :first"
_COUNTED = "needs_road, road_status, {since}, road_condition, measured, funding, illustrative"

_BY_PLACE = frozenset({"commune", "post", "district"})

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
        since: the day since which the status has stood, where it is *built* and that is a day of
            the period, or where years are asked for. paid: who paid, as observed.
        first_on: the day of the first report of a road that counts as built since a day of the
            period; None: the beginning, or it is of no other one.
        commune, post, border_km: where it is, if that is asked for.
        numbers: of all of them.
    """

    needs_road: str | None
    status: str | None
    since: str | None
    road_condition: str | None
    measured: str | None
    paid: str | None
    illustrative: bool
    first_on: str | None
    commune: str | None
    post: str | None
    border_km: float | None
    numbers: list[str]


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
    connection: sqlite3.Connection,
    first: str,
    apart: Iterable[str],
    *,
    by: Collection[str] = (),
    beside: Mapping[str, object],
) -> Iterator[Row]:
    """Yield the markers of the layer but for those `apart`, those that are alike together.

    Args:
        first: ISO day on which the period begins.
        by: what they are grouped by, so that it has to be the same.
        beside: what else has to be the same, by number: what stands in no row of the layer.
    """
    is_new = f"CASE WHEN {_IS_NEW} THEN road_status_since END"
    since = "road_status_since" if "year" in by else is_new
    where = "commune_code, post_code" if not _BY_PLACE.isdisjoint(by) else "NULL, NULL"
    numbers: dict[tuple[tuple[Any, ...], object], list[str]] = {}
    for row in connection.execute(
        f"SELECT {_COUNTED.format(since=since)}, {_FIRST_ON}, {where},"
        f" {'border_km' if 'stretch' in by else 'NULL'}, number FROM markers"
        f" WHERE {_OF_THE_OTHERS}",
        {"first": first, "apart": json.dumps(sorted(apart))},
    ):
        number = row[-1]
        numbers.setdefault((row[:-1], beside.get(number)), []).append(number)
    for (values, _), listed in numbers.items():
        row = Row._make((*values, listed))
        yield row._replace(illustrative=bool(row.illustrative), first_on=row.first_on or None)


def roads(connection: sqlite3.Connection) -> list[Road]:
    """Return the roads in the order they were put in, with what is counted of them.

    Which markers one serves, its status, its days, its name, who paid, and whether it is made up:
    what else is known of a road is left out, as it costs more to read than all of this.
    """
    numbers = current_numbers(connection)
    found = connection.execute(
        "SELECT uuid, name, serves, status, started_on, completed_on, funding, illustrative"
        " FROM roads ORDER BY fid"
    )
    return [
        Road(
            b"",
            uuid=uuid,
            name=name,
            serves=tuple([numbers.get(each, each) for each in serves.split(SEPARATOR)])
            if serves
            else (),
            status=status,
            started_on=started_on,
            completed_on=completed_on,
            funding=funding,
            illustrative=bool(illustrative),
        )
        for uuid, name, serves, status, started_on, completed_on, funding, illustrative in found
    ]


def road_statuses(connection: sqlite3.Connection) -> dict[str, str | None]:
    """Return the status of each marker's road, by number; None: not reported."""
    return dict(connection.execute("SELECT number, road_status FROM markers").fetchall())


def measured(connection: sqlite3.Connection, numbers: Iterable[str]) -> dict[str, str | None]:
    """Return what the lines show of some markers."""
    return dict(
        connection.execute(
            "SELECT number, measured FROM markers WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(numbers)),),
        ).fetchall()
    )
