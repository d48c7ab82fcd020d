"""The best choice for the money, proved or with its gap told.

Maximise what is served within a budget (`model`), by linear programmes whose cuts are found as
they are broken, then by HiGHS (``scipy.optimize.milp``); what `greedy` finds stands from the
start, so nothing worse is ever given. The search is ended by proof or after so many steps, which
is the same on every machine; only where the time is out first may another machine find another
choice, and that is told (`Outcome.stopped_by`).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.analysis.programme.branching import Branching
from mocgioi.analysis.programme.greedy import cheapest, greedy
from mocgioi.analysis.programme.network import Choice, Demand, Network, chosen
from mocgioi.analysis.programme.reducing import reduced

if TYPE_CHECKING:
    from mocgioi.documents.plan import StoppedBy

TIME_LIMIT_S = 20.0
"""How long is searched at most, seconds."""


class Outcome(NamedTuple):
    """What was found.

    Attributes:
        choice: None where the demands cannot be met, or no choice that meets them was found.
        bound: what no choice exceeds, in markers; None where the solver was not asked.
        stopped_by: what ended the search; None where the solver was not asked.
        impossible: it is proved that nothing meets the demands.
    """

    choice: Choice | None
    bound: float | None
    stopped_by: StoppedBy | None
    impossible: bool = False


def solve(
    network: Network,
    budget: int,
    demands: Sequence[Demand] = (),
    *,
    starts: Sequence[Sequence[int]] = (),
    time_limit_s: float = TIME_LIMIT_S,
) -> Outcome:
    """Return the most valuable choice within a budget; of equal ones the cheapest that is found.

    Args:
        budget: đồng.
        starts: choices that are known already, as pieces: the answer is not worse than any that
            is within the budget and meets the demands.
        time_limit_s: seconds; 0: no solver is asked.
    """
    begun_s = monotonic()
    # Half of the time is the solver's own; without one nothing is cut short.
    start_until_s = begun_s + time_limit_s / 2 if time_limit_s > 0 else inf
    known = [chosen(network, start) for start in starts]
    small = reduced(network, budget, until_s=start_until_s)
    found = greedy(small.network, budget, demands, until_s=start_until_s)
    if found is not None:
        known.append(chosen(network, small.whole(found.pieces)))
    choice = max(
        (c for c in known if c.cost <= budget and all(d.is_met(c.markers) for d in demands)),
        key=lambda each: each.rank,
        default=None,
    )
    if time_limit_s <= 0:
        return Outcome(choice, None, None)
    search = Branching(small.network, budget, demands, found, until_s=begun_s + time_limit_s)
    stopped_by = search.run()
    if search.best is not None:
        better = chosen(network, small.whole(search.best.pieces))
        if choice is None or better.rank > choice.rank:
            choice = better
    bound = search.bound
    if choice is not None and bound is not None:
        bound = max(bound, round(choice.value, 6))
    return Outcome(choice, bound, stopped_by, search.impossible)


def frugal(
    network: Network, demands: Sequence[Demand], *, time_limit_s: float = TIME_LIMIT_S
) -> Choice | None:
    """Return the cheapest choice that meets demands, as far as it is found; None: nothing does."""
    wanted = {marker for demand in demands for marker in demand.markers}
    asked = network._replace(weight={m: float(m in wanted) for m in network.weight})
    until_s = monotonic() + time_limit_s
    best = cheapest(asked, demands)
    if not all(demand.is_met(best.markers) for demand in demands):
        return None
    if best.cost and time_limit_s > 0:
        small = reduced(asked, best.cost, until_s=until_s)
        search = Branching(small.network, best.cost, demands, None, until_s=until_s)
        search.run_for_cost()
        if search.best is not None and search.best.cost < best.cost:
            best = chosen(asked, small.whole(search.best.pieces))
    return chosen(network, best.pieces)
