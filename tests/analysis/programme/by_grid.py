"""Prim's tree over a plain grid inside an area: slow, and nothing to do with `candidates`."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from math import hypot

import shapely

CELL_M = 50


def grid_prim_m(
    land: shapely.Polygon, markers: Sequence[tuple[float, float]], trunk: Sequence[tuple[int, int]]
) -> float:
    """Return the metres of new road that a tree over a grid needs, grown marker by marker."""
    west, south, east, north = (round(side / CELL_M) for side in land.bounds)
    inner = land.buffer(-CELL_M / 2)
    shapely.prepare(inner)
    cells = {
        (i, j)
        for i in range(west, east + 1)
        for j in range(south, north + 1)
        if inner.covers(shapely.Point(i * CELL_M, j * CELL_M))
    }
    road = shapely.LineString(trunk)
    left = {(round(x / CELL_M), round(y / CELL_M)) for x, y in markers}
    metres = {
        cell: 0.0
        for cell in cells
        if road.distance(shapely.Point(cell[0] * CELL_M, cell[1] * CELL_M)) <= 1
    }
    before: dict[tuple[int, int], tuple[int, int]] = {}
    built = set(metres)
    heap = [(0.0, cell) for cell in sorted(metres)]
    total_m = 0.0
    while heap and left:
        so_far, cell = heapq.heappop(heap)
        if so_far > metres[cell]:
            continue
        if cell in left:
            left.discard(cell)
            total_m += so_far
            while cell not in built:
                built.add(cell)
                metres[cell] = 0.0
                heapq.heappush(heap, (0.0, cell))
                cell = before.get(cell, cell)
            continue
        for aside in (-1, 0, 1):
            for up in (-1, 0, 1):
                other = (cell[0] + aside, cell[1] + up)
                further = so_far + CELL_M * hypot(aside, up)
                if other in cells and further < metres.get(other, further + 1):
                    metres[other], before[other] = further, cell
                    heapq.heappush(heap, (further, other))
    assert not left, "a marker that the grid does not reach"
    return total_m
