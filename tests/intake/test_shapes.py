"""Tables without geometries: lines and outlines written as WKT in a column."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
import shapely

from mocgioi.domain.register import Road
from mocgioi.errors import CrsProblem
from mocgioi.intake import Taken, take_boundary, take_communes, take_roads
from mocgioi.sources import RawFile, read
from tests.intake import world

START = (float(world.LONGITUDE[2]), float(world.LATITUDE[2]))
LINE = shapely.LineString([START, (START[0], START[1] - 0.004)])
SYSTEM = "EPSG:4326"


def written(path: Path, header: Sequence[str], *rows: Sequence[str]) -> RawFile:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in (header, *rows):
            book.worksheets[0].append(list(row))
        book.save(path)
        return read(path)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows((header, *rows))
    return read(path)


def roads(folder: Path, *cells: str, crs: str | None = SYSTEM) -> Taken[Road]:
    rows = [(f"Đường {i}", "built", cell) for i, cell in enumerate(cells)]
    taken = take_roads(
        written(folder / "roads.csv", ("Tên đường", "Tình trạng", "wkt"), *rows),
        known=world.FULL,
        crs=crs,
    )
    assert taken.rows_read == len(taken.entries) + len(taken.rejected)
    return taken


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("heading", ["wkt", "WKT", "geometry", "geom", "the_geom"])
def test_a_column_of_wkt_is_a_road(tmp_path: Path, heading: str, ending: str) -> None:
    raw = written(
        tmp_path / f"roads.{ending}", ("name", "status", heading), ("a", "built", LINE.wkt)
    )
    (road,) = take_roads(raw, known=world.FULL, crs=SYSTEM).entries
    assert shapely.from_wkb(road.geometry) == shapely.MultiLineString([LINE])


def test_height_in_wkt_is_dropped(tmp_path: Path) -> None:
    (road,) = roads(tmp_path, shapely.force_3d(LINE, 300.0).wkt).entries
    assert road.geometry == shapely.to_wkb(shapely.MultiLineString([LINE]), byte_order=1)


def test_wkt_without_a_system_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(CrsProblem) as caught:
        roads(tmp_path, LINE.wkt, crs=None)
    assert caught.value.findings[0].code == "crs-missing"
    assert "--crs EPSG:4326" in caught.value.text.vi


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (("name", "wkt (EPSG:4326)"), [("a", LINE.wkt)]),
        (("name", "wkt", "crs"), [("a", LINE.wkt, "EPSG:4326")]),
    ],
)
def test_a_table_may_state_the_system_of_its_wkt(
    tmp_path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    taken = take_roads(written(tmp_path / "roads.csv", header, *rows), known=world.FULL)
    assert (len(taken.entries), taken.crs) == (1, "EPSG:4326")


@pytest.mark.parametrize(
    "cell",
    [
        "tuyến đi theo suối",
        "LINESTRING (106.7 21.9",
        "LINESTRING (106.7 21.9)",
        "SRID=4326;LINESTRING (106.7 21.9, 106.8 21.9)",
        "0102000020E6100000",
        "GEOMETRYCOLLECTION (LINESTRING (106.7 21.9, 106.8 21.9))",
    ],
)
def test_a_cell_that_is_no_wkt_rejects_its_row_alone(tmp_path: Path, cell: str) -> None:
    taken = roads(tmp_path, cell, LINE.wkt)
    assert [r.codes for r in taken.rejected] == [("wkt-invalid",)]
    assert [r.name for r in taken.entries] == ["Đường 1"]
    (finding,) = [f for f in taken.findings if f.code == "wkt-invalid"]
    assert (finding.row, finding.column, finding.severity) == (2, "wkt", "error")


def test_a_blank_cell_is_a_road_without_a_line(tmp_path: Path) -> None:
    taken = roads(tmp_path, "", "LINESTRING EMPTY", LINE.wkt)
    assert [r.codes for r in taken.rejected] == [("geometry-missing",), ("geometry-missing",)]


def test_a_vertex_nowhere_in_wkt_is_named(tmp_path: Path) -> None:
    wrong = LINE.wkt.replace("(", "(nan 21.9, 1e400 21.9, ", 1)
    taken = roads(tmp_path, wrong, LINE.wkt, LINE.wkt)
    assert [r.codes for r in taken.rejected] == [("vertex-out-of-range",)]
    assert taken.rejected[0].content["wkt"] == wrong


@pytest.mark.parametrize(("vertices", "told"), [(2_000, ()), (6_000, ("text-too-long",))])
def test_a_long_line_is_read_to_its_end_or_not_at_all(
    tmp_path: Path, vertices: int, told: tuple[str, ...]
) -> None:
    line = shapely.segmentize(LINE, 0.004 / vertices)
    taken = roads(tmp_path, line.wkt, LINE.wkt)
    assert [r.codes for r in taken.rejected] == ([told] if told else [])
    lengths = [shapely.get_num_coordinates(shapely.from_wkb(r.geometry)) for r in taken.entries]
    assert lengths == ([2] if told else [shapely.get_num_coordinates(line), 2])


def test_the_line_and_the_outlines_come_as_wkt_too(tmp_path: Path) -> None:
    line = shapely.from_wkb(world.LINE)
    raw = written(tmp_path / "line.csv", ("name", "geom"), ("a", line.wkt))
    (piece,) = take_boundary(raw, known=world.GROUND, crs=SYSTEM).entries
    assert shapely.equals_exact(shapely.from_wkb(piece.geometry), line, tolerance=1e-9)
    outline = shapely.from_wkb(world.COMMUNES["06004"].geometry)
    rows = [("06004", "Quốc Khánh", outline.wkt), ("06148", "Thuỵ Hùng", "vùng núi")]
    raw = written(tmp_path / "communes.csv", ("code", "name", "wkt"), *rows)
    taken = take_communes(raw, known=world.GROUND, crs=SYSTEM)
    assert [c.geometry is not None for c in taken.entries] == [True]
    assert [r.codes for r in taken.rejected] == [("wkt-invalid",)]
