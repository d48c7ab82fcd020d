"""Coverage: how many of the markers that need a road have one, and everything beside it.

`coverage` returns the document ``mocgioi.coverage/1``, `status` the document
``mocgioi.status/1``. Both are plain values, ready for JSON; every form of
a report is made from them and from nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from mocgioi.analysis.figures.cases import perhaps_at_once, report_at_once
from mocgioi.analysis.figures.coverage_facts import (
    Alike,
    CommuneName,
    CoverageInputs,
    MarkerFacts,
    marker_facts,
)
from mocgioi.analysis.figures.evidence import as_evidence
from mocgioi.analysis.figures.groups import groups_of, tally
from mocgioi.analysis.figures.published import beside_counted, of_the_day
from mocgioi.domain.counting import DEFAULTS, MEASURED, NOT_REPORTED, PLACES, STATUS_ORDER, is_alarm
from mocgioi.domain.marker import MarkerNumber
from mocgioi.typed import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from mocgioi.documents.coverage import (
        Contested,
        Counted,
        DamagedRoad,
        FundingDiffers,
        Group,
        NeedWithdrawn,
        Note,
        OutsideNeed,
        Period,
        Totals,
    )
    from mocgioi.documents.status import Status
    from mocgioi.domain.counting import Addition

__all__ = [
    "COVERAGE_SCHEMA",
    "NOTES",
    "STATUS_SCHEMA",
    "CommuneName",
    "CoverageInputs",
    "coverage",
    "status",
]

COVERAGE_SCHEMA: Final = "mocgioi.coverage/1"
STATUS_SCHEMA: Final = "mocgioi.status/1"

NOTES = (
    "part-of-post",
    "no-markers",
    "not-known-then",
    "need-not-recorded",
    "nobody-needs-a-road",
    "before-first-survey",
    "nothing-reported",
    "not-reported",
    "not-placed",
    "open-disagreements",
    "rows-held",
    "built-damaged",
    "outside-need-built",
    "funding-differs",
    "measured-out-of-date",
)
"""Codes of the notes a document can carry, in the order they are given."""


def coverage(
    inputs: CoverageInputs,
    facts: Sequence[MarkerFacts] | None = None,
    /,
    *,
    by: Sequence[str] = ("commune",),
    stretch_km: float = DEFAULTS.stretch_km,
) -> Counted:
    """Count the markers, and return the document ``mocgioi.coverage/1``.

    Args:
        inputs: markers folded as of a day, and what they are counted by.
        facts: the `marker_facts` of the inputs, where the caller has them.
        by: of `domain.counting.GROUPINGS`, in the order they are to stand; may be empty.
        stretch_km: length of the stretches of ``by="stretch"``, km along the border line.

    Raises:
        UsageError: no such grouping, or stretches too short.
    """
    of_each = marker_facts(inputs) if facts is None else facts
    members = [Alike(marker, (marker.number,)) for marker in of_each]
    return counted(members, inputs, by=by, stretch_km=stretch_km)


def status(document: Counted) -> Status:
    """Return the document ``mocgioi.status/1``: the figures at a glance, of `coverage`'s."""
    beside = {
        key: value
        for key, value in document.items()
        if key not in ("schema", "totals", "by", "groups", "publications")
    }
    return cast("Status", {"schema": STATUS_SCHEMA, **document["totals"], **beside})


def counted(
    members: Sequence[Alike],
    inputs: CoverageInputs,
    *,
    by: Sequence[str] = (),
    stretch_km: float = DEFAULTS.stretch_km,
) -> Counted:
    """Return the document ``mocgioi.coverage/1`` of markers that are looked at already.

    Args:
        members: every marker once, where they are grouped in the order of the border by their
            first ones; one about which something is contested stands alone.
        inputs, by, stretch_km: as for `coverage`; of the states only those of the markers are
            looked at that are grouped by marker.

    Raises:
        UsageError: as `coverage`.
    """
    groupings = list(dict.fromkeys(by))
    groups = [
        group
        for grouping in groupings
        for group in groups_of(members, inputs, grouping, stretch_km=stretch_km)
    ]
    totals = tally(members)
    needing = [alike for alike in members if alike.facts.counts]
    disagreeing = [alike.facts for alike in members if alike.facts.disagreements]
    disagreeing.sort(key=lambda marker: MarkerNumber.parse(marker.number))
    outside, alarms = _outside_need(members), _contested_alarms(disagreeing)
    funding_differs = _funding_differs(needing)
    disagreements = sum(len(marker.disagreements) for marker in disagreeing)
    counts = {
        "need-not-recorded": outside["need_not_recorded"],
        "not-reported": totals["by_status"][NOT_REPORTED] or 0,
        "open-disagreements": disagreements,
        "rows-held": inputs.rows_held,
        "built-damaged": totals["built_damaged"] or 0,
        "outside-need-built": len(outside["road_built"]),
        "funding-differs": len(funding_differs),
    }
    return {
        "schema": COVERAGE_SCHEMA,
        "totals": totals,
        "by": groupings,
        "groups": groups,
        "as_of": inputs.as_of,
        "known_at": inputs.known_at,
        "head": inputs.head,
        "last_recorded_at": inputs.last_recorded_at,
        "illustrative": _is_illustrative(members, inputs),
        "period": _period(members, inputs),
        "measured": _measured(needing, is_current=inputs.measured_current),
        "conflicts": disagreements,
        "published": [beside_counted(figure, totals) for figure in of_the_day(inputs)],
        "outside_need": outside,
        "need_withdrawn": _need_withdrawn(members, inputs),
        "report_at_once": report_at_once(inputs.cases),
        "perhaps_at_once": perhaps_at_once(inputs.cases, inputs.files),
        "damaged": _damaged(needing),
        "not_reported": _numbers(needing, lambda m: m.status == NOT_REPORTED),
        "contested": _contested(disagreeing),
        "road_contested": _numbers(needing, lambda m: m.road_contested),
        "alarm_contested": alarms,
        "built_on_paper_only": _numbers(needing, lambda m: m.built_on_paper_only),
        "on_paper_by_status": _statuses(needing, lambda m: m.built_on_paper_only),
        "declared_only": _numbers(needing, lambda m: m.declared_only),
        "measured_only": _numbers(needing, lambda m: m.measured_only),
        "funding_differs": funding_differs,
        "notes": _notes(totals, groups, counts, inputs),
    }


def _statuses(members: Iterable[Alike], listed: Callable[[MarkerFacts], bool]) -> dict[str, int]:
    """Return how many of the markers of which something is so count with which road status."""
    counts: Counter[str] = Counter()
    for alike in members:
        if listed(alike.facts):
            counts[alike.facts.status] += len(alike.numbers)
    return {code: counts[code] for code in STATUS_ORDER if counts[code]}


def _numbers(members: Iterable[Alike], listed: Callable[[MarkerFacts], bool]) -> list[str]:
    """Return the markers of which something is so, in the order of the border."""
    numbers = [number for alike in members if listed(alike.facts) for number in alike.numbers]
    return sorted(numbers, key=MarkerNumber.parse)


def _is_illustrative(members: Sequence[Alike], inputs: CoverageInputs) -> bool:
    """Say whether a made-up row is counted; measured figures count every road."""
    is_measured = any(alike.facts.measured != "unknown" for alike in members)
    made_up_roads = is_measured and any(road.illustrative for road in inputs.roads)
    return made_up_roads or any(alike.facts.illustrative for alike in members)


def _measured(needing: Sequence[Alike], *, is_current: bool) -> dict[str, int | None]:
    """Count what the lines show; None each where they have changed since they were measured."""
    codes = (*MEASURED, "declared_only", "measured_only")
    if not is_current:
        return dict.fromkeys(codes)
    counts = dict.fromkeys(codes, 0)
    for facts, numbers in needing:
        counts[facts.measured] += len(numbers)
        counts["declared_only"] += len(numbers) * facts.declared_only
        counts["measured_only"] += len(numbers) * facts.measured_only
    return {**counts}


def _period(members: Sequence[Alike], inputs: CoverageInputs) -> Period:
    """Return what became of the figure within the period; see `documents.coverage.Period`."""
    period = inputs.counted_period
    gone = {n: inputs.eve(n) for n in inputs.courses if n not in inputs.states}
    before = [alike for alike in members if alike.facts.eve.counted]
    added = [alike for alike in members if alike.facts.addition]
    lost = [*_numbers(before, lambda m: m.lost), *(n for n, eve in gone.items() if eve.counted)]
    told = inputs.told_before or any(
        eve.told for eve in chain(gone.values(), (alike.facts.eve for alike in members))
    )
    counted_before = sum(len(alike.numbers) for alike in before)
    counted_before += sum(eve.counted for eve in gone.values())
    sums: Counter[Addition | None] = Counter()
    for facts, numbers in added:
        sums[facts.addition] += len(numbers)
    return {
        "from": period.first,
        "to": period.last,
        "before": counted_before if told else None,
        "by_completion": sums["by_completion"],
        "by_observation": sums["by_observation"],
        "baseline": sums["baseline"],
        "completed_before": _numbers(added, lambda m: m.addition == "completed_before"),
        "newly_needed": _numbers(added, lambda m: m.addition == "newly_needed"),
        "lost": sorted(lost, key=MarkerNumber.parse),
        "reported_before": _numbers(
            before, lambda m: m.counts and m.built and period.has(m.completion or "")
        ),
    }


def _need_withdrawn(members: Sequence[Alike], inputs: CoverageInputs) -> list[NeedWithdrawn]:
    taken = {m.facts.number: m.facts.need_withdrawn for m in members if m.facts.need_withdrawn}
    return [
        {
            "number": number,
            "on": taken[number].observed_on,
            "evidence": as_evidence(taken[number], inputs.files),
        }
        for number in sorted(taken, key=MarkerNumber.parse)
    ]


def _outside_need(members: Sequence[Alike]) -> OutsideNeed:
    outside = [alike for alike in members if not alike.facts.counts]
    unsaid = _numbers(outside, lambda m: m.needs_road is None)
    return {
        "markers": sum(len(alike.numbers) for alike in outside),
        "need_not_recorded": len(unsaid),
        "need_not_recorded_markers": unsaid,
        "road_built": _numbers(outside, lambda m: m.built),
    }


def _damaged(needing: Sequence[Alike]) -> list[DamagedRoad]:
    """List the markers counted as built whose road is damaged or impassable."""
    conditions = {
        number: alike.facts.road_condition
        for alike in needing
        if alike.facts.built and alike.facts.damaged and alike.facts.road_condition is not None
        for number in alike.numbers
    }
    return [
        {"number": number, "condition": conditions[number]}
        for number in sorted(conditions, key=MarkerNumber.parse)
    ]


def _contested(disagreeing: Sequence[MarkerFacts]) -> list[Contested]:
    """List the open disagreements with the values that stand against each other."""
    return [
        {
            "number": marker.number,
            "aspect": d.aspect,
            "observed_on": d.observed_on,
            "values": sorted({side.value for side in d.observations}),
            "standing": d.standing.value if d.standing else None,
        }
        for marker in disagreeing
        for d in sorted(marker.disagreements, key=lambda d: (d.aspect, d.observed_on or ""))
    ]


def _contested_alarms(disagreeing: Sequence[MarkerFacts]) -> list[str]:
    """List the markers one side of a disagreement says must be reported at once."""
    return [
        marker.number
        for marker in disagreeing
        if any(
            d.aspect == "marker_condition" and any(is_alarm(side.value) for side in d.sides)
            for d in marker.disagreements
        )
    ]


def _funding_differs(needing: Sequence[Alike]) -> list[FundingDiffers]:
    differing = [alike.facts for alike in needing if alike.facts.funding_differs]
    return [
        {
            "number": marker.number,
            "observed": marker.funding_observed,
            "roads": list(marker.funding_of_roads),
        }
        for marker in sorted(differing, key=lambda marker: MarkerNumber.parse(marker.number))
    ]


def _notes(
    totals: Totals, groups: Sequence[Group], counts: Mapping[str, int], inputs: CoverageInputs
) -> list[Note]:
    """Return what a reader must know beside the figures, in the order of `NOTES`.

    Args:
        counts: how many a note speaks of, by its code; 0: it has nothing to say.
    """
    notes: list[Note] = []
    if inputs.part_of is not None:
        notes.append({"code": "part-of-post", "params": {"post": inputs.part_of}})
    if totals["markers"] == 0:
        return [*notes, _why_no_markers(inputs)]
    notes += [{"code": code, "params": {"count": count}} for code, count in counts.items() if count]
    if totals["markers_needing_road"] == 0:
        notes.append({"code": "nobody-needs-a-road", "params": {"count": totals["markers"]}})
    elif counts["not-reported"] == totals["markers_needing_road"]:
        notes = [note for note in notes if note["code"] != "not-reported"]
        notes.append(_why_nothing_reported(inputs))
    notes += [
        {"code": "not-placed", "params": {"by": group["by"], "count": group["markers"]}}
        for group in groups
        if group["code"] is None and group["by"] in PLACES
    ]
    if not inputs.measured_current:
        notes.append({"code": "measured-out-of-date", "params": {}})
    return sorted(notes, key=lambda note: NOTES.index(note["code"]))


def _why_no_markers(inputs: CoverageInputs) -> Note:
    first = inputs.first_recorded_at
    if first is not None and inputs.known_at is not None and inputs.known_at < first:
        return {"code": "not-known-then", "params": {"first_recorded_at": first}}
    return {"code": "no-markers", "params": {}}


def _why_nothing_reported(inputs: CoverageInputs) -> Note:
    first = inputs.first_observed_on
    if first is not None and inputs.as_of < first:
        return {"code": "before-first-survey", "params": {"first_observed_on": first}}
    return {"code": "nothing-reported", "params": {}}
