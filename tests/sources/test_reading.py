"""Every format gives back the same rows; every bad file is refused in both languages."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources.wkb import point_of
from tests.sources import facts


def refusal(path: Path, **options: str) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path, **options)
    return caught.value


@pytest.mark.parametrize("kind", facts.WRITERS)
def test_every_format_gives_the_same_rows(kind: str, tmp_path: Path) -> None:
    raw = sources.read(facts.WRITERS[kind](tmp_path))
    (table,) = raw.tables
    assert [table.header.index(h) for h in facts.HEADER] == sorted(
        table.header.index(h) for h in facts.HEADER
    )
    padded = [[*row.values, *[None] * (4 - len(row.values))] for row in table.rows]
    assert [tuple(v or "" for v in values) for values in padded] == list(facts.ROWS)


@pytest.mark.parametrize("kind", ["geojson", "gpkg", "kml", "kmz"])
def test_points_come_east_first_in_the_stated_system(kind: str, tmp_path: Path) -> None:
    (table,) = sources.read(facts.WRITERS[kind](tmp_path)).tables
    assert table.crs == "EPSG:4326"
    for row, expected in zip(table.rows, facts.POINTS, strict=True):
        assert row.geometry is not None
        assert point_of(row.geometry) == pytest.approx(expected, abs=1e-9)


def test_a_shapefile_is_read_zipped_and_plain(tmp_path: Path) -> None:
    folder = tmp_path / "shape"
    folder.mkdir()
    names = ("marker", "status", "day", "note")
    shape = facts.write_layer(folder, "ESRI Shapefile", "facts.shp", names)
    archive = tmp_path / "facts.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for part in folder.iterdir():
            packed.write(part, part.name)
    for path in (shape, archive):
        raw = sources.read(path)
        assert raw.kind == "shapefile"
        assert [row.values[0] for row in raw.tables[0].rows] == [row[0] for row in facts.ROWS]


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    path = facts.write_csv(tmp_path).rename(tmp_path / "facts.xlsx")
    raw = sources.read(path)
    assert raw.kind == "csv"
    assert [f.code for f in raw.findings] == ["format-mismatch"]


def test_rows_have_the_number_their_program_shows(tmp_path: Path) -> None:
    csv_rows = sources.read(facts.write_csv(tmp_path)).tables[0].rows
    sheet_rows = sources.read(facts.write_xlsx(tmp_path)).tables[0].rows
    layer_rows = sources.read(facts.write_gpkg(tmp_path)).tables[0].rows
    assert [r.row for r in csv_rows] == [2, 3, 4]
    assert [r.row for r in sheet_rows] == [5, 6, 7]
    assert [r.row for r in layer_rows] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "file-empty"),
        ("header.csv", "Số hiệu mốc,Ghi chú\n".encode(), "file-empty"),
        ("cut.xlsx", b"PK\x03\x04 cut", "file-damaged"),
        ("zip.gpkg", b"PK\x03\x04 cut", "format-mismatch"),
        ("cut.geojson", b'{"type": "FeatureCollection", "features": [{', "file-damaged"),
        ("deep.geojson", b'{"a":' + b"[" * 100_000, "file-damaged"),
        ("other.json", b'{"deltas": []}', "format-unsupported"),
        ("page.html", b"<!DOCTYPE html><html></html>", "rows-missing"),
        ("cut.gpkg", b"SQLite format 3\x00" + b"\x00" * 200, "file-damaged"),
        ("cut.kml", b"<kml><Placemark>", "file-damaged"),
        (
            "xxe.kml",
            b'<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/hostname">]><kml>&a;</kml>',
            "file-unsafe",
        ),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "file-encrypted",
        ),
        ("old.xls", b"\xd0\xcf\x11\xe0 nothing of a workbook", "file-damaged"),
        ("binary.csv", b"a,b\n\x00\x01\x02,c\n", "file-damaged"),
    ],
)
def test_a_bad_file_is_refused_by_name_and_code(
    name: str, content: bytes, code: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = refusal(path)
    assert [f.code for f in error.findings] == [code]
    assert name in error.text.vi
    assert name in error.text.en
    assert error.exit_code == 20


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert "nowhere.csv" in refusal(tmp_path / "nowhere.csv").text.vi
    assert "thư mục" in refusal(tmp_path).text.vi


def test_an_unknown_sheet_or_layer_is_refused_with_those_there(tmp_path: Path) -> None:
    assert "«Sheet»" in refusal(facts.write_xlsx(tmp_path), sheet="Tháng 11").text.vi
    assert "“facts”" in refusal(facts.write_gpkg(tmp_path), layer="roads").text.en.replace(
        "«facts»", "“facts”"
    )


def test_another_sqlite_database_is_no_geopackage(tmp_path: Path) -> None:
    path = tmp_path / "notes.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE notes (text)")
    connection.commit()
    connection.close()
    assert refusal(path).findings[0].code == "format-mismatch"


def test_a_geopackage_without_its_wal_is_told_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = facts.write_gpkg(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    before = path.read_bytes()
    raw = sources.read(path)
    assert [f.code for f in raw.findings] == ["wal-missing"]
    assert len(raw.tables[0].rows) == 3
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_undefined_system_of_a_geopackage_is_none(tmp_path: Path) -> None:
    path = facts.write_gpkg(tmp_path)
    connection = sqlite3.connect(path)
    for table in ("gpkg_contents", "gpkg_geometry_columns"):
        connection.execute(f"UPDATE {table} SET srs_id = -1")
    connection.commit()
    connection.close()
    assert sources.read(path).tables[0].crs is None


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("../../etc/passwd.kml", "file-unsafe"),
        ("C:\\doc.kml", "file-unsafe"),
        ("/doc.kml", "file-unsafe"),
    ],
)
def test_a_path_that_leaves_its_archive_is_refused(entry: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "trick.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo(entry), facts.kml_text())
    assert refusal(path).findings[0].code == code


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.kmz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", b" " * 5_000_000)
    assert refusal(path).findings[0].code == "file-too-large"


def test_geojson_keeps_each_value_as_it_stands(tmp_path: Path) -> None:
    features = [
        {"type": "Feature", "properties": {"m": value}, "geometry": None}
        for value in (1116, "1116", 1117.0, None, ["a", "b"])
    ]
    path = tmp_path / "mixed.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    values = [row.values[0] for row in sources.read(path).tables[0].rows]
    assert [(type(v), v) for v in values] == [
        (int, 1116),
        (str, "1116"),
        (float, 1117.0),
        (type(None), None),
        (str, "a; b"),
    ]
