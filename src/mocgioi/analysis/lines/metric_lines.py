"""Roads as arrays of vertices in a metric CRS, read from their WKB without geometry objects.

Half a million roads have some forty million vertices: as arrays they take sixteen bytes each,
as geometry objects several times that. Roads are read, and changed into metres, a batch at a
time, so that they may come from an iterator over a file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mocgioi.analysis.lines.network import road_of
from mocgioi.domain.crs import to_metric

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]
Geometries = NDArray[Any]

CHUNK_SEGMENTS = 8
"""Segments in a chunk: the bounding box of a whole road is near everything."""

_BATCH_BYTES = 1 << 24
_LINE, _LINES = struct.pack("<BI", 1, 2), struct.pack("<BI", 1, 5)
_LINE_HEADER_BYTES = 9
_VERTEX_BYTES = 16


class RoadLine(NamedTuple):
    """A road's uuid and its line: WKB LineString or MultiLineString, EPSG:4326."""

    uuid: str
    geometry: bytes


class Chunks(NamedTuple):
    """Runs of at most `CHUNK_SEGMENTS` segments; neighbours share a vertex, no segment is lost.

    Attributes:
        first, last: first and last vertex of each, by order.
        road: the road of each, by order.
    """

    first: Indices
    last: Indices
    road: Indices


@dataclass(frozen=True)
class MetricLines:
    """Roads in a metric CRS. A road is one line whatever parts it is drawn in.

    Attributes:
        uuids: of the roads, in the order given.
        vertices: (n, 2) easting and northing, metres, part after part.
        first, last: first and last vertex of each part, by order: its two ends.
        part_road: the road of each part, by order.
    """

    uuids: tuple[str, ...]
    vertices: Numbers
    first: Indices
    last: Indices
    part_road: Indices

    @cached_property
    def runs(self) -> Chunks:
        """The parts cut into runs of a few segments, in the order of the parts."""
        per_part = -(-(self.last - self.first) // CHUNK_SEGMENTS)
        part = np.repeat(np.arange(len(self.first)), per_part)
        first = self.first[part] + ranks(per_part) * CHUNK_SEGMENTS
        return Chunks(
            first, np.minimum(first + CHUNK_SEGMENTS, self.last[part]), self.part_road[part]
        )

    @cached_property
    def sizes(self) -> Indices:
        """How many vertices each road has."""
        sizes = np.bincount(self.part_road, self.last - self.first + 1, minlength=len(self.uuids))
        return np.asarray(sizes, dtype=np.intp)

    @cached_property
    def boxes(self) -> Numbers:
        """West, south, east, north of each road; one without vertices is near nothing."""
        boxes = np.tile((np.inf, np.inf, -np.inf, -np.inf), (len(self.uuids), 1))
        if len(self.first):
            begin = np.flatnonzero(np.diff(self.part_road, prepend=-1))
            road = self.part_road[begin]
            for sides, furthest in ((slice(0, 2), np.fmin), (slice(2, 4), np.fmax)):
                of_part = furthest.reduceat(self.vertices, self.first)
                boxes[road, sides] = furthest.reduceat(of_part, begin)
        return boxes

    @cached_property
    def chunks(self) -> Geometries:
        """`runs` as LineStrings of shapely, for distances from line to line."""
        return self.chunks_of(np.arange(len(self.runs.first)))

    def chunks_of(self, runs: Indices) -> Geometries:
        """Return some of the `chunks`, by their order, in the order given."""
        first, last, _ = self.runs
        return _line_strings(self.vertices, first[runs], last[runs])

    @cached_property
    def shapes(self) -> Geometries:
        """Each road with all its parts, as a MultiLineString of shapely."""
        import shapely

        parts = _line_strings(self.vertices, self.first, self.last)
        empty = np.full(len(self.uuids), shapely.MultiLineString(), dtype=object)
        return np.asarray(shapely.multilinestrings(parts, indices=self.part_road, out=empty))

    @cached_property
    def ends(self) -> Geometries:
        """The first vertex of every part, then the last of every part, as Points of shapely."""
        import shapely

        return np.asarray(shapely.points(self.vertices[np.concatenate((self.first, self.last))]))

    @property
    def end_road(self) -> Indices:
        """The road of each of `ends`, by order."""
        return np.concatenate((self.part_road, self.part_road))

    @property
    def chunk_road(self) -> Indices:
        """The road of each chunk, by order."""
        return self.runs.road

    def picked(self, roads: Sequence[int] | Indices) -> MetricLines:
        """Return some of the roads, by their order here, in the order given."""
        order = np.asarray(roads, dtype=np.intp)
        begin = np.searchsorted(self.part_road, order)
        parts = np.searchsorted(self.part_road, order, side="right") - begin
        part = np.repeat(begin, parts) + ranks(parts)
        size = self.last[part] - self.first[part] + 1
        last = np.cumsum(size) - 1
        return MetricLines(
            uuids=tuple(self.uuids[road] for road in order.tolist()),
            vertices=self.vertices[np.repeat(self.first[part], size) + ranks(size)],
            first=last - size + 1,
            last=last,
            part_road=np.repeat(np.arange(len(order)), parts),
        )

    def of_whole_roads(self) -> MetricLines:
        """Return the same with the pieces of a road, which follow each other, as one line."""
        place: dict[str, int] = {}
        for uuid in map(road_of, self.uuids):
            place.setdefault(uuid, len(place))
        if len(place) == len(self.uuids):
            return replace(self, uuids=tuple(place))
        road = np.array([place[road_of(uuid)] for uuid in self.uuids], dtype=np.intp)
        return replace(self, uuids=tuple(place), part_road=road[self.part_road])

    def length_m(self) -> Numbers:
        """Return the length of each road, all parts together, planar metres."""
        part_m = np.zeros(len(self.first))
        for some in _blocks(self.last - self.first + 1):
            first, last = self.first[some], self.last[some]
            run = self.vertices[first[0] : last[-1] + 1]
            step_m = np.zeros(len(run))
            step = np.diff(run, axis=0)
            step_m[1:] = np.hypot(step[:, 0], step[:, 1])
            step_m[first - first[0]] = 0.0
            part_m[some] = np.add.reduceat(step_m, first - first[0])
        return np.asarray(np.bincount(self.part_road, part_m, minlength=len(self.uuids)))


def metric_lines(roads: Iterable[RoadLine], metric_crs: str) -> MetricLines:
    """Return `roads` in `metric_crs`; a road without vertices has no parts.

    Raises:
        CrsProblem: `metric_crs` names no system that can be placed on WGS 84.
    """
    uuids: list[str] = []
    sizes: list[int] = []
    part_road: list[int] = []
    degrees, metres = bytearray(), bytearray()
    for index, (uuid, wkb) in enumerate(roads):
        uuids.append(uuid)
        for part in _parts(wkb):
            sizes.append(len(part) // _VERTEX_BYTES)
            part_road.append(index)
            degrees += part
        if len(degrees) >= _BATCH_BYTES:
            metres += _projected(degrees, metric_crs)
            degrees.clear()
    metres += _projected(degrees, metric_crs)
    size = np.array(sizes, dtype=np.intp)
    last = np.cumsum(size) - 1
    return MetricLines(
        uuids=tuple(uuids),
        vertices=np.frombuffer(metres, dtype=np.float64).reshape(-1, 2),
        first=last - size + 1,
        last=last,
        part_road=np.array(part_road, dtype=np.intp),
    )


def _parts(wkb: bytes) -> Iterator[bytes]:
    """Yield the vertices of each part that has any: longitude, latitude, little-endian doubles."""
    if wkb[:5] == _LINE:
        if len(wkb) > _LINE_HEADER_BYTES:
            yield wkb[_LINE_HEADER_BYTES:]
    elif wkb[:5] == _LINES:
        parts: list[bytes] = []
        at = _LINE_HEADER_BYTES
        while at < len(wkb):
            if wkb[at : at + 5] != _LINE:
                parts = list(_parts(_plain(wkb)))
                break
            end = at + _LINE_HEADER_BYTES + _VERTEX_BYTES * struct.unpack_from("<I", wkb, at + 5)[0]
            if end > at + _LINE_HEADER_BYTES:
                parts.append(wkb[at + _LINE_HEADER_BYTES : end])
            at = end
        yield from parts
    else:
        yield from _parts(_plain(wkb))


def _plain(wkb: bytes) -> bytes:
    """Return the WKB little-endian, without heights, measures and SRID."""
    import shapely

    line = shapely.force_2d(shapely.from_wkb(wkb))
    return bytes(shapely.to_wkb(line, byte_order=1, include_srid=False))


def _projected(degrees: bytearray, metric_crs: str) -> bytes:
    places = np.frombuffer(degrees, dtype="<f8").reshape(-1, 2)
    return np.column_stack(to_metric(places[:, 0], places[:, 1], metric_crs)).tobytes()


def _blocks(sizes: Indices) -> Iterator[slice]:
    """Yield runs of parts, each run of about `_BATCH_BYTES` of vertices and at least one part."""
    total = np.cumsum(sizes)
    limits = np.arange(0, total[-1] if len(total) else 0, _BATCH_BYTES // _VERTEX_BYTES)
    bounds = np.unique(np.append(np.searchsorted(total, limits, side="right"), len(sizes)))
    for begin, end in pairwise(bounds.tolist()):
        yield slice(begin, end)


def _line_strings(vertices: Numbers, first: Indices, last: Indices) -> Geometries:
    """Return the LineString of shapely from each first vertex to its last one."""
    import shapely

    size = last - first + 1
    chosen = np.repeat(first, size) + ranks(size)
    of = np.repeat(np.arange(len(size)), size)
    return np.asarray(shapely.linestrings(vertices[chosen], indices=of))


def ranks(sizes: Indices) -> Indices:
    """Return 0 … n-1 for each n of `sizes`, one run after the other."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
