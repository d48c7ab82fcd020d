"""Small countries: communes, a road and markers on the line, drawn in metres."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from mocgioi.analysis.lines.reach import Reached, ReachMarker, find_reached
from mocgioi.analysis.programme.candidates import Candidates, Way, candidates
from mocgioi.analysis.programme.prices import Pricing, pricing
from mocgioi.domain.heights import Heights
from mocgioi.domain.prices import Price, UnitPrice

from ..ground import ORIGIN, TODAY, Point, in_degrees, marker, road, trunk

PRICE = UnitPrice("access", "unknown", Price(1_000_000, 400_000, 1_000_000))
PLAIN = pricing([PRICE], detour_factor=1.0)


def area(*rings: Sequence[Point]) -> bytes:
    """Return the WKB of an area, in one ring or several apart."""
    polygons = [shapely.Polygon(in_degrees(ring)) for ring in rings]
    return bytes(shapely.to_wkb(shapely.union_all(polygons)))


def reached(markers: Sequence[ReachMarker], *roads: object) -> Reached:
    """Return what reaches some markers; without roads, a trunk along northing 0."""
    return find_reached(markers, roads or [trunk(), road("up", [(0, 0), (0, 1)])], as_of=TODAY)  # type: ignore[arg-type]


def sought(
    found: Reached,
    *communes: bytes,
    costs: Pricing = PLAIN,
    heights: Heights | None = None,
) -> Candidates:
    """Return the candidate ways inside some communes."""
    return candidates(found, communes=communes, border=(), pricing=costs, heights=heights)


def drawn(way: Way) -> shapely.LineString:
    """Return a way, in metres from the origin."""
    return shapely.LineString(np.array(way.shape) - ORIGIN)


def numbered(places: Sequence[Point]) -> list[ReachMarker]:
    """Return markers from 1116 on at some places."""
    return [marker(str(1116 + i), at) for i, at in enumerate(places)]
