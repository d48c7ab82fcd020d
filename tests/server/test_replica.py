"""The replica of a store on a server: a cache that never says what the server does not."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from mocgioi.errors import CannotWrite
from mocgioi.store.server import replica
from mocgioi.store.server.feed import FOLLOWED
from mocgioi.store.server.handle import ServerStore
from tests.engines import assert_same
from tests.postgres import Cluster
from tests.server.conftest import Three
from tests.store.builders import observe, road

NUMBERS = "SELECT number, road_status FROM markers ORDER BY number"


@pytest.fixture
def database(
    cluster: Cluster, three: Three, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    return cluster.database(three.database)


def states(store: ServerStore) -> list[tuple[str, str | None]]:
    with store.reading() as connection:
        return connection.execute(NUMBERS).fetchall()


def test_after_an_older_dump_was_written_on_nothing_of_before_is_left(
    cluster: Cluster, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The number may be the same again: what was written under it is not."""
    cluster.send_away(database)
    dump = cluster.database(database)
    store = ServerStore(cluster.address(database))
    observe(store, road("1116", "built", "2025-01-10"))
    before = states(store)
    cluster.execute(f"DROP DATABASE {database} WITH (FORCE)")
    cluster.execute(f"ALTER DATABASE {dump} RENAME TO {database}")
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "another"))
    another = ServerStore(cluster.address(database))
    observe(another, road("1117", "approved", "2025-02-10"))
    now = states(another)
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    assert states(store) == now != before


def test_who_was_not_let_in_is_told_so(cluster: Cluster, database: str) -> None:
    stranger = cluster.person("la_mat")
    with pytest.raises(CannotWrite, match="hands --admit la_mat"):
        states(ServerStore(cluster.address(database, user=stranger)))


def test_a_replica_that_another_program_wrote_is_made_anew(cluster: Cluster, database: str) -> None:
    store = ServerStore(cluster.address(database))
    known = states(store)
    path = replica.path_of(store.address)
    path.write_bytes(path.read_bytes()[:5000])
    assert states(store) == known


def test_what_counts_is_not_told_as_lost_where_only_the_replica_fails(
    cluster: Cluster, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ServerStore(cluster.address(database))
    states(store)

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(replica, "note", full)
        observe(store, road("1116", "built", "2025-01-10"))
    assert ("1116", "built") in states(store)
    assert store.faults() == []


def test_many_threads_share_the_connections_that_are_kept(cluster: Cluster, database: str) -> None:
    store = ServerStore(cluster.address(database))
    known = states(store)
    with ThreadPoolExecutor(12) as threads:
        assert all(found == known for found in threads.map(lambda _: states(store), range(60)))


def test_a_row_that_changes_again_and_again_is_told_once(
    cluster: Cluster, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told is as much as there are rows, and who is far behind has the newest of each."""
    store = ServerStore(cluster.address(database))
    behind = replica.path_of(store.address)
    states(store)
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "another"))
    told = []
    for day, status in enumerate(("built", "none", "built", "none", "built"), start=10):
        observe(store, road("1116", status, f"2025-01-{day}"), file=str(day))
        told.append(
            cluster.execute(
                "SELECT table_name, key FROM mocgioi.changes WHERE table_name NOT IN ('commits')"
                " ORDER BY 1, 2",
                database=database,
            )
        )
    assert told == [told[0]] * 5
    assert len(set(told[0])) == len(told[0])
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    assert ("1116", "built") in states(store)
    assert_same(behind, cluster.address(database))


def measured(store: ServerStore, *pairs: tuple[str, str]) -> None:
    """Compute a table anew: its rows get other keys each time."""
    with store.writing() as transaction:
        transaction.clear("reach_joins")
        transaction.insert("reach_joins", [{"road_uuid": a, "other_uuid": b} for a, b in pairs])


def test_a_row_that_is_gone_is_gone_from_a_replica_that_is_behind(
    cluster: Cluster, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ServerStore(cluster.address(database))
    behind = replica.path_of(store.address)
    measured(store, ("a", "b"), ("b", "c"))
    states(store)
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "another"))
    measured(store, ("a", "b"))
    measured(store, ("a", "b"))
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    states(store)
    assert_same(behind, cluster.address(database))


def test_rows_that_are_gone_are_told_for_a_while_and_who_is_further_behind_fetches_all(
    cluster: Cluster, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ServerStore(cluster.address(database))
    behind = replica.path_of(store.address)
    measured(store, ("a", "b"))
    states(store)
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "another"))
    measured(store, ("a", "b"))
    gone = "SELECT count(*) FROM mocgioi.changes WHERE gone"
    assert cluster.execute(gone, database=database) == [(1,)]
    for table in ("store_state", "states"):
        cluster.execute(f"ALTER TABLE mocgioi.{table} DISABLE TRIGGER USER", database=database)
    cluster.execute(
        f"UPDATE mocgioi.store_state SET number = number + {FOLLOWED}", database=database
    )
    cluster.execute(
        "INSERT INTO mocgioi.states (number, token) SELECT number, 'x' FROM mocgioi.store_state",
        database=database,
    )
    for table in ("store_state", "states"):
        cluster.execute(f"ALTER TABLE mocgioi.{table} ENABLE TRIGGER USER", database=database)
    measured(store, ("b", "c"))
    assert cluster.execute(gone, database=database) == [(1,)]
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))
    states(store)
    assert_same(behind, cluster.address(database))
