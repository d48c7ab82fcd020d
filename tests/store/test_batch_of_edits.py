"""What another program edited beside markers is told of its batch, old and new."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from mocgioi.store import geometry, moves

from .builders import new_store, observe, road


def test_an_edited_road_is_told_with_what_was_and_what_is(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        connection.execute("INSERT INTO roads (name, length_m) VALUES ('A', 500)")
        observe(store, road("1116", "none", "2025-01-01"))
        connection.execute("UPDATE roads SET length_m = 700, status = 'built'")
        (batch,) = connection.execute("SELECT uuid FROM batches ORDER BY id DESC").fetchone()
    with store.reading() as connection:
        changes = moves.changes_of_batch(connection, batch)
    assert [(change.item, change.words.vi) for change in changes] == [
        ("Đường lên mốc «A»", "tình trạng xây dựng: – → đã xây dựng"),
        ("Đường lên mốc «A»", "dài theo hồ sơ (m): 500 → 700"),
    ]
