"""Whether a figure that was reported still holds, and if not, which events changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mocgioi.analysis.evidence import evidence_of
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import Decision, MarkerState, Observation
from mocgioi.domain.publication import Publication, ReportedMarker

_COUNTED = ("existence", "need_road", "road_status")


def defend(
    publication: Publication,
    reported: Mapping[str, ReportedMarker],
    now: Mapping[str, MarkerState],
    observations: Sequence[Observation],
    decisions: Iterable[Decision],
    files: Mapping[str, str],
) -> dict[str, Any]:
    """Set a publication beside what the same day counts today.

    Args:
        publication: what was reported. reported: each marker as it was counted, by number.
        now: states folded at the publication's day with today's knowledge.
        observations, decisions: all there are, known when `now` was folded.
        files: name of the file by batch uuid.

    Returns:
        The figure then and now; ``agrees`` (the same figure of the same denominator);
        ``moved``: each marker that counts otherwise, with the events recorded since.
    """
    after = {
        number: _counts(s.value("need_road"), s.value("road_status")) for number, s in now.items()
    }
    before = {number: _counts(m.needs_road, m.road_status) for number, m in reported.items()}
    moved = [
        number
        for number in sorted(before.keys() | after.keys(), key=MarkerNumber.parse)
        if before.get(number, (False, False)) != after.get(number, (False, False))
    ]
    events = _events(publication, set(moved), observations, decisions, files)
    needing, built = (sum(counts[place] for counts in after.values()) for place in (0, 1))
    return {
        "publication": publication.uuid,
        "title": publication.title,
        "as_of": publication.as_of,
        "known_at": publication.known_at,
        "recorded_at": publication.recorded_at,
        "recorded_by": publication.recorded_by,
        "markers_needing_road": publication.markers_needing_road,
        "road_built": publication.road_built,
        "now": {"markers_needing_road": needing, "road_built": built},
        "agrees": (needing, built) == (publication.markers_needing_road, publication.road_built),
        "moved": [
            _moved(number, reported.get(number), now.get(number), events) for number in moved
        ],
    }


def _counts(need: str | None, status: str | None) -> tuple[bool, bool]:
    """Return whether a marker is in the denominator, and whether it counts as built."""
    return need == "yes", need == "yes" and status == "built"


def _moved(
    number: str,
    before: ReportedMarker | None,
    after: MarkerState | None,
    events: Mapping[str, list[dict[str, Any]]],
) -> dict[str, Any]:
    return {
        "number": number,
        "before": {
            "needs_road": before.needs_road if before else None,
            "road_status": before.road_status if before else None,
        },
        "now": {
            "needs_road": after.value("need_road") if after else None,
            "road_status": after.value("road_status") if after else None,
        },
        "events": events.get(number, []),
    }


def _events(
    publication: Publication,
    moved: set[str],
    observations: Sequence[Observation],
    decisions: Iterable[Decision],
    files: Mapping[str, str],
) -> dict[str, list[dict[str, Any]]]:
    """Return what was recorded since about the markers that moved, oldest first."""
    about = {
        one.uuid: one
        for one in observations
        if one.marker in moved
        and one.aspect in _COUNTED
        and (one.observed_on is None or one.observed_on <= publication.as_of)
    }
    events: dict[str, list[dict[str, Any]]] = {}
    for one in about.values():
        if one.recorded_at > publication.known_at:
            events.setdefault(one.marker, []).append(_event(one, None, files))
    for decision in decisions:
        seen = about.get(decision.observation)
        if seen is not None and decision.recorded_at > publication.known_at:
            events.setdefault(seen.marker, []).append(_event(seen, decision, files))
    for listed in events.values():
        listed.sort(key=lambda event: (event["recorded_at"], event["kind"]))
    return events


def _event(
    seen: Observation, decision: Decision | None, files: Mapping[str, str]
) -> dict[str, Any]:
    """Return an observation, or a decision about one, as an event."""
    return {
        "kind": "decision" if decision else "observation",
        "aspect": seen.aspect,
        "value": seen.value,
        "verdict": decision.verdict if decision else None,
        "recorded_at": decision.recorded_at if decision else seen.recorded_at,
        "by": decision.decided_by if decision else seen.observer,
        "why": decision.why if decision else None,
        "evidence": evidence_of(seen, files),
    }
