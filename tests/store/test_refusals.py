"""What a person is told whose file is no store, or no store this program can use."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi.errors import (
    CannotWrite,
    MocgioiError,
    NotAStore,
    SchemaVersion,
    StoreLocked,
    UsageError,
    spelled,
)
from mocgioi.store import geopackage, heights
from mocgioi.store.handle import Store
from mocgioi.store.upgrades import SCHEMA_VERSION

from .builders import new_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def change(store: Store, *statements: str) -> None:
    """Change a store as another program may."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def read(store: Store) -> None:
    with store.reading():
        pass


def write(store: Store) -> None:
    with store.writing():
        pass


def refused(kind: type[MocgioiError], attempt: Callable[[], object]) -> tuple[str, str]:
    """Return what is told where an attempt is refused, in Vietnamese and in English."""
    with pytest.raises(kind) as caught:
        attempt()
    return tuple(spelled(caught.value.text, caught.value.hints))  # type: ignore[return-value]


def test_a_store_is_not_made_over_another_file(store: Store) -> None:
    assert refused(CannotWrite, lambda: Store.create(store.path)) == (
        f"«{store.path}» đã có, không ghi đè. Chọn tên khác bằng --store.",
        f"“{store.path}” exists and is not overwritten. Choose another name with --store.",
    )


def test_a_store_is_not_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    folder = tmp_path / "none"
    assert refused(CannotWrite, lambda: Store.create(folder / "store.gpkg")) == (
        f"Không có thư mục «{folder}».",
        f"There is no folder “{folder}”.",
    )
    assert not folder.exists()


@pytest.mark.parametrize("attempt", [read, write, Store.upgrade])
def test_another_database_may_be_a_survey(
    tmp_path: Path, attempt: Callable[[Store], object]
) -> None:
    other = Store(tmp_path / "x.gpkg")
    change(other, "CREATE TABLE t (a)")
    assert refused(NotAStore, lambda: attempt(other)) == (
        f"«{other.path}» là cơ sở dữ liệu, nhưng không phải kho số liệu của mocgioi. "
        "Nếu là tệp kiểm tra thực địa: mocgioi survey apply FILE.",
        f"“{other.path}” is a database, but not a store made by mocgioi. "
        "If it is a survey file: mocgioi survey apply FILE.",
    )
    with pytest.raises(NotAStore) as caught:
        attempt(other)
    assert [hint.elsewhere for hint in caught.value.hints] == [True]


@pytest.mark.parametrize("attempt", [read, write, Store.upgrade])
def test_a_store_of_a_newer_program_asks_for_that(
    store: Store, attempt: Callable[[Store], object]
) -> None:
    change(store, "UPDATE settings SET value = '99' WHERE name = 'schema_version'")
    assert refused(SchemaVersion, lambda: attempt(store)) == (
        f"«{store.path}» là phiên bản 99, mới hơn chương trình này. Cài bản mocgioi mới hơn.",
        f"“{store.path}” is of version 99, newer than this program. Install a newer mocgioi.",
    )


@pytest.mark.parametrize("attempt", [read, write])
def test_a_store_of_an_older_program_asks_to_be_upgraded(
    store: Store, attempt: Callable[[Store], object]
) -> None:
    change(store, "UPDATE settings SET value = '1' WHERE name = 'schema_version'")
    needed = SCHEMA_VERSION
    assert refused(SchemaVersion, lambda: attempt(store)) == (
        f"«{store.path}» là phiên bản 1, chương trình cần {needed}. Gõ: mocgioi upgrade.",
        f"“{store.path}” is of version 1, this program needs {needed}. Type: mocgioi upgrade.",
    )


@pytest.mark.parametrize("attempt", [write, Store.upgrade])
def test_a_copy_without_its_guards_asks_for_the_original(
    store: Store, attempt: Callable[[Store], object]
) -> None:
    change(store, "DROP TRIGGER markers_deleted", "DROP TRIGGER ledger_observations_delete")
    vi, en = refused(NotAStore, lambda: attempt(store))
    assert vi == (
        f"«{store.path}» là bản sao thiếu 2 phần bảo vệ (ledger_observations_delete …), như khi "
        "QGIS «Lưu thành» hoặc ogr2ogr. Hãy dùng tệp gốc; sao chép bằng mocgioi backup FILE."
    )
    assert en == (
        f"“{store.path}” is a copy without 2 of its guards (ledger_observations_delete …), as "
        "QGIS “Save As” or ogr2ogr makes. Use the original; copy with mocgioi backup FILE."
    )


def read_heights(store: Store) -> None:
    with store.reading() as connection:
        heights.read(connection)


@pytest.mark.parametrize("attempt", [write, read_heights])
def test_a_store_without_a_table_is_told_how_it_is_made(
    store: Store, attempt: Callable[[Store], object]
) -> None:
    change(store, "DROP TABLE heights")
    vi, en = refused(NotAStore, lambda: attempt(store))
    assert vi.startswith(f"«{store.path}» thiếu «heights»:")
    assert en.endswith("Make what is missing anew: mocgioi repair.")


def test_a_backup_that_is_none_is_told_and_so_is_the_way_to_another(store: Store) -> None:
    other = store.path.with_name("x.gpkg")
    other.write_bytes(store.path.read_bytes()[:8192])
    assert refused(NotAStore, lambda: store.restore(other)) == (
        f"«{other}» không phải bản sao dùng được, kho số liệu vẫn như trước. Chọn bản "
        "sao khác (mocgioi backup FILE đã tạo).",
        f"“{other}” is no backup that can be used; the store is as it was. Choose "
        "another one that mocgioi backup FILE made.",
    )


def test_a_backup_that_is_not_sound_is_told_with_its_first_fault(store: Store) -> None:
    backup = Store(store.path.with_name("x.gpkg"))
    store.backup(backup.path)
    change(backup, "DROP TRIGGER markers_deleted")
    assert refused(NotAStore, lambda: store.restore(backup.path)) == (
        f"Bản sao «{backup.path}» có lỗi (part-missing), xem: mocgioi check --store FILE. Dùng bản "
        "sao khác.",
        f"The backup “{backup.path}” is not sound (part-missing), see: mocgioi check --store FILE. "
        "Use another one.",
    )


def test_a_backup_that_is_not_there_is_told(store: Store) -> None:
    gone = store.path.with_name("nosuch.gpkg")
    assert refused(NotAStore, lambda: store.restore(gone)) == (
        f"Không có tệp «{gone}»; kho số liệu vẫn như trước.",
        f"There is no file “{gone}”; the store is as it was.",
    )


def test_the_store_itself_is_no_backup_of_it(store: Store) -> None:
    assert refused(UsageError, lambda: store.restore(store.path)) == (
        f"«{store.path}» đây chính là kho đang dùng, không phải bản sao. Chọn tệp do "
        "mocgioi backup FILE đã tạo.",
        f"“{store.path}” is the store in use itself, and no copy. Choose a file that "
        "mocgioi backup FILE made.",
    )


def test_what_is_wrong_with_a_file_is_listed_whole(store: Store) -> None:
    change(
        store,
        "DROP TRIGGER markers_deleted",
        "UPDATE gpkg_ogr_contents SET feature_count = 7 WHERE table_name = 'markers'",
        "UPDATE gpkg_ogr_contents SET feature_count = NULL WHERE table_name = 'roads'",
    )
    missing, count = (fault.words().en for fault in store.faults())
    assert "markers_deleted" in missing
    assert "“markers” is 7, and there are 3" in count


def test_damage_within_the_file_is_a_fault(store: Store) -> None:
    """An index that is not of the column its table has been written by."""
    change(
        store,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql ="
        " 'CREATE INDEX observations_by_subject ON observations (recorded_at, value)'"
        " WHERE name = 'observations_by_subject'",
    )
    assert [
        fault
        for fault in store.faults()
        if "missing from index observations_by_subject" in fault.words().en
    ]


@pytest.mark.parametrize("attempt", [write, Store.upgrade])
def test_a_store_another_program_writes_to_is_named(
    store: Store, monkeypatch: pytest.MonkeyPatch, attempt: Callable[[Store], object]
) -> None:
    monkeypatch.setattr(geopackage, "BUSY_TIMEOUT_S", 0.05)
    monkeypatch.setattr(geopackage, "_SILENT_S", 0.01)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        vi, en = refused(StoreLocked, lambda: attempt(store))
    assert f"«{store.path}»" in vi and f"“{store.path}”" in en
