"""What each audience may see, taken out of the facts before a page is made of them.

``full`` is everything; ``internal`` has places to about 11 m and no
names, notes, photographs or files; ``public`` has counts by commune and nothing of any single
marker. Whose the ground is stays for all where a licence asks for it: else a source may name a
person or a file.
What is taken out is not in the page at all.
"""

from __future__ import annotations

from typing import assert_never

from mocgioi.domain.audiences import PERSONS_WORDS, PLACE_DECIMALS
from mocgioi.outputs.audience import (
    checked_audience,
    rounded_degrees,
    rounded_gap,
    rounded_km,
    rounded_line,
    rounded_metres,
)
from mocgioi.outputs.map.day_counts import counts_of_year_ends
from mocgioi.outputs.map.day_facts import PublishedMark
from mocgioi.outputs.map.facts import (
    GateFacts,
    GroundFacts,
    MapFacts,
    MarkerFacts,
    ObservationFacts,
    PostFacts,
    ProjectFacts,
    RoadFacts,
)
from mocgioi.outputs.map.programme import ProgrammeFacts, ProgrammeProject

_OF_PUBLIC = ("boundary", "communes")


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
        "longitude": rounded_degrees(marker["longitude"]),
        "latitude": rounded_degrees(marker["latitude"]),
        "border_km": rounded_km(marker["border_km"]),
        "nearest_road_m": rounded_metres(marker["nearest_road_m"]),
        "to_network_m": rounded_metres(marker["to_network_m"]),
        "missing_m": rounded_gap(marker["missing_m"]),
        "look_longitude": rounded_degrees(marker["look_longitude"]),
        "look_latitude": rounded_degrees(marker["look_latitude"]),
        "evidence": _observation(evidence) if evidence else None,
        "history": [
            _observation(seen) for seen in marker["history"] if seen["aspect"] not in PERSONS_WORDS
        ],
        "note": None,
        "photos": [],
    }


def _unnamed(mark: PublishedMark) -> PublishedMark:
    """A source may name a file, and the title of a report anything."""
    return {**mark, "source": None}


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
        "longitude": rounded_degrees(post["longitude"]),
        "latitude": rounded_degrees(post["latitude"]),
    }


def _gate(gate: GateFacts) -> GateFacts:
    return {
        **gate,
        "longitude": rounded_degrees(gate["longitude"]),
        "latitude": rounded_degrees(gate["latitude"]),
    }


def _road(road: RoadFacts) -> RoadFacts:
    """A road ends at its marker, so that its line is rounded too."""
    return {**road, "lines": [rounded_line(line) for line in road["lines"]]}


def _ground(part: GroundFacts) -> GroundFacts:
    return {
        **part,
        "lines": [rounded_line(line) for line in part["lines"]],
        "names": [
            {
                **named,
                "longitude": round(named["longitude"], PLACE_DECIMALS),
                "latitude": round(named["latitude"], PLACE_DECIMALS),
            }
            for named in part["names"]
        ],
    }


def _project(project: ProjectFacts) -> ProjectFacts:
    return {**project, "donors": []}


def _programme(programme: ProgrammeFacts | None) -> ProgrammeFacts | None:
    """A new road begins at its marker, as an old one ends there."""
    if programme is None:
        return None
    projects: list[ProgrammeProject] = [
        {**project, "lines": [rounded_line(line) for line in project["lines"]]}
        for project in programme["projects"]
    ]
    return {**programme, "projects": projects}
