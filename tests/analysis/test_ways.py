"""The straight way from a line to the nearest of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.network import Network
from mocgioi.analysis.lines.ways import Way, gaps_to_network, ways_of_components
from mocgioi.domain.crs import METRIC_CRS

from .ground import in_degrees, wkb

NETWORK = [RoadLine("t", wkb([(0, 0), (100, 0)])), RoadLine("u", wkb([(0, 500), (9, 500)]))]


def ways(
    lines: Sequence[RoadLine],
    others: Sequence[RoadLine],
    component: Mapping[str, str] | None = None,
) -> dict[str, Way]:
    """Return the ways of lines, each for itself unless some hang together."""
    own, goal = metric_lines(lines, METRIC_CRS), metric_lines(others, METRIC_CRS)
    return ways_of_components(
        own, goal, component or {line.uuid: line.uuid for line in lines}, METRIC_CRS
    )


def test_a_way_leads_between_the_nearest_points_of_two_lines() -> None:
    way = ways([RoadLine("above", wkb([(0, 90), (50, 25), (100, 90)]))], NETWORK)["above"]
    assert way.to == "t"
    assert way.straight_m == pytest.approx(25, abs=1e-6)
    assert [*way.start, *way.end] == pytest.approx(in_degrees([(50, 25), (50, 0)]).ravel().tolist())


def test_lines_that_cross_are_0_m_apart_at_the_crossing() -> None:
    way = ways([RoadLine("across", wkb([(50, -20), (50, 60)]))], NETWORK)["across"]
    assert way.straight_m == 0.0
    assert way.start == way.end
    assert list(way.start) == pytest.approx(in_degrees([(50, 0)])[0].tolist())


def test_of_lines_equally_near_the_one_given_first_is_met() -> None:
    twice = [NETWORK[0]._replace(uuid=name) for name in ("z", "a")]
    assert ways([RoadLine("x", wkb([(0, 9), (9, 9)]))], twice)["x"].to == "z"


def test_without_lines_there_are_no_ways() -> None:
    empty = RoadLine("empty", bytes(shapely.to_wkb(shapely.MultiLineString())))
    assert ways([empty], NETWORK) == ways(NETWORK, [empty]) == {}


def test_of_crossings_of_one_line_it_is_the_first_along_it() -> None:
    teeth = [(5, -9), (5, 9), (95, 9), (95, -9)]
    (way,) = ways([RoadLine("x", wkb(teeth))], [RoadLine("t", wkb([(0, 0), (100, 0)]))]).values()
    assert list(way.start) == pytest.approx(in_degrees([(5, 0)])[0].tolist())


PLACES = st.tuples(st.integers(-400, 400), st.integers(-400, 400))
DRAWN = st.lists(PLACES, min_size=2, max_size=20, unique=True)


@given(
    own=st.lists(DRAWN, min_size=1, max_size=6),
    goal=st.lists(DRAWN, min_size=1, max_size=4),
    groups=st.lists(st.sampled_from("ab"), min_size=6, max_size=6),
)
def test_a_component_takes_the_shortest_of_all_ways_of_its_lines(
    own: list[list[tuple[int, int]]], goal: list[list[tuple[int, int]]], groups: list[str]
) -> None:
    lines = [RoadLine(str(i), wkb(places)) for i, places in enumerate(own)]
    others = [RoadLine(f"t{i}", wkb(places)) for i, places in enumerate(goal)]
    apart_m = shapely.distance(
        np.array([shapely.LineString(places) for places in own])[:, None],
        np.array([shapely.LineString(places) for places in goal]),
    )
    found = ways(lines, others, {line.uuid: groups[i] for i, line in enumerate(lines)})
    assert found.keys() == set(groups[: len(own)])
    for group, way in found.items():
        of_group = [i for i in range(len(own)) if groups[i] == group]
        assert way.straight_m == pytest.approx(float(apart_m[of_group].min()), abs=1e-5)
        assert groups[int(way.line)] == group
        between_m = float(apart_m[int(way.line), int(way.to[1:])])
        assert way.straight_m == pytest.approx(between_m, abs=1e-5)


APART = [RoadLine("a", wkb([(0, 40), (50, 40)])), RoadLine("b", wkb([(50, 40), (50, 25)]))]
PIECES = [RoadLine("p#1", wkb([(0, 60), (9, 60)])), RoadLine("p#2", wkb([(0, 90), (9, 90)]))]
OFF = {"a": "a", "b": "a"}


def test_a_gap_is_of_all_that_hangs_together_with_a_line() -> None:
    network = Network({**OFF, "t": "t"}, frozenset({"t"}))
    gaps = gaps_to_network([*APART, *NETWORK], network, ["a"])
    assert list(gaps) == ["a"]
    assert (gaps["a"].line, gaps["a"].to) == ("b", "t")
    assert gaps["a"].straight_m == pytest.approx(25, abs=1e-6)


def test_a_line_that_does_not_count_closes_no_gap() -> None:
    network = Network({**OFF, "u": "u"}, frozenset({"u"}))
    gaps = gaps_to_network([*APART, *NETWORK], network, ["a"])
    assert gaps["a"].straight_m == pytest.approx((460**2 + 0) ** 0.5, abs=1e-6)


def test_the_network_may_be_a_road_in_pieces_that_touches_nothing() -> None:
    network = Network({**OFF, "p": "p"}, frozenset({"p"}))
    gaps = gaps_to_network([*APART, *PIECES], network, ["b"])
    assert gaps["b"].straight_m == pytest.approx(20, abs=1e-6)


@pytest.mark.parametrize("joined", [(), ("a", "b", "t")])
def test_without_a_network_or_with_a_joined_line_there_is_no_gap(joined: tuple[str, ...]) -> None:
    network = Network({**OFF, "t": "a"}, frozenset(joined))
    assert gaps_to_network([*APART, *NETWORK], network, ["a"]) == {}
