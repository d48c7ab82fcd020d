"""Layers written by pyogrio, column by column, where fiona has no wheel for this Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw

from mocgioi.outputs.export.gdal_layer import YES_AS_NUMBERS, Driver, GdalLayer
from mocgioi.outputs.export.table import Kind

_PLAIN: Mapping[Kind, tuple[str, Any]] = {
    "yes": ("bool", False),
    "whole": ("int64", 0),
    "number": ("float64", np.nan),
}


def write(path: Path, layer: GdalLayer, driver: Driver, *, append: bool = False) -> None:
    """Write a layer by a driver; `append` puts it beside what the file has."""
    columns = zip(*layer.rows, strict=True) if layer.rows else [()] * len(layer.columns)
    plain = {**_PLAIN, "yes": ("int32", 0)} if driver.name in YES_AS_NUMBERS else _PLAIN
    values = [
        _values(cells, kind, plain) for cells, (_, kind) in zip(columns, layer.columns, strict=True)
    ]
    shapes = None if layer.shapes is None else np.array(list(layer.shapes), dtype=object)
    pyogrio.raw.write(
        path,
        shapes,
        [cells for cells, _ in values],
        [name for name, _ in layer.columns],
        field_mask=[missing for _, missing in values],
        layer=layer.name,
        driver=driver.name,
        geometry_type=layer.geometry if shapes is not None else None,
        crs=layer.crs if shapes is not None else None,
        encoding=driver.encoding,
        dataset_options={} if append else dict(driver.dataset),
        layer_options=dict(driver.options),
        append=append,
    )


def _values(
    cells: Sequence[Any], kind: Kind, plain: Mapping[Kind, tuple[str, Any]]
) -> tuple[Any, Any]:
    """Return the cells of a column as GDAL takes them, and where nothing is known."""
    missing = np.array([cell is None for cell in cells], dtype=bool)
    if kind == "text":
        return np.array(cells, dtype=object), None
    if kind == "day":
        return np.array(cells, dtype="datetime64[D]"), None
    if kind == "instant":
        instants = [cell and cell[:23].replace("Z", "") for cell in cells]
        return np.array(instants, dtype="datetime64[ms]"), None
    dtype, filler = plain[kind]
    filled = [filler if cell is None else cell for cell in cells]
    return np.array(filled, dtype=dtype), missing if missing.any() else None
