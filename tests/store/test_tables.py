"""Any table read as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from mocgioi.errors import UsageError
from mocgioi.store.handle import Store
from mocgioi.store.tables import READABLE, read_table

from .builders import entry, new_store, register


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = new_store(tmp_path, ("1116",))
    register(store, entry("944", longitude=106.5)._replace(position=None, illustrative=True))
    return store


def test_a_layer_is_read_with_its_geometry_in_the_order_it_was_put_in(store: Store) -> None:
    content = read_table(store, "markers")
    number, made_up = (content.columns.index(name) for name in ("number", "illustrative"))
    assert [(row[number], row[made_up]) for row in content.rows] == [("1116", 0), ("944", 1)]
    assert "illustrative" in content.booleans and "number" not in content.booleans
    assert content.geometries == [shapely.Point(106.7, 22.0).wkb, None]
    assert all(len(row) == len(content.columns) for row in content.rows)


def test_a_table_without_geometry_has_none(store: Store) -> None:
    content = read_table(store, "batches")
    kinds = [row[content.columns.index("kind")] for row in content.rows]
    assert (kinds, content.geometries) == (["markers", "markers"], None)


def test_bytes_of_photographs_are_not_among_what_is_read(store: Store) -> None:
    columns = read_table(store, "photos").columns
    assert "sha256" in columns and "data" not in columns


@pytest.mark.parametrize("name", ["nothing", "writer", "sqlite_master"])
def test_a_table_that_is_not_there_is_answered_by_those_that_are(store: Store, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_table(store, name)
    listed = ", ".join(READABLE)
    assert caught.value.text == (
        f"Không có bảng «{name}». Có: {listed}.",
        f"No table “{name}”. There are: {listed}.",
    )
