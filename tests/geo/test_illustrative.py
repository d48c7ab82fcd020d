import csv
import itertools
import json
import math
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from shapely import LineString, MultiLineString, Point

GEO = Path(__file__).parents[2] / "geo"
WORLD = GEO / "illustrative"
SURVEYS = sorted(path.name for path in (WORLD / "surveys").iterdir())
STATUS_VI = {
    "đã xây dựng": "built",
    "hư hỏng": "built",
    "đang thi công": "under_construction",
    "chưa xây dựng": "none",
}
Row = dict[str, str]


@cache
def rows(name: str, base: Path = WORLD) -> list[Row]:
    with (base / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@cache
def roads() -> list[dict[str, Any]]:
    text = (WORLD / "roads.geojson").read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features


@cache
def survey(name: str) -> list[Row]:
    path = WORLD / "surveys" / name
    if path.suffix == ".geojson":
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return [feature["properties"] for feature in features]
    if "ba-son" not in name:
        return rows(f"surveys/{name}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {
                "number": row["Số hiệu mốc"],
                "road_status": STATUS_VI[row["Tình trạng đường"]],
                "surveyed_on": "-".join(reversed(row["Ngày kiểm tra"].split("/"))),
                "road_condition": "damaged" if row["Tình trạng đường"] == "hư hỏng" else "",
                "marker_condition": row["Tình trạng mốc"],
                "illustrative": row["Minh họa"],
            }
            for row in csv.DictReader(file, delimiter=";", strict=True)
        ]


@cache
def boundary() -> list[dict[str, Any]]:
    text = (GEO / "boundary.geojson").read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features


def plane(longitude: float, latitude: float) -> tuple[float, float]:
    """Metres, good to a few in a thousand over the length of a road."""
    return longitude * 111_320.0 * math.cos(math.radians(22.0)), latitude * 110_740.0


def shape(feature: dict[str, Any]) -> MultiLineString:
    geometry = feature["geometry"]
    parts = geometry["coordinates"]
    parts = [parts] if geometry["type"] == "LineString" else parts
    return MultiLineString([[plane(*pair) for pair in part] for part in parts])


def gates() -> list[Row]:
    return [row for row in rows("gates.csv", GEO) if row["position_illustrative"] == "true"]


def position(gate: Row) -> Point:
    return Point(plane(float(gate["longitude"]), float(gate["latitude"])))


def places() -> dict[str, Point]:
    return {
        row["number"]: Point(plane(float(row["longitude"]), float(row["latitude"])))
        for row in rows("register.csv")
    }


def access(status: str = "built") -> list[dict[str, Any]]:
    return [
        road
        for road in roads()
        if (road["properties"]["road_class"], road["properties"]["status"]) == ("access", status)
    ]


def serves(road: dict[str, Any]) -> list[str]:
    numbers: list[str] = road["properties"]["serves"].split("; ")
    return numbers


def ever_built() -> set[str]:
    everything = [*rows("status-2023.csv"), *(row for name in SURVEYS for row in survey(name))]
    return {row["number"] for row in everything if row["road_status"] == "built"} - {"1220/1"}


def order(number: str) -> tuple[int, ...]:
    match = re.fullmatch(r"(\d+)(?:/(\d+))?(?:\((\d)\))?", number)
    assert match
    return tuple(int(part or 0) for part in match.groups())


def test_make_writes_the_committed_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-B", str(WORLD / "make.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert len(made) == 9
    assert made == {name: (WORLD / name).read_bytes() for name in made}


def test_474_markers_of_which_459_need_a_road_and_223_had_one() -> None:
    needs = Counter(row["needs_road"] for row in rows("register.csv"))
    assert needs == {"yes": 459, "no": 15}
    assert Counter(row["road_status"] for row in rows("status-2023.csv"))["built"] == 223


def test_numbers_are_unique_and_rise_up_to_1300() -> None:
    numbers = [order(row["number"]) for row in rows("register.csv")]
    assert all(one < two for one, two in itertools.pairwise(numbers))
    assert numbers[-1] == (1300, 0, 0)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("06004", "962 964"),
        ("06148", "1049 1052"),
        ("06172", "1088/3 1089 1090 1091 1104 1105"),
        ("06184", "1116 1117 1119 1120 1145 1146/1"),
        ("06211", "1159"),
        ("06196", "1179 1184 1185"),
        ("06541", "1220/2 1228 1230 1239"),
        ("06625", "1267 1272/1 1274 1275 1297/4 1300"),
    ],
)
def test_markers_named_in_the_press_stand_in_their_commune(code: str, numbers: str) -> None:
    communes = {row["number"]: row["commune_code"] for row in rows("register.csv")}
    assert {communes[number] for number in numbers.split()} == {code}


def test_posts_keep_their_published_counts() -> None:
    counted = Counter(row["post"] for row in rows("register.csv"))
    for post in rows("posts.csv", GEO):
        if post["markers"]:
            assert counted[post["code"]] == int(post["markers"])
    assert len(counted) == 11


@pytest.mark.parametrize(("number", "km"), [("1090", 81.5), ("1116", 91.25), ("1300", 230.95)])
def test_an_anchor_stands_at_its_kilometre(number: str, km: float) -> None:
    feature = next(f for f in boundary() if km <= f["properties"]["km_to"])
    line = LineString([plane(*pair) for pair in feature["geometry"]["coordinates"]])
    facts = feature["properties"]
    share = line.project(places()[number], normalized=True)
    assert facts["km_from"] + share * (facts["km_to"] - facts["km_from"]) == pytest.approx(
        km, abs=0.02
    )


def test_single_markers_stand_on_the_line_and_banks_beside_it() -> None:
    line = MultiLineString([part for piece in boundary() for part in shape(piece).geoms])
    spots = places()
    off = {row["number"]: line.distance(spots[row["number"]]) for row in rows("register.csv")}
    assert max(metres for number, metres in off.items() if "(" not in number) < 1.0
    assert max(off.values()) < 20.0
    assert sum(metres > 8.0 for metres in off.values()) > 30


def test_every_row_says_that_it_is_illustrative() -> None:
    tables = [*rows("register.csv"), *rows("status-2023.csv"), *rows("targets.csv")]
    tables += [road["properties"] for road in roads()]
    assert {str(row["illustrative"]).lower() for row in tables} == {"true"}
    assert {row["source"] for row in tables} == {"minh họa: geo/illustrative/make.py"}
    marks = {str(row["illustrative"]).lower() for name in SURVEYS for row in survey(name)}
    assert marks == {"true", "có"}


def test_targets_of_communes_and_of_posts_add_up_to_that_of_the_province() -> None:
    of_2026 = [row for row in rows("targets.csv") if row["year"] == "2026"]
    sums = {"province": 0, "communes": 0, "posts": 0}
    for row in of_2026:
        kind = "posts" if row["post"] else "province" if row["commune"] == "all" else "communes"
        sums[kind] += int(row["total"])
    assert set(sums.values()) == {320}


def test_access_roads_stand_in_all_communes_with_plausible_size_and_cost() -> None:
    communes = {row["number"]: row["commune_code"] for row in rows("register.csv")}
    assert len({communes[number] for road in access() for number in serves(road)}) == 11
    for road in access():
        facts = road["properties"]
        assert 100 <= facts["length_m"] <= 1500
        assert facts["length_m"] == pytest.approx(shape(road).length, rel=0.01)
        assert 390_000 < facts["cost_vnd"] / facts["length_m"] < 960_000
        assert "2015" <= facts["completed_on"] <= "2026-11-22"


def test_the_faults_put_in_on_purpose_and_no_others() -> None:
    spots, built = places(), ever_built()
    trunk = MultiLineString(
        [
            part
            for road in roads()
            if road["properties"]["road_class"] != "access"
            for part in shape(road).geoms
        ]
    )
    short, isolated, mapped = set(), set(), set()
    for road in access():
        line, first = shape(road), serves(road)[0]
        mapped.update(serves(road))
        away = max(line.distance(spots[number]) for number in serves(road))
        if away > 30.0:
            assert 50.0 < away < 140.0
            short.add(first)
        if trunk.distance(Point(line.geoms[0].coords[0])) > 10.0:
            isolated.add(first)
    assert (len(short), len(isolated)) == (4, 3)
    assert len(built - mapped) == 4
    assert len(mapped - built - {"1220/1"}) == 3
    assert (len(access("under_construction")), len(access("approved"))) == (6, 5)


def test_every_road_is_simple() -> None:
    crossing = [road["properties"]["name"] for road in roads() if not shape(road).is_simple]
    assert crossing == []


def test_a_road_that_forks_is_one_network() -> None:
    forking = [shape(road) for road in roads() if road["geometry"]["type"] != "LineString"]
    assert len(forking) == 22
    for road in forking:
        fork = road.geoms[0].coords[-1]
        assert all(part.coords[0] == fork for part in list(road.geoms)[1:])


def test_an_illustrative_gate_stands_half_way_along_the_line_between_its_markers() -> None:
    spots = places()
    line = LineString([place for piece in boundary() for place in shape(piece).geoms[0].coords])
    numbered = [gate for gate in gates() if gate["marker_from"]]
    assert len(numbered) == 4
    for gate in numbered:
        ends = [line.project(spots[gate[key]]) for key in ("marker_from", "marker_to")]
        assert line.interpolate(sum(ends) / 2).distance(position(gate)) < 15.0


def test_an_illustrative_gate_without_numbers_stands_in_the_sector_of_its_place() -> None:
    posts = {row["number"]: row["post"] for row in rows("register.csv")}
    sectors = {}
    for gate in gates():
        if not gate["marker_from"]:
            away = {number: spot.distance(position(gate)) for number, spot in places().items()}
            sectors[gate["name"]] = posts[min(away, key=lambda number: away[number])]
    assert sectors == {
        "Ga đường sắt Đồng Đăng": "huu-nghi",
        "Bình Nghi": "binh-nghi",
        "Nà Nưa": "po-ma",
        "Na Hình": "na-hinh",
        "Pò Nhùng": "bao-lam",
        "Co Sâu": "ba-son",
    }


def test_no_report_calls_a_road_built_before_it_was() -> None:
    completed = {
        number: road["properties"]["completed_on"] for road in access() for number in serves(road)
    }
    reports = [*rows("status-2023.csv"), *(row for name in SURVEYS for row in survey(name))]
    seen = [row for row in reports if row["road_status"] == "built" and row["number"] in completed]
    assert len(seen) > 300
    assert all(row["surveyed_on"] >= completed[row["number"]] for row in seen)


def test_po_ma_reaches_its_published_43_of_50() -> None:
    report = survey("2024-01-po-ma.csv")
    assert sum(row["road_status"] == "built" for row in report) == 43
    assert {row["surveyed_on"] for row in report} == {"2024-01-29"}


def test_later_surveys_bring_83_more_markers_and_two_disagreements() -> None:
    built = {row["number"] for row in rows("status-2023.csv") if row["road_status"] == "built"}
    assert len(ever_built() - built) == 83
    found: dict[tuple[str, str], set[str]] = {}
    taken_back = set()
    for name in SURVEYS:
        for row in survey(name):
            found.setdefault((row["number"], row["surveyed_on"]), set()).add(row["road_status"])
            if row["number"] in built and row["road_status"] != "built":
                taken_back.add(row["number"])
    assert [key for key, values in found.items() if len(values) > 1] == [("1220/1", "2025-10-21")]
    assert len(taken_back) == 1


def test_a_flood_and_two_markers_in_trouble_are_reported() -> None:
    reports = [row for name in SURVEYS for row in survey(name)]
    damaged = [row for row in reports if row["road_condition"] == "damaged"]
    assert [row["road_status"] for row in damaged] == ["built", "built"]
    conditions = {row["marker_condition"] for row in reports} - {"intact", "nguyên trạng"}
    assert conditions == {"displaced", "hư hỏng nhẹ"}
