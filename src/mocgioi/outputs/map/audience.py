"""What each audience may see, taken out of the facts before a page is made of them.

``full`` is everything; ``internal`` has places to about 11 m and no
names, notes, photographs or files; ``public`` has counts by commune and nothing of any single
marker.
What is taken out is not in the page at all.
"""

from __future__ import annotations

from mocgioi.outputs.map.facts import (
    Audience,
    GateFacts,
    Line,
    MapFacts,
    MarkerFacts,
    ObservationFacts,
    PostFacts,
    ProjectFacts,
    RoadFacts,
)

PLACE_DECIMALS = 4
"""Of degrees: 11 m north, 10 m east."""

_KM_DECIMALS = 2
_METRES = -1
_OF_PUBLIC = ("boundary", "communes")


def redacted(facts: MapFacts, audience: Audience) -> MapFacts:
    """Return what `audience` may see of `facts`, and that it was made for them."""
    if audience == "internal":
        return _internal(facts)
    return _public(facts) if audience == "public" else facts


def _internal(facts: MapFacts) -> MapFacts:
    return {
        **facts,
        "audience": "internal",
        "markers": [_marker(one) for one in facts["markers"]],
        "posts": [_post(one) for one in facts["posts"]],
        "gates": [_gate(one) for one in facts["gates"]],
        "roads": [_road(one) for one in facts["roads"]],
        "projects": [_project(one) for one in facts["projects"]],
        "photos": None,
        "sources": [],
    }


def _public(facts: MapFacts) -> MapFacts:
    return {
        **facts,
        "audience": "public",
        "lacks": [lack for lack in facts["lacks"] if lack in _OF_PUBLIC],
        "without_position": [],
        "markers": [],
        "posts": [],
        "gates": [],
        "roads": [],
        "projects": [],
        "kilometres": [],
        "photos": None,
        "sources": [],
    }


def _marker(one: MarkerFacts) -> MarkerFacts:
    evidence = one["evidence"]
    return {
        **one,
        "longitude": _rounded(one["longitude"], PLACE_DECIMALS),
        "latitude": _rounded(one["latitude"], PLACE_DECIMALS),
        "border_km": _rounded(one["border_km"], _KM_DECIMALS),
        "nearest_road_m": _rounded(one["nearest_road_m"], _METRES),
        "to_network_m": _rounded(one["to_network_m"], _METRES),
        "missing_m": _gap(one["missing_m"]),
        "look_longitude": _rounded(one["look_longitude"], PLACE_DECIMALS),
        "look_latitude": _rounded(one["look_latitude"], PLACE_DECIMALS),
        "evidence": _observation(evidence) if evidence else None,
        "history": [_observation(seen) for seen in one["history"] if _may_be_told(seen)],
        "note": None,
        "photos": [],
    }


def _may_be_told(seen: ObservationFacts) -> bool:
    """A note is a person's words, and a position has more decimals than may be told."""
    return seen["aspect"] not in ("note", "position")


def _observation(seen: ObservationFacts) -> ObservationFacts:
    return {
        **seen,
        "observer": None,
        "file": None,
        "row": None,
        "decided_by": None,
        "why": None,
    }


def _post(one: PostFacts) -> PostFacts:
    return {
        **one,
        "longitude": _rounded(one["longitude"], PLACE_DECIMALS),
        "latitude": _rounded(one["latitude"], PLACE_DECIMALS),
    }


def _gate(one: GateFacts) -> GateFacts:
    return {
        **one,
        "longitude": _rounded(one["longitude"], PLACE_DECIMALS),
        "latitude": _rounded(one["latitude"], PLACE_DECIMALS),
    }


def _road(one: RoadFacts) -> RoadFacts:
    """A road ends at its marker, so that its line is rounded too."""
    return {**one, "lines": [_line(line) for line in one["lines"]]}


def _line(line: Line) -> Line:
    vertices = [[round(part, PLACE_DECIMALS) for part in vertex] for vertex in line]
    return [
        v for at, v in enumerate(vertices) if at in (0, len(vertices) - 1) or v != vertices[at - 1]
    ]


def _project(one: ProjectFacts) -> ProjectFacts:
    return {**one, "donors": []}


def _gap(metres: float | None) -> float | None:
    """A gap stays one: only lines that cross are 0 m apart."""
    return max(10.0, round(metres, _METRES)) if metres else metres


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)
