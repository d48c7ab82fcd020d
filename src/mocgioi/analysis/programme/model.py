"""A choice as a mixed-integer programme: arcs that lead away from `ROOT`, nodes, and markers.

A set of pieces that hangs at `ROOT` is an arborescence: each node that is reached has one arc
that leads in. What these rows alone allow beside it are rings that hang at nothing; `cuts` bars
them as they appear. Costs are in budgets, values in steps (`Model.step`), so that the solver's
tolerances mean little of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, vstack

from mocgioi.analysis.programme.cuts import Arcs, Cut
from mocgioi.analysis.programme.network import ROOT, Choice, Demand, Network, adjacency, distances

_CHEAPER = 1e-3
"""Of a step of value: what the whole budget counts for, so that of equal choices the cheaper is
better and no money outweighs a marker."""

Vector = NDArray[np.float64]


class Model:
    """The programme of one network, budget and demands; what is maximised is `worth`.

    Attributes:
        step: what every value is a multiple of, in markers.
        arcs: the arcs and their cuts.
        least: the value that is asked for, in markers; None: any.
        worth: of each variable: value in steps, less the cheaper's share of its cost; once the
            cheapest is sought (`seek_cheapest`), its cost in budgets alone.
    """

    def __init__(
        self,
        network: Network,
        budget: int,
        demands: Sequence[Demand],
    ) -> None:
        self._network = network
        self._budget = budget
        tails, heads, self._piece = _arcs_of(network)
        self.arcs = Arcs(network.nodes, tails, heads)
        self._tails, self._heads = np.array(tails), np.array(heads)
        self._several = _markers_of_several(network, demands)
        self.count = len(tails)
        self._node_at = self.count
        self._marker_at = self.count + network.nodes
        self.variables = self._marker_at + len(self._several)
        self.step = step_of(network)
        costs = [network.pieces[i].cost / budget for i in self._piece]
        self._costs = np.zeros(self.variables)
        self._costs[: self.count] = costs
        self._values = self._value_of_each()
        self.worth = self._values - _CHEAPER * self._costs
        self.is_saving = False
        self.least: float | None = None
        self.upper = np.ones(self.variables)
        self._rows: list[tuple[dict[int, float], float]] = []  # coefficients, at most
        self._write_rows(demands)
        self._matrix, self._most = self._as_matrix(self._rows)

    def _value_of_each(self) -> Vector:
        """Return the value of each variable, in steps."""
        worth = np.zeros(self.variables)
        for node, markers in self._network.serves.items():
            for marker in markers:
                value = self._network.weight.get(marker, 0.0) / self.step
                if marker not in self._several:
                    worth[self._node_at + node] += value
        for marker, i in self._several.items():
            worth[self._marker_at + i] = self._network.weight.get(marker, 0.0) / self.step
        return worth

    def _write_rows(self, demands: Sequence[Demand]) -> None:
        network, add = self._network, self._rows.append
        entering: list[list[int]] = [[] for _ in range(network.nodes)]
        leaving: list[list[int]] = [[] for _ in range(network.nodes)]
        of_piece: dict[int, list[int]] = {}
        for arc, (tail, head) in enumerate(zip(self._tails, self._heads, strict=True)):
            entering[head].append(arc)
            leaving[tail].append(arc)
            of_piece.setdefault(self._piece[arc], []).append(arc)
        for node in range(1, network.nodes):
            x = self._node_at + node
            add(({x: 1.0, **dict.fromkeys(entering[node], -1.0)}, 0.0))
            add(({x: -1.0, **dict.fromkeys(entering[node], 1.0)}, 0.0))
            if not any(network.weight.get(m, 0.0) > 0 for m in network.serves.get(node, ())):
                add(({x: 1.0, **dict.fromkeys(leaving[node], -1.0)}, 0.0))
        for own in of_piece.values():
            for node in {int(self._tails[own[0]]), int(self._heads[own[0]])} - {ROOT}:
                add(({self._node_at + node: -1.0, **dict.fromkeys(own, 1.0)}, 0.0))
        add(({arc: cost for arc, cost in enumerate(self._costs.tolist()) if cost}, 1.0))
        nodes_of: dict[str, list[int]] = {}
        for node, markers in network.serves.items():
            for marker in markers:
                nodes_of.setdefault(marker, []).append(self._node_at + node)
        for marker, i in self._several.items():
            add(({self._marker_at + i: 1.0, **dict.fromkeys(nodes_of[marker], -1.0)}, 0.0))
        for demand in demands:
            wanted: dict[int, float] = {}
            for marker in sorted(demand.markers):
                at = self._several.get(marker)
                places = nodes_of.get(marker, ()) if at is None else (self._marker_at + at,)
                for place in places:
                    wanted[place] = wanted.get(place, 0.0) - 1.0
            add((wanted, -float(demand.least)))

    def _as_matrix(
        self, rows: Sequence[tuple[dict[int, float], float]]
    ) -> tuple[csr_array, Vector]:
        row = np.repeat(np.arange(len(rows)), [len(entries) for entries, _ in rows])
        column = np.array([j for entries, _ in rows for j in entries], dtype=np.int32)
        value = np.array([v for entries, _ in rows for v in entries.values()], dtype=np.float64)
        shape = (len(rows), self.variables)
        return csr_array(coo_array((value, (row, column)), shape=shape)), np.array(
            [most for _, most in rows], dtype=np.float64
        )

    def bar(self, cuts: Iterable[Cut]) -> None:
        """Add cuts: what is reached has an arc that leads in."""
        rows = [
            ({self._node_at + node: 1.0, **dict.fromkeys(entering, -1.0)}, 0.0)
            for entering, node in cuts
        ]
        self._add(rows)

    def seek_cheapest(self) -> None:
        """Maximise no value any more, but the money left."""
        self.is_saving = True
        self.worth = -self._costs

    def rows(self) -> tuple[csr_array, Vector]:
        """Return coefficients and what each row comes to at most."""
        if self.least is None:
            return self._matrix, self._most
        wanted = {i: -value for i, value in enumerate(self._values.tolist()) if value}
        matrix, most = self._as_matrix([(wanted, -self.least / self.step)])
        return csr_array(vstack([self._matrix, matrix])), np.concatenate([self._most, most])

    def bar_together(self, pieces: Iterable[int]) -> None:
        """Bar pieces that together are dearer than the budget by less than the tolerances see."""
        wanted = set(pieces)
        arcs = [arc for arc, piece in enumerate(self._piece) if piece in wanted]
        self._add([(dict.fromkeys(arcs, 1.0), float(len(wanted) - 1))])

    def _add(self, rows: Sequence[tuple[dict[int, float], float]]) -> None:
        matrix, most = self._as_matrix(rows)
        self._matrix = csr_array(vstack([self._matrix, matrix]))
        self._most = np.concatenate([self._most, most])

    def broken(self, x: Vector, *, least: float, most: int) -> list[Cut]:
        """Return cuts that a point breaks."""
        return self.arcs.broken(
            x[: self.count], x[self._node_at : self._marker_at], least=least, most=most
        )

    def pieces(self, x: Vector, least: float = 0.5) -> list[int]:
        """Return the pieces of which a point takes more than `least`."""
        return sorted({self._piece[arc] for arc in np.flatnonzero(x[: self.count] > least)})

    def value_at_most(self, worth: float) -> float:
        """Return the value, in markers, that no choice exceeds where none is worth more."""
        return round(floor(worth + _CHEAPER + 1e-6) * self.step, 6)

    def worth_of(self, choice: Choice) -> float:
        """Return what a choice is worth."""
        if self.is_saving:
            return -choice.cost / self._budget
        return choice.value / self.step - _CHEAPER * choice.cost / self._budget


def step_of(network: Network) -> float:
    """Return what the values of all choices are multiples of: a marker, or a hundredth."""
    whole = all(float(weight).is_integer() for weight in network.weight.values())
    return 1.0 if whole else 0.01


def _arcs_of(network: Network) -> tuple[list[int], list[int], list[int]]:
    """Return arcs (tails, heads, their pieces) that some best choice is made of.

    None leads to `ROOT`, nor to a node that new road from `ROOT` reaches for no more than the
    arc costs.
    """
    far, by = distances(network, adjacency(network), [ROOT])
    tails, heads, pieces = [], [], []
    for i, piece in enumerate(network.pieces):
        for tail, head in ((piece.start, piece.end), (piece.end, piece.start)):
            if head == ROOT or tail == head:
                continue
            if far[head] < piece.cost or (far[head] == piece.cost and by[head] != i):
                continue
            tails.append(tail)
            heads.append(head)
            pieces.append(i)
    return tails, heads, pieces


def _markers_of_several(network: Network, demands: Sequence[Demand]) -> dict[str, int]:
    """Return the markers that several nodes serve, numbered: each counts once."""
    count: dict[str, int] = {}
    for markers in network.serves.values():
        for marker in markers:
            count[marker] = count.get(marker, 0) + 1
    demanded = {marker for demand in demands for marker in demand.markers}
    several = [
        marker
        for marker, nodes in count.items()
        if nodes > 1 and (network.weight.get(marker, 0.0) > 0 or marker in demanded)
    ]
    return {marker: i for i, marker in enumerate(sorted(several))}
