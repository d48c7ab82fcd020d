"""The figures as of today, from the rows of the layer: few markers are folded (`glance.apart`)."""

from __future__ import annotations

from mocgioi.analysis.figures.coverage import counted, coverage, status
from mocgioi.analysis.figures.coverage_facts import (
    Alike,
    CoverageInputs,
    Folded,
    MarkerFacts,
    facts_of,
    marker_facts,
    serving_roads,
)
from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.counting import DEFAULTS, Period, is_built
from mocgioi.domain.courses import COUNTED, Eve, courses
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.register import PublishedFigure, Road
from mocgioi.store import commits, events, glance, kits, reading, results
from mocgioi.tracker import alarming
from mocgioi.tracker.moments import today
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from mocgioi.analysis.figures.coverage_facts import CommuneName
    from mocgioi.documents.coverage import Counted, Coverage
    from mocgioi.documents.publication import Defended
    from mocgioi.documents.status import Status
    from mocgioi.domain.counting import Measured


def counted_today(
    connection: sqlite3.Connection,
    *,
    as_of: str,
    by: Sequence[str] = (),
    period: Period | None = None,
    stretch_km: float = DEFAULTS.stretch_km,
) -> Counted | None:
    """Return the document ``mocgioi.coverage/1``; see `Figures.coverage` for groupings and period.

    None where the rows of the layer are not those of the day, or where every marker is to be
    told with its evidence: then the ledger has to be folded.
    """
    if "marker" in by or not glance.is_today(connection, as_of):
        return None
    is_current = results.reach_is_current(connection)
    if is_current and not results.measured_is_of(connection, as_of):
        return None
    period = period or Period.of_year(as_of)
    apart = glance.apart(connection, period.first)
    decisions = events.read_decisions(connection)
    knowledge = commits.known(connection, None)
    first, first_seen = events.span_of_records(connection)
    observations = events.read_observations(
        connection, subjects=apart, aspects=(*REPORTED, "road_completed_on")
    )
    states = fold_markers(observations, decisions)
    communes, posts = _places(connection, as_of) if by else ({}, {})
    inputs = CoverageInputs(
        states=states,
        as_of=as_of,
        known_at=knowledge.at,
        head=knowledge.head,
        part_of=kits.part_of(connection),
        period=period,
        courses=courses(observations, decisions, COUNTED),
        told_before=glance.is_told_before(connection, period.first, apart),
        communes=communes,
        posts=posts,
        border_km=reading.border_km(connection) if apart and by else {},
        roads=glance.roads(connection),
        measured={
            number: _measured(code)
            for number, code in (glance.measured(connection, apart) if is_current else {}).items()
        },
        measured_current=is_current,
        published=reading.read_items(connection, PublishedFigure),
        first_recorded_at=first,
        last_recorded_at=knowledge.at,
        first_observed_on=first_seen,
        files=events.file_names(connection),
        rows_held=events.rows_held(connection, None),
        cases=alarming.cases_of(connection, as_of=as_of, decisions=decisions),
    )
    serving = serving_roads(inputs)
    alarms = {case.marker for case in inputs.cases if case.is_alarm and case.marker}
    from_day = "" if "year" in by else period.first
    beside: dict[str, object] = {
        number: (_paid(roads, from_day), number in alarms) for number, roads in serving.items()
    }
    beside |= {number: (None, True) for number in alarms if number not in serving}
    members = [Alike(facts, (facts.number,)) for facts in marker_facts(inputs, serving)]
    for row in glance.alike(connection, period.first, apart, by=by, beside=beside):
        if by:
            row.numbers.sort(key=MarkerNumber.parse)
        facts = _facts(row, serving.get(row.numbers[0], []), period, is_current=is_current)
        facts = facts._replace(report_at_once=facts.number in alarms)
        members.append(Alike(facts, row.numbers))
    if by:
        members.sort(key=lambda alike: MarkerNumber.parse(alike.facts.number))
    return counted(members, inputs, by=by, stretch_km=stretch_km)


def coverage_of(
    connection: sqlite3.Connection,
    *,
    as_of: str,
    known_at: str | None = None,
    by: Sequence[str] = (),
    period: Period | None = None,
    **spans: float,
) -> Coverage:
    """Return the document ``mocgioi.coverage/1``; see `Figures.coverage`.

    Args:
        as_of: ISO day, which may be to come. known_at: the instant of knowledge (UTC), None =
            everything. spans: ``stretch_km``, where it is another one.
    """
    knowledge = commits.known(connection, known_at)
    document = None
    if known_at is None:
        document = counted_today(connection, as_of=as_of, by=by, period=period, **spans)
    if document is None:
        from mocgioi.tracker import counting

        inputs = counting.coverage_inputs(
            connection, as_of=as_of, knowledge=knowledge, period=period
        )
        document = coverage(inputs, by=by, **spans)
    reported: list[Defended] = []
    if as_of in reading.reported_days(connection):
        from mocgioi.tracker import defending

        reported = defending.defended(connection, known_at=knowledge.number, on=as_of)
    return {**document, "publications": reported}


def status_today(connection: sqlite3.Connection) -> Status:
    """Return the document ``mocgioi.status/1`` of today, by this very transaction too."""
    return status(coverage_of(connection, as_of=today()))


def _places(
    connection: sqlite3.Connection, as_of: str
) -> tuple[dict[str, CommuneName], dict[str, str]]:
    from mocgioi.tracker import counting

    return counting.places(connection, as_of=as_of, known_at=None)


def _paid(roads: Sequence[Road], first: str) -> tuple[object, ...]:
    """Return what counts of the roads that serve a marker: who paid, and when the first was done.

    What was done before the day `first` was done before it, on whichever day.
    """
    finished = next((road.completed_on for road in roads if road.completed_on), None)
    return (
        tuple([road.funding for road in roads]),
        finished if finished is None or finished >= first else "",
        any(road.illustrative for road in roads),
    )


def _facts(row: glance.Row, roads: list[Road], period: Period, *, is_current: bool) -> MarkerFacts:
    is_old = is_built(row.status) and (row.since or "") < period.first
    return facts_of(
        row.numbers[0],
        Folded(
            needs_road=row.needs_road,
            status=row.status,
            since=row.since,
            road_condition=row.road_condition,
            paid=row.paid,
            illustrative=row.illustrative,
            commune=row.commune,
            post=row.post,
            eve=Eve(row.needs_road, row.status if is_old else None, row.first_on),
        ),
        roads,
        period=period,
        border_km=row.border_km,
        measured=_measured(row.measured) if is_current else "unknown",
    )


def _measured(code: str | None) -> Measured:
    return cast("Measured", code or "unknown")
