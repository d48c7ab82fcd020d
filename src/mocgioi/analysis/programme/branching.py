"""The search for the best choice: linear programmes with cuts, then branching by HiGHS."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from mocgioi.analysis.programme.greedy import Growth
from mocgioi.analysis.programme.model import Model, Vector
from mocgioi.analysis.programme.network import Choice, Demand, Network, chosen

StoppedBy = Literal["proof", "work", "time"]
"""What ended a search: something is proved, so many steps are spent, or the time is out."""

_ROUNDS = 60
_CUTS_A_ROUND = 150
_LEAST_BROKEN = 0.02
_SLOW_ROUNDS = 4
_SLOW = 0.02
"""In steps of value: linear programmes go on while the bound falls by so much."""

_OF_VALUE = 0.7
"""Tolerance, in steps of value, that proves a value: what is left of a step is cost."""

_OF_COST = 2e-4
"""Tolerance, in steps of value, that makes a choice of a known value cheap: a thousandth of the
budget."""

_NODES_FOR_COST = 5


@contextmanager
def _unheard() -> Iterator[None]:
    """Keep what HiGHS prints of its own troubles out of stdout, where the documents go."""
    try:
        kept = os.dup(1)
    except OSError:  # there is no stdout
        yield
        return
    try:
        sys.stdout.flush()
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


class Branching:
    """A search within one network: for the most value, or for the least cost of the demands.

    Attributes:
        best: the best choice so far. bound: what none exceeds, in markers; None: not known.
        impossible: nothing meets the demands.
    """

    def __init__(
        self,
        network: Network,
        budget: int,
        demands: Sequence[Demand],
        best: Choice | None,
        *,
        until_s: float,
        node_limit: int,
        cheapest: bool = False,
    ) -> None:
        self.best = best
        self._cheapest = cheapest
        self.bound: float | None = None
        self.impossible = False
        self._network = network
        self._budget = budget
        self._demands = demands
        self._until_s = until_s
        self._nodes_left = node_limit
        self._growth = Growth(network)
        self._model = Model(network, budget, demands, cheapest=cheapest)

    def run(self) -> StoppedBy:
        """Branching until something is proved, the steps are spent, or the time is out."""
        if not self._network.pieces:
            return self._nothing_to_choose()
        stopped = self._relax()
        while stopped is None and not self._is_proved():
            stopped = self._branch(_OF_COST if self._cheapest else _OF_VALUE)
        if self._cheapest:
            return stopped or "proof"
        if self.best is not None and self._is_proved():
            self._nodes_left = min(self._nodes_left, _NODES_FOR_COST)
            self._model.require(self.best.value)
            stopped = self._relax()
            while stopped is None:
                stopped = self._branch(_OF_COST)
            return "time" if stopped == "time" else "proof"
        return stopped or "proof"

    def _nothing_to_choose(self) -> Literal["proof"]:
        self.impossible = self.best is None
        self.bound = 0.0 if self.best is None else self.best.value
        return "proof"

    @property
    def _seconds_left(self) -> float:
        return self._until_s - monotonic()

    def _relax(self) -> StoppedBy | None:
        """Solve linear programmes, and bar what their points break."""
        model, slow, last = self._model, 0, float("inf")
        for _ in range(_ROUNDS):
            if self._seconds_left <= 0:
                return "time"
            solved = linprog(
                -model.worth,
                A_ub=model.matrix,
                b_ub=model.most,
                bounds=np.column_stack([np.zeros(model.variables), model.upper]),
                method="highs",
                options={"time_limit": self._seconds_left},
            )
            if solved.status == 2:
                return self._infeasible()
            if solved.status != 0:
                return "time"
            worth = -float(solved.fun)
            self._learn(worth)
            self._grow_from(solved.x)
            if self._is_proved():
                break
            self._fix(worth, solved)
            slow = slow + 1 if last - worth < _SLOW else 0
            last = worth
            cuts = model.broken(solved.x, least=_LEAST_BROKEN, most=_CUTS_A_ROUND)
            if not cuts or slow >= _SLOW_ROUNDS:
                break
            model.bar(cuts)
        return None

    def _fix(self, worth: float, solved: object) -> None:
        """Leave out arcs with which no choice would be as good as the one that is known."""
        if self.best is None:
            return
        model = self._model
        spare = worth - self._worth_of(self.best)
        loses = np.asarray(solved.lower.marginals)  # type: ignore[attr-defined]
        out = loses[: model.count] > spare + 1e-6
        model.upper[: model.count][out] = 0.0

    def _branch(self, tolerance: float) -> StoppedBy | None:
        """Solve the programme as it stands; None where it has to be asked again.

        Args:
            tolerance: in steps of value, how near to the best it has to come.
        """
        model = self._model
        if self._seconds_left <= 0:
            return "time"
        if self._nodes_left <= 0:
            return "work"
        best_worth = _OF_COST if self._cheapest else 1.0
        if self.best is not None:
            best_worth = max(best_worth, abs(self._worth_of(self.best)))
        integrality = np.zeros(model.variables)
        integrality[: model.count] = 1
        with _unheard():
            solved = milp(
                -model.worth,
                integrality=integrality,
                bounds=Bounds(np.zeros(model.variables), model.upper),
                constraints=LinearConstraint(model.matrix, -np.inf, model.most),
                options={
                    "time_limit": self._seconds_left,
                    "node_limit": self._nodes_left,
                    "mip_rel_gap": tolerance / best_worth,
                },
            )
        if solved.status == 2:
            return self._infeasible()
        self._nodes_left -= max(1, int(solved.mip_node_count or 0))
        if solved.mip_dual_bound is not None:
            self._learn(-float(solved.mip_dual_bound))
        if solved.x is None:
            return "time" if self._seconds_left <= 0 else "work"
        pieces = model.pieces(solved.x)
        self._grow_from(solved.x)
        cuts = model.broken(np.round(solved.x), least=0.5, most=10 * _CUTS_A_ROUND)
        if cuts:
            model.bar(cuts)
        elif sum(self._network.pieces[i].cost for i in pieces) > self._budget:
            model.bar_together(pieces)
        elif solved.status == 0:
            return "proof"
        if solved.status != 0:
            return "time" if self._seconds_left <= 0 else "work"
        return None

    def _infeasible(self) -> Literal["proof"]:
        """Nothing is left: what is known is the best, or there is nothing."""
        self.impossible = self.best is None
        self.bound = 0.0 if self.best is None else self.best.value
        return "proof"

    def _learn(self, worth: float) -> None:
        if self._cheapest:
            return
        bound = self._model.value_at_most(worth)
        self.bound = bound if self.bound is None else min(self.bound, bound)

    def _is_proved(self) -> bool:
        return self.best is not None and self.bound is not None and self.best.value >= self.bound

    def _grow_from(self, x: Vector) -> None:
        """Make a choice of a point, complete it, and keep it if it is better."""
        begun = chosen(self._network, self._model.pieces(x))
        if self._cheapest:
            grown = begun if begun.cost <= self._budget else None
        else:
            grown = self._growth.fill(begun.pieces, self._budget, 1.0)
        if grown is None or not all(demand.is_met(grown.markers) for demand in self._demands):
            return
        if self.best is None or self._rank(grown) > self._rank(self.best):
            self.best = grown

    def _worth_of(self, choice: Choice) -> float:
        return self._model.worth_of(0.0 if self._cheapest else choice.value, choice.cost)

    def _rank(self, choice: Choice) -> tuple[float, int]:
        return (0.0, -choice.cost) if self._cheapest else choice.rank
