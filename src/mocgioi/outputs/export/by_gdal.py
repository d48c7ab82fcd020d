"""Layers that GDAL writes: GeoPackage, FlatGeobuf, shapefile, MapInfo. Real days, yes and no."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi.domain.crs import with_datum_change
from mocgioi.outputs.export.columns import MIXED
from mocgioi.outputs.export.gdal import engine
from mocgioi.outputs.export.gdal_layer import GEOPACKAGE, Driver, GdalLayer
from mocgioi.outputs.export.table import LONGEST_TEXT, Kind, Table, shortened

_MAPINFO = "MapInfo File"
"""Its driver writes a system on VN-2000 as one on WGS 84 unless the change stands in it."""


def gpkg(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a GeoPackage of one layer."""
    return _written(table, name, GEOPACKAGE, layer=table.kind, beside=_put_style)


def _put_style(path: Path, table: Table) -> None:
    """Put into a GeoPackage how QGIS shows its layer, in the table in which QGIS looks for it."""
    from mocgioi.outputs.export.styled import qml

    cells: dict[str, tuple[Kind, object]] = {
        "f_table_catalog": ("text", ""),
        "f_table_schema": ("text", ""),
        "f_table_name": ("text", table.kind),
        "f_geometry_column": ("text", "geom" if table.geometry else ""),
        "styleName": ("text", "mocgioi"),
        "styleQML": ("text", qml(table)),
        "styleSLD": ("text", ""),
        "description": ("text", table.title.to(table.lang)),
        "owner": ("text", ""),
        "ui": ("text", ""),
        "useAsDefault": ("yes", True),
        "update_time": ("instant", table.as_of),
    }
    columns = [(name, kind) for name, (kind, _) in cells.items()]
    row = [value for _, value in cells.values()]
    engine().write(path, GdalLayer("layer_styles", columns, [row]), GEOPACKAGE, append=True)


def flatgeobuf(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as FlatGeobuf; its spatial index takes no row without a place."""
    is_placed = table.shapes is not None and None not in table.shapes
    options = {"SPATIAL_INDEX": "YES" if is_placed else "NO"}
    return _written(table, name, Driver("FlatGeobuf", options=options), layer=table.kind)


def shapefile(table: Table, name: str) -> dict[str, bytes]:
    """Return a table as a shapefile: .shp, .shx, .dbf, .prj, .cpg, and what its columns are.

    A shapefile has shapes of one kind: of a table that has several, as the ground has, each kind
    is one of its own, called by it (``nen-diem.shp``), and the most frequent has the name.
    """
    stem = Path(name).stem
    made: dict[str, bytes] = {f"{stem}-cot.txt": _fields(table)}
    driver = Driver(
        "ESRI Shapefile", encoding="UTF-8", options={"DBF_DATE_LAST_UPDATE": table.as_of}
    )
    for ending, part in by_dimension(_fitted(table)):
        made |= _written(
            part,
            f"{stem}{ending}{Path(name).suffix}",
            driver,
            layer=f"{stem}{ending}",
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
    dataset = {"FORMAT": "MIF" if is_mif else "TAB", "ENCODING": "UTF-8"}
    return _written(
        _without_large_integers(_fitted(table)),
        name,
        Driver(_MAPINFO, dataset=dataset, options=_bounds(table)),
        layer=Path(name).stem,
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
    driver: Driver,
    *,
    layer: str,
    columns: Sequence[str] | None = None,
    beside: Callable[[Path, Table], None] | None = None,
) -> dict[str, bytes]:
    """Return the files that a driver writes; the one called `name` is the last.

    Drivers write some endings in small letters whatever the name has.
    """
    names = columns or [column.name for column in table.columns]
    kinds = (column.kind for column in table.columns)
    system = with_datum_change(table.crs) if driver.name == _MAPINFO else table.crs
    made_of = GdalLayer(
        layer,
        list(zip(names, kinds, strict=True)),
        table.rows,
        _as_declared(table),
        table.geometry,
        system,
    )
    with TemporaryDirectory(prefix="mocgioi-") as folder:
        path = Path(folder) / f"{Path(name).stem}{Path(name).suffix.lower()}"
        engine().write(path, made_of, driver)
        if beside is not None:
            beside(path, table)
        made = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    last = made.pop(path.name)
    return {**made, name: last}


def _as_declared(table: Table) -> Sequence[bytes | None] | None:
    """Return the shapes of a table, a single one of a layer of several as several of one."""
    import shapely

    several = {"MultiLineString": shapely.MultiLineString, "MultiPolygon": shapely.MultiPolygon}
    if table.shapes is None or table.geometry not in several:
        return table.shapes
    shapes: list[bytes | None] = []
    for wkb in table.shapes:
        shape = shapely.from_wkb(wkb)
        is_single = shape is not None and f"Multi{shape.geom_type}" == table.geometry
        shapes.append(shapely.to_wkb(several[table.geometry]([shape])) if is_single else wkb)
    return shapes
