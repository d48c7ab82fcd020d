"""The facts of the map, put together from a store and its coverage."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from mocgioi.domain.line import BoundaryPiece, Gate
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import MarkerState
from mocgioi.domain.register import Commune, MarkerEntry, Post, Road
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Language
from mocgioi.outputs.map.facts import (
    CommuneFacts,
    GateFacts,
    Lack,
    Line,
    MapFacts,
    MarkerFacts,
    PostFacts,
    RoadFacts,
)
from mocgioi.store import events, reading
from mocgioi.tracker import counting

if TYPE_CHECKING:
    from mocgioi.tracker import Tracker

DECIMALS = 6
"""Of degrees on the map: a tenth of a metre."""

_TITLE = {
    "vi": "Đường nhánh lên kiểm tra mốc",
    "en": "Access roads to border markers",
}


def map_facts(tracker: Tracker, *, as_of: str | None, lang: Language) -> MapFacts:
    """Return everything the map shows as of a day, by all that was recorded."""
    coverage = tracker.coverage(as_of=as_of)
    as_of = str(coverage["as_of"])
    reach = tracker.reach(as_of=as_of)
    with tracker.store.reading() as connection:
        entries = reading.read_markers(connection)
        at_km = reading.border_km(connection)
        states = counting.folded(connection, as_of=as_of, known_at=None)
        communes = reading.read_items(connection, Commune)
        posts = reading.read_items(connection, Post)
        gates = reading.read_items(connection, Gate)
        roads = reading.read_items(connection, Road)
        boundary = reading.read_items(connection, BoundaryPiece)
        files = events.file_names(connection)
    nearest = {row["number"]: row for row in reach["markers"]}
    numbers = sorted(states, key=MarkerNumber.parse)
    markers = [
        _marker(entries[n], states[n], nearest[n], at_km.get(n), files, lang) for n in numbers
    ]
    unplaced = [m["number"] for m in markers if m["longitude"] is None]
    there: dict[Lack, object] = {
        "positions": not unplaced,
        "boundary": boundary,
        "communes": communes,
        "posts": posts,
        "roads": roads,
    }
    groups = {group["code"]: group for group in coverage["groups"]}
    return {
        "schema": "mocgioi.map/1",
        "title": _TITLE[lang],
        "lang": lang,
        "as_of": as_of,
        "known_at": coverage["known_at"],
        "illustrative": coverage["illustrative"],
        "audience": "full",
        "totals": coverage["totals"],
        "lacks": [name for name, found in there.items() if not found],
        "without_position": unplaced,
        "markers": markers,
        "communes": [_commune(c, groups.get(c.code)) for c in counting.in_border_order(communes)],
        "posts": [_post(p) for p in counting.in_border_order(posts)],
        "gates": [_gate(g) for g in gates],
        "roads": [_road(r, status) for r in roads if (status := _status_then(r, as_of))],
        "boundary": [
            {"commune_code": b.commune, "line": _lines(b.geometry)[0]}
            for b in counting.in_border_order(boundary)
        ],
        "code_labels": {
            name: {code: {"vi": term.label.vi, "en": term.label.en} for code, term in terms.items()}
            for name, terms in CODE_LISTS.items()
        },
        "sources": sorted({file for file in files.values() if file}),
    }


def _marker(
    entry: MarkerEntry,
    state: MarkerState,
    nearest: Mapping[str, Any],
    border_km: float | None,
    files: Mapping[str, str],
    lang: Language,
) -> MarkerFacts:
    road = state.aspects.get("road_status")
    evidence = road.evidence if road else None
    return {
        "number": state.number,
        "longitude": round(entry.position.longitude, DECIMALS) if entry.position else None,
        "latitude": round(entry.position.latitude, DECIMALS) if entry.position else None,
        "kind": entry.number.kind,
        "grouping": entry.grouping or "single",
        "commune_code": state.value("commune"),
        "post_code": state.value("post"),
        "needs_road": state.value("need_road") == "yes",
        "road_status": road.value if road else None,
        "road_condition": state.value("road_condition"),
        "marker_condition": state.value("marker_condition"),
        "road_observed_on": road.since if road else None,
        "evidence": _evidence(evidence, files, lang) if evidence else None,
        "funding": road.funding if road else None,
        "contested": any(aspect.disagreements for aspect in state.aspects.values()),
        "measured": nearest["measured"],
        "nearest_road_m": nearest["nearest_road_m"],
        "border_km": border_km,
        "illustrative": entry.illustrative,
    }


def _evidence(evidence: Any, files: Mapping[str, str], lang: Language) -> str:
    """Return where an observation comes from: file and row, and who saw it."""
    parts = []
    if evidence.batch in files:
        word = {"vi": "dòng", "en": "row"}[lang]
        row = f", {word} {evidence.row}" if evidence.row is not None else ""
        parts.append(f"{files[evidence.batch]}{row}")
    if evidence.observer:
        parts.append(evidence.observer)
    return " · ".join(parts)


def _commune(commune: Commune, group: Mapping[str, Any] | None) -> CommuneFacts:
    longitude, latitude = commune.longitude, commune.latitude
    if commune.geometry and (longitude is None or latitude is None):
        inside = shapely.from_wkb(commune.geometry).representative_point()
        longitude, latitude = inside.x, inside.y
    return {
        "code": commune.code,
        "name": commune.name,
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


def _status_then(road: Road, as_of: str) -> str | None:
    """Return how far a road's building was on a day, from its own dates; None: not begun."""
    if road.started_on is not None and road.started_on > as_of:
        return None
    if road.completed_on is None or road.completed_on <= as_of:
        return road.status or "none"
    return "under_construction" if road.started_on is not None else None


def _road(road: Road, status: str) -> RoadFacts:
    return {
        "name": road.name,
        "serves": list(road.serves),
        "road_class": road.road_class,
        "status": status,
        "condition": road.condition,
        "surface": road.surface,
        "width_m": road.width_m,
        "length_m": road.length_m,
        "cost_vnd": road.cost_vnd,
        "funding": road.funding,
        "completed_on": road.completed_on,
        "lines": _lines(road.geometry),
    }


def _lines(wkb: bytes) -> list[Line]:
    """Return the vertices of every line or ring of a geometry, as drawn."""
    geometry = shapely.from_wkb(wkb)
    parts = shapely.get_parts(geometry)
    if parts[0].geom_type == "Polygon":
        parts = shapely.get_rings(parts)
    return [np.round(shapely.get_coordinates(part), DECIMALS).tolist() for part in parts]
