"""Lines and areas of a layer: from the file's system into EPSG:4326, checked on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.intake.position import georeference, vertices
from mocgioi.intake.position.ground import Extent, Floats, Ground, to_earth
from mocgioi.intake.position.landmarks import Landmarks, LayerKind
from mocgioi.intake.position.readings import Points
from mocgioi.intake.position.shapes import geometries_of
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.row import Row
from mocgioi.sources import RawTable
from mocgioi.sources.coordinates import statements

_SAMPLE = 200
"""Vertices compared with the ground; a layer is in one system or it is not."""


def place_layer(
    table: RawTable,
    rows: Sequence[Row],
    crs: str | None,
    known: Known,
    taken: Taken[Any],
    *,
    kind: LayerKind,
    extent: Extent = "area",
) -> dict[int, shapely.Geometry]:
    """Return the geometry of each row in EPSG:4326, two dimensions, by row number.

    In a table without geometries, the column of WKT is read. A row whose cell is none, or
    with a vertex that is no place on Earth, is rejected and has none.

    Raises:
        CrsProblem: the layer's system is missing, or puts it far from the border.
    """
    shapes = list(geometries_of(rows))
    if not shapes:
        return {}
    rows = [row for row, _ in shapes]
    drawn = np.array([shape for _, shape in shapes], dtype=object)
    stated = statements(table, rows[0].columns, geometry=table.has_geometry)
    placed = _place(drawn, stated, crs, known, kind, sheet=table.name, extent=extent)
    taken.findings.extend(placed.findings)
    taken.crs = placed.crs
    source = placed.crs or STORAGE_CRS

    def move(pairs: Floats) -> Floats:
        first, second = pairs.T[::-1] if placed.swapped else pairs.T
        return np.column_stack(to_earth(first, second, source))

    moved = shapely.transform(drawn, move)
    ground = Ground(known, [], [], extent)
    vertices.check(rows, drawn, moved, ground if ground.is_known and extent == "area" else None)
    return {
        row.raw.row: geometry
        for row, geometry in zip(rows, moved, strict=True)
        if "vertex-out-of-range" not in row.codes
    }


def _place(
    drawn: NDArray[np.object_],
    stated: Sequence[str],
    crs: str | None,
    known: Known,
    kind: LayerKind,
    *,
    sheet: str | None,
    extent: Extent,
) -> georeference.Placed:
    """Compare some of a layer's vertices with the ground, and say which system they are in."""
    pairs = shapely.get_coordinates(drawn)
    pairs = pairs[np.isfinite(pairs).all(axis=1)]
    sample = pairs[:: max(1, len(pairs) // _SAMPLE)]
    points = Points(
        east=sample[:, 0].tolist(),
        north=sample[:, 1].tolist(),
        axes="shape",
        numbers=[None] * len(sample),
        communes=[None] * len(sample),
    )
    return georeference.place(
        points,
        stated=stated,
        asked=crs,
        known=known,
        sheet=sheet,
        extent=extent,
        landmarks=Landmarks(kind, drawn, known),
    )


def wkb(geometry: shapely.Geometry) -> bytes:
    """Return WKB, two dimensions, little-endian."""
    return wkbs(np.array([geometry], dtype=object))[0]


def wkbs(geometries: NDArray[np.object_]) -> list[bytes]:
    """Return the WKB of each of many geometries, as `wkb` does."""
    encoded: list[bytes] = shapely.to_wkb(geometries, output_dimension=2, byte_order=1).tolist()
    return encoded
