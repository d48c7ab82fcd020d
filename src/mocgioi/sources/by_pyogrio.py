"""Layers opened by pyogrio, where fiona has no wheel for this Python; the same rows.

It hands over whole columns, and a column of numbers with a gap in it as floats: what the layer
declares says which were whole numbers. Above 2**53 such a number may lose its last digits.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.raw

from mocgioi.sources.layers import UNTOUCHED, OpenLayer

_FEATURES_AT_A_TIME = 20_000
_PLAIN = {"int": int, "uint": int, "bool": bool}


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Keep to ourselves what GDAL warns of: what matters of it, the readers find themselves."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def layer_names(path: Path) -> list[str]:
    """Return the names of the layers of a file, in its order."""
    with _without_warnings():
        return [str(name) for name, _ in pyogrio.list_layers(path)]


@contextmanager
def open_layer(
    path: Path, layer: str, driver: str, encoding: str | None = None
) -> Iterator[OpenLayer]:
    """Open a layer by that driver of GDAL and no other; `encoding` is that of its texts."""
    pyogrio.set_gdal_config_options(UNTOUCHED)
    with _without_warnings():
        about = pyogrio.read_info(path, layer=layer, encoding=encoding, force_feature_count=True)
    if about["driver"] != driver:
        raise OSError(f"opened as {about['driver']}, expected {driver}")
    wkt, epsg = _reference_system(about["crs"])
    yield OpenLayer(
        tuple(map(str, about["fields"])),
        wkt,
        epsg,
        _features(path, layer, encoding, int(about["features"])),
    )


def _reference_system(crs: str | None) -> tuple[str | None, int | None]:
    if crs is None:
        return None, None
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        system = CRS.from_user_input(crs)
    except CRSError:
        return crs, None
    return system.to_wkt("WKT1_GDAL") or crs, system.to_epsg()


def _features(
    path: Path, layer: str, encoding: str | None, count: int
) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any] | None]]:
    for skipped in range(0, count, _FEATURES_AT_A_TIME):
        with _without_warnings():
            about, numbers, shapes, columns = pyogrio.raw.read(
                path,
                layer=layer,
                encoding=encoding,
                skip_features=skipped,
                max_features=_FEATURES_AT_A_TIME,
                return_fids=True,
                datetime_as_string=True,
            )
        values = [
            _column(column, str(declared))
            for column, declared in zip(columns, about["dtypes"], strict=True)
        ]
        rows = zip(*values, strict=True) if values else [()] * len(numbers)
        geometries = [None] * len(numbers) if shapes is None else shapes
        yield from zip(rows, map(_geometry, geometries), strict=True)


def _column(column: Any, declared: str) -> list[Any]:
    """Return a column's values as plain Python has them."""
    values: list[Any] = column.tolist()
    if declared.startswith("datetime64[") and declared != "datetime64[D]":
        return [_instant(value) for value in values]
    if column.dtype.kind != "f":
        return values
    plain = _PLAIN.get(declared.rstrip("0123456789"), float)
    return [None if math.isnan(value) else plain(value) for value in values]


def _instant(value: str | None) -> str | None:
    return None if value is None else datetime.fromisoformat(value).isoformat()


def _geometry(wkb: bytes | None) -> Mapping[str, Any] | None:
    if wkb is None:
        return None
    import shapely

    shape: Mapping[str, Any] = shapely.from_wkb(wkb).__geo_interface__
    return shape
