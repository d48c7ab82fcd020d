"""The best choice by trying all of them, and networks to try them on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from hypothesis import strategies as st

from mocgioi.analysis.programme.network import Choice, Demand, Network, Piece


def served_by(network: Network, pieces: Sequence[int]) -> set[str]:
    """What hangs at node 0 by some pieces serves."""
    nodes, grown = {0}, True
    while grown:
        ends = [set(network.pieces[i][:2]) for i in pieces]
        more = {v for pair in ends if pair & nodes for v in pair} - nodes
        grown, nodes = bool(more), nodes | more
    return {marker for node in nodes for marker in network.serves.get(node, ())}


def best_by_trial(
    network: Network, budget: int, demands: Sequence[Demand] = ()
) -> tuple[float, int] | None:
    """The most value, and the least cost of it, of all sets of pieces; None: none will do."""
    best = None
    for count in range(len(network.pieces) + 1):
        for pieces in combinations(range(len(network.pieces)), count):
            cost = sum(network.pieces[i].cost for i in pieces)
            if cost > budget:
                continue
            served = served_by(network, pieces)
            if any(len(served & demand.markers) < demand.least for demand in demands):
                continue
            value = round(sum(network.weight.get(m, 0.0) for m in served), 6)
            if best is None or (value, -cost) > (best[0], -best[1]):
                best = (value, cost)
    return best


def least_by_trial(network: Network, demands: Sequence[Demand]) -> int | None:
    """The least cost of all sets of pieces that meet demands; None: none does."""
    costs = [
        sum(network.pieces[i].cost for i in pieces)
        for count in range(len(network.pieces) + 1)
        for pieces in combinations(range(len(network.pieces)), count)
        if all(len(served_by(network, pieces) & d.markers) >= d.least for d in demands)
    ]
    return min(costs, default=None)


def require_sound(network: Network, choice: Choice) -> None:
    """Fail where a choice is not what it says."""
    assert choice.markers == served_by(network, choice.pieces)
    assert choice.cost == sum(network.pieces[i].cost for i in choice.pieces)


@st.composite
def networks(draw: st.DrawFn, *, most_more: int = 3) -> Network:
    """A small network: a tree, broken in places, and pieces beside it.

    Among the pieces are loops and some side by side; markers stand at several nodes or at none.
    """
    nodes = draw(st.integers(2, 6))
    node, cost = st.integers(0, nodes - 1), st.integers(0, 9)
    pieces = []
    for at in range(1, nodes):
        start, end = draw(st.permutations((draw(st.integers(0, at)), at)))
        pieces.append(Piece(start, end, draw(cost)))
    pieces += draw(st.lists(st.builds(Piece, node, node, cost), max_size=most_more))
    markers = [f"{1000 + i}" for i in range(draw(st.integers(1, 5)))]
    of_node = st.lists(st.sampled_from(markers), min_size=1, max_size=2, unique=True)
    serves = draw(st.dictionaries(node, of_node, min_size=1, max_size=3))
    weights = st.sampled_from(draw(st.sampled_from([(1.0,), (0.0, 1.0, 1.37, 2.5)])))
    return Network(nodes, pieces, serves, {marker: draw(weights) for marker in markers})


@st.composite
def demanding(draw: st.DrawFn) -> tuple[Network, list[Demand]]:
    """A network, and demands on markers of it that weigh something."""
    network = draw(networks())
    weighed = sorted(m for m, weight in network.weight.items() if weight > 0)
    if not weighed:
        return network, []
    asked = st.frozensets(st.sampled_from(weighed), min_size=1)
    demand = st.builds(Demand, asked, st.integers(1, 3))
    return network, draw(st.lists(demand, max_size=2))
