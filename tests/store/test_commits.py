"""What a store knows has an order of its own, and an instant asked for is a place in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.store import commits, events
from mocgioi.store.handle import Store
from mocgioi.store.undoing import undo

from .builders import make_store, new_store, observe, road
from .clock import Clock


def numbers(store: Store, table: str) -> list[int]:
    with store.reading() as connection:
        rows = connection.execute(f"SELECT DISTINCT commit_number FROM {table} ORDER BY id")
        return [number for (number,) in rows]


def test_a_file_is_one_commit_with_all_that_it_brings(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2025-01-01"), road("1116", "none", "2025-01-01", row=1))
    assert [numbers(store, table) for table in ("observations", "batches", "findings")] == [
        [1, 2],
        [1, 2],
        [2],
    ]


def test_a_decision_is_of_the_commit_that_brought_it(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    receipt = observe(store, road("1116", "built", "2025-01-01"))
    with store.writing() as transaction:
        undo(transaction, receipt.batch or "", by="officer", why="wrong file")
    assert numbers(store, "decisions") == [3]


def test_a_write_without_events_is_no_commit(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with store.writing() as transaction:
        events.set_setting(transaction, "reach_of", "0")
    with store.reading() as connection:
        assert commits.last_number(connection) == 1


def test_an_edit_of_another_program_is_a_commit_that_the_next_write_seals(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE markers SET road_status = 'built' WHERE number = '1116'")
        other.commit()
        opened = "SELECT number, author, head IS NULL FROM commits ORDER BY number DESC LIMIT 1"
        assert other.execute(opened).fetchone() == (2, "GIS", 1)
    observe(store, road("1117", "built", "2025-01-01"))
    with store.reading() as connection:
        heads = connection.execute("SELECT number, head IS NULL FROM commits").fetchall()
    assert heads == [(1, 0), (2, 0), (3, 0)]


def test_another_program_adds_nothing_to_a_sealed_commit(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with (
        closing(sqlite3.connect(store.path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="only mocgioi writes this table"),
    ):
        other.execute(
            "INSERT INTO observations (subject, aspect, value, recorded_at, commit_number)"
            " VALUES ('1116', 'road_status', 'built', '2025-01-01T00:00:00.000Z', 1)"
        )


@pytest.mark.parametrize("change", ["head = 'x'", "committed_at = '2020-01-01T00:00:00.000Z'"])
def test_a_sealed_commit_is_never_changed(change: str, tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with (
        closing(sqlite3.connect(store.path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="never changed"),
    ):
        other.execute(f"UPDATE commits SET {change}")


def test_a_commit_is_never_deleted(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with (
        closing(sqlite3.connect(store.path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="never"),
    ):
        other.execute("DELETE FROM commits")


def asked(store: Store, instant: str) -> int:
    with store.reading() as connection:
        return commits.number_at(connection, instant)


def test_an_instant_is_the_last_commit_that_ended_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    monkeypatch.setattr(Clock, "shown", Clock.shown + timedelta(hours=1))
    observe(store, road("1116", "built", "2025-01-01"))
    answers = {
        "2025-12-31T23:59:59.999Z": 0,
        "2026-01-01T00:30:00.000Z": 1,
        "2026-01-01T01:00:00.000Z": 2,
        "2026-02-01T00:00:00.000Z": 2,
    }
    assert {instant: asked(store, instant) for instant in answers} == answers


def test_what_a_clock_ahead_wrote_is_known_from_the_next_write_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    right = Clock.shown + timedelta(hours=1)
    for year, shown in ((2010, right + timedelta(days=365)), (2011, right)):
        monkeypatch.setattr(Clock, "shown", shown)
        observe(store, road("1116", "none", f"{year}-01-01"))
    assert asked(store, "2026-01-01T00:59:59.999Z") == 1
    assert asked(store, "2026-01-01T02:00:00.000Z") == 3


def test_the_last_instant_is_that_of_the_last_commit_and_none_of_an_empty_store(
    tmp_path: Path,
) -> None:
    store = new_store(tmp_path, ())
    with store.reading() as connection:
        assert commits.known(connection, None) == commits.Knowledge(None, None, None)
    observe(store, road("1116", "built", "2025-01-01"))
    with store.reading() as connection:
        [(instant, head)] = connection.execute("SELECT committed_at, head FROM commits")
        known = commits.Knowledge(None, instant, head[:8])
        assert commits.known(connection, None) == known
        assert commits.known(connection, instant) == known._replace(number=1)


def test_a_long_write_ends_later_than_it_recorded_and_a_short_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    recorded_at = commits.instant_after(None)
    for seconds, ended in ((0.5, recorded_at), (5, "2026-01-01T00:00:05.000Z")):
        monkeypatch.setattr(
            Clock, "shown", datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
        )
        assert commits.ended_at(recorded_at, commits.of_this_machine) == ended


@given(st.lists(st.integers(-2000, 2000), min_size=1, max_size=8))
def test_an_instant_is_after_the_one_before_unless_the_clock_is_far_from_it(
    steps_ms: list[int],
) -> None:
    last: str | None = None
    shown = Clock.shown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commits, "datetime", Clock)
        for step in steps_ms:
            shown += timedelta(milliseconds=step)
            patch.setattr(Clock, "shown", shown)
            now = commits.instant_after(last)
            clock = shown.strftime("%Y-%m-%dT%H:%M:%S.") + f"{shown.microsecond // 1000:03d}Z"
            assert now == clock or (last is not None and now > last)
            last = now
