"""The document of reach: what is declared and what the lines show, marker by marker.

Markers and lines may be those of a country. They come one after the other and are held as
columns and aside, what is nearest is looked for where they lie close together, and rows are
made one by one, for whoever wants them to keep. Numbers are rounded only here, at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import numpy as np

from mocgioi.analysis.lines.metric_lines import Indices
from mocgioi.analysis.lines.network import best_of, shown, supplied_by
from mocgioi.analysis.lines.proximity import MarkerPoints, NearestRoad, metric_points
from mocgioi.analysis.lines.reach import DEGREE_DECIMALS, Reached, ReachMarker, ReachRoad
from mocgioi.analysis.lines.reach_columns import CountingLines, MarkerColumns
from mocgioi.analysis.lines.reach_reasons import Leg, advice, difference, legs_missing
from mocgioi.analysis.lines.stretches import MarkersAlong, longest, stretches_without_road
from mocgioi.analysis.lines.tiles import NONE, Nearest, nearest_in_tiles
from mocgioi.analysis.lines.ways import Place, Way, Ways, ways_of_groups
from mocgioi.domain.counting import DEFAULTS, MEASURED, Measured, is_built
from mocgioi.domain.crs import METRIC_CRS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mocgioi.documents import place as place_document
    from mocgioi.documents.reach import MissingLeg, Reach, ReachedMarker, Stretches

SCHEMA: Final = "mocgioi.reach/1"

Keep = Callable[[Iterable[Any]], Sequence[Any]]
"""What holds rows that are told one after the other: a list, or what is kept aside."""


class _Around(NamedTuple):
    """What lies around the markers that have a position.

    Attributes:
        place: of each marker among these; `NONE`: it has no position.
        nearest: the nearest line that counts.
        left: the place of each among those whose nearest line is not joined; `NONE`: it is.
        joined: the nearest joined line of these. gap: which of `gaps` leads on to the network
            from their nearest line; `NONE`: none.
    """

    place: Indices
    nearest: Nearest
    left: Indices
    joined: Nearest
    gap: Indices
    gaps: Ways


def document_of_reached(
    reached: Reached,
    *,
    known_at: str | None = None,
    illustrative: bool = False,
    head: str | None = None,
    keep: Keep = list,
) -> Reach:
    """Return `reach_document` of what `reach.find_reached` gave."""
    return reach_document(
        reached.markers,
        reached.lines,
        reached.joins.names(),
        {code for line in reached.lines for code in supplied_by(line.fact)},
        as_of=reached.as_of,
        known_at=known_at,
        illustrative=illustrative,
        head=head,
        reach_m=reached.reach_m,
        join_m=reached.join_m,
        near_m=reached.near_m,
        metric_crs=reached.metric_crs,
        keep=keep,
    )


def reach_document(
    markers: Iterable[ReachMarker],
    lines: Iterable[ReachRoad],
    joins: Iterable[tuple[str, str]],
    supplied: Collection[str | None],
    *,
    as_of: str,
    known_at: str | None = None,
    illustrative: bool = False,
    head: str | None = None,
    reach_m: float = DEFAULTS.reach_m,
    join_m: float = DEFAULTS.join_m,
    near_m: float = DEFAULTS.near_m,
    metric_crs: str = METRIC_CRS,
    keep: Keep = list,
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
        markers: of the day. lines: all there are, a road for each.
        joins: every two of the lines that join, by name.
        supplied: the communes for which an access road was supplied, whether or not it counts.
        as_of: ISO day; known_at: the instant of knowledge (UTC), None = everything.
        illustrative: whether the markers are made up, which the document then says.
        head: what names the state of the store they were read from.
        reach_m, join_m, near_m: planar metres, with which it was measured.
        keep: what holds the rows.
    """
    told = _told(
        markers,
        lines,
        joins,
        supplied,
        as_of=as_of,
        reach_m=reach_m,
        near_m=near_m,
        metric_crs=metric_crs,
        keep=keep,
    )
    built = np.array([is_built(code) for code in told.markers.codes], dtype=np.bool_)
    return {
        "schema": SCHEMA,
        "as_of": as_of,
        "known_at": known_at,
        "head": head,
        "illustrative": illustrative,
        "reach_m": reach_m,
        "join_m": join_m,
        "near_m": near_m,
        "markers": told.rows,
        "stretches": {
            "declared": _stretches(told.markers, built[told.markers.declared], keep),
            "measured": _stretches(told.markers, told.is_reached, keep),
        },
        "totals": told.totals,
    }


class _Told(NamedTuple):
    """The rows, what they come to, and of which markers: what was looked at for it is let go."""

    markers: MarkerColumns
    rows: Sequence[ReachedMarker]
    is_reached: NDArray[np.bool_]
    totals: dict[str, int]


def _told(
    markers: Iterable[ReachMarker],
    lines: Iterable[ReachRoad],
    joins: Iterable[tuple[str, str]],
    supplied: Collection[str | None],
    *,
    as_of: str,
    reach_m: float,
    near_m: float,
    metric_crs: str,
    keep: Keep,
) -> _Told:
    of_lines = CountingLines.of(lines, joins, as_of=as_of, metric_crs=metric_crs)
    of_markers = MarkerColumns.of(markers, supplied)
    around = _look_around(of_markers, of_lines, metric_crs)
    totals = dict.fromkeys((*MEASURED, "declared_only", "measured_only"), 0)
    is_reached = np.zeros(len(of_markers.key), dtype=np.bool_)

    def rows() -> Iterator[ReachedMarker]:
        for at, row in enumerate(_rows(of_markers, of_lines, around, reach_m, near_m)):
            is_reached[at] = row["measured"] == "reached"
            if row["needs_road"]:
                totals[row["measured"]] += 1
                if row["difference"] is not None:
                    totals[row["difference"]] += 1
            yield row

    return _Told(of_markers, keep(rows()), is_reached, totals)


def _look_around(markers: MarkerColumns, lines: CountingLines, metric_crs: str) -> _Around:
    points = MarkerPoints((), markers.longitude, markers.latitude)
    placed, places = metric_points(points, metric_crs)
    place = np.full(len(markers.key), NONE, dtype=np.intp)
    place[placed] = np.arange(len(placed))
    network = lines.drawn.of(np.arange(lines.joined))
    nearest = nearest_in_tiles(places, lines.drawn, metric_crs)
    apart_from = np.flatnonzero(nearest.line >= lines.joined)
    left = np.full(len(placed), NONE, dtype=np.intp)
    left[apart_from] = np.arange(len(apart_from))
    joined = nearest_in_tiles(places[apart_from], network, metric_crs)
    of_left = lines.component[nearest.line[apart_from]]
    asked = np.unique(of_left)
    apart = lines.joined + np.flatnonzero(np.isin(lines.component[lines.joined :], asked))
    group = np.searchsorted(asked, lines.component[apart])
    gaps = ways_of_groups(lines.drawn.of(apart), network, group, metric_crs)
    gap_of = np.full(len(asked), NONE, dtype=np.intp)
    gap_of[gaps.group] = np.arange(len(gaps.group))
    gap = gap_of[np.searchsorted(asked, of_left)]
    return _Around(place, nearest, left, joined, gap, gaps)


def _rows(
    markers: MarkerColumns, lines: CountingLines, around: _Around, reach_m: float, near_m: float
) -> Iterator[ReachedMarker]:
    has_network = bool(lines.joined)
    for at in range(len(markers.key)):
        marker, is_supplied = markers.marker(at)
        beside = _beside(around, lines, int(around.place[at]))
        measured = _measured(beside, reach_m, near_m) if is_supplied else "unknown"
        yield _row(marker, measured, beside, reach_m=reach_m, has_network=has_network)


def _measured(beside: _Beside, reach_m: float, near_m: float) -> Measured:
    """Return what the lines show: the nearest one, and the nearest one that is joined."""
    nearest, joined = (
        shown(line.distance_m, is_joined=line is beside.joined, reach_m=reach_m, near_m=near_m)
        if line
        else "none"
        for line in (beside.nearest, beside.joined)
    )
    return best_of(nearest, joined)


class _Beside(NamedTuple):
    """What lies around one marker: the lines by what to call their roads."""

    nearest: NearestRoad | None
    joined: NearestRoad | None
    gap: Way | None


def _beside(around: _Around, lines: CountingLines, place: int) -> _Beside:
    if place == NONE or around.nearest.line[place] == NONE:
        return _Beside(None, None, None)
    nearest, left = _nearest(around.nearest, lines, place), int(around.left[place])
    if left == NONE:
        return _Beside(nearest, nearest, None)
    joined, gap = _nearest(around.joined, lines, left), int(around.gap[left])
    return _Beside(nearest, joined, _gap(around.gaps, lines, gap) if gap != NONE else None)


def _nearest(nearest: Nearest, lines: CountingLines, place: int) -> NearestRoad | None:
    line = int(nearest.line[place])
    if line == NONE:
        return None
    road, distance_m = lines.called[line], float(nearest.distance_m[place])
    return NearestRoad("", road, distance_m, *nearest.foot[place].tolist())


def _gap(gaps: Ways, lines: CountingLines, gap: int) -> Way:
    to, straight_m = lines.called[int(gaps.to[gap])], float(gaps.straight_m[gap])
    return Way("", to, straight_m, Place(*gaps.start[gap].tolist()), Place(*gaps.end[gap].tolist()))


def _row(
    marker: ReachMarker, measured: Measured, beside: _Beside, *, reach_m: float, has_network: bool
) -> ReachedMarker:
    nearest, joined, gap = beside
    legs = None
    if measured != "unknown" and marker.longitude is not None and marker.latitude is not None:
        place = Place(marker.longitude, marker.latitude)
        legs = legs_missing(place, measured, nearest, joined, gap, reach_m=reach_m)
    differs = difference(marker.declared, measured) if marker.needs_road else None
    on_network = nearest is not None and nearest is joined
    return {
        "number": marker.number,
        "needs_road": marker.needs_road,
        "border_km": marker.border_km,
        "declared": marker.declared,
        "measured": measured,
        "unknown_because": _why_unknown(marker) if measured == "unknown" else None,
        "nearest_road_m": round(nearest.distance_m, 1) if nearest else None,
        "nearest_road": nearest.road if nearest else None,
        "nearest_point": _place(Place(nearest.longitude, nearest.latitude)) if nearest else None,
        "reached_by": joined.road if joined and measured == "reached" else None,
        "to_network_m": 0.0 if on_network else round(gap.straight_m, 1) if gap else None,
        "missing_m": None if legs is None else round(sum(leg.straight_m for leg in legs), 1),
        "missing": None if legs is None else [_leg(leg) for leg in legs],
        "difference": differs,
        "advice": advice(differs, measured, has_network=has_network),
    }


def _why_unknown(marker: ReachMarker) -> Literal["no_lines", "no_position"]:
    is_placed = marker.longitude is not None and marker.latitude is not None
    return "no_lines" if is_placed else "no_position"


def _leg(leg: Leg) -> MissingLeg:
    return {
        "straight_m": round(leg.straight_m, 1),
        "to_road": leg.to,
        "from": _place(leg.start),
        "to": _place(leg.end),
    }


def _place(place: Place) -> place_document.Place:
    return {
        "longitude": round(place.longitude, DEGREE_DECIMALS),
        "latitude": round(place.latitude, DEGREE_DECIMALS),
    }


def _stretches(markers: MarkerColumns, has_road: NDArray[np.bool_], keep: Keep) -> Stretches:
    """Return the stretches of the border line without a road of those that need one."""
    needing = np.flatnonzero(markers.needs_road)
    along = MarkersAlong(
        lambda at: markers.number(int(needing[at])), markers.border_km[needing], has_road[needing]
    )
    stretches = keep(stretches_without_road(along))
    return {"longest": longest(stretches), "without_road": stretches}
