"""Markers and roads along a border line, in any number, the same each time: what is timed.

``S`` has the numbers of a province, ``M`` those of a province where every path is drawn, ``L``
those of a country; ``L-long`` is L with a few hundred of its roads as long as a third of the
line. The line is 250 km long (L: 1,400 km, with a band as much wider, so that there are as many
roads to a square kilometre as in M). Markers stand in clusters; an access road starts at some
distance from a marker, mostly tens of metres, winds inland, and seven in ten end at a trunk
road. Nothing here is a real place. Written as a GeoPackage, EPSG:4326.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]

_SEED = 2026
_VERTICES = (30, 127)
_TRUNK_SHARE = 0.08
_JOINED_SHARE = 0.7
_BUILT_SHARE = 0.85
_LONG_VERTICES = 20_000
_METRES_A_DEGREE = (103_400.0, 110_700.0)
_NORTH_WEST_END = (104.0, 22.8)
_HEAD = b"GP" + struct.pack("<BBi", 0, 1, 4326)
_BEFORE = len(_HEAD) + 18
"""Bytes before the first vertex of a road's blob."""
_TABLES = """
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",
    DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],
    UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', NULL);
CREATE TABLE gpkg_contents (
    table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '2026-01-01T00:00:00.000Z',
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id)
    VALUES ('markers', 'features', 'markers', 4326), ('roads', 'features', 'roads', 4326);
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT PRIMARY KEY, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL);
INSERT INTO gpkg_geometry_columns VALUES
    ('markers', 'geom', 'POINT', 4326, 0, 0), ('roads', 'geom', 'MULTILINESTRING', 4326, 0, 0);
CREATE TABLE markers (fid INTEGER PRIMARY KEY, geom BLOB, number TEXT UNIQUE);
CREATE TABLE roads (
    fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, road_class TEXT, status TEXT,
    illustrative BOOLEAN DEFAULT 1);
"""
_ROAD = "INSERT INTO roads (fid, geom, name, road_class, status) VALUES (?, ?, ?, ?, ?)"


class Size(NamedTuple):
    """How much there is of everything.

    Attributes:
        markers, roads: how many; long_roads: how many of the roads are very long.
        line_km: length of the border line; band_km: how far inland roads begin.
    """

    markers: int
    roads: int
    long_roads: int
    line_km: float
    band_km: float


SIZES = {
    "S": Size(459, 300, 0, 250, 6),
    "M": Size(10_000, 10_000, 0, 250, 30),
    "L": Size(1_000_000, 500_000, 0, 1_400, 170),
    "L-long": Size(1_000_000, 500_000, 300, 1_400, 170),
}


class Border(NamedTuple):
    """Markers and roads; places are longitude and latitude, (n, 2), EPSG:4326.

    Attributes:
        markers: place of each marker.
        vertices: of all roads, road after road; sizes: number of vertices of each road.
        trunk, built: of each road.
    """

    markers: Numbers
    vertices: Numbers
    sizes: Indices
    trunk: NDArray[np.bool_]
    built: NDArray[np.bool_]


def draw(size: Size, *, seed: int = _SEED) -> Border:
    """Return the border of a size; the same size and seed give the same border."""
    chance = np.random.default_rng(seed)
    trunks = max(int(size.roads * _TRUNK_SHARE), 1)
    along, inland = chance.random((2, trunks))
    centres = _placed(along, size.band_km * inland**2, size)
    markers = centres[chance.integers(0, trunks, size.markers)]
    markers = markers + chance.normal(0, 1_200, markers.shape)
    sizes = chance.integers(*_VERTICES, size.roads)
    sizes[: size.long_roads] = _LONG_VERTICES
    finish = centres + chance.normal(0, 1_500, centres.shape)
    long_way = np.where(along < 0.5, 1 / 3, -1 / 3)[: size.long_roads]
    finish[: size.long_roads] += long_way[:, None] * size.line_km * np.array([800.0, -500.0])
    network = _winding(centres, finish, sizes[:trunks], chance)
    begin, end = _access_ends(markers, network, size.roads - trunks, chance)
    return Border(
        markers=_degrees(markers),
        vertices=_degrees(np.vstack((network, _winding(begin, end, sizes[trunks:], chance)))),
        sizes=sizes,
        trunk=np.arange(size.roads) < trunks,
        built=chance.random(size.roads) < _BUILT_SHARE,
    )


def write(border: Border, path: Path) -> None:
    """Write a border as a GeoPackage with the layers ``markers`` and ``roads``."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(_TABLES)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO markers VALUES (?, ?, ?)", _marker_rows(border))
    connection.executemany(_ROAD, _road_rows(border))
    connection.execute("COMMIT")
    connection.close()


def vertices_in(path: Path) -> int:
    """Return how many vertices the roads of a GeoPackage written here have."""
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT sum(length(geom) - ?) / 16 FROM roads", (_BEFORE,))
    connection.close()
    return int(count[0])


def _placed(along: Numbers, inland_km: Numbers, size: Size) -> Numbers:
    """Return metres east and north of the line's north-western end."""
    length_m = size.line_km * 1000.0
    wave = np.sin(along * 19) + 0.4 * np.sin(along * 67)
    east, north = 0.85 * along * length_m, (0.02 * wave - 0.5 * along) * length_m
    return np.column_stack((east - 500.0 * inland_km, north - 860.0 * inland_km))


def _access_ends(
    markers: Numbers, network: Numbers, roads: int, chance: np.random.Generator
) -> tuple[Numbers, Numbers]:
    """Return where access roads begin, near a marker, and end: most of them on a trunk road."""
    begin = markers[chance.integers(0, len(markers), roads)]
    off_m = np.exp(chance.normal(np.log(25), 1.3, roads))
    turn = chance.random(roads) * 2 * np.pi
    begin = begin + off_m[:, None] * np.column_stack((np.cos(turn), np.sin(turn)))
    end = begin + chance.normal(0, 900, begin.shape)
    near = _near_vertices(end, network)
    joined = chance.random(roads) < _JOINED_SHARE
    end[joined] = near[joined] + chance.uniform(-5, 5, (int(joined.sum()), 2))
    return begin, end


def _near_vertices(places: Numbers, network: Numbers) -> Numbers:
    """Return a vertex of the network close to each place: the next one in order of easting
    within a strip of a kilometre, which is near enough for a road to go there."""

    def order(of: Numbers) -> Numbers:
        return np.floor(of[:, 1] / 1_000.0) * 1e7 + of[:, 0]

    ranked = network[np.argsort(order(network))]
    at = np.searchsorted(order(ranked), order(places))
    return np.asarray(ranked[np.minimum(at, len(ranked) - 1)])


def _winding(start: Numbers, end: Numbers, sizes: Indices, chance: np.random.Generator) -> Numbers:
    """Return the vertices of roads from start to end: random walks tied down at both."""
    first = np.cumsum(sizes) - sizes
    share = (np.arange(sizes.sum()) - np.repeat(first, sizes)) / np.repeat(sizes - 1, sizes)
    walk = np.cumsum(chance.normal(0, 1.0, (len(share), 2)), axis=0)
    walk -= np.repeat(walk[first], sizes, axis=0)
    drift = np.repeat(walk[first + sizes - 1], sizes, axis=0)
    way = end - start
    step_m = np.hypot(*way.T) / np.sqrt(sizes) / 6 + 1.0
    walk = (walk - share[:, None] * drift) * np.repeat(step_m / np.sqrt(sizes), sizes)[:, None]
    along = np.repeat(start, sizes, axis=0) + share[:, None] * np.repeat(way, sizes, axis=0)
    return np.asarray(along + walk * 3)


def _degrees(metres: Numbers) -> Numbers:
    return np.asarray(metres / np.array(_METRES_A_DEGREE) + np.array(_NORTH_WEST_END))


def _marker_rows(border: Border) -> Iterator[tuple[int, bytes, str]]:
    for index, place in enumerate(border.markers.tolist()):
        main, secondary = index % 9_999 + 1, index // 9_999
        number = f"{main}/{secondary}" if secondary else str(main)
        yield index + 1, _HEAD + struct.pack("<BIdd", 1, 1, *place), number


def _road_rows(border: Border) -> Iterator[tuple[int, bytes, str, str, str]]:
    last = np.cumsum(border.sizes)
    rows = zip(last - border.sizes, last, border.trunk, border.built, strict=True)
    for index, (first, end, trunk, built) in enumerate(rows):
        line = _HEAD + struct.pack("<BII", 1, 5, 1) + struct.pack("<BII", 1, 2, end - first)
        yield (
            index + 1,
            line + border.vertices[first:end].tobytes(),
            f"road {index + 1}",
            "commune" if trunk else "access",
            "built" if built else "approved",
        )
