"""Layers of formats of GDAL's, written for tests to read; needs no fiona."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
from shapely.geometry.base import BaseGeometry


def write(
    path: Path,
    driver: str,
    columns: Mapping[str, Any],
    shapes: Sequence[BaseGeometry | None],
    *,
    crs: str | None = "EPSG:4326",
    geometry_type: str = "Unknown",
    **options: Any,
) -> Path:
    """Write columns and shapes as a layer, and return its file.

    A column of text, bytes or dates may have gaps; one of numbers is an array with a mask.
    """
    data = [v if isinstance(v, np.ndarray) else np.array(v, object) for v in columns.values()]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pyogrio.raw.write(
            path,
            geometry=np.array([None if s is None else s.wkb for s in shapes], object),
            field_data=[np.ma.getdata(values) for values in data],
            field_mask=[
                np.ma.getmaskarray(values) if np.ma.isMA(values) else None for values in data
            ],
            fields=list(columns),
            geometry_type=geometry_type,
            driver=driver,
            crs=crs,
            **options,
        )
    return path
