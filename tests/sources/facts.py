"""One small register and survey, written in every format for the tests to read back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from shapely import Point

from tests import layers

Encoder = Callable[[str], str]
HEADER = ("Số hiệu mốc", "Tình trạng đường", "Ngày kiểm tra", "Ghi chú")
ROWS = (
    ("1116", "đã xây dựng", "05/11/2025", "Đường trơn"),
    ("1088/2", "chưa có", "06/11/2025", "Mốc «cũ», còn tốt"),
    ("1223(1)", "đang thi công", "07/11/2025", ""),
)
POINTS = ((106.7126136, 21.9723727), (106.6871319, 22.0069446), (107.0142106, 21.8264564))


def write_csv(folder: Path, *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """Write the facts as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerows([HEADER, *ROWS])
    path = folder / "facts.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(folder: Path) -> Path:
    """Write the facts as a workbook with two title rows."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["BAN CHỈ ĐẠO"], ["KẾT QUẢ KIỂM TRA"], [], list(HEADER), *map(list, ROWS)):
        sheet.append(row)
    path = folder / "facts.xlsx"
    workbook.save(path)
    return path


def write_geojson(folder: Path) -> Path:
    """Write the facts as GeoJSON points."""
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(HEADER, row, strict=True)),
            "geometry": {"type": "Point", "coordinates": list(point)},
        }
        for row, point in zip(ROWS, POINTS, strict=True)
    ]
    path = folder / "facts.geojson"
    document = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def write_layer(folder: Path, driver: str, name: str, header: tuple[str, ...] = HEADER) -> Path:
    """Write the facts as a layer of a format of GDAL's."""
    columns = dict(zip(header, zip(*ROWS, strict=True), strict=True))
    points = [Point(point) for point in POINTS]
    return layers.write(folder / name, driver, columns, points)


def write_gpkg(folder: Path) -> Path:
    """Write the facts as a GeoPackage."""
    return write_layer(folder, "GPKG", "facts.gpkg")


def kml_text() -> str:
    """Return the facts as KML."""
    places = []
    for row, (longitude, latitude) in zip(ROWS, POINTS, strict=True):
        data = "".join(
            f'<Data name="{name}"><value>{value}</value></Data>'
            for name, value in zip(HEADER, row, strict=True)
        )
        places.append(
            f"<Placemark><ExtendedData>{data}</ExtendedData>"
            f"<Point><coordinates>{longitude},{latitude},0</coordinates></Point></Placemark>"
        )
    return (
        f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{"".join(places)}</Document></kml>'
    )


def write_kml(folder: Path) -> Path:
    """Write the facts as KML."""
    path = folder / "facts.kml"
    path.write_text(kml_text(), encoding="utf-8")
    return path


def write_kmz(folder: Path) -> Path:
    """Write the facts as KMZ."""
    path = folder / "facts.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", kml_text())
    return path


WRITERS: dict[str, Callable[[Path], Path]] = {
    "csv": write_csv,
    "xlsx": write_xlsx,
    "geojson": write_geojson,
    "gpkg": write_gpkg,
    "kml": write_kml,
    "kmz": write_kmz,
}
