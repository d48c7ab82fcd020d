"""What is chosen in: nodes, pieces of road between them, and the markers that each node serves.

A small undirected graph of plain numbers. Node 0 (`ROOT`) is all that is there already; a choice
is a set of pieces that hang together with it (`Choice`).
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

ROOT = 0


class Piece(NamedTuple):
    """A piece of new road between two nodes; cost in đồng."""

    start: int
    end: int
    cost: int

    def other(self, node: int) -> int:
        """Return the end that is not `node`."""
        return self.end if node == self.start else self.start


class Network(NamedTuple):
    """A graph to choose in.

    Attributes:
        nodes: how many; 0 is `ROOT`.
        pieces: what could be built.
        serves: markers by node, served when the node hangs together with `ROOT`.
        weight: of each marker, in markers; what is not in it counts for nothing.
    """

    nodes: int
    pieces: Sequence[Piece]
    serves: Mapping[int, Sequence[str]]
    weight: Mapping[str, float]


class Choice(NamedTuple):
    """Pieces that hang together with `ROOT`: places in `Network.pieces`, ascending."""

    pieces: tuple[int, ...]
    markers: frozenset[str]
    value: float
    cost: int

    @property
    def rank(self) -> tuple[float, int]:
        """Return what the better of two choices has more of: value, then money left."""
        return (self.value, -self.cost)


NOTHING = Choice((), frozenset(), 0.0, 0)


class Demand(NamedTuple):
    """So many of these markers must be served; each of them weighs more than 0."""

    markers: frozenset[str]
    least: int

    def is_met(self, served: Iterable[str]) -> bool:
        """Say whether markers that are served are enough of these."""
        return len(self.markers.intersection(served)) >= self.least


def adjacency(network: Network) -> list[list[int]]:
    """Return the pieces at each node."""
    at: list[list[int]] = [[] for _ in range(network.nodes)]
    for i, piece in enumerate(network.pieces):
        at[piece.start].append(i)
        if piece.end != piece.start:
            at[piece.end].append(i)
    return at


def chosen(network: Network, pieces: Iterable[int]) -> Choice:
    """Return a choice as it stands: the cheapest tree of those pieces that hang at `ROOT`.

    Dead ends that serve nothing which is not served without them are left out.
    """
    kept = _spanning(network, sorted(set(pieces)))
    kept = _without_dead_ends(network, kept)
    nodes = {ROOT}
    for i in kept:
        nodes.update(network.pieces[i][:2])
    markers = frozenset(m for v in nodes for m in network.serves.get(v, ()))
    return Choice(
        tuple(sorted(kept)),
        markers,
        round(sum(network.weight.get(m, 0.0) for m in markers), 6),
        sum(network.pieces[i].cost for i in kept),
    )


def _spanning(network: Network, pieces: Sequence[int]) -> set[int]:
    """Return the cheapest tree of what hangs at `ROOT` (Prim)."""
    at: dict[int, list[int]] = {}
    for i in pieces:
        at.setdefault(network.pieces[i].start, []).append(i)
        at.setdefault(network.pieces[i].end, []).append(i)
    seen, tree = {ROOT}, set()
    heap = [(network.pieces[i].cost, i, ROOT) for i in at.get(ROOT, ())]
    heapq.heapify(heap)
    while heap:
        _, i, origin = heapq.heappop(heap)
        node = network.pieces[i].other(origin)
        if node in seen:
            continue
        seen.add(node)
        tree.add(i)
        for j in at[node]:
            if network.pieces[j].other(node) not in seen:
                heapq.heappush(heap, (network.pieces[j].cost, j, node))
    return tree


def _without_dead_ends(network: Network, tree: set[int]) -> set[int]:
    at: dict[int, set[int]] = {}
    count: dict[str, int] = {}
    for i in tree:
        for node in network.pieces[i][:2]:
            at.setdefault(node, set()).add(i)
    for node in {ROOT, *at}:
        for marker in network.serves.get(node, ()):
            count[marker] = count.get(marker, 0) + 1
    ends = sorted(
        (node for node, own in at.items() if len(own) == 1 and node != ROOT),
        key=lambda node: (-network.pieces[next(iter(at[node]))].cost, node),
    )
    kept = set(tree)
    while ends:
        node = ends.pop(0)
        served = network.serves.get(node, ())
        if any(count[m] == 1 and network.weight.get(m, 0.0) > 0 for m in served):
            continue
        for marker in served:
            count[marker] -= 1
        (i,) = at.pop(node)
        kept.discard(i)
        before = network.pieces[i].other(node)
        at[before].discard(i)
        if before != ROOT and len(at[before]) == 1:
            ends.append(before)
    return kept


def distances(
    network: Network, at: Sequence[Sequence[int]], sources: Iterable[int]
) -> tuple[list[float], list[int]]:
    """Return the least cost from the sources to each node, and the piece by which it is reached.

    The piece is -1 at the sources and where there is no way (cost: infinite).
    """
    far = [float("inf")] * network.nodes
    by = [-1] * network.nodes
    heap: list[tuple[float, int]] = []
    for node in sources:
        far[node] = 0.0
        heap.append((0.0, node))
    relax(network, at, far, by, heap)
    return far, by


def relax(
    network: Network,
    at: Sequence[Sequence[int]],
    far: list[float],
    by: list[int],
    heap: list[tuple[float, int]],
) -> None:
    """Bring costs up to date where some nodes came nearer (Dijkstra): `far` and `by` in place."""
    heapq.heapify(heap)
    pieces = network.pieces
    while heap:
        cost, node = heapq.heappop(heap)
        if cost > far[node]:
            continue
        for i in at[node]:
            piece = pieces[i]
            other = piece.end if node == piece.start else piece.start
            through = cost + piece.cost
            if through < far[other]:
                far[other], by[other] = through, i
                heapq.heappush(heap, (through, other))
