"""What the figures of a store are counted from: read and folded. No geometry, no frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from mocgioi.analysis.figures.coverage_facts import CommuneName, CoverageInputs
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
from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.observation import SubjectState, fold_markers
from mocgioi.domain.register import Commune, Post, PublishedFigure, Road
from mocgioi.store import commits, events, reading, results
from mocgioi.tracker import alarming

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.domain.counting import Measured
    from mocgioi.store.commits import Knowledge


class Spanning(Protocol):
    """What has a span of the border line."""

    @property
    def km_from(self) -> float | None:
        """Where its span begins, in kilometres from the north-west."""


Place = TypeVar("Place", bound=Spanning)


def folded(
    connection: sqlite3.Connection,
    *,
    as_of: str | None,
    known_at: int | None,
    aspects: Sequence[str] | None = None,
) -> dict[str, SubjectState]:
    """Return every marker's state as of a day, known by commit `known_at`; of some aspects, or
    all.
    """
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
    knowledge: Knowledge,
    states: Mapping[str, SubjectState] | None = None,
) -> CoverageInputs:
    """Return what the coverage of a store is counted from.

    `states` are the markers folded at the same day and knowledge, where the caller has them.

    The inputs name the instant of the knowledge, that of the last commit where everything is
    known, so that the same store gives the same document.
    """
    known_at = knowledge.number
    observations, decisions = None, events.read_decisions(connection)
    if states is None:
        observations = events.read_observations(connection, aspects=(*REPORTED, "note"))
        states = fold_markers(observations, decisions, as_of=as_of, known_at=known_at)
    last = commits.last_committed_at(connection)
    first, first_seen = events.span_of_records(connection)
    roads = reading.read_items(connection, Road, geometry=False)
    communes = reading.read_items(connection, Commune, geometry=False)
    posts = reading.read_items(connection, Post, geometry=False)
    return CoverageInputs(
        states=states,
        as_of=as_of,
        known_at=knowledge.at,
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
        cases=alarming.cases_of(
            connection,
            as_of=as_of,
            known_at=known_at,
            observations=observations,
            decisions=decisions,
        ),
    )


def in_border_order(places: Iterable[Place]) -> list[Place]:
    """Return what has a span of the border from north-west to south-east; without one, last."""
    return sorted(places, key=lambda place: (place.km_from is None, place.km_from or 0.0))


def road_facts(connection: sqlite3.Connection, roads: Sequence[Road]) -> list[RoadFact]:
    """Return what the rules of reach need of each road."""
    communes = results.road_communes(connection)
    return [RoadFact.of(road, communes[road.uuid]) for road in roads]


def measured_as_of(
    connection: sqlite3.Connection,
    states: Mapping[str, SubjectState],
    roads: list[Road],
    *,
    as_of: str,
) -> dict[str, Measured]:
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
