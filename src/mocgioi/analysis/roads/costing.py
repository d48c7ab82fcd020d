"""What the next đồng buys, a first cut: new roads to the markers that have none, and their cost.

Everything here is an ESTIMATE: straight pieces (`analysis.roads.new_roads`) times a detour factor
times a cost a metre. No terrain, no soil, no design. The document is ``mocgioi.cost/1``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

import numpy as np
import shapely

from mocgioi.analysis.lines.border_side import Geometries, leaves_the_country
from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.network import ON_THRESHOLD_M
from mocgioi.analysis.lines.reach import DEGREE_DECIMALS, Reached, ReachMarker
from mocgioi.analysis.roads.new_roads import (
    Metres,
    NewRoad,
    Piece,
    Site,
    grow,
    length_m,
    neighbours_of,
)
from mocgioi.domain.counting import DEFAULTS, is_in_hand
from mocgioi.domain.crs import to_metric, to_storage
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.vocabulary import RoadStatus
from mocgioi.errors import UsageError

if TYPE_CHECKING:
    from mocgioi.documents.cost import (
        Cost,
        CostedMarker,
        CostedPiece,
        CostedProject,
        CostTotals,
    )
    from mocgioi.documents.place import Place

_IN_HAND = tuple(status for status in reversed(get_args(RoadStatus)) if is_in_hand(status))

LEFT_OUT = (*_IN_HAND, "no_position", "unknown", "no_network")
"""Why a marker that no line reaches is not asked for: declared so, or nothing can be said."""

KNOWN_VND_PER_M = (400_000, 950_000)
"""The least and the most that access roads are known to have cost, đồng a metre
(geo/projects.csv)."""

SCHEMA: Final = "mocgioi.cost/1"


class UnitCosts(NamedTuple):
    """What a metre of access road costs, and how much longer than straight it is.

    Attributes:
        vnd_per_m: the mean of the Fatherland Front's campaign, 35.2 billion đồng for 41.183 km
            (geo/published.csv); vnd_per_m_min, vnd_per_m_max: the known range.
        detour_factor: length on the ground to straight length. An assumption: no figure for
            these hills is public; give your own.
    """

    vnd_per_m: int = DEFAULTS.vnd_per_m
    vnd_per_m_min: int = KNOWN_VND_PER_M[0]
    vnd_per_m_max: int = KNOWN_VND_PER_M[1]
    detour_factor: float = DEFAULTS.detour_factor


def cost_document(
    reached: Reached,
    *,
    border: Sequence[bytes] = (),
    costs: UnitCosts | None = None,
    known_at: str | None = None,
    illustrative: bool = False,
) -> Cost:
    """Return the document ``mocgioi.cost/1``: projects, most markers a đồng first.

    Of the markers that need a road, those are counted that are neither declared built nor under
    construction and that no joined line reaches; ``left_out`` lists the others that are not
    reached, and why. ``alone_m`` is the straight length of new road a marker would need by
    itself. ``leaves_country`` warns of a project a piece of which crosses the border line or
    runs beyond it, as straight pieces may.

    Args:
        reached: what `reach.find_reached` found.
        border: pieces of the border line, WKB in EPSG:4326.
        known_at: the instant of knowledge (UTC), None = everything.
        illustrative: whether the markers are made up, which the document then says.

    Raises:
        UsageError: a cost or factor that cannot be.
    """
    costs = _checked(costs or UnitCosts())
    left, left_out = _what_is_left(reached)
    sites = _sites(left, reached)
    lines = [RoadLine("", piece) for piece in border]
    chunks = metric_lines(lines, reached.metric_crs).chunks
    network = metric_lines(reached.around.network_lines, reached.metric_crs).chunks
    roads = grow(
        sites, _permitted(sites, chunks, network, reached.reach_m), reach_m=reached.reach_m
    )
    leaves = leaves_the_country(_shapes([p for r in roads for p in r.pieces]), chunks, network)
    of_road = np.repeat(np.arange(len(roads)), [len(road.pieces) for road in roads])
    leaving = set(of_road[leaves].tolist())
    called = reached.around.called
    projects = [
        _project(road, costs, lines, called[road.joins], i in leaving)
        for i, (road, lines) in enumerate(
            zip(roads, _lines(roads, called, reached.metric_crs), strict=True)
        )
    ]
    projects.sort(key=lambda project: -project["markers_per_million_vnd"])
    for rank, project in enumerate(projects, start=1):
        project["project"] = rank
    markers = _markers(left, sites, projects, costs)
    return {
        "schema": SCHEMA,
        "estimate": True,
        "as_of": reached.as_of,
        "known_at": known_at,
        "reach_m": reached.reach_m,
        "vnd_per_m": costs.vnd_per_m,
        "vnd_per_m_min": costs.vnd_per_m_min,
        "vnd_per_m_max": costs.vnd_per_m_max,
        "detour_factor": costs.detour_factor,
        "totals": _totals(projects, markers),
        "projects": projects,
        "markers": markers,
        "left_out": left_out,
        "illustrative": illustrative,
    }


def _checked(costs: UnitCosts) -> UnitCosts:
    """Return costs that can be; a cost outside the known range widens it.

    Raises:
        UsageError: a cost that is not above 0, or a road shorter than straight.
    """
    if costs.vnd_per_m <= 0 or not 1.0 <= costs.detour_factor <= 100.0:
        raise UsageError(
            "Đơn giá phải lớn hơn 0 đồng/m và hệ số đường vòng từ 1 đến 100.",
            "The cost a metre must be above 0 đồng, and the detour factor from 1 to 100.",
        )
    return costs._replace(
        vnd_per_m_min=min(costs.vnd_per_m_min, costs.vnd_per_m),
        vnd_per_m_max=max(costs.vnd_per_m_max, costs.vnd_per_m),
    )


def _what_is_left(reached: Reached) -> tuple[list[ReachMarker], dict[str, list[str]]]:
    """Return the markers to reach, and the numbers of those that are not asked for, by reason."""
    left: list[ReachMarker] = []
    left_out: dict[str, list[str]] = {reason: [] for reason in LEFT_OUT}
    for marker in reached.markers:
        measured = reached.measured[marker.number]
        if not marker.needs_road or measured == "reached":
            continue
        if marker.declared is not None and marker.declared in _IN_HAND:
            left_out[marker.declared].append(marker.number)
        elif marker.longitude is None:
            left_out["no_position"].append(marker.number)
        elif measured == "unknown":
            left_out["unknown"].append(marker.number)
        elif marker.number not in reached.around.joined:
            left_out["no_network"].append(marker.number)
        else:
            left.append(marker)
    return left, left_out


def _sites(left: Sequence[ReachMarker], reached: Reached) -> list[Site]:
    """Return the markers to reach with their ways to what exists, in metres."""
    around, crs = reached.around, reached.metric_crs
    at = _metres([(m.longitude, m.latitude) for m in left], crs)
    direct = [around.joined[marker.number] for marker in left]
    direct_to = _metres([(road.longitude, road.latitude) for road in direct], crs)
    nearest = [around.nearest[marker.number] for marker in left]
    nearest_at = _metres([(road.longitude, road.latitude) for road in nearest], crs)
    roots = list(around.gap)
    gap_from = _metres([around.gap[root].start for root in roots], crs)
    gap_to = _metres([around.gap[root].end for root in roots], crs)
    gaps = {
        root: Piece(start, end, around.gap[root].to)
        for root, start, end in zip(roots, gap_from, gap_to, strict=True)
    }
    sites = []
    for i, marker in enumerate(left):
        island = around.network.component[nearest[i].road]
        gap = gaps.get(island)
        within_reach = nearest[i].distance_m <= reached.reach_m + ON_THRESHOLD_M
        sites.append(
            Site(
                number=marker.number,
                at=at[i],
                direct=Piece(at[i], direct_to[i], direct[i].road),
                island=island if gap else None,
                to_island=None
                if gap is None or within_reach
                else Piece(at[i], nearest_at[i], nearest[i].road),
                gap=gap,
            )
        )
    return sites


def _permitted(
    sites: Sequence[Site], border: Geometries, network: Geometries, reach_m: float
) -> list[list[int]]:
    """Return the neighbours to which a straight road stays in the country, or none is needed."""
    neighbours = neighbours_of([site.at for site in sites])
    pairs = [(i, j) for i, others in enumerate(neighbours) for j in others if i < j]
    straight = _shapes([Piece(sites[i].at, sites[j].at, "") for i, j in pairs])
    permitted: list[list[int]] = [[] for _ in sites]
    leaves = leaves_the_country(straight, border, network)
    needed = shapely.length(straight) > reach_m + ON_THRESHOLD_M
    for (i, j), out in zip(pairs, (leaves & needed).tolist(), strict=True):
        if not out:
            permitted[i].append(j)
            permitted[j].append(i)
    return permitted


def _project(
    road: NewRoad, costs: UnitCosts, lines: list[CostedPiece], joins: str, leaves: bool
) -> CostedProject:
    cost_vnd = _cost(road.length_m, costs, costs.vnd_per_m)
    return {
        "project": 0,
        "markers": sorted(road.markers, key=MarkerNumber.parse),
        "joins_road": joins,
        "straight_m": round(road.length_m, 1),
        "length_m": _length_m(road.length_m, costs),
        "cost_vnd": cost_vnd,
        "cost_vnd_min": _cost(road.length_m, costs, costs.vnd_per_m_min),
        "cost_vnd_max": _cost(road.length_m, costs, costs.vnd_per_m_max),
        "markers_per_million_vnd": round(len(road.markers) * 1e6 / max(cost_vnd, 1), 6),
        "leaves_country": leaves,
        "lines": lines,
    }


def _cost(straight_m: float, costs: UnitCosts, vnd_per_m: int) -> int:
    """Return đồng, of the length as it is told: a reader multiplies and finds the same."""
    return round(_length_m(straight_m, costs) * vnd_per_m)


def _length_m(straight_m: float, costs: UnitCosts) -> float:
    return round(straight_m * costs.detour_factor, 1)


def _lines(
    roads: Sequence[NewRoad], called: Mapping[str, str], metric_crs: str
) -> list[list[CostedPiece]]:
    """Return the pieces of each road as they are told, places in degrees."""
    ends = [end for road in roads for piece in road.pieces for end in (piece.start, piece.end)]
    metres = np.array(ends, dtype=np.float64).reshape(-1, 2)
    degrees = np.column_stack(to_storage(metres[:, 0], metres[:, 1], metric_crs)).tolist()
    places = iter([_place(longitude, latitude) for longitude, latitude in degrees])
    return [
        [
            {
                "marker": marker,
                "to": called.get(piece.to, piece.to),
                "straight_m": round(piece.length_m, 1),
                "from": next(places),
                "until": next(places),
            }
            for piece, marker in zip(road.pieces, road.for_marker, strict=True)
        ]
        for road in roads
    ]


def _place(longitude: float, latitude: float) -> Place:
    return {
        "longitude": round(longitude, DEGREE_DECIMALS),
        "latitude": round(latitude, DEGREE_DECIMALS),
    }


def _markers(
    left: Sequence[ReachMarker],
    sites: Sequence[Site],
    projects: Sequence[CostedProject],
    costs: UnitCosts,
) -> list[CostedMarker]:
    project_of = {number: p["project"] for p in projects for number in p["markers"]}
    return [
        {
            "number": marker.number,
            "declared": marker.declared,
            "alone_m": round(length_m(site.alone), 1),
            "alone_cost_vnd": _cost(length_m(site.alone), costs, costs.vnd_per_m),
            "project": project_of[marker.number],
        }
        for marker, site in zip(left, sites, strict=True)
    ]


def _totals(projects: Sequence[CostedProject], markers: Sequence[CostedMarker]) -> CostTotals:
    return {
        "markers": len(markers),
        "projects": len(projects),
        "straight_m": round(sum(project["straight_m"] for project in projects), 1),
        "length_m": round(sum(project["length_m"] for project in projects), 1),
        "cost_vnd": sum(project["cost_vnd"] for project in projects),
        "cost_vnd_min": sum(project["cost_vnd_min"] for project in projects),
        "cost_vnd_max": sum(project["cost_vnd_max"] for project in projects),
        "alone_cost_vnd": sum(marker["alone_cost_vnd"] for marker in markers),
    }


def _metres(degrees: Sequence[tuple[float | None, float | None]], metric_crs: str) -> list[Metres]:
    """Return places in degrees as easting and northing."""
    places = np.array(degrees, dtype=np.float64).reshape(-1, 2)
    easting, northing = to_metric(places[:, 0], places[:, 1], metric_crs)
    return list(zip(easting.tolist(), northing.tolist(), strict=True))


def _shapes(pieces: Sequence[Piece]) -> Geometries:
    """Return pieces as LineStrings, in metres."""
    ends = np.array([(piece.start, piece.end) for piece in pieces], dtype=np.float64)
    return np.asarray(shapely.linestrings(ends.reshape(-1, 2, 2)), dtype=object)
