"""A road drawn in parts: one line where they hang together, several where a gap parts them."""

from __future__ import annotations

import pytest
import shapely

from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.reach import ReachRoad
from mocgioi.analysis.lines.road_lines import lines_of_roads

from .ground import TODAY, Part, marker, measured, measured_at, reach, road, trunk, wkb


def up_with_gap(gap_m: float) -> ReachRoad:
    """Return a road from the trunk 400 m up, in two parts that far from each other."""
    return road("parts", [(500, 0), (500, 200)], [(500, 200 + gap_m), (500, 400)])


@pytest.mark.parametrize("gap_m, answer", [(0, "reached"), (10, "reached"), (10.1, "isolated")])
def test_parts_are_one_line_over_a_gap_of_10_m_inclusive(gap_m: float, answer: str) -> None:
    assert measured_at((500, 410), trunk(), up_with_gap(gap_m)) == answer


def test_beyond_the_gap_the_way_to_the_network_is_the_gap() -> None:
    row = reach([marker("1116", (500, 410))], [trunk(), up_with_gap(14)], as_of=TODAY)["markers"][0]
    assert (row["nearest_road"], row["to_network_m"], row["missing_m"]) == ("parts", 14.0, 14.0)


def test_before_the_gap_the_road_still_reaches() -> None:
    assert measured_at((520, 150), trunk(), up_with_gap(100)) == "reached"


def test_each_part_of_a_trunk_road_is_network() -> None:
    split = trunk("trunk", [(0, 0), (400, 0)], [(600, 0), (1000, 0)])
    markers = [marker("1116", (700, 20)), marker("1117", (300, 20)), marker("1118", (500, 20))]
    shown = measured(markers, [split, road("far", [(500, 5000), (500, 5400)])])
    assert list(shown.values()) == ["reached", "reached", "near"]


def test_an_end_of_any_part_joins_all_that_hang_together() -> None:
    fork = road("fork", [(500, 200), (500, 400)], [(490, 5), (490, 190), (495, 200)])
    assert measured_at((500, 410), trunk(), fork) == "reached"


def test_another_road_bridges_the_gap() -> None:
    link = road("link", [(500, 200), (500, 300)])
    assert measured_at((500, 410), trunk(), up_with_gap(100), link) == "reached"


def test_a_part_of_no_length_is_where_it_is() -> None:
    dot: Part = [(500, 300), (500, 300)]
    assert measured_at((500, 330), trunk(), road("dot", dot)) == "isolated"
    assert measured_at((500, 330), trunk(), road("dots", [(500, 0)] * 2, dot)) == "isolated"
    assert measured_at((500, 330), trunk(), road("up", [(500, 0), (500, 295)], dot)) == "reached"


def test_a_road_in_one_piece_keeps_its_uuid() -> None:
    lines = lines_of_roads([RoadLine("one", wkb([(0, 0), (9, 0)], [(9, 0), (9, 9)]))])
    assert [line.uuid for line in lines] == ["one"]


def test_pieces_are_numbered_as_drawn_and_lose_no_part() -> None:
    parts = ([(0.0, 0.0), (50.0, 0.0)], [(0.0, 500.0), (50.0, 500.0)], [(50.0, 0.0), (90.0, 0.0)])
    lines = lines_of_roads([RoadLine("road", wkb(*parts)), RoadLine("next", wkb(parts[0]))])
    assert [line.uuid for line in lines] == ["road#1", "road#2", "next"]
    counts = [len(shapely.get_parts(shapely.from_wkb(line.geometry))) for line in lines]
    assert counts == [2, 1, 1]


def test_parts_with_heights_are_parted_alike() -> None:
    flat = shapely.from_wkb(wkb([(0, 0), (50, 0)], [(0, 500), (50, 500)]))
    tall = shapely.force_3d(flat, 700.0)
    for flavor in ("extended", "iso"):
        line = RoadLine("road", bytes(shapely.to_wkb(tall, output_dimension=3, flavor=flavor)))
        assert [line.uuid for line in lines_of_roads([line])] == ["road#1", "road#2"]


@pytest.mark.parametrize("byte_order", [0, 1])
def test_parts_are_parted_in_either_order_of_bytes(byte_order: int) -> None:
    drawn = shapely.from_wkb(wkb([(0, 0), (50, 0)], [(0, 500), (50, 500)]))
    line = RoadLine("road", bytes(shapely.to_wkb(drawn, byte_order=byte_order)))
    assert [line.uuid for line in lines_of_roads([line])] == ["road#1", "road#2"]


@pytest.mark.parametrize("byte_order", [0, 1])
def test_a_line_of_a_single_part_is_left_as_it_is(byte_order: int) -> None:
    drawn = shapely.get_geometry(shapely.from_wkb(wkb([(0, 0), (50, 0), (90, 0)])), 0)
    line = RoadLine("road", bytes(shapely.to_wkb(drawn, byte_order=byte_order)))
    assert lines_of_roads([line]) == [line]


@pytest.mark.parametrize(("join_m", "pieces"), [(10.0, 2), (20.0, 1)])
def test_how_far_parts_may_be_apart_is_what_is_asked_for(join_m: float, pieces: int) -> None:
    line = RoadLine("road", wkb([(0, 0), (50, 0)], [(65, 0), (90, 0)]))
    assert len(lines_of_roads([line], join_m=join_m)) == pieces
