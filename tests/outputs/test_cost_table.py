"""The estimate as text, CSV and layer: labelled, and the same figures everywhere."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from mocgioi.documents.cost import Cost
from mocgioi.outputs import cost_table
from tests.documents import closed


def project(rank: int, **other: Any) -> Any:
    return {
        "project": rank,
        "markers": ["1116", "1117"],
        "communes": ["06187"],
        "commune_names": ["Đồng Đăng"],
        "posts": ["huu-nghi"],
        "post_names": ["Hữu Nghị"],
        "name": None,
        "stated": False,
        "joins_road": "up",
        "drawn_m": 300.0,
        "length_m": 390.0,
        "cost_vnd": 333_450_000,
        "cost_vnd_min": 156_000_000,
        "cost_vnd_max": 370_500_000,
        "markers_per_million_vnd": 0.005998,
        "terrain_m": {"unknown": 390.0},
        "lines": [[[106.7, 21.9], [106.8, 22.0]]],
        **other,
    }


def price(terrain: str, vnd_per_m: int = 855_000) -> Any:
    return {
        "road_class": "access",
        "terrain": terrain,
        "vnd_per_m": vnd_per_m,
        "vnd_per_m_min": 400_000,
        "vnd_per_m_max": 950_000,
        "source": None,
    }


def document(*projects: Any, **other: Any) -> Any:
    made = {
        "schema": "mocgioi.cost/1",
        "as_of": "2026-11-22",
        "known_at": None,
        "estimate": True,
        "illustrative": True,
        "reach_m": 30.0,
        "prices": [price("unknown"), price("steep")],
        "detour_factor": 1.3,
        "terrain_percent": None,
        "projects": list(projects),
        "markers": [],
        "totals": {
            "markers": 4,
            "projects": 2,
            "drawn_m": 600.0,
            "length_m": 780.0,
            "cost_vnd": 666_900_000,
            "cost_vnd_min": 312_000_000,
            "cost_vnd_max": 741_000_000,
            "alone_cost_vnd": 900_000_000,
        },
        "left_out": {"built": ["1"], "under_construction": [], "unknown": [], "no_way": ["7"]},
        **other,
    }
    closed.require(Cost, made)
    return made


def test_the_text_opens_with_estimate_and_illustrative() -> None:
    lines = cost_table.as_text(document(project(1)), "vi").splitlines()
    assert lines[0].startswith("ƯỚC TÍNH") and "22/11/2026" in lines[0]
    assert lines[1] == "SỐ LIỆU MINH HỌA"


def test_markers_and_money_are_cumulated_down_the_table_in_steps_that_add_up() -> None:
    text = cost_table.as_text(document(project(1), project(2)), "vi")
    rows = [line.split()[:6] for line in text.splitlines() if line.startswith(("1 ", "2 "))]
    assert rows == [["1", "2", "390", "340", "2", "340"], ["2", "2", "390", "330", "4", "670"]]


def test_the_total_is_told_no_finer_than_it_is_known() -> None:
    text = cost_table.as_text(document(project(1), project(2)), "vi")
    assert "khoảng 780 m, khoảng 670 triệu đồng (từ" in text
    assert "Làm riêng từng mốc: 900 triệu đồng" in text


def test_a_row_names_commune_and_post() -> None:
    text = cost_table.as_text(document(project(1)), "vi")
    assert "Đồng Đăng" in text and "Hữu Nghị" in text


def test_a_price_that_every_terrain_has_is_told_once() -> None:
    assert cost_table.as_text(document(), "en").count("855,000") == 1


def test_prices_that_differ_by_terrain_are_told_each() -> None:
    dear = document(prices=[price("unknown"), price("steep", 900_000)])
    text = cost_table.as_text(dear, "vi")
    assert "chưa rõ địa hình: 855.000" in text and "rất dốc: 900.000" in text


def test_it_says_how_to_bring_heights_only_where_there_are_none() -> None:
    assert "import dem" in cost_table.as_text(document(), "vi")
    assert "import dem" not in cost_table.as_text(document(terrain_percent=100.0), "vi")


def test_it_says_how_much_of_the_ground_has_heights() -> None:
    text = cost_table.as_text(document(terrain_percent=35.2), "vi")
    assert "Có số liệu độ cao của 35,2% địa phận các xã; ngoài đó chưa xét địa hình" in text


def test_the_bounds_of_flat_and_steep_are_said_to_be_assumed() -> None:
    text = cost_table.as_text(document(terrain_percent=100.0), "vi")
    assert "ngoài đó" not in text and "trên 30% (giả định)" in text


def test_an_approved_work_is_starred_and_named() -> None:
    stated = project(1, name="Đường lên mốc 1116", stated=True)
    text = cost_table.as_text(document(stated), "en")
    assert "\n1* " in text and "Đường lên mốc 1116." in text


def test_what_is_left_out_is_told_with_the_reason() -> None:
    text = cost_table.as_text(document(), "en")
    assert "Left out: 1 markers declared built" in text and "under construction" not in text
    assert "no way inside the communes was found: 7." in text


def test_every_row_of_the_csv_is_labelled_an_estimate() -> None:
    rows = list(csv.DictReader(io.StringIO(cost_table.as_csv(document(project(1), project(2))))))
    assert [row["estimate"] for row in rows] == ["true", "true"]
    assert (rows[0]["markers"], rows[0]["commune_names"]) == ("1116; 1117", "Đồng Đăng")


def test_the_layer_has_a_multi_line_a_project_longitude_first() -> None:
    layer = json.loads(cost_table.as_geojson(document(project(1))))
    (feature,) = layer["features"]
    assert feature["geometry"]["coordinates"] == [[[106.7, 21.9], [106.8, 22.0]]]
    assert layer["estimate"] and feature["properties"]["estimate"]
