"""KML 2.2 and KMZ: a folder and a style for each state, every column as its data."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

from mocgioi.outputs.export.looks import Look, looks_of
from mocgioi.outputs.export.table import Table, heading, name_of
from mocgioi.outputs.xml_text import escaped, quoted

_OPAQUE, _SHEER = "ff", "99"
_MEMBER = "doc.kml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""Of the file in a KMZ, so that the same table gives the same bytes."""


def kml(table: Table) -> bytes:
    """Return a table as KML."""
    return "".join(_document(table)).encode()


def kmz(table: Table) -> bytes:
    """Return a table as KMZ: the KML in a ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(_MEMBER, _EPOCH), kml(table), zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _document(table: Table) -> Iterator[str]:
    looks = looks_of(table)
    each = {look.code: look for look in looks}
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield f"<name>{escaped(table.title.to(table.lang))}</name>\n"
    for look in each.values():
        yield _style(look)
    for look in each.values():
        yield f"<Folder><name>{escaped(look.label.to(table.lang))}</name>\n"
        for place, row in enumerate(table.rows):
            if looks[place].code == look.code:
                yield from _placemark(table, row, table.shapes, place, look)
        yield "</Folder>\n"
    yield "</Document>\n</kml>\n"


def _style(look: Look) -> str:
    solid, sheer = (_colour(look.colour, alpha) for alpha in (_OPAQUE, _SHEER))
    return (
        f"<Style id={quoted(look.code)}>"
        f"<IconStyle><color>{solid}</color></IconStyle>"
        f"<LineStyle><color>{solid}</color><width>{look.width_px:g}</width></LineStyle>"
        f"<PolyStyle><color>{sheer}</color></PolyStyle></Style>\n"
    )


def _colour(colour: str, alpha: str) -> str:
    """Return a colour as KML writes it: opacity, blue, green, red."""
    return alpha + colour[5:7] + colour[3:5] + colour[1:3]


def _placemark(
    table: Table, row: tuple[Any, ...], shapes: Any, place: int, look: Look
) -> Iterator[str]:
    yield f"<Placemark><name>{escaped(name_of(table, row))}</name>"
    yield f"<styleUrl>#{escaped(look.code)}</styleUrl><ExtendedData>"
    for column, value in zip(table.columns, row, strict=True):
        if value is not None:
            yield (
                f"<Data name={quoted(column.name)}>"
                f"<displayName>{escaped(heading(column, table.lang))}</displayName>"
                f"<value>{escaped(_value(value))}</value></Data>"
            )
    yield "</ExtendedData>"
    wkb = shapes[place] if shapes else None
    if wkb is not None:
        import shapely

        yield _geometry(shapely.from_wkb(wkb))
    yield "</Placemark>\n"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _geometry(shape: Any) -> str:
    kind = shape.geom_type
    if kind == "Point":
        return f"<Point><coordinates>{_coordinates(shape)}</coordinates></Point>"
    if kind == "LineString":
        return (
            "<LineString><tessellate>1</tessellate>"
            f"<coordinates>{_coordinates(shape)}</coordinates></LineString>"
        )
    if kind == "Polygon":
        inner = "".join(
            f"<innerBoundaryIs>{_ring(ring)}</innerBoundaryIs>" for ring in shape.interiors
        )
        outer = f"<outerBoundaryIs>{_ring(shape.exterior)}</outerBoundaryIs>"
        return f"<Polygon><tessellate>1</tessellate>{outer}{inner}</Polygon>"
    return f"<MultiGeometry>{''.join(map(_geometry, shape.geoms))}</MultiGeometry>"


def _ring(ring: Any) -> str:
    return f"<LinearRing><coordinates>{_coordinates(ring)}</coordinates></LinearRing>"


def _coordinates(shape: Any) -> str:
    return " ".join(f"{east:.8f},{north:.8f}" for east, north, *_ in shape.coords)
