"""What the figures of a store are counted from: read and folded. No geometry, no frames."""

from __future__ import annotations

from collections.abc import Container, Sequence

from mocgioi.analysis.figures.coverage_facts import CommuneName, CoverageInputs
from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.courses import COUNTED, courses
from mocgioi.domain.line import in_border_order
from mocgioi.domain.observation import SubjectState, fold_markers
from mocgioi.domain.register import Commune, Post, PublishedFigure, Road
from mocgioi.records import NamedTuple
from mocgioi.store import commits, events, kits, reading
from mocgioi.tracker import alarming
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.domain.counting import Period
    from mocgioi.domain.decision import Decision
    from mocgioi.domain.observation import Observation
    from mocgioi.store.commits import Knowledge


OF_WORLD = ("existence", "commune", "post", "need_road", "road_status")
"""The aspects of a marker that reach, the checks of roads and their costs are computed from."""


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
        events.read_observations(connection, aspects=aspects, as_of=as_of, known_at=known_at),
        events.read_decisions(connection),
        as_of=as_of,
        known_at=known_at,
    )


class Past(NamedTuple):
    """What was observed and decided until a day, to be folded as of earlier ones."""

    observations: Sequence[Observation]
    decisions: Sequence[Decision]

    def states(
        self, aspects: Container[str], as_of: str, known_at: int | None
    ) -> dict[str, SubjectState]:
        """Return the markers at the end of a day, known by a commit, by some of the aspects."""
        told = [o for o in self.observations if o.aspect in aspects]
        return fold_markers(told, self.decisions, as_of=as_of, known_at=known_at)


def places(
    connection: sqlite3.Connection, *, as_of: str, known_at: int | None
) -> tuple[dict[str, CommuneName], dict[str, str]]:
    """Return the communes and the names of the posts, by code, in the order of the border."""
    communes = reading.read_items(
        connection, Commune, geometry=False, as_of=as_of, known_at=known_at
    )
    posts = reading.read_items(connection, Post, geometry=False, as_of=as_of, known_at=known_at)
    return (
        {c.code: CommuneName(c.name, c.district) for c in in_border_order(communes)},
        {p.code: p.name for p in in_border_order(posts)},
    )


def coverage_inputs(
    connection: sqlite3.Connection,
    *,
    as_of: str,
    knowledge: Knowledge,
    period: Period | None = None,
    observations: Sequence[Observation] | None = None,
) -> CoverageInputs:
    """Return what the coverage of a store is counted from.

    Args:
        connection: of the store. as_of: ISO day; knowledge: what was known.
        period: whose additions are counted; the year of the day, up to it, if left out.
        observations: of every aspect up to that day and knowledge, where the caller has them.

    The inputs name the instant of the knowledge, that of the last commit where everything is
    known, so that the same store gives the same document.
    """
    from mocgioi.tracker.lines import measurements_as_of

    known_at = knowledge.number
    decisions = events.read_decisions(connection)
    if observations is None:
        aspects = (*REPORTED, "road_completed_on", "note")
        observations = events.read_observations(
            connection, aspects=aspects, as_of=as_of, known_at=known_at
        )
    states = fold_markers(observations, decisions, as_of=as_of, known_at=known_at)
    last = commits.last_committed_at(connection)
    first, first_seen = events.span_of_records(connection)
    roads = reading.read_items(connection, Road, geometry=False, as_of=as_of, known_at=known_at)
    communes, posts = places(connection, as_of=as_of, known_at=known_at)
    measured = measurements_as_of(connection, as_of=as_of, known_at=known_at)
    commune_of = {number: state.value("commune") for number, state in states.items()}
    return CoverageInputs(
        states=states,
        as_of=as_of,
        known_at=knowledge.at,
        head=knowledge.head,
        part_of=kits.part_of(connection),
        period=period,
        courses=courses(observations, decisions, COUNTED, as_of=as_of, known_at=known_at),
        communes=communes,
        posts=posts,
        border_km=measured.border_km if measured else reading.border_km(connection),
        roads=roads,
        measured=measured.state(roads, commune_of, as_of=as_of) if measured else {},
        measured_current=measured is not None,
        published=reading.read_items(connection, PublishedFigure, as_of=as_of, known_at=known_at),
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
