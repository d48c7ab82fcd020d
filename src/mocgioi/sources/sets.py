"""Files that make a table only together: a shapefile, a MapInfo table, a FileGDB's folder."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

PARTS: Mapping[str, frozenset[str]] = {
    ".shp": frozenset({".shx", ".dbf", ".prj", ".cpg"}),
    ".tab": frozenset({".dat", ".map", ".id", ".ind"}),
    ".mif": frozenset({".mid"}),
}
"""By the ending that a person names, the endings that belong to it."""

NEEDED: Mapping[str, tuple[str, ...]] = {".shp": (".shx", ".dbf"), ".tab": (".dat",)}
"""Those without which it cannot be read."""

FOLDER = ".gdb"
"""The ending of a folder that is one table, whatever lies in it."""

TABLES = frozenset(
    {
        *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".docx"),
        *(".geojson", ".json", ".gpkg", ".kml", ".kmz", ".gpx"),
        *(".shp", ".fgb", ".tab", ".mif", ".dxf", FOLDER),
    }
)
"""Endings of files and sets that may hold the rows of a survey."""


def grouped(paths: Iterable[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the tables among paths (``/`` between), each with its own files, and the others.

    >>> grouped(["a/x.shp", "a/X.DBF", "b.gdb/1.gdbtable", "y.dbf"])
    ({'a/x.shp': ['a/x.shp', 'a/X.DBF'], 'b.gdb': ['b.gdb/1.gdbtable']}, ['y.dbf'])
    """
    listed = list(paths)
    tables: dict[str, list[str]] = {}
    alone = []
    for path in listed:
        folder = _gdb_of(path)
        if folder is not None:
            tables.setdefault(folder, []).append(path)
        elif PurePosixPath(path).suffix.lower() in TABLES:
            tables[path] = [path]
        else:
            alone.append(path)
    main_of = {
        (_stem(main), part): main
        for main in tables
        for part in PARTS.get(PurePosixPath(main).suffix.lower(), ())
    }
    others = []
    for path in alone:
        main = main_of.get((_stem(path), PurePosixPath(path).suffix.lower()))
        if main is None:
            others.append(path)
        else:
            tables[main].append(path)
    return tables, others


def missing(path: Path) -> list[str]:
    """Return the endings of the files that a table needs and that do not lie beside it."""
    beside = {other.suffix.lower() for other in path.parent.glob(f"{glob.escape(path.stem)}.*")}
    return [part for part in NEEDED.get(path.suffix.lower(), ()) if part not in beside]


def _stem(path: str) -> str:
    return path[: len(path) - len(PurePosixPath(path).suffix)].casefold()


def _gdb_of(path: str) -> str | None:
    """Return the folder of a FileGDB that a file lies in."""
    pure = PurePosixPath(path)
    return next((str(p) for p in pure.parents if p.suffix.lower() == FOLDER), None)
