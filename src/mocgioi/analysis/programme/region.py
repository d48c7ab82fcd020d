"""The ground that new road may be built on: the communes, never beyond their outline.

Markers stand on the border line, some metres to either side of the outline as it is drawn. A way
to one that stands outside ends inside, at the ground nearest to it, as long as that is within reach
of the marker: no way leaves the country, not by a metre.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.analysis.programme.slopes import Slopes
from mocgioi.analysis.roads.ground import metric_shapes

Numbers = NDArray[np.float64]
Geometries = NDArray[Any]
Indices = NDArray[np.intp]

_CHUNK_VERTICES = 16
_MARGIN_M = 3000.0
_STRAY = 0.05
"""A face of the plane that holds no larger share of the roads is beyond the border."""
_DRAWN_M = 0.01
_INSIDE_M = 1.0
"""How far behind the edge a way ends that leads to a marker beside or outside it."""
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

    def parts(self) -> Iterator[bytes]:
        """Yield what makes it: two regions of the same parts say the same of every place."""
        for lines in (self.area, self._barrier):
            yield b"" if lines is None else shapely.to_wkb(lines)
        if self.slopes is not None:
            yield from self.slopes.parts()

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

    def ends_near(self, markers: Numbers, within_m: float) -> tuple[Numbers, NDArray[np.bool_]]:
        """Return where a way to each marker ends, and whether that is near enough to serve it.

        It is the marker's own place, or where that is not inside, the ground nearest to it.
        """
        inner = shapely.buffer(self.area, -_INSIDE_M, join_style="mitre")
        if self._barrier is not None:
            inner = shapely.difference(inner, shapely.buffer(self._barrier, _INSIDE_M))
        if shapely.is_empty(inner):
            return markers, np.zeros(len(markers), dtype=bool)
        lines = shapely.shortest_line(shapely.points(markers), inner)
        ends = shapely.get_coordinates(lines)[1::2]
        return ends, np.hypot(*(ends - markers).T) <= within_m

    def stays(self, starts: Numbers, ends: Numbers) -> NDArray[np.bool_]:
        """Say which straight pieces between (n, 2) places inside never leave."""
        pieces = np.asarray(shapely.linestrings(np.stack((starts, ends), axis=1)), dtype=object)
        stays = np.ones(len(pieces), dtype=bool)
        stays[np.unique(self._edge.query(pieces, predicate="intersects")[0])] = False
        return stays

    def clipped(self, lines: Geometries) -> tuple[Geometries, Indices]:
        """Return the parts of lines that lie inside, with a length, and of which line each is."""
        inside = shapely.contains_properly(self.area, lines)
        kept = np.array(lines, dtype=object)
        kept[~inside] = shapely.intersection(self.area, lines[~inside])
        parts, line = shapely.get_parts(kept, return_index=True)
        is_line = (shapely.get_dimensions(parts) == 1) & (shapely.length(parts) > 0)
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
