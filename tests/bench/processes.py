"""Whole processes as a user starts them, and the cpu they cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

if sys.platform != "win32":
    import resource

Command = tuple[str, ...]

SCRIPTS = Path(__file__).resolve().parent / "scripts"
BASELINE = '`python -c "import sqlite3, json, argparse"`'

NOT_A_USERS = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "MOCGIOI_STORE")


def python(code: str) -> Command:
    """Return the command that runs a line of Python."""
    return (sys.executable, "-c", code)


def script(name: str, *arguments: str) -> Command:
    """Return the command that runs one of the scripts to compare with."""
    return (sys.executable, str(SCRIPTS / name), *arguments)


def mocgioi(store: Path, *arguments: str) -> Command:
    """Return the command line's own command, as the installation put it beside Python."""
    program = Path(sysconfig.get_path("scripts")) / "mocgioi"
    return (str(program), "--store", str(store), *arguments)


def run(command: Command) -> str:
    """Run a command to its end and return what it printed, with bytecode kept as for a user.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    environment = {name: value for name, value in os.environ.items() if name not in NOT_A_USERS}
    done = subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout


def children_cpu_s() -> float:
    """Return the seconds of cpu, user and system, of all processes run so far; not on Windows."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_s(command: Command) -> float:
    """Run a command and return the seconds of cpu it cost."""
    before = children_cpu_s()
    run(command)
    return children_cpu_s() - before


def median_cpu_s(commands: Mapping[str, Command], *, rounds: int) -> dict[str, float]:
    """Return the median seconds of cpu of each command.

    The commands take turns, so that whatever else the machine does falls on all of them. A
    first round, which writes the bytecode, is not counted.
    """
    turns = [
        {name: cpu_s(command) for name, command in commands.items()} for _ in range(rounds + 1)
    ]
    return {name: statistics.median(turn[name] for turn in turns[1:]) for name in commands}


def start_up(store: Path) -> dict[str, Command]:
    """Return what costs little, beside the same table by GeoPandas."""
    return {
        BASELINE: python("import sqlite3, json, argparse"),
        "`mocgioi --help`": mocgioi(store, "--help"),
        "`mocgioi status`": mocgioi(store, "status"),
        "`mocgioi report`": mocgioi(store, "report"),
        "`report_geopandas.py`: the same table by commune": script(
            "report_geopandas.py", str(store)
        ),
    }


def reaching(store: Path, as_of: str) -> dict[str, Command]:
    """Return reach, marker by marker, beside the nearest road alone by GeoPandas."""
    return {
        "`mocgioi reach`": mocgioi(store, "reach"),
        "`reach_geopandas.py`: the nearest road alone": script(
            "reach_geopandas.py", str(store), as_of
        ),
    }


def drawing(store: Path, folder: Path) -> dict[str, Command]:
    """Return the map page beside one with a Folium Marker and Popup a point."""
    return {
        "`mocgioi map`": mocgioi(store, "map", "-o", str(folder / "map.html")),
        "`map_markers.py`: the points alone, a Marker and Popup each": script(
            "map_markers.py", str(store), str(folder / "markers.html")
        ),
        "`map_cluster.py`: the points alone, by MarkerCluster": script(
            "map_cluster.py", str(store), str(folder / "cluster.html")
        ),
        "`map_explore.py`: the points alone, by GeoPandas `explore`": script(
            "map_explore.py", str(store), str(folder / "explore.html")
        ),
    }
