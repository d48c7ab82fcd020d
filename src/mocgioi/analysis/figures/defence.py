"""Whether a figure that was reported still holds, and if not, which events changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.domain.aspects import IN_HEADLINE
from mocgioi.domain.counting import counts_as_built, is_needed
from mocgioi.domain.decision import Decision
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import Observation, SubjectState
from mocgioi.domain.publication import Publication, ReportedMarker

if TYPE_CHECKING:
    from mocgioi.documents.publication import Defended, RecordedSince, ReportedState

COMPARED = ("road_status", "need_road", "commune", "post")
"""Aspects a publication keeps of each marker; its funding is not among them."""

Places = Mapping[str, Mapping[str, str]]
"""Names of communes and posts: by aspect, then by code."""


def defend(
    publication: Publication,
    reported: Mapping[str, ReportedMarker],
    now: Mapping[str, SubjectState],
    observations: Sequence[Observation],
    decisions: Iterable[Decision],
    files: Mapping[str, str],
    places: Places,
) -> Defended:
    """Set a publication beside what the same day counts today.

    Args:
        publication: what was reported. reported: each marker as it was counted, by number.
        now: states folded at the publication's day with today's knowledge.
        observations, decisions: all there are, known when `now` was folded.
        files: name of the file by batch uuid.
        places: names of what communes and posts are coded by.

    Returns:
        The figure then and now; ``agrees`` (the same figure of the same denominator);
        ``moved``: each marker of another need, road status, commune or post than reported,
        with ``counts_otherwise`` (it moves the figure) and the events recorded since.
    """
    before = {number: _as_reported(marker) for number, marker in reported.items()}
    after = {number: _as_folded(state) for number, state in now.items()}
    moved = {
        number: _differing(before.get(number), after.get(number))
        for number in sorted(before.keys() | after.keys(), key=MarkerNumber.parse)
        if before.get(number) != after.get(number)
    }
    events = _Events(publication, moved, files, places).recorded(observations, decisions)
    counts = [_counts(compared) for compared in after.values()]
    needing, built = (sum(count[place] for count in counts) for place in (0, 1))
    return {
        "publication": publication.uuid,
        "title": publication.title,
        "as_of": publication.as_of,
        "known_at": publication.known_at,
        "head": publication.head,
        "recorded_at": publication.recorded_at,
        "recorded_by": publication.recorded_by,
        "markers_needing_road": publication.markers_needing_road,
        "road_built": publication.road_built,
        "now": {"markers_needing_road": needing, "road_built": built},
        "agrees": (needing, built) == (publication.markers_needing_road, publication.road_built),
        "moved": [
            {
                "number": number,
                "counts_otherwise": _counts(before.get(number)) != _counts(after.get(number)),
                "before": _named(before.get(number), places),
                "now": _named(after.get(number), places),
                "events": events.get(number, []),
            }
            for number in moved
        ],
    }


_Compared = Mapping[str, str | None]
"""What is counted of a marker: a value for each of `COMPARED`."""


def _as_reported(marker: ReportedMarker) -> _Compared:
    return {
        "road_status": marker.road_status,
        "need_road": marker.needs_road,
        "commune": marker.commune,
        "post": marker.post,
    }


def _as_folded(state: SubjectState) -> _Compared:
    return {aspect: state.value(aspect) or None for aspect in COMPARED}


def _differing(before: _Compared | None, after: _Compared | None) -> frozenset[str]:
    """Return the aspects of which something else is said; of a marker that came or went, what
    is counted of it.
    """
    if before is None or after is None:
        return frozenset(IN_HEADLINE)
    return frozenset(aspect for aspect in COMPARED if before[aspect] != after[aspect])


def _counts(compared: _Compared | None) -> tuple[bool, bool]:
    """Return whether a marker is in the denominator, and whether it counts as built."""
    if compared is None:
        return False, False
    need_road, road_status = compared["need_road"], compared["road_status"]
    return is_needed(need_road), counts_as_built(need_road, road_status)


def _named(compared: _Compared | None, places: Places) -> ReportedState:
    compared = compared or dict.fromkeys(COMPARED)
    return {
        "needs_road": compared["need_road"],
        "road_status": compared["road_status"],
        "commune": compared["commune"],
        "commune_name": _name("commune", compared["commune"], places),
        "post": compared["post"],
        "post_name": _name("post", compared["post"], places),
    }


def _name(aspect: str, code: str | None, places: Places) -> str | None:
    return places.get(aspect, {}).get(code or "")


class _Events(NamedTuple):
    """What was recorded since a publication about the aspects that differ, by marker."""

    publication: Publication
    moved: Mapping[str, frozenset[str]]
    files: Mapping[str, str]
    places: Places

    def recorded(
        self, observations: Sequence[Observation], decisions: Iterable[Decision]
    ) -> dict[str, list[RecordedSince]]:
        """Return the events of each marker that moved, oldest first."""
        known = self.publication.known_commit
        about = {o.uuid: o for o in observations if self._concerns(o)}
        events: dict[str, list[RecordedSince]] = {}
        for observation in about.values():
            if observation.commit > known:
                events.setdefault(observation.subject, []).append(self._event(observation, None))
        for decision in decisions:
            seen = about.get(decision.observation)
            if seen is not None and decision.commit > known:
                events.setdefault(seen.subject, []).append(self._event(seen, decision))
        for listed in events.values():
            listed.sort(key=lambda event: (event["recorded_at"], event["kind"]))
        return events

    def _concerns(self, observation: Observation) -> bool:
        return observation.aspect in self.moved.get(observation.subject, ()) and (
            observation.observed_on is None or observation.observed_on <= self.publication.as_of
        )

    def _event(self, seen: Observation, decision: Decision | None) -> RecordedSince:
        """Return an observation, or a decision about one, as an event."""
        return {
            "kind": "decision" if decision else "observation",
            "aspect": seen.aspect,
            "value": seen.value,
            "name": _name(seen.aspect, seen.value, self.places),
            "verdict": decision.verdict if decision else None,
            "recorded_at": decision.recorded_at if decision else seen.recorded_at,
            "by": decision.decided_by if decision else seen.observer,
            "why": decision.why if decision else None,
            "evidence": evidence_of(seen, self.files),
        }
