"""Which built roads are joined to the network, by `mocgioi.analysis`; run with the GeoPackage."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import sqlite3
import sys
from contextlib import closing

from mocgioi.analysis.lines.line_index import LineIndex
from mocgioi.analysis.lines.metric_lines import RoadLine, metric_lines
from mocgioi.analysis.lines.network import RoadFact, network_as_of
from mocgioi.analysis.lines.proximity import joins_of
from mocgioi.domain.crs import METRIC_CRS

_HEADER_BYTES = 8


def joined_roads(path: str) -> frozenset[str]:
    with closing(sqlite3.connect(path)) as connection:
        facts = [
            RoadFact(*row)
            for row in connection.execute("SELECT name, road_class, status FROM roads")
        ]
        lines = (
            RoadLine(name, blob[_HEADER_BYTES:])
            for name, blob in connection.execute(
                "SELECT name, geom FROM roads WHERE status = 'built'"
            )
        )
        drawn = metric_lines(lines, METRIC_CRS)
        joins = joins_of(drawn, LineIndex(drawn))
    return network_as_of(facts, joins, as_of="2026-12-31").joined


if __name__ == "__main__":
    sys.stdout.write("".join(f"{name}\n" for name in sorted(joined_roads(sys.argv[1]))))
