"""The full report: what a store holds, beside what it held at the report before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mocgioi.analysis.conference import (
    GROUPINGS_OF_THE_CONFERENCE,
    ConferenceInputs,
    PreviousReport,
    conference,
)
from mocgioi.analysis.coverage_facts import COUNTED_ASPECTS, CoverageInputs
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Commune
from mocgioi.store import events, reading
from mocgioi.tracker import counting

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.store.handle import Store


def full_report(
    store: Store,
    *,
    by: Sequence[str] | None,
    as_of: str,
    known_at: str | None,
    since: str | None,
    stretch_km: float,
) -> dict[str, Any]:
    """Return the document ``mocgioi.coverage/1`` with every key of the full report.

    Args:
        store: the store.
        by: groupings; those of the conference if left out.
        as_of: ISO day; known_at: UTC instant or None.
        since: ISO day of the report to compare with; found if left out (`previous_report`).
        stretch_km: length of the stretches of the border line.
    """
    from mocgioi.analysis.outline import outline

    with store.reading() as connection:
        observations = events.read_observations(connection)
        decisions = events.read_decisions(connection)
        states = fold_markers(observations, decisions, as_of=as_of, known_at=known_at)
        counted = counting.coverage_inputs(
            connection, as_of=as_of, known_at=known_at, states=states
        )
        inputs = ConferenceInputs(
            counted=counted,
            observations=observations,
            decisions=decisions,
            projects=reading.read_items(connection, Project),
            contributions=reading.read_items(connection, Contribution),
            previous=previous_report(connection, counted, since=since, known_at=known_at),
            known_at=known_at,
        )
        communes = counting.in_border_order(reading.read_items(connection, Commune))
        line = counting.in_border_order(reading.read_items(connection, BoundaryPiece))
    document = conference(inputs, by=by or GROUPINGS_OF_THE_CONFERENCE, stretch_km=stretch_km)
    return {**document, "locator": outline(communes, line)}


def previous_report(
    connection: sqlite3.Connection,
    counted: CoverageInputs,
    *,
    since: str | None,
    known_at: str | None,
) -> PreviousReport:
    """Return what the figures are compared with.

    The day asked for; else the latest figure made public before the as-of day; else the end
    of the year before.
    """
    title = None
    if since is not None:
        basis, day = "asked", since
    else:
        public = [
            (figure.as_of, figure.source)
            for figure in counted.published
            if figure.measure == "markers_with_road" and (figure.as_of or "9999") < counted.as_of
        ]
        if public:
            latest, title = max(public, key=lambda found: found[0] or "")
            basis, day = "published", latest or ""
        else:
            basis, day = "year", f"{int(counted.as_of[:4]) - 1:04d}-12-31"
    states = counting.folded(connection, as_of=day, known_at=known_at, aspects=COUNTED_ASPECTS)
    return PreviousReport(day, states, basis, title)
