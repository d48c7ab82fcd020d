"""The shape of a row: its feature's geometry, or well-known text (WKT) in a cell of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from mocgioi.intake.rows.row import Row
from mocgioi.patterns import regex

REFUSED = frozenset({"wkt-invalid", "text-too-long", "vertex-out-of-range"})
"""Codes that say why a row's shape was not taken; that it has none need not be told then."""

_WKT = regex(r"\s*(?:multi)?(?:point|linestring|polygon)", re.IGNORECASE)
"""What a road, a line or an outline can be; a nest of collections is never handed to GEOS."""


def geometries_of(rows: Sequence[Row]) -> Iterator[tuple[Row, shapely.Geometry]]:
    """Yield the rows that have a geometry, with it, as `geometry_of` has it."""
    with np.errstate(invalid="ignore", over="ignore"):
        drawn = shapely.from_wkb([row.raw.geometry for row in rows])
    for row, shape in zip(rows, drawn, strict=True):
        if shape is not None or (shape := geometry_of(row)) is not None:
            yield row, shape


def geometry_of(row: Row) -> shapely.Geometry | None:
    """Return a row's geometry as the file has it, in the file's system; None without one.

    A vertex that is not finite is kept. A cell that is no WKT is told (``wkt-invalid``) and
    rejects the row. Where the format has geometries of its own, no cell is read as one.
    """
    with np.errstate(invalid="ignore", over="ignore"):
        if row.raw.geometry is not None:
            return shapely.from_wkb(row.raw.geometry)
        written = row.text("wkt")
        if row.table.has_geometry or written is None or "text-too-long" in row.codes:
            return None
        known = _WKT.match(written)
        shape = shapely.from_wkt(written, on_invalid="ignore") if known else None
    if shape is None:
        _tell_no_wkt(row, written)
    return shape


def _tell_no_wkt(row: Row, written: str) -> None:
    shown = written[:40] + ("…" if len(written) > 40 else "")
    row.report("wkt-invalid", field="wkt", written=shown)
