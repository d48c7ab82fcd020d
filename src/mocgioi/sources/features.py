"""Layers of GeoPackages and shapefiles, through GDAL; a GeoPackage is proven sound first.

GDAL reads a damaged GeoPackage without a word, and one in WAL mode grows files beside
itself: such a file is opened as a copy in a temporary folder.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import grid, wkb
from mocgioi.sources.geojson import as_pair
from mocgioi.sources.kinds import check_archive, damaged, refuse, too_many_rows
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

_APPLICATION_IDS = (0x47504B47, 0x47503130, 0x47503131)
"""OGC 12-128: ``GPKG``, and the older ``GP10`` and ``GP11``."""


def read_layers(path: Path, kind: str, layer: str | None) -> tuple[list[RawTable], list[Finding]]:
    """Read the layers of a GeoPackage or a shapefile (also zipped).

    Raises:
        UnreadableInput: damaged, unsafe, not a GeoPackage, or no layer of that name.
    """
    if kind == "gpkg":
        with _settled(path) as (copy, findings):
            findings += _check_geopackage(copy, path)
            return _layers(copy, path.name, layer, "GPKG"), findings
    if kind == "shapezip":
        with tempfile.TemporaryDirectory() as folder:
            return _layers(_unpacked(path, Path(folder)), path.name, layer, "ESRI Shapefile"), []
    return _layers(path, path.name, layer, "ESRI Shapefile"), []


def _unpacked(path: Path, folder: Path) -> Path:
    """Unpack a zipped shapefile, its parts by their names alone, and return the ``.shp``."""
    check_archive(path)
    shapes = []
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            target = folder / Path(member.filename.replace("\\", "/")).name
            if target.suffix.lower() in {".shp", ".shx", ".dbf", ".prj", ".cpg"}:
                target.write_bytes(_member(path, archive, member))
                if target.suffix.lower() == ".shp":
                    shapes.append(target)
    if len(shapes) != 1:
        raise refuse("format-unsupported", "shapefiles", file=path.name, count=len(shapes))
    return shapes[0]


def _member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(member)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        raise damaged(path.name) from None


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


def _layers(path: Path, name: str, layer: str | None, driver: str) -> list[RawTable]:
    library = _library()
    try:
        names = library.layer_names(path)
        if layer is not None and layer not in names:
            listed = ", ".join(f"«{n}»" for n in names)
            raise refuse("layer-unknown", file=name, name=layer, names=listed)
        return [_layer(library, path, n, driver) for n in names if layer is None or n == layer]
    except library.FAULTS:
        raise damaged(name) from None


def _layer(library: ModuleType, path: Path, layer: str, driver: str) -> RawTable:
    with library.open_layer(path, layer, driver) as source:
        if source.feature_count > grid.MAX_ROWS:
            raise too_many_rows(path.name, grid.MAX_ROWS)
        rows = kept(
            _row(number, values, geometry)
            for number, (values, geometry) in enumerate(source.features, start=1)
        )
        crs = _crs(source.wkt, source.epsg)
    return RawTable(
        name=nfc(layer),
        header=tuple(nfc(key) for key in source.keys),
        header_row=0,
        rows=rows,
        crs=crs,
        has_geometry=any(row.geometry for row in rows),
    )


def _row(number: int, values: tuple[Any, ...], geometry: Mapping[str, Any] | None) -> RawRow:
    cells = tuple(_cell(value) for value in values)
    if geometry is None:
        return RawRow(number, cells)
    try:
        return RawRow(number, cells, wkb.encode(*as_pair(geometry)))
    except ValueError:
        return RawRow(number, cells)


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return bounded(value)
    if value is None or isinstance(value, bool | int | float | datetime | date):
        return value
    return str(value)


def _crs(wkt: str | None, epsg: int | None) -> str | None:
    """Return what the layer states; None for GeoPackage's undefined systems (srs_id 0, -1)."""
    if wkt is None or "undefined" in wkt[:120].lower():
        return None
    return f"EPSG:{epsg}" if epsg else wkt
