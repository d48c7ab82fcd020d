"""Whole processes as a user starts them, and the cpu they cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":
    import resource

Command = tuple[str, ...]

SCRIPTS = Path(__file__).resolve().parent / "scripts"
BASELINE = '`python -c "import sqlite3, json, argparse"`'

NOT_A_USERS = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "MOCGIOI_STORE")

_MEASURE = """
import resource, signal, subprocess, sys, time
began = time.monotonic()
process = subprocess.Popen(sys.argv[2:])
try:
    code = process.wait(float(sys.argv[1]))
except subprocess.TimeoutExpired:
    process.terminate()
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
    code = -signal.SIGKILL
if code == -signal.SIGKILL:
    sys.exit("not finished")
wall_s = time.monotonic() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, wall_s, file=sys.stderr)
sys.exit(code)
"""


class Cost(NamedTuple):
    """What a process and all that it started cost.

    Attributes:
        cpu_s: seconds of cpu. peak_bytes: the most memory that one of them held.
        wall_s: seconds from its start to its end.
    """

    cpu_s: float
    peak_bytes: int
    wall_s: float


def python(code: str) -> Command:
    """Return the command that runs a line of Python."""
    return (sys.executable, "-c", code)


def script(name: str, *arguments: str) -> Command:
    """Return the command that runs one of the scripts to compare with."""
    return (sys.executable, str(SCRIPTS / name), *arguments)


def mocgioi(store: Path | str, *arguments: str) -> Command:
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


def finish(
    command: Command,
    stdout: int = subprocess.DEVNULL,
    *,
    timeout_s: float,
    allowed: Collection[int] = (0,),
    also: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Cost:
    """Run to the end in a process that measures it: what a child cost is told to its parent.

    Args:
        stdout: the file that takes what it prints.
        allowed: the codes that it may end with.
        also: what is set in its environment. folder: where it works, else here.

    Raises:
        subprocess.CalledProcessError: it failed.
        subprocess.TimeoutExpired: it did not finish: it was told to stop, and given a minute to
            clear up, or the system stopped it for want of memory.
    """
    environment = {name: value for name, value in os.environ.items() if name not in NOT_A_USERS}
    measured = subprocess.run(
        (sys.executable, "-c", _MEASURE, str(timeout_s), *command),
        env=environment | dict(also or {}),
        stdout=stdout,
        stderr=subprocess.PIPE,
        cwd=folder,
        text=True,
        encoding="utf-8",
        check=False,
    )
    *talk, last = measured.stderr.splitlines() or [""]
    if last == "not finished":
        raise subprocess.TimeoutExpired(command, timeout_s)
    if measured.returncode not in allowed:
        raise subprocess.CalledProcessError(measured.returncode, command, stderr="\n".join(talk))
    cpu_s, peak_kib, wall_s = last.split()
    return Cost(float(cpu_s), int(peak_kib) * 1024, float(wall_s))


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
        "`mocgioi status --format json`, made anew": mocgioi(store, "status", "--format", "json"),
        "`mocgioi report --by post`, made anew": mocgioi(store, "report", "--by", "post"),
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


def papers(store: Path, folder: Path) -> dict[str, Command]:
    """Return what is written of the whole province, and of one marker."""
    report = {
        f"`mocgioi report -o report.{form}`": mocgioi(
            store, "report", "-o", str(folder / f"report.{form}")
        )
        for form in ("html", "xlsx", "docx", "pdf")
    }
    return {
        **report,
        "`mocgioi show 1116 --minutes minutes.docx`": mocgioi(
            store, "show", "1116", "--minutes", str(folder / "minutes.docx")
        ),
        "`mocgioi show 1116 -o datasheet.pdf`": mocgioi(
            store, "show", "1116", "-o", str(folder / "datasheet.pdf")
        ),
    }
