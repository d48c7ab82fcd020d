"""Readings that follow one another on one connection are what readings on their own would be."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mocgioi.errors import NotAStore
from mocgioi.store import at_hand, handle
from mocgioi.store.geopackage import connect
from mocgioi.store.handle import Store
from tests.store.builders import new_store


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each connection that was opened is one to write."""
    seen: list[bool] = []

    def counted(path: Any, **how: Any) -> sqlite3.Connection:
        seen.append(bool(how.get("write")))
        return connect(path, **how)

    for module in (at_hand, handle):
        monkeypatch.setattr(module, "connect", counted)
    return seen


def put(store: Store, value: str) -> None:
    with store.writing() as transaction:
        transaction.insert("settings", [{"name": f"x{value}", "value": value}])


def settings(store: Store) -> int:
    with store.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM settings").fetchone()[0])


@contextmanager
def kept(tmp_path: Path) -> Iterator[Store]:
    store = new_store(tmp_path)
    with store.kept_open():
        yield store


def test_readings_of_a_block_share_a_connection(tmp_path: Path, opened: list[bool]) -> None:
    with kept(tmp_path) as store:
        opened.clear()
        assert settings(store) == settings(store) == settings(store)
    assert opened == [False]


def test_each_reading_outside_a_block_opens_its_own(tmp_path: Path, opened: list[bool]) -> None:
    with kept(tmp_path) as store:
        settings(store)
    opened.clear()
    settings(store), settings(store)
    assert opened == [False, False]


def test_a_reading_sees_what_was_written_since_the_one_before(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        before = settings(store)
        put(store, "1")
        assert settings(store) == before + 1
        put(Store(store.path), "2")
        assert settings(store) == before + 2


def test_a_reading_within_another_has_a_connection_of_its_own(tmp_path: Path) -> None:
    with kept(tmp_path) as store, store.reading() as outer, store.reading() as inner:
        assert inner is not outer
        assert inner.in_transaction and outer.in_transaction


def test_what_was_opened_to_write_serves_what_follows(tmp_path: Path, opened: list[bool]) -> None:
    with kept(tmp_path) as store:
        opened.clear()
        settings(store)
        put(store, "1")
        settings(store)
        put(store, "2")
        settings(store)
    assert opened == [False, True]


def test_what_was_opened_to_write_is_read_as_one_that_reads_alone(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        put(store, "1")
        with store.reading() as connection:
            assert connection.execute("PRAGMA busy_timeout").fetchone() == (30_000,)
            assert connection.execute("EXPLAIN INSERT INTO holds DEFAULT VALUES").fetchall()[9:]
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                connection.execute("DELETE FROM settings")


def test_what_a_failed_write_leaves_is_not_used_again(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        before = settings(store)
        with pytest.raises(ZeroDivisionError), store.writing() as transaction:
            transaction.insert("settings", [{"name": "x", "value": "x"}])
            raise ZeroDivisionError
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            transaction.read("SELECT 1")
        assert settings(store) == before


def test_a_file_that_took_its_place_is_written(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        put(store, "1")
        (tmp_path / "other").mkdir()
        other = new_store(tmp_path / "other")
        os.replace(other.path, store.path)  # noqa: PTH105
        put(store, "1")
        assert settings(Store(store.path)) == settings(new_store(tmp_path / "other")) + 1


def test_nothing_is_open_while_it_is_opened_to_write(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        with store.reading() as connection:
            pass
        with store.writing(), pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")


def test_it_is_closed_at_the_end_of_the_outermost_block(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        with store.kept_open(), store.reading() as connection:
            pass
        connection.execute("SELECT 1")
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_file_that_took_its_place_is_read(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        before = settings(store)
        (tmp_path / "other").mkdir()
        other = new_store(tmp_path / "other")
        put(other, "1")
        put(other, "2")
        os.replace(other.path, store.path)  # noqa: PTH105
        assert settings(store) == before + 2


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        settings(store)
        store.path.unlink()
        with pytest.raises(NotAStore):
            settings(store)


def test_what_a_failed_reading_leaves_is_not_used_again(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        with pytest.raises(ZeroDivisionError), store.reading() as connection:
            raise ZeroDivisionError
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            connection.execute("SELECT 1")
        settings(store)


def test_another_thread_has_a_connection_of_its_own(tmp_path: Path) -> None:
    with kept(tmp_path) as store:
        here, there = settings(store), []
        thread = threading.Thread(target=lambda: there.append(settings(store)))
        thread.start()
        thread.join()
        assert there == [here] == [settings(store)]
