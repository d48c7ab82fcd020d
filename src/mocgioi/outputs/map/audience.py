"""What each audience may see, taken out of the facts before a page is made of them.

``full`` is everything; ``internal`` has places to about 11 m and no
names, notes, photographs or files; ``public`` has counts by commune and nothing of any single
marker. Whose the ground is stays for all where a licence asks for it: else a source may name a
person or a file.
What is taken out is not in the page at all.
"""

from __future__ import annotations

from math import floor
from typing import assert_never, get_args

from mocgioi.errors import UsageError
from mocgioi.outputs.map.day_counts import counts_of_year_ends
from mocgioi.outputs.map.day_facts import PublishedMark
from mocgioi.outputs.map.facts import (
    Audience,
    GateFacts,
    GroundFacts,
    Line,
    MapFacts,
    MarkerFacts,
    ObservationFacts,
    PostFacts,
    ProjectFacts,
    RoadFacts,
)
from mocgioi.outputs.map.programme import ProgrammeFacts, ProgrammeProject

PLACE_DECIMALS = 4
"""Of degrees: 11 m north, 10 m east."""

_METRES = -1
_OF_PUBLIC = ("boundary", "communes")


AUDIENCES: tuple[Audience, ...] = get_args(Audience)
"""Whom a map may be for, who sees most first."""


def checked_audience(audience: str) -> Audience:
    """Return who a map is for.

    Raises:
        UsageError: it is for none of the three: whoever mistypes one must not give everything
            away.
    """
    for known in AUDIENCES:
        if audience == known:
            return known
    listed = ", ".join(AUDIENCES)
    raise UsageError(
        f"Không có đối tượng xem «{audience}». Một trong: {listed}.",
        f"There is no audience “{audience}”. One of: {listed}.",
    )


def redacted(facts: MapFacts, audience: str) -> MapFacts:
    """Return what `audience` may see of `facts`, and that it was made for them.

    Raises:
        UsageError: see `checked_audience`.
    """
    shown_to = checked_audience(audience)
    match shown_to:
        case "full":
            return facts
        case "internal":
            return _internal(facts)
        case "public":
            return _public(facts)
    assert_never(shown_to)


def _internal(facts: MapFacts) -> MapFacts:
    return {
        **facts,
        "audience": "internal",
        "markers": [_marker(marker) for marker in facts["markers"]],
        "posts": [_post(post) for post in facts["posts"]],
        "gates": [_gate(gate) for gate in facts["gates"]],
        "roads": [_road(road) for road in facts["roads"]],
        "ground": [_ground(part) for part in facts["ground"]],
        "ground_sources": [own for own in facts["ground_sources"] if own["licence"]],
        "projects": [_project(project) for project in facts["projects"]],
        "programme": _programme(facts["programme"]),
        "alarms": [{**alarm, "text": alarm["plain"]} for alarm in facts["alarms"]],
        "cases": [{**case, "text": case["plain"]} for case in facts["cases"]],
        "photos": None,
        "sources": [],
        "days": {**facts["days"], "published": [_unnamed(m) for m in facts["days"]["published"]]},
    }


def _public(facts: MapFacts) -> MapFacts:
    return {
        **facts,
        "audience": "public",
        "store": None,
        "lacks": [lack for lack in facts["lacks"] if lack in _OF_PUBLIC],
        "without_position": [],
        "alarms": [],
        "cases": [],
        "markers": [],
        "posts": [],
        "gates": [],
        "roads": [],
        "projects": [],
        "programme": None,
        "targets": {
            year: {key: target for key, target in of_year.items() if not key.startswith("post:")}
            for year, of_year in facts["targets"].items()
        },
        "kilometres": [],
        "ground": [_ground(part) for part in facts["ground"]],
        "ground_sources": [own for own in facts["ground_sources"] if own["licence"]],
        "photos": None,
        "sources": [],
        "days": {
            "published": [_unnamed(m) for m in facts["days"]["published"] if not m["own"]],
            "counts": counts_of_year_ends(facts),
        },
    }


def _marker(marker: MarkerFacts) -> MarkerFacts:
    evidence = marker["evidence"]
    return {
        **marker,
        "longitude": _rounded(marker["longitude"], PLACE_DECIMALS),
        "latitude": _rounded(marker["latitude"], PLACE_DECIMALS),
        "border_km": _tens_of_metres(marker["border_km"]),
        "nearest_road_m": _rounded(marker["nearest_road_m"], _METRES),
        "to_network_m": _rounded(marker["to_network_m"], _METRES),
        "missing_m": _gap(marker["missing_m"]),
        "look_longitude": _rounded(marker["look_longitude"], PLACE_DECIMALS),
        "look_latitude": _rounded(marker["look_latitude"], PLACE_DECIMALS),
        "evidence": _observation(evidence) if evidence else None,
        "history": [_observation(seen) for seen in marker["history"] if _may_be_shown(seen)],
        "note": None,
        "photos": [],
    }


def _unnamed(mark: PublishedMark) -> PublishedMark:
    """A source may name a file, and the title of a report anything."""
    return {**mark, "source": None}


def _may_be_shown(observation: ObservationFacts) -> bool:
    """A note is a person's words, and a position has more decimals than may be shown."""
    return observation["aspect"] not in ("note", "position")


def _observation(observation: ObservationFacts) -> ObservationFacts:
    return {
        **observation,
        "observer": None,
        "file": None,
        "row": None,
        "decided_by": None,
        "why": None,
    }


def _post(post: PostFacts) -> PostFacts:
    return {
        **post,
        "longitude": _rounded(post["longitude"], PLACE_DECIMALS),
        "latitude": _rounded(post["latitude"], PLACE_DECIMALS),
    }


def _gate(gate: GateFacts) -> GateFacts:
    return {
        **gate,
        "longitude": _rounded(gate["longitude"], PLACE_DECIMALS),
        "latitude": _rounded(gate["latitude"], PLACE_DECIMALS),
    }


def _road(road: RoadFacts) -> RoadFacts:
    """A road ends at its marker, so that its line is rounded too."""
    return {**road, "lines": [_line(line) for line in road["lines"]]}


def _ground(part: GroundFacts) -> GroundFacts:
    return {
        **part,
        "lines": [_line(line) for line in part["lines"]],
        "names": [
            {
                **named,
                "longitude": round(named["longitude"], PLACE_DECIMALS),
                "latitude": round(named["latitude"], PLACE_DECIMALS),
            }
            for named in part["names"]
        ],
    }


def _line(line: Line) -> Line:
    vertices = [[round(part, PLACE_DECIMALS) for part in vertex] for vertex in line]
    return [
        v for at, v in enumerate(vertices) if at in (0, len(vertices) - 1) or v != vertices[at - 1]
    ]


def _project(project: ProjectFacts) -> ProjectFacts:
    return {**project, "donors": []}


def _programme(programme: ProgrammeFacts | None) -> ProgrammeFacts | None:
    """A new road begins at its marker, as an old one ends there."""
    if programme is None:
        return None
    projects: list[ProgrammeProject] = [
        {**project, "lines": [_line(line) for line in project["lines"]]}
        for project in programme["projects"]
    ]
    return {**programme, "projects": projects}


def _gap(metres: float | None) -> float | None:
    """A gap stays one: only lines that cross are 0 m apart."""
    return max(10.0, round(metres, _METRES)) if metres else metres


def _tens_of_metres(km: float | None) -> float | None:
    """A place along the border, rounded down: it stays in its stretch."""
    return None if km is None else floor(km * 100 + 1e-6) / 100


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)
