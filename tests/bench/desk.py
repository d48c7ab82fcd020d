"""The desk from the command to its first page: seconds, cpu and memory of its process."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple
from urllib.request import HTTPCookieProcessor, build_opener

from mocgioi.tracker import Tracker


class Opened(NamedTuple):
    """What it took: seconds by the clock, of cpu, and the most memory that was resident (MB).

    The last two are only known on Linux, and 0 elsewhere.
    """

    clock_s: float
    cpu_s: float
    most_mb: float


def opened(store: Path) -> Opened:
    """Open the desk of a store, ask for its first page, and close it."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "mocgioi", "desk", str(store), "--no-browser", "--quiet"],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        address = re.search(r"http\S+", process.stdout.readline())
        assert address is not None
        with build_opener(HTTPCookieProcessor()).open(address[0], timeout=60) as answer:
            page = answer.read().decode()
        clock_s = time.monotonic() - begun
        assert 'id="figure"' in page
        return Opened(clock_s, *_cost(process.pid))
    finally:
        process.terminate()
        process.communicate()


def _cost(process: int) -> tuple[float, float]:
    """Return the cpu and the most memory of a process so far."""
    facts = Path(f"/proc/{process}")
    if not facts.is_dir():
        return 0.0, 0.0
    times = (facts / "stat").read_text().rpartition(")")[2].split()
    cpu_s = (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")
    (most,) = re.findall(r"VmHWM:\s+(\d+) kB", (facts / "status").read_text())
    return cpu_s, int(most) / 1000


def table(demo: Tracker, rounds: int) -> list[str]:
    """Return the lines of the table; the first round is not counted."""
    turns = [opened(demo.store.path) for _ in range(rounds + 1)][1:]
    clock_s, cpu_s, most_mb = (statistics.median(values) for values in zip(*turns, strict=True))
    return [
        "| what | by the clock, s | cpu, s | most memory, MB |",
        "|---|--:|--:|--:|",
        f"| `mocgioi desk` to its first page | {clock_s:.2f} | {cpu_s:.2f} | {most_mb:.0f} |",
    ]
