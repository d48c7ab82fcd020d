"""Lines and areas of a layer: from the file's system into EPSG:4326, checked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from mocgioi.domain import crs as systems
from mocgioi.domain.position import STORAGE_CRS
from mocgioi.intake import georeference
from mocgioi.intake.ground import Extent, Floats
from mocgioi.intake.known import Known, Taken
from mocgioi.sources import RawRow, RawTable

_SAMPLE = 200
"""Vertices compared with the ground; a layer is in one system or it is not."""


def place_layer(
    table: RawTable,
    rows: Sequence[RawRow],
    crs: str | None,
    known: Known,
    taken: Taken[Any],
    *,
    extent: Extent = "area",
) -> dict[int, shapely.Geometry]:
    """Return the geometry of each row in EPSG:4326, two dimensions, by row number.

    Raises:
        CrsProblem: the layer's system is missing, or puts it far from the border.
    """
    geometries = {row.row: shapely.from_wkb(row.geometry) for row in rows if row.geometry}
    if not geometries:
        return {}
    vertices = shapely.get_coordinates(list(geometries.values()))
    sample = vertices[:: max(1, len(vertices) // _SAMPLE)]
    points = georeference.Points(
        [float(v) for v in sample[:, 0]],
        [float(v) for v in sample[:, 1]],
        "metres",
        [None] * len(sample),
        [None] * len(sample),
    )
    placed = georeference.place(
        points,
        stated=[table.crs] if table.crs else [],
        asked=crs,
        known=known,
        sheet=table.name,
        extent=extent,
    )
    taken.findings.extend(placed.findings)
    taken.crs = placed.crs
    source = placed.crs or STORAGE_CRS
    return {row: _to_storage(geometry, source) for row, geometry in geometries.items()}


def _to_storage(geometry: shapely.Geometry, source: str) -> shapely.Geometry:
    if source == STORAGE_CRS:
        return geometry

    def move(coordinates: Floats) -> Floats:
        return np.column_stack(systems.to_storage(coordinates[:, 0], coordinates[:, 1], source))

    return shapely.transform(geometry, move)


def wkb(geometry: shapely.Geometry) -> bytes:
    """Return WKB, two dimensions, little-endian."""
    encoded: bytes = shapely.to_wkb(geometry, output_dimension=2, byte_order=1)
    return encoded
