"""A small border, drawn in metres of EPSG:9215: thirteen markers on a line, three communes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain.crs import METRIC_CRS, to_metric, to_storage
from mocgioi.domain.register import Commune, Post
from mocgioi.errors import Finding
from mocgioi.intake import Known
from mocgioi.sources import Cell, RawFile, RawRow, RawTable

NUMBERS = tuple(str(1100 + i) for i in range(13))
EASTING = np.array([440_000.0 + 1_000 * i for i in range(13)])
NORTHING = np.array([2_440_000.0 - 300 * i + 200 * (-1) ** i for i in range(13)])
LONGITUDE, LATITUDE = to_storage(EASTING, NORTHING, METRIC_CRS)
SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def _degrees(pairs: Sequence[tuple[float, float]]) -> NDArray[np.float64]:
    points = np.array(pairs, dtype=np.float64)
    return np.column_stack(to_storage(points[:, 0], points[:, 1], METRIC_CRS))


def _commune(code: str, name: str, first: int, last: int, formerly: str | None = None) -> Commune:
    edge = [(float(EASTING[i]), float(NORTHING[i])) for i in range(first, last + 1)]
    inland = [(edge[-1][0], edge[-1][1] - 8_000), (edge[0][0], edge[0][1] - 8_000)]
    outline = shapely.MultiPolygon([shapely.Polygon(_degrees([*edge, *inland]))])
    centre = outline.centroid
    return Commune(
        code=code,
        name=name,
        formerly=formerly,
        longitude=centre.x,
        latitude=centre.y,
        geometry=shapely.to_wkb(outline),
    )


COMMUNES = {
    c.code: c
    for c in (
        _commune("06004", "Quốc Khánh", 0, 4),
        _commune("06148", "Thuỵ Hùng", 4, 8, "Trùng Khánh; Thanh Long"),
        _commune("06541", "Mẫu Sơn", 8, 12),
    )
}
LINE = shapely.to_wkb(
    shapely.LineString(
        _degrees([(float(e), float(n)) for e, n in zip(EASTING, NORTHING, strict=True)])
    )
)
POSTS = {"po-ma": Post(code="po-ma", name="Pò Mã")}
MARKERS: dict[str, tuple[float, float] | None] = {
    number: (float(lon), float(lat))
    for number, lon, lat in zip(NUMBERS, LONGITUDE, LATITUDE, strict=True)
}

NOTHING = Known()
GROUND = Known(communes=COMMUNES, posts=POSTS, boundary=[LINE])
FULL = Known(communes=COMMUNES, posts=POSTS, boundary=[LINE], markers=MARKERS)


def in_crs(crs: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the markers' coordinates in a system, east first."""
    return to_metric(LONGITUDE, LATITUDE, crs)


def raw_file(
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    *,
    preamble: Sequence[str] = (),
    crs: str | None = None,
    geometries: Sequence[bytes | None] | None = None,
    findings: Sequence[Finding] = (),
    kind: str = "csv",
) -> RawFile:
    """Return a file of one table."""
    shapes = geometries or [None] * len(rows)
    raw = tuple(
        RawRow(number, tuple(row), shape)
        for number, (row, shape) in enumerate(zip(rows, shapes, strict=True), start=2)
    )
    table = RawTable(
        None, tuple(header), 1, raw, tuple(preamble), crs, any(shape for shape in shapes)
    )
    return RawFile(Path("file.csv"), "file.csv", "00", kind, (table,), tuple(findings))


def register(
    east_heading: str,
    north_heading: str,
    east: Sequence[float] | NDArray[np.float64],
    north: Sequence[float] | NDArray[np.float64],
    *,
    preamble: Sequence[str] = (),
) -> RawFile:
    """Return a register of the thirteen markers with coordinates under two headings."""
    rows = [(n, float(e), float(o)) for n, e, o in zip(NUMBERS, east, north, strict=True)]
    return raw_file(("Số hiệu mốc", east_heading, north_heading), rows, preamble=preamble)


def codes(findings: Sequence[Finding]) -> list[str]:
    """Return the codes of findings, in order."""
    return [finding.code for finding in findings]
