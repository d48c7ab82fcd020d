"""The document ``mocgioi.reach/1``: what is declared and what the lines show, marker by marker.

The rules are INTERFACE.md, *Reach*; `analysis.network` applies them to the distances that
`analysis.proximity` measures. Distances are planar metres in one metric CRS, thresholds are
inclusive, and numbers are rounded to a decimetre only here, at the end.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from mocgioi.analysis.network import (
    MarkerFact,
    Measured,
    Network,
    RoadFact,
    measured_state,
    measured_totals,
    network_as_of,
)
from mocgioi.analysis.proximity import (
    MarkerPoints,
    NearestRoad,
    Proximity,
    RoadLine,
    distances_to_network,
    measure_proximity,
    nearest_roads,
)
from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.marker import MarkerNumber

SCHEMA = "mocgioi.reach/1"


class ReachMarker(NamedTuple):
    """A marker as of the day reach is asked for.

    Attributes:
        number: the marker's number.
        commune: code of its commune, or None.
        needs_road: whether it needs a road as of that day; only these are in the totals.
        declared: road status as reported, or None: not reported.
        longitude, latitude: degrees, EPSG:4326, or None: no position.
    """

    number: str
    commune: str | None
    needs_road: bool
    declared: str | None
    longitude: float | None
    latitude: float | None


class ReachRoad(NamedTuple):
    """A road: what is known of it, its line (WKB, EPSG:4326), its name or None."""

    fact: RoadFact
    geometry: bytes
    name: str | None = None


def reach(
    markers: Sequence[ReachMarker],
    roads: Sequence[ReachRoad],
    *,
    as_of: str,
    reach_m: float = 30.0,
    join_m: float = 10.0,
    near_m: float = 150.0,
    metric_crs: str = METRIC_CRS,
    proximity: Proximity | None = None,
) -> dict[str, Any]:
    """Return the reach document, markers in border order.

    ``nearest_road_m`` is the distance to the nearest line that counts as of `as_of`, at any
    distance, and ``nearest_road`` that road's name, or its uuid where it has none; of roads
    equally near, a joined one, then the first by name. ``to_network_m`` is 0.0 where that road
    is joined, else the distance from all it hangs together with to the nearest joined line;
    null without a network or a line. Totals are over the markers that need a road.

    Args:
        as_of: ISO day.
        reach_m, join_m, near_m: planar metres, inclusive.
        proximity: what `measure_proximity` gave for these markers and roads, or None to
            measure now.

    Raises:
        ValueError: `proximity` was measured with another `join_m` or CRS, or not far enough.
        CrsProblem: `metric_crs` names no system that can be placed on WGS 84.
    """
    ordered = sorted(markers, key=lambda marker: MarkerNumber.parse(marker.number))
    points = _points(ordered)
    proximity = proximity or measure_proximity(
        points, _lines(roads), near_m=max(reach_m, near_m), join_m=join_m, metric_crs=metric_crs
    )
    _require_measured_so(proximity, max(reach_m, near_m), join_m, metric_crs)
    facts = [road.fact for road in roads]
    measured = measured_state(
        proximity.pairs,
        proximity.joins,
        facts,
        [_fact(marker) for marker in ordered],
        as_of=as_of,
        reach_m=reach_m,
        near_m=near_m,
    )
    network = network_as_of(facts, proximity.joins, as_of=as_of)
    return {
        "schema": SCHEMA,
        "as_of": as_of,
        "reach_m": reach_m,
        "join_m": join_m,
        "near_m": near_m,
        "markers": _rows(ordered, points, roads, network, measured, metric_crs),
        "totals": _totals(ordered, measured),
    }


def _require_measured_so(
    proximity: Proximity, near_m: float, join_m: float, metric_crs: str
) -> None:
    same = proximity.join_m == join_m and proximity.metric_crs == metric_crs
    if not same or proximity.near_m < near_m:
        raise ValueError("proximity was measured with other thresholds or in another CRS")


def _totals(markers: Sequence[ReachMarker], measured: dict[str, Measured]) -> dict[str, int]:
    return measured_totals(
        measured,
        declared_built={each.number for each in markers if each.declared == "built"},
        needing_road={each.number for each in markers if each.needs_road},
    )


def _rows(
    markers: Sequence[ReachMarker],
    points: MarkerPoints,
    roads: Sequence[ReachRoad],
    network: Network,
    measured: dict[str, Measured],
    metric_crs: str,
) -> list[dict[str, Any]]:
    counting = sorted(
        (road for road in roads if road.fact.uuid in network.component),
        key=lambda road: (road.fact.uuid not in network.joined, _called(road), road.fact.uuid),
    )
    nearest = nearest_roads(points, _lines(counting), metric_crs=metric_crs)
    gap_m = _gaps(counting, network, metric_crs)
    names = {road.fact.uuid: _called(road) for road in counting}
    return [
        {
            "number": marker.number,
            "needs_road": marker.needs_road,
            "declared": marker.declared,
            "measured": measured[marker.number],
            **_nearest_columns(nearest.get(marker.number), names, network, gap_m),
        }
        for marker in markers
    ]


def _nearest_columns(
    nearest: NearestRoad | None,
    names: dict[str, str],
    network: Network,
    gap_m: dict[str, float],
) -> dict[str, Any]:
    if nearest is None:
        return {"nearest_road_m": None, "nearest_road": None, "to_network_m": None}
    to_network_m = gap_m.get(network.component[nearest.road])
    return {
        "nearest_road_m": round(nearest.distance_m, 1),
        "nearest_road": names[nearest.road],
        "to_network_m": None if to_network_m is None else round(to_network_m, 1),
    }


def _gaps(counting: Sequence[ReachRoad], network: Network, metric_crs: str) -> dict[str, float]:
    """Return the metres from each component to the nearest joined line, 0.0 for joined ones."""
    joined = [road for road in counting if road.fact.uuid in network.joined]
    apart = [road for road in counting if road.fact.uuid not in network.joined]
    gap_m: defaultdict[str, float] = defaultdict(lambda: math.inf)
    gap_m.update({network.component[uuid]: 0.0 for uuid in network.joined})
    distance_m = distances_to_network(_lines(apart), _lines(joined), metric_crs=metric_crs)
    for uuid, metres in distance_m.items():
        component = network.component[uuid]
        gap_m[component] = min(gap_m[component], metres)
    return dict(gap_m)


def _called(road: ReachRoad) -> str:
    return road.name or road.fact.uuid


def _lines(roads: Sequence[ReachRoad]) -> list[RoadLine]:
    return [RoadLine(road.fact.uuid, road.geometry) for road in roads]


def _points(markers: Sequence[ReachMarker]) -> MarkerPoints:
    places = np.array(
        [
            (marker.longitude, marker.latitude) if _has_position(marker) else (np.nan, np.nan)
            for marker in markers
        ],
        dtype=np.float64,
    ).reshape(-1, 2)
    return MarkerPoints([marker.number for marker in markers], places[:, 0], places[:, 1])


def _fact(marker: ReachMarker) -> MarkerFact:
    return MarkerFact(marker.number, marker.commune, _has_position(marker))


def _has_position(marker: ReachMarker) -> bool:
    return marker.longitude is not None and marker.latitude is not None
