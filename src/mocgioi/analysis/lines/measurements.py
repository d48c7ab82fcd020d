"""What is measured of a register and its lines, whatever the date: nothing read, nothing stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.lines.chainage import border_km
from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.network import Measurements, RoadNear, road_of
from mocgioi.analysis.lines.proximity import (
    MarkerPoints,
    Proximity,
    nearest_of_lines,
    proximity_of,
)
from mocgioi.analysis.lines.road_communes import ServingRoad, communes_of_roads
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.domain.counting import DEFAULTS, is_built
from mocgioi.domain.crs import METRIC_CRS, to_metric
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.register import Commune, MarkerEntry, Road


def measurements(
    markers: Sequence[MarkerEntry],
    roads: Sequence[Road],
    communes: Sequence[Commune],
    boundary: Sequence[BoundaryPiece],
    *,
    drawn: MetricLines | None = None,
) -> Measurements:
    """Return what `network.measured_state` and its neighbours work with.

    Args:
        markers: with the commune that counts of each. boundary: in the order of the border.
        drawn: `drawn_lines` of the roads, where somebody has them already.
    """
    points = marker_points(markers)
    drawn = drawn_lines(roads) if drawn is None else drawn
    near = proximity_of(
        points, drawn, near_m=DEFAULTS.near_m, join_m=DEFAULTS.join_m, metric_crs=METRIC_CRS
    )
    return Measurements(
        distances=(*near.pairs, *_nearest_beyond(points, drawn, roads, near.pairs)),
        joins=near.joins.names(),
        road_communes=road_communes(
            markers, roads, communes, drawn=drawn.of_whole_roads(), near=near
        ),
        border_km=border_km(points, boundary),
        placed=frozenset(str(m.number) for m in markers if m.position is not None),
    )


def drawn_lines(roads: Sequence[Road]) -> MetricLines:
    """Return the lines of roads (`lines_of_roads`), in metres of EPSG:9215."""
    lines = lines_of_roads([RoadLine(road.uuid, road.geometry) for road in roads])
    return metric_lines(lines, METRIC_CRS)


def lengths_m(drawn: MetricLines) -> Mapping[str, float]:
    """Return the length of roads as drawn, by uuid, as `drawn.lengths_m` measures it."""
    whole = drawn.of_whole_roads()
    return dict(zip(whole.uuids, np.round(whole.length_m(), 1).tolist(), strict=True))


def road_communes(
    markers: Sequence[MarkerEntry],
    roads: Sequence[Road],
    communes: Sequence[Commune],
    *,
    drawn: MetricLines | None = None,
    near: Proximity | None = None,
) -> dict[str, frozenset[str | None]]:
    """Return, by uuid, the communes each road was supplied for (`communes_of_roads`)."""
    return communes_of_roads(
        [ServingRoad(road.uuid, road.geometry, road.serves) for road in roads],
        marker_points(markers),
        [marker.commune for marker in markers],
        [(commune.code, commune.geometry) for commune in communes],
        drawn=drawn,
        near=near,
    )


def marker_points(markers: Sequence[MarkerEntry]) -> MarkerPoints:
    """Return the places of markers; one without a position has none there either."""
    places = [
        (m.position.longitude, m.position.latitude) if m.position else (np.nan, np.nan)
        for m in markers
    ]
    degrees = np.array(places, dtype=np.float64).reshape(-1, 2)
    return MarkerPoints([str(m.number) for m in markers], degrees[:, 0], degrees[:, 1])


def size_of(wkb: bytes, *, metric_crs: str = METRIC_CRS) -> tuple[float | None, float | None]:
    """Return the length of lines, planar metres, and the area of areas, km²; None of the other.

    Args:
        wkb: in EPSG:4326. metric_crs: where it is measured.
    """

    def metric(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(to_metric(degrees[:, 0], degrees[:, 1], metric_crs))

    shape = shapely.transform(shapely.from_wkb(wkb), metric)
    if shapely.get_dimensions(shape) == 2:
        return None, round(float(shapely.area(shape)) / 1e6, 3)
    return round(float(shapely.length(shape)), 1), None


def _nearest_beyond(
    points: MarkerPoints,
    lines: MetricLines,
    roads: Sequence[Road],
    near: Sequence[RoadNear],
) -> list[RoadNear]:
    """Return the nearest line of a built road of each marker that has none of them near."""
    built = {road.uuid for road in roads if is_built(road.status)}
    served = {pair.marker for pair in near if road_of(pair.road) in built}
    far = [at for at, number in enumerate(points.numbers) if number not in served]
    numbers = [points.numbers[at] for at in far]
    left = MarkerPoints(numbers, points.longitude[far], points.latitude[far])
    of_built = [i for i, line in enumerate(lines.uuids) if road_of(line) in built]
    nearest = nearest_of_lines(left, lines.picked(of_built), METRIC_CRS)
    return [RoadNear(*foot[:3]) for foot in nearest.values()]
