"""The straight way from a line to the nearest of others."""

from __future__ import annotations

import pytest
import shapely

from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.network import Network
from mocgioi.analysis.lines.ways import (
    Place,
    Way,
    gaps_to_network,
    ways_between,
    ways_of_components,
)

from .ground import in_degrees, wkb

NETWORK = [RoadLine("t", wkb([(0, 0), (100, 0)])), RoadLine("u", wkb([(0, 500), (9, 500)]))]


def test_a_way_leads_between_the_nearest_points_of_two_lines() -> None:
    way = ways_between([RoadLine("above", wkb([(0, 90), (50, 25), (100, 90)]))], NETWORK)["above"]
    assert way.to == "t"
    assert way.straight_m == pytest.approx(25, abs=1e-6)
    assert [*way.start, *way.end] == pytest.approx(in_degrees([(50, 25), (50, 0)]).ravel().tolist())


def test_lines_that_cross_are_0_m_apart_at_the_crossing() -> None:
    way = ways_between([RoadLine("across", wkb([(50, -20), (50, 60)]))], NETWORK)["across"]
    assert way.straight_m == 0.0
    assert way.start == way.end
    assert list(way.start) == pytest.approx(in_degrees([(50, 0)])[0].tolist())


def test_of_lines_equally_near_the_one_given_first_is_met() -> None:
    twice = [NETWORK[0]._replace(uuid=name) for name in ("z", "a")]
    assert ways_between([RoadLine("x", wkb([(0, 9), (9, 9)]))], twice)["x"].to == "z"


def test_without_lines_there_are_no_ways() -> None:
    empty = RoadLine("empty", bytes(shapely.to_wkb(shapely.MultiLineString())))
    assert ways_between([empty], NETWORK) == ways_between(NETWORK, [empty]) == {}


def test_a_component_takes_the_shortest_of_its_ways() -> None:
    here = Place(107.0, 22.0)
    ways = [Way("a", "t", 20.0, here, here), Way("b", "u", 5.0, here, here)]
    assert ways_of_components(ways, {"a": "a", "b": "a"}) == {"a": ways[1]}


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
