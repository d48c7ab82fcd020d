"""The border line as the illustrative world sees it: km along it, the trunk road, branches.

Everything is planar in metres on the VN-2000 / TM-3 107-15 projection (as EPSG:9215) laid on
WGS 84, so that no datum change stands between these lines and EPSG:4326. Việt Nam lies to
the right of the line, which runs from north-west to south-east.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from random import Random

from pyproj import Transformer
from shapely import LineString, Point

_PROJECTION = Transformer.from_crs(
    "EPSG:4326",
    "+proj=tmerc +lon_0=107.25 +k=0.9999 +x_0=500000 +datum=WGS84",
    always_xy=True,
)
TRUNK_OFFSET_M = 430.0
TRUNK_STEP_M = 550.0
ROAD_END_M = 3.0
LONGEST_ROAD_M = 1500.0

Place = tuple[float, float]
"""A point of the plane: easting, northing in metres."""


def to_plane(longitude: float, latitude: float) -> Place:
    """Return easting and northing (m) of an EPSG:4326 position."""
    easting, northing = _PROJECTION.transform(longitude, latitude)
    return easting, northing


def to_degrees(place: Place) -> list[float]:
    """Return [longitude, latitude] of a place, rounded to 6 decimals (0.1 m)."""
    longitude, latitude = _PROJECTION.transform(*place, direction="INVERSE")
    return [round(longitude, 6), round(latitude, 6)]


def drawn(places: list[Place]) -> list[Place]:
    """Return the places as they will be after rounding to 6 decimals of a degree."""
    return [to_plane(*to_degrees(place)) for place in places]


@dataclass(frozen=True)
class Stretch:
    """One commune's piece of the line: km counted from the north-western end."""

    commune_code: str
    km_from: float
    km_to: float
    line: LineString


@dataclass(frozen=True)
class Border:
    """The whole generalised line, and its eleven pieces."""

    stretches: tuple[Stretch, ...]
    line: LineString

    @classmethod
    def read(cls, path: Path) -> Border:
        """Read boundary.geojson."""
        stretches = []
        places: list[Place] = []
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            facts = feature["properties"]
            piece = [to_plane(*pair) for pair in feature["geometry"]["coordinates"]]
            places.extend(piece if not places else piece[1:])
            stretches.append(
                Stretch(facts["commune_code"], facts["km_from"], facts["km_to"], LineString(piece))
            )
        return cls(tuple(stretches), LineString(places))

    def commune_at(self, km: float) -> Stretch:
        """Return the commune's stretch that holds `km`."""
        return next(s for s in self.stretches if km <= s.km_to)

    def place_at(self, km: float) -> Place:
        """Return the place `km` along: a commune's km are spread evenly on its piece."""
        stretch = self.commune_at(km)
        share = (km - stretch.km_from) / (stretch.km_to - stretch.km_from)
        point = stretch.line.interpolate(share, normalized=True)
        return point.x, point.y

    def inward(self, place: Place, window_m: float) -> Place:
        """Return the unit vector into Việt Nam at `place`, the line smoothed over `window_m`."""
        at = self.line.project(Point(place))
        back = self.line.interpolate(max(at - window_m, 0.0))
        ahead = self.line.interpolate(min(at + window_m, self.line.length))
        length = math.hypot(ahead.x - back.x, ahead.y - back.y)
        return (ahead.y - back.y) / length, -(ahead.x - back.x) / length


def _vietnamese_side(border: Border) -> LineString:
    """Return the parallel of the line TRUNK_OFFSET_M inside Việt Nam, from north-west."""
    band = border.line.buffer(TRUNK_OFFSET_M, cap_style="flat", join_style="mitre")
    ring: list[Place] = list(band.exterior.coords)[:-1]
    corners = []
    for end in (border.line.coords[0], border.line.coords[-1]):
        east, north = border.inward(end, 1.0)
        corner = (end[0] + east * TRUNK_OFFSET_M, end[1] + north * TRUNK_OFFSET_M)
        corners.append(min(range(len(ring)), key=lambda i: math.dist(ring[i], corner)))
    first, last = corners
    ring = ring[first:] + ring[:first]
    last = (last - first) % len(ring)
    ways = (LineString(ring[: last + 1]), LineString([ring[0], *ring[: last - 1 : -1]]))
    return max(ways, key=lambda way: way.distance(Point(_left_of_start(border))))


def _left_of_start(border: Border) -> Place:
    """Return the foreign corner of the line's band at its north-western end."""
    start = border.line.coords[0]
    east, north = border.inward(start, 1.0)
    return start[0] - east * TRUNK_OFFSET_M, start[1] - north * TRUNK_OFFSET_M


def trunk_pieces(border: Border, rng: Random) -> list[tuple[str, list[Place]]]:
    """Return the trunk road as (commune code, places) pieces whose ends meet exactly."""
    side = _vietnamese_side(border)
    steps = math.ceil(side.length / TRUNK_STEP_M)
    phases = [rng.uniform(0.0, math.tau) for _ in range(3)]
    places: list[Place] = []
    for step in range(steps + 1):
        at = side.length * step / steps
        point = side.interpolate(at)
        east, north = border.inward((point.x, point.y), 2500.0)
        wave = sum(math.sin(at / (1900.0 + 700.0 * i) + phases[i]) for i in range(3)) / 3.0
        shift = 90.0 * (1.0 + wave)
        moved = (point.x + east * shift, point.y + north * shift)
        near = border.line.distance(Point(moved))
        places.append(moved if near > TRUNK_OFFSET_M * 0.9 else (point.x, point.y))
    places = drawn(places)
    cuts = [0]
    for stretch in border.stretches[:-1]:
        end = Point(stretch.line.coords[-1])
        nearest = min(range(len(places)), key=lambda i: Point(places[i]).distance(end))
        cuts.append(max(nearest, cuts[-1] + 2))
    cuts.append(len(places) - 1)
    pieces = []
    for stretch, start, stop in zip(border.stretches, cuts, cuts[1:], strict=False):
        middle = (start + stop) // 2
        parts = [(start, middle), (middle, stop)] if stop - start > 20 else [(start, stop)]
        pieces += [(stretch.commune_code, places[a : b + 1]) for a, b in parts]
    return pieces


def bent(start: Place, end: Place, rng: Random) -> list[Place]:
    """Return a gently bent path of 4 to 8 places from `start` to `end`."""
    length = math.dist(start, end)
    count = min(8, max(4, round(length / 160.0) + 2))
    sway = rng.uniform(0.03, 0.08) * length * rng.choice((-1.0, 1.0))
    turns = rng.choice((1.0, 2.0))
    east, north = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    path = []
    for i in range(count):
        share = i / (count - 1)
        aside = sway * math.sin(share * math.pi * turns)
        path.append(
            (
                start[0] + east * share * length - north * aside,
                start[1] + north * share * length + east * aside,
            )
        )
    return path


def branch(border: Border, trunk: LineString, place: Place, rng: Random) -> list[Place] | None:
    """Return a road from the trunk to ROAD_END_M before `place`; None where none can go.

    None can go where it would cross the border or be longer than LONGEST_ROAD_M.
    """
    foot = trunk.interpolate(trunk.project(Point(place)))
    length = math.dist((foot.x, foot.y), place)
    if length > LONGEST_ROAD_M * 0.93:
        return None
    share = ROAD_END_M / length
    end = (place[0] + (foot.x - place[0]) * share, place[1] + (foot.y - place[1]) * share)
    for _ in range(6):
        path = bent((foot.x, foot.y), end, rng)
        if not LineString(path).intersects(border.line):
            return path
    return None
