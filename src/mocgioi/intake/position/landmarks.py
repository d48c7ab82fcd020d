"""Places of a layer that stand on things known: what tells two datums 224 m apart from each other.

How far a layer is from the border cannot: roads start inland, posts lie where they lie. But roads
end at markers and at other roads, outlines run along the border and each other, a gate is where
it was. Under the right system many such places fall within `NEAR_M` of their own; 224 m away
hardly any does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain import crs
from mocgioi.errors import Text
from mocgioi.intake.position.ground import Floats, metric
from mocgioi.intake.rows.known import Known
from mocgioi.records import NamedTuple

LayerKind = Literal["roads", "communes", "boundary", "ground", "posts", "gates"]

NEAR_M = 50.0
"""Less than half of 224 m: nothing is near under both datums."""
_FEWEST = 5
_SHARE = 0.15
_RATIO = 2.0
"""A reading is believed before another when 5 or more of the places, and 15 % of them, stand on
things known only under it, and they are twice as many. A lane moved by 224 m may well cross
another: of a province's lanes a quarter still end near one."""
_MOST = 2_000
"""Places that are compared; those of a larger layer are taken at equal steps."""

_NAMES: dict[str, Text] = {
    "roads": Text(
        "đầu tuyến trong vòng 50 m của mốc, tuyến đường, đồn, cửa khẩu đã biết",
        "ends of roads within 50 m of known markers, roads, posts and gates",
    ),
    "communes": Text(
        "điểm của ranh giới xã trong vòng 50 m của ranh giới xã, đường biên, mốc đã biết",
        "places of the outlines within 50 m of known outlines, the line and markers",
    ),
    "boundary": Text(
        "điểm của đường biên trong vòng 50 m của đường biên, ranh giới xã, mốc đã biết",
        "places of the line within 50 m of the known line, outlines and markers",
    ),
    "ground": Text(
        "điểm của nền bản đồ trong vòng 50 m của nền bản đồ, tuyến đường, đường biên đã biết",
        "places of the ground within 50 m of the known ground, roads and line",
    ),
    "posts": Text("đồn trong vòng 50 m của đồn đã biết", "posts within 50 m of known posts"),
    "gates": Text(
        "cửa khẩu trong vòng 50 m của cửa khẩu, đường biên đã biết",
        "gates within 50 m of known gates and the line",
    ),
}


class Standing(NamedTuple):
    """How many of the places compared stand on things known, under one reading."""

    near: int
    of: int
    kind: LayerKind

    def text(self) -> Text:
        """Return it as words: ``272/313 ends of roads within 50 m of known markers …``."""
        words = _NAMES[self.kind]
        return Text(f"{self.near}/{self.of} {words.vi}", f"{self.near}/{self.of} {words.en}")

    @property
    def tells(self) -> bool:
        """There are enough of them to tell a datum by."""
        return self.near >= max(_FEWEST, _SHARE * self.of)

    def beats(self, other: Standing) -> bool:
        """Say whether this reading is so much better that the other cannot be meant."""
        gained = self.near - other.near
        return gained >= max(_FEWEST, _SHARE * self.of) and self.near >= _RATIO * other.near


class Landmarks:
    """What a layer's places are compared with, prepared once.

    Args:
        kind: what the layer is of. drawn: its geometries, as the file has them.
        known: what the store knows.
    """

    def __init__(self, kind: LayerKind, drawn: NDArray[np.object_], known: Known) -> None:
        self._kind = kind
        shapes = shapely.get_parts(drawn)
        known_points, known_lines = _known(kind, known)
        self._marks = shapely.STRtree([*known_points, *known_lines])
        self._places = _finite(_ends(shapes) if kind == "roads" else _vertices(shapes))
        self._edges = _edges(shapes) if kind in ("communes", "boundary") else None
        self._markers = np.array(_points(known.markers.values()), dtype=object)

    def standing(self, to_earth: Callable[[Floats, Floats], tuple[Floats, Floats]]) -> Standing:
        """Return how many places stand on things known where `to_earth` puts them."""
        near, of = 0, 0
        if len(self._marks) and len(self._places):
            placed = _planar(self._places, to_earth)
            near = _count(self._marks, shapely.points(placed[np.isfinite(placed).all(axis=1)]))
            of = len(self._places)
        if self._edges is not None and len(self._edges) and len(self._markers):
            moved = shapely.transform(self._edges, lambda pairs: _planar(pairs, to_earth))
            sound = np.isfinite(shapely.bounds(moved)).all(axis=1)
            tree = shapely.STRtree(moved[sound])
            near += _count(tree, self._markers) if len(tree) else 0
            of += len(self._markers)
        return Standing(near, of, self._kind)


def _known(kind: LayerKind, known: Known) -> tuple[list[shapely.Geometry], list[shapely.Geometry]]:
    """Return the points and the lines that a kind of layer has to do with, in metres."""
    line = [metric(piece) for piece in known.boundary]
    outlines = [shapely.boundary(metric(c.geometry)) for c in known.communes.values() if c.geometry]
    posts = _points((p.longitude, p.latitude) for p in known.posts.values())
    match kind:
        case "roads":
            roads = [metric(road) for road in known.drawn("roads")]
            gates = [metric(gate) for gate in known.drawn("gates")]
            return [*_points(known.markers.values()), *posts, *gates], roads
        case "posts":
            return posts, []
        case "gates":
            return [metric(gate) for gate in known.drawn("gates")], line
        case "ground":
            shapes = [metric(shape) for name in ("ground", "roads") for shape in known.drawn(name)]
            areas = [shapely.boundary(s) if "Polygon" in s.geom_type else s for s in shapes]
            return [], [*areas, *line]
    return [], [*outlines, *line]


def _points(places: Iterable[tuple[float | None, float | None] | None]) -> list[shapely.Geometry]:
    """Return the places that have a position, in metres."""
    spots = [p for p in places if p is not None and None not in p]
    if not spots:
        return []
    longitude, latitude = np.array(spots, dtype=np.float64).T
    return list(shapely.points(*crs.to_metric(longitude, latitude)))


def _ends(shapes: NDArray[np.object_]) -> Floats:
    lines = shapes[shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING]
    ends = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    coordinates: Floats = shapely.get_coordinates(ends)
    return coordinates


def _vertices(shapes: NDArray[np.object_]) -> Floats:
    coordinates: Floats = shapely.get_coordinates(shapes)
    return coordinates


def _finite(places: Floats) -> Floats:
    sound = places[np.isfinite(places).all(axis=1)]
    return sound[:: max(1, -(-len(sound) // _MOST))]


def _edges(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return the lines and the edges of areas; what has a vertex nowhere is left out."""
    sound = shapes[np.isfinite(shapely.bounds(shapes)).all(axis=1)]
    is_area = shapely.get_type_id(sound) == shapely.GeometryType.POLYGON
    edges: NDArray[np.object_] = np.where(is_area, shapely.boundary(sound), sound)
    return edges


def _planar(pairs: Floats, to_earth: Callable[[Floats, Floats], tuple[Floats, Floats]]) -> Floats:
    return np.column_stack(crs.to_metric(*to_earth(pairs[:, 0], pairs[:, 1])))


def _count(tree: shapely.STRtree, points: NDArray[np.object_]) -> int:
    of_point, _ = tree.query(points, predicate="dwithin", distance=NEAR_M)
    return len(np.unique(of_point))
