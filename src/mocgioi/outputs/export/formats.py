"""Which file endings can be exported to, what each can hold, and who writes it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import NamedTuple

from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import Text, UsageError
from mocgioi.outputs.export.table import Table

Files = dict[str, bytes]
"""Contents by name; the one that was asked for is the last."""


class Format(NamedTuple):
    """A kind of file.

    Attributes:
        write: gives its files. needs_place: it is of shapes alone.
        crs: the only system that it has, or, with `is_free`, the one it has unless told.
        is_free: another system may be asked for. shapes: kinds of shapes that it has.
        limits: what is lost in it, told to whoever exports.
    """

    write: Callable[[Table, str], Files]
    needs_place: bool = False
    crs: str = STORAGE_CRS
    is_free: bool = False
    has_areas: bool = True
    limits: Text | None = None


def _geojson(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.as_geojson import geojson

    return {name: geojson(table)}


def _kml(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.as_kml import kml

    return {name: kml(table)}


def _kmz(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.as_kml import kmz

    return {name: kmz(table)}


def _gpx(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.as_gpx import gpx

    return {name: gpx(table)}


def _dxf(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.as_dxf import dxf

    return {name: dxf(table)}


def _csv(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.as_table import csv

    return {name: csv(table)}


def _xlsx(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.as_table import xlsx

    return {name: xlsx(table)}


def _gpkg(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.by_gdal import gpkg

    return gpkg(table, name)


def _flatgeobuf(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.by_gdal import flatgeobuf

    return flatgeobuf(table, name)


def _shapefile(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.by_gdal import shapefile

    return shapefile(table, name)


def _zipped(table: Table, name: str) -> Files:
    """Return a shapefile with all that belongs to it in one ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in _shapefile(table, f"{PurePath(name).stem}.shp").items():
            archive.writestr(zipfile.ZipInfo(member, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return {name: packed.getvalue()}


_EPOCH = (1980, 1, 1, 0, 0, 0)


def _mapinfo(table: Table, name: str) -> Files:
    from mocgioi.outputs.export.by_gdal import mapinfo

    return mapinfo(table, name)


_SHORT = Text(
    "tên cột tối đa 10 chữ (xem bảng tên cột đi kèm), văn bản tối đa 254 byte",
    "columns have names of at most 10 letters (see the table beside it), texts 254 bytes",
)
_OF_MAPINFO = Text(
    "tên cột viết tắt, văn bản tối đa 254 byte, ô số để trống đọc ra 0; mở bằng MapInfo 15.2 trở "
    "lên, QGIS",
    "columns have short names, texts 254 bytes at most, empty numbers are read as 0; for MapInfo "
    "15.2 or later, QGIS",
)
_NO_COLUMNS = Text(
    "bản vẽ chỉ có hình, tên và lớp theo tình trạng; không có các cột số liệu, nên những gì sửa "
    "trong đó không gộp về được (merge): vẽ thêm tuyến thì đưa về bằng import",
    "a drawing has shapes, names and a layer for each state, and no columns, so that edits in it "
    "do not come home by merge; what is drawn anew comes by import",
)
_WORDS_ALONE = Text(
    "số liệu nằm trong phần mô tả, không thành cột, nên những gì sửa trong đó không gộp về được "
    "(merge): ghi chép kiểm tra thì đưa về bằng survey apply, tuyến mới bằng import",
    "the columns are words of the description, so that edits in it do not come home by merge: "
    "records of a survey come by survey apply, new roads by import",
)

FORMATS: Mapping[str, Format] = {
    ".geojson": Format(_geojson),
    ".json": Format(_geojson),
    ".gpkg": Format(_gpkg, is_free=True),
    ".fgb": Format(_flatgeobuf, needs_place=True, is_free=True),
    ".kml": Format(_kml, needs_place=True),
    ".kmz": Format(_kmz, needs_place=True),
    ".gpx": Format(_gpx, needs_place=True, has_areas=False, limits=_WORDS_ALONE),
    ".shp": Format(_shapefile, needs_place=True, is_free=True, limits=_SHORT),
    ".zip": Format(_zipped, needs_place=True, is_free=True, limits=_SHORT),
    ".tab": Format(_mapinfo, needs_place=True, is_free=True, limits=_OF_MAPINFO),
    ".mif": Format(_mapinfo, needs_place=True, is_free=True, limits=_OF_MAPINFO),
    ".dxf": Format(_dxf, True, METRIC_CRS, is_free=True, limits=_NO_COLUMNS),
    ".csv": Format(_csv, is_free=True),
    ".xlsx": Format(_xlsx, is_free=True),
}
"""By ending; ``.zip`` is a zipped shapefile."""


def format_of(name: str) -> Format:
    """Return the format that a file's ending asks for.

    Raises:
        UsageError: none of ours.
    """
    ending = PurePath(name).suffix.lower()
    if ending in FORMATS:
        return FORMATS[ending]
    listed = ", ".join(FORMATS)
    raise UsageError(
        f"Không xuất được thành «{ending or name}». Đặt tên tệp với đuôi: {listed} (.zip là "
        "shapefile nén).",
        f"Nothing is exported as “{ending or name}”. Give the file one of these endings: {listed} "
        "(.zip is a zipped shapefile).",
    )
