"""A store that is copied to a server or from there is the same to the last row, or is not kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from mocgioi.errors import CannotWrite, UnreadableInput
from mocgioi.store.geopackage import connect, private_copy
from mocgioi.store.handle import Store
from mocgioi.store.opening import fill_at, store_at
from mocgioi.store.server import handle, replica
from mocgioi.store.server.handle import ServerStore
from mocgioi.store.server.pushing import send_all
from tests.postgres import Cluster
from tests.store.builders import THREE, new_store, observe, road

NOTES = "SELECT number, note FROM markers ORDER BY number"
PHOTO = b"\xff\xd8"
ALTERATIONS = [
    ("markers", "UPDATE markers SET note = 'x' WHERE number = '1117'"),
    ("markers", "UPDATE markers SET border_km = 1.5000000000000002 WHERE number = '1117'"),
    ("markers", "DELETE FROM markers WHERE number = '1118'"),
    ("observations", "UPDATE observations SET value = 'none' WHERE aspect = 'road_status'"),
    ("photos", "UPDATE photos SET data = x'ffd9'"),
    ("settings", "INSERT INTO settings (name, value) VALUES ('y', '1')"),
    ("commits", "UPDATE commits SET author = 'x'"),
]


@pytest.fixture
def original(tmp_path: Path) -> Store:
    """A store with a survey and a photograph."""
    store = new_store(tmp_path, THREE)
    observe(store, road("1116", "built", "2025-01-10"))
    with store.writing() as transaction:
        [(batch, instant)] = transaction.read("SELECT uuid, recorded_at FROM batches LIMIT 1")
        photo = {
            "uuid": "0" * 32,
            "content_type": "image/jpeg",
            "sha256": sha256(PHOTO).hexdigest(),
            "name": "a.jpg",
            "size_bytes": len(PHOTO),
            "batch_uuid": batch,
            "recorded_at": instant,
            "data": PHOTO,
        }
        transaction.insert("photos", [photo])
        transaction.update("markers", "number", [{"number": "1117", "border_km": 1.5}])
    return store


def alter(connection: sqlite3.Connection, statement: str) -> None:
    """Change a store by a statement that its triggers would refuse or follow."""
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    assert connection.execute(statement).rowcount > 0
    for _, sql in triggers:
        connection.execute(sql)


@pytest.fixture
def address(cluster: Cluster) -> str:
    return cluster.address(cluster.database())


@pytest.mark.parametrize(("table", "statement"), ALTERATIONS)
def test_what_arrives_otherwise_on_a_server_is_not_kept_and_the_table_is_named(
    table: str,
    statement: str,
    original: Store,
    address: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def send_another(connection: sqlite3.Connection, remote: Any) -> None:
        with closing(private_copy(connection)) as another:
            alter(another, statement)
            send_all(another, remote)

    with monkeypatch.context() as patched:
        patched.setattr(handle, "send_all", send_another)
        with pytest.raises(UnreadableInput, match=f"table “{table}”"):
            ServerStore(address).fill(original)
    assert not ServerStore(address).exists()
    assert not replica.path_of(ServerStore(address).address).exists()
    ServerStore(address).fill(original)
    assert ServerStore(address).exists()


def _altered(made: Callable[..., Any], statement: str) -> Callable[..., Any]:
    def make_another(*given: Any) -> Any:
        another = made(*given)
        alter(another, statement)
        return another

    return make_another


@pytest.mark.parametrize(("table", "statement"), ALTERATIONS)
def test_what_comes_otherwise_from_a_server_is_not_kept_and_the_table_is_named(
    table: str,
    statement: str,
    original: Store,
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store = ServerStore(address)
    store.fill(original)
    monkeypatch.setattr(ServerStore, "refuse_faults", lambda _: None)
    monkeypatch.setattr(replica, "made", _altered(replica.made, statement))
    with pytest.raises(UnreadableInput, match=f"table “{table}”"):
        store.backup(tmp_path / "copy.gpkg")
    assert not (tmp_path / "copy.gpkg").exists()


def test_a_backup_of_a_server_is_what_the_server_holds_whatever_a_replica_says(
    original: Store, address: str, tmp_path: Path
) -> None:
    store = ServerStore(address)
    store.fill(original)
    with closing(connect(replica.path_of(store.address), write=True)) as connection:
        alter(connection, "UPDATE markers SET note = 'x'")
    store.copy_to(tmp_path / "of_replica.gpkg")
    whole = tmp_path / "copy.gpkg"
    with store.whole() as connection:
        held = connection.execute(NOTES).fetchall()
    assert [note for _, note in held] == [None] * 3
    with closing(connect(tmp_path / "of_replica.gpkg")) as connection:
        assert connection.execute(NOTES).fetchall() != held
    fill_at(whole, store)
    with closing(connect(whole)) as connection:
        assert connection.execute(NOTES).fetchall() == held


def test_a_store_whose_guards_somebody_took_away_is_copied_as_told_and_has_them_again(
    cluster: Cluster, tmp_path: Path
) -> None:
    database = cluster.database()
    store = ServerStore(cluster.address(database))
    store.fill(new_store(tmp_path, THREE))
    cluster.execute("ALTER TABLE mocgioi.markers DISABLE TRIGGER USER", database=database)
    assert {found.code for found in store.faults()} == {"part-missing"}
    with pytest.raises(CannotWrite) as refused:
        store.repair()
    (copy, _) = refused.value.hints
    source, target = copy.arguments
    anew = fill_at(target.replace("NAME", "moi"), store_at(source))
    assert anew.faults() == []
    with store.reading() as before, anew.reading() as after:
        assert after.execute(NOTES).fetchall() == before.execute(NOTES).fetchall()
