"""The file of the store: how it is opened, written in one go, copied, and how errors are told."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi.errors import (
    CannotWrite,
    MocgioiError,
    NotAStore,
    NotInstalled,
    StoreLocked,
    spelled,
)
from mocgioi.store import copying, geopackage
from mocgioi.store.handle import Store

from .builders import new_store, observe, road


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def sentences(error: MocgioiError) -> tuple[str, str]:
    """Return an error as a person reads it, in Vietnamese and in English."""
    return tuple(spelled(error.text, error.hints))  # type: ignore[return-value]


def test_a_folder_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStore) as caught:
        geopackage.connect(tmp_path)
    assert sentences(caught.value) == (
        f"«{tmp_path}» là một thư mục. Hãy chỉ tệp kho số liệu (.gpkg).",
        f"“{tmp_path}” is a folder. Name the file of the store (.gpkg).",
    )


def test_an_sqlite_that_is_too_old_is_told_before_anything_is_asked_of_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    monkeypatch.setattr(sqlite3, "sqlite_version", "3.34.1")
    with pytest.raises(NotInstalled, match=r"SQLite 3\.34\.1; 3\.35 or newer is needed"):
        geopackage.connect(store.path)


def test_a_store_that_is_not_there_is_answered_by_how_to_make_it(tmp_path: Path) -> None:
    path = tmp_path / "none.gpkg"
    with pytest.raises(NotAStore) as caught:
        geopackage.connect(path, write=True)
    make, demo = caught.value.hints
    assert (make.verb, demo.verb, demo.elsewhere) == ("init", "demo", True)
    assert str(path) in caught.value.text.vi and str(path) in caught.value.text.en
    assert not path.exists()


def test_a_file_that_is_no_database_is_answered_by_the_way_back(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_text("hello, this is no database at all", encoding="utf-8")
    with pytest.raises(NotAStore) as caught:
        geopackage.connect(path)
    assert [hint.verb for hint in caught.value.hints] == ["restore"]
    assert f"«{path}»" in caught.value.text.vi


@pytest.mark.parametrize(
    "name",
    [
        "50%25.gpkg",
        "#1.gpkg",
        pytest.param(
            "a?mode=memory.gpkg",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no name of a file there"),
        ),
    ],
)
def test_signs_in_the_name_of_a_store_are_parts_of_its_name(tmp_path: Path, name: str) -> None:
    Store.create(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with Store(tmp_path / name).reading() as connection:
        assert connection.execute("SELECT count(*) FROM markers").fetchone() == (0,)


@pytest.mark.parametrize(("write", "is_refused"), [(False, True), (True, False)])
def test_a_store_opened_to_read_cannot_be_written(
    store: Store, write: bool, is_refused: bool
) -> None:
    with closing(geopackage.connect(store.path, write=write)) as connection:
        refused = None
        try:
            connection.execute("UPDATE settings SET value = value")
        except sqlite3.OperationalError as error:
            refused = error.sqlite_errorname
    assert (refused == "SQLITE_READONLY") is is_refused


def test_a_write_waits_for_another_one_and_then_gives_up(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geopackage, "_SILENT_S", 0.01)
    monkeypatch.setattr(geopackage, "BUSY_TIMEOUT_S", 0.05)
    waited: list[str] = []
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = Store(store.path, lambda: waited.append("waiting"))
        with pytest.raises(StoreLocked), waiting.writing():
            pass
    assert waited == ["waiting"]


def test_what_keeps_a_write_from_beginning_but_another_one_is_told_at_once(store: Store) -> None:
    waited: list[str] = []
    with closing(geopackage.connect(store.path, write=True)) as connection:
        connection.execute("BEGIN")
        with (
            pytest.raises(CannotWrite, match="within a transaction"),
            geopackage.atomic(connection, store.path, lambda: waited.append("waiting")),
        ):
            pass
    assert waited == []


def settings(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return dict(connection.execute("SELECT name, value FROM settings WHERE name GLOB '[a-c]'"))


def test_rows_are_inserted_updated_by_their_key_and_read_back(store: Store) -> None:
    rows = [{"name": name, "value": "1"} for name in "abc"]
    with store.writing() as transaction:
        transaction.insert("settings", iter(rows))
        transaction.insert("settings", [])
        transaction.update(
            "settings", "name", iter([{"name": n, "value": "2"} for n in ("a", "b")])
        )
        transaction.update("settings", "name", [])
        listed = "SELECT value FROM settings WHERE name = ?"
        assert transaction.read(listed, ("a",)) == list(transaction.iterate(listed, ("b",)))
    assert settings(store) == {"a": "2", "b": "2", "c": "1"}


def test_more_rows_than_a_statement_takes_are_written_in_their_order(store: Store) -> None:
    numbers = [str(number) for number in range(1000)]
    far = [{"marker_number": n, "road_uuid": "r", "distance_m": 1.0} for n in numbers]
    with store.writing() as transaction:
        transaction.insert("reach_distances", iter(far))
        transaction.update(
            "reach_distances", "marker_number", [{**row, "road_uuid": "s"} for row in far]
        )
        written = transaction.read("SELECT marker_number, road_uuid FROM reach_distances")
    assert written == [(number, "s") for number in numbers]


def test_rows_that_may_be_of_megabytes_are_written_one_by_one(store: Store) -> None:
    written: list[str] = []
    about = {"content_type": "image/png", "size_bytes": 1, "batch_uuid": "b", "recorded_at": ""}
    photos = [{**about, "sha256": name, "name": name, "data": b"0"} for name in "abc"]
    with store.writing() as transaction:
        transaction.reader.set_trace_callback(written.append)
        transaction.insert("photos", photos)
    inserted = [sql for sql in written if sql.startswith('INSERT INTO "photos"')]
    assert inserted
    assert not any("), (" in sql for sql in inserted)


def test_a_derived_table_is_emptied_and_its_count_with_it(store: Store) -> None:
    results = [{"marker_number": "1116", "road_uuid": "r", "distance_m": 1.0}]
    with store.writing() as transaction:
        transaction.insert("reach_distances", results)
    with store.writing() as transaction:
        transaction.clear("reach_distances")
        assert transaction.touched == {"reach_distances"}
    assert store.faults() == []
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM reach_distances").fetchone() == (0,)


def test_a_write_that_writes_nothing_changes_not_one_byte(store: Store) -> None:
    before = store.path.read_bytes()
    with store.writing() as transaction:
        transaction.insert("settings", [])
    assert store.path.read_bytes() == before


def test_after_a_write_of_ours_an_edit_elsewhere_is_one_again(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01"))
    with closing(sqlite3.connect(store.path)) as other:
        assert other.execute("SELECT writing FROM writer").fetchall() == [(0,)]


def test_what_records_an_edit_of_another_program_is_no_part_of_our_statements(
    store: Store,
) -> None:
    change = "EXPLAIN UPDATE markers SET road_status = 'built'"
    with closing(sqlite3.connect(store.path)) as another:
        of_another = len(another.execute(change).fetchall())
    with store.writing() as transaction:
        transaction.touch("markers")
        ours = len(transaction.read(change))
    assert ours < of_another / 10


def test_a_private_copy_is_whole_can_be_written_and_nobody_sees_it(store: Store) -> None:
    before = store.path.read_bytes()
    with store.reading() as connection:
        copy = geopackage.private_copy(connection)
    with closing(copy), geopackage.atomic(copy, "copy") as transaction:
        transaction.update("markers", "number", [{"number": "1116", "material": "concrete"}])
        listed = transaction.read("SELECT number, material FROM markers ORDER BY number LIMIT 2")
    assert listed == [("1116", "concrete"), ("1117", "granite")]
    assert store.path.read_bytes() == before


def test_a_copy_overwrites_only_what_it_is_told_to(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.gpkg"
    copying.copy_to(store.path, target)
    observe(store, road("1116", "built", "2025-01-01"))
    with pytest.raises(CannotWrite) as caught:
        copying.copy_to(store.path, target)
    assert sentences(caught.value) == (
        f"«{target}» đã có. Chọn tên khác.",
        f"“{target}” exists. Choose another name.",
    )
    copying.copy_to(store.path, target, replace=True)
    with Store(target).reading() as connection:
        batches = connection.execute("SELECT count(*) FROM batches").fetchone()
    assert batches == (2,)


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize("locked", ["store.gpkg", "copy.gpkg"])
def test_a_copy_waits_for_another_program_and_then_gives_up(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lock: str, locked: str
) -> None:
    target = tmp_path / "copy.gpkg"
    copying.copy_to(store.path, target)
    before = target.read_bytes()
    observe(store, road("1116", "built", "2025-01-01"))
    monkeypatch.setattr(geopackage, "BUSY_TIMEOUT_S", 0.05)
    is_readable = (locked, lock) == ("store.gpkg", "IMMEDIATE")
    with closing(sqlite3.connect(tmp_path / locked, isolation_level=None)) as other:
        other.execute(f"BEGIN {lock}")
        if is_readable:
            copying.copy_to(store.path, target, replace=True)
        else:
            with pytest.raises(StoreLocked):
                copying.copy_to(store.path, target, replace=True)
    assert (target.read_bytes() == before) is not is_readable


def test_a_copy_that_waited_for_its_target_names_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.gpkg"
    copying.copy_to(store.path, target)
    monkeypatch.setattr(geopackage, "BUSY_TIMEOUT_S", 0.05)
    with closing(sqlite3.connect(target, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked) as caught:
            copying.copy_to(store.path, target, replace=True)
    assert f"«{target}»" in caught.value.text.vi


def test_half_a_copy_never_stands_under_its_name_and_goes_at_the_next_attempt(
    store: Store, tmp_path: Path
) -> None:
    for name in ("copy.gpkg.partial", "copy.gpkg.partial-journal"):
        (tmp_path / name).write_bytes(b"half")
    copying.copy_to(store.path, tmp_path / "copy.gpkg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.gpkg", "store.gpkg"]
    assert Store(tmp_path / "copy.gpkg").faults() == []


def test_a_copy_that_fails_leaves_no_file(tmp_path: Path) -> None:
    damaged, target = tmp_path / "x.gpkg", tmp_path / "copy.gpkg"
    new_store(tmp_path)
    whole = (tmp_path / "store.gpkg").read_bytes()
    damaged.write_bytes(whole[:8192])
    with pytest.raises(NotAStore):
        copying.copy_to(damaged, target)
    assert not target.exists()


def test_a_copy_that_fails_leaves_what_stood_there(tmp_path: Path) -> None:
    kept = new_store(tmp_path).path
    before = kept.read_bytes()
    damaged = tmp_path / "x.gpkg"
    damaged.write_bytes(before[:8192])
    with pytest.raises(NotAStore):
        copying.copy_to(damaged, kept, replace=True)
    assert kept.exists() and kept.read_bytes() == before
