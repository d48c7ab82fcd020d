"""GeoJSON, value by value.

Read as JSON rather than through GDAL: GDAL makes one column of one type out of ``1116``,
``"1116"`` and ``1117.0``, and rows are to be kept verbatim.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding, Text
from mocgioi.sources import wkb
from mocgioi.sources.coordinates import crs_stated
from mocgioi.sources.kinds import damaged, refuse, too_large
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded

_STANDARD_CRS = "EPSG:4326"
"""RFC 7946, 4: WGS 84, longitude first, unless an old ``crs`` member says otherwise."""


def read_geojson(path: Path) -> tuple[list[RawTable], list[Finding]]:
    """Read a FeatureCollection or a single Feature.

    A feature without a geometry, or with one that holds nothing, keeps its row. The old
    ``crs`` member, which QGIS and GDAL still write, is believed. A geometry whose
    coordinates are none is told.

    Raises:
        UnreadableInput: too large, cut off, nested beyond reason, or JSON of another kind.
    """
    too_large(path)
    document = _load(path)
    features = _features(document, path.name)
    header: dict[str, int] = {}
    for feature in features:
        for key in _properties(feature):
            header.setdefault(nfc(str(key)), len(header))
    rows = tuple(_row(n, feature, header) for n, feature in enumerate(features, start=1))
    table = RawTable(
        nfc(str(document["name"])) if isinstance(document.get("name"), str) else None,
        tuple(header),
        0,
        rows,
        crs=_crs(document),
        has_geometry=any(row.geometry for row in rows),
    )
    return [table], [
        _broken(row.row, table.name)
        for row, feature in zip(rows, features, strict=True)
        if row.geometry is None and _holds_something(feature.get("geometry"))
    ]


def _holds_something(geometry: Any) -> bool:
    """Say whether a geometry that could not be read was meant to be one."""
    if not isinstance(geometry, dict):
        return geometry is not None
    return bool(geometry.get("coordinates") or geometry.get("geometries"))


def _broken(row: int, layer: str | None) -> Finding:
    text = Text(
        "Hình của đối tượng bị hỏng; đối tượng được đọc không có vị trí.",
        "The feature's geometry is damaged; it was read without a position.",
    )
    return Finding("geometry-damaged", "warning", text, layer, row)


def _load(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise damaged(path.name, f"dòng/line {error.lineno}, cột/column {error.colno}") from None
    except UnicodeDecodeError:
        raise damaged(path.name, "UTF-8") from None
    except RecursionError:
        raise damaged(path.name, "lồng quá sâu / nested too deep") from None
    if not isinstance(document, dict):
        raise _other(path.name)
    return document


def _features(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    kind = document.get("type")
    if kind == "Feature":
        return [document]
    features = document.get("features")
    if kind != "FeatureCollection" or not isinstance(features, list):
        raise _other(name)
    return [f if isinstance(f, dict) else {} for f in features]


def _other(name: str) -> Exception:
    return refuse(
        name,
        "format-unsupported",
        "là JSON nhưng không phải GeoJSON (FeatureCollection). Hãy xuất lại thành GeoJSON.",
        "is JSON but not GeoJSON (a FeatureCollection). Export it again as GeoJSON.",
    )


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _row(number: int, feature: dict[str, Any], header: dict[str, int]) -> RawRow:
    values: list[Cell] = [None] * len(header)
    for key, value in _properties(feature).items():
        values[header[nfc(str(key))]] = _cell(value)
    return RawRow(number, tuple(values), _geometry(feature.get("geometry")))


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return bounded(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(nfc(part) for part in value)
    return json.dumps(value, ensure_ascii=False)


def _geometry(geometry: Any) -> bytes | None:
    if not isinstance(geometry, dict) or not isinstance(geometry.get("type"), str):
        return None
    try:
        return wkb.encode(*as_pair(geometry))
    except (ValueError, RecursionError):
        return None


def as_pair(geometry: Any) -> tuple[str, Any]:
    """Return a GeoJSON geometry as `wkb.encode` takes it."""
    if geometry["type"] == "GeometryCollection":
        return "GeometryCollection", [as_pair(part) for part in geometry.get("geometries", [])]
    return geometry["type"], geometry.get("coordinates")


def _crs(document: dict[str, Any]) -> str | None:
    member = document.get("crs")
    if member is None:
        return _STANDARD_CRS if "crs" not in document else None
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return crs_stated(str(name)) if name else None
