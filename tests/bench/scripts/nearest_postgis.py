"""The nearest built road of each marker with PostGIS: load, index, KNN.

Run with the GeoPackage. Starts a cluster of its own in a temporary folder, as the user
``postgres`` when started by root, and takes it away again, also when told to stop. Both tables
lie in the order of PostGIS's own curve, so that neighbours share their pages.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import pyproj

SETTINGS = (
    "shared_buffers=1GB",
    "maintenance_work_mem=1GB",
    "work_mem=256MB",
    "fsync=off",
    "full_page_writes=off",
    "max_wal_size=8GB",
    "wal_level=minimal",
    "max_wal_senders=0",
    "jit=off",
    "listen_addresses=",
)
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


def is_installed() -> bool:
    """Say whether a PostgreSQL with PostGIS is where Debian puts it."""
    return any(Path("/usr/share/postgresql").glob("*/extension/postgis.control"))


def rows(path: str, layer: str) -> Iterator[str]:
    """Yield the rows of a layer as COPY takes them; the blob's header carries no envelope."""
    name, only = ("number", "") if layer == "markers" else ("name", " WHERE status = 'built'")
    srid = bytes.fromhex("20E6100000")
    for text, blob in sqlite3.connect(path).execute(f"SELECT {name}, geom FROM {layer}{only}"):
        wkb = blob[8:12] + srid + blob[13:]
        yield f"{text}\t{wkb.hex()}\n"


class Cluster:
    """A PostgreSQL server of one's own in a folder, as the user ``postgres`` under root."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._user = "postgres" if os.getuid() == 0 else None
        self._programs = max(Path("/usr/lib/postgresql").iterdir()) / "bin"
        if self._user:
            shutil.chown(folder, self._user)
        data = str(folder / "data")
        made = self._start("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8")
        made.wait()
        options = [part for setting in SETTINGS for part in ("-c", setting)]
        self._server = self._start("postgres", "-D", data, "-k", str(folder), *options)
        while self._start("pg_isready", "-q", "-h", str(folder)).wait():
            time.sleep(0.05)

    def stop(self) -> None:
        self._server.send_signal(signal.SIGINT)
        self._server.wait()

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = (str(self._programs / program), *arguments)
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, user=self._user, cwd="/", stdout=quiet, stderr=quiet)

    def run(
        self, *statements: str, stdin: Iterable[str] = (), stdout: IO[bytes] | None = None
    ) -> None:
        """Run statements; what they COPY goes to `stdout`, what they take comes from `stdin`."""
        command = [str(self._programs / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1"]
        command += ["-h", str(self._folder), "-U", "postgres", "-d", "postgres"]
        command += [part for statement in statements for part in ("-c", statement)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=stdout, user=self._user, cwd="/"
        ) as process:
            assert process.stdin
            for line in stdin:
                process.stdin.write(line.encode())
        if process.returncode:
            sys.exit(process.returncode)


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
    with tempfile.TemporaryDirectory(prefix="postgis") as folder:
        cluster = Cluster(Path(folder))
        signal.signal(signal.SIGTERM, lambda *_: cluster.stop())
        try:
            nearest_roads(path, cluster)
        finally:
            cluster.stop()


if __name__ == "__main__":
    main(sys.argv[1])
