from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from mocgioi import sources
from mocgioi.sources.markup import LINES

GPX = (
    '<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'
    '<wpt lat="21.97" lon="106.71"><time>2025-11-04T23:40:00Z</time><name>1116</name>'
    "<cmt>đã xây dựng</cmt><extensions><x:note xmlns:x='u'>ướt</x:note></extensions></wpt>"
    '<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk></gpx>'
)


def test_waypoints_are_rows_of_a_table_and_tracks_of_another(tmp_path: Path) -> None:
    path = tmp_path / "a.gpx"
    path.write_text(GPX, encoding="utf-8")
    table, drawn = sources.read(path).tables
    assert drawn.name == LINES and len(drawn.rows) == 1
    (row,) = table.rows
    assert dict(zip(table.header, row.values, strict=True)) == {
        "time": "2025-11-04T23:40:00Z",
        "name": "1116",
        "cmt": "đã xây dựng",
        "note": "ướt",
    }


@pytest.mark.parametrize(
    ("written", "said", "photos"),
    [
        ("Đã có đường", "Đã có đường", None),
        ("Đã có đường<br>mốc &lt; 1 m", "Đã có đường\nmốc < 1 m", None),
        ("<table><tr><td>Đường</td><td>đã có</td></tr><tr><td>x", "Đường đã có\nx", None),
        ("<IMG alt='' SRC='a b.jpg'> tốt <img src=\"c.jpg\">", "tốt", "a b.jpg; c.jpg"),
        ("rộng <1 m, dài > 3 m", "rộng <1 m, dài > 3 m", None),
    ],
)
def test_a_description_is_read_as_text_and_names_its_photographs(
    written: str, said: str, photos: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.kml"
    path.write_text(
        f"<kml><Placemark><description><![CDATA[{written}]]></description></Placemark></kml>",
        encoding="utf-8",
    )
    (table,) = sources.read(path).tables
    (row,) = table.rows
    read = dict(zip(table.header, row.values, strict=True))
    assert (read["description"], read.get("photo")) == (said, photos)


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("<Point><coordinates>1,2,3</coordinates></Point>", "POINT (1 2)"),
        ("<LineString><coordinates>1,2 3,4</coordinates></LineString>", "LINESTRING (1 2, 3 4)"),
        (
            "<MultiGeometry><LineString><coordinates>1,2 3,4</coordinates></LineString>"
            "</MultiGeometry>",
            "MULTILINESTRING ((1 2, 3 4))",
        ),
        (
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates>"
            "</LinearRing></outerBoundaryIs></Polygon>",
            "POLYGON ((0 0, 1 0, 1 1, 0 0))",
        ),
        ("<Point><coordinates>x,y</coordinates></Point>", None),
        ("", None),
    ],
)
def test_geometries_of_kml(shape: str, expected: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    path.write_text(f"<kml><Placemark><name>a</name>{shape}</Placemark></kml>", encoding="utf-8")
    (row,) = sources.read(path).tables[0].rows
    found = shapely.to_wkt(shapely.from_wkb(row.geometry), trim=True) if row.geometry else None
    assert found == expected


@pytest.mark.parametrize(
    "shape",
    [
        "<Point><coordinates></coordinates></Point>",
        "<Point/>",
        "<Point><coordinates>x,y</coordinates></Point>",
        "<Point><coordinates>106</coordinates></Point>",
        "<Point><coordinates>1_0,2_1</coordinates></Point>",
        "<Point><coordinates>1,2 3,4</coordinates></Point>",
        "<LineString><coordinates>1,2</coordinates></LineString>",
        "<Polygon/>",
        "<MultiGeometry>" * 3_000 + "<Point/>" + "</MultiGeometry>" * 3_000,
    ],
)
def test_a_geometry_of_kml_that_is_garbage_is_told(shape: str, tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    path.write_text(f"<kml><Placemark><name>a</name>{shape}</Placemark></kml>", encoding="utf-8")
    raw = sources.read(path)
    assert [(f.code, f.row) for f in raw.findings] == [("geometry-damaged", 1)]
    assert raw.tables[0].rows[0].geometry is None


@pytest.mark.parametrize("place", ['lat="x" lon="106"', 'lat="21"', 'lat="nan" lon="nan"'])
def test_a_waypoint_that_is_nowhere_is_told(place: str, tmp_path: Path) -> None:
    path = tmp_path / "a.gpx"
    path.write_text(f"<gpx><wpt {place}><name>1116</name></wpt></gpx>", encoding="utf-8")
    assert [f.code for f in sources.read(path).findings] == ["geometry-damaged"]


def test_a_placemark_in_folders_of_folders_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    inner = "<Placemark><name>1116</name></Placemark>"
    path.write_text(f"<kml>{'<Folder>' * 300}{inner}{'</Folder>' * 300}</kml>", encoding="utf-8")
    assert sources.read(path).tables[0].rows[0].values == ("1116",)
