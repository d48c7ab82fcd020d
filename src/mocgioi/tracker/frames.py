"""Rows as frames of pandas and GeoPandas: real dates, real yes and no, labels beside codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import geopandas
import pandas as pd
import shapely

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.store.handle import Store
from mocgioi.store.tables import read_table
from mocgioi.tracker.listed import LISTS, Listed, Place, label_of

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame, Series

_TYPES = {"number": "float64", "whole": "Int64", "yes": "bool", "maybe": "boolean"}


def frame(store: Store, name: str) -> GeoDataFrame | DataFrame:
    """Return a table as it stands: a GeoDataFrame in EPSG:4326 for a layer.

    Raises:
        UsageError: there is no such table.
    """
    content = read_table(store, name)
    data = pd.DataFrame(content.rows, columns=list(content.columns))
    for column in content.booleans:
        data[column] = data[column].astype(bool)
    return data if content.geometries is None else with_shapes(data, content.geometries)


def framed(listed: Listed) -> Any:
    """Return rows as a frame, a GeoDataFrame in EPSG:4326 where they have a place."""
    columns = list(zip(*listed.rows, strict=True)) or [()] * len(listed.kinds)
    data: dict[str, Any] = {}
    for (name, kind), values in zip(listed.kinds.items(), columns, strict=True):
        data[name] = _column(values, kind)
        if kind in LISTS:
            labels = [label_of(kind, code, listed.lang) for code in values]
            data[f"{name}_label"] = pd.Series(labels, dtype="str")
    made = pd.DataFrame(data)
    made = made if listed.by is None else made.set_index(listed.by)
    if listed.places is not None:
        return with_places(made, listed.places)
    return made if listed.shapes is None else with_shapes(made, listed.shapes)


def with_shapes(data: DataFrame, shapes: Sequence[bytes | None]) -> GeoDataFrame:
    """Return a frame with shapes (WKB, EPSG:4326), which are none where nothing is known."""
    geometry = [shapely.from_wkb(wkb) if wkb else None for wkb in shapes]
    return geopandas.GeoDataFrame(data, geometry=geometry, crs=STORAGE_CRS)


def with_places(data: DataFrame, places: Iterable[Place]) -> GeoDataFrame:
    """Return a frame with points (longitude, latitude, EPSG:4326), none where there is none."""
    points = [None if place is None or None in place else shapely.Point(*place) for place in places]
    return geopandas.GeoDataFrame(data, geometry=points, crs=STORAGE_CRS)


def _column(values: Sequence[Any], kind: str) -> Series:
    if kind == "day":
        return pd.Series(pd.to_datetime(list(values), format="ISO8601"), dtype="datetime64[us]")
    if kind == "instant":
        return pd.Series(pd.to_datetime(list(values), format="ISO8601", utc=True))
    if kind == "list":
        return pd.Series(list(values), dtype="object")
    return pd.Series(list(values), dtype=_TYPES.get(kind, "str"))
