"""GPX 1.1 for a hand GPS: waypoints of points, tracks of lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mocgioi.outputs.export.looks import Look, described, looks_of
from mocgioi.outputs.export.table import Table, name_of
from mocgioi.outputs.xml_text import escaped

_SYMBOLS = {
    "built": "Flag, Green",
    "built_damaged": "Flag, Blue",
    "under_construction": "Flag, Blue",
    "post": "Building",
    "gate": "Crossing",
}
"""Names of symbols that hand GPS know; the others of a state are red flags."""
_OTHERS = "Flag, Red"
_UNTOLD = ("marker_condition_label", "marker_condition_since", "report_at_once", "note", "source")
"""What a waypoint does not carry: words of damage that come back from a GPS are no new find."""


def gpx(table: Table) -> bytes:
    """Return points and lines as GPX; what has no place is left out."""
    return "".join(_document(table)).encode()


def _document(table: Table) -> Iterator[str]:
    import shapely

    points, tracks = [], []
    read = table.for_people().without(*_UNTOLD)
    for place, look in enumerate(looks_of(table)):
        wkb = table.shapes[place] if table.shapes else None
        if wkb is None:
            continue
        shape = shapely.from_wkb(wkb)
        about = _about(table, table.rows[place], read, read.rows[place], look)
        if shape.geom_type == "Point":
            points.append(_waypoint(shape, about, _SYMBOLS.get(look.code, _OTHERS)))
        else:
            tracks.append(_track(shape, about))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gpx version="1.1" creator="mocgioi" xmlns="http://www.topografix.com/GPX/1/1">\n'
    yield f"<metadata><name>{escaped(table.title.to(table.lang))}</name></metadata>\n"
    yield from points
    yield from tracks
    yield "</gpx>\n"


def _about(
    table: Table, row: tuple[Any, ...], read: Table, shown: tuple[Any, ...], look: Look
) -> str:
    words = "\n".join(f"{title}: {value}" for title, value in described(read, shown))
    return (
        f"<name>{escaped(name_of(table, row))}</name>"
        f"<cmt>{escaped(look.label.to(table.lang))}</cmt>"
        f"<desc>{escaped(words)}</desc>"
    )


def _waypoint(shape: Any, about: str, symbol: str) -> str:
    place = f'lat="{shape.y:.8f}" lon="{shape.x:.8f}"'
    return f"<wpt {place}>{about}<sym>{escaped(symbol)}</sym></wpt>\n"


def _track(shape: Any, about: str) -> str:
    segments = "".join(
        "<trkseg>"
        + "".join(f'<trkpt lat="{north:.8f}" lon="{east:.8f}"/>' for east, north, *_ in line.coords)
        + "</trkseg>"
        for line in getattr(shape, "geoms", [shape])
    )
    return f"<trk>{about}{segments}</trk>\n"
