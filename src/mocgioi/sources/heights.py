"""Heights of the ground from a raster (GeoTIFF and the like), brought to degrees.

Rasters are read by rasterio, which is installed by those alone who have one: ``mocgioi[dem]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from mocgioi.domain.heights import UNKNOWN_DM, Heights
from mocgioi.errors import CrsProblem, UnreadableInput, UsageError

CELL_DEG = 0.000_25
"""Side of a cell that is kept, degrees: 28 m from north to south, less from west to east."""

AROUND_DEG = 0.004_8
"""How far beyond the communes heights are kept, degrees: some 500 m."""

_MOST_M = 3_200.0
"""Higher than any ground of the country: a raster that is, is of something else."""


def read_heights(path: Path, outlines: Sequence[bytes]) -> Heights:
    """Read the heights inside some outlines and a little around.

    Args:
        outlines: WKB in EPSG:4326.

    Raises:
        UsageError: rasterio is not installed, or there are no outlines to clip to.
        UnreadableInput: it is no raster, has no heights there, or no heights of ground.
        CrsProblem: it does not say its coordinate system.
    """
    if not outlines:
        raise UsageError(
            "Chưa có ranh giới xã: số liệu độ cao chỉ giữ trong địa phận các xã. Nhập xã trước.",
            "No commune has an outline: heights are kept inside the communes alone. Take in the "
            "communes first.",
        )
    rasterio = _rasterio()
    around = shapely.buffer(shapely.union_all(shapely.from_wkb(list(outlines))), AROUND_DEG)
    west, south, east, north = np.round(np.array(around.bounds) / CELL_DEG) * CELL_DEG
    columns, rows = round((east - west) / CELL_DEG), round((north - south) / CELL_DEG)
    transform = rasterio.Affine(CELL_DEG, 0.0, west, 0.0, -CELL_DEG, north)
    try:
        with rasterio.open(path) as raster:
            if raster.crs is None:
                raise CrsProblem(
                    f"Tệp «{path.name}» không ghi hệ toạ độ. Ghi hệ toạ độ vào tệp rồi nhập lại.",
                    f"File “{path.name}” does not say its coordinate system. Write it into the "
                    "file and take it in again.",
                )
            with rasterio.vrt.WarpedVRT(
                raster,
                crs="EPSG:4326",
                transform=transform,
                width=columns,
                height=rows,
                resampling=rasterio.enums.Resampling.bilinear,
            ) as warped:
                metres = warped.read(1, masked=True).astype(np.float64).filled(np.nan)
    except rasterio.errors.RasterioIOError as error:
        raise UnreadableInput(
            f"Không đọc được «{path.name}» như một tệp độ cao (GeoTIFF).",
            f"Cannot read “{path.name}” as a raster of heights (GeoTIFF).",
        ) from error
    inside = ~rasterio.features.geometry_mask([around], (rows, columns), transform)
    metres[~inside] = np.nan
    known = np.isfinite(metres)
    if not known.any():
        raise UnreadableInput(
            f"«{path.name}» không có độ cao nào trong địa phận các xã.",
            f"“{path.name}” has no heights inside the communes.",
        )
    if np.abs(metres[known]).max() > _MOST_M:
        raise UnreadableInput(
            f"«{path.name}» có giá trị trên {_MOST_M:.0f} m: không phải độ cao tính bằng mét.",
            f"“{path.name}” has values above {_MOST_M:.0f} m: these are no heights in metres.",
        )
    decimetres = np.where(known, np.rint(np.nan_to_num(metres) * 10), UNKNOWN_DM).astype("<i2")
    return Heights(float(west), float(north), CELL_DEG, rows, columns, decimetres.tobytes())


def _rasterio() -> Any:
    try:
        import rasterio
        import rasterio.features
        import rasterio.vrt
    except ImportError as error:
        raise UsageError(
            "Đọc tệp độ cao cần thêm một thư viện. Cài: pip install 'mocgioi[dem]'.",
            "A raster of heights needs one more library. Install: pip install 'mocgioi[dem]'.",
        ) from error
    return rasterio
