"""Which markers a programme is for: those that need a road, have none, and can be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

import numpy as np
import shapely

from mocgioi.analysis.lines.network import ON_THRESHOLD_M
from mocgioi.analysis.lines.reach import Reached, ReachMarker
from mocgioi.analysis.programme.region import Numbers
from mocgioi.domain.counting import is_built, is_in_hand
from mocgioi.domain.crs import to_metric
from mocgioi.domain.vocabulary import RoadStatus

_IN_HAND = tuple(status for status in reversed(get_args(RoadStatus)) if is_in_hand(status))

LEFT_OUT = (*_IN_HAND, "reached", "no_position", "unknown", "no_network", "no_way")
"""Why a marker is not asked for: declared so, reached by a line, or nothing can be said.

``built``: it has its road, as declared, and no line reaches it. All others have none.
``no_way``: no way to it stays inside the communes, or it stands outside their outlines.
"""


class Site(NamedTuple):
    """A place that new road is to lead to, and the markers within reach of it."""

    at: tuple[float, float]
    markers: tuple[str, ...]


def what_is_left(reached: Reached) -> tuple[list[ReachMarker], dict[str, list[str]]]:
    """Return the markers to reach, and the numbers of those that are not asked for, by reason."""
    left: list[ReachMarker] = []
    left_out: dict[str, list[str]] = {reason: [] for reason in LEFT_OUT}
    for marker in reached.markers:
        measured = reached.measured[marker.number]
        if not marker.needs_road or (is_built(marker.declared) and measured == "reached"):
            continue
        if marker.declared is not None and marker.declared in _IN_HAND:
            left_out[marker.declared].append(marker.number)
        elif measured == "reached":
            left_out["reached"].append(marker.number)
        elif marker.longitude is None:
            left_out["no_position"].append(marker.number)
        elif measured == "unknown":
            left_out["unknown"].append(marker.number)
        elif not reached.has_network:
            left_out["no_network"].append(marker.number)
        else:
            left.append(marker)
    return left, left_out


def places_of(markers: Sequence[ReachMarker], metric_crs: str) -> Numbers:
    """Return easting and northing of markers that have a position, (n, 2)."""
    degrees = np.array([(m.longitude, m.latitude) for m in markers], dtype=np.float64)
    degrees = degrees.reshape(-1, 2)
    return np.column_stack(to_metric(degrees[:, 0], degrees[:, 1], metric_crs))


def sites_of(
    markers: Sequence[ReachMarker],
    places: Numbers,
    feet: Numbers,
    outside_m: Numbers,
    reach_m: float,
) -> list[Site]:
    """Return the places to lead to: a marker within reach of another needs no road of its own.

    Of markers within reach of one another it is the one deepest inside, then the first along the
    border.

    Args:
        places: where the markers stand; feet: where a way to each ends.
        outside_m: how far outside the region each stands, planar metres.
    """
    if not len(places):
        return []
    within_m = reach_m + ON_THRESHOLD_M
    beside = shapely.STRtree(shapely.points(places))
    order = sorted(range(len(places)), key=lambda i: (round(float(outside_m[i]), 1), i))
    served: dict[int, int] = {}
    for i in order:
        if i in served:
            continue
        served[i] = i
        close = beside.query(shapely.points(feet[i]), predicate="dwithin", distance=within_m)
        for other in close.tolist():
            served.setdefault(other, i)
    members: dict[int, list[str]] = {}
    for i, marker in enumerate(markers):
        members.setdefault(served[i], []).append(marker.number)
    return [
        Site((float(feet[i][0]), float(feet[i][1])), tuple(numbers))
        for i, numbers in members.items()
    ]
