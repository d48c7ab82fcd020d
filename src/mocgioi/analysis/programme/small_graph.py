"""Paths over the grid made into a small graph: pulled taut, without what nothing is lost by."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.programme.mesh import feet_of
from mocgioi.analysis.programme.region import Geometries, Numbers, Region
from mocgioi.analysis.programme.search import Path
from mocgioi.analysis.programme.taut import drawn_in, pulled_taut, without_detours

_LEAST_M = 1e-6
_ROUNDS = 3


class Piece(NamedTuple):
    """A candidate way between two nodes: vertices from the one to the other.

    `metres` is what it weighs (`Region.weigh`).
    """

    start: int
    end: int
    metres: float
    vertices: Numbers


def taut_pieces(
    paths: Sequence[Path],
    region: Region,
    lines: Mapping[int, Geometries],
) -> list[Piece]:
    """Return paths pulled taut; an end at existing road slides along it to the nearest place.

    Args:
        lines: of the network and of each island, by node.
    """
    shapes = pulled_taut([path.vertices for path in paths], region)
    for _ in range(_ROUNDS):
        slid = _slide(shapes, [path.start for path in paths], lines, region)
        back = [shape[::-1] for shape in slid]
        slid = [s[::-1] for s in _slide(back, [p.end for p in paths], lines, region)]
        if all(new is old for new, old in zip(slid, shapes, strict=True)):
            break
        shapes = without_detours(slid, region)
    shapes = drawn_in(shapes, region)
    return [
        Piece(path.start, path.end, weight_of(shape, region), shape)
        for path, shape in zip(paths, shapes, strict=True)
    ]


def weight_of(vertices: Numbers, region: Region) -> float:
    """Return what a line weighs (`Region.weigh`)."""
    return float(region.weigh(vertices[:-1], vertices[1:]).sum())


def without_dominated(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the shortest piece of each two nodes, if the others together are not shorter."""
    shortest: dict[tuple[int, int], Piece] = {}
    for piece in pieces:
        ends = piece.start, piece.end
        if ends not in shortest or piece.metres < shortest[ends].metres:
            shortest[ends] = piece
    kept = [shortest[ends] for ends in sorted(shortest)]
    beside: dict[int, list[tuple[float, int]]] = {}
    for piece in kept:
        metres = max(piece.metres, _LEAST_M)
        beside.setdefault(piece.start, []).append((metres, piece.end))
        beside.setdefault(piece.end, []).append((metres, piece.start))
    return [
        piece
        for piece in kept
        if not _is_shorter(beside, piece.start, piece.end, max(piece.metres, _LEAST_M) - _LEAST_M)
    ]


def _is_shorter(
    beside: Mapping[int, Sequence[tuple[float, int]]], start: int, end: int, limit_m: float
) -> bool:
    """Say whether pieces lead from one node to another in less than a length."""
    waiting, done = [(0.0, start)], set[int]()
    while waiting:
        metres, node = heapq.heappop(waiting)
        if node == end:
            return True
        if node not in done:
            done.add(node)
            for further, other in beside[node]:
                if metres + further < limit_m and other not in done:
                    heapq.heappush(waiting, (metres + further, other))
    return False


def contracted(
    pieces: Sequence[Piece], removable: Collection[int], passing: Collection[int]
) -> list[Piece]:
    """Return pieces without nodes that serve nobody: dead ends, and those only passed through.

    Args:
        removable: nodes that may go where they are dead ends.
        passing: those of them that may also go where two pieces meet: the two become one.
    """
    beside: dict[int, set[int]] = {}
    by_ends: dict[tuple[int, int], Piece] = {}
    for piece in pieces:
        by_ends[piece.start, piece.end] = piece
        beside.setdefault(piece.start, set()).add(piece.end)
        beside.setdefault(piece.end, set()).add(piece.start)

    def drop(a: int, b: int) -> Piece:
        beside[a].discard(b)
        beside[b].discard(a)
        return by_ends.pop((min(a, b), max(a, b)))

    waiting = sorted(removable)
    while waiting:
        node = waiting.pop()
        others = sorted(beside.get(node, ()))
        if len(others) == 1:
            drop(node, others[0])
        elif len(others) == 2 and node in passing:
            joined = _through(node, drop(node, others[0]), drop(node, others[1]))
            ends = joined.start, joined.end
            if ends not in by_ends or joined.metres < by_ends[ends].metres:
                by_ends[ends] = joined
                beside[ends[0]].add(ends[1])
                beside[ends[1]].add(ends[0])
        else:
            continue
        waiting += [other for other in others if other in removable]
    return [by_ends[ends] for ends in sorted(by_ends)]


def _through(node: int, first: Piece, last: Piece) -> Piece:
    """Return two pieces that meet at a node as one."""
    to = first.vertices if first.end == node else first.vertices[::-1]
    onward = last.vertices if last.start == node else last.vertices[::-1]
    start = first.start if first.end == node else first.end
    end = last.end if last.start == node else last.start
    vertices = np.concatenate((to, onward[1:]))
    if start > end:
        start, end, vertices = end, start, vertices[::-1]
    return Piece(start, end, first.metres + last.metres, vertices)


def _slide(
    shapes: Sequence[Numbers],
    starts: Sequence[int],
    lines: Mapping[int, Geometries],
    region: Region,
) -> list[Numbers]:
    """Return shapes whose first vertex is where existing road is nearest to the second."""
    slid = list(shapes)
    for node in sorted(set(starts) & lines.keys()):
        own = [i for i, start in enumerate(starts) if start == node]
        second = np.array([shapes[i][1] for i in own])
        points = shapely.points(second)
        nearest = shapely.STRtree(lines[node]).query_nearest(points, all_matches=False)[1]
        feet = feet_of(second, lines[node][nearest])
        stays = region.stays(feet, second)
        first = np.array([shapes[i][0] for i in own])
        gain = region.weigh(first, second) - region.weigh(feet, second)
        for i, foot, fits in zip(own, feet, (stays & (gain > _LEAST_M)).tolist(), strict=True):
            if fits:
                slid[i] = np.vstack((foot, shapes[i][1:]))
    return slid
