"""The document ``mocgioi.reach/1``: what is declared and what the lines show, marker by marker.

The rules are ``LAWS.md``, *Reach*; `network` applies them to the distances that `proximity`
measures, `reach_reasons` says why. Distances are planar metres in one metric CRS, thresholds
are inclusive, and numbers are rounded only here, at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

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
    measured_totals,
    network_as_of,
    road_of,
)
from mocgioi.analysis.lines.proximity import (
    MarkerPoints,
    NearestRoad,
    nearest_of_lines,
    proximity_of,
)
from mocgioi.analysis.lines.reach_reasons import Leg, advice, difference, legs_missing
from mocgioi.analysis.lines.road_lines import lines_of_roads
from mocgioi.analysis.lines.stretches import MarkerAlong, longest, stretches_without_road
from mocgioi.analysis.lines.ways import Place, Way, ways_of_components
from mocgioi.domain.counting import DEFAULTS, Measured, is_built
from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.marker import MarkerNumber

if TYPE_CHECKING:
    from mocgioi.documents import place as place_document
    from mocgioi.documents.reach import (
        MissingLeg,
        Reach,
        ReachedMarker,
        Stretches,
        StretchesByBasis,
    )

SCHEMA: Final = "mocgioi.reach/1"

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
        nearest: the nearest line that counts; joined: the nearest joined one; both by marker.
        gap: the way to the network of each component that is not joined.
        network: as of the day; network_lines: the lines of it that are joined; apart_lines:
            those that are not.
        called: what to call the road of a line.
    """

    nearest: dict[str, NearestRoad]
    joined: dict[str, NearestRoad]
    gap: dict[str, Way]
    network: Network
    network_lines: list[RoadLine]
    apart_lines: list[RoadLine]
    called: dict[str, str]


@dataclass(frozen=True, eq=False)
class Reached:
    """What was found of the markers as of a day: `reach` and `costing` tell it.

    Attributes:
        markers: in border order; measured: by number.
        lines: all there are, a road for each; drawn: the same in metres, where that was needed.
        network: as of the day.
        as_of: ISO day; reach_m, join_m, near_m: planar metres; metric_crs: where measured.
    """

    markers: list[ReachMarker]
    measured: dict[str, Measured]
    lines: list[ReachRoad]
    drawn: MetricLines | None
    network: Network
    as_of: str
    reach_m: float
    join_m: float
    near_m: float
    metric_crs: str

    @cached_property
    def around(self) -> Surroundings:
        """What lies around the markers: measured when somebody asks for it."""
        return _look_around(self)

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
    drawn = None
    facts = [line.fact for line in lines]
    pairs: Sequence[RoadNear]
    if measurements is None:
        far_m = max(reach_m, near_m)
        points, drawn = points_of(ordered), _drawn(lines, metric_crs)
        near = proximity_of(points, drawn, near_m=far_m, join_m=join_m, metric_crs=metric_crs)
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
        drawn=drawn,
        network=network_as_of(facts, joins, as_of=as_of),
        as_of=as_of,
        reach_m=reach_m,
        join_m=join_m,
        near_m=near_m,
        metric_crs=metric_crs,
    )


def reach_document(
    reached: Reached,
    *,
    known_at: str | None = None,
    illustrative: bool = False,
    head: str | None = None,
) -> Reach:
    """Return the document ``mocgioi.reach/1``, markers in border order.

    ``nearest_road_m`` is the distance to the nearest line that counts as of the day, at any
    distance, ``nearest_road`` that road's name, or its uuid where it has none, and
    ``nearest_point`` where on it; of roads equally near, a joined one, then the first by name.
    ``reached_by`` is the nearest joined line's road where the marker is reached;
    ``unknown_because`` is ``no_position`` or ``no_lines`` (of its commune) where it is unknown.
    ``to_network_m`` is 0.0 where that line is joined, else the distance from all it hangs
    together with to the nearest joined line; null without a network or a line. ``missing`` are
    the straight legs of new road by which the marker would be reached, ``missing_m`` their
    length together (null where it cannot be said). ``difference`` and ``advice`` are codes of
    `reach_reasons`, of markers that need a road. ``stretches`` are those of the border line
    whose markers have no road, by report and by line. Totals are over the markers that need a
    road.

    Args:
        reached: what `find_reached` gave.
        known_at: the instant of knowledge (UTC), None = everything.
        illustrative: whether the markers are made up, which the document then says.
        head: what names the state of the store they were read from.
    """
    return {
        "schema": SCHEMA,
        "as_of": reached.as_of,
        "known_at": known_at,
        "head": head,
        "illustrative": illustrative,
        "reach_m": reached.reach_m,
        "join_m": reached.join_m,
        "near_m": reached.near_m,
        "markers": [
            _row(marker, reached.measured[marker.number], reached.around, reached.reach_m)
            for marker in reached.markers
        ],
        "stretches": _stretches(reached.markers, reached.measured),
        "totals": _totals(reached.markers, reached.measured),
    }


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


def _totals(markers: Sequence[ReachMarker], measured: dict[str, Measured]) -> dict[str, int]:
    return measured_totals(
        measured,
        declared_built={marker.number for marker in markers if is_built(marker.declared)},
        needing_road={marker.number for marker in markers if marker.needs_road},
    )


def _look_around(reached: Reached) -> Surroundings:
    lines, network, metric_crs = reached.lines, reached.network, reached.metric_crs
    points, drawn = points_of(reached.markers), reached.drawn or _drawn(lines, metric_crs)
    counting = sorted(
        (i for i, line in enumerate(lines) if line.fact.uuid in network.component),
        key=lambda i: (
            lines[i].fact.uuid not in network.joined,
            _called(lines[i]),
            lines[i].fact.uuid,
        ),
    )
    joined = [i for i in counting if lines[i].fact.uuid in network.joined]
    apart = counting[len(joined) :]
    joined_drawn = drawn.picked(joined)
    nearest = nearest_of_lines(points, drawn.picked(counting), metric_crs)
    left = [
        i
        for i, number in enumerate(points.numbers)
        if number in nearest and nearest[number].road not in network.joined
    ]
    apart_from = MarkerPoints(
        [points.numbers[i] for i in left], points.longitude[left], points.latitude[left]
    )
    on_network = {n: road for n, road in nearest.items() if road.road in network.joined}
    return Surroundings(
        nearest=nearest,
        joined=on_network | nearest_of_lines(apart_from, joined_drawn, metric_crs),
        gap=ways_of_components(drawn.picked(apart), joined_drawn, network.component, metric_crs),
        network=network,
        network_lines=_lines([lines[i] for i in joined]),
        apart_lines=_lines([lines[i] for i in apart]),
        called={lines[i].fact.uuid: _called(lines[i]) for i in counting},
    )


def _row(
    marker: ReachMarker, measured: Measured, around: Surroundings, reach_m: float
) -> ReachedMarker:
    nearest = around.nearest.get(marker.number)
    gap = around.gap.get(around.network.component[nearest.road]) if nearest else None
    joined = around.joined.get(marker.number)
    legs = None
    if measured != "unknown" and marker.longitude is not None and marker.latitude is not None:
        place = Place(marker.longitude, marker.latitude)
        legs = legs_missing(place, measured, nearest, joined, gap, reach_m=reach_m)
    differs = difference(marker.declared, measured) if marker.needs_road else None
    on_network = nearest is not None and nearest.road in around.network.joined
    return {
        "number": marker.number,
        "needs_road": marker.needs_road,
        "border_km": marker.border_km,
        "declared": marker.declared,
        "measured": measured,
        "unknown_because": _why_unknown(marker) if measured == "unknown" else None,
        "nearest_road_m": round(nearest.distance_m, 1) if nearest else None,
        "nearest_road": around.called[nearest.road] if nearest else None,
        "nearest_point": _place(Place(nearest.longitude, nearest.latitude)) if nearest else None,
        "reached_by": around.called[joined.road] if joined and measured == "reached" else None,
        "to_network_m": 0.0 if on_network else round(gap.straight_m, 1) if gap else None,
        "missing_m": None if legs is None else round(sum(leg.straight_m for leg in legs), 1),
        "missing": None if legs is None else [_leg(leg, around.called) for leg in legs],
        "difference": differs,
        "advice": advice(differs, measured, has_network=bool(around.network.joined)),
    }


def _why_unknown(marker: ReachMarker) -> Literal["no_lines", "no_position"]:
    return "no_lines" if _has_position(marker) else "no_position"


def _leg(leg: Leg, called: dict[str, str]) -> MissingLeg:
    return {
        "straight_m": round(leg.straight_m, 1),
        "to_road": called[leg.to],
        "from": _place(leg.start),
        "to": _place(leg.end),
    }


def _place(place: Place) -> place_document.Place:
    return {
        "longitude": round(place.longitude, DEGREE_DECIMALS),
        "latitude": round(place.latitude, DEGREE_DECIMALS),
    }


def _stretches(markers: Sequence[ReachMarker], measured: dict[str, Measured]) -> StretchesByBasis:
    """Return the stretches of the border line without a road, by report and by line."""
    needing = [marker for marker in markers if marker.needs_road]
    return {
        "declared": _stretches_of(needing, [is_built(marker.declared) for marker in needing]),
        "measured": _stretches_of(
            needing, [measured[marker.number] == "reached" for marker in needing]
        ),
    }


def _stretches_of(markers: Sequence[ReachMarker], has_road: Sequence[bool]) -> Stretches:
    stretches = stretches_without_road(
        MarkerAlong(marker.number, marker.border_km, has)
        for marker, has in zip(markers, has_road, strict=True)
    )
    return {"longest": longest(stretches), "without_road": stretches}


def _called(road: ReachRoad) -> str:
    return road.name or road_of(road.fact.uuid)


def _lines(roads: Sequence[ReachRoad]) -> list[RoadLine]:
    return [RoadLine(road.fact.uuid, road.geometry) for road in roads]


def _drawn(roads: Sequence[ReachRoad], metric_crs: str) -> MetricLines:
    return metric_lines(_lines(roads), metric_crs)


def _fact(marker: ReachMarker) -> MarkerFact:
    return MarkerFact(marker.number, marker.commune, _has_position(marker))


def _has_position(marker: ReachMarker) -> bool:
    return marker.longitude is not None and marker.latitude is not None
