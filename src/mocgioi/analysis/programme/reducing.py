"""The same choice in a smaller graph: what no best choice needs is left out, chains are joined."""

from __future__ import annotations

import heapq
from math import inf
from time import monotonic
from typing import NamedTuple

from mocgioi.analysis.programme.network import ROOT, Network, Piece, adjacency, distances


class Reduced(NamedTuple):
    """A smaller network, and the pieces of the whole that each of its pieces stands for."""

    network: Network
    stands_for: list[tuple[int, ...]]

    def whole(self, pieces: tuple[int, ...]) -> list[int]:
        """Return the pieces of the whole network."""
        return [i for piece in pieces for i in self.stands_for[piece]]


def reduced(network: Network, budget: int | None, *, until_s: float = inf) -> Reduced:
    """Return a network in which a choice within the budget is worth as much as in the whole.

    Left out are: nodes that the money cannot reach; of pieces between the same nodes all but the
    cheapest; a piece whose ends hang together by others for no more; dead ends that serve
    nothing. Two pieces that meet where nothing is served and nothing else ends become one.
    """
    pieces: dict[int, Piece] = {
        i: piece for i, piece in enumerate(network.pieces) if piece.start != piece.end
    }
    stands_for: dict[int, tuple[int, ...]] = {i: (i,) for i in pieces}
    far, _ = distances(network, adjacency(network), [ROOT])
    if budget is not None:
        pieces = {
            i: piece
            for i, piece in pieces.items()
            if min(far[piece.start], far[piece.end]) + piece.cost <= budget
        }
    serving = {
        node
        for node, markers in network.serves.items()
        if any(network.weight.get(m, 0.0) > 0 for m in markers)
    } | {ROOT}
    while True:
        before = len(pieces)
        _keep_cheapest(pieces)
        _leave_out_dominated(pieces, far, until_s)
        _join_chains(pieces, stands_for, serving)
        if len(pieces) == before or monotonic() > until_s:
            break
    return _renumbered(network, pieces, stands_for)


def _keep_cheapest(pieces: dict[int, Piece]) -> None:
    best: dict[tuple[int, int], int] = {}
    for i, piece in sorted(pieces.items(), key=lambda entry: (entry[1].cost, entry[0])):
        best.setdefault((min(piece[:2]), max(piece[:2])), i)
    for i in set(pieces) - set(best.values()):
        del pieces[i]


def _leave_out_dominated(pieces: dict[int, Piece], far: list[float], until_s: float) -> None:
    """Leave out each piece whose ends the others join for no more, the dearest first.

    `far`, the least cost from `ROOT` to each node, stays as it is.
    """
    at: dict[int, dict[int, int]] = {}
    for i, piece in pieces.items():
        at.setdefault(piece.start, {})[i] = piece.end
        at.setdefault(piece.end, {})[i] = piece.start
    for i in sorted(pieces, key=lambda i: (-pieces[i].cost, i)):
        if monotonic() > until_s:
            return
        start, end, cost = pieces[i]
        if min(far[start], far[end]) > 0 and far[start] + far[end] <= cost:
            dominated = True  # by way of ROOT
        else:
            dominated = min(len(at[start]), len(at[end])) > 1 and _joined_by_others(i, pieces, at)
        if dominated:
            del at[start][i], at[end][i], pieces[i]


def _joined_by_others(i: int, pieces: dict[int, Piece], at: dict[int, dict[int, int]]) -> bool:
    """Say whether a way around a piece costs no more; one through `ROOT` is not looked for."""
    start, goal, most = pieces[i]
    if start == ROOT:
        start, goal = goal, start
    far = {start: 0}
    heap = [(0, start)]
    while heap:
        cost, node = heapq.heappop(heap)
        if node == goal:
            return True
        if cost > far[node] or node == ROOT:
            continue
        for j, other in at[node].items():
            through = cost + pieces[j].cost
            if j != i and through <= most and through < far.get(other, most + 1):
                far[other] = through
                heapq.heappush(heap, (through, other))
    return False


def _join_chains(
    pieces: dict[int, Piece], stands_for: dict[int, tuple[int, ...]], serving: set[int]
) -> None:
    """Join the two pieces at a node that serves nothing, and leave out dead ends there."""
    at: dict[int, set[int]] = {}
    for i, piece in pieces.items():
        at.setdefault(piece.start, set()).add(i)
        at.setdefault(piece.end, set()).add(i)
    waiting = sorted(node for node in at if node not in serving)
    while waiting:
        node = waiting.pop()
        own = sorted(at.get(node, ()))
        if node in serving or len(own) not in (1, 2):
            continue
        first = own[0]
        start = pieces[first].other(node)
        at.pop(node)
        at[start].discard(first)
        if len(own) == 2:
            second = own[1]
            end = pieces[second].other(node)
            at[end].discard(second)
            cost = pieces[first].cost + pieces[second].cost
            del pieces[second]
            if end != start:
                pieces[first] = Piece(start, end, cost)
                stands_for[first] = (*stands_for[first], *stands_for[second])
                at[start].add(first)
                at[end].add(first)
                continue
            waiting.append(end)
        pieces.pop(first)
        waiting.append(start)


def _renumbered(
    network: Network, pieces: dict[int, Piece], stands_for: dict[int, tuple[int, ...]]
) -> Reduced:
    kept = sorted(pieces)
    ends = {node for i in kept for node in pieces[i][:2]} | {ROOT}
    number = {node: i for i, node in enumerate(sorted(ends))}
    return Reduced(
        Network(
            len(number),
            [Piece(number[p.start], number[p.end], p.cost) for p in map(pieces.__getitem__, kept)],
            {number[v]: markers for v, markers in network.serves.items() if v in number},
            network.weight,
        ),
        [stands_for[i] for i in kept],
    )
