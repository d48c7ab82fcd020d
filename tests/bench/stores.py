"""The stores of a country, made and asked by whole processes, and what that costs.

A province is a GeoPackage, or a schema of a database (``postgresql://…&schema=p01``). What is
made stays in its folder, with its cost beside it, for the next time.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench.processes import Command, finish, mocgioi
from tests.bench.provinces import Province, write_register, write_surveys
from tests.postgres import Cluster

TIMEOUT_S = 7_200
_NEEDS_A_PERSON = 1
_TICKS_A_SECOND = 100
_REPLICAS = "MOCGIOI_CACHE"


class Spent(NamedTuple):
    """What one or several commands cost, one after the other.

    Attributes:
        wall_s: seconds that went by. cpu_s: of cpu, of the commands themselves.
        peak_bytes: the most memory that one of them held.
        server_s: of cpu, of the server meanwhile.
    """

    wall_s: float = 0.0
    cpu_s: float = 0.0
    peak_bytes: int = 0
    server_s: float = 0.0

    def and_(self, other: Spent) -> Spent:
        """Return what both cost."""
        return Spent(
            self.wall_s + other.wall_s,
            self.cpu_s + other.cpu_s,
            max(self.peak_bytes, other.peak_bytes),
            self.server_s + other.server_s,
        )


def all_of(costs: Iterable[Spent]) -> Spent:
    """Return what they cost together."""
    total = Spent()
    for cost in costs:
        total = total.and_(cost)
    return total


class Server:
    """A cluster, its database of all provinces, and a folder for the replicas of one computer."""

    def __init__(self, cluster: Cluster, database: str, replicas: Path) -> None:
        self.cluster = cluster
        self.database = database
        self.replicas = replicas

    def address(self, name: str) -> str:
        """Return the address of the store in a schema."""
        return f"{self.cluster.address(self.database)}&schema={name}"

    def beside(self, replicas: Path) -> Server:
        """Return the same server as another computer sees it."""
        return Server(self.cluster, self.database, replicas)

    @contextmanager
    def used_here(self) -> Iterator[None]:
        """Let this very process have its replicas where the commands have theirs."""
        before = os.environ.get(_REPLICAS)
        os.environ[_REPLICAS] = str(self.replicas)
        try:
            yield
        finally:
            del os.environ[_REPLICAS]
            if before is not None:
                os.environ[_REPLICAS] = before

    def cpu_s(self) -> float:
        """Return the seconds of cpu of all its processes until now."""
        process = self.cluster.process
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        ticks = sum(_ticks(child) for child in children.split())
        return (ticks + _ticks(str(process), with_ended=True)) / _TICKS_A_SECOND


def _ticks(process: str, *, with_ended: bool = False) -> int:
    """Return what a process used of cpu; `with_ended`: those of its children that ended, too."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return 0
    user, system, *ended = map(int, told.rpartition(")")[2].split()[11:15])
    return user + system + (sum(ended) if with_ended else 0)


def run(command: Command, server: Server | None = None) -> Spent:
    """Run a command; that something waits for a person is no failure."""
    return _run(command, server, subprocess.DEVNULL)


def ask(command: Command, server: Server | None = None) -> tuple[Any, Spent]:
    """Run a command and return the document that it prints, and its cost."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        spent = _run(command, server, out.fileno())
        out.seek(0)
        return json.load(out), spent


def _run(command: Command, server: Server | None, stdout: int) -> Spent:
    before = server.cpu_s() if server else 0.0
    allowed = (0, _NEEDS_A_PERSON)
    # In a folder of its own: a project of QGIS for a store on a server is written where one is.
    with tempfile.TemporaryDirectory() as folder:
        cost = finish(
            command,
            stdout,
            timeout_s=TIMEOUT_S,
            allowed=allowed,
            also={_REPLICAS: str(server.replicas)} if server else {},
            folder=Path(folder),
        )
    after = server.cpu_s() if server else 0.0
    return Spent(cost.wall_s, cost.cpu_s, cost.peak_bytes, after - before)


def found(store: Path | str, province: Province, folder: Path, server: Server | None) -> Spent:
    """Make the store of a province, with its register."""
    made = run(mocgioi(store, "-q", "init"), server)
    register = write_register(province, folder)
    layer = {"roads": ("--layer", "roads")}
    taken = (
        run(mocgioi(store, "-q", "import", kind, str(path), *layer.get(kind, ())), server)
        for kind, path in register
    )
    return made.and_(all_of(taken))


def take_in(store: Path | str, surveys: Sequence[Path], server: Server | None) -> Spent:
    """Take surveys in, in one process, each in a transaction of its own."""
    return run(mocgioi(store, "-q", "survey", "apply", *map(str, surveys)), server)


def geopackage(province: Province, folder: Path, weeks: range) -> tuple[Path, Spent]:
    """Return the GeoPackage of a province with all its surveys, and what it cost to make it."""
    path, told = folder / f"{province.code}.gpkg", folder / f"{province.code}.json"
    if not told.exists():
        with tempfile.TemporaryDirectory(dir=folder) as name:
            desk = Path(name)
            store = desk / path.name
            spent = found(store, province, desk / "register", None)
            surveys = write_surveys(province, desk / "surveys", weeks)
            spent = spent.and_(take_in(store, surveys, None))
            store.replace(path)
        told.write_text(json.dumps(spent), encoding="utf-8")
    return path, Spent(*json.loads(told.read_text(encoding="utf-8")))


def copied(source: Path, target: str, server: Server) -> Spent:
    """Copy a whole store to the server."""
    return run(mocgioi(source, "-q", "copy", str(source), target), server)


def bytes_of(folder: Path, pattern: str) -> int:
    """Return the bytes of the files of a folder whose names are like `pattern`."""
    return sum(path.stat().st_size for path in folder.glob(pattern))
