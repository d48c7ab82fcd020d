"""A survey taken in, beside GeoPandas and GDAL's own append of the same rows.

Whole processes: what `survey apply` does besides (every check, the fold, the receipt, one
transaction) the others do not. How many rows of each condition are in the file afterwards is
compared before anything is told.
"""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from mocgioi.tracker import Tracker
from tests.bench.answers import DifferentAnswer
from tests.bench.processes import Command, Cost, mocgioi, script
from tests.bench.sizes import cost

ROUNDS = {459: 7, 10_000: 3, 100_000: 1}
"""How often each size is taken in; what costs the median counts. A short run varies the most."""
OURS = "`mocgioi survey apply`"

_CONDITIONS = {"nguyên vẹn": "intact", "hư hỏng nhẹ": "minor_damage"}
_HEADER = (
    *("number", "surveyed_on", "marker_condition", "surveyor"),
    *("longitude", "latitude", "illustrative"),
)
_FIRST_DAY = date(2025, 1, 1)
_COUNTS_OURS = """
SELECT value, count(*) FROM observations WHERE aspect = 'marker_condition'
AND batch_uuid = (SELECT uuid FROM batches ORDER BY id DESC LIMIT 1) GROUP BY value
"""
_COUNTS_THEIRS = "SELECT marker_condition, count(*) FROM surveys GROUP BY marker_condition"


def write_survey(tracker: Tracker, path: Path, rows: int) -> None:
    """Write a survey of `rows` rows: every marker, day after day, seen where it stands."""
    markers = tracker.frame("markers")
    places = list(zip(markers["number"], markers.geometry.x, markers.geometry.y, strict=True))
    spelled = list(_CONDITIONS)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(_HEADER)
        for count in range(rows):
            number, longitude, latitude = places[count % len(places)]
            day = _FIRST_DAY + timedelta(days=count // len(places))
            place = (f"{longitude:.7f}", f"{latitude:.7f}")
            writer.writerow([number, day, spelled[count % 7 == 0], "A", *place, "true"])


def commands(store: Path, survey: Path) -> dict[str, Command]:
    """Return what takes a survey into a GeoPackage that has the markers, by name."""
    made: dict[str, Command] = {
        OURS: mocgioi(store, "-q", "survey", "apply", str(survey)),
        "`survey_geopandas.py`": script("survey_geopandas.py", str(store), str(survey)),
    }
    program = shutil.which("ogr2ogr")
    if program is not None:
        options = ("-oo", "X_POSSIBLE_NAMES=longitude", "-oo", "Y_POSSIBLE_NAMES=latitude")
        target = (str(store), str(survey), *options)
        named = ("-append", "-f", "GPKG", "-nln", "surveys", "-a_srs", "EPSG:4326")
        made["`ogr2ogr -append`"] = (program, *named, *target)
    return made


def measure(tracker: Tracker, folder: Path, rows: int, rounds: int = 1) -> dict[str, Cost]:
    """Take a survey of `rows` rows in by each command in turn, into a fresh copy of the store,
    and return what it cost: of several rounds the median by cpu.

    Raises:
        DifferentAnswer: other rows are in the file afterwards than with ours.
    """
    found: dict[str, list[Cost]] = {}
    for _ in range(rounds):
        for name, spent in _round(tracker, folder, rows).items():
            found.setdefault(name, []).append(spent)
    return {name: sorted(costs)[rounds // 2] for name, costs in found.items()}


def _round(tracker: Tracker, folder: Path, rows: int) -> dict[str, Cost]:
    survey, store = folder / f"survey-{rows}.csv", folder / "copy.gpkg"
    write_survey(tracker, survey, rows)
    found: dict[str, Cost] = {}
    counts: dict[str, Mapping[str, int]] = {}
    for name, command in commands(store, survey).items():
        shutil.copy(tracker.store.path, store)
        spent = cost(command)
        assert spent is not None
        found[name] = spent
        counts[name] = _counts(store, ours=name == OURS)
    differing = {name: count for name, count in counts.items() if count != counts[OURS]}
    if differing or sum(counts[OURS].values()) != rows:
        raise DifferentAnswer(f"{rows} rows: {counts[OURS]} and {differing}")
    return found


def _counts(store: Path, *, ours: bool) -> dict[str, int]:
    connection = sqlite3.connect(store)
    try:
        rows = connection.execute(_COUNTS_OURS if ours else _COUNTS_THEIRS).fetchall()
    finally:
        connection.close()
    return {value if ours else _CONDITIONS[value]: count for value, count in rows}


def table(tracker: Tracker, folder: Path) -> list[str]:
    """Return the lines of the table.

    Raises:
        DifferentAnswer: a script to compare with leaves other rows than we do.
    """
    lines = ["| rows | what | cpu s | rows per s of cpu | peak MB |", "|--:|---|--:|--:|--:|"]
    for rows, rounds in ROUNDS.items():
        for name, spent in measure(tracker, folder, rows, rounds).items():
            speed = rows / spent.cpu_s
            peak_mb = spent.peak_bytes / 1e6
            lines.append(f"| {rows} | {name} | {spent.cpu_s:.2f} | {speed:,.0f} | {peak_mb:.0f} |")
    return lines
