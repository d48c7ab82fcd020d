"""GeoJSON, value by value.

Read as JSON rather than through GDAL: GDAL makes one column of one type out of ``1116``,
``"1116"`` and ``1117.0``, and rows are to be kept verbatim.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import grid, odata, wkb
from mocgioi.sources.coordinates import crs_stated
from mocgioi.sources.json_walk import Broken, NotAnObject, is_doubled, members, pairs_of
from mocgioi.sources.kinds import damaged, refuse, too_large, too_many_rows
from mocgioi.sources.raw import Cell, RawRow, RawTable, bounded, check_size, plain_number
from mocgioi.sources.spool import kept
from mocgioi.words.findings import finding

_STANDARD_CRS = "EPSG:4326"
"""RFC 7946, 4: WGS 84, longitude first, unless an old ``crs`` member says otherwise."""


def read_geojson(path: Path) -> tuple[list[RawTable], list[Finding]]:
    """Read a FeatureCollection or a single Feature; and submissions of ODK Central (OData).

    A feature without a geometry, or with one that holds nothing, keeps its row. The old
    ``crs`` member, which QGIS and GDAL still write, is believed. A geometry whose
    coordinates are none is told.

    Raises:
        UnreadableInput: too large, cut off, nested beyond reason, or JSON of another kind.
    """
    too_large(path)
    walk = _Walk(path)
    try:
        rows = kept(walk.rows())
    except NotAnObject:
        raise refuse("format-unsupported", "json", file=path.name) from None
    except Broken as error:
        raise damaged(path.name, str(error)) from None
    document = walk.document
    if odata.is_of_submissions(document):
        goes_on = [finding("file-continues")] if odata.NEXT in document else []
        return [odata.table_of(document, path.name)], goes_on
    if document.get("type") == "Feature":
        rows = (walk.row(document),)
    elif document.get("type") != "FeatureCollection" or not walk.is_collection:
        raise refuse("format-unsupported", "json", file=path.name)
    name = nfc(str(document["name"])) if isinstance(document.get("name"), str) else None
    table = RawTable(
        name=name,
        header=tuple(name for name, _ in walk.header),
        header_row=0,
        rows=rows,
        crs=_crs(document),
        has_geometry=walk.has_geometry,
    )
    return [table], [_broken(row, name) for row in walk.broken]


class _Walk:
    """The features of a file, one by one, and what has been seen of it so far.

    Attributes:
        document: its members, without the features. header: the place of each property, and
            of one that a feature gives twice, of each time.
        broken: rows whose geometry could not be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.document: dict[str, Any] = {}
        self.header: dict[tuple[str, int], int] = {}
        self.is_collection = False
        self.has_geometry = False
        self.broken: list[int] = []
        self._count = 0
        self._cells = 0

    def rows(self) -> Iterator[RawRow]:
        """Yield the features of a collection as rows."""
        for name, value in members(self._path, "features"):
            if name != "features":
                self.document[name] = value
            elif value == [] and not self.is_collection:
                self.is_collection = True
            else:
                yield self.row(value if isinstance(value, dict) else {})

    def row(self, feature: dict[str, Any]) -> RawRow:
        """Return a feature as the next row; it lacks the properties that are met later."""
        self._count += 1
        if self._count > grid.MAX_ROWS:
            raise too_many_rows(self._path.name, grid.MAX_ROWS)
        cells: dict[int, Cell] = {}
        for key, value in _properties(feature):
            cells[self.header.setdefault(key, len(self.header))] = _cell(value)
        width = max(cells, default=-1) + 1
        self._cells += width
        check_size(len(self.header), self._cells)
        geometry = self._geometry(feature)
        self.has_geometry = self.has_geometry or geometry is not None
        return RawRow(self._count, tuple(map(cells.get, range(width))), geometry)

    def _geometry(self, feature: dict[str, Any]) -> bytes | None:
        """Return the geometry of a feature; one that is damaged is noted, and none."""
        geometry = feature.get("geometry")
        try:
            if is_doubled(feature, "geometry") or is_doubled(geometry):
                raise ValueError("two geometries")
            return wkb.encode_geojson(geometry)
        except ValueError:
            if wkb.is_meant(geometry):
                self.broken.append(self._count)
            return None


def _broken(row: int, layer: str | None) -> Finding:
    return finding("geometry-damaged", sheet=layer, row=row)


def _properties(feature: dict[str, Any]) -> Iterator[tuple[tuple[str, int], Any]]:
    """Yield the properties of a feature; one that is given again has the number of its turn."""
    turns: Counter[str] = Counter()
    for member, properties in pairs_of(feature):
        if member != "properties" or not isinstance(properties, dict):
            continue
        for key, value in pairs_of(properties):
            name = nfc(key)
            turns[name] += 1
            yield (name, turns[name]), value


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return bounded(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return plain_number(value)
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return bounded("; ".join(value))
    return bounded(json.dumps(value, ensure_ascii=False))


def _crs(document: dict[str, Any]) -> str | None:
    member = document.get("crs")
    if member is None:
        return _STANDARD_CRS if "crs" not in document else None
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return crs_stated(str(name)) if name else None
