"""The nearest built road of each marker with PostGIS: load, index, KNN.

Run with the GeoPackage. Starts a cluster of its own and takes it away again, also when told to
stop. Both tables lie in the order of PostGIS's own curve, so that neighbours share their pages.
"""

from __future__ import annotations

import signal
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pyproj

sys.path.insert(0, str(Path(__file__).parents[3]))

from tests.postgres import QUICK, Cluster, running

SETTINGS = {
    **QUICK,
    "shared_buffers": "1GB",
    "maintenance_work_mem": "1GB",
    "work_mem": "256MB",
    "max_wal_size": "8GB",
}
TABLES = """
CREATE EXTENSION postgis;
CREATE UNLOGGED TABLE drawn_markers (number text, geom geometry);
CREATE UNLOGGED TABLE drawn_roads (name text, geom geometry);
"""
INDEX = """
CREATE UNLOGGED TABLE markers AS
    SELECT number, ST_Transform(geom, 9215) AS geom FROM drawn_markers ORDER BY 2;
CREATE UNLOGGED TABLE roads AS SELECT ST_Transform(geom, 9215) AS geom FROM drawn_roads ORDER BY 1;
CREATE INDEX ON roads USING gist (geom);
VACUUM ANALYZE roads;
VACUUM ANALYZE markers;
"""
SYSTEM = """
INSERT INTO spatial_ref_sys (srid, auth_name, auth_srid, proj4text, srtext)
VALUES (9215, 'EPSG', 9215, '', '{wkt}') ON CONFLICT DO NOTHING;
"""
QUERY = """
COPY (SELECT m.number, round(n.distance_m::numeric, 4) AS nearest_m
FROM markers m CROSS JOIN LATERAL
    (SELECT m.geom <-> r.geom AS distance_m FROM roads r ORDER BY m.geom <-> r.geom LIMIT 1) n)
TO STDOUT WITH (FORMAT csv, HEADER);
"""


def rows(path: str, layer: str) -> Iterator[str]:
    """Yield the rows of a layer as COPY takes them; the blob's header carries no envelope."""
    name, only = ("number", "") if layer == "markers" else ("name", " WHERE status = 'built'")
    srid = bytes.fromhex("20E6100000")
    for text, blob in sqlite3.connect(path).execute(f"SELECT {name}, geom FROM {layer}{only}"):
        wkb = blob[8:12] + srid + blob[13:]
        yield f"{text}\t{wkb.hex()}\n"


def system() -> str:
    """Return the statement that tells PostGIS of EPSG:9215, which some of its versions lack."""
    return SYSTEM.format(wkt=pyproj.CRS("EPSG:9215").to_wkt("WKT1_GDAL").replace("'", "''"))


def nearest_roads(path: str, cluster: Cluster) -> None:
    cluster.run(*TABLES.strip().splitlines(), system())
    for layer in ("markers", "roads"):
        cluster.run(f"COPY drawn_{layer} FROM STDIN", stdin=rows(path, layer))
    cluster.run(*INDEX.strip().split(";\n"))
    cluster.run(QUERY)


def main(path: str) -> None:
    with running(SETTINGS) as cluster:
        signal.signal(signal.SIGTERM, lambda *_: cluster.stop())
        nearest_roads(path, cluster)


if __name__ == "__main__":
    main(sys.argv[1])
