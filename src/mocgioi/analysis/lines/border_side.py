"""Which straight pieces leave the country: across the border line, or on its far side."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.lines.network import ON_THRESHOLD_M

NEAR_BORDER_M = 30.0
"""Works this close to the border line need agreement (NĐ 96/2020/NĐ-CP), planar metres. A line
that crosses no farther than this from its end leads to a marker on the line."""

Geometries = NDArray[Any]


def leaves_the_country(
    pieces: Geometries, border: Geometries, network: Geometries
) -> NDArray[np.bool_]:
    """Say of straight pieces whether they cross the border line or run on its far side.

    A piece crosses where it meets the line farther than `NEAR_BORDER_M` from both its ends. It
    runs on the far side where the way from its middle to the nearest road crosses: existing
    roads are on the near side.

    Args:
        pieces: LineStrings of two points, metres.
        border, network: chunks of the line and of the roads that are joined, metres.
    """
    if not len(border) or not len(pieces):
        return np.zeros(len(pieces), dtype=bool)
    crossing = _crosses(pieces, shapely.get_point(pieces, -1), border)
    if not len(network):
        return crossing
    middle = shapely.centroid(pieces)
    nearest = shapely.STRtree(network).query_nearest(middle, all_matches=False)[1]
    home = shapely.shortest_line(middle, network[nearest])
    return np.asarray(crossing | _crosses(home, middle, border))


def _crosses(lines: Geometries, also_near: Geometries, border: Geometries) -> NDArray[np.bool_]:
    """Say which lines meet the border farther than near from their start and from a point."""
    crosses = np.zeros(len(lines), dtype=bool)
    line, chunk = shapely.STRtree(border).query(lines, predicate="intersects")
    met = shapely.intersection(lines[line], border[chunk])
    apart_m = np.minimum(
        shapely.distance(met, shapely.get_point(lines[line], 0)),
        shapely.distance(met, also_near[line]),
    )
    crosses[line[apart_m > NEAR_BORDER_M + ON_THRESHOLD_M]] = True
    return crosses
