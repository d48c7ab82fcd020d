"""The document ``mocgioi.reach/1``: what is declared and what the lines show, marker by marker.

The rules are ``LAWS.md``, *Reach*; `network` applies them to the distances that `proximity`
measures, `reach_reasons` says why. Distances are planar metres in one metric CRS, thresholds
are inclusive, and numbers are rounded only here, at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mocgioi.analysis.lines.metric_lines import MetricLines, RoadLine, metric_lines
from mocgioi.analysis.lines.network import (
    Joins,
    MarkerFact,
    Measurements,
    Network,
    RoadFact,
    RoadNear,
    line_facts,
    measured_state,
    network_as_of,
    road_of,
)
from mocgioi.analysis.lines.proximity import (
    MarkerPoints,
    NearestRoad,
    nearest_of_lines,
    proximity_of,
)
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.domain.counting import DEFAULTS, Measured
from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.marker import MarkerNumber

if TYPE_CHECKING:
    pass

DEGREE_DECIMALS = 7
"""Of a position in a document: a centimetre."""


class ReachMarker(NamedTuple):
    """A marker as of the day reach is asked for.

    Attributes:
        number: the marker's number.
        commune: code of its commune, or None.
        needs_road: whether it needs a road as of that day; only these are in the totals.
        declared: road status as reported, or None: not reported.
        longitude, latitude: degrees, EPSG:4326, or None: no position.
        border_km: distance along the border line from the north-west, or None: not known.
    """

    number: str
    commune: str | None
    needs_road: bool
    declared: str | None
    longitude: float | None
    latitude: float | None
    border_km: float | None = None


class ReachRoad(NamedTuple):
    """A road: what is known of it, its line (WKB, EPSG:4326), its name or None."""

    fact: RoadFact
    geometry: bytes
    name: str | None = None


class Surroundings(NamedTuple):
    """What lies around the markers as of a day.

    Attributes:
        network: as of the day; network_lines: the lines of it that are joined; apart_lines:
            those that are not.
        called: what to call the road of a line.
    """

    network: Network
    network_lines: list[RoadLine]
    apart_lines: list[RoadLine]
    called: dict[str, str]


@dataclass(frozen=True, eq=False)
class Reached:
    """What was found of the markers as of a day: `reach_document` and `costing` tell it.

    Attributes:
        markers: in border order; measured: by number.
        lines: all there are, a road for each; joins: which of them join.
        network: as of the day.
        as_of: ISO day; reach_m, join_m, near_m: planar metres; metric_crs: where measured.
    """

    markers: list[ReachMarker]
    measured: dict[str, Measured]
    lines: list[ReachRoad]
    joins: Joins
    network: Network
    as_of: str
    reach_m: float
    join_m: float
    near_m: float
    metric_crs: str

    @cached_property
    def around(self) -> Surroundings:
        """What lies around the markers: looked for when somebody asks for it."""
        return _look_around(self)

    @cached_property
    def nearest_joined(self) -> dict[str, NearestRoad]:
        """The nearest joined line of each marker: measured when somebody asks for it."""
        joined = metric_lines(self.around.network_lines, self.metric_crs)
        return nearest_of_lines(points_of(self.markers), joined, self.metric_crs)

    @cached_property
    def has_network(self) -> bool:
        """Whether any line is joined: every marker with a position has a nearest one then."""
        joined = (line for line in self.lines if line.fact.uuid in self.network.joined)
        return any(len(_drawn([line], self.metric_crs).vertices) for line in joined)


def find_reached(
    markers: Sequence[ReachMarker],
    roads: Sequence[ReachRoad],
    *,
    as_of: str,
    reach_m: float = DEFAULTS.reach_m,
    join_m: float = DEFAULTS.join_m,
    near_m: float = DEFAULTS.near_m,
    metric_crs: str = METRIC_CRS,
    measurements: Measurements | None = None,
) -> Reached:
    """Measure which road reaches which marker.

    Args:
        as_of: ISO day.
        reach_m, join_m, near_m: planar metres, inclusive.
        measurements: what was measured of these markers and roads, with the thresholds and in the
            CRS that are left out here; None to measure it now.

    Raises:
        CrsProblem: `metric_crs` names no system that can be placed on WGS 84.
    """
    ordered = sorted(markers, key=lambda marker: MarkerNumber.parse(marker.number))
    lines = lines_as_roads(roads, join_m=join_m, metric_crs=metric_crs)
    facts = [line.fact for line in lines]
    pairs: Sequence[RoadNear]
    if measurements is None:
        far_m = max(reach_m, near_m)
        drawn = _drawn(lines, metric_crs)
        near = proximity_of(
            points_of(ordered), drawn, near_m=far_m, join_m=join_m, metric_crs=metric_crs
        )
        pairs, joins = near.pairs, near.joins
    else:
        pairs = measurements.distances
        joins = Joins.of_names((fact.uuid for fact in facts), measurements.joins)
    measured = measured_state(
        pairs,
        joins,
        facts,
        [_fact(marker) for marker in ordered],
        as_of=as_of,
        reach_m=reach_m,
        near_m=near_m,
    )
    return Reached(
        markers=ordered,
        measured=measured,
        lines=lines,
        joins=joins,
        network=network_as_of(facts, joins, as_of=as_of),
        as_of=as_of,
        reach_m=reach_m,
        join_m=join_m,
        near_m=near_m,
        metric_crs=metric_crs,
    )


def lines_as_roads(
    roads: Sequence[ReachRoad], *, join_m: float, metric_crs: str
) -> list[ReachRoad]:
    """Return a road for each line: a road in pieces becomes several, each under its own name."""
    lines = lines_of_roads(_lines(roads), join_m=join_m, metric_crs=metric_crs)
    facts = {f.uuid: f for f in line_facts([r.fact for r in roads], (line.uuid for line in lines))}
    names = {road.fact.uuid: road.name for road in roads}
    return [ReachRoad(facts[line.uuid], line.geometry, names[road_of(line.uuid)]) for line in lines]


def points_of(markers: Sequence[ReachMarker]) -> MarkerPoints:
    """Return the places of markers."""
    places = np.array(
        [
            (marker.longitude, marker.latitude) if _has_position(marker) else (np.nan, np.nan)
            for marker in markers
        ],
        dtype=np.float64,
    ).reshape(-1, 2)
    return MarkerPoints([marker.number for marker in markers], places[:, 0], places[:, 1])


def _look_around(reached: Reached) -> Surroundings:
    lines, network = reached.lines, reached.network
    counting = sorted(
        (line for line in lines if line.fact.uuid in network.component),
        key=lambda line: (line.fact.uuid not in network.joined, called(line), line.fact.uuid),
    )
    count = sum(line.fact.uuid in network.joined for line in counting)
    return Surroundings(
        network=network,
        network_lines=_lines(counting[:count]),
        apart_lines=_lines(counting[count:]),
        called={line.fact.uuid: called(line) for line in counting},
    )


def called(road: ReachRoad) -> str:
    """Return what to call a road: by its name, or by its uuid where it has none."""
    return road.name or road_of(road.fact.uuid)


def _lines(roads: Sequence[ReachRoad]) -> list[RoadLine]:
    return [RoadLine(road.fact.uuid, road.geometry) for road in roads]


def _drawn(roads: Sequence[ReachRoad], metric_crs: str) -> MetricLines:
    return metric_lines(_lines(roads), metric_crs)


def _fact(marker: ReachMarker) -> MarkerFact:
    return MarkerFact(marker.number, marker.commune, _has_position(marker))


def _has_position(marker: ReachMarker) -> bool:
    return marker.longitude is not None and marker.latitude is not None
