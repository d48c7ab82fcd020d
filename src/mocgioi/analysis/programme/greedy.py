"""A good choice without a solver: grown by what each đồng brings, then improved.

What the solver starts from, and what stands where its time is out. The same network gives the
same choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from time import monotonic

from mocgioi.analysis.programme.network import (
    ROOT,
    Choice,
    Demand,
    Network,
    adjacency,
    chosen,
    distances,
    relax,
)

_EXPONENTS = (1.0, 0.7, 1.4)
"""Of the value in value a cost, one start each: how much several markers on one way are liked."""

_MOST_WORK = 4_000_000
"""Pieces looked at while parts are exchanged, in all starts together: a second or two."""


def greedy(
    network: Network,
    budget: int,
    demands: Sequence[Demand] = (),
    *,
    until_s: float = inf,
) -> Choice | None:
    """Return the best choice found within a budget; None where the demands are not met by any.

    Args:
        budget: đồng.
        until_s: the moment (`monotonic`) after which nothing more grows or is exchanged; what the
            demands need is sought to its end.
    """
    growth = Growth(network, until_s=until_s)
    start = growth.meet(demands) if demands else ()
    best: Choice | None = None
    tries = _MOST_WORK // max(len(network.pieces), 1) // len(_EXPONENTS)
    for exponent in _EXPONENTS:
        if best is not None and growth.is_late:
            break
        grown = growth.fill(start, budget, exponent)
        if grown is None or not all(demand.is_met(grown.markers) for demand in demands):
            continue
        improved = _exchanged(growth, grown, budget, demands, exponent, tries)
        if best is None or improved.rank > best.rank:
            best = improved
    return best


def cheapest(network: Network, demands: Sequence[Demand]) -> Choice:
    """Return a cheap choice that meets the demands, whatever it costs."""
    return chosen(network, Growth(network).meet(demands))


class Growth:
    """Trees that grow from `ROOT`, a way at a time."""

    def __init__(self, network: Network, *, until_s: float = inf) -> None:
        self.network = network
        self._until_s = until_s
        self._at = adjacency(network)

    @property
    def is_late(self) -> bool:
        """Whether the time is out."""
        return monotonic() > self._until_s

    def meet(self, demands: Sequence[Demand]) -> tuple[int, ...]:
        """Return pieces that meet demands as far as they can be, the nearest marker first."""
        taken: set[int] = set()
        nodes = {ROOT}
        while True:
            served = self._served(nodes)
            wanted = {
                marker
                for demand in demands
                if not demand.is_met(served)
                for marker in demand.markers - served
            }
            far, by = distances(self.network, self._at, sorted(nodes))
            ends = [
                (far[node], node)
                for node, markers in self.network.serves.items()
                if far[node] < float("inf") and not wanted.isdisjoint(markers)
            ]
            if not ends:
                return tuple(sorted(taken))
            self._take(min(ends)[1], by, nodes, taken)

    def fill(self, start: Iterable[int], budget: int, exponent: float) -> Choice | None:
        """Return what grows from some pieces, always by the way that brings most a đồng."""
        network = self.network
        taken = set(start)
        begun = chosen(network, taken)
        if begun.cost > budget:
            return None
        nodes = {ROOT}
        for i in begun.pieces:
            nodes.update(network.pieces[i][:2])
        taken, spent, served = set(begun.pieces), begun.cost, set(begun.markers)
        far, by = distances(network, self._at, sorted(nodes))
        while True:
            end = (
                None if self.is_late else self._best_end(far, by, budget - spent, served, exponent)
            )
            if end is None:
                return chosen(network, taken)
            added = self._take(end, by, nodes, taken)
            for node in added:
                spent += network.pieces[by[node]].cost
                served.update(network.serves.get(node, ()))
                far[node] = 0.0
            for node in added:
                by[node] = -1
            relax(network, self._at, far, by, [(0.0, node) for node in added])

    def _served(self, nodes: Iterable[int]) -> set[str]:
        return {m for node in nodes for m in self.network.serves.get(node, ())}

    def _best_end(
        self, far: list[float], by: list[int], left: float, served: set[str], exponent: float
    ) -> int | None:
        """Return the node to which the way brings most a đồng within what is left."""
        network = self.network
        best, best_rate = None, 0.0
        for node, markers in network.serves.items():
            if far[node] > left or all(m in served for m in markers):
                continue
            brings: set[str] = set(markers)
            at = node
            while by[at] >= 0:
                at = network.pieces[by[at]].other(at)
                brings.update(network.serves.get(at, ()))
            value = sum(network.weight.get(m, 0.0) for m in sorted(brings - served))
            if value <= 0:
                continue
            rate = value**exponent / max(far[node], 1.0)
            if rate > best_rate:
                best, best_rate = node, rate
        return best

    def _take(self, node: int, by: Sequence[int], nodes: set[int], taken: set[int]) -> list[int]:
        """Take the way to a node, and return the nodes that are new on it."""
        added = []
        while node not in nodes:
            nodes.add(node)
            added.append(node)
            taken.add(by[node])
            node = self.network.pieces[by[node]].other(node)
        return added


def _exchanged(
    growth: Growth,
    choice: Choice,
    budget: int,
    demands: Sequence[Demand],
    exponent: float,
    tries: int,
) -> Choice:
    """Return a choice after parts of it were given up for better ones, while that helps."""
    parts = _parts(growth.network, choice)
    for _ in range(tries):
        part = next(parts, None)
        if part is None or growth.is_late:
            return choice
        other = growth.fill([i for i in choice.pieces if i not in part], budget, exponent)
        if (
            other is not None
            and other.rank > choice.rank
            and all(demand.is_met(other.markers) for demand in demands)
        ):
            choice = other
            parts = _parts(growth.network, choice)
    return choice


def _parts(network: Network, choice: Choice) -> Iterator[frozenset[int]]:
    """Give what may be given up: all that hangs at the far end of each piece, with the piece.

    Those that bring least a đồng come first.
    """
    at: dict[int, list[int]] = {}
    for i in choice.pieces:
        for node in network.pieces[i][:2]:
            at.setdefault(node, []).append(i)
    outward: list[tuple[int, int, int]] = []  # piece, its near end, its far end
    waiting = [(ROOT, -1)]
    while waiting:
        node, came_by = waiting.pop()
        for i in at.get(node, ()):
            if i != came_by:
                beyond = network.pieces[i].other(node)
                outward.append((i, node, beyond))
                waiting.append((beyond, i))
    brings = {v: sum(network.weight.get(m, 0.0) for m in network.serves.get(v, ())) for v in at}
    costs = dict.fromkeys(at, 0)
    hangs: dict[int, frozenset[int]] = dict.fromkeys(at, frozenset())
    parts: list[tuple[float, frozenset[int]]] = []
    for i, near, beyond in reversed(outward):
        part, cost = hangs[beyond] | {i}, costs[beyond] + network.pieces[i].cost
        parts.append((brings[beyond] / max(cost, 1), part))
        hangs[near] |= part
        costs[near] += cost
        brings[near] += brings[beyond]
    parts.sort(key=lambda entry: (entry[0], sorted(entry[1])))
    yield from (part for _, part in parts)
