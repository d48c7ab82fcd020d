"""Layers of GeoPackages, shapefiles and the like, through GDAL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import eight_bit, grid, labels, sets, unreadable, wkb
from mocgioi.sources.geopackage import settled
from mocgioi.sources.kinds import refuse, too_many_rows
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded, check_size, plain_number
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

DRIVERS = {
    "gpkg": "GPKG",
    "shapefile": "ESRI Shapefile",
    "flatgeobuf": "FlatGeobuf",
    "mapinfo": "MapInfo File",
    "dxf": "DXF",
    "filegdb": "OpenFileGDB",
}
"""Which of GDAL's drivers opens a kind of file, and no other."""

_OF_BYTES = frozenset({DRIVERS["mapinfo"], DRIVERS["dxf"]})
"""Drivers whose texts may be bytes of an encoding that GDAL does not know."""

_NOWHERE = ("LOCAL_CS", "ENGCRS", "ENGINEERINGCRS")
"""How WKT begins that says that coordinates lie on no earth."""


def read_layers(path: Path, kind: str, layer: str | None) -> tuple[list[RawTable], list[Finding]]:
    """Read the layers of a file, or of a FileGDB's folder, by the driver of its kind.

    A geometry that is there and cannot be read is told.

    Raises:
        UnreadableInput: damaged, unsafe, not a GeoPackage, without a file that belongs to it, or
            no layer of that name.
        ImportError: this Python's library has no such driver.
    """
    if kind == "gpkg":
        with settled(path) as (copy, findings):
            tables, broken = _layers(copy, path.name, layer, DRIVERS[kind])
            return tables, findings + broken
    missing = sets.missing(path)
    if missing:
        raise refuse("file-damaged", "parts", file=path.name, parts=", ".join(missing))
    return _layers(path, path.name, layer, DRIVERS[kind])


def _library() -> ModuleType:
    """Return what opens layers: fiona, and pyogrio where this Python has no fiona."""
    try:
        from mocgioi.sources import by_fiona
    except ImportError:
        from mocgioi.sources import by_pyogrio

        return by_pyogrio
    return by_fiona


def _layers(
    path: Path, name: str, layer: str | None, driver: str
) -> tuple[list[RawTable], list[Finding]]:
    library = _library()
    names = library.layer_names(path)
    if layer is not None and layer not in names:
        listed = ", ".join(f"«{n}»" for n in names)
        raise refuse("layer-unknown", file=name, name=layer, names=listed)
    wanted = [n for n in names if layer is None or n == layer]
    tables = [_layer(library, path, n, driver) for n in wanted]
    return [table for table, _ in tables], [f for _, broken in tables for f in broken]


def _layer(
    library: ModuleType, path: Path, layer: str, driver: str
) -> tuple[RawTable, list[Finding]]:
    broken: list[int] = []
    encoding = _encoding(library, path, layer, driver) if driver in _OF_BYTES else None
    with library.open_layer(path, layer, driver, encoding and eight_bit.BYTES) as source:
        check_size(len(source.keys), 0)
        features = islice(source.features, grid.MAX_ROWS + 1)
        rows = kept(
            _row(number, eight_bit.written(values, encoding), geometry, broken)
            for number, (values, geometry) in enumerate(features, start=1)
        )
        if len(rows) > grid.MAX_ROWS:
            raise too_many_rows(path.name, grid.MAX_ROWS)
        crs = _crs(source.wkt, source.epsg)
    name = nfc(layer)
    missing = [row.row for row in rows if row.geometry is None]
    if missing:
        broken += unreadable.rows(path, layer, driver, missing, len(rows))
    table = RawTable(
        name=name,
        header=tuple(nfc(key) for key in eight_bit.written(source.keys, encoding)),
        header_row=0,
        rows=rows,
        crs=crs,
        has_geometry=len(missing) < len(rows),
    )
    drawn = labels.labelled(table.header, table.rows) if driver == DRIVERS["dxf"] else None
    if drawn is not None:
        table = replace(table, header=(*table.header, labels.HEADING), rows=drawn.rows)
    found = [finding("geometry-damaged", sheet=name, row=n) for n in sorted({*broken})]
    if drawn is not None:
        found.append(_told_labels(name, drawn))
    return table, [*eight_bit.guessed(path, encoding), *found]


def _told_labels(name: str, drawn: labels.Labelled) -> Finding:
    if not drawn.at_texts:
        return finding("drawing-labels", "marks", sheet=name, at_marks=drawn.at_marks)
    marks, texts = drawn.at_marks, drawn.at_texts
    return finding("drawing-labels", "texts", sheet=name, at_marks=marks, at_texts=texts)


def _encoding(library: ModuleType, path: Path, layer: str, driver: str) -> str | None:
    with library.open_layer(path, layer, driver, eight_bit.BYTES) as source:
        features = islice(source.features, grid.MAX_ROWS)
        texts = (v for values, _ in features for v in values if isinstance(v, str))
        return eight_bit.encoding_of((*source.keys, *texts))


def _row(
    number: int, values: tuple[Any, ...], geometry: Mapping[str, Any] | None, broken: list[int]
) -> RawRow:
    """Return a feature as a row; the number of one with a damaged geometry joins `broken`."""
    cells = tuple(map(_cell, values))
    if geometry is None:
        return RawRow(number, cells)
    try:
        return RawRow(number, cells, wkb.encode_geojson(geometry))
    except ValueError:
        if wkb.is_meant(geometry):
            broken.append(number)
        return RawRow(number, cells)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return bounded(nfc(value))
    if value is None or isinstance(value, bool | datetime | date):
        return value
    return plain_number(value) if isinstance(value, int | float) else bounded(str(value))


def _crs(wkt: str | None, epsg: int | None) -> str | None:
    """Return what the layer states; None for GeoPackage's undefined systems (srs_id 0, -1) and for
    what MapInfo calls NonEarth.
    """
    if wkt is None or "undefined" in wkt[:120].lower() or wkt.startswith(_NOWHERE):
        return None
    return f"EPSG:{epsg}" if epsg else wkt
