"""Everything the full report carries beside `coverage`: one dict, added to its document.

Each part is a pure function of a module of its own; this one puts them side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from mocgioi.analysis.figures.changes import changes, counts_as_built
from mocgioi.analysis.figures.coverage import coverage, is_past
from mocgioi.analysis.figures.coverage_facts import CoverageInputs, MarkerFacts, marker_facts
from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.analysis.figures.inspections import (
    OVERDUE_AFTER_DAYS,
    conditions,
    inspections,
    is_overdue,
    last_seen,
)
from mocgioi.analysis.figures.progress import by_year, progress
from mocgioi.analysis.figures.works import (
    access_roads_by_funding,
    contributions_roll,
    roads_summary,
    scheme_works,
    served_on_paper,
)
from mocgioi.domain.observation import Decision, MarkerState, Observation
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import PublishedFigure

GROUPINGS_OF_THE_CONFERENCE = (
    "commune",
    "post",
    "stretch",
    "district",
    "funding",
    "year",
    "marker",
)
"""Groupings of the full report, in its order."""

_WITHOUT_HISTORY = (
    "published_series",
    "scheme",
    "contributions",
    "roads",
    "roads_by_funding",
    "built_on_paper_only",
)
"""Keys of what is kept as it stands: when it was recorded is not known, so that a report of an
earlier knowledge has them as they are now."""


class PreviousReport(NamedTuple):
    """What the figures are compared with.

    Attributes:
        as_of: ISO day it spoke of; states: what it counted, by marker number.
        basis: ``publication`` (published from this store), ``published`` (a figure made public
            elsewhere), ``asked`` (a day named by who asks) or ``year`` (end of the year before).
        title: what it was called, where it has a name.
        reported: the figure and its denominator as they were told then, where they were.
    """

    as_of: str
    states: Mapping[str, MarkerState]
    basis: str
    title: str | None = None
    reported: tuple[float, float | None] | None = None


class ConferenceInputs(NamedTuple):
    """What the full report is made from: all of `coverage`'s inputs, and what stands around.

    Attributes:
        observations, decisions: all the store holds, of any aspect.
        counted: its states are folded over every aspect.
        known_at: the instant of knowledge asked for, None = everything.
    """

    counted: CoverageInputs
    observations: Sequence[Observation]
    decisions: Sequence[Decision]
    projects: Sequence[Project]
    contributions: Sequence[Contribution]
    previous: PreviousReport
    known_at: str | None = None


def conference(
    inputs: ConferenceInputs,
    *,
    by: Sequence[str] = GROUPINGS_OF_THE_CONFERENCE,
    stretch_km: float = 10.0,
) -> dict[str, Any]:
    """Return the document ``mocgioi.coverage/1`` with the keys of the full report added.

    Raises:
        UsageError: no such grouping, or stretches too short.
    """
    counted, previous = inputs.counted, inputs.previous
    facts = marker_facts(counted)
    records = (inputs.observations, inputs.decisions)
    as_of, known_at = counted.as_of, inputs.known_at
    points = progress(*records, as_of=as_of, known_at=known_at)
    document = coverage(counted, by=by, stretch_km=stretch_km)
    return {
        **document,
        "groups": _with_inspections(document["groups"], counted),
        "illustrative": document["illustrative"] or _lists_made_up(inputs),
        "progress": points,
        "progress_by_year": by_year(points, as_of),
        "published_series": _series(counted.published, as_of),
        "changes": {
            "since": previous.as_of,
            "basis": previous.basis,
            "title": previous.title,
            "reported": _reported(previous),
            "then": {
                "markers_needing_road": sum(
                    state.value("need_road") == "yes" for state in previous.states.values()
                ),
                "road_built": sum(map(counts_as_built, previous.states.values())),
            },
            **changes(previous.states, counted),
        },
        "scheme": scheme_works(counted.roads, inputs.projects, as_of),
        "contributions": contributions_roll(inputs.contributions, inputs.projects, as_of),
        "roads": roads_summary(counted.roads, as_of),
        "roads_by_funding": access_roads_by_funding(counted.roads, as_of),
        "built_on_paper_only": _built_on_paper_only(facts, counted),
        "condition": conditions(facts, counted),
        "inspections": inspections(facts, counted),
        "disagreements": _disagreements(facts, counted),
        "as_now": list(_WITHOUT_HISTORY) if is_past(counted) else [],
    }


def _with_inspections(
    groups: Sequence[dict[str, Any]], inputs: CoverageInputs
) -> list[dict[str, Any]]:
    """Add to each marker's group the day it was last seen, and whether that is too long ago."""
    told = []
    for group in groups:
        if group["by"] == "marker":
            seen = last_seen(inputs.states[group["code"]])
            overdue = is_overdue(seen, inputs.as_of, OVERDUE_AFTER_DAYS)
            group = {**group, "last_inspected_on": seen, "overdue": overdue}
        told.append(group)
    return told


def _reported(previous: PreviousReport) -> dict[str, Any] | None:
    if previous.reported is None:
        return None
    built, needing = previous.reported
    return {"road_built": built, "markers_needing_road": needing}


def _built_on_paper_only(facts: Sequence[MarkerFacts], inputs: CoverageInputs) -> list[str]:
    """Return the markers with a road finished by its papers that nobody reported built."""
    served = served_on_paper(inputs.roads, inputs.as_of)
    return [one.number for one in facts if one.counts and not one.built and one.number in served]


def _lists_made_up(inputs: ConferenceInputs) -> bool:
    """Say whether a made-up road, project or contribution is listed."""
    return (
        any(road.illustrative for road in inputs.counted.roads)
        or any(project.illustrative for project in inputs.projects)
        or any(gift.illustrative for gift in inputs.contributions)
    )


def _series(published: Sequence[PublishedFigure], as_of: str) -> list[dict[str, Any]]:
    """Return every figure made public by the day, each with its own measure: never one line."""
    return [
        {
            "measure": figure.measure,
            "as_of": figure.as_of,
            "as_of_inferred": figure.as_of_inferred,
            "value": figure.value,
            "denominator": figure.denominator,
            "source": figure.source,
        }
        for figure in published
        if figure.as_of is not None and figure.as_of <= as_of
    ]


def _disagreements(facts: Sequence[MarkerFacts], inputs: CoverageInputs) -> list[dict[str, Any]]:
    """Return the open disagreements with the evidence of every side."""
    return [
        {
            "number": one.number,
            "aspect": d.aspect,
            "observed_on": d.observed_on,
            "sides": [
                {"value": side.value, "evidence": evidence_of(side, inputs.files)}
                for side in (*((d.standing,) if d.standing else ()), *d.sides)
            ],
        }
        for one in facts
        for d in sorted(one.disagreements, key=lambda d: (d.aspect, d.observed_on or ""))
    ]
