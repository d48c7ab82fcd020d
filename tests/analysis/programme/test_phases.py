"""A choice spread over years: the money of each, and nothing before what it hangs on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.analysis.programme.network import Network, Piece
from mocgioi.analysis.programme.phases import years_of
from mocgioi.analysis.programme.solve import solve
from tests.analysis.programme.by_trial import networks, served_by


@settings(max_examples=80, deadline=None)
@given(networks(), st.lists(st.integers(1, 15), min_size=1, max_size=3))
def test_each_year_keeps_to_its_money_and_to_the_order_of_the_tree(
    network: Network, budgets: list[int]
) -> None:
    choice = solve(network, sum(budgets)).choice
    assert choice is not None
    year_of = years_of(network, choice.pieces, budgets, time_limit_s=20)
    assert sorted(year_of) == list(choice.pieces)
    built: list[int] = []
    money, value = 0, 0.0
    for year, budget in enumerate(budgets):
        money += budget
        own = [i for i in choice.pieces if year_of[i] == year]
        money -= sum(network.pieces[i].cost for i in own)
        built += own
        assert money >= 0
        served = served_by(network, built)
        hanging = {0} | {v for i in built for v in network.pieces[i][:2]}
        assert served == {m for v in hanging for m in network.serves.get(v, ())}
        value = round(sum(network.weight.get(m, 0.0) for m in served), 6)
    assert value == choice.value


@settings(max_examples=80, deadline=None)
@given(networks(), st.integers(1, 15), st.integers(1, 15))
def test_the_first_year_brings_the_most_that_its_money_can_buy_of_the_choice(
    network: Network, first: int, second: int
) -> None:
    choice = solve(network, first + second).choice
    assert choice is not None
    year_of = years_of(network, choice.pieces, [first, second], time_limit_s=20)
    of_choice = network._replace(pieces=[network.pieces[i] for i in choice.pieces])
    best = solve(of_choice, first).choice
    served = served_by(network, [i for i in choice.pieces if year_of[i] == 0])
    assert best is not None
    assert round(sum(network.weight.get(m, 0.0) for m in served), 6) == best.value


def test_a_later_year_builds_on_what_is_there() -> None:
    pieces = [Piece(0, 1, 60), Piece(1, 2, 50), Piece(0, 3, 80)]
    network = Network(4, pieces, {1: ("1",), 2: ("2",), 3: ("3",)}, dict.fromkeys("123", 1.0))
    assert years_of(network, [0, 1, 2], [60, 60, 80], time_limit_s=60) == {0: 0, 1: 1, 2: 2}


def test_a_marker_that_is_served_brings_no_more() -> None:
    pieces = [Piece(0, 1, 10), Piece(0, 2, 40), Piece(0, 3, 50)]
    serves = {1: ("1",), 2: ("2",), 3: ("1", "3")}
    network = Network(4, pieces, serves, dict.fromkeys("123", 1.0))
    assert years_of(network, [0, 1, 2], [10, 50, 40], time_limit_s=60) == {0: 0, 1: 1, 2: 2}
