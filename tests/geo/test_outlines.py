import csv
import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, Polygon

from tests.shared import shared

GEO = Path(__file__).parents[2] / "geo"
PUBLISHED = "langson_border_communes_2025.geojson"


def features(name: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = json.loads((GEO / name).read_text(encoding="utf-8"))["features"]
    return made


@cache
def outlines() -> dict[str, Polygon]:
    return {
        feature["properties"]["code"]: shapely.from_geojson(json.dumps(feature))
        for feature in features("communes.geojson")
    }


def test_each_commune_of_the_table_has_an_outline_with_its_name_and_source() -> None:
    with (GEO / "communes.csv").open(encoding="utf-8", newline="") as file:
        names = {row["code"]: row["name"] for row in csv.DictReader(file)}
    rows = [feature["properties"] for feature in features("communes.geojson")]
    assert {row["code"]: row["name"] for row in rows} == names
    for row in rows:
        assert row["source"].startswith("thanglequoc/vietnamese-provinces-database (MIT;")
        assert row["source"].endswith("not a legal boundary document")


def test_outlines_are_one_coverage_without_gap_or_overlap() -> None:
    shapes = list(outlines().values())
    assert all(shape.is_valid and shape.exterior.is_ccw for shape in shapes)
    assert shapely.coverage_is_valid(shapes)
    whole = shapely.union_all(shapes)
    assert isinstance(whole, Polygon)
    assert list(whole.interiors) == []


def test_along_china_an_outline_is_the_line_of_the_boundary_itself() -> None:
    for piece in features("boundary.geojson"):
        line = LineString(piece["geometry"]["coordinates"])
        outline = outlines()[piece["properties"]["commune_code"]]
        assert outline.exterior.covers(line)


def test_the_maker_writes_the_committed_bytes(tmp_path: Path) -> None:
    made = tmp_path / "communes.geojson"
    command = [
        sys.executable,
        "-B",
        str(GEO / "outlines.py"),
        str(shared("data", PUBLISHED)),
        str(made),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert made.read_bytes() == (GEO / "communes.geojson").read_bytes()


def test_inland_an_outline_keeps_within_100_metres_of_the_published_one() -> None:
    border = shapely.union_all(
        [shapely.from_geojson(json.dumps(piece)) for piece in features("boundary.geojson")]
    )
    for feature in json.loads(shared("data", PUBLISHED).read_text(encoding="utf-8"))["features"]:
        published = shapely.from_geojson(json.dumps(feature)).boundary
        corners = shapely.points(outlines()[feature["properties"]["code"]].exterior.coords)
        inland = corners[shapely.distance(corners, border) > 0.003]
        assert len(inland) > 50
        assert max(shapely.distance(inland, published)) < 100 / 100_000
