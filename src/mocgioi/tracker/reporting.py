"""The full report: what a store holds, beside what it held at the report before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import uuid4

from mocgioi.analysis.figures.conference import (
    GROUPINGS_OF_THE_CONFERENCE,
    ConferenceInputs,
    PreviousReport,
    conference,
)
from mocgioi.analysis.figures.coverage_facts import (
    CoverageInputs,
    MarkerFacts,
    marker_facts,
)
from mocgioi.analysis.figures.remaining import remaining
from mocgioi.analysis.programme.limit import TooManyMarkers
from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.counting import NOT_REPORTED
from mocgioi.domain.days import day_first
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.publication import Publication, ReportedMarker
from mocgioi.domain.targets import Target
from mocgioi.errors import Text, UsageError
from mocgioi.store import commits, events, kits, publications, reading
from mocgioi.tracker import counting, defending, estimates
from mocgioi.tracker.shapes import shapes_of

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.cost import Cost
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.plan import Plan
    from mocgioi.documents.remaining import Remaining
    from mocgioi.domain.counting import Period
    from mocgioi.store.handle import Store


_OF_THE_PROVINCE = Text(
    "báo cáo chỉ công bố từ kho của tỉnh",
    "a report is published from the store of the province alone",
)


def full_report(
    store: Store,
    *,
    by: Sequence[str] | None,
    as_of: str,
    known_at: str | None,
    since: str | None,
    period: Period | None = None,
    programme: Plan | None = None,
    **spans: float,
) -> FullReport:
    """Return the document ``mocgioi.coverage/1`` with every key of the full report.

    Args:
        store: the store.
        by: groupings; those of the conference if left out.
        as_of: ISO day; known_at: UTC instant, None = everything.
        since: ISO day of the report to compare with; the eve of the period if left out.
        period: whose additions are counted; the year of the day, up to it, if left out.
        programme: what is proposed to be built, of the same day (`plan_files.read_plan`).
        spans: ``stretch_km``, length of the stretches of the border line, if asked for.
    """
    with store.reading_named() as connection:
        knowledge = commits.known(connection, known_at)
        number = knowledge.number
        observations = events.read_observations(connection, as_of=as_of, known_at=number)
        past = counting.Past(observations, events.read_decisions(connection))
        counted = counting.coverage_inputs(
            connection,
            as_of=as_of,
            knowledge=knowledge,
            period=period,
            observations=observations,
        )
        shapes = shapes_of(connection, roads=counted.roads, as_of=as_of, known_at=number)
        inputs = ConferenceInputs(
            counted=counted,
            projects=reading.read_items(connection, Project, as_of=as_of, known_at=number),
            contributions=reading.read_items(
                connection, Contribution, as_of=as_of, known_at=number
            ),
            previous=previous_report(connection, counted, past, since=since, known_at=number),
            states_on=lambda day: past.states(counting.OF_WORLD, day, number),
            targets=reading.read_items(connection, Target, as_of=as_of, known_at=number),
            drawn_m=shapes.drawn_m,
        )
        costs = estimates.kept_costs(
            connection, as_of=as_of, known_at=counted.known_at, states=counted.states
        )
        reported = defending.defended(connection, known_at=number, until=as_of)
    facts = marker_facts(counted)
    document = conference(inputs, by=by or GROUPINGS_OF_THE_CONFERENCE, facts=facts, **spans)
    is_known = document["totals"]["road_built"] is not None
    left = _remaining(store, counted, facts, costs) if is_known else None
    return {
        **document,
        "publications": reported,
        "locator": shapes.locator,
        "remaining": left,
        "programme": programme,
    }


def _remaining(
    store: Store, inputs: CoverageInputs, facts: Sequence[MarkerFacts], costs: Cost | None
) -> Remaining | None:
    """Return what is left to be built by commune and post; None where nothing is estimated.

    Args:
        facts: of the markers, as they count.
        costs: as they are kept of the same day and instant, if they are.
    """
    if inputs.part_of is not None or not inputs.measured_current:
        return None
    if costs is None:
        try:
            costs = estimates.estimated_anew(store, as_of=inputs.as_of, known_at=inputs.known_at)
        except TooManyMarkers:
            return None
    return remaining(
        costs,
        facts,
        names={
            "commune": {code: commune.name for code, commune in inputs.communes.items()},
            "post": inputs.posts,
        },
    )


def publish(store: Store, *, as_of: str, title: str, by: str) -> Publication:
    """Record what the store gives for a day as reported, marker by marker.

    Where the last publication of that day and title counted the same of every marker, nothing
    is written, and that one is returned.

    Raises:
        UsageError: no title, or a store without markers.
    """
    if not title.strip():
        raise UsageError("Cần tên báo cáo: --title.", "A title is needed: --title.")
    with store.reading_named() as connection:
        kits.refuse_within(connection, _OF_THE_PROVINCE)
        knowledge = commits.known(connection, None)
        last = commits.last_number(connection)
        counted = counting.coverage_inputs(connection, as_of=as_of, knowledge=knowledge)
    facts = marker_facts(counted)
    if not facts or counted.known_at is None:
        raise UsageError(
            "Kho số liệu chưa có mốc nào: chưa có gì để công bố.",
            "There are no markers: there is nothing to publish.",
        )
    if any(m.counts for m in facts) and all(m.status == NOT_REPORTED for m in facts if m.counts):
        raise UsageError(
            f"Tính đến {day_first(as_of)} chưa có báo cáo nào về đường: chưa có gì để công bố.",
            f"As of {as_of} nothing was reported of any road: there is nothing to publish.",
        )
    made = Publication(
        title=title.strip(),
        as_of=as_of,
        known_at=counted.known_at,
        known_commit=last,
        head=knowledge.head or "",
        markers=len(facts),
        markers_needing_road=sum(marker.counts for marker in facts),
        road_built=sum(marker.counts and marker.built for marker in facts),
        illustrative=any(marker.illustrative for marker in facts),
        recorded_by=by,
    )
    reported = [_reported(marker) for marker in facts]
    known = _published_before(store, made, reported)
    if known is not None:
        return known
    with store.writing() as transaction:
        transaction.author = by
        made = made._replace(
            uuid=uuid4().hex,
            recorded_at=transaction.instant(),
            commit=transaction.commit_number,
        )
        publications.put(transaction, made, reported)
    return made


def _published_before(
    store: Store, made: Publication, reported: Sequence[ReportedMarker]
) -> Publication | None:
    """Return the last publication of the same day and title, if it counted the same."""
    with store.reading() as connection:
        same = [
            publication
            for publication in publications.read(connection)
            if (publication.as_of, publication.title) == (made.as_of, made.title)
        ]
        if not same:
            return None
        last = max(same, key=lambda publication: publication.commit)
        then = publications.markers_of(connection, last.uuid)
    return last if then == {marker.number: marker for marker in reported} else None


def _reported(marker: MarkerFacts) -> ReportedMarker:
    return ReportedMarker(
        number=marker.number,
        needs_road=marker.needs_road,
        road_status=None if marker.status == NOT_REPORTED else marker.status,
        commune=marker.commune,
        post=marker.post,
        observation=marker.evidence.uuid if marker.evidence else None,
    )


def previous_report(
    connection: sqlite3.Connection,
    counted: CoverageInputs,
    past: counting.Past,
    *,
    since: str | None,
    known_at: int | None,
) -> PreviousReport:
    """Return what the figures are compared with: the day asked for, else the eve of the period.

    Where this store published something for the eve, it is that, as known then.

    Raises:
        UsageError: a day that is not before the report's own.
    """
    then = known_at
    if since is not None:
        if since >= counted.as_of:
            raise UsageError(
                f"--since {day_first(since)} phải trước ngày báo cáo ({day_first(counted.as_of)}).",
                f"--since {since} must be before the day of the report ({counted.as_of}).",
            )
        previous = PreviousReport(since, {}, "asked")
    else:
        eve = counted.counted_period.eve
        of_the_eve = [
            publication
            for publication in publications.read(connection)
            if publication.as_of == eve and (known_at is None or publication.commit <= known_at)
        ]
        previous = PreviousReport(eve, {}, "eve")
        if of_the_eve:
            last = max(of_the_eve, key=lambda publication: publication.commit)
            figures = (last.road_built, last.markers_needing_road)
            previous = PreviousReport(eve, {}, "publication", last.title, figures)
            then = last.known_commit
    return previous._replace(states=past.states(REPORTED, previous.as_of, then))
