"""What each format makes of a table of two markers, one of them without a place."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import shutil
import sqlite3
import subprocess
import zipfile
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import UsageError
from mocgioi.outputs.export.columns import GEOMETRIES, TITLES, columns_of, mark_column
from mocgioi.outputs.export.formats import FORMATS, format_of
from mocgioi.outputs.export.redaction import redacted
from mocgioi.outputs.export.table import Table

PLACE = (106.711122701, 21.970622101)
SAID: dict[str, Any] = {
    "number": "1116",
    "commune_code": "06184",
    "commune_name": "Đồng Đăng",
    "needs_road": "yes",
    "road_status": "built",
    "road_status_label": "đã xây dựng",
    "road_status_since": date(2023, 12, 9),
    "border_km": 91.2568,
    "note": "=1+1",
    "source": "ữ" * 200,
}
MARK = "markers/2025-12-31/7/0a1b2c3d/full"


def table(crs: str = STORAGE_CRS, place: tuple[float, float] = PLACE) -> Table:
    columns = (*columns_of("markers"), mark_column())
    cells = {**SAID, "exported": MARK}
    return Table(
        "markers",
        TITLES["markers"],
        columns,
        [
            tuple(cells.get(column.name) for column in columns),
            tuple({"number": "1117", "exported": MARK}.get(column.name) for column in columns),
        ],
        [Point(*place).wkb, None],
        "Point",
        crs,
        "2025-12-31",
        "vi",
    )


def written(ending: str, of: Table | None = None) -> bytes:
    files = FORMATS[ending].write(of or table(), f"moc{ending}")
    return files[f"moc{ending}"]


def test_geojson_has_seven_decimals_and_real_days() -> None:
    first, second = json.loads(written(".geojson"))["features"]
    assert first["geometry"]["coordinates"] == [106.7111227, 21.9706221]
    assert first["properties"]["road_status_since"] == "2023-12-09"
    assert second["geometry"] is None


def test_a_csv_opens_in_excel_with_places_beside_codes_and_no_formula() -> None:
    data = written(".csv")
    first, _ = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert (first["longitude"], first["latitude"], first["crs"]) == (
        "106.7111227",
        "21.9706221",
        "EPSG:4326",
    )
    assert first["note"] == "'=1+1"
    assert list(first)[-1] == "exported"


@pytest.mark.parametrize("ending", [".kml", ".gpx"])
def test_a_control_character_leaves_xml_well_formed(ending: str) -> None:
    of = table()
    at = of.at("commune_name") or 0
    of = of._replace(rows=[(*row[:at], "Đồng\x0b <Đăng>\ud800", *row[at + 1 :]) for row in of.rows])
    assert "Đồng\ufffd <Đăng>\ufffd" in "".join(
        ElementTree.fromstring(written(ending, of)).itertext()
    )


def test_columns_of_kml_are_called_in_words() -> None:
    text = written(".kml").decode()
    assert "<displayName>Tình trạng đường</displayName><value>đã xây dựng</value>" in text
    ElementTree.fromstring(text)


def test_a_kmz_holds_the_kml() -> None:
    with zipfile.ZipFile(io.BytesIO(written(".kmz"))) as archive:
        assert archive.read("doc.kml") == written(".kml")


def test_a_waypoint_is_called_by_its_number_and_says_no_word_of_damage() -> None:
    root = ElementTree.fromstring(written(".gpx"))
    (waypoint,) = root.findall("{http://www.topografix.com/GPX/1/1}wpt")
    name, description = (
        waypoint.find(f"{{http://www.topografix.com/GPX/1/1}}{tag}") for tag in ("name", "desc")
    )
    assert name is not None and name.text == "1116"
    assert description is not None and "Tình trạng đường: đã xây dựng" in (description.text or "")
    assert "mốc:" not in (description.text or "").split("\n", 1)[1]


def test_a_drawing_is_plain_ascii_with_a_layer_for_each_state() -> None:
    text = written(".dxf", table("EPSG:9215", (444152.817, 2430512.824))).decode("ascii")
    assert "\nMOC_GIOI_DA_XAY_DUNG\n" in text
    assert "\n444152.817\n" in text


def test_a_name_of_a_drawing_in_degrees_stands_beside_its_point() -> None:
    lines = written(".dxf").decode("ascii").splitlines()
    (text,) = (at for at, line in enumerate(lines) if line == "TEXT")
    east, height = float(lines[text + 4]), float(lines[text + 10])
    assert PLACE[0] < east < PLACE[0] + 0.0002
    assert 0 < height < 0.0002


def test_a_shapefile_has_names_of_ten_letters_and_a_table_of_what_they_mean() -> None:
    files = FORMATS[".shp"].write(table(), "moc.shp")
    assert set(files) == {f"moc{end}" for end in (".shp", ".shx", ".dbf", ".prj", ".cpg")} | {
        "moc-cot.txt"
    }
    assert list(files)[-1] == "moc.shp"
    assert "rd_status\troad_status\tTình trạng đường (mã)" in files["moc-cot.txt"].decode(
        "utf-8-sig"
    )


def test_a_text_is_cut_between_letters() -> None:
    dbf = FORMATS[".shp"].write(table(), "moc.shp")["moc.dbf"]
    assert ("ữ" * 84).encode() in dbf
    assert ("ữ" * 85).encode() not in dbf


def test_a_zipped_shapefile_is_one_table() -> None:
    with zipfile.ZipFile(io.BytesIO(written(".zip"))) as archive:
        assert sorted(archive.namelist())[0] == "moc-cot.txt"


def test_mapinfo_is_told_the_change_of_datum() -> None:
    head = written(".mif", table("EPSG:9215", (444152.817, 2430512.824))).decode()
    system = next(line for line in head.splitlines() if line.startswith("CoordSys"))
    assert "9999, 28, -191.90441429, -39.30318279, -111.45032835" in system


@pytest.mark.parametrize("ending", [".tab", ".mif", ".shp"])
def test_every_kind_opens_in_a_gdal_that_is_years_old(ending: str, tmp_path: Path) -> None:
    if shutil.which("ogrinfo") is None:
        pytest.skip("ogrinfo is not installed")
    kinds = sorted(set(GEOMETRIES) - {"ground"})
    for kind in kinds:
        for name, data in FORMATS[ending].write(empty(kind), f"{kind}{ending}").items():
            (tmp_path / name).write_bytes(data)
    done = subprocess.run(
        ["ogrinfo", "-ro", "-so", "-al", tmp_path], capture_output=True, text=True, check=False
    )
    layers = [line[12:] for line in done.stdout.splitlines() if line.startswith("Layer name: ")]
    assert (sorted(layers), done.returncode) == (kinds, 0), done.stderr
    assert "ERROR" not in done.stderr


def empty(kind: str) -> Table:
    columns = (*columns_of(kind), mark_column())
    line = [(106.0, 21.0), (107.0, 21.0), (107.0, 22.0)]
    shapes = {
        "Point": Point(*PLACE),
        "LineString": LineString(line),
        "MultiLineString": MultiLineString([line]),
        "MultiPolygon": MultiPolygon([Polygon(line)]),
    }
    return table()._replace(
        kind=kind,
        title=TITLES[kind],
        columns=columns,
        rows=[(None,) * len(columns)],
        shapes=[shapes[GEOMETRIES[kind]].wkb],
        geometry=GEOMETRIES[kind],
    )


def test_the_same_table_gives_the_same_bytes() -> None:
    for ending in (".geojson", ".kmz", ".gpx", ".dxf", ".csv", ".zip", ".xlsx"):
        of = table("EPSG:9215", (444152.817, 2430512.824)) if ending == ".dxf" else table()
        assert written(ending, of) == written(ending, of), ending


@pytest.mark.parametrize("ending", FORMATS)
def test_an_ending_in_capitals_is_the_same(ending: str) -> None:
    name = f"Moc.Gioi{ending.upper()}"
    of = table("EPSG:9215", (444152.817, 2430512.824)) if ending == ".dxf" else table()
    files = format_of(name).write(of, name)
    assert list(files)[-1] == name
    assert {Path(each).name.startswith("Moc.Gioi") for each in files} == {True}


def test_an_unknown_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"\.gpkg"):
        format_of("moc.pdf")


@pytest.mark.parametrize("kind", TITLES)
def test_no_two_columns_of_a_kind_share_a_name(kind: str) -> None:
    columns = columns_of(kind)
    for names in (
        [c.name for c in columns],
        [c.short for c in columns],
        [c.title.vi for c in columns],
        [c.title.en for c in columns],
    ):
        assert len(set(names)) == len(names)
    assert all(len(column.short) <= 10 for column in columns)


def test_internal_places_are_rounded_and_words_left_out() -> None:
    shown = redacted(table(), "internal")
    assert shown.shapes is not None
    assert shown.shapes[0] == Point(106.7111, 21.9706).wkb
    assert not {"note", "source"} & {column.name for column in shown.columns}
    assert shown.rows[0][shown.at("border_km") or 0] == 91.25


@pytest.mark.parametrize(
    "kind", sorted({*GEOMETRIES, "observations"} - {"communes", "boundary", "ground"})
)
def test_the_public_has_nothing_of_a_single_marker(kind: str) -> None:
    of = table()._replace(kind=kind, title=TITLES[kind])
    with pytest.raises(UsageError):
        redacted(of, "public")


def test_a_geopackage_carries_the_style_of_the_markers(tmp_path: Path) -> None:
    path = tmp_path / "moc.gpkg"
    path.write_bytes(written(".gpkg"))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT f_table_name, styleName, useAsDefault, styleQML FROM layer_styles"
        ).fetchall()
    ((name, style, is_default, text),) = rows
    assert (name, style, is_default) == ("markers", "mocgioi", 1)
    assert "built_damaged" in text or "road_condition" in text
    ElementTree.fromstring(text.partition("\n")[2] if text.startswith("<!DOCTYPE") else text)
