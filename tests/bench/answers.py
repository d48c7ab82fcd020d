"""Whether the scripts that are compared with give the same answers: asked before any timing."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests.bench.processes import mocgioi, run, script

_COUNTS = ("markers", "markers_needing_road", "road_built", "percent")
_ROUNDED_M = 0.06


class DifferentAnswer(Exception):
    """A script answers something else than we do, so that its time says nothing."""


def check_table(tracker: Tracker) -> None:
    """Compare the table by commune of the report with the GeoPandas script's.

    Raises:
        DifferentAnswer: they differ, or there is nothing in them.
    """
    store = tracker.store.path
    ours = _table(run(mocgioi(store, "report", "--format", "csv")))
    theirs = _table(run(script("report_geopandas.py", str(store))))
    if not ours or ours != theirs:
        raise DifferentAnswer(f"report: {ours}\nreport_geopandas.py: {theirs}")


def _table(text: str) -> list[tuple[Any, ...]]:
    return [
        (row["code"], row["name"], *(float(row[count]) for count in _COUNTS))
        for row in csv.DictReader(text.splitlines())
    ]


def check_nearest(tracker: Tracker) -> None:
    """Compare every marker's distance to the nearest road, in metres, with the script's.

    Raises:
        DifferentAnswer: one differs by more than rounding, or there is none.
    """
    document: Any = tracker.roads.reach()
    _compare_nearest(document["markers"], tracker.store.path, document["as_of"], every=1)


def check_nearest_told(told: Path, store: Path, *, every: int) -> None:
    """Compare those that `reach` wrote as CSV, of every so-many-th marker, with the script's.

    Raises:
        DifferentAnswer: one differs by more than rounding, or there is none.
    """
    as_of = today()
    with told.open(encoding="utf-8", newline="") as rows:
        _compare_nearest(csv.DictReader(rows), store, as_of, every=every)


def _compare_nearest(
    rows: Iterable[Mapping[str, Any]], store: Path | str, as_of: str, *, every: int
) -> None:
    printed = run(script("reach_geopandas.py", str(store), as_of, str(every)))
    theirs = {
        row["number"]: float(row["nearest_road_m"]) for row in csv.DictReader(printed.splitlines())
    }
    ours = {
        row["number"]: float(row["nearest_road_m"] or 0)
        for row in rows
        if every == 1 or row["number"] in theirs
    }
    differ = ours.keys() ^ theirs.keys() or {
        number for number in ours if abs(ours[number] - theirs[number]) > _ROUNDED_M
    }
    if not ours or differ:
        raise DifferentAnswer(f"reach_geopandas.py: other distances for {sorted(differ)}")


def check_points(tracker: Tracker, folder: Path) -> None:
    """See whether the Folium script draws every marker, on a page in `folder`.

    Raises:
        DifferentAnswer: it does not.
    """
    page = folder / "checked.html"
    run(script("map_markers.py", str(tracker.store.path), str(page)))
    drawn = page.read_text(encoding="utf-8").count("L.marker(")
    markers = tracker.figures.coverage(by=())["totals"]["markers"]
    if drawn != markers:
        raise DifferentAnswer(f"map_markers.py draws {drawn} of {markers} markers")
