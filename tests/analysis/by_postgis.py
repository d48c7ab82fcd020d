"""Reach computed a third way: PostGIS, another projection and geometry, the rules in SQL.

PostGIS is given the office's own files, the register in VN-2000 as it is printed.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from tests.bench.scripts.nearest_postgis import system
from tests.postgres import Cluster

from .brute_force import Answer

_TABLES = """
CREATE TABLE markers (number text, commune text, easting float8, northing float8);
CREATE TABLE drawn (name text, trunk bool, built bool, completed_on text, serves text, line text);
"""

_NETWORK = """
DROP TABLE IF EXISTS roads, joins, hangs, network;
CREATE TABLE roads AS SELECT name, trunk,
    ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(line), 4326), 9215) AS line FROM drawn
    WHERE built AND completed_on <= '{as_of}';
CREATE TABLE joins AS SELECT one.name AS one, other.name AS other
    FROM roads AS one CROSS JOIN LATERAL ST_Dump(one.line) AS part JOIN roads AS other
    ON ST_DWithin(ST_StartPoint(part.geom), other.line, 10)
    OR ST_DWithin(ST_EndPoint(part.geom), other.line, 10);
INSERT INTO joins SELECT other, one FROM joins;
CREATE TABLE hangs AS WITH RECURSIVE together(one, other) AS (
    SELECT name, name FROM roads UNION
    SELECT together.one, joins.other FROM together JOIN joins ON joins.one = together.other)
    SELECT * FROM together;
CREATE TABLE network AS SELECT * FROM roads WHERE name IN
    (SELECT one FROM hangs JOIN roads ON name = other WHERE trunk);
"""
"""What counts as of a day, and what hangs together with a trunk road."""

_REACH = """
COPY (SELECT number, CASE
        WHEN commune NOT IN (SELECT commune FROM markers JOIN drawn ON serves = number
            WHERE NOT trunk) THEN 'unknown'
        WHEN EXISTS (SELECT FROM network WHERE ST_DWithin(place, line, 30)) THEN 'reached'
        WHEN metres <= 30 THEN 'isolated' WHEN metres <= 150 THEN 'near' ELSE 'none' END,
    metres, CASE WHEN nearest.name IN (SELECT name FROM network) THEN 0 ELSE
        (SELECT min(ST_Distance(roads.line, network.line))
        FROM hangs JOIN roads ON roads.name = other, network WHERE one = nearest.name) END
FROM markers CROSS JOIN LATERAL ST_SetSRID(ST_Point(easting, northing), 9215) AS place
    CROSS JOIN LATERAL (SELECT name, ST_Distance(place, line) AS metres FROM roads
        ORDER BY 2, name IN (SELECT name FROM network) DESC LIMIT 1) AS nearest)
TO STDOUT
"""


class Measured:
    """The province in a database of a running cluster."""

    def __init__(self, cluster: Cluster, register: Path, roads: Path) -> None:
        self._cluster = cluster
        self._database = cluster.database()
        self._run(*_TABLES.strip().splitlines(), system())
        self._run("COPY markers FROM STDIN", stdin=_markers(register))
        self._run("COPY drawn FROM STDIN (FORMAT csv)", stdin=_roads(roads))

    def _run(self, *statements: str, **streams: Any) -> None:
        self._cluster.run(*statements, database=self._database, **streams)

    def answer(self, as_of: str) -> dict[str, Answer]:
        """Return what is measured of each marker as of a day."""
        with tempfile.TemporaryFile() as printed:
            statements = _NETWORK.format(as_of=as_of).strip().split(";\n")
            self._run(*statements, _REACH, stdout=printed)
            printed.seek(0)
            rows = csv.reader(io.TextIOWrapper(printed, encoding="utf-8"), delimiter="\t")
            return {row[0]: Answer(row[1], float(row[2]), float(row[3])) for row in rows}


def _markers(register: Path) -> Iterator[str]:
    """Yield number, commune, Y (easting) and X (northing) as the register prints them."""
    sheet = openpyxl.load_workbook(register).worksheets[0]
    for row in sheet.iter_rows(min_row=6, values_only=True):
        yield f"{row[1]}\t{row[8]}\t{row[7]}\t{row[6]}\n"


def _roads(layer: Path) -> Iterator[str]:
    for feature in json.loads(layer.read_text(encoding="utf-8"))["features"]:
        facts = feature["properties"]
        row = io.StringIO()
        csv.writer(row).writerow(
            (
                facts["name"],
                facts["road_class"] == "đường tuần tra",
                facts["status"] == "đã xây dựng",
                facts["completed_on"],
                facts["serves"],
                json.dumps(feature["geometry"]),
            )
        )
        yield row.getvalue()
