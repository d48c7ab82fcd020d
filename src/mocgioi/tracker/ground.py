"""The ground of the map as it is drawn: few vertices, one place for each name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from mocgioi.domain.ground import GroundFeature
from mocgioi.outputs.map.facts import GroundFacts

_FINEST_DEG = 0.0005
_MOST_VERTICES = 6_000
"""Some 17 kB in the page: it is drawn to find one's way by."""
_DECIMALS = 5
_DRAWN = frozenset({"province", "lake", "river", "road", "railway"})
"""Kinds of which more is drawn than the name."""


def ground_facts(features: Sequence[GroundFeature]) -> list[GroundFacts]:
    """Return the ground, its lines as coarse as it takes to keep within `_MOST_VERTICES`."""
    shapes = shapely.from_wkb([feature.geometry for feature in features])
    drawn = [
        shape if feature.kind in _DRAWN else None
        for feature, shape in zip(features, shapes, strict=True)
    ]
    tolerance = _FINEST_DEG
    thin = shapely.simplify(drawn, tolerance)
    while shapely.get_num_coordinates(thin).sum() > _MOST_VERTICES and tolerance < 1:
        tolerance *= 2
        thin = shapely.simplify(drawn, tolerance)
    return [
        _facts(feature, shape, lines)
        for feature, shape, lines in zip(features, shapes, thin, strict=True)
    ]


def _facts(
    feature: GroundFeature, shape: shapely.Geometry, thin: shapely.Geometry | None
) -> GroundFacts:
    place = shape.representative_point()
    name = feature.name
    return {
        "kind": feature.kind,
        "name": {"vi": name, "en": feature.name_en or name} if name else None,
        "longitude": round(place.x, _DECIMALS),
        "latitude": round(place.y, _DECIMALS),
        "lines": _lines(thin) if thin is not None else [],
        "source": feature.source,
        "licence": feature.licence,
    }


def _lines(shape: shapely.Geometry) -> list[list[list[float]]]:
    """Return the vertices of every line or ring."""
    parts = shapely.get_parts(shape)
    rings = shapely.get_rings(parts[shapely.get_dimensions(parts) == 2])
    lines = [*rings, *parts[shapely.get_dimensions(parts) == 1]]
    return [np.round(shapely.get_coordinates(line), _DECIMALS).tolist() for line in lines]
