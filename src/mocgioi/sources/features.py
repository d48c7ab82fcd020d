"""Layers of GeoPackages, shapefiles and the like, through GDAL; a GeoPackage is proven sound first.

GDAL reads a damaged GeoPackage without a word, and one in WAL mode grows files beside
itself: such a file is opened as a copy in a temporary folder.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import grid, unreadable, wkb
from mocgioi.sources.kinds import damaged, refuse, too_many_rows
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded, check_size, plain_number
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

_APPLICATION_IDS = (0x47504B47, 0x47503130, 0x47503131)
"""OGC 12-128: ``GPKG``, and the older ``GP10`` and ``GP11``."""


DRIVERS = {
    "gpkg": "GPKG",
    "shapefile": "ESRI Shapefile",
    "flatgeobuf": "FlatGeobuf",
    "mapinfo": "MapInfo File",
    "dxf": "DXF",
    "filegdb": "OpenFileGDB",
}
"""Which of GDAL's drivers opens a kind of file, and no other."""


def read_layers(path: Path, kind: str, layer: str | None) -> tuple[list[RawTable], list[Finding]]:
    """Read the layers of a file, or of a FileGDB's folder, by the driver of its kind.

    A geometry that is there and cannot be read is told.

    Raises:
        UnreadableInput: damaged, unsafe, not a GeoPackage, or no layer of that name.
        ImportError: this Python's library has no such driver.
    """
    if kind == "gpkg":
        with _settled(path) as (copy, findings):
            findings += _check_geopackage(copy, path)
            tables, broken = _layers(copy, path.name, layer, DRIVERS[kind])
            return tables, findings + broken
    return _layers(path, path.name, layer, DRIVERS[kind])


@contextlib.contextmanager
def _settled(path: Path) -> Iterator[tuple[Path, list[Finding]]]:
    """Give a path that GDAL can open without writing beside the user's file."""
    with path.open("rb") as stream:
        header = stream.read(20)
    if header[18:20] != b"\x02\x02":
        yield path, []
        return
    wal = path.with_name(path.name + "-wal")
    findings = []
    if not wal.exists():
        findings.append(finding("wal-missing", file=path.name, wal=wal.name))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        if wal.exists():
            shutil.copyfile(wal, copy.with_name(wal.name))
        yield copy, findings


def _check_geopackage(copy: Path, original: Path) -> list[Finding]:
    """Prove that a GeoPackage is sound before GDAL opens it.

    Raises:
        UnreadableInput: it fails SQLite's integrity check, or is another SQLite file.
    """
    try:
        with contextlib.closing(
            sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True)
        ) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                raise damaged(original.name, "integrity_check")
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = {r[0] for r in connection.execute("SELECT name FROM sqlite_master")}
    except (sqlite3.Error, UnicodeDecodeError):
        raise damaged(original.name, "SQLite") from None
    if "gpkg_contents" not in tables:
        raise refuse("format-mismatch", "not_geopackage", file=original.name)
    if application in _APPLICATION_IDS:
        return []
    return [finding("format-mismatch", "foreign", value=str(application))]


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
    with library.open_layer(path, layer, driver) as source:
        check_size(len(source.keys), 0)
        features = enumerate(islice(source.features, grid.MAX_ROWS + 1), start=1)
        rows = kept(_row(number, *feature, broken) for number, feature in features)
        if len(rows) > grid.MAX_ROWS:
            raise too_many_rows(path.name, grid.MAX_ROWS)
        crs = _crs(source.wkt, source.epsg)
    name = nfc(layer)
    missing = [row.row for row in rows if row.geometry is None]
    if missing:
        broken += unreadable.rows(path, layer, driver, missing, len(rows))
    table = RawTable(
        name=name,
        header=tuple(nfc(key) for key in source.keys),
        header_row=0,
        rows=rows,
        crs=crs,
        has_geometry=len(missing) < len(rows),
    )
    return table, [finding("geometry-damaged", sheet=name, row=n) for n in sorted({*broken})]


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
        return bounded(value)
    if value is None or isinstance(value, bool | datetime | date):
        return value
    return plain_number(value) if isinstance(value, int | float) else bounded(str(value))


def _crs(wkt: str | None, epsg: int | None) -> str | None:
    """Return what the layer states; None for GeoPackage's undefined systems (srs_id 0, -1)."""
    if wkt is None or "undefined" in wkt[:120].lower():
        return None
    return f"EPSG:{epsg}" if epsg else wkt
