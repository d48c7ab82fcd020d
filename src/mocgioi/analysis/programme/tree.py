"""The shortest tree of ways that serves everybody, nearly: what all missing roads would cost.

Grown from what exists, always towards the marker that costs least (Takahashi and Matsuyama, *An
approximate solution for the Steiner problem in graphs*, 1980), then made better: a node that
serves nobody is taken in, or left out, while the tree becomes cheaper by it (Rayward-Smith's and
Minoux' vertex insertion and elimination). Nothing depends on the order in which ways are given.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

from mocgioi.analysis.programme.candidates import ROOT, Candidates, Way

_PASSES = 4


def cheapest_tree(graph: Candidates) -> list[Way]:
    """Return ways that connect every node that serves a marker, in the order of `graph.ways`."""
    wanted = {node for node in graph.serves if node != ROOT}
    nodes = _grown(graph, wanted)
    by_cost = sorted(graph.ways, key=lambda way: (way.cost_vnd, way.start, way.end))
    best = _spanning(by_cost, nodes, wanted)
    for _ in range(_PASSES):
        before = _cost(best)
        for node in range(1, graph.nodes):
            if node in wanted:
                continue
            used = {ROOT} | wanted | {end for way in best for end in (way.start, way.end)}
            other = _spanning(by_cost, used ^ {node}, wanted)
            if other and _cost(other) < _cost(best):
                best = other
        if _cost(best) == before:
            break
    chosen = {(way.start, way.end) for way in best}
    return [way for way in graph.ways if (way.start, way.end) in chosen]


def _grown(graph: Candidates, wanted: Iterable[int]) -> set[int]:
    """Return the nodes of a tree that is grown towards the nearest node wanted, time and again."""
    beside: list[list[tuple[int, int]]] = [[] for _ in range(graph.nodes)]
    for way in graph.ways:
        beside[way.start].append((way.cost_vnd, way.end))
        beside[way.end].append((way.cost_vnd, way.start))
    left = set(wanted)
    cost = {ROOT: 0}
    before: dict[int, int] = {}
    inside = {ROOT}
    heap = [(0, ROOT)]
    while heap and left:
        so_far, node = heapq.heappop(heap)
        if so_far > cost[node]:
            continue
        if node in left:
            at = node
            while at not in inside:
                inside.add(at)
                cost[at] = 0
                heapq.heappush(heap, (0, at))
                at = before[at]
            left -= inside
            continue
        for more, other in beside[node]:
            if so_far + more < cost.get(other, so_far + more + 1):
                cost[other], before[other] = so_far + more, node
                heapq.heappush(heap, (so_far + more, other))
    return inside


def _spanning(by_cost: Sequence[Way], nodes: set[int], wanted: set[int]) -> list[Way]:
    """Return the cheapest tree over nodes without dead ends that serve nobody.

    Empty where a node that is wanted is not among what hangs together with `ROOT`.
    """
    group = {node: node for node in nodes}

    def root(node: int) -> int:
        while group[node] != node:
            group[node] = node = group[group[node]]
        return node

    ways = []
    for way in by_cost:
        if way.start in group and way.end in group:
            start, end = root(way.start), root(way.end)
            if start != end:
                group[start] = end
                ways.append(way)
    at_root = root(ROOT)
    if any(root(node) != at_root for node in wanted if node in group):
        return []
    return _pruned(ways, wanted)


def _pruned(ways: Sequence[Way], wanted: set[int]) -> list[Way]:
    at: dict[int, set[int]] = {}
    for i, way in enumerate(ways):
        at.setdefault(way.start, set()).add(i)
        at.setdefault(way.end, set()).add(i)
    dropped: set[int] = set()
    waiting = [node for node, some in at.items() if len(some) == 1]
    while waiting:
        node = waiting.pop()
        if node == ROOT or node in wanted or len(at[node]) != 1:
            continue
        (i,) = at.pop(node)
        dropped.add(i)
        other = ways[i].start if ways[i].end == node else ways[i].end
        at[other].discard(i)
        waiting.append(other)
    return [way for i, way in enumerate(ways) if i not in dropped]


def _cost(ways: Iterable[Way]) -> int:
    return sum(way.cost_vnd for way in ways)
