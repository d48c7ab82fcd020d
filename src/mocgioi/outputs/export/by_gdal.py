"""Layers that GDAL writes: GeoPackage, FlatGeobuf, shapefile, MapInfo. Real days, yes and no."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mocgioi.outputs import csv_table
from mocgioi.outputs.export.table import Column, Table

LONGEST_TEXT = 254
"""Bytes of a text in a shapefile or a MapInfo table."""

_INT = "int64"


def gpkg(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a GeoPackage of one layer, of version 1.3, which every reader takes."""
    return _written(table, name, "GPKG", layer=table.kind, dataset={"VERSION": "1.3"})


def flatgeobuf(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as FlatGeobuf."""
    return _written(table, name, "FlatGeobuf", layer=table.kind)


def shapefile(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a shapefile: .shp, .shx, .dbf, .prj, .cpg, and what its columns are."""
    stem = Path(name).stem
    made = _written(
        _fitted(table),
        name,
        "ESRI Shapefile",
        layer=stem,
        encoding="UTF-8",
        columns=[column.short for column in table.columns],
    )
    return {f"{stem}-cot.csv": _fields(table), **made}


def mapinfo(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a MapInfo table (.tab) or interchange file (.mif), by its ending."""
    is_mif = name.lower().endswith(".mif")
    return _written(
        _fitted(table),
        name,
        "MapInfo File",
        layer=Path(name).stem,
        dataset={"FORMAT": "MIF" if is_mif else "TAB", "ENCODING": "UTF-8"},
        columns=[column.short for column in table.columns],
    )


def cut(table: Table) -> list[str]:
    """Return the columns with texts that are too long for a shapefile or MapInfo, by title."""
    return [
        column.title.to(table.lang)
        for at, column in enumerate(table.columns)
        if any(isinstance(row[at], str) and _bytes(row[at]) > LONGEST_TEXT for row in table.rows)
    ]


def _fields(table: Table) -> bytes:
    """Return what the short names of columns mean, as CSV for Excel."""
    header = ("field", "name", "vi", "en", "codes")
    rows = [(c.short, c.name, c.title.vi, c.title.en, c.codes) for c in table.columns]
    return csv_table.write(header, rows).encode("utf-8-sig")


def _fitted(table: Table) -> Table:
    """Return a table with texts of at most `LONGEST_TEXT` bytes, cut between letters."""
    rows = [
        tuple(_shortened(value) if isinstance(value, str) else value for value in row)
        for row in table.rows
    ]
    return table._replace(rows=rows)


def _shortened(text: str) -> str:
    return text.encode()[:LONGEST_TEXT].decode("utf-8", "ignore")


def _bytes(text: str) -> int:
    return len(text.encode())


def _written(
    table: Table,
    name: str,
    driver: str,
    *,
    layer: str,
    encoding: str | None = None,
    dataset: dict[str, str] | None = None,
    columns: Sequence[str] | None = None,
) -> dict[str, bytes]:
    """Return the files that a driver writes; the one called `name` is the last."""
    import numpy as np
    import pyogrio.raw

    names = columns or [column.name for column in table.columns]
    values = [_values(table, at, column) for at, column in enumerate(table.columns)]
    geometry = None
    if table.shapes is not None:
        geometry = np.array(list(table.shapes), dtype=object)
    with TemporaryDirectory(prefix="mocgioi-") as folder:
        path = Path(folder) / name
        pyogrio.raw.write(
            path,
            geometry,
            [cells for cells, _ in values],
            list(names),
            field_mask=[mask for _, mask in values],
            layer=layer,
            driver=driver,
            geometry_type=table.geometry,
            crs=table.crs if geometry is not None else None,
            encoding=encoding,
            dataset_options=dataset or {},
        )
        made = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return {**{key: data for key, data in made.items() if key != name}, name: made[name]}


def _values(table: Table, at: int, column: Column) -> tuple[Any, Any]:
    """Return the cells of a column as GDAL takes them, and where nothing is known."""
    import numpy as np

    cells = [row[at] for row in table.rows]
    missing = np.array([cell is None for cell in cells], dtype=bool)
    if column.kind == "text":
        return np.array(cells, dtype=object), None
    if column.kind == "day":
        return np.array(cells, dtype="datetime64[D]"), None
    if column.kind == "instant":
        instants = [cell and cell[:23].replace("Z", "") for cell in cells]
        return np.array(instants, dtype="datetime64[ms]"), None
    plain: dict[str, tuple[str, Any]] = {
        "yes": ("bool", False),
        "whole": (_INT, 0),
        "number": ("float64", np.nan),
    }
    dtype, filler = plain[column.kind]
    filled = [filler if cell is None else cell for cell in cells]
    return np.array(filled, dtype=dtype), missing if missing.any() else None
