"""New roads that serve several markers: small worlds whose answer a reader sees."""

from __future__ import annotations

from math import hypot

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.analysis.roads.new_roads import (
    Metres,
    NewRoad,
    Piece,
    Site,
    grow,
    length_m,
    neighbours_of,
)


def site(number: str, at: Metres) -> Site:
    """Return a marker that reaches the network straight down, on the line northing 0."""
    return Site(number, at, Piece(at, (at[0], 0.0), "trunk"))


def grown(*sites: Site, reach_m: float = 30.0) -> list[NewRoad]:
    return grow(sites, neighbours_of([site.at for site in sites]), reach_m=reach_m)


def test_one_marker_is_reached_straight() -> None:
    (road,) = grown(site("1", (0.0, 400.0)))
    assert (road.length_m, road.markers, road.joins) == (400.0, ["1"], "trunk")


def test_two_markers_close_together_share_a_road() -> None:
    (road,) = grown(site("1", (0.0, 400.0)), site("2", (100.0, 400.0)))
    assert (road.length_m, road.markers) == (500.0, ["1", "2"])


def test_two_markers_far_apart_have_a_road_each() -> None:
    roads = grown(site("1", (0.0, 400.0)), site("2", (900.0, 400.0)))
    assert [road.markers for road in roads] == [["1"], ["2"]]


def test_a_branch_leaves_from_the_middle_of_a_new_road() -> None:
    far = Site("1", (0.0, 400.0), Piece((0.0, 400.0), (0.0, 0.0), "trunk"))
    aside = Site("2", (100.0, 200.0), Piece((100.0, 200.0), (100.0, -300.0), "trunk"))
    (road,) = grown(far, aside)
    assert road.length_m == 500.0
    assert road.pieces[1] == Piece((100.0, 200.0), (0.0, 200.0), "1")


def test_a_pair_within_reach_of_one_another_needs_one_road() -> None:
    (road,) = grown(site("1(1)", (0.0, 400.0)), site("1(2)", (0.0, 430.0)))
    assert (road.markers, road.length_m) == (["1(1)", "1(2)"], 400.0)


def test_a_marker_that_new_road_passes_is_served_by_it_though_no_neighbour() -> None:
    passed = Site("2", (20.0, 200.0), Piece((20.0, 200.0), (620.0, 200.0), "trunk"))
    (road,) = grow([site("1", (0.0, 400.0)), passed], [[], []], reach_m=30.0)
    assert (road.markers, road.length_m) == (["1", "2"], 400.0)


def test_markers_at_one_place_share_a_road() -> None:
    (road,) = grown(site("1", (0.0, 400.0)), site("2", (0.0, 400.0)))
    assert (road.markers, road.length_m) == (["1", "2"], 400.0)


def test_the_gap_of_an_island_is_closed_once_for_all_who_use_it() -> None:
    gap = Piece((0.0, 60.0), (0.0, 0.0), "trunk")

    def by_island(number: str, at: Metres) -> Site:
        to_island = Piece(at, (at[0], 60.0), "island")
        return Site(number, at, Piece(at, (at[0], -90.0), "trunk"), "island", to_island, gap)

    (road,) = grown(by_island("1", (-300.0, 80.0)), by_island("2", (300.0, 85.0)))
    assert (road.markers, road.joins) == (["1", "2"], "trunk")
    assert sorted(piece.length_m for piece in road.pieces) == [20.0, 25.0, 60.0]


def test_alone_a_marker_takes_the_shorter_of_its_ways() -> None:
    at = (0.0, 500.0)
    direct, gap = Piece(at, (400.0, 0.0), "trunk"), Piece((0.0, 60.0), (0.0, 0.0), "trunk")
    through = Site("1", at, direct, "island", Piece(at, (0.0, 400.0), "island"), gap)
    assert length_m(through.alone) == 160.0
    assert length_m(through._replace(to_island=None).alone) == 60.0
    assert through._replace(island=None, to_island=None, gap=None).alone == (direct,)


def test_no_markers_no_roads() -> None:
    assert grown() == []


@pytest.mark.parametrize("step", [(1.0, 0.0), (3.0, 4.0)])
def test_places_on_one_line_are_neighbours_in_order(step: Metres) -> None:
    places = [(step[0] * n, step[1] * n) for n in (2, 0, 1)]
    assert neighbours_of(places) == [[2], [2], [0, 1]]


PLACES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda p: (p[0] * 50.0, p[1] * 50.0)),
    min_size=1,
    max_size=25,
)


@settings(max_examples=60)
@given(PLACES)
def test_together_they_are_no_longer_than_the_minimum_spanning_tree(places: list[Metres]) -> None:
    sites = [site(str(i), at) for i, at in enumerate(places)]
    built_m = sum(road.length_m for road in grown(*sites, reach_m=0.0))
    assert built_m <= spanning_tree_m(places) + 1e-6


@settings(max_examples=60)
@given(PLACES)
def test_every_marker_is_served_once_and_every_piece_ends_on_what_is_there(
    places: list[Metres],
) -> None:
    roads = grown(*(site(str(i), at) for i, at in enumerate(places)), reach_m=0.0)
    served = [number for road in roads for number in road.markers]
    assert sorted(served, key=int) == [str(i) for i in range(len(places))]
    for road in roads:
        for i, piece in enumerate(road.pieces):
            on_trunk = piece.end[1] == 0.0
            assert on_trunk or any(is_on(piece.end, before) for before in road.pieces[:i])


def is_on(at: Metres, piece: Piece) -> bool:
    around = hypot(at[0] - piece.start[0], at[1] - piece.start[1]) + hypot(
        at[0] - piece.end[0], at[1] - piece.end[1]
    )
    return around <= piece.length_m + 1e-6


def spanning_tree_m(places: list[Metres]) -> float:
    """Return the length of the minimum spanning tree of places and the line northing 0 (Prim)."""
    at = np.array(places)
    left_m, total_m = at[:, 1].copy(), 0.0
    for _ in places:
        nearest = int(np.argmin(left_m))
        total_m += float(left_m[nearest])
        left_m = np.minimum(left_m, np.hypot(*(at - at[nearest]).T))
        left_m[nearest] = np.inf
        at[nearest] = np.nan
        left_m = np.where(np.isnan(left_m), np.inf, left_m)
    return total_m
