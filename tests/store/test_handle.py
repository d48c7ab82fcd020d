"""The store as a file: opened without a trace, guarded, whole after a crash."""

from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from mocgioi.errors import CannotWrite, NotAStore, SchemaVersion, StoreLocked
from mocgioi.store import geopackage
from mocgioi.store.handle import Store

from .builders import new_store, observe, road


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_reading_changes_not_one_byte(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    before = digest(store.path)
    with store.reading() as connection:
        connection.execute("SELECT * FROM markers").fetchall()
    assert (digest(store.path), list(tmp_path.iterdir())) == (before, [store.path])


def test_making_a_store_does_not_overwrite(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with pytest.raises(CannotWrite):
        Store.create(store.path)


def test_a_missing_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match=r"none\.gpkg"), Store(tmp_path / "none.gpkg").reading():
        pass


def test_a_text_file_is_not_a_store(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_text("hello", encoding="utf-8")
    with pytest.raises(NotAStore), Store(path).reading():
        pass


def test_another_database_is_not_a_store(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(NotAStore), Store(path).reading():
        pass


def test_a_newer_version_is_refused(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    connection = sqlite3.connect(store.path)
    connection.execute("UPDATE settings SET value = '99' WHERE name = 'schema_version'")
    connection.commit()
    connection.close()
    with pytest.raises(SchemaVersion), store.reading():
        pass


def test_a_copy_without_its_guards_is_not_written(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    connection = sqlite3.connect(store.path)
    connection.execute("DROP TRIGGER ledger_observations_delete")
    connection.close()
    with pytest.raises(NotAStore, match="ledger_observations_delete"):
        observe(store, road("1116", "built", "2025-01-01"))


def test_an_error_inside_a_transaction_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    before = digest(store.path)
    with pytest.raises(RuntimeError), store.writing() as transaction:
        transaction.insert("settings", [{"name": "x", "value": "y"}])
        raise RuntimeError
    assert digest(store.path) == before


def test_a_store_another_program_writes_to_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopackage, "BUSY_TIMEOUT_S", 0.05)
    store = new_store(tmp_path)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreLocked), store.writing():
        pass
    other.close()


def test_a_write_that_waits_for_another_says_so_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopackage, "_SILENT_S", 0.01)
    monkeypatch.setattr(geopackage, "BUSY_TIMEOUT_S", 5.0)
    store = new_store(tmp_path)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told: list[str] = []

    def waiting() -> None:
        told.append("waiting")
        other.execute("ROLLBACK")

    with Store(store.path, waiting).writing() as transaction:
        transaction.insert("settings", [{"name": "x", "value": "y"}])
    other.close()
    assert told == ["waiting"]


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    before = digest(store.path)
    connection = geopackage.connect(store.path, write=True)
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with (
        pytest.raises(CannotWrite, match="disk"),
        geopackage.atomic(connection, store.path) as transaction,
    ):
        transaction.insert("settings", [{"name": f"n{i}", "value": "x" * 1000} for i in range(100)])
    connection.close()
    assert digest(store.path) == before


_WRITER = """
import sys, time
from pathlib import Path
from mocgioi.store.handle import Store
with Store(Path(sys.argv[1])).writing() as transaction:
    transaction.insert("settings", [{"name": f"n{i}", "value": "x" * 4000} for i in range(3000)])
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_kill_in_mid_write_leaves_the_old_state(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(store.path)], stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        os.kill(writer.pid, signal.SIGKILL)
    with store.reading() as connection:
        (left,) = connection.execute("SELECT count(*) FROM settings WHERE name GLOB 'n*'")
    assert (left, store.faults()) == ((0,), [])


def test_a_backup_is_a_whole_store(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    store.backup(tmp_path / "copy.gpkg")
    assert Store(tmp_path / "copy.gpkg").faults() == []


def test_a_backup_does_not_overwrite(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with pytest.raises(CannotWrite):
        store.backup(store.path)
