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
from tests.server.conftest import Three
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


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with a survey and a photograph; do not write to it."""
    store = new_store(tmp_path_factory.mktemp("original"), THREE)
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


@pytest.fixture(scope="module")
def served(
    cluster: Cluster, original: Store, tmp_path_factory: pytest.TempPathFactory
) -> ServerStore:
    """The same on a server; do not write to it."""
    store = ServerStore(cluster.address(cluster.database()))
    with pytest.MonkeyPatch.context() as patching:
        patching.setenv("MOCGIOI_CACHE", str(tmp_path_factory.mktemp("cache")))
        store.fill(original)
    return store


@pytest.fixture(scope="module")
def nothing(cluster: Cluster) -> ServerStore:
    """A place on a server where nothing stands, whatever is sent there."""
    return ServerStore(cluster.address(cluster.database()))


def refused_to_arrive(store: ServerStore, original: Store, statement: str) -> str:
    """Send a store of which something arrives otherwise; return the words of the refusal."""

    def send_another(connection: sqlite3.Connection, remote: Any) -> None:
        with closing(private_copy(connection)) as another:
            alter(another, statement)
            send_all(another, remote)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(handle, "send_all", send_another)
        with pytest.raises(UnreadableInput) as refused:
            store.fill(original)
    return refused.value.text.en


@pytest.mark.parametrize(("table", "statement"), ALTERATIONS)
def test_what_arrives_otherwise_on_a_server_is_not_kept_and_the_table_is_named(
    table: str, statement: str, original: Store, nothing: ServerStore
) -> None:
    assert f"table “{table}”" in refused_to_arrive(nothing, original, statement)
    assert not nothing.exists()
    assert not replica.path_of(nothing.address).exists()


def test_what_did_not_arrive_may_be_sent_again(original: Store, address: str) -> None:
    store = ServerStore(address)
    refused_to_arrive(store, original, "DELETE FROM markers WHERE number = '1118'")
    store.fill(original)
    assert store.exists()


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
    served: ServerStore,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ServerStore, "refuse_faults", lambda _: None)
    monkeypatch.setattr(replica, "made", _altered(replica.made, statement))
    with pytest.raises(UnreadableInput, match=f"table “{table}”"):
        served.backup(tmp_path / "copy.gpkg")
    assert not (tmp_path / "copy.gpkg").exists()


def test_a_backup_of_a_server_is_what_the_server_holds_whatever_a_replica_says(
    served: ServerStore, tmp_path: Path
) -> None:
    with served.whole() as connection:
        held = connection.execute(NOTES).fetchall()
    assert [note for _, note in held] == [None] * 3
    with served.reading():  # which makes the replica
        pass
    with closing(connect(replica.path_of(served.address), write=True)) as connection:
        alter(connection, "UPDATE markers SET note = 'x'")
    served.copy_to(tmp_path / "of_replica.gpkg")
    with closing(connect(tmp_path / "of_replica.gpkg")) as connection:
        assert connection.execute(NOTES).fetchall() != held
    whole = tmp_path / "copy.gpkg"
    fill_at(whole, served)
    with closing(connect(whole)) as connection:
        assert connection.execute(NOTES).fetchall() == held


def test_a_store_whose_guards_somebody_took_away_is_copied_as_told_and_has_them_again(
    cluster: Cluster, three: Three
) -> None:
    database = cluster.database(three.database)
    store = ServerStore(cluster.address(database))
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
