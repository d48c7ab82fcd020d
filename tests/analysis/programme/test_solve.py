"""The best choice: the same as by trying all of them, and never worse than what is known."""

from __future__ import annotations

import os
import random
from itertools import chain, repeat
from time import monotonic, process_time
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import milp

from mocgioi.analysis.programme import branching
from mocgioi.analysis.programme.branching import Branching
from mocgioi.analysis.programme.greedy import cheapest, greedy
from mocgioi.analysis.programme.network import Demand, Network, Piece, chosen
from mocgioi.analysis.programme.reducing import reduced
from mocgioi.analysis.programme.solve import frugal, solve
from tests.analysis.programme.by_trial import (
    best_by_trial,
    demanding,
    least_by_trial,
    networks,
    require_sound,
)


@settings(max_examples=80, deadline=None)
@given(networks(), st.integers(1, 30))
def test_the_choice_is_the_best_and_the_cheapest_of_the_best(network: Network, budget: int) -> None:
    outcome = solve(network, budget)
    assert outcome.choice is not None
    assert (outcome.choice.value, outcome.choice.cost) == best_by_trial(network, budget)
    assert outcome.bound == outcome.choice.value
    assert outcome.stopped_by == "proof"
    require_sound(network, outcome.choice)


@settings(max_examples=80, deadline=None)
@given(demanding(), st.integers(1, 30))
def test_demands_are_met_for_the_best_value_or_proved_impossible(
    asked: tuple[Network, list[Demand]], budget: int
) -> None:
    network, demands = asked
    outcome = solve(network, budget, demands)
    best = best_by_trial(network, budget, demands)
    assert outcome.impossible == (best is None)
    found = outcome.choice and (outcome.choice.value, outcome.choice.cost)
    assert found == best


@settings(max_examples=80, deadline=None)
@given(networks(), st.integers(1, 30))
def test_a_reduced_network_holds_a_best_choice(network: Network, budget: int) -> None:
    small = reduced(network, budget)
    best = best_by_trial(small.network, budget)
    assert best == best_by_trial(network, budget)
    for piece, whole in zip(small.network.pieces, small.stands_for, strict=True):
        assert piece.cost == sum(network.pieces[i].cost for i in whole)


@settings(max_examples=80, deadline=None)
@given(demanding(), st.integers(1, 30), st.sampled_from([0, 60]))
def test_the_search_alone_proves_the_best(
    asked: tuple[Network, list[Demand]], budget: int, rounds: int
) -> None:
    network, demands = asked
    search = Branching(network, budget, demands, None, until_s=monotonic() + 60)
    with mock.patch.object(branching, "_ROUNDS", rounds):
        assert search.run() == "proof"
    best = best_by_trial(network, budget, demands)
    assert search.impossible == (best is None)
    if best is not None:
        assert search.best is not None
        assert (search.bound, search.best.value, search.best.cost) == (best[0], *best)


@settings(max_examples=80, deadline=None)
@given(demanding())
def test_the_least_cost_of_demands_is_found(asked: tuple[Network, list[Demand]]) -> None:
    network, demands = asked
    wanted = {marker for demand in demands for marker in demand.markers}
    of_demands = network._replace(weight={m: float(m in wanted) for m in network.weight})
    choice = frugal(network, demands, time_limit_s=60)
    least = least_by_trial(of_demands, demands)
    assert (None if choice is None else choice.cost) == least


@settings(max_examples=80, deadline=None)
@given(networks(), st.integers(1, 30))
def test_greedy_keeps_to_the_budget_and_to_the_tree(network: Network, budget: int) -> None:
    choice = greedy(network, budget)
    assert choice is not None and choice.cost <= budget
    require_sound(network, choice)


def a_strip(seed: int, *, markers: int = 120, inland: int = 120) -> Network:
    """Markers along a border, places inland, pieces between near ones; a road along a part."""
    chance = random.Random(seed)
    places = [(i + chance.random(), chance.random() / 5) for i in range(markers)]
    places += [(chance.random() * markers, -6 * chance.random()) for _ in range(inland)]
    pieces = []
    for i, (a, b) in enumerate(places):
        near = sorted(range(len(places)), key=lambda j: abs(places[j][0] - a))[1:9]
        for j in near:
            apart = ((places[j][0] - a) ** 2 + (places[j][1] - b) ** 2) ** 0.5
            pieces.append(Piece(i + 1, j + 1, round(apart * 1_000_000)))
        to_road = abs(b + (2 if int(a / 15) % 2 else 6))
        pieces.append(Piece(0, i + 1, round(to_road * 1_000_000)))
    serves = {i + 1: (f"{i}",) for i in range(markers)}
    return Network(len(places) + 1, pieces, serves, {f"{i}": 1.0 for i in range(markers)})


@pytest.mark.parametrize("seed", [4, 5])
def test_of_a_long_border_the_best_is_proved_and_greedy_is_no_better(seed: int) -> None:
    network, budget = a_strip(seed), 25_000_000
    found = greedy(network, budget)
    outcome = solve(network, budget, time_limit_s=300)
    assert found is not None and outcome.choice is not None and outcome.bound is not None
    assert outcome.choice.cost <= budget
    assert outcome.bound >= outcome.choice.value >= found.value
    assert outcome.bound - outcome.choice.value < 1
    require_sound(network, outcome.choice)


def test_a_ring_that_hangs_at_nothing_is_no_choice() -> None:
    pieces = [Piece(0, 1, 20), Piece(1, 2, 1), Piece(2, 3, 1), Piece(3, 1, 1)]
    network = Network(4, pieces, {v: (f"{v}",) for v in (1, 2, 3)}, dict.fromkeys("123", 1.0))
    search = Branching(network, 10, (), None, until_s=monotonic() + 60)
    with mock.patch.object(branching, "_ROUNDS", 0):
        assert search.run() == "proof"
    assert search.best is not None
    assert (search.bound, search.best.value) == (0.0, 0.0)


def test_a_search_whose_time_runs_out_before_it_asks_a_solver_ends_by_time() -> None:
    pieces = [Piece(0, 1, 2), Piece(1, 2, 1), Piece(0, 2, 2)]
    network = Network(3, pieces, {v: (f"{v}",) for v in (1, 2)}, dict.fromkeys("12", 1.0))
    search = Branching(network, 2, (), None, until_s=10)
    with mock.patch.object(branching, "monotonic", chain([9], repeat(11)).__next__):
        assert search.run() == "time"


def test_what_greedy_misses_is_found_and_never_given_up_again() -> None:
    network = a_strip(5, markers=30, inland=30)
    found = greedy(network, 6_000_000)
    assert found is not None and found.value == 4.0
    outcome = solve(network, 6_000_000, time_limit_s=300)
    known = outcome.choice
    assert known is not None and known.value == outcome.bound == 5.0
    assert solve(network, 6_000_000, starts=[known.pieces], time_limit_s=0).choice == known


def test_the_least_cost_shares_a_trunk_that_the_nearest_way_misses() -> None:
    pieces = [Piece(0, 1, 10), Piece(0, 2, 10), Piece(0, 3, 6), Piece(3, 1, 5), Piece(3, 2, 5)]
    network = Network(4, pieces, {1: ("1",), 2: ("2",)}, dict.fromkeys("12", 1.0))
    both = [Demand(frozenset([marker]), 1) for marker in "12"]
    assert cheapest(network, both).cost == 20
    choice = frugal(network, both, time_limit_s=60)
    assert choice is not None and choice.cost == 16


def test_the_same_network_gives_the_same_choice() -> None:
    network = a_strip(3, markers=60, inland=60)
    once, again = (solve(network, 12_000_000, time_limit_s=300) for _ in range(2))
    assert once == again


def test_without_time_the_answer_is_greedys_and_no_bound_is_claimed() -> None:
    network = a_strip(1)
    outcome = solve(network, 25_000_000, time_limit_s=0)
    assert outcome.bound is None and outcome.stopped_by is None
    small = reduced(network, 25_000_000)
    found = greedy(small.network, 25_000_000)
    assert found is not None and outcome.choice is not None
    assert outcome.choice.value == found.value


def test_dead_ends_and_rings_are_no_part_of_a_choice() -> None:
    pieces = [Piece(0, 1, 3), Piece(1, 2, 1), Piece(0, 2, 3), Piece(2, 3, 5), Piece(4, 5, 1)]
    network = Network(6, pieces, {1: ("1",), 2: ("2",), 4: ("4",)}, dict.fromkeys("124", 1.0))
    assert chosen(network, range(5)).pieces == (0, 1)


def test_nothing_of_what_a_solver_prints_reaches_stdout(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def chatting(*arguments: Any, **options: Any) -> Any:
        os.write(1, b"HighsMipSolverData")
        return milp(*arguments, **options)

    monkeypatch.setattr(branching, "milp", chatting)
    pieces = [Piece(0, 1, 3), Piece(1, 2, 1), Piece(0, 2, 3)]
    network = Network(3, pieces, {1: ("1",), 2: ("2",)}, dict.fromkeys("12", 1.0))
    assert solve(network, 5).stopped_by == "proof"
    assert capfd.readouterr().out == ""


def test_a_huge_network_is_answered_in_the_time_that_was_given() -> None:
    network = a_strip(4, markers=700, inland=700)
    begun = process_time()
    outcome = solve(network, 190_000_000, time_limit_s=1)
    assert process_time() - begun < 2
    assert outcome.stopped_by == "time"
    assert outcome.choice is not None and outcome.choice.value > 0
    require_sound(network, outcome.choice)


@pytest.mark.parametrize(
    ("status", "seconds", "stopped_by"),
    [(4, 60, "numerical"), (3, 60, "numerical"), (1, 60, "work"), (1, 0.04, "time")],
)
def test_why_a_linear_programme_is_not_solved_is_told(
    status: int, seconds: float, stopped_by: str
) -> None:
    network = Network(2, [Piece(0, 1, 5)], {1: ("a",)}, {"a": 1.0})
    search = Branching(network, 10, (), None, until_s=monotonic() + seconds)
    with mock.patch.object(branching, "linprog", return_value=mock.Mock(status=status)):
        assert search.run() == stopped_by
