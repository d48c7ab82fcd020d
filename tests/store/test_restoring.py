"""A backup in the place of a store: what would go is said first, and what stood is kept."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mocgioi.domain.publication import Publication
from mocgioi.errors import MocgioiError, NotAStore, SchemaVersion, UsageError, WouldLose, spelled
from mocgioi.store import copying, explaining, publications, restoring
from mocgioi.store.handle import Store

from .builders import new_store, observe, road


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with its backup ``copy.gpkg`` beside it, and a survey taken in since."""
    made = new_store(tmp_path)
    made.backup(tmp_path / "copy.gpkg")
    observe(made, road("1116", "built", "2025-01-01"), file="since")
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def batches(path: Path) -> int:
    with Store(path).reading() as connection:
        (count,) = connection.execute("SELECT count(*) FROM batches").fetchone()
    return int(count)


def sentences(error: MocgioiError) -> tuple[str, str]:
    return tuple(spelled(error.text, error.hints))  # type: ignore[return-value]


def test_what_the_backup_lacks_is_said_and_nothing_is_replaced(
    store: Store, tmp_path: Path
) -> None:
    backup, before = tmp_path / "copy.gpkg", store.path.read_bytes()
    with pytest.raises(WouldLose) as caught:
        store.restore(backup)
    day = datetime.now(UTC) + timedelta(hours=7)
    assert sentences(caught.value) == (
        f"Chưa thay gì: kho số liệu «{store.path}» có những thứ bản sao «{backup}» không có: "
        f"1 đợt nhập (mới nhất: «since.csv» {day:%d/%m/%Y}); 1 số liệu đã ghi. Nếu vẫn lấy lại bản "
        "sao: mocgioi restore FILE --discard; kho hiện nay sẽ được giữ ở một tệp bên cạnh.",
        f"Nothing was replaced: the store “{store.path}” has what the backup “{backup}” lacks: "
        f"batches: 1 (newest: “since.csv” {day:%Y-%m-%d}); observations: 1. To bring the backup "
        "back all the same: mocgioi restore FILE --discard; the store as it is will be kept in a "
        "file beside it.",
    )
    assert store.path.read_bytes() == before
    assert names(tmp_path) == ["copy.gpkg", "store.gpkg"]


def test_the_newest_three_are_named_and_all_are_counted(store: Store, tmp_path: Path) -> None:
    for number in range(4):
        observe(store, road("1117", "none", f"2025-02-0{number + 1}"), file=f"f{number}")
    with pytest.raises(
        WouldLose, match=r"batches: 5 \(newest: “f3\.csv” \S+, “f2\.csv” \S+, “f1\.csv” \S+\)"
    ):
        store.restore(tmp_path / "copy.gpkg")


def test_a_publication_that_would_go_is_named_with_its_day(store: Store, tmp_path: Path) -> None:
    made = Publication(
        title="Báo cáo năm",
        as_of="2025-12-31",
        known_at="2026-01-05T00:00:00.000Z",
        recorded_at="2026-01-05T00:00:00.000Z",
        markers=3,
        markers_needing_road=3,
        road_built=1,
        uuid="p",
    )
    with store.writing() as transaction:
        publications.put(transaction, made, [])
    with pytest.raises(WouldLose) as caught:
        store.restore(tmp_path / "copy.gpkg")
    assert "1 báo cáo đã công bố (mới nhất: «Báo cáo năm» 31/12/2025)" in caught.value.text.vi


def test_where_nothing_would_go_it_is_replaced_at_once(store: Store, tmp_path: Path) -> None:
    later = tmp_path / "later.gpkg"
    store.backup(later)
    (tmp_path / "copy.gpkg").replace(tmp_path / "earlier.gpkg")
    earlier = Store(tmp_path / "earlier.gpkg")
    kept = earlier.restore(later)
    assert kept is not None
    assert (batches(earlier.path), batches(kept)) == (2, 1)


def test_restoring_keeps_the_store_as_it_was(store: Store, tmp_path: Path) -> None:
    kept = store.restore(tmp_path / "copy.gpkg", discard=True)
    assert kept is not None and Store(kept).faults() == []
    assert (batches(kept), batches(store.path)) == (2, 1)
    assert names(tmp_path) == sorted(["copy.gpkg", kept.name, "store.gpkg"])


def test_the_store_as_it_was_is_kept_under_the_instant_of_the_restoring(
    store: Store, tmp_path: Path
) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    kept = store.restore(tmp_path / "copy.gpkg", discard=True)
    assert kept is not None
    stamp = datetime.strptime(kept.name, "store.before-restore-%Y%m%dT%H%M%SZ.gpkg")
    assert before <= stamp.replace(tzinfo=UTC) <= datetime.now(UTC)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the clock here has one zone")
def test_the_instant_of_a_restoring_is_that_of_utc(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Ho_Chi_Minh")
        time.tzset()
        kept = store.restore(tmp_path / "copy.gpkg", discard=True)
    time.tzset()
    assert kept is not None
    hour = datetime.strptime(kept.name, "store.before-restore-%Y%m%dT%H%M%SZ.gpkg")
    assert datetime.now(UTC) - hour.replace(tzinfo=UTC) < timedelta(minutes=5)


def test_a_store_that_is_as_the_backup_is_is_left_and_nothing_is_kept(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    store.backup(tmp_path / "copy.gpkg")
    assert store.restore(tmp_path / "copy.gpkg") is None
    assert names(tmp_path) == ["copy.gpkg", "store.gpkg"]


def test_what_was_kept_by_an_attempt_that_was_stopped_is_not_kept_twice(
    store: Store, tmp_path: Path
) -> None:
    former = tmp_path / "store.before-restore-20260101T000000Z.gpkg"
    store.backup(former)
    (tmp_path / "store.before-restore-20250101T000000Z.gpkg").write_bytes(b"another")
    assert store.restore(tmp_path / "copy.gpkg", discard=True) == former
    assert len(names(tmp_path)) == 4


def test_two_that_are_kept_within_one_second_are_both_kept(store: Store, tmp_path: Path) -> None:
    first = store.restore(tmp_path / "copy.gpkg", discard=True)
    assert first is not None
    second = store.restore(first)
    assert second is not None and second != first
    assert (batches(first), batches(second), batches(store.path)) == (2, 1, 2)


def test_half_a_kept_copy_of_an_attempt_that_was_killed_goes(store: Store, tmp_path: Path) -> None:
    for name in ("partial", "partial-journal"):
        (tmp_path / f"store.gpkg.before-restore.{name}").write_bytes(b"half")
    store.restore(tmp_path / "copy.gpkg", discard=True)
    assert [name for name in names(tmp_path) if "partial" in name] == []


def test_nobody_writes_between_what_is_kept_and_what_is_replaced(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = []

    def pour(*args: object, **names: object) -> None:
        with closing(sqlite3.connect(store.path, timeout=0, isolation_level=None)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                refused.append(error.sqlite_errorname)
        really(*args, **names)  # type: ignore[arg-type]

    really = copying.pour
    monkeypatch.setattr(restoring, "pour", pour)
    store.restore(tmp_path / "copy.gpkg", discard=True)
    assert refused == ["SQLITE_BUSY"]
    observe(store, road("1118", "none", "2025-03-01"))


def test_a_store_in_the_journal_mode_of_qgis_is_replaced_too(store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    kept = store.restore(tmp_path / "copy.gpkg", discard=True)
    assert kept is not None
    assert names(tmp_path) == sorted(["copy.gpkg", kept.name, "store.gpkg"])
    assert (batches(kept), batches(store.path), store.faults()) == (2, 1, [])


def test_restoring_where_no_store_is_keeps_none(tmp_path: Path) -> None:
    backup = new_store(tmp_path).path
    store = Store(tmp_path / "other.gpkg")
    assert store.restore(backup) is None
    assert store.faults() == []


@pytest.mark.parametrize("content", [b"damaged" * 1000, b"SQLite format 3\0" + b"?" * 9000])
def test_a_damaged_store_is_replaced_once_that_is_said_and_kept_as_it_is(
    store: Store, tmp_path: Path, content: bytes
) -> None:
    store.path.write_bytes(content)
    with pytest.raises(WouldLose) as caught:
        store.restore(tmp_path / "copy.gpkg")
    assert [hint.arguments for hint in caught.value.hints] == [("FILE", "--discard")]
    assert store.path.read_bytes() == content
    kept = store.restore(tmp_path / "copy.gpkg", discard=True)
    assert kept is not None and kept.read_bytes() == content
    assert (batches(store.path), store.faults()) == (1, [])


@pytest.mark.parametrize(("mode", "log"), [("DELETE", "-journal"), ("WAL", "-wal")])
def test_what_was_being_written_to_a_damaged_store_is_not_played_into_the_backup(
    store: Store, tmp_path: Path, mode: str, log: str
) -> None:
    beside = tmp_path / f"store.gpkg{log}"
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute(f"PRAGMA journal_mode = {mode}")
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        long = [(str(number), "x" * 3000) for number in range(50)]
        other.executemany("INSERT INTO settings (name, value) VALUES (?, ?)", long)
        other.execute("COMMIT" if mode == "WAL" else "SELECT 1")
        written = beside.read_bytes()
    store.path.write_bytes(b"damaged" * 1000)
    beside.write_bytes(written)
    with pytest.raises(WouldLose):
        store.restore(tmp_path / "copy.gpkg")
    kept = store.restore(tmp_path / "copy.gpkg", discard=True)
    assert kept is not None and not beside.exists()
    with store.reading() as connection:
        (number,) = connection.execute(
            "SELECT count(*) FROM settings WHERE length(value) = 3000"
        ).fetchone()
    assert (number, batches(store.path), store.faults()) == (0, 1, [])


@pytest.mark.parametrize("columns", ["day TEXT", "name TEXT, value TEXT"])
def test_a_database_that_is_no_store_is_not_replaced_unasked(
    store: Store, tmp_path: Path, columns: str
) -> None:
    store.path.unlink()
    with closing(sqlite3.connect(store.path)) as other:
        other.execute(f"CREATE TABLE settings ({columns})")
    with pytest.raises(WouldLose, match="cannot be read as a store"):
        store.restore(tmp_path / "copy.gpkg")
    with closing(sqlite3.connect(store.path)) as other:
        assert other.execute("SELECT count(*) FROM settings").fetchone() == (0,)


def test_a_backup_of_an_earlier_version_says_how_it_is_brought_forward(
    store: Store, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "copy.gpkg", isolation_level=None)) as other:
        other.execute("UPDATE settings SET value = '1' WHERE name = 'schema_version'")
    with pytest.raises(SchemaVersion) as caught:
        store.restore(tmp_path / "copy.gpkg")
    assert caught.value.hints[0].arguments == ("--store", "FILE")
    assert "Upgrade the backup first" in caught.value.text.en


def test_a_replacement_that_fails_leaves_the_store_and_no_copy_of_it(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = batches(store.path)

    def fail(*_: object, **__: object) -> None:
        raise explaining.explained(sqlite3.OperationalError("disk trouble"), store.path)

    monkeypatch.setattr(restoring, "pour", fail)
    with pytest.raises(MocgioiError, match="as it was"):
        store.restore(tmp_path / "copy.gpkg", discard=True)
    assert (batches(store.path), names(tmp_path)) == (before, ["copy.gpkg", "store.gpkg"])


def test_a_replacement_that_fails_after_it_was_done_says_where_the_store_is_kept(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = copying.pour

    def pour_and_fail(*args: object, **names: object) -> None:
        really(*args, **names)  # type: ignore[arg-type]
        raise explaining.explained(sqlite3.OperationalError("disk trouble"), store.path)

    monkeypatch.setattr(restoring, "pour", pour_and_fail)
    with pytest.raises(MocgioiError, match=r"kept whole at .*before-restore") as caught:
        store.restore(tmp_path / "copy.gpkg", discard=True)
    (kept,) = tmp_path.glob("*.before-restore-*")
    assert str(kept) in caught.value.text.vi and batches(kept) == 2


def test_a_backup_that_is_damaged_is_refused_by_name_and_the_store_stays(
    store: Store, tmp_path: Path
) -> None:
    before = store.path.read_bytes()
    (tmp_path / "copy.gpkg").write_bytes(before[:20_000])
    with pytest.raises(NotAStore, match=r"copy\.gpkg.* no backup that can be used"):
        store.restore(tmp_path / "copy.gpkg", discard=True)
    assert store.path.read_bytes() == before


def test_the_store_is_not_restored_from_itself_and_leaves_no_copy(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    os.link(store.path, tmp_path / "other.gpkg")
    with pytest.raises(UsageError, match="itself"):
        store.restore(tmp_path / "other.gpkg")
    assert names(tmp_path) == ["other.gpkg", "store.gpkg"]


def test_a_backup_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match=r"no file .*nosuch\.gpkg"):
        new_store(tmp_path).restore(tmp_path / "nosuch.gpkg")
