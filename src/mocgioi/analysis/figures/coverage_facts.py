"""What is counted of each marker: one `MarkerFacts` a marker, read from its folded state.

Rules: ``LAWS.md``, *Counting*. Nothing here adds up; `groups` and `coverage` do. Named tuples
rather than dataclasses: `status` and `report` pay for every import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from mocgioi.domain import counting
from mocgioi.domain.aspects import COUNTED
from mocgioi.domain.cases import Case
from mocgioi.domain.counting import IN_PERIOD, Addition, Measured, Period
from mocgioi.domain.courses import Course, Eve, eve_of, is_need_withdrawn
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import NOTHING, AspectState, Disagreement, Observation, SubjectState
from mocgioi.domain.register import PublishedFigure, Road
from mocgioi.records import NamedTuple


class CommuneName(NamedTuple):
    """What a report says of a commune: its name, and the district it belonged to."""

    name: str
    district: str | None = None


class CoverageInputs(NamedTuple):
    """Everything the figures are counted from.

    Attributes:
        states: markers by number, folded at `as_of` and `known_at` (`fold_markers`).
        as_of: ISO day the figures speak of; known_at: UTC instant of knowledge, or None;
            head: what names that state of the store.
        period: whose additions are counted; None: the year of `as_of`, up to it.
        courses: by number, of `domain.courses.COUNTED`, at `known_at`; those that are not in
            `states` are no more in the register.
        told_before: a road was reported before the period, of a marker that is not in `courses`.
        communes, posts: by code, in the order of the border, north-west to south-east.
        border_km: by number, the place along the line in km from its north-western end.
        roads: for the funding and completion of the roads that serve markers.
        measured: by number, a code of the list ``measured``; absent means ``unknown``.
        measured_current: `measured` is of the positions and lines of that day; else it is empty.
        published: figures made public earlier.
        first_recorded_at, last_recorded_at: UTC instants of the store's first and last
            records; first_observed_on: ISO day of its first road status.
        files: name of the file by batch uuid, to trace a marker's evidence.
        rows_held: rows of surveys that wait because of where they were made.
        cases: of markers and rows that must, or may have to, be reported at once.
        part_of: name of the post of whose sector alone the store is; None: it is whole.
    """

    states: Mapping[str, SubjectState]
    as_of: str
    known_at: str | None = None
    period: Period | None = None
    courses: Mapping[str, Mapping[str, Course]] = MappingProxyType({})
    told_before: bool = False
    communes: Mapping[str, CommuneName] = MappingProxyType({})
    posts: Mapping[str, str] = MappingProxyType({})
    border_km: Mapping[str, float | None] = MappingProxyType({})
    roads: Sequence[Road] = ()
    measured: Mapping[str, Measured] = MappingProxyType({})
    measured_current: bool = True
    published: Sequence[PublishedFigure] = ()
    first_recorded_at: str | None = None
    last_recorded_at: str | None = None
    first_observed_on: str | None = None
    files: Mapping[str, str] = MappingProxyType({})
    rows_held: int = 0
    cases: Sequence[Case] = ()
    head: str | None = None
    part_of: str | None = None

    @property
    def counted_period(self) -> Period:
        """The period whose additions are counted."""
        return self.period or Period.of_year(self.as_of)

    def eve(self, number: str) -> Eve:
        """Return what counted of a marker on the eve of the period."""
        return eve_of(self.courses.get(number, {}), self.counted_period.first)


class MarkerFacts(NamedTuple):
    """What counts of one marker.

    Attributes:
        number: the marker's number.
        needs_road: ``yes``, ``no``, or None where nobody said.
        status: road status, ``not_reported`` where nothing counts; since: the day it holds
            from, None = the beginning; evidence: the observation behind it.
        eve: what counted of it on the eve of the period.
        addition: by what it counts at the end of the period; None where it does not, or did
            before.
        damaged: the road is damaged or impassable.
        funding: who paid for a built road; funding_observed: what an observation says;
            funding_of_roads: what the roads that serve the marker say.
        completed_on: ISO day the first road that serves it was finished.
        completion: ISO day its road was finished, as observed, else by those papers.
        served: a road serves it that is finished by its own papers.
        border_km: place along the border line, km from the north-west.
        disagreements: every open one, of any aspect.
        need_withdrawn: the observation that took the need from it after its road was built.
        illustrative: a made-up row is counted with it.
        report_at_once: it must be reported at once, and nobody recorded that it was.
    """

    number: str
    needs_road: str | None
    status: str
    since: str | None
    evidence: Observation | None
    eve: Eve
    addition: Addition | None
    road_condition: str | None
    damaged: bool
    marker_condition: str | None
    marker_condition_since: str | None
    commune: str | None
    post: str | None
    border_km: float | None
    measured: Measured
    funding: str | None
    funding_observed: str | None
    funding_of_roads: tuple[str, ...]
    completed_on: str | None
    completion: str | None
    served: bool
    disagreements: tuple[Disagreement, ...]
    need_withdrawn: Observation | None
    illustrative: bool
    report_at_once: bool = False

    @property
    def counts(self) -> bool:
        """Whether the marker is in the denominator: it needs a road."""
        return counting.is_needed(self.needs_road)

    @property
    def built(self) -> bool:
        """Whether its road is declared built, needed or not."""
        return counting.is_built(self.status)

    @property
    def in_period(self) -> bool:
        """Whether its road was made within the period, as far as is known."""
        return self.addition in IN_PERIOD

    @property
    def lost(self) -> bool:
        """Whether it counted on the eve of the period, and does not at its end."""
        return self.eve.counted and not (self.counts and self.built)

    @property
    def built_on_paper_only(self) -> bool:
        """Whether its road is finished by its papers, and nobody reported it built."""
        return self.counts and self.served and not self.built

    @property
    def road_contested(self) -> bool:
        """Whether an open disagreement is about the status of its road."""
        return self.counts and any(d.aspect == "road_status" for d in self.disagreements)

    @property
    def declared_only(self) -> bool:
        """Whether it is declared built and no line shows it; never where lines are unknown."""
        return self.counts and counting.is_declared_only(
            is_declared=self.built, measured=self.measured
        )

    @property
    def measured_only(self) -> bool:
        """Whether a line reaches it and nobody declared the road built."""
        return self.counts and counting.is_measured_only(
            is_declared=self.built, measured=self.measured
        )

    @property
    def funding_differs(self) -> bool:
        """Whether the observation and the roads, or the roads among themselves, disagree."""
        if self.funding_observed:
            return bool(self.funding_of_roads) and (
                self.funding_observed not in self.funding_of_roads
            )
        return len(self.funding_of_roads) > 1


class Alike(NamedTuple):
    """Markers that are alike in all that is counted.

    Attributes:
        facts: of each of them; its own number where there is one, else the first one's.
        numbers: of all of them, in the order of the border where they are grouped.
    """

    facts: MarkerFacts
    numbers: Sequence[str]


def marker_facts(
    inputs: CoverageInputs, serving: Mapping[str, list[Road]] | None = None
) -> list[MarkerFacts]:
    """Return the facts of every marker, in the order of the border.

    Args:
        serving: the `serving_roads` of the inputs, where the caller has them.
    """
    serving = serving_roads(inputs) if serving is None else serving
    alarms = {case.marker for case in inputs.cases if case.is_alarm}
    numbers = sorted(inputs.states, key=MarkerNumber.parse)
    return [
        _facts(inputs, number, serving.get(number, ()), report_at_once=number in alarms)
        for number in numbers
    ]


def serving_roads(inputs: CoverageInputs) -> dict[str, list[Road]]:
    """Return the roads built by the as-of date, by marker served, first finished first."""
    serving: dict[str, list[Road]] = {}
    for road in inputs.roads:
        if counting.road_counts_on(road.status, road.started_on, road.completed_on, inputs.as_of):
            for number in dict.fromkeys(road.serves):
                serving.setdefault(number, []).append(road)
    for of_marker in serving.values():
        of_marker.sort(key=_finished_first)
    return serving


def _finished_first(road: Road) -> tuple[str, str, str]:
    return (road.completed_on or "9999", road.name or "", road.uuid)


NO_EVE = Eve()
"""The eve of a period of a marker of which nothing was said by then."""


class Folded(NamedTuple):
    """What the fold of one marker, or of many that are alike, comes to.

    Attributes:
        since, marker_condition_since: the days since which the values have stood.
        paid: who paid, as observed. completed_on: when the road was finished, as observed since
            it counts as built.
        eve: what counted on the eve of the period.
        need_withdrawn: the observation that took the need from a marker with a road.
    """

    needs_road: str | None
    status: str | None
    since: str | None
    road_condition: str | None
    paid: str | None
    illustrative: bool
    marker_condition: str | None = None
    marker_condition_since: str | None = None
    commune: str | None = None
    post: str | None = None
    evidence: Observation | None = None
    disagreements: tuple[Disagreement, ...] = ()
    completed_on: str | None = None
    eve: Eve = NO_EVE
    need_withdrawn: Observation | None = None


def facts_of(
    number: str,
    folded: Folded,
    roads: Sequence[Road],
    *,
    period: Period,
    measured: Measured = "unknown",
    border_km: float | None = None,
    report_at_once: bool = False,
) -> MarkerFacts:
    """Return what counts of a marker: what was observed of it, and the roads that serve it."""
    built, served = counting.is_built(folded.status), bool(roads)
    roads = roads if built else ()
    paid = counting.payer_on(folded.paid, period.last)
    payers = [counting.payer_on(serving.funding, period.last) for serving in roads]
    of_roads = tuple(dict.fromkeys(filter(None, payers)))
    finished = [serving.completed_on for serving in roads if serving.completed_on]
    completion = folded.completed_on or (finished[0] if finished else None)
    is_new = counting.counts_as_built(folded.needs_road, folded.status) and not folded.eve.counted
    return MarkerFacts(
        number=number,
        needs_road=folded.needs_road,
        status=folded.status or counting.NOT_REPORTED,
        since=folded.since,
        evidence=folded.evidence,
        eve=folded.eve,
        addition=counting.addition(
            period, since=folded.since, completed_on=completion, first_on=folded.eve.first_on
        )
        if is_new
        else None,
        road_condition=folded.road_condition,
        damaged=counting.is_damaged(folded.road_condition),
        marker_condition=folded.marker_condition,
        marker_condition_since=folded.marker_condition_since,
        commune=folded.commune,
        post=folded.post,
        border_km=border_km,
        measured=measured,
        funding=paid or (of_roads[0] if of_roads else None),
        funding_observed=paid,
        funding_of_roads=of_roads,
        completed_on=finished[0] if finished else None,
        completion=completion,
        served=served,
        disagreements=folded.disagreements,
        need_withdrawn=folded.need_withdrawn,
        illustrative=folded.illustrative or any(serving.illustrative for serving in roads),
        report_at_once=report_at_once,
    )


def _facts(
    inputs: CoverageInputs, number: str, roads: Sequence[Road], *, report_at_once: bool
) -> MarkerFacts:
    aspects = inputs.states[number].aspects
    road = aspects.get("road_status", NOTHING)
    condition = aspects.get("marker_condition", NOTHING)
    need = aspects.get("need_road", NOTHING)
    withdrawn = is_need_withdrawn(inputs.courses.get(number, {}))
    folded = Folded(
        needs_road=need.value,
        status=road.value,
        since=road.since,
        road_condition=aspects.get("road_condition", NOTHING).value,
        paid=aspects.get("funding", NOTHING).value,
        illustrative=_is_illustrative(aspects),
        marker_condition=condition.value,
        marker_condition_since=condition.since,
        commune=aspects.get("commune", NOTHING).value or None,
        post=aspects.get("post", NOTHING).value or None,
        evidence=road.evidence,
        disagreements=tuple([d for aspect in aspects.values() for d in aspect.disagreements]),
        completed_on=_completed_on(aspects),
        eve=inputs.eve(number),
        need_withdrawn=need.evidence if withdrawn else None,
    )
    return facts_of(
        number,
        folded,
        roads,
        period=inputs.counted_period,
        measured=inputs.measured.get(number, "unknown"),
        border_km=inputs.border_km.get(number),
        report_at_once=report_at_once,
    )


def _completed_on(aspects: Mapping[str, AspectState]) -> str | None:
    """Return the day of completion that was observed of the road that counts as built."""
    road, completed = (aspects.get(a, NOTHING) for a in ("road_status", "road_completed_on"))
    said = completed.confirmed_by
    is_of_it = said is not None and (said.observed_on or "") >= (road.since or "")
    return completed.value if counting.is_built(road.value) and is_of_it else None


def _is_illustrative(aspects: Mapping[str, AspectState]) -> bool:
    """Say whether a made-up observation is behind a counted value."""
    counted = [state.evidence for name in COUNTED if (state := aspects.get(name)) is not None]
    return any(evidence.illustrative for evidence in counted if evidence is not None)
