"""DXF (release 12, which every CAD program reads): a layer and colour for each state.

A point stands with its name beside it. Letters beyond ASCII are written as ``\\U+XXXX``, which
CAD programs of every release show; a drawing holds no columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from mocgioi.domain.crs import is_geographic
from mocgioi.domain.places import fold
from mocgioi.outputs.export.looks import Look, looks_of
from mocgioi.outputs.export.table import Table, name_of

_PALETTE = {
    1: (255, 0, 0),
    2: (255, 255, 0),
    3: (0, 255, 0),
    4: (0, 255, 255),
    5: (0, 0, 255),
    6: (255, 0, 255),
    8: (128, 128, 128),
    30: (255, 127, 0),
    34: (127, 63, 0),
    40: (255, 191, 0),
    94: (0, 127, 0),
    114: (0, 127, 63),
    134: (0, 127, 127),
    150: (0, 127, 255),
    174: (0, 0, 127),
    194: (63, 0, 127),
    254: (214, 214, 214),
}
"""Colours of AutoCAD's index by number; the nearest is taken."""

_TEXT_M = 12.0
"""Height of a name on the ground: readable at 1:5,000."""
_DEGREE_M = 111_320.0
"""Of latitude: in a drawing in degrees a name is as high as in one in metres."""
_LONGEST_LAYER = 31
_STYLE = "CHU"


def dxf(table: Table) -> bytes:
    """Return a table as a drawing, in the units of its system."""
    return "".join(f"{code}\n{value}\n" for code, value in _pairs(table)).encode("ascii")


class _Scale(NamedTuple):
    """How a drawing writes lengths: the height of a name in its units, decimals of a place."""

    text: float
    decimals: int

    def of(self, place: float) -> str:
        return f"{place:.{self.decimals}f}"


def _scale(crs: str) -> _Scale:
    if is_geographic(crs):
        return _Scale(round(_TEXT_M / _DEGREE_M, 8), 8)
    return _Scale(_TEXT_M, 3)


def _pairs(table: Table) -> Iterator[tuple[int, Any]]:
    import shapely

    scale = _scale(table.crs)
    looks = looks_of(table)
    shapes = [wkb and shapely.from_wkb(wkb) for wkb in table.shapes or ()]
    layers = {_layer(table, look): look for look in looks}
    yield from _header([shape for shape in shapes if shape is not None], scale)
    yield from _tables(layers, scale)
    yield from ((0, "SECTION"), (2, "ENTITIES"))
    for row, shape, look in zip(table.rows, shapes, looks, strict=True):
        if shape is not None:
            yield from _entities(shape, _layer(table, look), name_of(table, row), scale)
    yield from ((0, "ENDSEC"), (0, "EOF"))


def _header(shapes: list[Any], scale: _Scale) -> Iterator[tuple[int, Any]]:
    import shapely

    yield from ((0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009"))
    if shapes:
        west, south, east, north = shapely.total_bounds(shapes)
        yield from ((9, "$EXTMIN"), (10, scale.of(west)), (20, scale.of(south)))
        yield from ((9, "$EXTMAX"), (10, scale.of(east)), (20, scale.of(north)))
    yield from ((9, "$PDMODE"), (70, 34), (9, "$PDSIZE"), (40, scale.text / 2), (0, "ENDSEC"))


def _tables(layers: dict[str, Look], scale: _Scale) -> Iterator[tuple[int, Any]]:
    yield from ((0, "SECTION"), (2, "TABLES"))
    yield from ((0, "TABLE"), (2, "LTYPE"), (70, 1))
    yield from ((0, "LTYPE"), (2, "CONTINUOUS"), (70, 0), (3, "Solid line"), (72, 65))
    yield from ((73, 0), (40, 0.0), (0, "ENDTAB"))
    yield from ((0, "TABLE"), (2, "LAYER"), (70, len(layers)))
    for name, look in layers.items():
        yield from ((0, "LAYER"), (2, name), (70, 0), (62, _nearest(look.colour)))
        yield (6, "CONTINUOUS")
    yield (0, "ENDTAB")
    yield from ((0, "TABLE"), (2, "STYLE"), (70, 1))
    yield from ((0, "STYLE"), (2, _STYLE), (70, 0), (40, 0.0), (41, 1.0), (50, 0.0), (71, 0))
    yield from ((42, scale.text), (3, "arial.ttf"), (4, ""), (0, "ENDTAB"), (0, "ENDSEC"))


def _entities(shape: Any, layer: str, name: str, scale: _Scale) -> Iterator[tuple[int, Any]]:
    if shape.geom_type == "Point":
        place = ((10, scale.of(shape.x)), (20, scale.of(shape.y)), (30, "0.0"))
        yield from ((0, "POINT"), (8, layer), *place)
        beside = ((10, scale.of(shape.x + scale.text / 2)), *place[1:])
        yield from ((0, "TEXT"), (8, layer), *beside, (40, scale.text), (1, _escaped(name)))
        yield (7, _STYLE)
        return
    for line, is_closed in _lines(shape):
        yield from ((0, "POLYLINE"), (8, layer), (66, 1), (10, "0.0"), (20, "0.0"), (30, "0.0"))
        yield (70, int(is_closed))
        for east, north, *_ in line.coords[:-1] if is_closed else line.coords:
            yield from ((0, "VERTEX"), (8, layer), (10, scale.of(east)), (20, scale.of(north)))
            yield (30, "0.0")
        yield from ((0, "SEQEND"), (8, layer))


def _lines(shape: Any) -> Iterator[tuple[Any, bool]]:
    """Yield the lines of a shape, and whether they are rings."""
    if shape.geom_type == "LineString":
        yield shape, False
    elif shape.geom_type == "Polygon":
        yield shape.exterior, True
        for ring in shape.interiors:
            yield ring, True
    else:
        for part in shape.geoms:
            yield from _lines(part)


def _layer(table: Table, look: Look) -> str:
    """Return the name of a layer: release 12 has capitals, digits and ``_`` only."""
    kind, label = fold(table.title.vi), fold(look.label.vi)
    words = label if kind == label else f"{kind} {label}"
    return words.upper().replace(" ", "_")[:_LONGEST_LAYER]


def _nearest(colour: str) -> int:
    wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]

    def distance(number: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(wanted, _PALETTE[number], strict=True))

    return min(_PALETTE, key=distance)


def _escaped(text: str) -> str:
    flat = " ".join(text.split())
    return "".join(c if c.isascii() else f"\\U+{ord(c):04X}" for c in flat)
