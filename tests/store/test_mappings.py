"""What a person said of columns, remembered for files of the same shape."""

from __future__ import annotations

from pathlib import Path

from mocgioi.domain.batch import ColumnMapping
from mocgioi.store import mappings

from .builders import new_store


def test_what_was_said_last_of_a_field_stands_and_a_heading_serves_one_field(
    tmp_path: Path,
) -> None:
    store = new_store(tmp_path, ())
    with store.writing() as transaction:
        for batch, shape, field, heading in (
            ("a", "s", "number", "Mốc"),
            ("a", "s", "day", "Ngày"),
            ("b", "s", "number", "Số hiệu"),
            ("b", "t", "number", "Ngày"),
            ("c", "s", "post", "Ngày"),
        ):
            mapping = ColumnMapping(shape, field, heading)
            mappings.remember(transaction, batch, "2025-01-01T00:00:00.000Z", [mapping])
    with store.reading() as connection:
        assert mappings.remembered(connection) == {
            "s": {"number": "Số hiệu", "post": "Ngày"},
            "t": {"number": "Ngày"},
        }
        kept = connection.execute("SELECT batch_uuid, recorded_at FROM column_mappings").fetchall()
    assert kept[0] == ("a", "2025-01-01T00:00:00.000Z")
    assert len(kept) == 5


def test_what_was_said_of_words_is_kept_apart_from_columns_and_the_last_stands(
    tmp_path: Path,
) -> None:
    store = new_store(tmp_path, ())
    first = {("road_status", "duong dat"): "none", ("marker_condition", "mo so"): "intact"}
    for batch, meanings in (("a", first), ("b", {("road_status", "duong dat"): "built"})):
        with store.writing() as transaction:
            mapping = [*mappings.of_words(meanings), ColumnMapping("s", "number", "Mốc")]
            mappings.remember(transaction, batch, "2025-01-01T00:00:00.000Z", mapping)
    with store.reading() as connection:
        assert mappings.meanings(connection) == {
            ("road_status", "duong dat"): "built",
            ("marker_condition", "mo so"): "intact",
        }
        assert mappings.remembered(connection) == {"s": {"number": "Mốc"}}
