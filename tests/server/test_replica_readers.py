"""The replica of several readers of one computer at once: none of them fails, none reads a part."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi.errors import NotAStore
from mocgioi.store.server import replica
from mocgioi.store.server.handle import ServerStore
from tests import forked
from tests.postgres import Cluster
from tests.store.builders import THREE, entry, observe, register, road

NUMBERS = "SELECT number, road_status FROM markers ORDER BY number"
THREADS, ROUNDS = 12, 3

States = list[tuple[str, str | None]]
Spoiler = Callable[[Path], object]


def states(store: ServerStore) -> States:
    with store.reading() as connection:
        return connection.execute(NUMBERS).fetchall()


@pytest.fixture
def store(cluster: Cluster, initialised: str) -> ServerStore:
    """A store of three markers, of which this computer has no replica."""
    store = ServerStore(cluster.address(cluster.database(initialised)))
    register(store, *(entry(number) for number in THREE))
    remove(replica.path_of(store.address))
    return store


def remove(path: Path) -> None:
    """Take a replica away, with all that lies beside it: nobody has it open."""
    for part in path.parent.glob(f"{path.name}*"):
        part.unlink()


def nothing_of_it_is_a_database(path: Path) -> None:
    remove(path)
    path.write_bytes(b"damage" * 1000)


def it_is_cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


SPOILERS: tuple[Spoiler, ...] = (remove, nothing_of_it_is_a_database, it_is_cut_short)


@pytest.mark.parametrize("spoil", SPOILERS)
def test_no_reading_fails_where_threads_find_no_sound_replica(
    store: ServerStore, spoil: Spoiler
) -> None:
    known = states(store)
    path = replica.path_of(store.address)
    start = threading.Barrier(THREADS)

    def read(_: int) -> States:
        start.wait(60)
        return states(store)

    with ThreadPoolExecutor(THREADS) as threads:
        for _ in range(ROUNDS):
            spoil(path)
            assert list(threads.map(read, range(THREADS))) == [known] * THREADS
    assert replica.followed(path) is not None


def test_a_replica_of_which_a_page_is_damaged_is_told_and_made_anew(store: ServerStore) -> None:
    known = states(store)
    path = replica.path_of(store.address)
    (page,) = _pages_of(path, "markers")
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(NotAStore, match="what the server holds is whole"):
        states(store)
    assert states(store) == known


def _pages_of(path: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
        return [page for (page,) in rows]


def _read(place: str, times: int, found: multiprocessing.Queue[object]) -> None:
    store = ServerStore(place)
    for _ in range(times):
        try:
            found.put(states(store))
        except Exception as error:
            found.put(repr(error))


@pytest.mark.slow
def test_no_reading_fails_where_processes_find_no_sound_replica(store: ServerStore) -> None:
    known = states(store)
    path = replica.path_of(store.address)
    context = forked.context()
    found: multiprocessing.Queue[object] = context.Queue()
    for spoil in SPOILERS:
        spoil(path)
        processes = [context.Process(target=_read, args=(store.place, 6, found)) for _ in "12345"]
        for process in processes:
            process.start()
        assert [found.get(timeout=60) for _ in range(30)] == [known] * 30
        for process in processes:
            process.join(60)
    assert states(store) == known
    assert replica.followed(path) is not None


def test_while_others_write_readers_that_find_no_replica_see_old_or_new(
    cluster: Cluster, store: ServerStore
) -> None:
    known = {number for number, _ in states(store)}
    path = replica.path_of(store.address)
    seen: list[str | None] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            found = dict(states(store))
            assert set(found) == known
            seen.append(found["1116"])

    def write() -> None:
        for day in range(1, 11):
            status = "none" if day % 2 else "built"
            observe(store, road("1116", status, f"2025-01-{day:02}"), file=str(day))

    with ThreadPoolExecutor(6) as threads:
        readers = [threads.submit(read) for _ in range(5)]
        try:
            threads.submit(write).result(120)
        finally:
            ended.set()
        for reader in readers:
            reader.result(60)
    assert "built" in seen
    assert replica.followed(path) is not None
    assert store.faults() == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")
def test_nobody_else_of_the_computer_reads_a_replica(store: ServerStore) -> None:
    umask = os.umask(0)
    try:
        with store.reading():
            path = replica.path_of(store.address)
            assert _open_to_others(path) == []
        with store.writing() as transaction:
            transaction.touch("settings")
            assert _open_to_others(path) == []
            assert len(list(path.parent.glob(f"{path.name}-*"))) == 2
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has rights of another kind")
def test_a_replica_that_others_could_read_is_theirs_no_more(store: ServerStore) -> None:
    states(store)
    path = replica.path_of(store.address)
    path.chmod(0o644)
    states(store)
    assert _open_to_others(path) == []


def _open_to_others(path: Path) -> list[str]:
    parts = path.parent.glob(f"{path.name}*")
    return [part.name for part in parts if part.stat().st_mode & 0o077]
