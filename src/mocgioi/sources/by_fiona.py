"""Layers opened by fiona, feature by feature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fiona

from mocgioi.sources.layers import UNTOUCHED, OpenLayer


def layer_names(path: Path) -> list[str]:
    """Return the names of the layers of a file, in its order."""
    names: list[str] = fiona.listlayers(path)
    return names


@contextmanager
def open_layer(
    path: Path, layer: str, driver: str, encoding: str | None = None
) -> Iterator[OpenLayer]:
    """Open a layer by that driver of GDAL and no other; `encoding` is that of its texts."""
    with (
        fiona.Env(**UNTOUCHED),
        fiona.open(path, layer=layer, enabled_drivers=[driver], encoding=encoding) as source,
    ):
        keys = tuple(source.schema["properties"])
        crs = source.crs
        yield OpenLayer(
            keys,
            crs.to_wkt() if crs else None,
            crs.to_epsg() if crs else None,
            (_feature(feature, keys) for feature in source),
        )


def _feature(
    feature: Any, keys: tuple[str, ...]
) -> tuple[tuple[Any, ...], Mapping[str, Any] | None]:
    geometry = feature.geometry
    values = tuple(feature.properties[key] for key in keys)
    return values, None if geometry is None else _as_geojson(geometry)


def _as_geojson(geometry: Any) -> Mapping[str, Any]:
    """Return a geometry as GeoJSON has it; of no collection, without a walk through all of it."""
    if geometry.geometries is not None:
        interface: Mapping[str, Any] = geometry.__geo_interface__
        return interface
    return {"type": geometry.type, "coordinates": geometry.coordinates}
