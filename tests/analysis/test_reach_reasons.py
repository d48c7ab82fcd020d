"""Why a marker is measured so: nearest point, what is missing, what to do next."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.lines.reach import ReachRoad, find_reached
from mocgioi.analysis.lines.reach_document import document_of_reached

from .ground import TODAY, Point, in_degrees, marker, reach, road, trunk


def row(at: Point, *roads: ReachRoad, declared: str | None = None) -> Any:
    document = reach([marker("1116", at, declared=declared)], roads, as_of=TODAY)
    return document["markers"][0]


def is_at(place: dict[str, float], metres: Point) -> bool:
    expected = in_degrees([metres])[0]
    return (place["longitude"], place["latitude"]) == pytest.approx(tuple(expected), abs=2e-7)


UP = road("up", [(500, 0), (500, 400)])


def test_the_nearest_point_is_the_foot_on_the_line() -> None:
    assert is_at(row((520, 250), trunk(), UP)["nearest_point"], (500, 250))


def test_a_reached_marker_misses_nothing_and_names_its_road() -> None:
    line = row((500, 410), trunk(), UP)
    assert (line["missing_m"], line["missing"], line["reached_by"]) == (0.0, [], "up")


def test_the_road_that_reaches_is_the_joined_one_though_another_is_nearer() -> None:
    apart = road("apart", [(515, 380), (515, 600)])
    line = row((515, 410), trunk(), UP, apart)
    assert (line["nearest_road"], line["reached_by"]) == ("apart", "up")


def test_without_a_near_road_the_straight_way_to_the_network_is_missing() -> None:
    line = row((500, 700), trunk(), road("up", [(500, 0), (500, 400)]))
    assert line["missing_m"] == 300.0
    (leg,) = line["missing"]
    assert (
        leg["to_road"] == "up" and is_at(leg["to"], (500, 400)) and is_at(leg["from"], (500, 700))
    )


def test_an_isolated_marker_misses_only_the_gap() -> None:
    line = row((500, 410), trunk(), road("bridge", [(500, 14), (500, 400)]), declared="built")
    (leg,) = line["missing"]
    assert (line["missing_m"], leg["to_road"]) == (14.0, "trunk")
    assert is_at(leg["from"], (500, 14)) and is_at(leg["to"], (500, 0))
    assert (line["difference"], line["advice"]) == ("declared_only", "close-gap")


def test_by_way_of_an_isolated_road_when_that_is_shorter() -> None:
    line = row((500, 500), trunk(), road("island", [(500, 60), (500, 400)]))
    assert [leg["straight_m"] for leg in line["missing"]] == [100.0, 60.0]
    assert line["missing_m"] == 160.0


def test_straight_when_the_isolated_road_is_a_detour() -> None:
    line = row((500, 200), trunk(), road("island", [(500, 380), (900, 380)]))
    assert line["missing_m"] == 200.0


def test_what_is_missing_is_unknown_where_no_line_was_supplied() -> None:
    line = row((500, 700), trunk())
    assert (line["measured"], line["missing_m"], line["missing"]) == ("unknown", None, None)


def test_without_a_network_nothing_can_be_said_to_be_missing() -> None:
    line = row((500, 410), UP, declared="built")
    assert (line["missing"], line["advice"]) == (None, "draw-network")


@pytest.mark.parametrize(
    "at, declared, difference, advice",
    [
        ((500, 410), "built", None, None),
        ((500, 410), None, "measured_only", "report-road"),
        ((500, 410), "none", "measured_only", "report-road"),
        ((500, 485), "built", "declared_only", "go-and-look"),
        ((500, 485), "none", None, None),
        ((500, 900), "built", "declared_only", "draw-line"),
    ],
)
def test_each_difference_has_its_advice(
    at: Point, declared: str | None, difference: str | None, advice: str | None
) -> None:
    line = row(at, trunk(), UP, declared=declared)
    assert (line["difference"], line["advice"]) == (difference, advice)


def test_the_gap_of_a_road_that_crosses_without_a_junction_is_0_m_at_the_crossing() -> None:
    line = row((500, 410), trunk(), road("over", [(500, -100), (500, 400)]), declared="built")
    assert (line["measured"], line["missing_m"], line["advice"]) == (
        "isolated",
        0.0,
        "close-gap",
    )
    assert is_at(line["missing"][0]["to"], (500, 0))


def test_a_marker_that_needs_no_road_differs_from_nothing() -> None:
    needless = marker("1116", (500, 410), needs_road=False, declared="none")
    (line,) = reach([needless], [trunk(), UP], as_of=TODAY)["markers"]
    assert (line["measured"], line["difference"], line["advice"]) == ("reached", None, None)


@pytest.mark.parametrize("at, because", [(None, "no_position"), ((500.0, 700.0), "no_lines")])
def test_why_nothing_is_known_is_told(at: Point | None, because: str) -> None:
    (line,) = reach([marker("1116", at)], [trunk()], as_of=TODAY)["markers"]
    assert (line["measured"], line["unknown_because"]) == ("unknown", because)


def test_metres_are_told_to_a_decimetre() -> None:
    line = row((500, 700.26), trunk(), UP)
    assert (line["nearest_road_m"], line["missing_m"]) == (300.3, 300.3)
    assert [leg["straight_m"] for leg in line["missing"]] == [300.3]
    gap = row((500, 410), trunk(), road("bridge", [(500, 14.16), (500, 400)]))
    assert (gap["to_network_m"], gap["missing_m"]) == (14.2, 14.2)


def test_a_row_repeats_what_is_reported_and_where_the_marker_stands() -> None:
    marked = marker("1116", (500, 700), declared="built")._replace(border_km=91.25)
    (line,) = reach([marked], [trunk(), UP], as_of=TODAY)["markers"]
    assert (line["declared"], line["border_km"], line["needs_road"]) == ("built", 91.25, True)


def test_a_marker_that_is_not_reached_is_reached_by_nothing_and_known_to_be_so() -> None:
    line = row((500, 500), trunk(), UP)
    assert (line["measured"], line["reached_by"], line["unknown_because"]) == ("near", None, None)


def test_a_marker_of_half_a_place_has_none() -> None:
    half = marker("1116", (500, 410))._replace(latitude=None)
    (line,) = reach([half], [trunk(), UP], as_of=TODAY)["markers"]
    assert (line["measured"], line["unknown_because"]) == ("unknown", "no_position")


def test_how_near_is_near_is_what_is_asked_for() -> None:
    markers = [marker("1116", (500, 800))]
    shown = {
        near_m: reach(markers, [trunk(), UP], as_of=TODAY, near_m=near_m)["markers"][0]["measured"]
        for near_m in (150.0, 500.0)
    }
    assert shown == {150.0: "none", 500.0: "near"}


def test_all_is_measured_in_the_system_asked_for() -> None:
    """In UTM the ground is drawn a little larger than in the province's own grid."""
    (line,) = reach(
        [marker("1116", (500, 10_400))],
        [trunk(), road("bridge", [(500, 3000), (500, 400)])],
        as_of=TODAY,
        metric_crs="EPSG:32648",
    )["markers"]
    own = row((500, 10_400), trunk(), road("bridge", [(500, 3000), (500, 400)]))
    for key in ("nearest_road_m", "to_network_m"):
        assert 1.0001 < line[key] / own[key] < 1.002


def test_only_a_document_of_made_up_markers_says_so() -> None:
    reached = find_reached([marker("1116", (500, 410))], [trunk(), UP], as_of=TODAY)
    assert document_of_reached(reached)["illustrative"] is False
    assert document_of_reached(reached, illustrative=True)["illustrative"] is True
