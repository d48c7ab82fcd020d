"""Reach computed a second way: every point against every segment, no index, no shared code.

Its own change of datum and its own projection, distances by the formula for a point and a
segment, joins by spreading from the trunk roads until nothing changes. numpy only to compute
whole columns at once. Slow, and simple enough to read against ``LAWS.md``, *Reach*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Columns = NDArray[np.float64]

_SEMI_MAJOR_M, _FLATTENING = 6_378_137.0, 1 / 298.257223563
_ECCENTRICITY2 = _FLATTENING * (2 - _FLATTENING)
_SHIFT_M = np.array([-191.90441429, -39.30318279, -111.45032835])
_TURN_ARCSECONDS = np.array([-0.00928836, 0.01975479, -0.00427372])
_SCALE_PPM = 0.252906278


class Road(NamedTuple):
    """A road, its parts as columns of longitude and latitude."""

    name: str
    trunk: bool
    built: bool
    completed_on: str
    communes: set[str]
    parts: list[Columns]


class Marker(NamedTuple):
    """A marker, easting and northing in EPSG:9215, metres."""

    number: str
    commune: str
    easting: float
    northing: float


class Answer(NamedTuple):
    """What is measured of a marker; metres to the nearest line, and on to the network."""

    measured: str
    nearest_m: float
    to_network_m: float


def to_vn2000_tm3(degrees: Columns) -> Columns:
    """Project longitude and latitude (WGS 84) to EPSG:9215: EPSG:6960 backwards, then TM."""
    longitude, latitude = _to_vn2000(np.radians(degrees[:, 0]), np.radians(degrees[:, 1]))
    e, n = np.sqrt(_ECCENTRICITY2), _FLATTENING / (2 - _FLATTENING)
    conformal = np.sinh(np.arctanh(np.sin(latitude)) - e * np.arctanh(e * np.sin(latitude)))
    turn = longitude - np.radians(107.25)
    xi = np.arctan2(conformal, np.cos(turn))
    eta = np.arctanh(np.sin(turn) / np.sqrt(1 + conformal**2))
    alpha = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16,
        13 * n**2 / 48 - 3 * n**3 / 5,
        61 * n**3 / 240,
    )
    radius_m = _SEMI_MAJOR_M / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    east, north = eta.copy(), xi.copy()
    for j, a in enumerate(alpha, start=1):
        east += a * np.cos(2 * j * xi) * np.sinh(2 * j * eta)
        north += a * np.sin(2 * j * xi) * np.cosh(2 * j * eta)
    return np.column_stack((500_000 + 0.9999 * radius_m * east, 0.9999 * radius_m * north))


def _to_vn2000(longitude: Columns, latitude: Columns) -> tuple[Columns, Columns]:
    """Undo the seven parameters (coordinate-frame convention) of VN-2000 to WGS 84."""
    normal = _SEMI_MAJOR_M / np.sqrt(1 - _ECCENTRICITY2 * np.sin(latitude) ** 2)
    wgs84 = np.array(
        [
            normal * np.cos(latitude) * np.cos(longitude),
            normal * np.cos(latitude) * np.sin(longitude),
            normal * (1 - _ECCENTRICITY2) * np.sin(latitude),
        ]
    )
    a, b, c = np.radians(_TURN_ARCSECONDS / 3600)
    frame = np.array([[1, c, -b], [-c, 1, a], [b, -a, 1]]) * (1 + _SCALE_PPM * 1e-6)
    x, y, z = np.linalg.solve(frame, wgs84 - _SHIFT_M[:, None])
    aside = np.hypot(x, y)
    latitude = np.arctan2(z, aside * (1 - _ECCENTRICITY2))
    for _ in range(6):
        normal = _SEMI_MAJOR_M / np.sqrt(1 - _ECCENTRICITY2 * np.sin(latitude) ** 2)
        latitude = np.arctan2(z + _ECCENTRICITY2 * normal * np.sin(latitude), aside)
    return np.arctan2(y, x), latitude


def metres_between(point: Columns, start: Columns, end: Columns) -> Columns:
    """Return the metres from one point to each segment, or from each point to one segment."""
    along = end - start
    length2 = (along**2).sum(axis=-1)
    share = ((point - start) * along).sum(axis=-1) / np.where(length2 > 0, length2, 1)
    foot = start + along * np.clip(share, 0, 1)[:, None]
    return np.asarray(np.hypot(*(point - foot).T))


@dataclass
class Measured:
    """All distances of a province: markers to roads, ends of roads to roads."""

    markers: list[Marker]
    roads: list[Road]

    def __post_init__(self) -> None:
        projected = [[to_vn2000_tm3(part) for part in road.parts] for road in self.roads]
        self.start = [np.vstack([part[:-1] for part in parts]) for parts in projected]
        self.end = [np.vstack([part[1:] for part in parts]) for parts in projected]
        self._all = np.vstack(self.start), np.vstack(self.end)
        self._first = np.cumsum([0, *map(len, self.start)])[:-1]
        places = [np.array([marker.easting, marker.northing]) for marker in self.markers]
        self.to_marker_m = np.array([self._to_roads_m(place) for place in places])
        self.from_ends_m = np.array(
            [
                np.min([self._to_roads_m(end) for part in parts for end in part[[0, -1]]], axis=0)
                for parts in projected
            ]
        )

    def _to_roads_m(self, point: Columns) -> Columns:
        nearest: Columns = np.minimum.reduceat(metres_between(point, *self._all), self._first)
        return nearest

    def answer(self, as_of: str) -> dict[str, Answer]:
        """Return what is measured of each marker as of a day."""
        count = [i for i, r in enumerate(self.roads) if r.built and r.completed_on <= as_of]
        joined = self._spread([i for i in count if self.roads[i].trunk], count)
        communes = {c for road in self.roads if not road.trunk for c in road.communes}
        answers = {}
        for marker, metres in zip(self.markers, self.to_marker_m, strict=True):
            nearest = min(count, key=metres.__getitem__)
            shown = "none"
            if metres[nearest] <= 150:
                shown = "near"
            if metres[nearest] <= 30:
                shown = "reached" if any(metres[i] <= 30 for i in joined) else "isolated"
            if marker.commune not in communes:
                shown = "unknown"
            gap = 0.0 if nearest in joined else self._gap_m(nearest, count, joined)
            answers[marker.number] = Answer(shown, float(metres[nearest]), gap)
        return answers

    def _spread(self, start: list[int], count: list[int]) -> set[int]:
        """Return all that hangs together with `start`."""
        answers, before = set(start), -1
        while len(answers) > before:
            before = len(answers)
            for i in count:
                if any(min(self.from_ends_m[i, j], self.from_ends_m[j, i]) <= 10 for j in answers):
                    answers.add(i)
        return answers

    def _gap_m(self, nearest: int, count: list[int], joined: set[int]) -> float:
        """Return the metres from all that hangs together with a road to the joined ones.

        Lines that do not cross are nearest at a vertex of one of them; none here does.
        """
        starts, ends = self._segments(joined)
        network_m = [np.inf]
        for i in self._spread([nearest], count):
            for start, end in zip(self.start[i], self.end[i], strict=True):
                network_m.append(float(np.min(metres_between(start, starts, ends))))
                network_m.append(float(np.min(metres_between(end, starts, ends))))
                network_m.append(float(np.min(metres_between(starts, start, end))))
                network_m.append(float(np.min(metres_between(ends, start, end))))
        return float(min(network_m))

    def _segments(self, roads: set[int]) -> tuple[Columns, Columns]:
        return np.vstack([self.start[i] for i in roads]), np.vstack([self.end[i] for i in roads])
