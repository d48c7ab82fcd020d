"""The figures as of today, from the rows of the layer: no marker is folded but the contested."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mocgioi.analysis.figures.coverage import Alike, counted
from mocgioi.analysis.figures.coverage_facts import (
    CoverageInputs,
    Folded,
    MarkerFacts,
    facts_of,
    marker_facts,
    serving_roads,
)
from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.register import PublishedFigure, Road
from mocgioi.store import commits, events, glance, reading, results
from mocgioi.tracker import alarming

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.coverage import Counted
    from mocgioi.domain.counting import Measured


def counted_today(connection: sqlite3.Connection, *, as_of: str) -> Counted | None:
    """Return the totals of a store and what stands beside them, without groups.

    None where the rows of the layer are not those of the day: then the ledger has to be folded.
    """
    if not glance.is_today(connection, as_of):
        return None
    is_current = results.reach_is_current(connection)
    contested = glance.contested(connection)
    decisions = events.read_decisions(connection)
    knowledge = commits.known(connection, None)
    first, first_seen = events.span_of_records(connection)
    states = fold_markers(
        events.read_observations(connection, subjects=contested, aspects=REPORTED), decisions
    )
    inputs = CoverageInputs(
        states=states,
        as_of=as_of,
        known_at=knowledge.at,
        head=knowledge.head,
        roads=reading.read_items(connection, Road, geometry=False),
        measured={n: _measured(code) for n, code in contested.items()} if is_current else {},
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
    members = [Alike(facts, (facts.number,)) for facts in marker_facts(inputs)]
    for row in glance.alike(connection, serving):
        first_of_them = row.numbers[0]
        facts = _facts(row, serving.get(first_of_them, []), as_of, is_current=is_current)
        members.append(Alike(facts, row.numbers))
    return counted(members, inputs)


def _facts(row: glance.Row, roads: list[Road], as_of: str, *, is_current: bool) -> MarkerFacts:
    return facts_of(
        row.numbers[0],
        Folded(
            needs_road=row.needs_road,
            status=row.status,
            since=row.since,
            road_condition=row.road_condition,
            paid=row.paid,
            illustrative=row.illustrative,
        ),
        roads,
        as_of=as_of,
        measured=_measured(row.measured) if is_current else "unknown",
    )


def _measured(code: str | None) -> Measured:
    return cast("Measured", code or "unknown")
