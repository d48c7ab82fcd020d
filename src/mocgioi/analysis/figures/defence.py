"""Whether a figure that was reported still holds, and if not, which events changed it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import Decision, MarkerState, Observation
from mocgioi.domain.publication import Publication, ReportedMarker

COMPARED = ("road_status", "need_road", "commune", "post")
"""Aspects a publication keeps of each marker; its funding is not among them."""

Places = Mapping[str, Mapping[str, str]]
"""Names of communes and posts: by aspect, then by code."""


def defend(
    publication: Publication,
    reported: Mapping[str, ReportedMarker],
    now: Mapping[str, MarkerState],
    observations: Sequence[Observation],
    decisions: Iterable[Decision],
    files: Mapping[str, str],
    places: Places,
) -> dict[str, Any]:
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
    before = {number: _said_then(one) for number, one in reported.items()}
    after = {number: _said_now(state) for number, state in now.items()}
    moved = {
        number: _differing(before.get(number), after.get(number))
        for number in sorted(before.keys() | after.keys(), key=MarkerNumber.parse)
        if before.get(number) != after.get(number)
    }
    events = _Events(publication, moved, files, places).recorded(observations, decisions)
    counts = [_counts(said) for said in after.values()]
    needing, built = (sum(one[place] for one in counts) for place in (0, 1))
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


_Said = Mapping[str, str | None]


def _said_then(one: ReportedMarker) -> _Said:
    return dict(
        zip(COMPARED, (one.road_status, one.needs_road, one.commune, one.post), strict=True)
    )


def _said_now(state: MarkerState) -> _Said:
    return {aspect: state.value(aspect) or None for aspect in COMPARED}


def _differing(before: _Said | None, after: _Said | None) -> frozenset[str]:
    """Return the aspects of which something else is said; of a marker that came or went, what
    is counted of it.
    """
    if before is None or after is None:
        return frozenset({"existence", "need_road", "road_status"})
    return frozenset(aspect for aspect in COMPARED if before[aspect] != after[aspect])


def _counts(said: _Said | None) -> tuple[bool, bool]:
    """Return whether a marker is in the denominator, and whether it counts as built."""
    needed = said is not None and said["need_road"] == "yes"
    return needed, needed and said is not None and said["road_status"] == "built"


def _named(said: _Said | None, places: Places) -> dict[str, str | None]:
    said = said or dict.fromkeys(COMPARED)
    return {
        "needs_road": said["need_road"],
        "road_status": said["road_status"],
        "commune": said["commune"],
        "commune_name": _name("commune", said["commune"], places),
        "post": said["post"],
        "post_name": _name("post", said["post"], places),
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
    ) -> dict[str, list[dict[str, Any]]]:
        """Return the events of each marker that moved, oldest first."""
        known_at = self.publication.known_at
        about = {one.uuid: one for one in observations if self._concerns(one)}
        events: dict[str, list[dict[str, Any]]] = {}
        for one in about.values():
            if one.recorded_at > known_at:
                events.setdefault(one.marker, []).append(self._event(one, None))
        for decision in decisions:
            seen = about.get(decision.observation)
            if seen is not None and decision.recorded_at > known_at:
                events.setdefault(seen.marker, []).append(self._event(seen, decision))
        for listed in events.values():
            listed.sort(key=lambda event: (event["recorded_at"], event["kind"]))
        return events

    def _concerns(self, one: Observation) -> bool:
        return one.aspect in self.moved.get(one.marker, ()) and (
            one.observed_on is None or one.observed_on <= self.publication.as_of
        )

    def _event(self, seen: Observation, decision: Decision | None) -> dict[str, Any]:
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
