"""A grid over the ground, its shortest paths: eight neighbours and the eight knight's moves.

Paths over such a grid are at most 2.8 % longer than the straight line; those that are kept are
pulled taut afterwards (`taut`). Cells lie at whole multiples of their side, whatever is asked for,
so that the same ground gives the same cells. Where the next road is far from many, the ground to
look at would have millions of cells: then they are larger.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.programme.region import Geometries, Indices, Numbers, Region
from mocgioi.analysis.programme.shortest import Graph, graph_of

CELL_M = 50.0
"""Side of a cell, planar metres; doubled until no more than these are looked at:"""

_MOST_CELLS = 300_000
_MOST_IN_DISCS = 6_000_000
"""Cells of all discs together: from each centre the ground of its own disc is gone over."""

_BESIDE = ((1, 0), (0, 1), (1, 1), (1, -1))
_KNIGHT = ((2, 1), (1, 2), (2, -1), (1, -2))
_LEAST_M = 1e-3
"""Least weight of a link: zero would be no link."""


class Links(NamedTuple):
    """How nodes that are no cells hang on cells.

    Attributes:
        node, cell: of each link, nodes from 0; metres: what it weighs (`Region.weigh`).
        foot: (n, 2) where it leaves the node.
    """

    node: Indices
    cell: Indices
    metres: Numbers
    foot: Numbers


class Mesh:
    """Cells of a region within some discs, and the pieces between neighbours.

    Attributes:
        cell_m: side of a cell.
        cells: (n, 2) their middles.
        start, end: of each piece, the cells that it joins; metres: what it weighs.
    """

    def __init__(self, region: Region, places: Numbers, radii: Numbers) -> None:
        self.region = region
        self.cell_m = _side_m(region, places, radii)
        self._corner, mask = _cells_in_discs(places, radii, self.cell_m)
        row, column = np.nonzero(mask)
        cells = np.column_stack((column, row)) * self.cell_m + self._corner
        inside = region.has(cells)
        row, column = row[inside], column[inside]
        self.cells = cells[inside]
        self._order: Indices = np.full(mask.shape, -1, dtype=np.intp)
        self._order[row, column] = np.arange(len(row))
        self._edges(row, column)

    def near(self, shapes: Geometries, rings: int) -> Indices:
        """Return the cells that a line passes through and some rings about them, sorted."""
        dense = shapely.get_coordinates(shapely.segmentize(shapes, self.cell_m / 2))
        row, column = self._cell_of(dense)
        height, width = self._order.shape
        pad = rings + 1
        fits = (row >= -rings) & (row < height + rings)
        fits &= (column >= -rings) & (column < width + rings)
        key = np.unique((row[fits] + pad) * (width + 2 * pad) + column[fits] + pad)
        row, column = key // (width + 2 * pad) - pad, key % (width + 2 * pad) - pad
        around = range(-rings, rings + 1)
        found = [self.at(row + down, column + aside) for down in around for aside in around]
        cells = np.unique(np.concatenate(found))
        return cells[cells >= 0]

    def _cell_of(self, places: Numbers) -> tuple[Indices, Indices]:
        """Return row and column of the cell nearest to each place, there or not."""
        steps = np.rint((places - self._corner) / self.cell_m).astype(np.intp)
        return steps[:, 1], steps[:, 0]

    def at(self, row: Indices, column: Indices) -> Indices:
        """Return the cells at rows and columns, -1 where there is none."""
        height, width = self._order.shape
        fits = (row >= 0) & (row < height) & (column >= 0) & (column < width)
        cells = np.full(len(row), -1, dtype=np.intp)
        cells[fits] = self._order[row[fits], column[fits]]
        return cells

    def _edges(self, row: Indices, column: Indices) -> None:
        at_edge = np.zeros(len(row), dtype=bool)
        at_edge[self.near(self.region.chunks, rings=1)] = True
        starts, ends = [], []
        for moves, may_touch in ((_BESIDE, True), (_KNIGHT, False)):
            for aside, down in moves:
                other = self.at(row + down, column + aside)
                start = np.flatnonzero(other >= 0)
                end = other[start]
                touching = at_edge[start] | at_edge[end]
                if may_touch:
                    kept = ~touching
                    kept[touching] = self.region.stays(
                        self.cells[start[touching]], self.cells[end[touching]]
                    )
                else:
                    kept = ~touching
                starts.append(start[kept])
                ends.append(end[kept])
        self.start, self.end = np.concatenate(starts), np.concatenate(ends)
        self.metres = self._weigh(self.start, self.end)

    def _weigh(self, start: Indices, end: Indices) -> Numbers:
        """Return what the pieces between neighbours weigh, by the heights at their ends alone."""
        metres = np.hypot(*(self.cells[start] - self.cells[end]).T)
        slopes = self.region.slopes
        if slopes is None:
            return np.asarray(metres)
        heights_m = slopes.at(self.cells)
        return slopes.weighed(metres, np.abs(heights_m[end] - heights_m[start]))

    def graph(self, links: Links, nodes: int) -> Graph:
        """Return cells and nodes as a graph: nodes come after the cells, nothing leads to them."""
        first = len(self.cells)
        rows = np.concatenate((self.start, self.end, links.node + first))
        columns = np.concatenate((self.end, self.start, links.cell))
        weights = np.concatenate((self.metres, self.metres, np.maximum(links.metres, _LEAST_M)))
        return graph_of(rows, columns, weights, first + nodes)

    def links_of_places(self, places: Numbers) -> Links:
        """Link each place to the cells about it that a straight piece leads to."""
        row, column = self._cell_of(places)
        node, cell = [], []
        for down in range(-3, 4):
            for aside in range(-3, 4):
                found = self.at(row + down, column + aside)
                kept = np.flatnonzero(found >= 0)
                node.append(kept)
                cell.append(found[kept])
        nodes, cells = np.concatenate(node), np.concatenate(cell)
        metres = self.region.weigh(places[nodes], self.cells[cells])
        legal = self.region.stays(places[nodes], self.cells[cells])
        nodes, cells, metres = nodes[legal], cells[legal], metres[legal]
        return Links(nodes, cells, metres, places[nodes])

    def links_of_lines(self, lines: Mapping[int, Geometries]) -> Links:
        """Link the lines of each node to the cells beside them, from where they are nearest."""
        parts: list[Links] = []
        for node, own in lines.items():
            cells = self.near(own, rings=2)
            if not len(cells):
                continue
            points = shapely.points(self.cells[cells])
            at, line = shapely.STRtree(own).query_nearest(
                points, max_distance=1.5 * self.cell_m, all_matches=False
            )
            cells = cells[at]
            feet = feet_of(self.cells[cells], own[line])
            legal = self.region.stays(feet, self.cells[cells])
            cells, feet = cells[legal], feet[legal]
            metres = self.region.weigh(feet, self.cells[cells])
            parts.append(Links(np.full(len(cells), node), cells, metres, feet))
        return joined_links(parts)


def feet_of(places: Numbers, lines: Geometries) -> Numbers:
    """Return the point of each line that is nearest to each place, row by row."""
    points = shapely.points(places)
    return np.asarray(
        shapely.get_coordinates(
            shapely.line_interpolate_point(lines, shapely.line_locate_point(lines, points))
        )
    )


def joined_links(parts: list[Links]) -> Links:
    """Return links one after the other."""
    if not parts:
        nothing = np.empty(0, dtype=np.intp)
        return Links(nothing, nothing, np.empty(0), np.empty((0, 2)))
    return Links(*(np.concatenate([part[i] for part in parts]) for i in range(4)))


def _side_m(region: Region, places: Numbers, radii: Numbers) -> float:
    """Return the side of cells small enough to tell ways apart, and few enough to be gone over."""
    side_m = CELL_M
    if (np.pi * radii**2).sum() <= _MOST_CELLS * side_m**2:
        return side_m
    ground_m2 = shapely.area(
        shapely.intersection(
            region.area, shapely.union_all(shapely.buffer(shapely.points(places), radii))
        )
    )
    in_discs_m2 = np.minimum(np.pi * radii**2, ground_m2).sum()
    while ground_m2 > _MOST_CELLS * side_m**2 or in_discs_m2 > _MOST_IN_DISCS * side_m**2:
        side_m *= 2
    return side_m


def _cells_in_discs(
    places: Numbers, radii: Numbers, cell_m: float
) -> tuple[Numbers, NDArray[np.bool_]]:
    """Return the place of the first cell, and which of the cells about it lie in a disc."""
    low = np.floor((places - radii[:, None]).min(axis=0) / cell_m)
    high = np.ceil((places + radii[:, None]).max(axis=0) / cell_m)
    width, height = (high - low).astype(int) + 1
    mask = np.zeros((height, width), dtype=bool)
    middles = places / cell_m - low
    for (east, north), radius in zip(middles.tolist(), (radii / cell_m).tolist(), strict=True):
        left, right = max(int(east - radius), 0), min(int(east + radius) + 2, width)
        down, up = max(int(north - radius), 0), min(int(north + radius) + 2, height)
        aside2 = (np.arange(left, right) - east) ** 2
        above2 = (np.arange(down, up) - north) ** 2
        mask[down:up, left:right] |= above2[:, None] + aside2 <= radius**2
    return low * cell_m, mask
