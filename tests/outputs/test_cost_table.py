"""The estimate as text, CSV and layer: labelled, and the same figures everywhere."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from mocgioi.outputs import cost_table

PLACES = ({"longitude": 106.7, "latitude": 21.9}, {"longitude": 106.8, "latitude": 22.0})


def project(rank: int, *, leaves: bool = False) -> Any:
    line = {
        "marker": "1116",
        "to": "up",
        "straight_m": 300.0,
        "from": PLACES[0],
        "until": PLACES[1],
    }
    return {
        "project": rank,
        "markers": ["1116", "1117"],
        "joins_road": "up",
        "straight_m": 300.0,
        "length_m": 390.0,
        "cost_vnd": 333_450_000,
        "cost_vnd_min": 156_000_000,
        "cost_vnd_max": 370_500_000,
        "markers_per_million_vnd": 0.005998,
        "leaves_country": leaves,
        "lines": [line],
    }


def document(*projects: Any) -> Any:
    return {
        "as_of": "2026-11-22",
        "known_at": None,
        "estimate": True,
        "illustrative": True,
        "vnd_per_m": 855_000,
        "vnd_per_m_min": 400_000,
        "vnd_per_m_max": 950_000,
        "detour_factor": 1.3,
        "projects": list(projects),
        "totals": {
            "markers": 4,
            "projects": 2,
            "length_m": 780.0,
            "cost_vnd": 666_900_000,
            "cost_vnd_min": 312_000_000,
            "cost_vnd_max": 741_000_000,
            "alone_cost_vnd": 900_000_000,
        },
        "left_out": {"built": ["1"], "under_construction": [], "unknown": [], "no_network": []},
    }


def test_the_text_opens_with_estimate_and_illustrative() -> None:
    lines = cost_table.as_text(document(project(1)), "vi").splitlines()
    assert lines[0].startswith("ƯỚC TÍNH") and "22/11/2026" in lines[0]
    assert lines[1] == "SỐ LIỆU MINH HỌA"


def test_markers_and_money_are_cumulated_down_the_table() -> None:
    text = cost_table.as_text(document(project(1), project(2)), "vi")
    second = next(line for line in text.splitlines() if line.startswith("2 "))
    assert second.split()[1:6] == ["2", "390", "333,4", "156,0–370,5", "4"]
    assert "666,9" in second


def test_a_project_that_leaves_the_country_is_starred_and_told() -> None:
    text = cost_table.as_text(document(project(1, leaves=True)), "en")
    assert "\n1* " in text and "(projects 1)" in text


def test_what_is_left_out_is_told_with_the_reason() -> None:
    text = cost_table.as_text(document(), "en")
    assert "Left out: 1 markers declared built" in text and "under construction" not in text


def test_every_row_of_the_csv_is_labelled_an_estimate() -> None:
    rows = list(csv.DictReader(io.StringIO(cost_table.as_csv(document(project(1), project(2))))))
    assert [row["estimate"] for row in rows] == ["true", "true"]
    assert rows[0]["markers"] == "1116; 1117"


def test_the_layer_has_a_multi_line_a_project_longitude_first() -> None:
    layer = json.loads(cost_table.as_geojson(document(project(1))))
    (feature,) = layer["features"]
    assert feature["geometry"]["coordinates"] == [[[106.7, 21.9], [106.8, 22.0]]]
    assert layer["estimate"] and feature["properties"]["estimate"]
