"""Roads laid out in metres, ready to be checked: built once, shared by every check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.lines.line_index import LineIndex
from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.network import (
    Joins,
    Network,
    RoadFact,
    line_facts,
    network_as_of,
    road_of,
)
from mocgioi.analysis.lines.proximity import MarkerPoints, joins_of
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.analysis.lines.ways import Place
from mocgioi.domain.areas import areas_of
from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.crs import METRIC_CRS, to_metric, to_storage
from mocgioi.domain.register import Road

Geometries = NDArray[Any]


class RoadGround(NamedTuple):
    """Roads and what lies around them.

    Attributes:
        roads: as the register has them; shapes: their lines in metres, in that order.
        lines: the lines of all roads (`road_lines`); line_shapes: in metres, in that order;
            drawn: the same as vertices; line_index: finds what of them is near a point.
        network: the lines that count as of the day.
        markers: by number their Point in metres, or None: no position.
        communes: areas in metres; border: chunks of the border line in metres.
        reach_m, join_m, metric_crs: thresholds, planar metres, and where they are measured.
        names: what each road is called, by uuid.
    """

    roads: Sequence[Road]
    shapes: Geometries
    lines: list[RoadLine]
    line_shapes: Geometries
    drawn: MetricLines
    line_index: LineIndex
    network: Network
    markers: dict[str, shapely.Point | None]
    communes: Geometries
    border: Geometries
    reach_m: float
    join_m: float
    metric_crs: str
    names: dict[str, str]

    def name(self, line: str) -> str:
        """Return what the road of a line is called."""
        return self.names[road_of(line)]

    def place(self, point: shapely.Point) -> Place:
        """Return a point in metres as a place in degrees."""
        return self.places([point])[0]

    def places(self, points: Sequence[shapely.Point] | Geometries) -> list[Place]:
        """Return points in metres as places in degrees: many at once cost little more than one."""
        metres = shapely.get_coordinates(points)
        degrees = to_storage(metres[:, 0], metres[:, 1], self.metric_crs)
        return [Place(*each) for each in zip(*(side.tolist() for side in degrees), strict=True)]


def lay_out(
    roads: Sequence[Road],
    facts: Sequence[RoadFact],
    markers: MarkerPoints,
    *,
    communes: Sequence[bytes] = (),
    border: Sequence[bytes] = (),
    joined: Sequence[tuple[str, str]] | None = None,
    as_of: str,
    reach_m: float = DEFAULTS.reach_m,
    join_m: float = DEFAULTS.join_m,
    metric_crs: str = METRIC_CRS,
) -> RoadGround:
    """Return roads laid out to be checked as of a day.

    Args:
        facts: what is known of each of `roads`, in their order.
        communes, border: areas and pieces of the line, WKB in EPSG:4326.
        joined: which lines join, where that was measured with `join_m`.
    """
    lines = lines_of_roads(
        [RoadLine(road.uuid, road.geometry) for road in roads], join_m=join_m, metric_crs=metric_crs
    )
    drawn = metric_lines(lines, metric_crs)
    index = LineIndex(drawn)
    if joined is None:
        joins = joins_of(drawn, index, join_m=join_m)
    else:
        joins = Joins.of_names(drawn.uuids, joined)
    return RoadGround(
        roads=roads,
        shapes=_shapes(roads, drawn, metric_crs),
        lines=lines,
        line_shapes=drawn.shapes,
        drawn=drawn,
        line_index=index,
        network=network_as_of(line_facts(facts, (line.uuid for line in lines)), joins, as_of=as_of),
        markers=_marker_points(markers, metric_crs),
        communes=metric_shapes(communes, metric_crs),
        border=metric_lines([RoadLine("", piece) for piece in border], metric_crs).chunks,
        reach_m=reach_m,
        join_m=join_m,
        metric_crs=metric_crs,
        names={road.uuid: road.name or road.uuid for road in roads},
    )


def _shapes(roads: Sequence[Road], drawn: MetricLines, metric_crs: str) -> Geometries:
    """Return the lines of roads in metres: those in pieces have several of `drawn`."""
    if len(drawn.uuids) == len(roads):
        return drawn.shapes
    shape_of = dict(zip(drawn.uuids, drawn.shapes, strict=True))
    in_pieces = [road for road in roads if road.uuid not in shape_of]
    whole = metric_shapes([road.geometry for road in in_pieces], metric_crs)
    shape_of |= {road.uuid: shape for road, shape in zip(in_pieces, whole, strict=True)}
    shapes = np.empty(len(roads), dtype=object)
    shapes[:] = [shape_of[road.uuid] for road in roads]
    return shapes


def metric_shapes(geometries: Sequence[bytes], metric_crs: str) -> Geometries:
    """Return WKB of EPSG:4326 as geometries in `metric_crs`, heights dropped and areas valid."""
    return np.asarray(
        shapely.transform(
            areas_of(geometries),
            lambda degrees: np.column_stack(to_metric(degrees[:, 0], degrees[:, 1], metric_crs)),
        ),
        dtype=object,
    )


def _marker_points(markers: MarkerPoints, metric_crs: str) -> dict[str, shapely.Point | None]:
    easting, northing = to_metric(markers.longitude, markers.latitude, metric_crs)
    placed = np.isfinite(markers.longitude) & np.isfinite(markers.latitude)
    points = shapely.points(np.where(placed, easting, 0.0), np.where(placed, northing, 0.0))
    return {
        number: point if is_placed else None
        for number, point, is_placed in zip(markers.numbers, points, placed.tolist(), strict=True)
    }
