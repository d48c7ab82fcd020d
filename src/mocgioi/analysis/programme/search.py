"""Shortest ways over the ground between what is to be joined: sites, islands, the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.programme.mesh import Links, Mesh, joined_links
from mocgioi.analysis.programme.network import ROOT
from mocgioi.analysis.programme.region import Geometries, Indices, Numbers, Region
from mocgioi.analysis.programme.shortest import shortest_paths

_Number = TypeVar("_Number", np.float64, np.intp)

_FIRST_M = 400.0
_FIRST_TIMES = 1.2
"""A disc about a site holds the straight way to the network this many times, and some more."""

_STEP_CELLS = 2
"""Paths that differ by less are looked for together (`shortest_paths`)."""

_SIDE_BY_SIDE_CELLS = 4

_WIDENINGS = 6
"""How often a disc that may be too narrow for the shortest way is made wider."""


class Ends(NamedTuple):
    """What ways may lead to.

    Attributes:
        sites: (n, 2) places.
        network: lines inside the region; islands: the lines of each island inside it.
        centres, centre_node: places about which ground is looked at, and the node whose way to
            the network it has to hold.
    """

    sites: Numbers
    network: Geometries
    islands: Sequence[Geometries]
    centres: Numbers
    centre_node: Indices


class Path(NamedTuple):
    """A path over the grid between two nodes, its vertices from the one to the other."""

    start: int
    end: int
    metres: float
    vertices: Numbers


class Spread(NamedTuple):
    """Shortest paths from the nearest of some nodes.

    Attributes:
        cells: those that are reached, sorted; metres: how far each is; node: from which.
        before: the cell before, by order of all cells; one past these stands for the node.
    """

    cells: Indices
    metres: Numbers
    before: Indices
    node: Indices


class Search:
    """A mesh wide enough for the shortest way of every site, and the nodes on it.

    Node 0 is the network, then come the sites, the islands, and the junctions that are added.

    Attributes:
        home: the paths from the network.
        home_m: how far each node is from it, metres over the grid; inf where no way leads.
    """

    def __init__(self, region: Region, ends: Ends) -> None:
        self._region = region
        self._ends = ends
        radii = self._first_radii()
        for _ in range(_WIDENINGS):
            self.mesh = Mesh(region, ends.centres, radii)
            self._link()
            self.home = self.spread([ROOT])
            self.home_m = self._nearest_m()
            needed = self.home_m[ends.centre_node]
            wider = np.where(np.isfinite(needed), needed, 2 * radii)
            if not (wider > radii).any():
                break
            radii = np.where(wider > radii, wider * 1.05, radii)

    def spread(self, nodes: Iterable[int], limit_m: float = np.inf) -> Spread:
        """Return the shortest paths from the nearest of `nodes`, up to a length."""
        count = len(self.mesh.cells)
        metres, before, source = shortest_paths(
            self._graph,
            np.array(list(nodes)) + count,
            step_m=_STEP_CELLS * self.mesh.cell_m,
            limit_m=limit_m,
        )
        cells = np.flatnonzero(np.isfinite(metres[:count]))
        return Spread(cells, metres[cells], before[cells], source[cells] - count)

    def add_junctions(self, cells: Indices) -> Indices:
        """Make nodes of cells; return their numbers."""
        nodes = np.arange(self.nodes, self.nodes + len(cells))
        links = Links(nodes, cells, np.zeros(len(cells)), self.mesh.cells[cells])
        self.nodes += len(cells)
        self._use(joined_links([self.links, links]))
        self.home_m = self._nearest_m()
        return nodes

    def touching(self, *, first: int = ROOT) -> list[Path]:
        """Return the shortest paths between nodes whose catchments touch, by their nodes.

        Args:
            first: nodes before it have no catchment.
        """
        found = self.spread(range(first, self.nodes))
        mesh = self.mesh
        metres, node = self._dense(found.metres, found, np.inf), self._dense(found.node, found, -1)
        start, end = mesh.start, mesh.end
        meets = (node[start] != node[end]) & (node[start] >= 0) & (node[end] >= 0)
        start, end = start[meets], end[meets]
        total = metres[start] + mesh.metres[meets] + metres[end]
        swapped = node[start] > node[end]
        start, end = np.where(swapped, end, start), np.where(swapped, start, end)
        order = np.lexsort((end, start, total, node[end], node[start]))
        pair = node[start[order]] * self.nodes + node[end[order]]
        best = order[np.unique(pair, return_index=True)[1]]
        before = self._dense(found.before, found, -1)
        return [
            Path(
                int(node[a]),
                int(node[b]),
                metre,
                np.concatenate(
                    (self._back(a, before, int(node[a]))[::-1], self._back(b, before, int(node[b])))
                ),
            )
            for a, b, metre in zip(
                start[best].tolist(), end[best].tolist(), total[best].tolist(), strict=True
            )
        ]

    def side_by_side(self) -> list[Path]:
        """Return the straight pieces between sites so close that cells do not tell them apart."""
        at = self._ends.sites
        points = shapely.points(at)
        first, other = shapely.STRtree(points).query(
            points, predicate="dwithin", distance=_SIDE_BY_SIDE_CELLS * self.mesh.cell_m
        )
        order = np.lexsort((other, first))
        first, other = first[order], other[order]
        first, other = first[first < other], other[first < other]
        stays = self._region.stays(at[first], at[other])
        first, other = first[stays], other[stays]
        weights = self._region.weigh(at[first], at[other]).tolist()
        return [
            Path(a + 1, b + 1, weight, at[[a, b]])
            for a, b, weight in zip(first.tolist(), other.tolist(), weights, strict=True)
        ]

    def homeward(self, node: int) -> Path | None:
        """Return the shortest path from the network to a node, None where there is none."""
        own = self.links.node == node
        cells, metres = self.links.cell[own], self.links.metres[own]
        total = self._home_metres[cells] + metres
        if not len(total) or not np.isfinite(total.min()):
            return None
        best = int(np.argmin(total))
        back = self._back(int(cells[best]), self._home_before, ROOT)
        vertices = np.concatenate((back[::-1], self.links.foot[own][best][None]))
        return Path(ROOT, node, float(total[best]), vertices)

    def leg(self, node: int, found: Spread, junction: int, cell: int) -> Path:
        """Return the path of a spread from its one node to a junction that is a cell."""
        before = self._dense(found.before, found, -1)
        return Path(
            node,
            junction,
            float(found.metres[np.searchsorted(found.cells, cell)]),
            self._back(cell, before, node)[::-1],
        )

    def _first_radii(self) -> Numbers:
        points = shapely.points(self._ends.centres)
        tree = shapely.STRtree(self._ends.network)
        metres = tree.query_nearest(points, return_distance=True, all_matches=False)[1]
        return np.asarray(metres) * _FIRST_TIMES + _FIRST_M

    def _link(self) -> None:
        ends, mesh = self._ends, self.mesh
        sites = mesh.links_of_places(ends.sites)
        first = 1 + len(ends.sites)
        self.nodes = first + len(ends.islands)
        lines = {ROOT: ends.network, **dict(enumerate(ends.islands, start=first))}
        self._use(joined_links([sites._replace(node=sites.node + 1), mesh.links_of_lines(lines)]))

    def _use(self, links: Links) -> None:
        self.links = links
        self._graph = self.mesh.graph(links, self.nodes)
        key = links.node * len(self.mesh.cells) + links.cell
        self._link_order = np.argsort(key, kind="stable")
        self._link_key = key[self._link_order]

    def _nearest_m(self) -> Numbers:
        """Return how far each node is from the network, by its own best link."""
        self._home_metres = self._dense(self.home.metres, self.home, np.inf)
        self._home_before = self._dense(self.home.before, self.home, -1)
        metres = np.full(self.nodes, np.inf)
        links = self.links
        np.minimum.at(metres, links.node, self._home_metres[links.cell] + links.metres)
        return metres

    def _dense(self, values: NDArray[_Number], found: Spread, other: float) -> NDArray[_Number]:
        dense = np.full(len(self.mesh.cells), other, dtype=values.dtype)
        dense[found.cells] = values
        return dense

    def _back(self, cell: int, before: Indices, node: int) -> Numbers:
        """Return the vertices of a path from a cell back to where it leaves its node."""
        cells, count = [cell], len(self.mesh.cells)
        while 0 <= (earlier := int(before[cells[-1]])) < count:
            cells.append(earlier)
        link = self._link_order[np.searchsorted(self._link_key, node * count + cells[-1])]
        return np.concatenate((self.mesh.cells[cells], self.links.foot[link][None]))
