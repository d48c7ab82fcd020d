"""Heights of the ground from a raster (GeoTIFF and the like), brought to degrees.

Rasters are read by rasterio, which is installed by those alone who have one: ``mocgioi[dem]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain.areas import areas_of
from mocgioi.domain.crs import authority_code
from mocgioi.domain.heights import UNKNOWN_DM, Heights, HeightsRead
from mocgioi.errors import CrsProblem, UsageError
from mocgioi.records import NamedTuple
from mocgioi.sources import kinds
from mocgioi.words.extras import needing
from mocgioi.words.findings import finding

CELL_DEG = 0.000_25
"""Side of a cell that is kept, degrees: 28 m from north to south, less from west to east."""

AROUND_DEG = 0.004_8
"""How far beyond the communes heights are kept, degrees: some 500 m."""

_LEAST_M, _MOST_M = -100.0, 3_200.0
"""Lower and higher than any ground of the country: a raster that is, is of something else."""

_NODATA = -32_768.0
"""Of the cells that no part of a raster covers."""

_METRES_A_DEGREE = 111_320.0


def read_heights(path: Path, outlines: Sequence[bytes], crs: str | None = None) -> HeightsRead:
    """Read the heights inside some outlines and a little around.

    Args:
        outlines: WKB in EPSG:4326. crs: of the raster, where it does not say.

    Raises:
        UsageError: rasterio is not installed, or there are no outlines to clip to.
        UnreadableInput: it is not there, is no raster, is a picture, or has no heights of ground
            inside the outlines.
        CrsProblem: it does not say its coordinate system, or `crs` is none.
    """
    if not outlines:
        raise UsageError(
            "Chưa có ranh giới xã: số liệu độ cao chỉ giữ trong địa phận các xã. Nhập xã trước.",
            "No commune has an outline: heights are kept inside the communes alone. Take in the "
            "communes first.",
        )
    kinds.open_bytes(path)
    rasterio = _rasterio()
    ground = shapely.union_all(areas_of(outlines))
    grid = _Grid.around(shapely.buffer(ground, AROUND_DEG))
    try:
        with rasterio.open(path) as raster:
            _refuse_picture(raster, path)
            system = _system(raster, path, crs)
            metres = _warped(raster, system, grid)
            cell_m = _cell_m(raster, rasterio.crs.CRS.from_user_input(system))
            bounds = rasterio.warp.transform_bounds(system, "EPSG:4326", *raster.bounds)
    except rasterio.errors.RasterioIOError as error:
        raise kinds.refuse("heights-no-raster", file=path.name) from error
    transform = grid.transform(rasterio)
    around, inside = (
        ~rasterio.features.geometry_mask([area], metres.shape, transform)
        for area in (shapely.buffer(ground, AROUND_DEG), ground)
    )
    metres[~around] = np.nan
    known = np.isfinite(metres)
    if not (known & inside).any():
        west, south, east, north = (f"{degree:.2f}" for degree in bounds)
        raise kinds.refuse(
            "heights-elsewhere", file=path.name, west=west, south=south, east=east, north=north
        )
    lowest_m, highest_m = float(metres[known].min()), float(metres[known].max())
    if lowest_m < _LEAST_M or highest_m > _MOST_M:
        beyond_m = lowest_m if lowest_m < _LEAST_M else highest_m
        raise kinds.refuse(
            "heights-not-metres",
            file=path.name,
            written=f"{beyond_m:.0f}",
            highest=f"{_MOST_M:.0f}",
        )
    decimetres = np.where(known, np.rint(np.nan_to_num(metres) * 10), UNKNOWN_DM).astype("<i2")
    covered, cells = int((known & inside).sum()), int(inside.sum())
    return HeightsRead(
        Heights(grid.west, grid.north, CELL_DEG, grid.rows, grid.columns, decimetres.tobytes()),
        100.0 if covered == cells else min(round(100 * covered / cells, 1), 99.9),
        cell_m,
        lowest_m,
        highest_m,
    )


class _Grid(NamedTuple):
    """The cells that heights are kept of: the north-western corner, degrees, and how many."""

    west: float
    north: float
    rows: int
    columns: int

    @classmethod
    def around(cls, area: Any) -> _Grid:
        west, south, east, north = np.round(np.array(area.bounds) / CELL_DEG) * CELL_DEG
        rows, columns = round((north - south) / CELL_DEG), round((east - west) / CELL_DEG)
        return cls(float(west), float(north), rows, columns)

    def transform(self, rasterio: Any) -> Any:
        return rasterio.Affine(CELL_DEG, 0.0, self.west, 0.0, -CELL_DEG, self.north)


def _warped(raster: Any, system: Any, grid: _Grid) -> NDArray[np.float64]:
    """Return the heights of a grid's cells, nan where the raster has none."""
    rasterio = _rasterio()
    with rasterio.vrt.WarpedVRT(
        raster,
        src_crs=system,
        crs="EPSG:4326",
        src_nodata=raster.nodata,
        nodata=_NODATA,
        dtype="float32",
        transform=grid.transform(rasterio),
        width=grid.columns,
        height=grid.rows,
        resampling=rasterio.enums.Resampling.bilinear,
    ) as warped:
        metres = warped.read(1).astype(np.float64)
    metres[metres == _NODATA] = np.nan
    return np.asarray(metres)


def _refuse_picture(raster: Any, path: Path) -> None:
    if raster.count != 1:
        raise kinds.refuse("heights-picture", "bands", file=path.name, count=raster.count)
    if np.dtype(raster.dtypes[0]).itemsize == 1:
        raise kinds.refuse("heights-picture", "bytes", file=path.name)


def _system(raster: Any, path: Path, crs: str | None) -> Any:
    """Return the coordinate system that a raster says, else the one that is given."""
    if raster.crs is not None:
        return raster.crs
    if crs is not None:
        return authority_code(crs)
    untold = finding("heights-no-crs", file=path.name)
    raise CrsProblem(*untold.text, findings=[untold], hints=untold.hints)


def _cell_m(raster: Any, system: Any) -> float:
    """Return how long the side of a raster's cell is, metres."""
    side = float(max(raster.res))
    return side * (_METRES_A_DEGREE if system.is_geographic else system.linear_units_factor[1])


def _rasterio() -> Any:
    with needing("dem"):
        import rasterio
        import rasterio.features
        import rasterio.vrt
        import rasterio.warp
    return rasterio
