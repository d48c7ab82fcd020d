"""Everything the full report carries beside `coverage`: one dict, added to its document.

Each part is a pure function of a module of its own; this one puts them side by side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.analysis.figures.cases import case_entries, of_report
from mocgioi.analysis.figures.changes import changes, counts_as_built
from mocgioi.analysis.figures.contributions import contributions_roll
from mocgioi.analysis.figures.coverage import coverage
from mocgioi.analysis.figures.coverage_facts import CoverageInputs, MarkerFacts, marker_facts
from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.analysis.figures.inspections import (
    conditions,
    inspections,
    is_overdue,
    last_seen,
)
from mocgioi.analysis.figures.progress import by_year, progress
from mocgioi.analysis.figures.scheme import scheme_works
from mocgioi.analysis.figures.targets import StatesOn, targets_beside_done
from mocgioi.analysis.figures.works import access_roads_by_funding, roads_summary
from mocgioi.domain.counting import DEFAULTS, is_needed, is_told
from mocgioi.domain.observation import SubjectState
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import PublishedFigure
from mocgioi.domain.targets import Target

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Group
    from mocgioi.documents.full_report import (
        Disputed,
        FullCounted,
        PublishedPoint,
        ReportedFraction,
    )

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


class PreviousReport(NamedTuple):
    """What the figures are compared with.

    Attributes:
        as_of: ISO day it spoke of; states: what it counted, by marker number.
        basis: ``publication`` (published from this store for the eve of the period), ``asked``
            (a day named by who asks) or ``eve`` (the day before the period).
        title: what it was called, where it has a name.
        reported: the figure and its denominator as they were told then, where they were.
    """

    as_of: str
    states: Mapping[str, SubjectState]
    basis: Literal["publication", "asked", "eve"]
    title: str | None = None
    reported: tuple[float, float | None] | None = None


class ConferenceInputs(NamedTuple):
    """What the full report is made from: all of `coverage`'s inputs, and what stands around.

    Attributes:
        counted: its states are folded over every aspect.
        states_on: the markers as folded at the end of an earlier ISO day, for the targets.
        targets: what plans set for the ends of years.
        drawn_m: by uuid of a road that states no length, the length of its line, metres.
    """

    counted: CoverageInputs
    projects: Sequence[Project]
    contributions: Sequence[Contribution]
    previous: PreviousReport
    states_on: StatesOn = lambda day: MappingProxyType({})
    targets: Sequence[Target] = ()
    drawn_m: Mapping[str, float] = MappingProxyType({})


def conference(
    inputs: ConferenceInputs,
    *,
    by: Sequence[str] = GROUPINGS_OF_THE_CONFERENCE,
    stretch_km: float = DEFAULTS.stretch_km,
    facts: Sequence[MarkerFacts] | None = None,
) -> FullCounted:
    """Return the document ``mocgioi.coverage/1`` with the keys of the full report added.

    Args:
        by, stretch_km, facts: as for `coverage`.

    Raises:
        UsageError: no such grouping, or stretches too short.
    """
    counted, previous = inputs.counted, inputs.previous
    facts = marker_facts(counted) if facts is None else facts
    as_of = counted.as_of
    points = progress(counted.courses)
    completions = {marker.number: marker.completion for marker in facts}
    needing = [s for s in previous.states.values() if is_needed(s.value("need_road"))]
    unreported = sum(state.value("road_status") is None for state in needing)
    is_known = is_told(len(needing), unreported)
    document = coverage(counted, facts, by=by, stretch_km=stretch_km)
    return {
        **document,
        "groups": _with_inspections(document["groups"], counted),
        "illustrative": document["illustrative"] or _lists_made_up(inputs),
        "progress": points,
        "progress_by_year": by_year(points, counted.courses, completions, counted.counted_period),
        "published_series": _series(counted.published, as_of),
        "changes": {
            "since": previous.as_of,
            "basis": previous.basis,
            "title": previous.title,
            "reported": _reported(previous),
            "then": {
                "markers_needing_road": len(needing),
                "road_built": sum(map(counts_as_built, needing)) if is_known else None,
            },
            **changes(previous.states, counted, completions, since=previous.as_of),
        },
        "targets": targets_beside_done(inputs.targets, counted, inputs.states_on, completions),
        "scheme": scheme_works(
            counted.roads, inputs.projects, as_of, facts=facts, drawn_m=inputs.drawn_m
        ),
        "contributions": contributions_roll(inputs.contributions, inputs.projects, as_of),
        "roads": roads_summary(counted.roads, as_of, inputs.drawn_m),
        "roads_by_funding": access_roads_by_funding(counted.roads, as_of, inputs.drawn_m),
        "condition": conditions(facts, counted),
        "cases": case_entries(of_report(counted.cases, counted.counted_period), counted.files),
        "inspections": inspections(facts, counted),
        "disagreements": _disagreements(facts, counted),
    }


def _with_inspections(groups: Sequence[Group], inputs: CoverageInputs) -> list[Group]:
    """Add to each marker's group the day it was last seen, and whether that is too long ago."""
    return [
        _with_inspection(group, inputs.states[group["code"]], inputs.as_of)
        if group["by"] == "marker" and group["code"] is not None
        else group
        for group in groups
    ]


def _with_inspection(group: Group, state: SubjectState, as_of: str) -> Group:
    seen = last_seen(state)
    overdue = is_overdue(seen, as_of, DEFAULTS.overdue_after_days)
    return {**group, "last_inspected_on": seen, "overdue": overdue}


def _reported(previous: PreviousReport) -> ReportedFraction | None:
    if previous.reported is None:
        return None
    built, needing = previous.reported
    return {"road_built": built, "markers_needing_road": needing}


def _lists_made_up(inputs: ConferenceInputs) -> bool:
    """Say whether a made-up road, project, contribution or target is listed."""
    return (
        any(road.illustrative for road in inputs.counted.roads)
        or any(project.illustrative for project in inputs.projects)
        or any(gift.illustrative for gift in inputs.contributions)
        or any(target.illustrative for target in inputs.targets)
    )


def _series(published: Sequence[PublishedFigure], as_of: str) -> list[PublishedPoint]:
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


def _disagreements(facts: Sequence[MarkerFacts], inputs: CoverageInputs) -> list[Disputed]:
    """Return the open disagreements with the evidence of every side."""
    return [
        {
            "number": marker.number,
            "aspect": d.aspect,
            "observed_on": d.observed_on,
            "sides": [
                {"value": side.value, "evidence": evidence_of(side, inputs.files)}
                for side in (*((d.standing,) if d.standing else ()), *d.sides)
            ],
        }
        for marker in facts
        for d in sorted(marker.disagreements, key=lambda d: (d.aspect, d.observed_on or ""))
    ]
