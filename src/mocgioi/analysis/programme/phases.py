"""A choice spread over years: what is built each year for the money of that year.

The choice is the best for all the money (`solve`); of it each year, the first year first, builds
what serves most for what it has, and what it does not spend is there in the next. A piece is
built within a year, and none before the piece it hangs on. The last year builds the rest, for
which the money is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

from mocgioi.analysis.programme.network import ROOT, Network, Piece
from mocgioi.analysis.programme.solve import solve


def years_of(
    network: Network, pieces: Sequence[int], budgets: Sequence[int], *, time_limit_s: float
) -> dict[int, int]:
    """Return for each piece of a choice the year it is built in, counted from 0.

    Args:
        budgets: đồng of each year; together no less than the pieces cost.
        time_limit_s: seconds, for all years together.
    """
    until_s = monotonic() + time_limit_s
    year_of: dict[int, int] = {}
    money = 0
    for year, budget in enumerate(budgets[:-1]):
        money += budget
        left = [i for i in pieces if i not in year_of]
        rest = _built(network, year_of, left)
        own_s = (until_s - monotonic()) / (len(budgets) - 1 - year)
        choice = solve(rest, money, time_limit_s=max(own_s, 0.0)).choice
        for i in choice.pieces if choice else ():
            year_of[left[i]] = year
            money -= network.pieces[left[i]].cost
    return {i: year_of.get(i, len(budgets) - 1) for i in pieces}


def _built(network: Network, built: Iterable[int], left: Sequence[int]) -> Network:
    """Return what is left to build: nodes that were reached are `ROOT`, their markers served."""
    reached = {ROOT} | {node for i in built for node in network.pieces[i][:2]}
    served = {marker for node in reached for marker in network.serves.get(node, ())}
    pieces = []
    for i in left:
        start, end, cost = network.pieces[i]
        pieces.append(
            Piece(ROOT if start in reached else start, ROOT if end in reached else end, cost)
        )
    return Network(
        network.nodes,
        pieces,
        {node: markers for node, markers in network.serves.items() if node not in reached},
        {m: 0.0 if m in served else weight for m, weight in network.weight.items()},
    )
