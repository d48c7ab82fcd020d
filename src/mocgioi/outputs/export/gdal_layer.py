"""A layer as GDAL is given it, by whichever library this Python has for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from mocgioi.outputs.export.table import Kind


class GdalLayer(NamedTuple):
    """One layer of a file.

    Attributes:
        columns: what each is called, and what its cells hold: days are `datetime.date`, instants
            ISO text in UTC, None where nothing is known.
        shapes: WKB by row; None: the layer has no place on the ground.
        geometry: ``Point``, ``MultiLineString`` …; crs: what `shapes` are in: a code, PROJ text.
    """

    name: str
    columns: Sequence[tuple[str, Kind]]
    rows: Sequence[Sequence[Any]]
    shapes: Sequence[bytes | None] | None = None
    geometry: str | None = None
    crs: str | None = None


class Driver(NamedTuple):
    """Which driver writes a layer, and how: of the texts, of the file, of the layer."""

    name: str
    encoding: str | None = None
    dataset: Mapping[str, str] = {}
    options: Mapping[str, str] = {}


GEOPACKAGE = Driver("GPKG", dataset={"VERSION": "1.3"})
"""Of the version that every reader takes."""

YES_AS_NUMBERS = frozenset({"MapInfo File"})
"""Drivers that know yes and no in some releases of GDAL alone: they get 1 and 0."""
