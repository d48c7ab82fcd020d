"""The lines of a road: parts that hang together are one line, a gap wider than a join parts it.

A file may draw one road as several parts (a MultiLineString). Parts one of which has an end
within ``join_m`` of another are one line, as two roads would be joined (Reach 3).
Where no such join leads from part to part the road is in pieces, each a line of its own: what
was drawn with a gap in it is not taken for a road without one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import shapely

from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.network import Joins, components, piece_name, road_of
from mocgioi.analysis.lines.proximity import MarkerPoints, measure_proximity
from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.crs import METRIC_CRS

_WKB_MULTI_LINE = 5
_WITHOUT_FLAGS = 0x0FFFFFFF
_NO_MARKERS = MarkerPoints((), np.empty(0), np.empty(0))


def lines_of_roads(
    roads: Sequence[RoadLine], *, join_m: float = DEFAULTS.join_m, metric_crs: str = METRIC_CRS
) -> list[RoadLine]:
    """Return the lines of `roads`, in their order; those of a road in one piece bear its uuid.

    A road in pieces gives one line a piece, named by `network.piece_name` in the order in
    which their first parts are drawn.

    Args:
        join_m: how far an end may be from a part it joins, planar metres, inclusive.
    """
    parted = {
        road.uuid: shapely.get_parts(shapely.from_wkb(road.geometry))
        for road in roads
        if _number_of_parts(road.geometry) > 1
    }
    pieces = _pieces(parted, join_m, metric_crs)
    return [line for road in roads for line in pieces.get(road.uuid, (road,))]


def _number_of_parts(wkb: bytes) -> int:
    """Return how many parts a line has, by the head of its WKB alone (with Z and M or not)."""
    order: Literal["little", "big"] = "little" if wkb[0] else "big"
    kind = int.from_bytes(wkb[1:5], order) & _WITHOUT_FLAGS
    return int.from_bytes(wkb[5:9], order) if kind % 1000 == _WKB_MULTI_LINE else 1


def _pieces(
    parted: dict[str, np.ndarray[tuple[int], np.dtype[np.object_]]],
    join_m: float,
    metric_crs: str,
) -> dict[str, list[RoadLine]]:
    """Return the pieces of the roads of several parts, of those only that have more than one."""
    parts = {
        piece_name(uuid, number): part
        for uuid, drawn in parted.items()
        for number, part in enumerate(drawn, start=1)
    }
    lines = [RoadLine(name, bytes(shapely.to_wkb(part))) for name, part in parts.items()]
    if not lines:
        return {}
    joins = measure_proximity(
        _NO_MARKERS, lines, near_m=0.0, join_m=join_m, metric_crs=metric_crs
    ).joins
    within_a_road = [
        (first, second)
        for first, second in joins.pairs
        if road_of(joins.lines[first]) == road_of(joins.lines[second])
    ]
    root = components(Joins(joins.lines, within_a_road), among=parts)
    pieces: dict[str, dict[str, list[shapely.LineString]]] = {}
    for name, part in parts.items():
        pieces.setdefault(road_of(name), {}).setdefault(root[name], []).append(part)
    return {
        uuid: [
            RoadLine(piece_name(uuid, number), bytes(shapely.to_wkb(shapely.MultiLineString(of))))
            for number, of in enumerate(groups.values(), start=1)
        ]
        for uuid, groups in pieces.items()
        if len(groups) > 1
    }
