"""The graph a programme chooses from: candidate ways over the ground, few and all buildable.

Every way stays inside the communes. Markers that are left, islands of road that are joined to
nothing, and the network (`ROOT`) are spread over a grid (`mesh`); where two of their catchments
touch there is a way between the two (Mehlhorn, *A faster approximation algorithm for the Steiner
problem in graphs*, 1988: the shortest tree of straight connections is among these). Where three of
them are served by a trunk with less new road than by connecting them one to another, the place
where the three parts meet becomes a node too (`junctions`). Ways are pulled taut, and one that is
no shorter than what the other ways together offer is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.lines.metric_lines import metric_lines
from mocgioi.analysis.lines.network import ON_THRESHOLD_M
from mocgioi.analysis.lines.reach import Reached, ReachMarker
from mocgioi.analysis.programme.junctions import add_junctions
from mocgioi.analysis.programme.left import places_of, sites_of, what_is_left
from mocgioi.analysis.programme.limit import MOST_LEFT, TooManyMarkers
from mocgioi.analysis.programme.network import ROOT
from mocgioi.analysis.programme.prices import Pricing
from mocgioi.analysis.programme.region import (
    Geometries,
    Indices,
    Numbers,
    Region,
    region_of,
)
from mocgioi.analysis.programme.remembered import Remembered
from mocgioi.analysis.programme.search import Ends, Search
from mocgioi.analysis.programme.slopes import Slopes
from mocgioi.analysis.programme.small_graph import (
    Piece,
    contracted,
    taut_pieces,
    without_dominated,
)
from mocgioi.domain.heights import Heights
from mocgioi.domain.prices import Terrain

Metres = tuple[float, float]
"""Easting and northing, metres."""


class Way(NamedTuple):
    """A candidate piece of new road between two nodes, usable in either direction.

    Attributes:
        start, end: nodes, start < end.
        length_m: on the ground: planar metres times the detour factor.
        cost_vnd, cost_vnd_min, cost_vnd_max: đồng.
        shape: vertices in the metric CRS, from start to end.
        joins: what the road is called that it meets where an end is `ROOT`, else empty.
        terrain_m: metres on the ground by class of terrain.
        name: of an approved work with a stated cost, which `stated` then says.
    """

    start: int
    end: int
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    shape: tuple[Metres, ...]
    joins: str
    terrain_m: Mapping[str, float]
    name: str | None = None
    stated: bool = False


class Candidates(NamedTuple):
    """The graph.

    Attributes:
        nodes: how many; `ROOT` is the first.
        serves: the markers within reach of a node, which are served when it is connected to
            `ROOT`; each stands at one node.
        left_out: numbers of the markers no way is sought to, by reason.
    """

    metric_crs: str
    nodes: int
    ways: tuple[Way, ...]
    serves: Mapping[int, tuple[str, ...]]
    left_out: Mapping[str, tuple[str, ...]]


def candidates(
    reached: Reached,
    *,
    communes: Sequence[bytes],
    border: Sequence[bytes],
    pricing: Pricing,
    heights: Heights | None = None,
) -> Candidates:
    """Return the graph of candidate ways to the markers that are left.

    Args:
        reached: what `reach.find_reached` found.
        communes: outlines; border: pieces of the border line; WKB in EPSG:4326.
        pricing: what a metre costs, and how far a road winds.
        heights: of the ground, where they are known.

    Raises:
        TooManyMarkers: more than `MOST_LEFT` are left.
    """
    left, left_out = what_is_left(reached)
    if len(left) > MOST_LEFT:
        raise TooManyMarkers(
            f"Còn {len(left)} mốc chưa có đường tới, quá nhiều để ước tính một lần (nhiều nhất "
            f"{MOST_LEFT}). Lập kho riêng cho từng đoạn biên giới.",
            f"{len(left)} markers are without a road, too many for one estimate (at most "
            f"{MOST_LEFT}). Make a store of each stretch of the border.",
        )
    slopes = Slopes(heights, reached.metric_crs, pricing) if heights else None
    ground = _ground(reached, left, communes, border, slopes)
    if ground is None:
        left_out["no_way"] = [marker.number for marker in left]
        return Candidates(reached.metric_crs, 1, (), {}, _frozen(left_out))
    pieces = _LOOKED_AT.of(_parts(ground), lambda: _pieces(ground))
    seen = {ROOT} | {node for piece in pieces for node in (piece.start, piece.end)}
    number = {node: i for i, node in enumerate(sorted(seen))}
    names = _names_met(pieces, ground)
    ways = tuple(
        _way(piece, number, name, pricing, slopes)
        for piece, name in zip(pieces, names, strict=True)
    )
    serves = {number[node]: tuple(m) for node, m in ground.serves.items() if node in seen}
    reachable = {marker for markers in serves.values() for marker in markers}
    left_out["no_way"] = [m.number for m in left if m.number not in reachable]
    return Candidates(reached.metric_crs, len(seen), ways, serves, _frozen(left_out))


_LOOKED_AT: Remembered[list[Piece]] = Remembered()


class _Ground(NamedTuple):
    """What is to be joined, and the ground between.

    Attributes:
        serves: markers by node.
        joins: what the road of each line of the network is called.
    """

    region: Region
    ends: Ends
    serves: dict[int, list[str]]
    joins: list[str]


def _ground(
    reached: Reached,
    left: Sequence[ReachMarker],
    communes: Sequence[bytes],
    border: Sequence[bytes],
    slopes: Slopes | None,
) -> _Ground | None:
    """Return what is to be joined; None where nothing is left or no road lies inside."""
    around, crs = reached.around, reached.metric_crs
    places = places_of(left, crs)
    network = metric_lines(around.network_lines, crs)
    if not left:
        return None
    region = region_of(communes, border, places, network.chunks, crs, slopes)
    joined, of_chunk = region.clipped(network.chunks)
    if not len(joined):
        return None
    apart = metric_lines(around.apart_lines, crs)
    islands, of_apart = region.clipped(apart.chunks)
    component = [around.network.component[apart.uuids[i]] for i in apart.chunk_road[of_apart]]
    by_island = {root: islands[np.equal(component, root)] for root in sorted(set(component))}
    outside_m = shapely.distance(region.area, shapely.points(places))
    feet, on_ground = region.ends_near(places, reached.reach_m)
    beside = _beside(places, list(by_island.values()), reached.reach_m)
    free = np.flatnonzero(on_ground & (beside < 0))
    sites = sites_of(
        [left[i] for i in free.tolist()],
        places[free],
        feet[free],
        outside_m[free],
        reached.reach_m,
    )
    at = np.array([site.at for site in sites]).reshape(-1, 2)
    first = 1 + len(sites)
    serves = {i: list(site.markers) for i, site in enumerate(sites, start=1)}
    waiting = np.flatnonzero(on_ground & (beside >= 0))
    for i in waiting.tolist():
        serves.setdefault(first + int(beside[i]), []).append(left[i].number)
    if not serves:
        return None
    ends = Ends(
        sites=at,
        network=joined,
        islands=list(by_island.values()),
        centres=np.concatenate((at, places[waiting])),
        centre_node=np.concatenate((np.arange(1, first), first + beside[waiting])),
    )
    called = [around.called[network.uuids[i]] for i in network.chunk_road[of_chunk].tolist()]
    return _Ground(region, ends, serves, called)


def _beside(places: Numbers, islands: Sequence[Geometries], reach_m: float) -> Indices:
    """Return the island within reach of each place, the nearest of several; -1: none."""
    beside = np.full(len(places), -1, dtype=np.intp)
    if not islands or not len(places):
        return beside
    island = np.repeat(np.arange(len(islands)), [len(lines) for lines in islands])
    place, line = shapely.STRtree(np.concatenate(islands)).query_nearest(
        shapely.points(places), max_distance=reach_m + ON_THRESHOLD_M, all_matches=False
    )
    beside[place] = island[line]
    return beside


def _parts(ground: _Ground) -> Iterator[bytes]:
    """Yield all that the pieces of a ground depend on."""
    ends = ground.ends
    yield from ground.region.parts()
    for array in (ends.sites, ends.centres, ends.centre_node, np.array(sorted(ground.serves))):
        yield array.tobytes()
    for lines in (ends.network, *ends.islands):
        yield b"".join(shapely.to_wkb(lines))


def _pieces(ground: _Ground) -> list[Piece]:
    """Return the pieces between what is to be joined and places where ways meet."""
    ends = ground.ends
    search = Search(ground.region, ends)
    paths = search.touching()
    paths += add_junctions(search, paths)
    paths += search.touching()
    paths += search.side_by_side()
    paths += [path for node in range(1, search.nodes) if (path := search.homeward(node))]
    first = 1 + len(ends.sites)
    lines = {ROOT: ends.network, **dict(enumerate(ends.islands, start=first))}
    pieces = without_dominated(taut_pieces(paths, ground.region, lines))
    removable = set(range(first, search.nodes)) - ground.serves.keys()
    passing = set(range(first + len(ends.islands), search.nodes))
    return without_dominated(contracted(pieces, removable, passing))


def _names_met(pieces: Sequence[Piece], ground: _Ground) -> list[str]:
    """Return what the road is called that each piece meets, empty where it meets none."""
    tree = shapely.STRtree(ground.ends.network)
    feet = [shapely.Point(piece.vertices[0]) for piece in pieces if piece.start == ROOT]
    met = iter(tree.query_nearest(feet, all_matches=False)[1].tolist())
    return [ground.joins[next(met)] if piece.start == ROOT else "" for piece in pieces]


def _way(
    piece: Piece, number: Mapping[int, int], joins: str, pricing: Pricing, slopes: Slopes | None
) -> Way:
    ground: dict[Terrain, float] = {
        "unknown": float(np.hypot(*np.diff(piece.vertices, axis=0).T).sum())
    }
    if slopes is not None:
        ground = slopes.lengths(piece.vertices)
    terrain_m = {code: round(m * pricing.detour_factor, 1) for code, m in ground.items()}
    prices = {code: pricing.of(code) for code in terrain_m}
    return Way(
        start=number[piece.start],
        end=number[piece.end],
        length_m=round(sum(terrain_m.values()), 1),
        cost_vnd=round(sum(m * prices[code].vnd_per_m for code, m in terrain_m.items())),
        cost_vnd_min=round(sum(m * prices[code].vnd_per_m_min for code, m in terrain_m.items())),
        cost_vnd_max=round(sum(m * prices[code].vnd_per_m_max for code, m in terrain_m.items())),
        shape=tuple((east, north) for east, north in piece.vertices.tolist()),
        joins=joins,
        terrain_m={str(code): metres for code, metres in terrain_m.items()},
    )


def _frozen(left_out: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {reason: tuple(numbers) for reason, numbers in left_out.items()}
