"""The rules on distances already measured, and that they need no library."""

from __future__ import annotations

import subprocess
import sys

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.analysis.lines.network import (
    Joins,
    MarkerFact,
    Network,
    RoadFact,
    RoadNear,
    components,
    measured_state,
    nearest_lines,
    network_as_of,
)
from mocgioi.domain.register import Road

TODAY = "2026-11-22"


def fact(uuid: str, road_class: str = "access") -> RoadFact:
    return RoadFact(uuid, road_class, "built", communes=frozenset({"A"}))


def network_of(roads: list[RoadFact], *pairs: tuple[str, str]) -> Network:
    joins = Joins.of_names([road.uuid for road in roads], pairs)
    return network_as_of(roads, joins, as_of=TODAY)


def state(distance_m: float) -> str:
    return measured_state(
        [RoadNear("1116", "trunk", distance_m)],
        Joins(["trunk", "x"], []),
        [fact("trunk", "patrol"), fact("x")],
        [MarkerFact("1116", "A", True)],
        as_of=TODAY,
    )["1116"]


def test_what_positions_are_not_good_for_is_on_the_threshold() -> None:
    assert (state(30.001), state(30.003)) == ("reached", "near")
    assert (state(150.001), state(150.003)) == ("near", "none")


def test_a_component_is_called_by_its_smallest_uuid() -> None:
    roads = [fact(uuid) for uuid in "edcba"]
    network = network_of(roads, ("e", "c"), ("b", "e"), ("d", "a"))
    assert network.component == {"a": "a", "b": "b", "c": "b", "d": "a", "e": "b"}
    assert network.joined == frozenset()


def nearest(*pairs: tuple[str, float]) -> str | None:
    roads = [fact("trunk", "patrol"), fact("z"), fact("b"), fact("a"), RoadFact("p", "access", "")]
    network = network_of(roads, ("trunk", "z"))
    names = {"trunk": None, "z": None, "a": "Đường 2", "b": "Đường 1", "p": None}
    nearby = nearest_lines([RoadNear("1116", *pair) for pair in pairs], network, names)
    return nearby["1116"].road if nearby else None


def test_the_nearest_line_is_the_nearest_that_counts_however_far() -> None:
    assert nearest(("p", 1.0), ("a", 900.0), ("b", 901.0)) == "a"
    assert nearest(("p", 1.0)) is None


def test_of_lines_equally_near_a_joined_one_is_nearest_then_the_first_by_name() -> None:
    assert nearest(("a", 5.0), ("b", 5.0 + 1e-9), ("z", 5.0 + 1e-9)) == "z"
    assert nearest(("a", 5.0), ("b", 5.0 + 1e-9)) == "b"


def test_a_ring_of_joins_hangs_together() -> None:
    roads = [fact("a", "provincial"), fact("b"), fact("c")]
    network = network_of(roads, ("a", "b"), ("b", "c"), ("a", "c"))
    assert network.joined == {"a", "b", "c"}


def test_a_join_through_a_line_that_does_not_count_is_none() -> None:
    planned = RoadFact("b", "access", "approved")
    roads = [fact("a", "patrol"), planned, fact("c")]
    network = network_of(roads, ("a", "b"), ("b", "c"))
    assert network.joined == {"a"}
    assert "b" not in network.component


def test_joins_with_lines_that_do_not_count_do_not_hide_those_after_them() -> None:
    planned = RoadFact("b", "access", "approved")
    roads = [fact("a", "patrol"), planned, fact("c"), fact("d", "patrol")]
    assert network_of(roads, ("a", "b"), ("c", "d")).joined == {"a", "c", "d"}


def test_a_line_completed_after_the_day_counts_from_its_completion() -> None:
    late = RoadFact("b", "access", "built", completed_on="2026-11-23")
    assert network_of([late]).component == {}
    assert network_of([late._replace(completed_on=TODAY)]).component == {"b": "b"}


def test_what_is_measured_is_as_of_the_day() -> None:
    later = RoadFact("x", "patrol", "built", "2026-11-23", communes=frozenset({"A"}))
    pairs = [RoadNear("1116", "x", 1.0)]
    roads = [later, fact("y")]
    markers = [MarkerFact("1116", "A", True)]
    shown = {
        day: measured_state(pairs, Joins(["x", "y"], []), roads, markers, as_of=day)["1116"]
        for day in (TODAY, "2026-11-23")
    }
    assert shown == {TODAY: "none", "2026-11-23": "reached"}


def test_what_is_known_of_a_road_of_the_register() -> None:
    road = Road(
        geometry=b"",
        uuid="7b1e",
        road_class="patrol",
        status="built",
        started_on="2023-01-01",
        completed_on="2023-02-01",
    )
    assert RoadFact.of(road, frozenset({"A"})) == RoadFact(
        *("7b1e", "patrol", "built", "2023-01-01", "2023-02-01"), frozenset({"A"})
    )


def test_a_line_begun_after_the_day_is_none_however_it_ended() -> None:
    begun = RoadFact("b", "access", "built", started_on="2026-11-23")
    assert network_of([fact("a", "patrol"), begun], ("a", "b")).component == {"a": "a"}
    assert network_of([fact("a", "patrol"), begun._replace(started_on=TODAY)]).component == {
        "a": "a",
        "b": "b",
    }


def test_a_chain_of_any_length_is_followed() -> None:
    numbers = [f"{n:05}" for n in range(20_000)]
    roads = [fact(numbers[0], "commune"), *(fact(number) for number in numbers[1:])]
    assert len(network_of(roads, *zip(numbers[1:], numbers, strict=False)).joined) == 20_000


@given(
    st.permutations("abcdefgh"),
    st.sets(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))),
    st.sets(st.sampled_from("abcdefgh")),
)
def test_components_are_those_of_networkx(
    lines: list[str], pairs: set[tuple[str, str]], among: set[str]
) -> None:
    graph = networkx.Graph(pairs)
    graph.add_nodes_from(lines)
    parts = networkx.connected_components(graph.subgraph(among))
    assert components(Joins.of_names(lines, pairs), among=among) == {
        line: min(part) for part in parts for line in part
    }


def test_a_name_that_is_no_line_joins_nothing() -> None:
    assert Joins.of_names(["a", "b"], [("a", "x"), ("b", "a")]).names() == [("a", "b")]


@pytest.mark.parametrize("library", ["numpy", "shapely", "pyproj", "pandas"])
def test_the_rules_load_no_library(library: str) -> None:
    code = f"import sys, mocgioi.analysis.lines.network; sys.exit({library!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
