import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, Point, Polygon

GEO = Path(__file__).parents[2] / "geo"


def features(name: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads((GEO / name).read_text(encoding="utf-8"))["features"]
    return made


def of_kind(kind: str) -> list[dict[str, Any]]:
    return [f for f in features("ground.geojson") if f["properties"]["kind"] == kind]


def shape(feature: dict[str, Any]) -> shapely.Geometry:
    return shapely.from_geojson(json.dumps(feature))


@cache
def province() -> Polygon:
    (feature,) = of_kind("province")
    polygon = shape(feature)
    assert isinstance(polygon, Polygon)
    return polygon


def test_every_row_states_its_source_and_its_licence() -> None:
    for feature in features("ground.geojson"):
        assert feature["properties"]["source"]
        assert feature["properties"]["licence"] in ("MIT", "CC-BY-4.0", "CC0-1.0")


def test_along_china_the_province_ends_at_the_line_of_the_boundary_itself() -> None:
    assert province().is_valid
    for piece in features("boundary.geojson"):
        assert province().exterior.covers(LineString(piece["geometry"]["coordinates"]))


def test_the_border_communes_lie_in_the_province() -> None:
    for feature in features("communes.geojson"):
        outside = shape(feature).difference(province())
        assert outside.area < 1e-3 * shape(feature).area


def test_the_neighbours_have_the_names_of_today_and_stand_outside() -> None:
    neighbours = {f["properties"]["name"]: shape(f) for f in of_kind("neighbour")}
    assert set(neighbours) == {"Cao Bằng", "Thái Nguyên", "Bắc Ninh", "Quảng Ninh"}
    assert not any(province().intersects(place) for place in neighbours.values())


def test_the_name_of_china_stands_beyond_the_line() -> None:
    (feature,) = of_kind("country")
    assert feature["properties"]["name"] == "Trung Quốc"
    line = shapely.line_merge(shapely.union_all([shape(f) for f in features("boundary.geojson")]))
    with (GEO / "communes.csv").open(encoding="utf-8", newline="") as file:
        inland = [Point(float(r["longitude"]), float(r["latitude"])) for r in csv.DictReader(file)]
    place = shape(feature)
    assert not province().intersects(place)
    assert all(LineString([place, inside]).intersects(line) for inside in inland)


def test_towns_of_the_province_stand_in_it() -> None:
    towns = {f["properties"]["name"]: shape(f) for f in of_kind("town")}
    outside = {name for name, place in towns.items() if not province().contains(place)}
    assert outside == {"Đông Khê", "Bình Liêu"}
    assert {"Lạng Sơn", "Đồng Đăng", "Thất Khê", "Na Sầm", "Lộc Bình", "Đình Lập"} <= set(towns)
