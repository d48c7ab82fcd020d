"""Results of the geometry analysis, kept for as long as nothing they rest on moves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely

from mocgioi.domain.register import Road
from mocgioi.store import results
from mocgioi.store.handle import Store
from mocgioi.store.items import put_items
from mocgioi.store.reading import read_items

from .builders import entry, incoming, new_store, register

LINE = shapely.MultiLineString([[(106.5, 22.0), (106.75, 22.25)]]).wkb


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = new_store(tmp_path, ("1116", "1117"))
    put_roads(store, Road(geometry=LINE, name="A", status="built"), Road(geometry=LINE, name="B"))
    return store


def put_roads(store: Store, *roads: Road) -> None:
    with store.writing() as transaction:
        put_items(transaction, incoming("roads", repr(roads), len(roads)), roads, "2026-01-01")


def uuids(store: Store) -> list[str]:
    with store.reading() as connection:
        return [road.uuid for road in read_items(connection, Road)]


def write(store: Store, **more: Any) -> None:
    """Store results, of the geometry and the roads as they stand unless told otherwise."""
    with store.reading() as connection:
        version = results.geometry_version(connection)
        built = results.roads_built(connection)
        counting = results.roads_counting(connection, "2026-01-01")
    facts: dict[str, Any] = {
        "distances": [("1116", "a", 12.5), ("1117", "b", 900.0)],
        "joins": [("a", "b")],
        "road_communes": {},
        "border_km": {"1116": 91.25, "1117": None},
        "measured": {"1116": "reached"},
        "version": version,
        "built": built,
        "counting": counting,
    }
    with store.writing() as transaction:
        results.write_reach(transaction, **{**facts, **more})


def is_current(store: Store) -> tuple[bool, bool]:
    """Say whether the results are current, and whether those of the nearest road are."""
    with store.reading() as connection:
        return results.reach_is_current(connection), results.nearest_is_current(connection)


def test_distances_and_joins_are_read_back_and_replaced_whole(store: Store) -> None:
    write(store)
    write(store, distances=[("1116", "a", 12.5)], joins=[("a", "c")])
    with store.reading() as connection:
        assert list(results.each_distance(connection)) == [("1116", "a", 12.5)]
        assert list(results.each_join(connection)) == [("a", "c")]
    assert store.faults() == []


def test_each_marker_has_its_place_along_the_line_and_what_was_measured(store: Store) -> None:
    write(store)
    with store.reading() as connection:
        rows = connection.execute(
            "SELECT number, border_km, measured FROM markers ORDER BY number"
        ).fetchall()
    assert rows == [("1116", 91.25, "reached"), ("1117", None, None)]


def test_the_communes_a_road_was_supplied_for_are_read_back_with_those_of_no_commune(
    store: Store,
) -> None:
    a, b = uuids(store)
    write(store, road_communes={a: {"06196", None, "06184"}, b: set()})
    with store.reading() as connection:
        assert results.road_communes(connection) == {
            a: frozenset({"06196", "06184", None}),
            b: frozenset(),
        }
        listed = connection.execute("SELECT communes FROM roads ORDER BY fid").fetchall()
    assert listed == [("-; 06184; 06196",), (None,)]


def test_without_results_none_are_current(store: Store) -> None:
    assert is_current(store) == (False, False)


def test_results_are_current_until_a_position_or_a_line_moves(store: Store) -> None:
    write(store)
    assert is_current(store) == (True, True)
    register(store, entry("1118"))
    assert is_current(store) == (False, False)
    write(store)
    assert is_current(store) == (True, True)


def test_a_road_built_since_may_be_the_nearest_though_no_line_moved(store: Store) -> None:
    write(store)
    put_roads(store, Road(geometry=LINE, name="B", status="built"))
    assert is_current(store) == (True, False)


def test_a_road_that_gets_another_status_short_of_built_changes_no_result(store: Store) -> None:
    write(store)
    put_roads(store, Road(geometry=LINE, name="B", status="approved"))
    assert is_current(store) == (True, True)


def test_results_of_another_method_are_out_of_date(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(store)
    monkeypatch.setattr(results, "METHOD", "another")
    assert is_current(store) == (False, False)


def test_results_of_a_geometry_that_moved_while_they_were_computed_are_out_of_date(
    store: Store,
) -> None:
    write(store, version="0/0")
    assert is_current(store) == (False, False)
