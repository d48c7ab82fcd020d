"""New roads grown from what exists, so that one of them serves several markers.

An estimate of what would have to be built, in straight pieces: nothing here knows the terrain.
The markers that have no road are attached one by one, always the one that costs the fewest
metres of new road: straight to the nearest joined line; by way of a road that is joined to
nothing, whose gap is closed first (once for all who use it); or to the nearest point of a new
road to a neighbour, neighbours being those of the Delaunay triangulation. This is Prim's
algorithm with roads that may branch anywhere, so together they are never longer than the
minimum spanning tree of markers and network, nor than each marker's own straight way. A marker
that new road passes within reach is served by it. What hangs at one place of the network is one
project. Ties go to the marker first along the border.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.lines.network import ON_THRESHOLD_M

Metres = tuple[float, float]
"""Easting and northing, metres."""


class Piece(NamedTuple):
    """A straight piece of new road, from `start` to where it meets `to`.

    Attributes:
        to: name of the line it meets, or the number of the marker whose new road it meets.
    """

    start: Metres
    end: Metres
    to: str

    @property
    def length_m(self) -> float:
        """Return its length, planar metres."""
        return hypot(self.end[0] - self.start[0], self.end[1] - self.start[1])


class Site(NamedTuple):
    """A marker without a road, and how it could be reached by what exists.

    Attributes:
        number, at: the marker and its place.
        direct: the piece to the nearest joined line.
        island: name of the nearest network that is joined to nothing, or None.
        to_island: the piece to it, or None where it is within reach already.
        gap: the piece that would join the island to the network.
    """

    number: str
    at: Metres
    direct: Piece
    island: str | None = None
    to_island: Piece | None = None
    gap: Piece | None = None

    @property
    def alone(self) -> tuple[Piece, ...]:
        """Return the pieces by which this marker alone is reached with the fewest metres."""
        if self.gap is None:
            return (self.direct,)
        through = (*((self.to_island,) if self.to_island else ()), self.gap)
        return min(through, (self.direct,), key=length_m)


@dataclass(slots=True)
class NewRoad:
    """New road that hangs at one place of the network.

    Attributes:
        joins: name of the line of the network that it hangs at.
        markers: numbers of those it serves, in the order they were attached.
        pieces: what is to be built; for_marker: for which marker each piece was attached.
    """

    joins: str
    markers: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    for_marker: list[str] = field(default_factory=list)

    @property
    def length_m(self) -> float:
        """Return the length of all pieces, planar metres."""
        return length_m(self.pieces)


class _Joint(NamedTuple):
    """A way to attach a site; compared by what it costs, then by the order of sites."""

    new_m: float
    site: int
    rank: int
    pieces: tuple[Piece, ...]
    branch_of: int | None
    island: str | None


def grow(
    sites: Sequence[Site],
    neighbours: Sequence[Sequence[int]],
    *,
    reach_m: float,
) -> list[NewRoad]:
    """Return the new roads that serve all `sites`, in the order they were begun.

    Args:
        sites: in border order.
        neighbours: for each site those it may branch from or to (`neighbours_of`).
        reach_m: a site this near to new road needs none of its own, planar metres.
    """
    return _Growth(sites, neighbours, reach_m).run()


class _Growth:
    """The roads as they grow."""

    def __init__(
        self, sites: Sequence[Site], neighbours: Sequence[Sequence[int]], reach_m: float
    ) -> None:
        self._sites = sites
        self._neighbours = neighbours
        self._reach_m = reach_m
        self._places = shapely.STRtree(shapely.points([site.at for site in sites] or [(0.0, 0.0)]))
        self._road_of: dict[int, NewRoad] = {}
        self._opened: dict[str, NewRoad] = {}
        self._users: dict[str, list[int]] = {}
        self._heap: list[_Joint] = []
        self._rank = 0

    def run(self) -> list[NewRoad]:
        for i, site in enumerate(self._sites):
            self._offer(i, (site.direct,))
            if site.island is not None and site.gap is not None:
                self._users.setdefault(site.island, []).append(i)
                through = (*((site.to_island,) if site.to_island else ()), site.gap)
                self._offer(i, through, island=site.island)
        roads: list[NewRoad] = []
        while self._heap:
            joint = heapq.heappop(self._heap)
            if joint.site not in self._road_of:
                self._attach(joint, roads)
        return roads

    def _offer(
        self,
        site: int,
        pieces: tuple[Piece, ...],
        *,
        branch_of: int | None = None,
        island: str | None = None,
    ) -> None:
        self._rank += 1
        heapq.heappush(
            self._heap, _Joint(length_m(pieces), site, self._rank, pieces, branch_of, island)
        )

    def _attach(self, joint: _Joint, roads: list[NewRoad]) -> None:
        site = self._sites[joint.site]
        road = self._opened.get(joint.island or "")
        if joint.branch_of is not None:
            road = self._road_of[joint.branch_of]
        if road is None:
            road = NewRoad(joint.pieces[-1].to)
            roads.append(road)
        road.markers.append(site.number)
        road.pieces += joint.pieces
        road.for_marker += [site.number] * len(joint.pieces)
        self._road_of[joint.site] = road
        if joint.island is not None and joint.island not in self._opened:
            self._opened[joint.island] = road
            for user in self._users[joint.island]:
                way = self._sites[user].to_island
                self._offer(user, (way,) if way else (), island=joint.island)
        for other in self._passed(joint.pieces):
            if other not in self._road_of:
                self._offer(other, (), branch_of=joint.site)
        for other in self._neighbours[joint.site]:
            if other not in self._road_of:
                self._offer(other, self._branch(other, joint), branch_of=joint.site)

    def _passed(self, pieces: tuple[Piece, ...]) -> list[int]:
        """Return the sites within reach of some pieces, in order."""
        if not pieces:
            return []
        lines = shapely.MultiLineString([(piece.start, piece.end) for piece in pieces])
        within_m = self._reach_m + ON_THRESHOLD_M
        return sorted(self._places.query(lines, predicate="dwithin", distance=within_m).tolist())

    def _branch(self, site: int, joint: _Joint) -> tuple[Piece, ...]:
        """Return the piece from a site to the nearest point of what was just attached."""
        at, number = self._sites[site].at, self._sites[joint.site].number
        stands = Piece(at, self._sites[joint.site].at, number)
        branch = min(
            (stands, *(Piece(at, _foot(at, piece), number) for piece in joint.pieces)),
            key=lambda piece: piece.length_m,
        )
        return () if branch.length_m <= self._reach_m + ON_THRESHOLD_M else (branch,)


def neighbours_of(places: Sequence[Metres]) -> list[list[int]]:
    """Return the Delaunay neighbours of each place; the minimum spanning tree is among them.

    Places that coincide, or all lie on one line, are neighbours of the next one in order of
    easting and northing.
    """
    neighbours: list[set[int]] = [set() for _ in places]
    order = sorted(range(len(places)), key=lambda i: (places[i], i))
    pairs = list(pairwise(order))
    first = {places[i]: i for i in reversed(order)}
    edges = shapely.get_parts(
        shapely.delaunay_triangles(shapely.MultiPoint(list(first)), only_edges=True)
    )
    ends: NDArray[np.float64] = shapely.get_coordinates(edges).reshape(-1, 4)
    pairs += [(first[a, b], first[c, d]) for a, b, c, d in ends.tolist()]
    for site, neighbour in pairs:
        neighbours[site].add(neighbour)
        neighbours[neighbour].add(site)
    return [sorted(beside) for beside in neighbours]


def length_m(pieces: Sequence[Piece]) -> float:
    """Return the length of pieces together, planar metres."""
    return sum(piece.length_m for piece in pieces)


def _foot(at: Metres, piece: Piece) -> Metres:
    """Return the point of a piece that is nearest to `at`."""
    (e, n), (start_e, start_n), (end_e, end_n) = at, piece.start, piece.end
    along_e, along_n = end_e - start_e, end_n - start_n
    length2 = along_e**2 + along_n**2
    if length2 == 0:
        return piece.start
    share = ((e - start_e) * along_e + (n - start_n) * along_n) / length2
    share = min(1.0, max(0.0, share))
    return start_e + share * along_e, start_n + share * along_n
