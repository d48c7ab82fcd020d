"""Candidate ways: on the ground inside the communes, connected, as long as they are drawn."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.analysis.programme.candidates import Candidates
from mocgioi.analysis.programme.mesh import CELL_M, Mesh
from mocgioi.analysis.programme.network import ROOT
from mocgioi.analysis.programme.region import Region
from mocgioi.analysis.programme.tree import cheapest_tree

from ..ground import Point, road, trunk
from .by_grid import grid_prim_m
from .country import area, drawn, numbered, reached, sought

PLAIN_RING = [(-2000, -500), (3000, -500), (3000, 2000), (-2000, 2000)]
BAY_RING = [
    (-2000, -500), (3000, -500), (3000, 1500), (700, 1500), (600, 300), (400, 300), (300, 1500),
    (-2000, 1500),
]  # fmt: skip
"""A bay of the other country comes down between two headlands, to northing 300."""


def tree_m(graph: Candidates) -> float:
    return float(sum(drawn(graph.ways[i]).length for i in cheapest_tree(graph)))


def test_a_marker_on_level_ground_has_its_straight_way_alone() -> None:
    graph = sought(reached(numbered([(500, 700)])), area(PLAIN_RING))
    (way,) = graph.ways
    assert (way.start, way.end, way.joins) == (ROOT, 1, "trunk")
    assert drawn(way).equals_exact(shapely.LineString([(500, 0), (500, 700)]), 0.01)
    assert (way.length_m, way.cost_vnd, way.terrain_m) == (700.0, 700_000_000, {"unknown": 700.0})
    assert graph.serves == {1: ("1116",)}


def test_a_way_goes_round_what_is_not_in_the_country() -> None:
    behind = [(-2000, -500), (3000, -500), (3000, 300), (900, 300), (900, 600), (3000, 600),
              (3000, 2000), (-2000, 2000)]  # fmt: skip
    graph = sought(reached(numbered([(1500, 700)])), area(behind))
    straight_m = 700.0
    (length_m,) = [drawn(way).length for way in graph.ways]
    round_m = shapely.LineString([(1500, 700), (900, 600), (900, 300), (900, 0)]).length
    assert straight_m < length_m <= round_m * 1.04


def test_markers_on_two_headlands_share_a_trunk_below_the_bay() -> None:
    roads = trunk("t", [(500, 0), (500, 10)]), road("up", [(500, 0), (510, 0)])
    graph = sought(reached(numbered([(300, 1490), (700, 1490)]), *roads), area(BAY_RING))
    land = shapely.Polygon(BAY_RING)
    assert tree_m(graph) < 2 * 1490
    assert all(land.buffer(0.01).covers(drawn(way)) for way in graph.ways)


def test_a_way_to_a_marker_beyond_the_outlines_ends_inside_within_reach_of_it() -> None:
    graph = sought(reached(numbered([(500, 2028), (900, 2000), (-1500, 1999.5)])), area(PLAIN_RING))
    assert sorted(n for own in graph.serves.values() for n in own) == ["1116", "1117", "1118"]
    land = shapely.Polygon(PLAIN_RING)
    for way in graph.ways:
        assert shapely.difference(drawn(way), land).length == 0.0


def test_a_marker_beyond_the_outlines_is_left_out_with_the_reason() -> None:
    graph = sought(reached(numbered([(500, 2030), (500, 1000)])), area(PLAIN_RING))
    assert graph.left_out["no_way"] == ("1116",)
    assert graph.serves == {1: ("1117",)}


def test_a_marker_on_ground_that_no_road_is_on_is_left_out() -> None:
    islet = [(500, 2500), (900, 2500), (900, 2900), (500, 2900)]
    graph = sought(reached(numbered([(700, 2600)])), area(PLAIN_RING, islet))
    assert (graph.ways, graph.left_out["no_way"]) == ((), ("1116",))


def test_a_road_outside_the_country_is_not_joined() -> None:
    beyond = trunk("beyond", [(0, 2100), (1000, 2100)])
    inside = road("inside", [(-1500, 0), (-1500, 10)], road_class="commune")
    access = road("up", [(-1500, 0), (-1400, 0)])
    graph = sought(reached(numbered([(500, 1990)]), beyond, inside, access), area(PLAIN_RING))
    assert {way.joins for way in graph.ways if ROOT in way[:2]} <= {"inside", "up"}


def test_the_gap_of_an_island_is_a_way_of_its_own_that_all_share() -> None:
    island = road("i", [(-300, 80), (300, 80)])
    graph = sought(reached(numbered([(-300, 150), (300, 150)]), trunk(), island), area(PLAIN_RING))
    assert tree_m(graph) == pytest.approx(80 + 70 + 70, abs=0.1)


def test_markers_within_reach_stand_at_one_node() -> None:
    graph = sought(reached(numbered([(500, 700), (500, 729)])), area(PLAIN_RING))
    assert list(graph.serves.values()) == [("1116", "1117")]


def test_without_markers_there_is_nothing() -> None:
    graph = sought(reached([]), area(PLAIN_RING))
    assert (graph.nodes, graph.ways, graph.serves) == (1, (), {})


WIDE_RING = [(-40_000, -500), (40_000, -500), (40_000, 45_000), (-40_000, 45_000)]


def test_a_way_from_far_is_as_long_over_larger_cells() -> None:
    graph = sought(reached(numbered([(500, 40_000)])), area(WIDE_RING))
    assert tree_m(graph) == pytest.approx(40_000, rel=0.002)


def test_no_more_ground_is_looked_at_than_an_old_laptop_holds() -> None:
    places = np.array([(-30_000.0 + 1000 * i, 40_000.0) for i in range(60)])
    mesh = Mesh(Region(shapely.Polygon(WIDE_RING)), places, np.full(60, 45_000.0))
    assert len(mesh.cells) * len(places) <= 7_000_000
    assert mesh.cell_m in {CELL_M * 2**n for n in range(1, 5)}


STANDING = st.lists(
    st.tuples(st.integers(-18, 28), st.integers(1, 14)).map(lambda p: (p[0] * 100.0, p[1] * 100.0)),
    min_size=1,
    max_size=6,
    unique=True,
)


@settings(max_examples=15, deadline=None)
@given(STANDING)
def test_ways_stay_in_the_country_and_lead_everywhere(places: list[Point]) -> None:
    land = shapely.Polygon(BAY_RING)
    on_land = [at for at in places if land.covers(shapely.Point(at))]
    graph = sought(reached(numbered(on_land)), area(BAY_RING))
    net = nx.Graph()
    net.add_nodes_from(range(graph.nodes))
    for way in graph.ways:
        assert land.covers(drawn(way))
        assert way.length_m == pytest.approx(drawn(way).length, abs=0.06)
        net.add_edge(way.start, way.end)
    assert nx.is_connected(net)
    served = sorted(n for numbers in graph.serves.values() for n in numbers)
    assert served == sorted(str(1116 + i) for i in range(len(on_land)))


@settings(max_examples=15, deadline=None)
@given(STANDING)
def test_the_tree_is_no_longer_than_each_straight_way_that_stays(places: list[Point]) -> None:
    graph = sought(reached(numbered(places)), area(PLAIN_RING))
    straight_m = [
        shapely.Point(at).distance(shapely.LineString([(0, 0), (1000, 0)])) for at in places
    ]
    assert tree_m(graph) <= sum(straight_m) + 0.1


@settings(max_examples=8, deadline=None)
@given(STANDING)
def test_the_tree_is_about_as_short_as_a_plain_prim_over_a_grid(places: list[Point]) -> None:
    land = shapely.Polygon(BAY_RING)
    on_land = [at for at in places if land.buffer(-60).covers(shapely.Point(at))]
    graph = sought(reached(numbered(on_land)), area(BAY_RING))
    assert tree_m(graph) <= grid_prim_m(land, on_land, [(0, 0), (1000, 0)]) * 1.01 + 1.0


def test_the_order_of_markers_and_roads_changes_nothing() -> None:
    markers = numbered([(70.0 * n, 500 + 37.0 * (n % 3)) for n in range(12)])
    roads = [trunk(), road("b", [(200, 0), (200, 100)]), road("i", [(400, 200), (400, 300)])]
    one = sought(reached(markers, *roads), area(PLAIN_RING))
    other = sought(reached(markers[::-1], *roads[::-1]), area(PLAIN_RING))
    assert one == other
