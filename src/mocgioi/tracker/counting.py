"""The coverage of a store: read, fold, count. Light: no geometry, no frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mocgioi.analysis.figures.coverage_facts import COUNTED_ASPECTS, CommuneName, CoverageInputs
from mocgioi.analysis.lines.network import (
    Joins,
    MarkerFact,
    Network,
    RoadFact,
    RoadNear,
    line_facts,
    measured_state,
    nearest_lines,
    network_as_of,
)
from mocgioi.domain.days import VIETNAM, day_first
from mocgioi.domain.observation import MarkerState, fold_markers
from mocgioi.domain.register import Commune, Post, PublishedFigure, Road
from mocgioi.errors import UsageError
from mocgioi.store import events, reading, results

if TYPE_CHECKING:
    import sqlite3


def today() -> str:
    """Return today's date in Việt Nam (UTC+7), ISO."""
    return datetime.now(VIETNAM).date().isoformat()


def user_name() -> str:
    """Return the name of who sits at the machine, for events that name who."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def as_day(text: str) -> str:
    """Return an ISO day; ``dd/mm/yyyy`` is understood too.

    Raises:
        UsageError: it is no day.
    """
    written = text.strip()
    iso = written if "-" in written else "-".join(reversed(written.split("/")))
    year, _, rest = iso.partition("-")
    month, _, day = rest.partition("-")
    try:
        if len(year) == 4:
            return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        pass
    raise UsageError(
        f"«{text}» không phải ngày. Viết như 2023-12-31 hoặc 31/12/2023.",
        f"“{text}” is not a day. Write it as 2023-12-31 or 31/12/2023.",
    )


def report_day(text: str | None) -> str:
    """Return the ISO day a report speaks of, today if none is given.

    Raises:
        UsageError: it is no day, or one that has not come yet.
    """
    if not text:
        return today()
    day = as_day(text)
    if day > today():
        raise UsageError(
            f"Ngày {day_first(day)} chưa tới: chỉ báo cáo được tính đến hôm nay "
            f"({day_first(today())}) trở về trước.",
            f"{day} has not come yet: a report can speak of today ({today()}) or earlier.",
        )
    return day


def as_instant(text: str) -> str:
    """Return a UTC instant with milliseconds, ``…Z``; a bare day means its end in Việt Nam.

    Raises:
        UsageError: it is no time, or a day that has not come yet.
    """
    try:
        if len(text) <= len("2023-12-31"):
            day = date.fromisoformat(as_day(text)) + timedelta(days=1)
            moment = datetime(day.year, day.month, day.day, tzinfo=VIETNAM) - timedelta(
                milliseconds=1
            )
        else:
            moment = _moment(text)
            moment = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    except ValueError:
        raise UsageError(
            f"«{text}» không phải thời điểm. Viết như 22/11/2026 08:30, 2026-11-22T08:30:00Z "
            "hoặc 2026-11-22.",
            f"“{text}” is not a time. Write it as 2026-11-22 08:30, 2026-11-22T08:30:00Z "
            "or 2026-11-22.",
        ) from None
    if moment.astimezone(VIETNAM).date().isoformat() > today():
        raise UsageError(
            f"Thời điểm «{text}» chưa tới: chưa ai biết số liệu nhập sau hôm nay "
            f"({day_first(today())}).",
            f"The time “{text}” has not come yet: nobody knows what is recorded after today "
            f"({today()}).",
        )
    moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _moment(text: str) -> datetime:
    """Return an ISO instant, or a day and a clock as reports write them, in either order."""
    words = text.replace(" ngày ", " ").split()
    if len(words) == 2:
        for clock, day in (words, words[::-1]):
            for pattern in ("%H:%M", "%H:%M:%S"):
                try:
                    at = datetime.strptime(clock, pattern).time()
                except ValueError:
                    continue
                return datetime.combine(date.fromisoformat(as_day(day)), at)
    return datetime.fromisoformat(text)


def folded(
    connection: sqlite3.Connection,
    *,
    as_of: str | None,
    known_at: str | None,
    aspects: Sequence[str] | None = None,
) -> dict[str, MarkerState]:
    """Return every marker's state as of a day, known at an instant; of some aspects, or all."""
    return fold_markers(
        events.read_observations(connection, aspects=aspects),
        events.read_decisions(connection),
        as_of=as_of,
        known_at=known_at,
    )


def coverage_inputs(
    connection: sqlite3.Connection,
    *,
    as_of: str,
    known_at: str | None,
    states: Mapping[str, MarkerState] | None = None,
) -> CoverageInputs:
    """Return what the coverage of a store is counted from.

    `states` are the markers folded at the same day and knowledge, where the caller has them.

    `known_at` left out means everything the store holds; the inputs then name the instant
    of its last record, so that the same store gives the same document.
    """
    if states is None:
        states = folded(connection, as_of=as_of, known_at=known_at, aspects=COUNTED_ASPECTS)
    last = events.last_recorded_at(connection)
    first, first_seen = events.span_of_records(connection)
    roads = reading.read_items(connection, Road, geometry=False)
    communes = reading.read_items(connection, Commune, geometry=False)
    posts = reading.read_items(connection, Post, geometry=False)
    return CoverageInputs(
        states=states,
        as_of=as_of,
        known_at=known_at or last,
        communes={c.code: CommuneName(c.name, c.district) for c in in_border_order(communes)},
        posts={p.code: p.name for p in in_border_order(posts)},
        border_km=reading.border_km(connection),
        roads=roads,
        measured=measured_as_of(connection, states, roads, as_of=as_of),
        measured_current=results.reach_is_current(connection),
        published=reading.read_items(connection, PublishedFigure),
        first_recorded_at=first,
        last_recorded_at=last,
        first_observed_on=first_seen,
        files=events.file_names(connection),
        rows_held=events.rows_held(connection, known_at),
    )


def in_border_order(places: list[Any]) -> list[Any]:
    """Return what has a span of the border from north-west to south-east; without one, last."""
    return sorted(places, key=lambda place: (place.km_from is None, place.km_from or 0.0))


def road_facts(connection: sqlite3.Connection, roads: Sequence[Road]) -> list[RoadFact]:
    """Return what the rules of reach need of each road."""
    communes = results.road_communes(connection)
    return [
        RoadFact(r.uuid, r.road_class, r.status, r.completed_on, communes[r.uuid]) for r in roads
    ]


def measured_as_of(
    connection: sqlite3.Connection,
    states: Mapping[str, MarkerState],
    roads: list[Road],
    *,
    as_of: str,
) -> dict[str, str]:
    """Return what the lines show of each marker as of a day, from the stored distances.

    Empty when the stored results are not of the geometry the store holds now: then nothing
    is known of the lines rather than something untrue.
    """
    if not results.reach_is_current(connection):
        return {}
    pairs, joins, facts = _measurements(connection, roads)
    placed = reading.placed_markers(connection)
    markers = [
        MarkerFact(number, state.value("commune"), number in placed)
        for number, state in states.items()
    ]
    return dict(measured_state(pairs, joins, facts, markers, as_of=as_of))


def nearest_as_of(
    connection: sqlite3.Connection, roads: Sequence[Road], *, as_of: str
) -> tuple[dict[str, RoadNear], Network]:
    """Return the nearest line that counts as of a day, by marker, and the network of that day.

    Both are from the stored distances and joins. A marker is left out where no line is known:
    none counts, the one that is nearest when all that is built counts does not yet and none
    other is near, or the results are out of date; the network is then empty.
    """
    if not results.nearest_is_current(connection):
        return {}, Network({}, frozenset())
    pairs, joins, facts = _measurements(connection, roads)
    network = network_as_of(facts, joins, as_of=as_of)
    return nearest_lines(pairs, network, {road.uuid: road.name for road in roads}), network


def _measurements(
    connection: sqlite3.Connection, roads: Sequence[Road]
) -> tuple[list[RoadNear], Joins, list[RoadFact]]:
    """Return the stored distances and joins, and what is known of the lines they name."""
    distances, pairs = results.read_reach(connection)
    lines = {line for _, line, _ in distances}.union(*pairs)
    facts = line_facts(road_facts(connection, roads), lines)
    joins = Joins.of_names([fact.uuid for fact in facts], pairs)
    return [RoadNear._make(row) for row in distances], joins, facts
