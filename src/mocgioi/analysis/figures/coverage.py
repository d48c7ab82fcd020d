"""Coverage: how many of the markers that need a road have one, and everything beside it.

`coverage` returns the document ``mocgioi.coverage/1``, `status` the document
``mocgioi.status/1`` derived from it. Both are plain values, ready for JSON; every form of
a report is made from them and from nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mocgioi.analysis.figures.coverage_facts import (
    CommuneName,
    CoverageInputs,
    MarkerFacts,
    marker_facts,
)
from mocgioi.analysis.figures.groups import GROUPINGS, PLACES, groups_of, tally
from mocgioi.domain.vocabulary import REPORT_AT_ONCE

if TYPE_CHECKING:
    from mocgioi.domain.register import PublishedFigure

__all__ = [
    "COVERAGE_SCHEMA",
    "GROUPINGS",
    "NOTES",
    "STATUS_SCHEMA",
    "CommuneName",
    "CoverageInputs",
    "coverage",
    "status",
]

COVERAGE_SCHEMA = "mocgioi.coverage/1"
STATUS_SCHEMA = "mocgioi.status/1"

MEASURED = ("reached", "isolated", "near", "none", "unknown")

NOTES = (
    "no-markers",
    "not-known-then",
    "need-not-recorded",
    "nobody-needs-a-road",
    "before-first-survey",
    "nothing-reported",
    "not-reported",
    "not-placed",
    "alarm-contested",
    "open-disagreements",
    "rows-held",
    "built-damaged",
    "outside-need-built",
    "funding-differs",
    "measured-out-of-date",
    "register-as-now",
)
"""Codes of the notes a document can carry, in the order they are given."""

_PUBLISHED_MEASURE = "markers_with_road"


def coverage(
    inputs: CoverageInputs, *, by: Sequence[str] = ("commune",), stretch_km: float = 10.0
) -> dict[str, Any]:
    """Count the markers, and return the document ``mocgioi.coverage/1``.

    Args:
        inputs: markers folded as of a day, and what they are counted by.
        by: groupings of `GROUPINGS`, in the order they are to stand; may be empty.
        stretch_km: length of the stretches of ``by="stretch"``, km along the border line.

    Raises:
        UsageError: no such grouping, or stretches too short.
    """
    facts = marker_facts(inputs)
    needing = [one for one in facts if one.counts]
    disagreeing = [one for one in facts if one.disagreements]
    totals = tally(facts)
    groupings = list(dict.fromkeys(by))
    groups = [
        group
        for grouping in groupings
        for group in groups_of(facts, inputs, grouping, stretch_km=stretch_km)
    ]
    document = {
        "schema": COVERAGE_SCHEMA,
        "as_of": inputs.as_of,
        "known_at": inputs.known_at,
        "last_recorded_at": inputs.last_recorded_at,
        "illustrative": _is_illustrative(facts, inputs),
        "totals": totals,
        "measured": _measured(needing, is_current=inputs.measured_current),
        "by": groupings,
        "groups": groups,
        "conflicts": sum(len(one.disagreements) for one in disagreeing),
        "published": [_compare(figure, totals) for figure in _of_the_day(inputs)],
        "outside_need": _outside_need(facts),
        "report_at_once": _report_at_once(facts),
        "damaged": _damaged(needing),
        "not_reported": [one.number for one in needing if one.status == "not_reported"],
        "contested": _contested(disagreeing),
        "alarm_contested": _contested_alarms(disagreeing),
        "declared_only": [one.number for one in needing if one.declared_only],
        "measured_only": [one.number for one in needing if one.measured_only],
        "funding_differs": _funding_differs(needing),
    }
    document["notes"] = _notes(document, inputs)
    return document


def status(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document ``mocgioi.status/1``: the figures at a glance, of `coverage`'s."""
    totals = document["totals"]
    return {
        "schema": STATUS_SCHEMA,
        "as_of": document["as_of"],
        "known_at": document["known_at"],
        "illustrative": document["illustrative"],
        "markers": totals["markers"],
        "markers_needing_road": totals["markers_needing_road"],
        "road_built": totals["road_built"],
        "percent": totals["percent"],
        "by_contributions": totals["by_contributions"],
        "built_damaged": totals["built_damaged"],
        "in_year": totals["in_year"],
        "by_status": totals["by_status"],
        "conflicts": document["conflicts"],
        "last_recorded_at": document["last_recorded_at"],
        **{
            key: document[key]
            for key in (
                "measured",
                "published",
                "outside_need",
                "report_at_once",
                "damaged",
                "not_reported",
                "contested",
                "alarm_contested",
                "declared_only",
                "measured_only",
                "funding_differs",
                "notes",
            )
        },
    }


def is_past(inputs: CoverageInputs) -> bool:
    """Say whether something was recorded after what the figures know."""
    return (inputs.known_at or "9999") < (inputs.last_recorded_at or "")


def _is_illustrative(facts: Sequence[MarkerFacts], inputs: CoverageInputs) -> bool:
    """Say whether a made-up row is counted; measured figures count every road."""
    measured_from_roads = bool(inputs.measured) and any(r.illustrative for r in inputs.roads)
    return measured_from_roads or any(one.illustrative for one in facts)


def _measured(needing: Sequence[MarkerFacts], *, is_current: bool) -> Mapping[str, int | None]:
    """Count what the lines show; None each where they have changed since they were measured."""
    keys = (*MEASURED, "declared_only", "measured_only")
    if not is_current:
        return dict.fromkeys(keys)
    counts = dict.fromkeys(keys, 0)
    for one in needing:
        counts[one.measured] += 1
        counts["declared_only"] += one.declared_only
        counts["measured_only"] += one.measured_only
    return counts


def _of_the_day(inputs: CoverageInputs) -> list[PublishedFigure]:
    return [
        figure
        for figure in inputs.published
        if figure.measure == _PUBLISHED_MEASURE and figure.as_of == inputs.as_of
    ]


def _compare(figure: PublishedFigure, totals: dict[str, Any]) -> dict[str, Any]:
    """Set a published figure beside what is counted now.

    ``agrees`` compares the figure and its denominator. Where the words name a funding,
    ``by_contributions`` stands beside, for *built* and *of which by contributions* are two
    numbers.
    """
    whole = figure.denominator
    return {
        "measure": figure.measure,
        "as_of": figure.as_of,
        "as_of_inferred": figure.as_of_inferred,
        "value": _exact(figure.value),
        "denominator": None if whole is None else _exact(whole),
        "funding": figure.funding,
        "words": figure.words,
        "source": figure.source,
        "road_built": totals["road_built"],
        "markers_needing_road": totals["markers_needing_road"],
        "by_contributions": totals["by_contributions"],
        "agrees": figure.value == totals["road_built"]
        and whole in (None, totals["markers_needing_road"]),
    }


def _exact(value: float) -> float | int:
    return int(value) if value == int(value) else value


def _outside_need(facts: Sequence[MarkerFacts]) -> dict[str, Any]:
    outside = [one for one in facts if not one.counts]
    return {
        "markers": len(outside),
        "need_not_recorded": sum(one.needs_road is None for one in outside),
        "need_not_recorded_markers": [one.number for one in outside if one.needs_road is None],
        "road_built": [one.number for one in outside if one.built],
    }


def _report_at_once(facts: Sequence[MarkerFacts]) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "condition": one.marker_condition,
            "since": one.marker_condition_since,
        }
        for one in facts
        if one.marker_condition in REPORT_AT_ONCE
    ]


def _damaged(needing: Sequence[MarkerFacts]) -> list[dict[str, Any]]:
    """List the markers counted as built whose road is damaged or impassable."""
    return [
        {"number": one.number, "condition": one.road_condition}
        for one in needing
        if one.built and one.damaged
    ]


def _contested(disagreeing: Sequence[MarkerFacts]) -> list[dict[str, Any]]:
    """List the open disagreements with the values that stand against each other."""
    return [
        {
            "number": one.number,
            "aspect": d.aspect,
            "observed_on": d.observed_on,
            "values": sorted({side.value for side in d.sides}),
            "standing": d.standing.value if d.standing else None,
        }
        for one in disagreeing
        for d in sorted(one.disagreements, key=lambda d: (d.aspect, d.observed_on or ""))
    ]


def _contested_alarms(disagreeing: Sequence[MarkerFacts]) -> list[str]:
    """List the markers one side of a disagreement says must be reported at once."""
    return [
        one.number
        for one in disagreeing
        if any(
            d.aspect == "marker_condition" and any(side.value in REPORT_AT_ONCE for side in d.sides)
            for d in one.disagreements
        )
    ]


def _funding_differs(needing: Sequence[MarkerFacts]) -> list[dict[str, Any]]:
    return [
        {
            "number": one.number,
            "observed": one.funding_observed,
            "roads": list(one.funding_of_roads),
        }
        for one in needing
        if one.funding_differs
    ]


def _notes(document: dict[str, Any], inputs: CoverageInputs) -> list[dict[str, Any]]:
    """Return what a reader must know beside the figures, in the order of `NOTES`."""
    totals = document["totals"]
    if totals["markers"] == 0:
        return [_why_no_markers(inputs)]
    counts = {
        "need-not-recorded": document["outside_need"]["need_not_recorded"],
        "not-reported": totals["by_status"]["not_reported"],
        "alarm-contested": len(document["alarm_contested"]),
        "open-disagreements": document["conflicts"],
        "rows-held": inputs.rows_held,
        "built-damaged": totals["built_damaged"],
        "outside-need-built": len(document["outside_need"]["road_built"]),
        "funding-differs": len(document["funding_differs"]),
    }
    notes = {code: {"count": count} for code, count in counts.items() if count}
    found: list[dict[str, Any]] = [{"code": code, "params": notes[code]} for code in notes]
    if totals["markers_needing_road"] == 0:
        found.append({"code": "nobody-needs-a-road", "params": {"count": totals["markers"]}})
    elif totals["by_status"]["not_reported"] == totals["markers_needing_road"]:
        found = [note for note in found if note["code"] != "not-reported"]
        found.append(_why_nothing_reported(inputs))
    found += [
        {"code": "not-placed", "params": {"by": group["by"], "count": group["markers"]}}
        for group in document["groups"]
        if group["code"] is None and group["by"] in PLACES
    ]
    if not inputs.measured_current:
        found.append({"code": "measured-out-of-date", "params": {}})
    if is_past(inputs):
        found.append({"code": "register-as-now", "params": {"known_at": inputs.known_at}})
    return sorted(found, key=lambda note: NOTES.index(note["code"]))


def _why_no_markers(inputs: CoverageInputs) -> dict[str, Any]:
    first = inputs.first_recorded_at
    if first is not None and inputs.known_at is not None and inputs.known_at < first:
        return {"code": "not-known-then", "params": {"first_recorded_at": first}}
    return {"code": "no-markers", "params": {}}


def _why_nothing_reported(inputs: CoverageInputs) -> dict[str, Any]:
    first = inputs.first_observed_on
    if first is not None and inputs.as_of < first:
        return {"code": "before-first-survey", "params": {"first_observed_on": first}}
    return {"code": "nothing-reported", "params": {}}
