"""The ground: how well positions agree with what is known of the border.

Distances are planar metres in the store's metric system (EPSG:9215). What can be compared:
the markers' positions known before, the commune each marker is said to be in, the border
line, and, where communes have no outline, their centres.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from mocgioi.domain import crs
from mocgioi.errors import Text
from mocgioi.intake.rows.known import Known
from mocgioi.words.amounts import distance_text

Floats = NDArray[np.float64]
Extent = Literal["markers", "area", "ground", "surroundings"]

_GROUND_FIRST = Text(
    "Hãy nhập xã và đường biên trước để kiểm tra được.",
    "Import communes and the line first to have it checked.",
)
_GROUND = Text(
    "Các tệp nhập sau được đối chiếu với tệp này.", "Later files are compared with this one."
)
_TOLERANCE_M = {
    "marker": {"markers": 100.0, "area": 30_000.0},
    "boundary": {"markers": 2_000.0, "area": 30_000.0},
    "outline": {"markers": 2_000.0, "area": 30_000.0},
    "commune": {"markers": 500.0, "area": 10_000.0},
}
_CENTRE_TOLERANCE_M = 25_000.0
"""Kiên Mộc, the largest, reaches 25 km from its centre; a neighbour's zone moves by 51 km."""
_SURROUNDINGS_M = 3_000_000.0
"""A layer of the whole country is cut to what lies about the border; one of elsewhere is no ground
of it."""
_ROUGH_M = 100.0
_CELL_M = 2_500.0
_CELL_DEGREES = 0.02
"""Side of a cell whose places are asked about together: none of them is `_CELL_M` from its middle,
in metres, and no more than 1.6 km.
"""
_ROUND_TRIP_M = 1.0
"""Metres that come back as others, when they are turned to degrees and back, lie where their
system makes no sense."""
WITHIN_M = 100.0
_NOWHERE_M = 1e9

_NAMES = {
    "marker": Text("vị trí mốc đã biết", "the markers' known positions"),
    "boundary": Text("đường biên giới", "the border line"),
    "outline": Text("ranh giới xã", "the communes' outlines"),
    "commune": Text("xã của chúng", "their communes"),
    "centre": Text("trung tâm xã", "the communes' centres"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """How far positions are from one thing known.

    Attributes:
        basis: ``marker boundary outline commune centre``.
        median_m: median distance. within: share of positions within `WITHIN_M`, 0 to 1.
        tolerance_m: the median up to which they agree. count: positions compared.
    """

    basis: str
    median_m: float
    within: float
    tolerance_m: float
    count: int

    @property
    def agrees(self) -> bool:
        """The median is within the tolerance."""
        return self.median_m <= self.tolerance_m

    def text(self) -> Text:
        """Return the measure as words: ``median 3 m from the border line, 98 % within 100 m``."""
        name = _NAMES[self.basis]
        far = distance_text(self.median_m)
        share = round(self.within * 100)
        if not self.agrees or self.basis == "centre":
            return Text(f"cách {name.vi} {far.vi} (trung vị)", f"{far.en} from {name.en} (median)")
        return Text(
            f"cách {name.vi} {far.vi} (trung vị), {share}% trong vòng {WITHIN_M:.0f} m",
            f"{far.en} from {name.en} (median), {share} % within {WITHIN_M:.0f} m",
        )


class Ground:
    """What is known to compare positions with, prepared once for a table.

    Args:
        known: what the store knows.
        numbers: the marker number of each position, or None.
        communes: the commune code of each position, or None.
        extent: ``markers`` stand on the border; an ``area`` layer lies about it; communes and
            line themselves are the ``ground``, an area that others are compared with;
            ``surroundings`` reach as far as they like.

    Attributes:
        advice: what to do when nothing is known yet.
    """

    def __init__(
        self,
        known: Known,
        numbers: Sequence[str | None],
        communes: Sequence[str | None],
        extent: Extent,
    ) -> None:
        self.advice = _GROUND if extent == "ground" else _GROUND_FIRST
        self._extent = "area" if extent == "ground" else extent
        self._is_area = extent != "markers"
        self._numbers = numbers
        self._communes = communes
        self._markers = _metric_points({n: p for n, p in known.markers.items() if p is not None})
        self._outlines = {
            code: metric(c.geometry) for code, c in known.communes.items() if c.geometry
        }
        self._centres = _metric_points(
            {
                code: (c.longitude, c.latitude)
                for code, c in known.communes.items()
                if c.longitude is not None and c.latitude is not None
            }
        )
        pieces = [metric(piece) for piece in known.boundary]
        self._line = shapely.union_all(pieces) if pieces else None
        self._segments = shapely.STRtree([] if self._line is None else _segments(self._line))

    @property
    def is_known(self) -> bool:
        """There is something to compare with."""
        return bool(self._markers or self._outlines or self._centres or self._line is not None)

    def off_m(self, longitude: Floats, latitude: Floats, *, beyond_m: float) -> Floats:
        """Return how far positions (EPSG:4326) are from the nearest thing known, in metres.

        To within 100 m, since every vertex of a layer is asked about; 0.0 for what is no farther
        than `beyond_m`, as all that lies about one place is asked together. A commune without an
        outline reaches 25 km about its centre. NaN for what is no place.
        """
        areas = list(self._outlines.values()) or [
            centre.buffer(_CENTRE_TOLERANCE_M) for centre in self._centres.values()
        ]
        lines = [] if self._line is None else list(shapely.get_parts(self._line))
        known = shapely.simplify([*areas, *lines, *self._markers.values()], _ROUGH_M)
        tree, places = shapely.STRtree(known), np.column_stack((longitude, latitude))
        is_place = np.isfinite(longitude) & np.isfinite(latitude)
        is_far, near = np.full(len(places), True), np.flatnonzero(is_place)
        cell = np.floor(np.clip(places[near], -360, 360) / _CELL_DEGREES).astype(np.int64)
        key = cell[:, 0] << 32 | (cell[:, 1] & 0xFFFFFFFF)
        # The vertices of a line follow each other through few cells.
        runs = np.flatnonzero(np.diff(key, prepend=key[:1] - 1))
        _, one, of_run = np.unique(key[runs], return_index=True, return_inverse=True)
        middles = np.multiply(cell[runs[one]] + 0.5, _CELL_DEGREES, dtype=np.float64)
        is_far_run = ~(self._off_m(tree, middles) <= beyond_m - _CELL_M)[of_run]
        is_far[near] = np.repeat(is_far_run, np.diff(runs, append=len(key)))
        off_m = np.zeros(len(places))
        off_m[is_far] = self._off_m(tree, places[is_far])
        return off_m

    @staticmethod
    def _off_m(tree: shapely.STRtree, places: Floats) -> Floats:
        """Return how far positions (EPSG:4326) are from the nearest shape; NaN for no place."""
        metric = np.column_stack(crs.to_metric(places[:, 0], places[:, 1]))
        is_placed = np.isfinite(metric).all(axis=1)
        off_m = np.full(len(places), np.nan)
        off_m[is_placed] = _nearest(tree, shapely.points(metric[is_placed]))
        return off_m

    def judge(self, longitude: Floats, latitude: Floats) -> tuple[Measure, ...]:
        """Compare positions (EPSG:4326, degrees) with the ground, the most telling first."""
        easting, northing = crs.to_metric(longitude, latitude)
        lost = ~(np.isfinite(easting) & np.isfinite(northing))
        points = shapely.points(np.where(lost, 0.0, easting), np.where(lost, 0.0, northing))
        measures = [
            self._to_markers(points, lost),
            self._to_line(points, lost),
            self._to_communes(points, lost),
        ]
        return tuple(measure for measure in measures if measure is not None)

    def _to_markers(self, points: NDArray[np.object_], lost: NDArray[np.bool_]) -> Measure | None:
        if self._is_area:
            if not self._markers or self._line is not None or self._outlines:
                return None
            tree = shapely.STRtree(list(self._markers.values()))
            return self._measure("marker", _nearest(tree, points), lost)
        homes = [self._markers.get(n or "") for n in self._numbers]
        at = np.array([i for i, point in enumerate(homes) if point is not None], dtype=np.intp)
        if not len(at):
            return None
        targets = np.array([homes[i] for i in at], dtype=object)
        return self._measure("marker", shapely.distance(points[at], targets), lost[at])

    def _to_line(self, points: NDArray[np.object_], lost: NDArray[np.bool_]) -> Measure | None:
        if self._line is not None:
            return self._measure("boundary", _nearest(self._segments, points), lost)
        if not self._outlines or self._is_area:
            return None
        edges = [shapely.boundary(outline) for outline in self._outlines.values()]
        return self._measure("outline", _nearest(shapely.STRtree(edges), points), lost)

    def _to_communes(self, points: NDArray[np.object_], lost: NDArray[np.bool_]) -> Measure | None:
        basis, places = ("commune", self._outlines) if self._outlines else ("centre", self._centres)
        if not places:
            return None
        distances = np.full(len(points), np.nan)
        for code in {c for c in self._communes if c is not None and c in places}:
            at = np.array([c == code for c in self._communes])
            distances[at] = shapely.distance(points[at], places[code])
        if np.isnan(distances).all():
            distances = _nearest(shapely.STRtree(list(places.values())), points)
        kept = ~np.isnan(distances)
        return self._measure(basis, distances[kept], lost[kept])

    def _measure(self, basis: str, distances: Floats, lost: NDArray[np.bool_]) -> Measure:
        distances = np.where(lost, _NOWHERE_M, distances)
        if self._extent == "surroundings":
            tolerance = _SURROUNDINGS_M
        elif basis == "centre":
            tolerance = _CENTRE_TOLERANCE_M
        else:
            tolerance = _TOLERANCE_M[basis][self._extent]
        median = float(np.median(distances))
        within = float(np.mean(distances <= WITHIN_M))
        return Measure(
            basis=basis,
            median_m=median,
            within=within,
            tolerance_m=tolerance,
            count=len(distances),
        )


def _nearest(tree: shapely.STRtree, points: NDArray[np.object_]) -> Floats:
    distances: Floats = shapely.distance(points, tree.geometries[tree.nearest(points)])
    return distances


def _segments(lines: shapely.Geometry) -> NDArray[np.object_]:
    """Return the segments of lines, each by itself, so that a tree finds the nearest."""
    pairs, of_line = shapely.get_coordinates(shapely.get_parts(lines), return_index=True)
    within = of_line[:-1] == of_line[1:]
    segments: NDArray[np.object_] = shapely.linestrings(
        np.stack([pairs[:-1][within], pairs[1:][within]], axis=1)
    )
    return segments


def metric(wkb: bytes) -> shapely.Geometry:
    """Return a WKB geometry of EPSG:4326 in the metric system (EPSG:9215)."""

    def to_metric(coordinates: Floats) -> Floats:
        return np.column_stack(crs.to_metric(coordinates[:, 0], coordinates[:, 1]))

    return shapely.transform(shapely.from_wkb(wkb), to_metric)


def _metric_points(places: Mapping[str, tuple[float, float]]) -> dict[str, shapely.Geometry]:
    longitude, latitude = np.array(list(places.values()), dtype=np.float64).reshape(-1, 2).T
    return dict(zip(places, shapely.points(*crs.to_metric(longitude, latitude)), strict=True))


def to_earth(first: Floats, second: Floats, system: str) -> tuple[Floats, Floats]:
    """Return longitude and latitude (EPSG:4326) of coordinates of `system`, east first.

    NaN where they are no place on Earth: not finite, beyond 180° or 90°, or metres beyond the
    reach of their projection.
    """
    longitude, latitude = crs.to_storage(first, second, system)
    with np.errstate(invalid="ignore"):
        if crs.is_geographic(system):
            possible = (np.abs(first) <= 180) & (np.abs(second) <= 90)
        else:
            again = crs.to_metric(longitude, latitude, system)
            possible = np.hypot(again[0] - first, again[1] - second) <= _ROUND_TRIP_M
    possible &= (np.abs(longitude) <= 180) & (np.abs(latitude) <= 90)
    return np.where(possible, longitude, np.nan), np.where(possible, latitude, np.nan)


def in_vietnam(longitude: Floats, latitude: Floats) -> NDArray[np.bool_]:
    """Say of each position (EPSG:4326) whether it falls in the frame of Việt Nam."""
    return (longitude >= 102) & (longitude <= 110) & (latitude >= 8) & (latitude <= 24)


def is_in_vietnam(longitude: Floats, latitude: Floats) -> bool:
    """Say whether most of the positions (EPSG:4326) fall in the frame of Việt Nam."""
    return bool(np.mean(in_vietnam(longitude, latitude)) > 0.5)


def is_degrees(first: Floats, second: Floats) -> bool:
    """Say whether two columns of numbers are degrees rather than metres."""
    pair = np.abs(np.concatenate([first, second]))
    return bool(len(pair)) and math.isfinite(float(pair[0])) and float(np.median(pair)) <= 360.0
