"""What the map tells of the days before its own: what state each marker was in since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mocgioi.analysis.figures.coverage_facts import CoverageInputs, marker_facts
from mocgioi.analysis.figures.published import PUBLISHED_MEASURE
from mocgioi.domain.counting import is_needed
from mocgioi.domain.courses import Course, courses, day_by_day
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import fold_markers
from mocgioi.outputs.symbology import marker_state
from mocgioi.store.reading import entries_of
from mocgioi.tracker.portraits import Lacking, portrait

if TYPE_CHECKING:
    from mocgioi.domain.decision import Decision
    from mocgioi.domain.observation import Observation
    from mocgioi.domain.publication import Publication
    from mocgioi.outputs.map.day_facts import PublishedMark, StateSince
    from mocgioi.outputs.map.facts import MarkerFacts
    from mocgioi.tracker.portraits import Sources

_ASPECTS = ("existence", "need_road", "road_status", "road_condition")
"""What the state of a marker follows from (`marker_state`), and whether it is there at all."""


def states_by_marker(
    observations: Iterable[Observation],
    decisions: Iterable[Decision],
    *,
    as_of: str,
    known_at: int | None,
) -> dict[str, list[StateSince]]:
    """Return the states of every marker that ever was in the register, up to a day, by its number.

    That of a day is the state that `fold_markers` gives for it.
    """
    traced = courses(observations, decisions, _ASPECTS, as_of=as_of, known_at=known_at)
    return {number: had for number, course in traced.items() if (had := _states(course))}


def _states(of_aspect: Mapping[str, Course]) -> list[StateSince]:
    """Return the states of a marker one after the other; none where it never was there."""
    states: list[StateSince] = []
    for day, said in day_by_day(of_aspect):
        state = None
        if said.get("existence") == "yes":
            needed = is_needed(said.get("need_road"))
            state = marker_state(needed, said.get("road_status"), said.get("road_condition"))
        if state != (states[-1][1] if states else None):
            states.append((day, state))
    return states


def with_gone(
    markers: Sequence[MarkerFacts],
    observations: Iterable[Observation],
    decisions: Sequence[Decision],
    sources: Sources,
    *,
    known_at: int | None,
) -> list[MarkerFacts]:
    """Return the markers, and those of days before that are no longer there, in border order.

    Args:
        sources: what the portraits of `markers` were made from.
    """
    gone = sources.states.keys() - {marker["number"] for marker in markers}
    if not gone:
        return [*markers]
    own: dict[str, list[Observation]] = {number: [] for number in gone}
    for observation in observations:
        if observation.subject in gone:
            own[observation.subject].append(observation)
    last = [_last_portrait(own[number], number, decisions, sources, known_at) for number in gone]
    return sorted([*markers, *last], key=lambda marker: MarkerNumber.parse(marker["number"]))


def _last_portrait(
    observations: Sequence[Observation],
    number: str,
    decisions: Sequence[Decision],
    sources: Sources,
    known_at: int | None,
) -> MarkerFacts:
    """Return a marker as of the last day it was in the register."""
    gone_on = sources.states[number][-1][0]
    eve = (date.fromisoformat(gone_on) - timedelta(days=1)).isoformat()
    folded = fold_markers(observations, decisions, as_of=eve, known_at=known_at)
    ((own, state),) = folded.items()
    (counted,) = marker_facts(CoverageInputs(states=folded, as_of=eve))
    last = portrait(
        entries_of(folded)[own],
        state._replace(subject=number),
        counted,
        sources._replace(as_of=eve, nearest={}, lacking=Lacking({}, {}, {}), photos={}, alarms={}),
    )
    return {**last, "overdue": False, "contested": False, "gone_on": gone_on}


def published_marks(
    publications: Iterable[Publication], inputs: CoverageInputs, *, known_at: int | None
) -> list[PublishedMark]:
    """Return what was made public of the days up to that of the map, the oldest day first."""
    elsewhere: list[PublishedMark] = [
        {
            "day": figure.as_of,
            "road_built": figure.value,
            "markers_needing_road": figure.denominator,
            "source": figure.source,
            "inferred": figure.as_of_inferred,
            "own": False,
        }
        for figure in inputs.published
        if figure.measure == PUBLISHED_MEASURE and figure.as_of and figure.as_of <= inputs.as_of
    ]
    own: list[PublishedMark] = [
        {
            "day": publication.as_of,
            "road_built": publication.road_built,
            "markers_needing_road": publication.markers_needing_road,
            "source": publication.title,
            "inferred": False,
            "own": True,
        }
        for publication in publications
        if publication.as_of <= inputs.as_of
        and (known_at is None or publication.commit <= known_at)
    ]
    return sorted((*elsewhere, *own), key=lambda mark: mark["day"])
