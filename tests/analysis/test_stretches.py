"""Stretches of the border line without a road."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mocgioi.analysis.lines.stretches import MarkersAlong, longest
from mocgioi.analysis.lines.stretches import stretches_without_road as yielded
from mocgioi.documents.reach import Stretch

from .ground import TODAY, marker, reach, road, trunk

Along = tuple[str, float | None, bool]


def along(*places: Along) -> list[Along]:
    return list(places)


def stretches_without_road(places: Sequence[Along]) -> list[Stretch]:
    """Return the stretches of markers, each told by number, km along the line and has-a-road."""
    km = np.array([km for _, km, _ in places], dtype=np.float64)
    has_road = np.array([has for _, _, has in places], dtype=np.bool_)
    return list(yielded(MarkersAlong(lambda at: places[at][0], km, has_road)))


LINE = along(
    ("1", 0.5, False), ("2", 1.0, True), ("3", 1.4, False), ("4", 2.0, False), ("5", 3.1, True)
)


def test_a_stretch_runs_from_the_marker_before_to_the_marker_after() -> None:
    assert stretches_without_road(LINE)[1] == {
        "km_from": 1.0,
        "km_to": 3.1,
        "length_km": 2.1,
        "after": "2",
        "before": "5",
        "markers": ["3", "4"],
    }


def test_at_an_end_of_the_line_a_stretch_begins_at_its_own_marker() -> None:
    first = stretches_without_road(LINE)[0]
    assert (first["after"], first["km_from"], first["length_km"]) == (None, 0.5, 0.5)


def test_at_the_other_end_a_stretch_ends_at_its_own_marker() -> None:
    last = stretches_without_road(along(("1", 0.5, True), ("2", 1.0, False), ("3", 1.4, False)))
    assert last == [
        {
            "km_from": 0.5,
            "km_to": 1.4,
            "length_km": 0.9,
            "after": "1",
            "before": None,
            "markers": ["2", "3"],
        }
    ]


def test_a_stretch_is_bounded_by_the_nearest_marker_with_a_road_on_either_side() -> None:
    (stretch,) = stretches_without_road(
        along(("1", 0.5, True), ("2", 1.0, True), ("3", 1.4, False), ("4", 2, True), ("5", 3, True))
    )
    assert (stretch["after"], stretch["km_from"]) == ("2", 1.0)
    assert (stretch["before"], stretch["km_to"]) == ("4", 2)


def test_a_stretch_is_told_to_the_metre() -> None:
    (stretch,) = stretches_without_road(along(("1", 0.0004, True), ("2", 1.00009, False)))
    assert stretch["length_km"] == 1.0


def test_markers_at_the_same_place_keep_the_order_given() -> None:
    (stretch,) = stretches_without_road(along(("2", 1.0, False), ("1", 1.0, False)))
    assert stretch["markers"] == ["2", "1"]


def test_the_order_of_input_is_irrelevant() -> None:
    assert stretches_without_road(LINE[::-1]) == stretches_without_road(LINE)


def test_a_marker_off_the_line_is_in_no_stretch() -> None:
    assert stretches_without_road(along(("1", None, False), ("2", 3.0, True))) == []


def test_the_longest_is_the_first_of_those_equally_long() -> None:
    stretches = stretches_without_road(LINE)
    assert longest(stretches) == stretches[1]
    assert longest([stretches[0], stretches[0].copy()]) is stretches[0]
    assert longest([]) is None


def test_reach_gives_stretches_by_report_and_by_line_of_those_who_need_a_road() -> None:
    markers = [
        marker("1116", (0, 20), declared="none")._replace(border_km=0.0),
        marker("1117", (400, 900), declared="built")._replace(border_km=0.5),
        marker("1118", (500, 900), needs_road=False)._replace(border_km=0.7),
        marker("1119", (900, 20), declared="built")._replace(border_km=1.0),
    ]
    stretches = reach(markers, [trunk(), road("up", [(500, 0), (500, 100)])], as_of=TODAY)[
        "stretches"
    ]
    assert [s["markers"] for s in stretches["declared"]["without_road"]] == [["1116"]]
    assert [s["markers"] for s in stretches["measured"]["without_road"]] == [["1117"]]
    assert stretches["measured"]["longest"] == stretches["measured"]["without_road"][0]
    assert stretches["measured"]["without_road"][0]["length_km"] == 1.0
