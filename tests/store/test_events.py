"""Observations as they are read back, and the columns of markers that are made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.store import events
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store

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
            connection, markers=["1116"], aspects=["road_status", "note"]
        )
    assert {(o.marker, o.aspect, o.value) for o in read} == {
        ("1116", "road_status", "built"),
        ("1116", "note", "muddy"),
    }


def test_the_last_record_is_the_latest_event_and_none_of_an_empty_store(tmp_path: Path) -> None:
    store = new_store(tmp_path, ())
    with store.reading() as connection:
        assert events.last_recorded_at(connection) is None
    observe(store, road("1116", "built", "2025-01-01"))
    with store.reading() as connection:
        (instant,) = connection.execute("SELECT max(recorded_at) FROM observations").fetchone()
        assert events.last_recorded_at(connection) == instant
