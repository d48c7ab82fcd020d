"""The ground that new road may be built on: the communes, never beyond their outline.

Markers stand on the border line, some metres to either side of the outline as it is drawn. So the
last piece of a way may leave the outline, but only where it leads to a marker and no farther from
it than `NEAR_BORDER_M` (works that near to the line need agreement: NĐ 96/2020/NĐ-CP) or, where
the marker itself is drawn farther outside, than the marker's own distance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.programme.slopes import Slopes
from mocgioi.analysis.roads.border_checks import NEAR_BORDER_M
from mocgioi.analysis.roads.ground import metric_shapes

Numbers = NDArray[np.float64]
Geometries = NDArray[Any]
Indices = NDArray[np.intp]

_CHUNK_VERTICES = 16
_MARGIN_M = 3000.0
_STRAY = 0.05
"""A face of the plane that holds no larger share of the roads is beyond the border."""
_DRAWN_M = 0.01
_SLIVER_M = 5.0
"""A hole between communes narrower than this is one of drawing."""


class Region:
    """An area in metres, asked whether places and straight pieces stay in it."""

    def __init__(
        self,
        area: shapely.Geometry,
        barrier: shapely.Geometry | None = None,
        slopes: Slopes | None = None,
    ) -> None:
        """Take an area, a line within it that no way crosses, and how steep it is."""
        self.slopes = slopes
        shapely.prepare(area)
        self.area = area
        self._barrier = barrier
        lines = [*shapely.get_rings(shapely.get_parts(area))]
        lines += [] if barrier is None else _lines_of(barrier)
        self.chunks = _chunks([shapely.get_coordinates(line) for line in lines])
        self._edge = shapely.STRtree(self.chunks)

    def has(self, places: Numbers) -> NDArray[np.bool_]:
        """Say which of (n, 2) places lie inside."""
        return np.asarray(shapely.contains_xy(self.area, places[:, 0], places[:, 1]))

    def weigh(self, starts: Numbers, ends: Numbers) -> Numbers:
        """Return what straight pieces weigh: metres of road on unknown terrain that cost as much.

        Planar metres where no terrain is known.
        """
        if self.slopes is None:
            return np.asarray(np.hypot(*(ends - starts).T))
        return self.slopes.weigh(starts, ends)

    def allowance_m(self, markers: Numbers) -> Numbers:
        """Return how far from each marker a piece that leads to it may leave."""
        return NEAR_BORDER_M + np.asarray(shapely.distance(self.area, shapely.points(markers)))

    def stays(
        self, starts: Numbers, ends: Numbers, start_m: Numbers, end_m: Numbers
    ) -> NDArray[np.bool_]:
        """Say which straight pieces never leave.

        Args:
            starts, ends: (n, 2) places, inside or of markers.
            start_m, end_m: how far from that end a piece may leave (`allowance_m`), 0.0 where
                the end is no marker.
        """
        pieces = np.asarray(shapely.linestrings(np.stack((starts, ends), axis=1)), dtype=object)
        stays = np.ones(len(pieces), dtype=bool)
        leaving = np.unique(self._edge.query(pieces, predicate="intersects")[0])
        stays[leaving] = False
        doubtful = leaving[(start_m[leaving] > 0) | (end_m[leaving] > 0)]
        parts, which = self._where_it_leaves(pieces[doubtful])
        at = doubtful[which]
        near = _within(parts, starts[at], start_m[at]) | _within(parts, ends[at], end_m[at])
        stays[doubtful] = True
        stays[at[~near]] = False
        return stays

    def _where_it_leaves(self, pieces: Geometries) -> tuple[Geometries, Indices]:
        """Return the parts of pieces that are outside or cross the barrier, and whose they are."""
        met = [shapely.difference(pieces, self.area)]
        if self._barrier is not None:
            met.append(shapely.intersection(pieces, self._barrier))
        found = [shapely.get_parts(some, return_index=True) for some in met]
        return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])

    def clipped(self, lines: Geometries) -> tuple[Geometries, Indices]:
        """Return the parts of lines that lie inside, and of which line each is."""
        inside = shapely.contains_properly(self.area, lines)
        kept = np.array(lines, dtype=object)
        kept[~inside] = shapely.intersection(self.area, lines[~inside])
        parts, line = shapely.get_parts(kept, return_index=True)
        is_line = shapely.get_dimensions(parts) == 1
        return parts[is_line], line[is_line]


def _chunks(rings: Sequence[Numbers]) -> Geometries:
    chunks = [
        ring[first : first + _CHUNK_VERTICES + 1]
        for ring in rings
        for first in range(0, len(ring) - 1, _CHUNK_VERTICES)
    ]
    sizes = [len(chunk) for chunk in chunks]
    if not chunks:
        return np.empty(0, dtype=object)
    return np.asarray(
        shapely.linestrings(
            np.concatenate(chunks), indices=np.repeat(np.arange(len(chunks)), sizes)
        )
    )


def region_of(
    communes: Sequence[bytes],
    border: Sequence[bytes],
    around: Numbers,
    roads: Geometries,
    crs: str,
    slopes: Slopes | None = None,
) -> Region:
    """Return the ground that ways may run on.

    Where no commune has an outline it is the side of the border line that the roads are on, and
    without a line all there is.

    Args:
        communes: outlines; border: pieces of the line; WKB in EPSG:4326.
        around: places it has to hold, (n, 2) in metres; roads: those there are, in metres.
        slopes: how steep it is, where that is known.
    """
    outlines = metric_shapes([outline for outline in communes if outline], crs)
    if len(outlines):
        return Region(_without_slivers(shapely.union_all(outlines)), slopes=slopes)
    box = shapely.buffer(shapely.MultiPoint(around), _MARGIN_M).envelope
    line = shapely.intersection(shapely.union_all(metric_shapes(border, crs)), box)
    cut = shapely.node(shapely.union(shapely.boundary(box), line))
    faces = shapely.get_parts(shapely.polygonize([cut]))
    held_m = shapely.length(shapely.intersection(faces, shapely.MultiLineString(list(roads))))
    home = faces[held_m > _STRAY * held_m.sum()]
    area = shapely.union_all(home)
    inside = shapely.difference(line, shapely.buffer(shapely.boundary(area), _DRAWN_M))
    return Region(area, None if inside.is_empty else inside, slopes)


def _within(parts: Geometries, places: Numbers, metres: Numbers) -> NDArray[np.bool_]:
    """Say which parts lie no farther than some metres from a place, every vertex of them."""
    vertices, part = shapely.get_coordinates(parts, return_index=True)
    apart_m = np.hypot(*(vertices - places[part]).T)
    farthest_m = np.zeros(len(parts))
    np.maximum.at(farthest_m, part, apart_m)
    return farthest_m <= metres


def _without_slivers(area: shapely.Geometry) -> shapely.Geometry:
    """Return an area without the holes that are nothing but two outlines that do not meet."""
    rings = shapely.get_rings(shapely.get_parts(area))
    holes = [
        shapely.Polygon(ring)
        for ring in rings
        if 2 * shapely.Polygon(ring).area < _SLIVER_M * shapely.length(ring)
    ]
    return shapely.union_all([area, *holes]) if holes else area


def _lines_of(lines: shapely.Geometry) -> list[shapely.Geometry]:
    return [part for part in shapely.get_parts(lines) if shapely.get_dimensions(part) == 1]
