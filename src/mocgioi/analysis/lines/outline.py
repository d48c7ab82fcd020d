"""Communes and the border line with few vertices, to be drawn a hand wide on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import shapely

from mocgioi.analysis.lines.pole import pole
from mocgioi.domain.areas import areas_of
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.register import Commune

if TYPE_CHECKING:
    from mocgioi.documents.full_report import CommuneOutline, Outline
    from mocgioi.documents.values import Line

TOLERANCE_DEG = 0.0015
"""About 160 m: half a millimetre on a map of the province 17 cm wide."""

_DECIMALS = 4


def outline(communes: Iterable[Commune], pieces: Iterable[BoundaryPiece]) -> Outline:
    """Return rings by commune and the lines of the border, longitude and latitude in EPSG:4326.

    A commune without a shape has no rings and the place of its name alone.
    """
    return {
        "communes": [_commune(commune) for commune in communes],
        "boundary": [line for piece in pieces for line in _lines(piece.geometry)],
    }


def _commune(commune: Commune) -> CommuneOutline:
    longitude, latitude = commune.longitude, commune.latitude
    if commune.geometry and (inmost := pole(commune.geometry)):
        longitude, latitude = (round(degrees, _DECIMALS) for degrees in inmost)
    return {
        "code": commune.code,
        "name": commune.name,
        "longitude": longitude,
        "latitude": latitude,
        "rings": _lines(commune.geometry) if commune.geometry else [],
    }


def _lines(wkb: bytes) -> list[Line]:
    """Return the vertices of every line or ring of a geometry, simplified together."""
    (shape,) = areas_of([wkb])
    simple = shapely.simplify(shape, TOLERANCE_DEG)
    parts: Sequence[Any] = shapely.get_parts(simple)
    if len(parts) and parts[0].geom_type == "Polygon":
        parts = shapely.get_rings(parts)
    drawn = (part for part in parts if not part.is_empty)
    return [shapely.get_coordinates(part).round(_DECIMALS).tolist() for part in drawn]
