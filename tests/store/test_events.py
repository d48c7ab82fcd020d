"""Observations as they are read back, and the columns of markers that are made of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi.store import commits, events
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store
from mocgioi.store.undoing import undo

from .builders import new_store, observe, road


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def test_observations_are_read_of_the_markers_and_aspects_that_are_asked_for(store: Store) -> None:
    observe(
        store,
        *(road(number, "built", "2025-01-01", row) for row, number in enumerate(("1116", "1117"))),
        Draft(2, "1116", "note", "muddy", "2025-01-01"),
        Draft(3, "1116", "marker_condition", "intact", "2025-01-01"),
    )
    with store.reading() as connection:
        read = events.read_observations(
            connection, subjects=["1116"], aspects=["road_status", "note"]
        )
    assert {(o.subject, o.aspect, o.value) for o in read} == {
        ("1116", "road_status", "built"),
        ("1116", "note", "muddy"),
    }


FOLDED = ("road_status", "road_status_since", "marker_condition", "last_observed_on")


def columns_of(store: Store, number: str) -> tuple[object, ...]:
    with store.reading() as connection:
        row: tuple[object, ...] = connection.execute(
            f"SELECT {', '.join(FOLDED)}, disagreements FROM markers WHERE number = ?", (number,)
        ).fetchone()
    return row


def test_columns_of_a_marker_say_what_holds_since_when_and_when_it_was_last_seen(
    store: Store,
) -> None:
    observe(store, road("1116", "built", "2024-03-01"))
    observe(
        store,
        road("1116", "built", "2025-01-01"),
        Draft(1, "1116", "marker_condition", "intact", "2025-06-01"),
    )
    assert columns_of(store, "1116") == ("built", "2024-03-01", "intact", "2025-06-01", 0)


def test_columns_of_a_marker_count_the_days_that_wait_for_a_decision(store: Store) -> None:
    for day in ("2025-01-01", "2025-02-01"):
        for status in ("none", "under_construction"):
            observe(store, road("1116", status, day))
    assert columns_of(store, "1116") == (None, None, None, None, 2)


def test_what_is_taken_back_leaves_the_columns_with_what_was_known_before(store: Store) -> None:
    observe(store, road("1116", "under_construction", "2024-03-01"))
    later = observe(store, road("1116", "built", "2025-01-01"))
    with store.writing() as transaction:
        undo(transaction, later.batch or "", by="officer", why="wrong file")
    known = ("under_construction", "2024-03-01", None, "2024-03-01", 0)
    assert columns_of(store, "1116") == known


def test_what_another_program_edited_is_folded_with_the_next_file(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE markers SET road_status = 'built' WHERE number = '1116'")
        other.commit()
        (today,) = other.execute("SELECT date('now', '+7 hours')").fetchone()
    observe(store, road("1117", "built", "2025-01-01"))
    assert columns_of(store, "1116") == ("built", today, None, today, 0)


def test_the_span_of_records_begins_with_the_first_record_and_the_first_report_of_a_road(
    store: Store,
) -> None:
    for day in ("2025-01-01", "2024-03-01"):
        observe(store, road("1116", "built", day))
    observe(store, Draft(0, "1116", "marker_condition", "intact", "2023-01-01"))
    with store.reading() as connection:
        first, seen = events.span_of_records(connection)
        instant = commits.first_committed_at(connection)
    assert (first, seen) == (instant, "2024-03-01")


def test_every_batch_has_the_name_of_its_file(tmp_path: Path) -> None:
    store = new_store(tmp_path, ())
    first = observe(store, road("1116", "built", "2025-01-01"), file="a")
    second = observe(store, road("1117", "built", "2025-01-01"), file="b")
    with store.reading() as connection:
        assert events.file_names(connection) == {first.batch: "a.csv", second.batch: "b.csv"}
