"""The nearest built road of each marker with `mocgioi.analysis`; run with the GeoPackage."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing

import numpy as np

from mocgioi.analysis.lines.metric_lines import RoadLine
from mocgioi.analysis.lines.proximity import MarkerPoints, nearest_roads

_HEADER_BYTES = 8


def roads_of(connection: sqlite3.Connection) -> Iterator[RoadLine]:
    for name, blob in connection.execute("SELECT name, geom FROM roads WHERE status = 'built'"):
        yield RoadLine(name, blob[_HEADER_BYTES:])


def markers_of(connection: sqlite3.Connection) -> MarkerPoints:
    numbers, places = [], bytearray()
    for number, blob in connection.execute("SELECT number, geom FROM markers"):
        numbers.append(number)
        places += blob[-16:]
    degrees = np.frombuffer(places, dtype="<f8").reshape(-1, 2)
    return MarkerPoints(numbers, degrees[:, 0], degrees[:, 1])


def main(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        nearest = nearest_roads(markers_of(connection), roads_of(connection))
    sys.stdout.write("number,nearest_m\n")
    for each in nearest.values():
        sys.stdout.write(f"{each.marker},{each.distance_m:.4f}\n")


if __name__ == "__main__":
    main(sys.argv[1])
