"""Many writers at once on a server, each a process with a replica of its own, and a reader.

What is counted are commits of a survey of three markers, from the first writer's start to the
last one's end: taking the lock, bringing the replica up to date, the rules, sending, committing.
"""

from __future__ import annotations

import os
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, NamedTuple

from mocgioi import tracker
from mocgioi.store import commits
from mocgioi.store.server.handle import ServerStore
from tests import forked, postgres
from tests.store.builders import entry, observe, register, road

MARKERS = tuple(str(number) for number in range(1, 49))
ROWS = 3
WRITERS = 16
_BETWEEN_FIGURES_S = 0.2


class Taken(NamedTuple):
    """A figure that a reader took in between: of which instant, how it was, how long it took."""

    instant: str
    figure: Any
    seconds: float


class Load(NamedTuple):
    """What came of it: commits in how many seconds, and the figures taken meanwhile."""

    commits: int
    seconds: float
    taken: list[Taken]


def start(address: str) -> None:
    """Make a store of a province's markers at an address."""
    store = ServerStore.create(address)
    register(store, *(entry(number) for number in MARKERS))


def figure(address: str, instant: str) -> Any:
    """Return what was known at an instant, without what says when it was asked."""
    return tracker.open(address).figures.coverage(known_at=instant)["totals"]


def last_instant(address: str) -> str:
    """Return the instant of the last commit."""
    with ServerStore(address).reading() as connection:
        instant = commits.last_committed_at(connection)
    assert instant is not None
    return instant


def run(address: str, folder: Path, *, writers: int = WRITERS, each: int = 10) -> Load:
    """Let writers commit as fast as they can while figures are taken in this process.

    Args:
        folder: for the replicas. each: commits of each writer, after one that loads the program.
    """
    context = forked.context()
    ready = context.Barrier(writers + 1)
    processes = [
        context.Process(target=_write, args=(address, str(folder / str(name)), name, each, ready))
        for name in range(writers)
    ]
    for process in processes:
        process.start()
    ready.wait(120)
    began = time.monotonic()
    taken = []
    while any(process.is_alive() for process in processes):
        asked = time.monotonic()
        instant = last_instant(address)
        taken.append(Taken(instant, figure(address, instant), time.monotonic() - asked))
        time.sleep(_BETWEEN_FIGURES_S)
    seconds = time.monotonic() - began
    failed = [process.exitcode for process in processes if process.exitcode]
    assert not failed, f"writers that failed: {failed}"
    return Load(writers * each, seconds, taken)


def _write(address: str, cache: str, name: int, each: int, ready: Barrier) -> None:
    os.environ["MOCGIOI_CACHE"] = cache
    store = ServerStore(address)
    for number in range(each + 1):
        if number == 1:  # by now all that is loaded at the first commit is loaded
            ready.wait(120)
        first = (name * (each + 1) + number) * ROWS
        drafts = [
            road(MARKERS[place % len(MARKERS)], "none", f"2025-01-{place % 28 + 1:02}", row)
            for row, place in enumerate(range(first, first + ROWS))
        ]
        observe(store, *drafts, file=f"{name}-{number}")


def table(folder: Path) -> list[str]:
    """Return the lines of the table: with a disk that is waited for, as a server has."""
    os.environ["MOCGIOI_CACHE"] = str(folder / "reader")
    with postgres.running(postgres.LASTING) as cluster:
        lines = [
            "| writers | commits | commits a second | a reader's answer, longest s |",
            "|--:|--:|--:|--:|",
        ]
        for writers in (1, WRITERS):
            address = cluster.address(cluster.database())
            start(address)
            load = run(address, folder / str(writers), writers=writers, each=320 // writers)
            rate = load.commits / load.seconds
            longest = max(taken.seconds for taken in load.taken)
            lines.append(f"| {writers} | {load.commits} | {rate:.0f} | {longest:.2f} |")
    return lines
