"""What the map tells of one marker: its state, the evidence of it, and its last observations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.analysis.figures.coverage_facts import MarkerFacts as Counted
from mocgioi.analysis.figures.inspections import is_overdue, last_seen
from mocgioi.analysis.lines.network import RoadNear, road_of
from mocgioi.analysis.lines.reach_reasons import Leg, advice
from mocgioi.analysis.lines.ways import Place, Way
from mocgioi.domain.aspects import ON_THE_SPOT, SURVEYED
from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import Observation, SubjectState
from mocgioi.domain.register import MarkerEntry
from mocgioi.outputs.map.day_facts import StateSince
from mocgioi.outputs.map.facts import Beside, MarkerFacts, ObservationFacts, PhotoFacts
from mocgioi.outputs.symbology import MARKER_STATES

if TYPE_CHECKING:
    from mocgioi.documents.reach import Difference

POSITION_DECIMALS = 7
"""Of degrees of a marker and of where to look: a centimetre, for coordinates are copied."""

_HISTORY = 6

_COUNTED = frozenset(code for code, state in MARKER_STATES.items() if state.road_built)
"""Codes of the states in which a marker needs a road and has it."""


class Lacking(NamedTuple):
    """What parts lines from markers, and from the network.

    Attributes:
        gaps: from a line that reaches a marker and is not joined to the network, by its name.
        legs: the road that would join a marker declared built and isolated, by its number; None
            without a network.
        stops: where the nearest line ends short of a marker declared built, by its number.
    """

    gaps: Mapping[str, Way]
    legs: Mapping[str, Leg | None]
    stops: Mapping[str, Place]


class Sources(NamedTuple):
    """What portraits are made from, besides the markers themselves.

    Attributes:
        observations: by marker number, oldest first.
        verdicts: the last decision about an observation, by its uuid.
        files: name of the file by batch uuid.
        nearest: the nearest line that counts, by marker number; roads: their names, by uuid.
        lacking: what parts lines from markers and from the network.
        has_network: whether there is a network that lines could be joined to.
        photos: small photographs to show, by marker number.
        alarms: whether a marker must, or may have to, be reported at once, by its number.
        as_of: ISO day.
        overdue_after_days: how long ago a marker may have been seen.
        states: those a marker had one after the other, by its number.
    """

    observations: Mapping[str, Sequence[Observation]]
    verdicts: Mapping[str, Decision]
    files: Mapping[str, str]
    nearest: Mapping[str, RoadNear]
    roads: Mapping[str, str | None]
    lacking: Lacking
    has_network: bool
    photos: Mapping[str, list[PhotoFacts]]
    alarms: Mapping[str, Literal["sure", "possible"]]
    as_of: str
    overdue_after_days: int
    states: Mapping[str, list[StateSince]]


def portrait(
    entry: MarkerEntry, state: SubjectState, counted: Counted, sources: Sources
) -> MarkerFacts:
    """Return everything the map tells of one marker."""
    nearest = sources.nearest.get(state.subject)
    seen = last_seen(state)
    place = entry.position
    evidence = _observation(counted.evidence, sources) if counted.evidence else None
    differs = _difference(counted)
    lacking = sources.lacking
    gap = lacking.gaps.get(nearest.road) if nearest and counted.measured == "isolated" else None
    leg = lacking.legs.get(state.subject)
    look = leg.start if leg else lacking.stops.get(state.subject)
    return {
        "number": state.subject,
        "longitude": round(place.longitude, POSITION_DECIMALS) if place else None,
        "latitude": round(place.latitude, POSITION_DECIMALS) if place else None,
        "kind": entry.number.kind,
        "grouping": entry.grouping or "single",
        "commune_code": counted.commune,
        "post_code": counted.post,
        "needs_road": counted.counts,
        "surveyed": {aspect: state.value(aspect) for aspect in SURVEYED},
        "road_observed_on": counted.since,
        "road_completed_on": counted.completion,
        "counted_first_on": _counted_first_on(counted, sources.states[state.subject]),
        "evidence": evidence,
        "history": _history(state.subject, counted.evidence, sources),
        "last_observed_on": seen,
        "overdue": is_overdue(seen, sources.as_of, sources.overdue_after_days),
        "funding": counted.funding,
        "contested": bool(counted.disagreements),
        "beside": _beside(counted),
        "alarm": sources.alarms.get(state.subject),
        "difference": differs,
        "advice": advice(differs, counted.measured, has_network=sources.has_network),
        "measured": counted.measured,
        "nearest_road": sources.roads[road_of(nearest.road)] if nearest else None,
        "nearest_road_m": round(nearest.distance_m, 1) if nearest else None,
        "to_network_m": round(gap.straight_m, 1) if gap else None,
        "missing_m": round(leg.straight_m, 1) if leg else None,
        "missing_to": sources.roads[road_of(leg.to)] if leg else None,
        "look_longitude": round(look.longitude, POSITION_DECIMALS) if look else None,
        "look_latitude": round(look.latitude, POSITION_DECIMALS) if look else None,
        "border_km": counted.border_km,
        "note": state.value("note"),
        "illustrative": entry.illustrative,
        "photos": sources.photos.get(state.subject, []),
        "states": sources.states[state.subject],
        "gone_on": None,
    }


def _beside(counted: Counted) -> list[Beside]:
    tells: dict[Beside, bool] = {
        "on_paper": counted.built_on_paper_only,
        "road_contested": counted.road_contested,
        "need_withdrawn": counted.need_withdrawn is not None,
    }
    return [kind for kind, is_told in tells.items() if is_told]


def _counted_first_on(counted: Counted, states: Sequence[StateSince]) -> str | None:
    """Return the first day on which a marker counts without being an addition.

    Args:
        states: those it had one after the other.
    """
    run = takewhile(lambda change: change[1] in _COUNTED, reversed(states))
    counts_since = [day for day, _ in run][-1:]
    has_road_since = counted.since or ""
    if counts_since and counts_since[0] > has_road_since:
        return counts_since[0]
    return counted.eve.first_on


def _difference(counted: Counted) -> Difference | None:
    if counted.declared_only:
        return "declared_only"
    return "measured_only" if counted.measured_only else None


def _history(number: str, evidence: Observation | None, sources: Sources) -> list[ObservationFacts]:
    """Return the last observations until the day, newest first, the evidence always among them."""
    until = [
        observation
        for observation in sources.observations.get(number, ())
        if observation.observed_on is None or observation.observed_on <= sources.as_of
    ]
    last = until[-_HISTORY:]
    if evidence is not None and evidence not in last:
        last = [evidence, *last[1:]]
    return [_observation(observation, sources) for observation in reversed(last)]


def _observation(observation: Observation, sources: Sources) -> ObservationFacts:
    decision = sources.verdicts.get(observation.uuid)
    return {
        "aspect": observation.aspect,
        "value": observation.value,
        "observed_on": observation.observed_on,
        "recorded_at": observation.recorded_at,
        "observer": observation.observer,
        "file": sources.files.get(observation.batch or ""),
        "row": observation.row,
        "verdict": decision.verdict if decision else None,
        "decided_by": decision.decided_by if decision else None,
        "why": decision.why if decision else None,
    }


def by_marker(observations: Iterable[Observation]) -> dict[str, list[Observation]]:
    """Return the observations made on the spot, by marker number, oldest first."""
    grouped: dict[str, list[Observation]] = {}
    for observation in observations:
        if observation.aspect in ON_THE_SPOT:
            grouped.setdefault(observation.subject, []).append(observation)
    for of_marker in grouped.values():
        of_marker.sort(key=lambda o: (o.observed_on or "", o.recorded_at, o.uuid))
    return grouped
