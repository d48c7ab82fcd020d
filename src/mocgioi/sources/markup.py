"""KML, KMZ and GPX waypoints by a reader of our own, hardened.

GDAL's readers spoil Vietnamese field names or are not in the wheel. XML from
strangers: no DOCTYPE, no entities, no links followed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException

from mocgioi.domain.places import nfc
from mocgioi.domain.waypoints import KNOWN
from mocgioi.errors import Finding
from mocgioi.records import NamedTuple
from mocgioi.sources import described, grid, wkb
from mocgioi.sources.kinds import damaged, refuse, too_large, too_many_rows
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded, check_size
from mocgioi.sources.spool import kept
from mocgioi.sources.xml_walk import elements, local
from mocgioi.words.findings import finding

_MOST_OF_A_ROW = 1_000_000
"""Elements of one row, begun and ended."""
_DEEPEST = 8
"""How deep collections of geometries may stand in each other."""

LINES = "tracks, routes"
"""Name of the table of a GPX whose rows are its tracks and routes."""
_LINE_FIELDS = ("name", "cmt", "desc", "type")
_WAYPOINT_FIELDS = ("name", "cmt", "desc", "time", "ele", "sym", "type")
_WGS84 = "EPSG:4326"
"""OGC 12-007r2, 6.2 (KML) and the GPX 1.1 schema: longitude and latitude on WGS 84."""


def read_kml(path: Path, *, packed: bool = False) -> tuple[list[RawTable], list[Finding]]:
    """Read the placemarks of a KML or KMZ; each is a row, with or without a geometry.

    Columns: ``name``, ``description``, ``when`` and every name of extended data; ``photo`` for
    the photographs that descriptions show. A geometry whose coordinates are none is told.

    Args:
        path: the file. packed: it is a KMZ.

    Raises:
        UnreadableInput: damaged, not KML, with a DOCTYPE, or a KMZ without a KML.
    """
    with _kml(path, packed) as opened:
        return _read(path, opened, _Kind("kml", ("Placemark",), _placemark, _kml_geometry))


def read_gpx(path: Path) -> tuple[list[RawTable], list[Finding]]:
    """Read the waypoints of a GPX; its tracks and routes, if any, are a table of their own.

    Columns: ``name``, ``cmt``, ``desc``, ``time``, ``ele``, ``sym``, ``type``,
    and the leaves of the extensions by their own names. A waypoint whose latitude or
    longitude is none is told. Of `LINES`: ``name``, ``cmt``, ``desc``, ``type``.

    Raises:
        UnreadableInput: damaged, not GPX, or with a DOCTYPE.
    """
    points = _Kind("gpx", ("wpt",), _waypoint, _gpx_geometry)
    lines = _Kind("gpx", ("trk", "rte"), _line, _line_geometry)
    tables, findings = _read(path, lambda: path.open("rb"), points)
    (drawn,), more = _read(path, lambda: path.open("rb"), lines)
    if drawn.rows:
        tables.append(replace(drawn, name=LINES))
        findings += [told._replace(sheet=LINES) for told in more]
    return tables, findings


def is_of_kit(cells: Mapping[str, Cell]) -> bool:
    """Say whether a row of `LINES`, its cells by column, is a road that a kit took along."""
    return str(cells.get("name") or "").lower().startswith(tuple(f"{w.lower()}:" for w in KNOWN))


class _Kind(NamedTuple):
    """How a format is read: its root, what are rows in it, and what they say."""

    root: str
    rows: tuple[str, ...]
    properties: Callable[[Element], dict[str, str]]
    geometry: Callable[[Element], bytes | None]
    """Raises `ValueError` for one that is damaged."""


@contextmanager
def _kml(path: Path, packed: bool) -> Iterator[Callable[[], IO[bytes]]]:
    """Give what opens the KML of a KML or KMZ."""
    if not packed:
        yield lambda: path.open("rb")
        return
    with zipfile.ZipFile(path) as archive:
        names = [n for n in archive.namelist() if n.lower().endswith(".kml")]
        chosen = next((n for n in names if n.lower() == "doc.kml"), names[0])
        yield lambda: archive.open(chosen)


def _read(
    path: Path, opened: Callable[[], IO[bytes]], kind: _Kind
) -> tuple[list[RawTable], list[Finding]]:
    too_large(path)
    walk = _Walk(path.name, kind)
    try:
        with closing(elements(opened, ("start", "end"))) as parts:
            rows = kept(walk.rows(parts))
    except DefusedXmlException:
        raise refuse("file-unsafe", "entities", file=path.name) from None
    except ParseError as error:
        line, column = error.position
        raise damaged(path.name, f"dòng/line {line}, cột/column {column}") from None
    table = RawTable(
        name=None,
        header=tuple(walk.header),
        header_row=0,
        rows=rows,
        crs=_WGS84,
        has_geometry=walk.has_geometry,
    )
    return [table], [finding("geometry-damaged", row=row) for row in walk.broken]


class _Walk:
    """The rows of a file, one by one, and what has been seen of it so far.

    Attributes:
        header: the place of each property. broken: rows whose geometry could not be read.
    """

    def __init__(self, file: str, kind: _Kind) -> None:
        self._file = file
        self._kind = kind
        self._count = 0
        self._cells = 0
        self.header: dict[str, int] = {}
        self.has_geometry = False
        self.broken: list[int] = []

    def rows(self, parts: Iterable[tuple[str, Element]]) -> Iterator[RawRow]:
        """Yield the rows of a file, given as its elements begin and end.

        Raises:
            UnreadableInput: another kind of file, or too many rows.
        """
        above: list[Element] = []
        root = ""
        inside = since = 0
        for event, element in parts:
            tag = local(element.tag)
            since += 1
            if since > _MOST_OF_A_ROW:
                raise ValueError("too many elements")
            if event == "start":
                root = root or tag
                above.append(element)
                inside += tag in self._kind.rows
                continue
            above.pop()
            if tag in self._kind.rows:
                inside -= 1
                if not inside:
                    yield self._row(element)
            if not inside and above:
                above[-1].clear()
                since = 0
        if root != self._kind.root and not self._count:
            raise damaged(self._file)

    def _row(self, element: Element) -> RawRow:
        self._count += 1
        if self._count > grid.MAX_ROWS:
            raise too_many_rows(self._file, grid.MAX_ROWS)
        cells: dict[int, Cell] = {}
        for key, value in described.read(self._kind.properties(element)).items():
            cells[self.header.setdefault(key, len(self.header))] = value
        width = max(cells, default=-1) + 1
        self._cells += width
        check_size(len(self.header), self._cells)
        try:
            geometry = self._kind.geometry(element)
        except ValueError:
            geometry = None
            self.broken.append(self._count)
        self.has_geometry = self.has_geometry or geometry is not None
        return RawRow(self._count, tuple(map(cells.get, range(width))), geometry)


def _text(element: Element) -> str:
    return bounded("".join(element.itertext()))


def _placemark(placemark: Element) -> dict[str, str]:
    properties: dict[str, str] = {}
    for child in placemark:
        tag = local(child.tag)
        if tag in ("name", "description"):
            properties[tag] = _text(child)
        elif tag in ("TimeStamp", "TimeSpan"):
            when = next((e for e in child.iter() if local(e.tag) in ("when", "begin")), None)
            if when is not None:
                properties["when"] = _text(when)
        elif tag == "ExtendedData":
            for data in child.iter():
                if local(data.tag) in ("Data", "SimpleData") and data.get("name"):
                    value = next((e for e in data if local(e.tag) == "value"), data)
                    properties[nfc(data.get("name", ""))] = _text(value)
    return properties


def _kml_geometry(placemark: Element) -> bytes | None:
    shapes = [shape for shape in (_shape(child, 0) for child in placemark) if shape]
    return wkb.encode(*shapes[0]) if shapes else None


def _shape(element: Element, depth: int) -> tuple[str, Any] | None:
    """Return a geometry as `wkb.encode` takes it; None for an element of another kind.

    Raises:
        ValueError: its coordinates are none, or it is nested too deep.
    """
    tag = local(element.tag)
    if tag == "Point":
        positions = _positions(element)
        if len(positions) != 1:
            raise ValueError("a point of no coordinates, or of several")
        return "Point", positions[0]
    if tag in ("LineString", "LinearRing"):
        return "LineString", _positions(element)
    if tag == "Polygon":
        rings = [e for e in element.iter() if local(e.tag) == "LinearRing"]
        return "Polygon", [_positions(ring) for ring in rings]
    if tag == "MultiGeometry":
        if depth > _DEEPEST:
            raise ValueError("nested too deep")
        parts = (_shape(part, depth + 1) for part in element)
        return _collected([shape for shape in parts if shape])
    return None


def _collected(parts: list[tuple[str, Any]]) -> tuple[str, Any] | None:
    kinds = {kind for kind, _ in parts}
    if not parts:
        return None
    if len(kinds) == 1 and (kind := kinds.pop()) in ("Point", "LineString", "Polygon"):
        return f"Multi{kind}", [coordinates for _, coordinates in parts]
    return "GeometryCollection", parts


def _positions(element: Element) -> list[list[float]]:
    text = next((e.text or "" for e in element.iter() if local(e.tag) == "coordinates"), "")
    return [[_number(part) for part in position.split(",")] for position in text.split()]


def _number(written: str) -> float:
    """Return a number as XML Schema writes it; Python's own spelling has underscores besides.

    Raises:
        ValueError: it is none.
    """
    if "_" in written:
        raise ValueError(written[:20])
    return float(written)


def _waypoint(point: Element) -> dict[str, str]:
    named = ((local(child.tag), child) for child in point)
    properties = {tag: _text(child) for tag, child in named if tag in _WAYPOINT_FIELDS}
    for extensions in (child for child in point if local(child.tag) == "extensions"):
        for leaf in extensions.iter():
            if len(leaf) == 0 and local(leaf.tag) not in properties and _text(leaf):
                properties[local(leaf.tag)] = _text(leaf)
    return properties


def _line(path: Element) -> dict[str, str]:
    named = ((local(child.tag), child) for child in path)
    return {tag: _text(child) for tag, child in named if tag in _LINE_FIELDS}


def _line_geometry(path: Element) -> bytes | None:
    """Return the segments of a track, or the legs of a route; a lone point is no line."""
    segments = [child for child in path if local(child.tag) == "trkseg"] or [path]
    lines = [
        [
            (_number(point.get("lon", "")), _number(point.get("lat", "")))
            for point in segment
            if local(point.tag) in ("trkpt", "rtept")
        ]
        for segment in segments
    ]
    drawn = [line for line in lines if len(line) > 1]
    return wkb.encode("MultiLineString", drawn) if drawn else None


def _gpx_geometry(point: Element) -> bytes | None:
    return wkb.encode("Point", (_number(point.get("lon", "")), _number(point.get("lat", ""))))
