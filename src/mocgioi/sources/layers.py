"""A layer of a format of GDAL's as its reader hands it over, whichever library opened it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from mocgioi.records import NamedTuple

UNTOUCHED = {"DXF_ENCODING": "UTF-8"}
"""Settings of GDAL by which it hands over the texts of a drawing as their bytes are: a drawing
names the code page of its machine, and since 2007 has UTF-8 all the same."""


class OpenLayer(NamedTuple):
    """A layer that is open to be walked through once.

    Attributes:
        keys: names of its fields, in order.
        wkt: its reference system as WKT, or None where it states none.
        epsg: the code of that system, where it has one.
        features: the values of each feature in the order of `keys`, and its geometry as
            GeoJSON has it, or None. Days and instants are ISO texts.
    """

    keys: tuple[str, ...]
    wkt: str | None
    epsg: int | None
    features: Iterator[tuple[tuple[Any, ...], Mapping[str, Any] | None]]
