"""The nearest road and the network at three sizes, beside the scripts one would write instead.

Whole processes: reading the GeoPackage, changing to metres, indexing, asking, printing. What is
timed is what is compared: every distance to half a millimetre with the class it falls in, and
the roads that are joined, name by name. A script that does not finish has a row that says so.
"""

from __future__ import annotations

import csv
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests import postgres
from tests.bench import border, graph
from tests.bench.answers import DifferentAnswer
from tests.bench.processes import Command, Cost, finish, script

TIMEOUT_S = 3_600
_EQUAL_M = 0.000_5
_BYTES_A_VERTEX = 16


class Comparison(NamedTuple):
    """What is asked of a size: our command, and those to compare with, by name."""

    question: str
    ours: Command
    others: dict[str, Command]


def ground(name: str, folder: Path) -> Path:
    """Return the GeoPackage of a size, drawn into `folder` unless it is there."""
    path = folder / f"{name}.gpkg"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        border.write(border.draw(border.SIZES[name]), unfinished)
        unfinished.rename(path)
    return path


def comparisons(name: str, path: Path) -> list[Comparison]:
    """Return what is compared at a size; PostGIS only at L and where it is installed."""
    nearest = {"`nearest_geopandas.py`": script("nearest_geopandas.py", str(path))}
    if name.startswith("L") and postgres.programs() is not None:
        nearest["`nearest_postgis.py`"] = script("nearest_postgis.py", str(path))
    joined = {"`network_networkx.py`": script("network_networkx.py", str(path))}
    return [
        Comparison("nearest road", script("nearest_mocgioi.py", str(path)), nearest),
        Comparison("joined roads", script("network_mocgioi.py", str(path)), joined),
    ]


def compare(comparison: Comparison, *, timeout_s: float = TIMEOUT_S) -> dict[str, Cost | None]:
    """Run every command once and return what each cost, ours under the empty name first.

    None stands for a script that did not finish in time, or for want of memory.

    Raises:
        DifferentAnswer: the answers differ, or there is nothing in them.
        subprocess.TimeoutExpired: ours did not finish.
    """
    ours, spent = _answer(comparison.ours, timeout_s)
    costs: dict[str, Cost | None] = {"": spent}
    for name, command in comparison.others.items():
        try:
            theirs, costs[name] = _answer(command, timeout_s)
        except subprocess.TimeoutExpired:
            costs[name] = None
        else:
            _require_equal(name, ours, theirs)
    return costs


def _require_equal(name: str, ours: dict[str, float], theirs: dict[str, float]) -> None:
    if not ours or ours.keys() != theirs.keys():
        raise DifferentAnswer(f"{name}: {len(theirs)} rows, ours {len(ours)}")
    differ = [key for key, metres in ours.items() if not _same(metres, theirs[key])]
    if differ:
        raise DifferentAnswer(f"{name}: {len(differ)} differ, such as {differ[0]}")


def _answer(command: Command, timeout_s: float) -> tuple[dict[str, float], Cost]:
    """Return what a command prints, a distance (or 0.0) by its first column, and its cost."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as out:
        spent = finish(command, out.fileno(), timeout_s=timeout_s)
        out.seek(0)
        rows = (row for row in csv.reader(out) if _says(row))
        return {row[0]: float(row[1]) if row[1:] else 0.0 for row in rows}, spent


def _says(row: list[str]) -> bool:
    return bool(row) and row[0] != "number"


def _same(one_m: float, other_m: float) -> bool:
    return abs(one_m - other_m) <= _EQUAL_M and _class(one_m) == _class(other_m)


def _class(metres: float) -> str:
    return "reached" if metres <= 30.0 else "near" if metres <= 150.0 else "none"


def cost(command: Command, *, timeout_s: float = TIMEOUT_S) -> Cost | None:
    """Run a command and return what it cost, or None where it did not finish."""
    try:
        return finish(command, timeout_s=timeout_s)
    except subprocess.TimeoutExpired:
        return None


def table(names: list[str], folder: Path) -> list[str]:
    """Return the lines of the table of some sizes; what is drawn stays in `folder`.

    Raises:
        DifferentAnswer: a script to compare with answers something else than we do.
    """
    lines = [
        "| size | what | cpu s | ratio | peak MB | peak ÷ coordinates |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for name in names:
        path = ground(name, folder)
        coordinates = border.vertices_in(path) * _BYTES_A_VERTEX
        for comparison in comparisons(name, path):
            costs = compare(comparison)
            ours = costs.pop("")
            assert ours is not None
            lines.append(_row(name, f"{comparison.question}, `mocgioi`", ours, ours, coordinates))
            for other, spent in costs.items():
                lines.append(_row(name, other, spent, ours, coordinates))
        one_s, other_s = graph.median_cpu_s(path)
        lines += [
            f"| {name} | the graph alone, `mocgioi` | {one_s:.4f} | 1.00 | | |",
            f"| {name} | networkx | {other_s:.4f} | {one_s / other_s:.2f} | | |",
        ]
    return lines


def _row(size: str, what: str, spent: Cost | None, ours: Cost, coordinates: int) -> str:
    if spent is None:
        return f"| {size} | {what} | not finished: {TIMEOUT_S} s, or memory | | | |"
    return (
        f"| {size} | {what} | {spent.cpu_s:.2f} | {ours.cpu_s / spent.cpu_s:.2f}"
        f" | {spent.peak_bytes / 1e6:.0f} | {spent.peak_bytes / coordinates:.1f} |"
    )
