"""Layers that GDAL writes: GeoPackage, FlatGeobuf, shapefile, MapInfo. Real days, yes and no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mocgioi.domain.crs import with_datum_change
from mocgioi.outputs.export.columns import MIXED
from mocgioi.outputs.export.table import LONGEST_TEXT, Column, Table, shortened

_INT = "int64"
_MAPINFO = "MapInfo File"
"""Its driver writes a system on VN-2000 as one on WGS 84 unless the change stands in it."""


def gpkg(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a GeoPackage of one layer, of version 1.3, which every reader takes."""
    return _written(
        table, name, "GPKG", layer=table.kind, dataset={"VERSION": "1.3"}, beside=_put_style
    )


def _put_style(path: Path, table: Table) -> None:
    """Put into a GeoPackage how QGIS shows its layer, in the table in which QGIS looks for it."""
    import numpy as np
    import pyogrio.raw

    from mocgioi.outputs.export.styled import qml

    texts = {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": table.kind,
        "f_geometry_column": "geom" if table.geometry else "",
        "styleName": "mocgioi",
        "styleQML": qml(table),
        "styleSLD": "",
        "description": table.title.to(table.lang),
        "owner": "",
        "ui": "",
    }
    cells = [np.array([text], dtype=object) for text in texts.values()]
    pyogrio.raw.write(
        path,
        None,
        [*cells, np.array([True]), np.array([table.as_of], dtype="datetime64[ms]")],
        [*texts, "useAsDefault", "update_time"],
        layer="layer_styles",
        driver="GPKG",
        append=True,
    )


def flatgeobuf(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as FlatGeobuf; its spatial index takes no row without a place."""
    is_placed = table.shapes is not None and None not in table.shapes
    options = {"SPATIAL_INDEX": "YES" if is_placed else "NO"}
    return _written(table, name, "FlatGeobuf", layer=table.kind, options=options)


def shapefile(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a shapefile: .shp, .shx, .dbf, .prj, .cpg, and what its columns are.

    A shapefile has shapes of one kind: of a table that has several, as the ground has, each kind
    is one of its own, called by it (``nen-diem.shp``), and the most frequent has the name.
    """
    stem = Path(name).stem
    made: dict[str, bytes] = {f"{stem}-cot.txt": _fields(table)}
    for ending, part in by_dimension(_fitted(table)):
        made |= _written(
            part,
            f"{stem}{ending}{Path(name).suffix}",
            "ESRI Shapefile",
            layer=f"{stem}{ending}",
            encoding="UTF-8",
            options={"DBF_DATE_LAST_UPDATE": table.as_of},
            columns=[column.short for column in table.columns],
        )
    return {**{key: data for key, data in made.items() if key != name}, name: made[name]}


_KINDS = (("-diem", "Point"), ("-tuyen", "MultiLineString"), ("-vung", "MultiPolygon"))
"""By dimension: what the shapefile of a kind of shapes is called, and what it holds."""


def by_dimension(table: Table) -> list[tuple[str, Table]]:
    """Return what a name ends in and the part of a table, for each kind of shapes it mixes.

    The most frequent comes first and has the plain name.
    """
    import shapely

    if table.geometry != MIXED or table.shapes is None:
        return [("", table)]
    shapes = shapely.from_wkb(list(table.shapes))
    dimensions = shapely.get_dimensions(shapes).tolist()
    present = sorted({d for d in dimensions if d >= 0}, key=lambda d: (-dimensions.count(d), d))
    parts: list[tuple[str, Table]] = []
    for dimension in present or [0]:
        ending, geometry = _KINDS[dimension]
        kept = [at for at, d in enumerate(dimensions) if d == dimension or (not parts and d < 0)]
        part = table._replace(
            rows=[table.rows[at] for at in kept],
            shapes=[table.shapes[at] for at in kept],
            geometry=geometry,
        )
        parts.append((ending if parts else "", part))
    return parts


def mapinfo(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a MapInfo table (.tab) or interchange file (.mif), by its ending."""
    is_mif = name.lower().endswith(".mif")
    return _written(
        _without_large_integers(_fitted(table)),
        name,
        _MAPINFO,
        layer=Path(name).stem,
        dataset={"FORMAT": "MIF" if is_mif else "TAB", "ENCODING": "UTF-8"},
        options=_bounds(table),
        columns=[column.short for column in table.columns],
    )


def _bounds(table: Table) -> dict[str, str]:
    """Return where a MapInfo table may draw: its places are whole steps of these bounds, of less
    than a millimetre around a province, of centimetres around the globe.
    """
    import shapely

    shapes = [shapely.from_wkb(wkb) for wkb in table.shapes or () if wkb is not None]
    if not shapes:
        return {}
    west, south, east, north = shapely.total_bounds(shapes)
    beyond = max(east - west, north - south, 1e-3)
    bounds = (west - beyond, south - beyond, east + beyond, north + beyond)
    return {"BOUNDS": ",".join(f"{bound:.9f}" for bound in bounds)}


def cut(table: Table) -> list[str]:
    """Return the columns with texts that are too long for a shapefile or MapInfo, by title."""
    return [
        column.title.to(table.lang)
        for at, column in enumerate(table.columns)
        if any(isinstance(row[at], str) and _bytes(row[at]) > LONGEST_TEXT for row in table.rows)
    ]


def _fields(table: Table) -> bytes:
    """Return what the short names of columns mean, as text with tabs between.

    It is no table of the set: whoever takes the set in again takes the layer.
    """
    header = ("field", "name", "vi", "en", "codes")
    rows = [(c.short, c.name, c.title.vi, c.title.en, c.codes) for c in table.columns]
    lines = ["\t".join(cell or "" for cell in row) for row in (header, *rows)]
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _without_large_integers(table: Table) -> Table:
    """Return a table with whole numbers as others: few programs know MapInfo's large integers."""
    columns = (c._replace(kind="number") if c.kind == "whole" else c for c in table.columns)
    return table._replace(columns=tuple(columns))


def _fitted(table: Table) -> Table:
    """Return a table with texts of one line and at most `LONGEST_TEXT` bytes, cut between letters.

    Its formats have no line breaks: one of them makes a backslash and an ``n`` of each.
    """
    rows = [
        tuple(
            shortened(value.replace("\n", " ")) if isinstance(value, str) else value
            for value in row
        )
        for row in table.rows
    ]
    return table._replace(rows=rows)


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
    options: dict[str, str] | None = None,
    columns: Sequence[str] | None = None,
    beside: Callable[[Path, Table], None] | None = None,
) -> dict[str, bytes]:
    """Return the files that a driver writes; the one called `name` is the last.

    Drivers write some endings in small letters whatever the name has.
    """
    import numpy as np
    import pyogrio.raw

    names = columns or [column.name for column in table.columns]
    values = [_values(table, at, column) for at, column in enumerate(table.columns)]
    system = with_datum_change(table.crs) if driver == _MAPINFO else table.crs
    geometry = None
    if table.shapes is not None:
        geometry = np.array(list(table.shapes), dtype=object)
    with TemporaryDirectory(prefix="mocgioi-") as folder:
        path = Path(folder) / f"{Path(name).stem}{Path(name).suffix.lower()}"
        pyogrio.raw.write(
            path,
            geometry,
            [cells for cells, _ in values],
            list(names),
            field_mask=[mask for _, mask in values],
            layer=layer,
            driver=driver,
            geometry_type=table.geometry,
            crs=system if geometry is not None else None,
            encoding=encoding,
            dataset_options=dataset or {},
            layer_options=options or {},
        )
        if beside is not None:
            beside(path, table)
        made = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    last = made.pop(path.name)
    return {**made, name: last}


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
