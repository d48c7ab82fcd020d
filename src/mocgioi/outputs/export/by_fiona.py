"""Layers written by fiona, feature by feature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import fiona
import shapely

from mocgioi.outputs.export.gdal_layer import YES_AS_NUMBERS, Driver, GdalLayer
from mocgioi.outputs.export.table import Kind

_TYPES: dict[Kind, str] = {
    "text": "str",
    "number": "float",
    "whole": "int64",
    "day": "date",
    "instant": "datetime",
    "yes": "bool",
}

_DAYS_AS_INSTANTS = frozenset({"FlatGeobuf"})
"""Drivers that keep a day as an instant, and to which fiona gives no days."""


def write(path: Path, layer: GdalLayer, driver: Driver, *, append: bool = False) -> None:
    """Write a layer by a driver; `append` puts it beside what the file has."""
    types = dict(_TYPES)
    if driver.name in _DAYS_AS_INSTANTS:
        types["day"] = "datetime"
    if driver.name in YES_AS_NUMBERS:
        types["yes"] = "int32"
    schema = {
        "geometry": layer.geometry if layer.shapes is not None else "None",
        "properties": {name: types[kind] for name, kind in layer.columns},
    }
    options = {**({} if append else driver.dataset), **driver.options}
    with fiona.open(
        path,
        "w",
        driver=driver.name,
        layer=layer.name,
        schema=schema,
        crs=layer.crs,
        encoding=driver.encoding,
        **options,
    ) as sink:
        sink.writerecords(_features(layer, [types[kind] for _, kind in layer.columns]))


def _features(layer: GdalLayer, types: Sequence[str]) -> Iterator[dict[str, Any]]:
    names = [name for name, _ in layer.columns]
    shapes = [None] * len(layer.rows) if layer.shapes is None else layer.shapes
    for row, wkb in zip(layer.rows, shapes, strict=True):
        yield {
            "type": "Feature",
            "geometry": wkb and shapely.from_wkb(wkb).__geo_interface__,
            "properties": dict(zip(names, map(_cell, row, types), strict=True)),
        }


def _cell(value: Any, of: str) -> Any:
    """Return a cell as a column takes it: fiona makes zeros of whole numbers where it has others.

    Instants are to milliseconds, which is what layers keep.
    """
    if value is None:
        return None
    if of == "float":
        return float(value)
    if of == "datetime":
        return datetime.fromisoformat(str(value)[:23].replace("Z", ""))
    return int(value) if of == "int32" else value
