"""The cheapest tree of ways that serves everybody, nearly: what all missing roads would cost.

Grown from what exists, always towards the marker that costs least (Takahashi and Matsuyama, *An
approximate solution for the Steiner problem in graphs*, 1980), then made better: a node that
serves nobody is taken in, or left out, while the tree becomes cheaper by it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

from mocgioi.analysis.programme.candidates import Candidates
from mocgioi.analysis.programme.network import ROOT

_PASSES = 4

Edges = Sequence[tuple[int, int, int]]
"""Two nodes and what the way between them costs, by the place of the way."""


def cheapest_tree(graph: Candidates) -> list[int]:
    """Return the places in `Candidates.ways` that connect every node that serves a marker."""
    edges = [(way.start, way.end, way.cost_vnd) for way in graph.ways]
    by_cost = sorted(range(len(edges)), key=lambda i: (edges[i][2], i))
    wanted = set(graph.serves) - {ROOT}
    before = _paths(edges, graph.nodes, wanted)
    best = _spanning(edges, by_cost, {ROOT} | _nodes(edges, before, wanted), wanted)
    for _ in range(_PASSES):
        cost = _cost(edges, best)
        for node in range(1, graph.nodes):
            if node not in wanted:
                used = {ROOT} | wanted | {end for i in best for end in edges[i][:2]}
                other = _spanning(edges, by_cost, used ^ {node}, wanted)
                if other and _cost(edges, other) < _cost(edges, best):
                    best = other
        if _cost(edges, best) == cost:
            break
    return sorted(best)


def ways_home(graph: Candidates) -> dict[int, list[int]]:
    """Return for each node that serves a marker the ways by which it alone is reached cheapest."""
    edges = [(way.start, way.end, way.cost_vnd) for way in graph.ways]
    before = _paths(edges, graph.nodes, ())
    home: dict[int, list[int]] = {}
    for node in graph.serves:
        home[node], at = [], node
        while at != ROOT:
            home[node].append(before[at])
            at = _other(edges, before[at], at)
    return home


def _paths(edges: Edges, nodes: int, wanted: Iterable[int]) -> dict[int, int]:
    """Return the way by which each node is reached.

    A node that is wanted costs nothing any more once it is reached, nor does the path to it:
    whatever comes after hangs on the nearest place of what is built by then.
    """
    beside: list[list[int]] = [[] for _ in range(nodes)]
    for i, (start, end, _) in enumerate(edges):
        beside[start].append(i)
        beside[end].append(i)
    left = set(wanted)
    cost, before = {ROOT: 0}, dict[int, int]()
    built = {ROOT}
    heap = [(0, ROOT)]
    while heap:
        so_far, node = heapq.heappop(heap)
        if so_far > cost[node]:
            continue
        at = node
        while node in left and at not in built:
            built.add(at)
            cost[at] = 0
            heapq.heappush(heap, (0, at))
            at = _other(edges, before[at], at)
        if node in left:
            left.discard(node)
            continue
        for i in beside[node]:
            other, total = _other(edges, i, node), so_far + edges[i][2]
            if other not in built and total < cost.get(other, total + 1):
                cost[other], before[other] = total, i
                heapq.heappush(heap, (total, other))
    return before


def _nodes(edges: Edges, before: Mapping[int, int], wanted: Iterable[int]) -> set[int]:
    """Return the nodes on the paths to those wanted."""
    nodes: set[int] = set()
    for at in wanted:
        while at != ROOT and at not in nodes:
            nodes.add(at)
            at = _other(edges, before[at], at)
    return nodes


def _other(edges: Edges, i: int, node: int) -> int:
    start, end, _ = edges[i]
    return end if node == start else start


def _spanning(edges: Edges, by_cost: Sequence[int], nodes: set[int], wanted: set[int]) -> list[int]:
    """Return the cheapest tree over nodes, without dead ends that serve nobody.

    Empty where a node that is wanted does not hang together with `ROOT`.
    """
    group = {node: node for node in nodes}

    def first(node: int) -> int:
        while group[node] != node:
            group[node] = node = group[group[node]]
        return node

    chosen = []
    for i in by_cost:
        start, end, _ = edges[i]
        if start in group and end in group and first(start) != first(end):
            group[first(start)] = first(end)
            chosen.append(i)
    if any(first(node) != first(ROOT) for node in wanted):
        return []
    return _without_dead_ends(edges, chosen, wanted)


def _without_dead_ends(edges: Edges, chosen: Sequence[int], wanted: set[int]) -> list[int]:
    at: dict[int, set[int]] = {}
    for i in chosen:
        for node in edges[i][:2]:
            at.setdefault(node, set()).add(i)
    kept = set(chosen)
    waiting = [node for node, ways in at.items() if len(ways) == 1]
    while waiting:
        node = waiting.pop()
        if node == ROOT or node in wanted or len(at[node]) != 1:
            continue
        i = at[node].pop()
        kept.discard(i)
        other = _other(edges, i, node)
        at[other].discard(i)
        waiting.append(other)
    return sorted(kept)


def _cost(edges: Edges, chosen: Iterable[int]) -> int:
    return sum(edges[i][2] for i in chosen)
