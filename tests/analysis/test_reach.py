"""Each answer can be checked by hand: metres from one origin, the patrol road along north = 0."""

from __future__ import annotations

from typing import Any

import pytest
import shapely

from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.network import Measurements, RoadFact
from mocgioi.analysis.lines.proximity import MarkerPoints, measure_proximity
from mocgioi.analysis.lines.reach import ReachRoad, find_reached
from mocgioi.documents.reach import Reach

from .ground import TODAY, in_degrees, marker, measured, measured_at, reach, road, trunk, wkb

UP = [(500.0, 0.0), (500.0, 400.0)]
"""Leaves the patrol road in the middle and climbs 400 m north."""


def row(document: Reach, number: str = "1116") -> Any:
    return next(row for row in document["markers"] if row["number"] == number)


@pytest.mark.parametrize(
    ("metres", "answer"),
    [(0, "reached"), (30, "reached"), (30.1, "near"), (150, "near"), (150.1, "none")],
)
def test_reached_to_30_m_and_near_to_150_m_inclusive(metres: float, answer: str) -> None:
    assert measured_at((500, 400 + metres), trunk(), road("up", UP)) == answer


@pytest.mark.parametrize(("roads", "has_network"), [([trunk()], True), ([road("up", UP)], False)])
def test_whether_there_is_a_network_is_known_before_anything_around_is_measured(
    roads: list[ReachRoad], has_network: bool
) -> None:
    reached = find_reached([marker("1116", (500, 430))], roads, as_of=TODAY)
    assert reached.has_network == has_network
    assert "around" not in vars(reached)
    assert bool(reached.nearest_joined) == has_network


def test_a_trunk_road_itself_reaches() -> None:
    assert measured_at((700, 30), trunk(), road("elsewhere", [(0, 5000), (0, 5100)])) == "reached"


def test_thresholds_are_those_given() -> None:
    document = reach(
        [marker("1116", (500, 445))],
        [trunk(), road("up", [(500, 20), (500, 400)])],
        as_of=TODAY,
        reach_m=45,
        join_m=20,
        near_m=60,
    )
    assert row(document)["measured"] == "reached"
    assert (document["reach_m"], document["join_m"], document["near_m"]) == (45, 20, 60)


def test_of_two_roads_equally_near_the_joined_one_is_named_once() -> None:
    roads = [trunk(), road("a-apart", [(460, 100), (460, 400)]), road("b-joined", UP)]
    document = reach([marker("1116", (480, 300))], roads, as_of=TODAY)
    assert [line["number"] for line in document["markers"]] == ["1116"]
    line = row(document)
    assert (line["measured"], line["nearest_road_m"]) == ("reached", 20.0)
    assert (line["nearest_road"], line["to_network_m"]) == ("b-joined", 0.0)


def test_a_joined_line_within_reach_counts_though_another_is_nearer() -> None:
    assert (
        measured_at((470, 300), trunk(), road("apart", [(469, 50), (469, 400)]), road("up", UP))
        == "reached"
    )


def test_a_pair_on_two_banks_is_measured_each_for_itself() -> None:
    banks = [marker("1223(1)", (500, 410)), marker("1223(2)", (500, 480))]
    assert measured(banks, [trunk(), road("up", UP)]) == {"1223(1)": "reached", "1223(2)": "near"}


def test_a_road_reaches_every_marker_it_passes() -> None:
    markers = [
        marker("1116", (520, 100)),
        marker("1117", (480, 200)),
        marker("1118", (530, 390)),
        marker("1119", (540, 390)),
    ]
    assert list(measured(markers, [trunk(), road("up", UP)]).values()) == [*["reached"] * 3, "near"]


def test_a_road_cut_in_pieces_reaches_as_the_whole_does() -> None:
    pieces = [road(str(n), [(500, n), (500, n + 100)]) for n in (300, 0, 200, 100)]
    assert measured_at((500, 410), trunk(), *pieces) == "reached"


def test_a_road_drawn_backwards_reaches_as_well() -> None:
    assert measured_at((500, 410), trunk(), road("down", UP[::-1])) == "reached"


def test_a_line_that_crosses_itself_is_measured_at_its_nearest_segment() -> None:
    loop = [(500.0, 0.0), (500.0, 300.0), (600.0, 300.0), (600.0, 100.0), (400.0, 100.0)]
    assert measured_at((400, 130), trunk(), road("loop", loop)) == "reached"
    assert measured_at((550, 240), trunk(), road("loop", loop)) == "near"


def test_a_long_line_of_many_vertices_is_measured_all_along() -> None:
    crooked = [(500 + 3.0 * (n % 2), 10.0 * n) for n in range(101)]
    markers = [marker(str(1116 + n), (500, 10.0 * n)) for n in range(101)]
    assert set(measured(markers, [trunk(), road("crooked", crooked)]).values()) == {"reached"}


def test_crossing_without_an_end_does_not_join() -> None:
    across = road("across", [(500, -100), (500, 400)])
    assert measured_at((500, 410), trunk(), across) == "isolated"


@pytest.mark.parametrize(("gap_m", "answer"), [(10, "reached"), (10.1, "isolated")])
def test_an_end_joins_the_body_of_a_trunk_to_10_m_inclusive(gap_m: float, answer: str) -> None:
    assert measured_at((500, 410), trunk(), road("up", [(500, gap_m), (500, 400)])) == answer


def test_a_joined_end_at_its_body_joins_a_line() -> None:
    ridge = road("ridge", [(300, 110), (700, 110)])
    assert measured_at((300, 110), trunk(), ridge) == "isolated"
    assert measured_at((300, 110), trunk(), ridge, road("up", [(500, 0), (500, 100)])) == "reached"


def test_a_gap_of_14_m_at_a_bridge_does_not_join() -> None:
    near_side, far_side = road("1", [(500, 0), (500, 200)]), road("2", [(500, 214), (500, 400)])
    document = reach([marker("1116", (500, 410))], [trunk(), near_side, far_side], as_of=TODAY)
    assert row(document)["measured"] == "isolated"
    assert (row(document)["nearest_road_m"], row(document)["to_network_m"]) == (10.0, 14.0)


def test_the_gap_is_that_of_all_the_nearest_line_hangs_together_with() -> None:
    roads = [
        trunk(),
        road("far", [(500, 300), (500, 400)]),
        road("middle", [(500, 100), (500, 300)]),
        road("bottom", [(500, 40), (500, 95)]),
    ]
    assert row(reach([marker("1116", (500, 410))], roads, as_of=TODAY))["to_network_m"] == 40.0


def test_a_chain_of_joins_leads_to_the_network_and_a_missing_link_breaks_it() -> None:
    links = [road(str(n), [(500, 108.0 * n), (500, 108.0 * n + 100)]) for n in range(5)]
    assert measured_at((500, 540), trunk(), *links) == "reached"
    assert measured_at((500, 540), trunk(), *links[:2], *links[3:]) == "isolated"


@pytest.mark.parametrize("status", ["none", "approved", "under_construction", None])
def test_a_line_not_built_does_not_count(status: str | None) -> None:
    assert measured_at((500, 410), trunk(), road("up", UP, status=status)) == "none"


def test_a_line_not_built_joins_nothing() -> None:
    low = road("low", [(500, 0), (500, 200)], status="under_construction")
    assert (
        measured_at((500, 410), trunk(), low, road("high", [(500, 200), (500, 400)])) == "isolated"
    )


def test_a_line_counts_from_the_day_of_its_completion() -> None:
    up = road("up", UP, completed_on="2024-05-31")
    assert measured_at((500, 410), trunk(), up, as_of="2024-05-30") == "none"
    assert measured_at((500, 410), trunk(), up, as_of="2024-05-31") == "reached"


def test_without_a_trunk_road_everything_is_isolated() -> None:
    assert measured_at((500, 410), road("up", UP)) == "isolated"
    assert measured_at((500, 410), trunk(status="approved"), road("up", UP)) == "isolated"


@pytest.mark.parametrize("road_class", ["patrol", "commune", "provincial"])
def test_each_trunk_class_is_network(road_class: str) -> None:
    main = road("main", [(0, 0), (1000, 0)], road_class=road_class)
    assert measured_at((500, 410), main, road("up", UP)) == "reached"


def test_unknown_without_an_access_road_of_its_commune_even_beside_a_trunk() -> None:
    elsewhere = road("elsewhere", UP, communes={"B"})
    assert measured_at((700, 0), trunk(), elsewhere) == "unknown"
    assert measured_at((700, 0), trunk(), elsewhere, road("x", UP, status="none")) == "reached"


def test_unknown_without_a_position() -> None:
    document = reach([marker("1116", None)], [trunk(), road("up", UP)], as_of=TODAY)
    assert row(document)["measured"] == "unknown"
    assert row(document)["nearest_road_m"] is None


def test_markers_without_a_commune_are_known_by_roads_of_such_markers() -> None:
    apart = [marker("1116", (500, 410), commune=None)]
    assert measured(apart, [trunk(), road("up", UP)]) == {"1116": "unknown"}
    assert measured(apart, [trunk(), road("up", UP, communes={None})]) == {"1116": "reached"}


def test_z_and_m_change_nothing() -> None:
    flat = shapely.from_wkb(wkb(UP))
    high = shapely.force_3d(flat, 900.0)
    with_m = shapely.from_wkt(
        "LINESTRING M ("
        + ", ".join(
            f"{longitude!r} {latitude!r} 7"
            for longitude, latitude in shapely.get_coordinates(flat).tolist()
        )
        + ")"
    )
    for geometry in (high, with_m):
        fact = RoadFact("up", "access", "built", communes=frozenset({"A"}))
        line = ReachRoad(fact, shapely.to_wkb(geometry, output_dimension=4))
        assert measured_at((500, 430), trunk(), line) == "reached"


def test_markers_come_in_border_order() -> None:
    numbers = ["1116", "944(2)", "1115/2", "944", "1115", "944(1)"]
    document = reach([marker(n, (0, 0)) for n in numbers], [trunk()], as_of=TODAY)
    assert [line["number"] for line in document["markers"]] == [
        "944",
        "944(1)",
        "944(2)",
        "1115",
        "1115/2",
        "1116",
    ]


def test_the_nearest_line_is_named_at_any_distance() -> None:
    line = row(reach([marker("1116", (500, 5400))], [trunk(), road("up", UP)], as_of=TODAY))
    assert (line["measured"], line["nearest_road_m"], line["nearest_road"]) == (
        "none",
        5000.0,
        "up",
    )


def test_a_road_without_a_name_is_called_by_its_uuid() -> None:
    fact = RoadFact("7b1e", "access", "built", communes=frozenset({"A"}))
    document = reach([marker("1116", (500, 410))], [ReachRoad(fact, wkb(UP))], as_of=TODAY)
    assert row(document)["nearest_road"] == "7b1e"


def test_to_network_is_null_without_a_network() -> None:
    line = row(reach([marker("1116", (500, 410))], [road("up", UP)], as_of=TODAY))
    assert (line["nearest_road_m"], line["to_network_m"]) == (10.0, None)


def test_without_roads_everything_is_unknown_and_null() -> None:
    line = row(reach([marker("1116", (500, 410))], [], as_of=TODAY))
    assert (line["measured"], line["nearest_road_m"], line["nearest_road"]) == (
        "unknown",
        None,
        None,
    )


def test_without_markers_the_totals_are_zero() -> None:
    document = reach([], [trunk()], as_of=TODAY)
    assert document["markers"] == []
    assert set(document["totals"].values()) == {0}


def test_totals_are_over_the_markers_that_need_a_road() -> None:
    roads = [trunk(), road("up", UP), road("apart", [(800, 100), (800, 200)])]
    markers = [
        marker("1", (500, 400), declared="built"),
        marker("2", (500, 300), declared="none"),
        marker("3", (500, 200)),
        marker("4", (800, 200), declared="built"),
        marker("5", (800, 300), declared="built"),
        marker("6", (0, 4000)),
        marker("7", None, declared="built"),
        marker("8", (500, 100), needs_road=False, declared="none"),
    ]
    document = reach(markers, roads, as_of=TODAY)
    assert document["totals"] == {
        "reached": 3,
        "isolated": 1,
        "near": 1,
        "none": 1,
        "unknown": 1,
        "declared_only": 2,
        "measured_only": 2,
    }
    assert (row(document, "8")["needs_road"], row(document, "8")["measured"]) == (False, "reached")


def test_distances_measured_before_give_the_same_document() -> None:
    roads = [trunk(), road("up", UP)]
    markers = [marker("1116", (500, 420))]
    degrees = in_degrees([(500, 420)])
    points = MarkerPoints(["1116"], degrees[:, 0], degrees[:, 1])
    near = measure_proximity(points, [RoadLine(r.fact.uuid, r.geometry) for r in roads])
    stored = Measurements(near.pairs, near.joins.names(), {}, {}, frozenset())
    assert reach(markers, roads, as_of=TODAY, measurements=stored) == reach(
        markers, roads, as_of=TODAY
    )
