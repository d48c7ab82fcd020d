"""What lies around markers, for the sketches of their datasheets: read and projected once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from mocgioi.analysis.figures.works import status_on
from mocgioi.domain.crs import to_metric
from mocgioi.domain.line import BoundaryPiece, Gate
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.datasheet.around import (
    SIZE,
    Line,
    MarkerAround,
    Metres,
    PlaceAround,
    RoadAround,
    Size,
    Surroundings,
    scale_for,
)
from mocgioi.store import reading
from mocgioi.tracker import counting

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    from mocgioi.domain.observation import SubjectState


class _Layer(NamedTuple):
    """Shapes in planar metres that can be searched by box, and what each belongs to."""

    tree: shapely.STRtree
    shapes: NDArray[np.object_]

    def within(self, box: shapely.Geometry) -> list[tuple[int, list[NDArray[np.float64]]]]:
        """Return the place of each shape that comes into a box, with its lines cut to it."""
        found = []
        for at in sorted(self.tree.query(box, predicate="intersects").tolist()):
            cut = shapely.clip_by_rect(self.shapes[at], *box.bounds)
            lines = [
                shapely.get_coordinates(part)
                for part in shapely.get_parts(cut)
                if part.geom_type == "LineString" and not part.is_empty
            ]
            if lines:
                found.append((at, lines))
        return found


_TOLD = ("existence", "road_status", "road_condition")


def _condition(road: Road, states: Mapping[str, SubjectState]) -> str | None:
    """Return the condition of a road: by its papers, else the worst seen at a marker it serves."""
    if road.condition is not None:
        return road.condition
    seen = {states[n].value("road_condition") for n in road.serves if n in states}
    worst = [code for code in CODE_LISTS["road_condition"] if code in seen]
    return worst[-1] if worst else None


class World:
    """Everything that is drawn around markers as of a day, known by a commit."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        as_of: str,
        known_at: int | None,
        decimals: int | None = None,
    ) -> None:
        """Read it.

        Args:
            decimals: of the degrees of every place, where they must not be exact.
        """

        read = partial(reading.read_items, connection, as_of=as_of, known_at=known_at)
        self._decimals = decimals
        roads = [(road, status_on(road, as_of)) for road in read(Road)]
        self._roads = [(road, status) for road, status in roads if status]
        self._road_lines = self._layer([road.geometry for road, _ in self._roads])
        lengths = shapely.length(self._road_lines.shapes).tolist()
        self._length_m = {
            road.uuid: round(length_m, 1)
            for (road, _), length_m in zip(self._roads, lengths, strict=True)
            if length_m
        }
        self._border = self._layer([piece.geometry for piece in read(BoundaryPiece)])
        outlines = [c.geometry for c in read(Commune) if c.geometry]
        self._communes = self._layer(outlines, outline=True)
        markers = reading.read_markers(connection, as_of=as_of, known_at=known_at)
        placed = {n: e.position[:2] for n, e in markers.items() if e.position}
        self._numbers = list(placed)
        self._at = dict(zip(placed, self._metric(list(placed.values())), strict=True))
        states = counting.folded(connection, as_of=as_of, known_at=known_at, aspects=_TOLD)
        self._status = {number: state.value("road_status") for number, state in states.items()}
        self._condition = {road.uuid: _condition(road, states) for road, _ in self._roads}
        self._places = [
            *self._placed("post", read(Post)),
            *self._placed("gate", read(Gate)),
        ]

    def around(self, number: str) -> Surroundings | None:
        """Return what lies around a marker; None where it has no position."""
        centre = self._at.get(number)
        if centre is None:
            return None
        scale = scale_for(self._off(self._at[other], centre) for other in self._beside(number))
        return self.at(centre, scale, number=number)

    def placed(self, numbers: Iterable[str]) -> dict[str, Metres]:
        """Return where those of some markers stand that have a position, planar metres."""
        return {number: self._at[number] for number in numbers if number in self._at}

    def at(
        self, centre: Metres, scale: int, *, number: str | None = None, size: Size = SIZE
    ) -> Surroundings:
        """Return what lies around a place.

        Args:
            centre: planar metres. scale: one to so many. size: of the drawing.
            number: of the marker that stands there.
        """
        east, north = size.reach_m(scale)
        x, y = centre
        box = shapely.box(x - east, y - north, x + east, y + north)
        shown = {n: self._off(at, centre) for n, at in self._at.items() if n != number}
        return Surroundings(
            number=number,
            scale=scale,
            border=self._lines(self._border, box, centre),
            communes=self._lines(self._communes, box, centre),
            roads=[
                RoadAround(
                    [self._shifted(line, centre) for line in lines],
                    road.road_class,
                    status,
                    self._condition[road.uuid],
                )
                for at, lines in self._road_lines.within(box)
                for road, status in [self._roads[at]]
            ],
            markers=[
                MarkerAround(n, off, self._status.get(n))
                for n, off in shown.items()
                if abs(off[0]) < east and abs(off[1]) < north
            ],
            places=[
                place._replace(at=off)
                for place in self._places
                for off in [self._off(place.at, centre)]
                if abs(off[0]) < east and abs(off[1]) < north
            ],
            size=size,
        )

    def drawn_m(self, roads: Iterable[str]) -> dict[str, float]:
        """Return the length of the lines of roads, planar metres, by uuid."""
        return {uuid: self._length_m[uuid] for uuid in roads if uuid in self._length_m}

    def _beside(self, number: str) -> list[str]:
        """Return the next markers of other numbers, before and after one along the border."""
        at = self._numbers.index(number)
        own = MarkerNumber.parse(number)

        def is_other(other: str) -> bool:
            parsed = MarkerNumber.parse(other)
            return (parsed.main, parsed.secondary) != (own.main, own.secondary)

        ways = (reversed(self._numbers[:at]), self._numbers[at + 1 :])
        nearest = (next(filter(is_other, way), None) for way in ways)
        return [other for other in nearest if other is not None]

    def _placed(self, kind: str, places: Sequence[Post] | Sequence[Gate]) -> list[PlaceAround]:
        known = [p for p in places if p.longitude is not None and p.latitude is not None]
        at = self._metric([(p.longitude, p.latitude) for p in known])
        return [PlaceAround(kind, p.name, place) for p, place in zip(known, at, strict=True)]

    def _layer(self, wkb: Sequence[bytes], *, outline: bool = False) -> _Layer:
        shapes = shapely.from_wkb(list(wkb))
        if outline:
            shapes = shapely.boundary(shapes)
        metric = shapely.transform(shapes, self._projected)
        return _Layer(shapely.STRtree(metric), np.atleast_1d(metric))

    def _projected(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        shown = degrees if self._decimals is None else np.round(degrees, self._decimals)
        return np.column_stack(to_metric(shown[:, 0], shown[:, 1]))

    def _metric(self, degrees: Sequence[tuple[float | None, float | None]]) -> list[Metres]:
        metres = self._projected(np.array(degrees, dtype=np.float64).reshape(-1, 2))
        return [(float(x), float(y)) for x, y in metres]

    def _lines(self, layer: _Layer, box: shapely.Geometry, centre: Metres) -> list[Line]:
        return [self._shifted(line, centre) for _, lines in layer.within(box) for line in lines]

    @staticmethod
    def _shifted(line: NDArray[np.float64], centre: Metres) -> list[Metres]:
        return [(float(x), float(y)) for x, y in line - np.array(centre)]

    @staticmethod
    def _off(at: Metres, centre: Metres) -> Metres:
        return at[0] - centre[0], at[1] - centre[1]
