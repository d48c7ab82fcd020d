"""The search for the best choice: linear programmes with cuts, then branching by HiGHS."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from mocgioi.analysis.programme.greedy import Growth
from mocgioi.analysis.programme.model import Model, Vector
from mocgioi.analysis.programme.network import Choice, Demand, Network, chosen

if TYPE_CHECKING:
    from mocgioi.documents.plan import StoppedBy

_LP_LIMIT, _LP_INFEASIBLE = 1, 2
"""What `linprog` and `milp` say: steps or time are out; nothing meets the conditions."""

_ROUNDS = 60
_CUTS_A_ROUND = 150
_LEAST_BROKEN = 0.02
_SLOW_ROUNDS = 4
_SLOW = 0.02
"""In steps of value: linear programmes go on while the bound falls by so much."""

_OF_VALUE = 0.99
"""Tolerance, in steps of value, that proves a value."""

_OF_COST = 1e-3
"""Tolerance, in budgets, that makes a choice of a known value cheap."""

_NO_TIME_S = 0.05
"""With so little left the clock of the solver has run out."""

_ROWS = 400_000
"""Rows of the linear programmes HiGHS may branch into, in all rounds together: the steps after
which a search ends. Some ten seconds."""

_ROWS_FOR_COST = 20_000
"""The same, for the cheapest of the choices that serve most."""


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
    ) -> None:
        self.best = best
        self.bound: float | None = None
        self.impossible = False
        self._network = network
        self._budget = budget
        self._demands = demands
        self._until_s = until_s
        self._rows_left = _ROWS
        self._growth = Growth(network)
        self._model = Model(network, budget, demands)
        self._is_frugal = False

    def run(self) -> StoppedBy:
        """Search until the most value is proved, the steps are spent, or the time is out.

        Of choices of that value the cheapest is sought then, for a few steps.
        """
        if not self._network.pieces:
            return self._nothing_to_choose()
        stopped = self._relax()
        while stopped is None and not self._is_proved():
            if self.best is not None:
                self._model.least = self.best.value + self._model.step
            stopped = self._branch(_OF_VALUE)
        if self.best is None or not self._is_proved():
            return stopped or "proof"
        self._rows_left = min(self._rows_left, _ROWS_FOR_COST)
        self._model.least = self.best.value
        return "time" if self._save() == "time" else "proof"

    def run_for_cost(self) -> StoppedBy:
        """Search for the cheapest choice that meets the demands, whatever else it serves."""
        self._is_frugal = True
        return self._save()

    def _save(self) -> StoppedBy:
        self._model.seek_cheapest()
        stopped = self._relax()
        while stopped is None:
            stopped = self._branch(_OF_COST)
        return stopped

    def _nothing_to_choose(self) -> Literal["proof"]:
        self.impossible = self.best is None
        self.bound = 0.0 if self.best is None else self.best.value
        return "proof"

    @property
    def _seconds_left(self) -> float:
        return max(0.0, self._until_s - monotonic())

    def _relax(self) -> StoppedBy | None:
        """Solve linear programmes, and bar what their points break."""
        model, slow, last = self._model, 0, float("inf")
        for _ in range(_ROUNDS):
            if self._seconds_left <= 0:
                return "time"
            matrix, most = model.rows()
            solved = linprog(
                -model.worth,
                A_ub=matrix,
                b_ub=most,
                bounds=np.column_stack([np.zeros(model.variables), model.upper]),
                method="highs",
                options={"time_limit": self._seconds_left},
            )
            if solved.status == _LP_INFEASIBLE:
                return self._infeasible()
            if solved.status != 0:
                return self._cut_short(solved.status)
            worth = -float(solved.fun)
            self._learn(worth)
            self._grow_from(solved.x)
            if not model.is_saving and self._is_proved():
                break
            self._fix(worth, solved)
            slow = slow + 1 if last - worth < _SLOW else 0
            last = worth
            cuts = model.broken(solved.x, least=_LEAST_BROKEN, most=_CUTS_A_ROUND)
            if not cuts or slow >= _SLOW_ROUNDS:
                break
            model.bar(cuts)
        return None

    def _cut_short(self, status: int) -> StoppedBy:
        """Say what ended a linear programme that is not solved."""
        if self._seconds_left <= _NO_TIME_S:
            return "time"
        return "work" if status == _LP_LIMIT else "numerical"

    def _fix(self, worth: float, solved: object) -> None:
        """Leave out arcs with which no choice would be as good as the one that is known."""
        if self.best is None:
            return
        model = self._model
        spare = worth - model.worth_of(self.best)
        loses = np.asarray(solved.lower.marginals)  # type: ignore[attr-defined]
        out = loses[: model.count] > spare + 1e-6
        model.upper[: model.count][out] = 0.0

    def _branch(self, tolerance: float) -> StoppedBy | None:
        """Solve the programme as it stands; None where it has to be asked again.

        Args:
            tolerance: how near to the best it has to come.
        """
        model = self._model
        if self._seconds_left <= 0:
            return "time"
        if self._rows_left <= 0:
            return "work"
        matrix, most = model.rows()
        integrality = np.zeros(model.variables)
        integrality[: model.count] = 1
        with _unheard():
            solved = milp(
                -model.worth,
                integrality=integrality,
                bounds=Bounds(np.zeros(model.variables), model.upper),
                constraints=LinearConstraint(matrix, -np.inf, most),
                options={
                    "time_limit": self._seconds_left,
                    "node_limit": max(1, self._rows_left // matrix.shape[0]),
                    "mip_rel_gap": tolerance / self._magnitude(),
                },
            )
        if solved.status == _LP_INFEASIBLE:
            return self._infeasible()
        self._rows_left -= matrix.shape[0] * max(1, int(solved.mip_node_count or 0))
        if solved.mip_dual_bound is not None:
            self._learn(-float(solved.mip_dual_bound))
        elif solved.status == 0:  # without a whole number to choose there is nothing to branch
            self._learn(-float(solved.fun))
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
        if self._model.is_saving:
            return "proof"
        self.impossible = self.best is None
        self.bound = 0.0 if self.best is None else self.best.value
        return "proof"

    def _learn(self, worth: float) -> None:
        if self._model.is_saving:
            return
        bound = self._model.value_at_most(worth)
        self.bound = bound if self.bound is None else min(self.bound, bound)

    def _is_proved(self) -> bool:
        return self.best is not None and self.bound is not None and self.best.value >= self.bound

    def _grow_from(self, x: Vector) -> None:
        """Make a choice of a point, complete it, and keep it if it is better."""
        begun = chosen(self._network, self._model.pieces(x))
        if self._is_frugal:
            grown = begun if begun.cost <= self._budget else None
        else:
            grown = self._growth.fill(begun.pieces, self._budget, 1.0)
        if grown is None or not all(demand.is_met(grown.markers) for demand in self._demands):
            return
        if self.best is None or self._rank(grown) > self._rank(self.best):
            self.best = grown

    def _magnitude(self) -> float:
        """Return how large the worth is that a solver's gap is a share of, at least."""
        least = _OF_COST if self._model.is_saving else 1.0
        return least if self.best is None else max(least, abs(self._model.worth_of(self.best)))

    def _rank(self, choice: Choice) -> tuple[float, int]:
        return (0.0, -choice.cost) if self._is_frugal else choice.rank
