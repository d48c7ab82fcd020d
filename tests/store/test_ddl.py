"""What the database itself enforces, whoever writes to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store import geometry, geopackage
from mocgioi.store.handle import Store

from .builders import entry, new_store, observe, register, road


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


@pytest.fixture
def plain(store: Store) -> Iterator[sqlite3.Connection]:
    """Another program: plain sqlite3, without our functions."""
    connection = sqlite3.connect(store.path, isolation_level=None)
    yield connection
    connection.close()


def one(connection: sqlite3.Connection, sql: str) -> object:
    return connection.execute(sql).fetchone()[0]


def test_a_status_outside_the_code_list_is_refused(plain: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="built"):
        plain.execute("UPDATE markers SET road_status = 'perhaps'")


def test_a_marker_number_is_unique(store: Store) -> None:
    with pytest.raises(Exception, match="UNIQUE"), store.writing() as transaction:
        transaction.insert("markers", [{"number": "1116", "kind": "main"}])


@pytest.mark.parametrize(
    "change", ["UPDATE observations SET value = 'no'", "DELETE FROM observations"]
)
def test_the_ledger_is_never_changed(plain: sqlite3.Connection, change: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(change)


def test_an_edit_elsewhere_becomes_an_observation_of_today(plain: sqlite3.Connection) -> None:
    plain.execute("UPDATE markers SET road_status = 'built' WHERE number = '1116'")
    assert plain.execute(
        "SELECT marker_number, value, observed_on = date('now', '+7 hours') FROM observations"
        " WHERE aspect = 'road_status'"
    ).fetchall() == [("1116", "built", 1)]


def test_an_edit_elsewhere_that_changes_nothing_observes_nothing(
    plain: sqlite3.Connection,
) -> None:
    plain.execute("UPDATE markers SET needs_road = 'yes', note = 'x'")
    assert one(plain, "SELECT count(*) FROM observations WHERE batch_uuid IS NULL") == 0


def test_our_own_writing_is_not_taken_for_an_edit_elsewhere(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01"))
    with store.reading() as connection:
        edits = one(connection, "SELECT count(*) FROM observations WHERE batch_uuid IS NULL")
    assert edits == 0


def test_an_edit_elsewhere_that_contests_is_put_right_at_the_next_write(store: Store) -> None:
    observe(store, road("1116", "built", "2023-01-01"))
    connection = sqlite3.connect(store.path)
    connection.execute("UPDATE markers SET road_status = 'none' WHERE number = '1116'")
    connection.commit()
    connection.close()
    observe(store, road("1118", "built", "2023-01-01"))
    with store.reading() as reading:
        assert one(reading, "SELECT road_status FROM markers WHERE number = '1116'") == "built"


def test_a_marker_cannot_be_deleted(plain: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute("DELETE FROM markers")


def test_a_register_position_does_not_move_by_hand(store: Store) -> None:
    connection = geopackage.connect(store.path, write=True)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE markers SET geom = ?", (geometry.encode_point(106.0, 22.0),))
    connection.close()


def test_cached_counts_are_true_after_writing(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01"))
    assert store.faults() == []


def test_bounds_are_those_of_the_markers(tmp_path: Path) -> None:
    store = new_store(tmp_path, ())
    places = {"1116": (106.7, 22.3), "1117": (106.5, 21.9), "1118": (106.9, 22.1)}
    register(
        store,
        *(
            entry(number)._replace(position=Position(longitude, latitude))
            for number, (longitude, latitude) in places.items()
        ),
    )
    with store.reading() as connection:
        bounds = connection.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'markers'"
        ).fetchone()
    assert bounds == (106.5, 21.9, 106.9, 22.3)


def test_last_change_moves_only_for_tables_that_changed(store: Store) -> None:
    sql = "SELECT table_name, last_change FROM gpkg_contents"
    with store.reading() as connection:
        before = dict(connection.execute(sql).fetchall())
    observe(store, road("1116", "built", "2025-01-01"))
    with store.reading() as connection:
        after = dict(connection.execute(sql).fetchall())
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"markers", "observations", "batches", "settings"}


def test_every_code_list_is_described_for_other_programs(plain: sqlite3.Connection) -> None:
    described = plain.execute(
        "SELECT constraint_name, value FROM gpkg_data_column_constraints"
    ).fetchall()
    assert set(described) == {(name, code) for name, terms in CODE_LISTS.items() for code in terms}


def test_the_file_says_it_is_geopackage_1_3(plain: sqlite3.Connection) -> None:
    assert (one(plain, "PRAGMA application_id"), one(plain, "PRAGMA user_version")) == (
        0x47504B47,
        10300,
    )
