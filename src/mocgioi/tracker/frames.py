"""Rows as frames of pandas and GeoPandas: real dates, real yes and no, labels beside codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import geopandas
import pandas as pd
import shapely

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.domain.vocabulary import CODE_LISTS, GATE_KINDS
from mocgioi.errors import Language
from mocgioi.store.handle import Store
from mocgioi.store.tables import read_table

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame, Series

Kinds = Mapping[str, str]
"""What each column of a frame holds, in their order: ``text``, ``list`` (of texts), ``number``,
``whole``, ``day``, ``instant``, ``yes``, ``maybe`` (yes, no, or not known); else the code list
whose codes it holds."""

_CODE_LISTS = {**CODE_LISTS, "gate_kind": GATE_KINDS}

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


def table(
    rows: Iterable[Sequence[Any]], kinds: Kinds, *, lang: Language, index: str | None = None
) -> DataFrame:
    """Return rows as a frame.

    Args:
        rows: values in the order of `kinds`; None where nothing is known.
        lang: of the labels: beside each column of codes stands ``…_label``.
        index: the column that the rows go by.
    """
    columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
    data: dict[str, Any] = {}
    for (name, kind), values in zip(kinds.items(), columns, strict=True):
        data[name] = _column(values, kind)
        if kind in _CODE_LISTS:
            data[f"{name}_label"] = _labels(values, kind, lang)
    made = pd.DataFrame(data)
    return made if index is None else made.set_index(index)


def with_shapes(data: DataFrame, shapes: Sequence[bytes | None]) -> GeoDataFrame:
    """Return a frame with shapes (WKB, EPSG:4326), which are none where nothing is known."""
    geometry = [shapely.from_wkb(wkb) if wkb else None for wkb in shapes]
    return geopandas.GeoDataFrame(data, geometry=geometry, crs=STORAGE_CRS)


def with_places(
    data: DataFrame, places: Iterable[tuple[float | None, float | None] | None]
) -> GeoDataFrame:
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


def _labels(values: Sequence[str | None], kind: str, lang: Language) -> Series:
    terms = _CODE_LISTS[kind]
    labels = [
        code if code is None or code not in terms else terms[code].label.to(lang) for code in values
    ]
    return pd.Series(labels, dtype="str")
