"""The reach document as text and CSV."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from mocgioi.outputs import reach_table


def marker(**facts: Any) -> Any:
    place = {"longitude": 106.7111227, "latitude": 21.9706221}
    return {
        "number": "1116",
        "needs_road": True,
        "border_km": 91.25,
        "declared": "built",
        "measured": "isolated",
        "unknown_because": None,
        "nearest_road_m": 3.2,
        "nearest_road": "Đường lên mốc 1116",
        "nearest_point": place,
        "reached_by": None,
        "to_network_m": 14.0,
        "missing_m": 14.0,
        "missing": [{"straight_m": 14.0, "to_road": "Tuần tra 3", "from": place, "to": place}],
        "difference": "declared_only",
        "advice": "close-gap",
    } | facts


def document(*markers: Any) -> Any:
    totals = dict.fromkeys(("reached", "isolated", "near", "none", "unknown"), 0)
    stretch = {
        "km_from": 90.0,
        "km_to": 96.6,
        "length_km": 6.6,
        "after": "1110",
        "before": "1120",
        "markers": ["1111", "1116"],
    }
    return {
        "known_at": None,
        "illustrative": False,
        "markers": list(markers),
        "totals": totals | {"declared_only": 1, "measured_only": 0},
        "head": None,
        "stretches": {
            "declared": {"longest": None, "without_road": []},
            "measured": {"longest": stretch, "without_road": [stretch]},
        },
    }


def test_the_gap_to_close_is_named_with_metres_road_and_place() -> None:
    text = reach_table.as_text(document(marker()), "vi")
    assert (
        "- 1116: tuyến «Đường lên mốc 1116» tới mốc nhưng chưa đấu nối: khép khoảng hở 14,0 m tới "
        "«Tuần tra 3», tại 21.970622, 106.711123." in text
    )


@pytest.mark.parametrize(
    "facts, said",
    [
        ({"advice": "draw-line"}, "map the road"),
        ({"advice": "draw-line", "nearest_road": None, "nearest_point": None}, "no line has been"),
        ({"advice": "go-and-look"}, "go and look"),
        ({"advice": "close-gap", "missing_m": 0.0}, "if it is a bridge"),
        ({"advice": "draw-network", "missing": None}, "import them"),
        ({"advice": "report-road", "reached_by": "R"}, "mocgioi set 1116 --road built"),
    ],
)
def test_each_advice_says_what_to_do(facts: dict[str, Any], said: str) -> None:
    assert said in reach_table.advice_text(marker(**facts), "en")


def test_the_longest_stretch_without_a_road_stands_under_the_table() -> None:
    text = reach_table.as_text(document(marker()), "en")
    assert (
        "The longest stretch without a road, as measured: 6.6 km (km 90.0 to km 96.6, 2 markers, "
        "between markers 1110 and 1120); 1 stretches in all." in text
    )


def test_csv_has_a_row_a_marker_with_places_in_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(reach_table.as_csv(document(marker())))))
    assert [row["missing_to_road"] for row in rows] == ["Tuần tra 3"]
    assert (rows[0]["nearest_latitude"], rows[0]["missing_from_longitude"]) == (
        "21.9706221",
        "106.7111227",
    )


def test_a_name_with_braces_stays_as_it_is_written() -> None:
    text = reach_table.as_text(document(marker(nearest_road="{road} {0}")), "vi")
    assert "«{road} {0}»" in text


def test_one_marker_is_told_with_its_nearest_point_and_what_is_missing() -> None:
    text = reach_table.marker_text(document(marker()), "en")
    assert "Nearest point of the line: 21.970622, 106.711123" in text
    assert "missing 14.0 m (straight) from 21.970622, 106.711123" in text
    assert "What to do: the line" in text


@pytest.mark.parametrize("because, said", [("no_position", "tọa độ"), ("no_lines", "import roads")])
def test_why_nothing_is_known_of_the_lines_is_said(because: str, said: str) -> None:
    lost = document(marker(measured="unknown", unknown_because=because, advice=None))
    assert said in reach_table.marker_text(lost, "vi")
    assert "Chưa có số liệu tuyến, 1 mốc: " in reach_table.as_text(lost, "vi")
    assert said in reach_table.as_text(lost, "vi")


def test_markers_that_need_no_road_are_counted_under_the_table() -> None:
    text = reach_table.as_text(document(marker(), marker(number="1117", needs_road=False)), "en")
    assert "1 markers that need a road: " in text
    assert "1 markers that need no road are not listed" in text


def test_made_up_markers_are_said_to_be_so_in_every_form() -> None:
    made_up = document(marker()) | {"illustrative": True}
    assert "SỐ LIỆU MINH HỌA" in reach_table.as_text(made_up, "vi")
    assert "SỐ LIỆU MINH HỌA" in reach_table.marker_text(made_up, "vi")
    (row,) = csv.DictReader(io.StringIO(reach_table.as_csv(made_up)))
    assert row["illustrative"] == "true"
