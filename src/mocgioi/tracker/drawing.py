"""The facts of the map, put together from a store and its coverage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.figures.cases import case_entries
from mocgioi.analysis.figures.coverage import coverage
from mocgioi.analysis.figures.coverage_facts import CoverageInputs, marker_facts
from mocgioi.analysis.figures.coverage_facts import MarkerFacts as Counted
from mocgioi.analysis.figures.works import status_on
from mocgioi.analysis.lines.chainage import cut_by_km, kilometres
from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.network import Network, RoadNear, road_of
from mocgioi.analysis.lines.proximity import MarkerPoints, NearestRoad, nearest_roads
from mocgioi.analysis.lines.reach_reasons import Leg, legs_missing
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.analysis.lines.ways import Place, Way, gaps_to_network, joined_lines
from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.decision import latest_verdicts
from mocgioi.domain.line import BoundaryPiece, Gate, in_border_order
from mocgioi.domain.observation import Observation, fold_markers, is_known
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Commune, MarkerEntry, Post, Road
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import CannotWrite, Language, StoreLocked, Text
from mocgioi.outputs.map.alarms import alarm_items, case_items
from mocgioi.outputs.map.facts import (
    CommuneFacts,
    GateFacts,
    Labels,
    Lack,
    Line,
    MapFacts,
    MarkerFacts,
    PostFacts,
    ProjectFacts,
    RoadFacts,
)
from mocgioi.store import commits, events, reading
from mocgioi.tracker import counting
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.lines import nearest_as_of
from mocgioi.tracker.portraits import Lacking, Sources, by_marker, portrait
from mocgioi.tracker.thumbnails import thumbnails

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.coverage import Group
    from mocgioi.store.handle import Store


DECIMALS = 6
"""Of degrees of what is drawn: a tenth of a metre."""

_KM_STEP = 1.0

_TITLE: dict[Language, str] = {
    "vi": "Đường nhánh lên kiểm tra mốc",
    "en": "Access roads to border markers",
}


class _Around(NamedTuple):
    """What stands around the markers, in the order of the border where there is one."""

    communes: Sequence[Commune]
    posts: Sequence[Post]
    gates: Sequence[Gate]
    roads: Sequence[Road]
    boundary: Sequence[BoundaryPiece]
    projects: Sequence[Project]
    contributions: Sequence[Contribution]


def map_facts(
    store: Store,
    *,
    as_of: str,
    known_at: str | None = None,
    lang: Language,
    overdue_after_days: int = DEFAULTS.overdue_after_days,
    photos: bool = False,
) -> MapFacts:
    """Return everything the map shows as of a day, known at an instant.

    Args:
        store: what is drawn; its measured distances are brought up to date where it can be
            written, else the map says that they are not.
        as_of: ISO day, inclusive. known_at: the instant of knowledge (UTC), None = everything.
        lang: the language the page opens in.
        overdue_after_days: a marker not seen for longer is overdue (quá hạn kiểm tra).
        photos: whether it shows small photographs of the markers.
    """
    # What cannot be written is drawn as it is: the facts say that its measures are lacking.
    with suppress(CannotWrite, StoreLocked):
        bring_up_to_date(store)
    with store.reading() as connection:
        knowledge = commits.known(connection, known_at)
        known = knowledge.number
        observations = events.read_observations(connection, as_of=as_of, known_at=known)
        decisions = events.read_decisions(connection)
        states = fold_markers(observations, decisions, as_of=as_of, known_at=known)
        inputs = counting.coverage_inputs(
            connection, as_of=as_of, knowledge=knowledge, states=states
        )
        entries = reading.read_markers(connection, as_of=as_of, known_at=known)
        around = _around(connection, as_of=as_of, known_at=known)
        nearest, network = nearest_as_of(connection, around.roads, as_of=as_of, known_at=known)
    counted = marker_facts(inputs)
    cases = case_entries(inputs.cases, inputs.files)
    small = thumbnails(store, as_of=as_of, known_at=known) if photos else None
    sources = Sources(
        observations=by_marker(o for o in observations if is_known(o, known)),
        verdicts=latest_verdicts(decisions, known),
        files=inputs.files,
        nearest=nearest,
        roads={road.uuid: road.name for road in around.roads},
        lacking=_lacking(entries, counted, around.roads, nearest, network),
        has_network=bool(network.joined),
        photos=small.by_marker if small else {},
        alarms={c["number"]: c["alarm"] for c in cases if c["number"] and c["alarm"]},
        as_of=as_of,
        overdue_after_days=overdue_after_days,
    )
    markers = [
        portrait(entries[marker.number], states[marker.number], marker, sources)
        for marker in counted
    ]
    facts = _facts(markers, around, inputs, lang, overdue_after_days)
    facts["photos"] = small.counts if small else None
    facts["alarms"] = alarm_items(cases)
    facts["cases"] = case_items(cases)
    facts["sources"] = _sources(observations, inputs, known)
    return facts


def _sources(
    observations: Sequence[Observation], inputs: CoverageInputs, known_at: int | None
) -> list[str]:
    """Return the files that said something of the day or before."""
    batches = {
        o.batch
        for o in observations
        if is_known(o, known_at)
        and (o.observed_on or "") <= inputs.as_of
        and o.aspect != "number"  # That a marker had its number is said when it gets another.
    }
    return sorted({file for batch in batches if (file := inputs.files.get(batch or ""))})


def _lacking(
    entries: Mapping[str, MarkerEntry],
    counted: Sequence[Counted],
    roads: Sequence[Road],
    nearest: Mapping[str, RoadNear],
    network: Network,
) -> Lacking:
    """Return what parts lines from markers and from the network, where that is asked about.

    It depends on which lines count on the day, so it is not stored; few markers are asked about.
    """
    known = [marker for marker in counted if marker.number in nearest]
    alone = [marker for marker in known if marker.measured == "isolated"]
    isolated = {nearest[marker.number].road for marker in alone}
    apart = [marker.number for marker in alone if marker.declared_only]
    short = [m.number for m in known if m.measured == "near" and m.declared_only]
    if not isolated and not short:
        return Lacking({}, {}, {})
    lines = _by_name(roads)
    gaps = gaps_to_network(lines, network, isolated)
    own = {nearest[number].road for number in (*apart, *short)}
    feet = nearest_roads(
        _points(entries, [*apart, *short]), [line for line in lines if line.uuid in own]
    )
    direct = nearest_roads(_points(entries, apart), joined_lines(lines, network))
    legs = {
        number: _leg(
            entries[number], feet[number], direct.get(number), gaps.get(nearest[number].road)
        )
        for number in apart
    }
    return Lacking(gaps, legs, {n: Place(feet[n].longitude, feet[n].latitude) for n in short})


def _leg(
    entry: MarkerEntry, foot: NearestRoad, joined: NearestRoad | None, gap: Way | None
) -> Leg | None:
    """Return the road that would join an isolated marker, None without a network.

    The line that reaches it is within reach, so that one piece is all that is missing.
    """
    if entry.position is None:
        return None
    place = Place(entry.position.longitude, entry.position.latitude)
    legs = legs_missing(place, "isolated", foot, joined, gap, reach_m=foot.distance_m)
    return legs[0] if legs else None


def _by_name(roads: Sequence[Road]) -> list[RoadLine]:
    """Return the lines of roads by name: of lines equally near the first counts, as in `reach`."""
    called = {road.uuid: road.name or road.uuid for road in roads}
    lines = lines_of_roads([RoadLine(road.uuid, road.geometry) for road in roads])
    return sorted(lines, key=lambda line: (called[road_of(line.uuid)], line.uuid))


def _points(entries: Mapping[str, MarkerEntry], numbers: Sequence[str]) -> MarkerPoints:
    places = [place[:2] if (place := entries[n].position) else (np.nan, np.nan) for n in numbers]
    degrees = np.array(places, dtype=np.float64).reshape(-1, 2)
    return MarkerPoints(numbers, degrees[:, 0], degrees[:, 1])


def _around(connection: sqlite3.Connection, *, as_of: str, known_at: int | None) -> _Around:
    read = partial(reading.read_items, connection, as_of=as_of, known_at=known_at)
    return _Around(
        communes=in_border_order(read(Commune)),
        posts=in_border_order(read(Post)),
        gates=read(Gate),
        roads=read(Road),
        boundary=in_border_order(read(BoundaryPiece)),
        projects=read(Project),
        contributions=read(Contribution),
    )


def _facts(
    markers: list[MarkerFacts],
    around: _Around,
    inputs: CoverageInputs,
    lang: Language,
    overdue_after_days: int,
) -> MapFacts:
    counted = coverage(inputs, by=("commune",))
    unplaced = [m["number"] for m in markers if m["longitude"] is None]
    supplied: dict[Lack, object] = {
        "positions": not unplaced,
        "boundary": around.boundary,
        "communes": around.communes,
        "posts": around.posts,
        "roads": around.roads,
        "measures": inputs.measured_current,
    }
    groups = {group["code"]: group for group in counted["groups"]}
    return {
        "schema": "mocgioi.map/3",
        "title": _TITLE[lang],
        "titles": _TITLE,
        "lang": lang,
        "as_of": inputs.as_of,
        "known_at": counted["known_at"],
        "illustrative": counted["illustrative"],
        "audience": "full",
        "overdue_after_days": overdue_after_days,
        "totals": counted["totals"],
        "lacks": [name for name, supply in supplied.items() if not supply],
        "without_position": unplaced,
        "markers": markers,
        "communes": [_commune(c, groups.get(c.code)) for c in around.communes],
        "posts": [_post(p) for p in around.posts],
        "gates": [_gate(g) for g in around.gates],
        "roads": _roads(around.roads, inputs.as_of),
        "projects": [_project(p, around.contributions) for p in around.projects],
        "boundary": [
            {
                "commune_code": around.boundary[span.piece].commune,
                "km_from": round(span.km_from, 3),
                "km_to": round(span.km_to, 3),
                "line": np.round(span.vertices, DECIMALS).tolist(),
            }
            for span in cut_by_km(around.boundary, step_km=DEFAULTS.stretch_km)
        ],
        "stretch_km": DEFAULTS.stretch_km,
        "near_m": DEFAULTS.near_m,
        "kilometres": [
            {"km": km, "longitude": round(east, DECIMALS), "latitude": round(north, DECIMALS)}
            for km, east, north in kilometres(around.boundary, step_km=_KM_STEP)
        ],
        "tiles": None,
        "photos": None,
        "alarms": [],
        "cases": [],
        "surveyed": SURVEYED,
        "aspect_labels": {code: _labels(aspect.heading) for code, aspect in ASPECTS.items()},
        "code_labels": {
            name: {code: _labels(term.label) for code, term in terms.items()}
            for name, terms in CODE_LISTS.items()
        },
        "sources": [],
    }


def _labels(text: Text) -> Labels:
    return {"vi": text.vi, "en": text.en}


def _commune(commune: Commune, group: Group | None) -> CommuneFacts:
    longitude, latitude = commune.longitude, commune.latitude
    if commune.geometry and (longitude is None or latitude is None):
        inside = shapely.from_wkb(commune.geometry).representative_point()
        longitude, latitude = inside.x, inside.y
    return {
        "code": commune.code,
        "name": commune.name,
        "formerly": commune.formerly.split("; ") if commune.formerly else [],
        "district": commune.district,
        "km_from": commune.km_from,
        "km_to": commune.km_to,
        "longitude": longitude,
        "latitude": latitude,
        "rings": _lines(commune.geometry) if commune.geometry else None,
        "markers_needing_road": group["markers_needing_road"] if group else 0,
        "road_built": group["road_built"] if group else 0,
    }


def _post(post: Post) -> PostFacts:
    return {
        "code": post.code,
        "name": post.name,
        "longitude": post.longitude,
        "latitude": post.latitude,
        "illustrative": post.illustrative,
    }


def _gate(gate: Gate) -> GateFacts:
    return {
        "name": gate.name,
        "kind": gate.kind,
        "longitude": gate.longitude,
        "latitude": gate.latitude,
    }


def _roads(roads: Sequence[Road], as_of: str) -> list[RoadFacts]:
    shown = [(road, status) for road in roads if (status := status_on(road, as_of))]
    unstated = [RoadLine(road.uuid, road.geometry) for road, _ in shown if road.length_m is None]
    drawn_m = metric_lines(unstated, METRIC_CRS).length_m().tolist()
    by_uuid = {line.uuid: metres for line, metres in zip(unstated, drawn_m, strict=True)}
    return [_road(road, status, by_uuid.get(road.uuid)) for road, status in shown]


def _road(road: Road, status: str, drawn_m: float | None) -> RoadFacts:
    return {
        "name": road.name,
        "serves": list(road.serves),
        "road_class": road.road_class,
        "status": status,
        "condition": road.condition,
        "surface": road.surface,
        "width_m": road.width_m,
        "length_m": road.length_m,
        "drawn_m": round(drawn_m) if drawn_m is not None and isfinite(drawn_m) else None,
        "cost_vnd": road.cost_vnd,
        "funding": road.funding,
        "completed_on": road.completed_on,
        "project": road.project,
        "lines": _lines(road.geometry),
    }


def _project(project: Project, contributions: Sequence[Contribution]) -> ProjectFacts:
    return {
        "code": project.code,
        "name": project.name,
        "serves": list(project.serves),
        "length_m": project.length_m,
        "width_m": project.width_m,
        "cost_vnd": project.cost_vnd,
        "funding": project.funding,
        "completed_on": project.completed_on,
        "donors": [
            {
                "donor": given.donor,
                "kind": given.kind,
                "amount_vnd": given.amount_vnd,
                "working_days": given.working_days,
                "words": given.words,
            }
            for given in contributions
            if given.project == project.code
        ],
    }


def _lines(wkb: bytes) -> list[Line]:
    """Return the vertices of every line or ring of a geometry, as drawn."""
    geometry = shapely.from_wkb(wkb)
    parts = shapely.get_parts(geometry)
    if parts[0].geom_type == "Polygon":
        parts = shapely.get_rings(parts)
    return [np.round(shapely.get_coordinates(part), DECIMALS).tolist() for part in parts]
