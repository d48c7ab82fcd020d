"""KML, KMZ and GPX waypoints by a reader of our own, hardened.

GDAL's readers spoil Vietnamese field names or are not in the wheel. XML from
strangers: no DOCTYPE, no entities, no links followed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from mocgioi.domain.places import nfc
from mocgioi.sources import wkb
from mocgioi.sources.kinds import damaged, refuse, too_large
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded

_WAYPOINT_FIELDS = ("name", "cmt", "desc", "time", "ele", "sym", "type")
_WGS84 = "EPSG:4326"
"""OGC 12-007r2, 6.2 (KML) and the GPX 1.1 schema: longitude and latitude on WGS 84."""


def read_kml(path: Path) -> list[RawTable]:
    """Read the placemarks of a KML or KMZ; each is a row, with or without a geometry.

    Columns: ``name``, ``description``, ``when`` and every name of extended data.

    Raises:
        UnreadableInput: damaged, not KML, with a DOCTYPE, or a KMZ without a KML.
    """
    root = _parse(path, _kml_text(path))
    if _tag(root) != "kml" and not any(_tag(e) == "Placemark" for e in root.iter()):
        raise damaged(path.name)
    places = [e for e in root.iter() if _tag(e) == "Placemark"]
    return [_table((_placemark(p), _kml_geometry(p)) for p in places)]


def read_gpx(path: Path) -> list[RawTable]:
    """Read the waypoints of a GPX; tracks and routes are no rows.

    Columns: ``name``, ``cmt``, ``desc``, ``time``, ``ele``, ``sym``, ``type``,
    and the leaves of the extensions by their own names.

    Raises:
        UnreadableInput: damaged, not GPX, or with a DOCTYPE.
    """
    too_large(path)
    root = _parse(path, path.read_bytes())
    if _tag(root) != "gpx":
        raise damaged(path.name)
    points = [e for e in root if _tag(e) == "wpt"]
    return [_table((_waypoint(p), _gpx_geometry(p)) for p in points)]


def _kml_text(path: Path) -> bytes:
    if not zipfile.is_zipfile(path):
        too_large(path)
        return path.read_bytes()
    try:
        with zipfile.ZipFile(path) as archive:
            names = [n for n in archive.namelist() if n.lower().endswith(".kml")]
            chosen = next((n for n in names if n.lower() == "doc.kml"), names[0])
            return archive.read(chosen)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError):
        raise damaged(path.name) from None


def _parse(path: Path, content: bytes) -> Element:
    try:
        root: Element = ElementTree.fromstring(
            content, forbid_dtd=True, forbid_entities=True, forbid_external=True
        )
    except DefusedXmlException:
        raise refuse("file-unsafe", "entities", file=path.name) from None
    except ParseError as error:
        line, column = error.position
        raise damaged(path.name, f"dòng/line {line}, cột/column {column}") from None
    except (ValueError, LookupError, RecursionError):
        raise damaged(path.name) from None
    return root


def _tag(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def _table(rows: Iterator[tuple[dict[str, str], bytes | None]]) -> RawTable:
    kept = list(rows)
    header: dict[str, int] = {}
    for properties, _ in kept:
        for key in properties:
            header.setdefault(key, len(header))
    table = []
    for number, (properties, geometry) in enumerate(kept, start=1):
        values: list[Cell] = [None] * len(header)
        for key, value in properties.items():
            values[header[key]] = value
        table.append(RawRow(number, tuple(values), geometry))
    return RawTable(
        name=None,
        header=tuple(header),
        header_row=0,
        rows=tuple(table),
        crs=_WGS84,
        has_geometry=any(row.geometry for row in table),
    )


def _text(element: Element) -> str:
    return bounded("".join(element.itertext()))


def _placemark(placemark: Element) -> dict[str, str]:
    properties: dict[str, str] = {}
    for child in placemark:
        tag = _tag(child)
        if tag in ("name", "description"):
            properties[tag] = _text(child)
        elif tag in ("TimeStamp", "TimeSpan"):
            when = next((e for e in child.iter() if _tag(e) in ("when", "begin")), None)
            if when is not None:
                properties["when"] = _text(when)
        elif tag == "ExtendedData":
            for data in child.iter():
                if _tag(data) in ("Data", "SimpleData") and data.get("name"):
                    value = next((e for e in data if _tag(e) == "value"), data)
                    properties[nfc(data.get("name", ""))] = _text(value)
    return properties


def _kml_geometry(placemark: Element) -> bytes | None:
    for child in placemark:
        encoded = _encoded(child)
        if encoded is not None:
            return encoded
    return None


def _encoded(element: Element) -> bytes | None:
    try:
        shape = _shape(element)
        return wkb.encode(*shape) if shape else None
    except (ValueError, IndexError):
        return None


def _shape(element: Element) -> tuple[str, Any] | None:
    tag = _tag(element)
    if tag == "Point":
        return "Point", _positions(element)[0]
    if tag in ("LineString", "LinearRing"):
        return "LineString", _positions(element)
    if tag == "Polygon":
        rings = [e for e in element.iter() if _tag(e) == "LinearRing"]
        return "Polygon", [_positions(ring) for ring in rings]
    if tag == "MultiGeometry":
        return _collected([shape for shape in map(_shape, element) if shape])
    return None


def _collected(parts: list[tuple[str, Any]]) -> tuple[str, Any] | None:
    kinds = {kind for kind, _ in parts}
    if not parts:
        return None
    if len(kinds) == 1 and (kind := kinds.pop()) in ("Point", "LineString", "Polygon"):
        return f"Multi{kind}", [coordinates for _, coordinates in parts]
    return "GeometryCollection", parts


def _positions(element: Element) -> list[list[float]]:
    text = next((e.text or "" for e in element.iter() if _tag(e) == "coordinates"), "")
    return [[float(part) for part in position.split(",")] for position in text.split()]


def _waypoint(point: Element) -> dict[str, str]:
    properties = {_tag(child): _text(child) for child in point if _tag(child) in _WAYPOINT_FIELDS}
    for extensions in (child for child in point if _tag(child) == "extensions"):
        for leaf in extensions.iter():
            if len(leaf) == 0 and _tag(leaf) not in properties and _text(leaf):
                properties[_tag(leaf)] = _text(leaf)
    return properties


def _gpx_geometry(point: Element) -> bytes | None:
    try:
        return wkb.encode("Point", (float(point.get("lon", "")), float(point.get("lat", ""))))
    except ValueError:
        return None
