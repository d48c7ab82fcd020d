"""Upgrades: steps that are named, taken once, recorded, and all of them or none."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mocgioi.errors import NotAStore, SchemaVersion
from mocgioi.store.ddl import add_missing_parts
from mocgioi.store.handle import Store
from mocgioi.store.upgrades import SCHEMA_VERSION, STEPS, Step
from mocgioi.version import VERSION

from .builders import new_store

NEXT = SCHEMA_VERSION + 1


def put(name: str) -> Step:
    """A step to the next version that leaves a trace."""

    def apply(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO settings (name, value) VALUES (?, 'x')", (name,))

    return Step(NEXT, f"put-{name}", apply)


def settings(store: Store) -> dict[str, str]:
    connection = sqlite3.connect(store.path)
    rows = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    connection.close()
    return rows


def records(store: Store) -> dict[str, str]:
    return {n: value for n, value in settings(store).items() if n.startswith("upgrade:")}


def test_the_names_of_steps_are_unique() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_the_steps_lead_version_by_version_to_that_of_the_program() -> None:
    assert [step.version for step in STEPS] == list(range(5, SCHEMA_VERSION + 1))


def test_a_step_brings_the_store_to_its_version(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    assert store.upgrade([*STEPS, put("a")]) == (SCHEMA_VERSION, NEXT)
    assert (settings(store)["a"], settings(store)["schema_version"]) == ("x", str(NEXT))


def test_a_step_is_taken_once(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    store.upgrade([*STEPS, put("a")])
    once = settings(store)
    assert store.upgrade([*STEPS, put("a")]) == (NEXT, NEXT)
    assert settings(store) == once


def test_a_step_is_recorded_with_its_instant_and_the_program(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    before = datetime.now(UTC)
    store.upgrade([*STEPS, put("a")])
    ((name, value),) = records(store).items()
    record = json.loads(value)
    assert (name, record["program"]) == (f"upgrade:{NEXT}:put-a", VERSION)
    late = (datetime.fromisoformat(record["taken_at"]) - before).total_seconds()
    assert record["taken_at"].endswith("Z") and -0.001 <= late < 60


def test_a_new_store_took_no_step(tmp_path: Path) -> None:
    assert records(new_store(tmp_path)) == {}


def test_nothing_to_do_changes_not_one_byte(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    before = store.path.read_bytes()
    assert store.upgrade() == (SCHEMA_VERSION, SCHEMA_VERSION)
    assert store.path.read_bytes() == before


def test_a_step_that_fails_leaves_the_old_store_and_no_step_before_it(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    before = store.path.read_bytes()

    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM code_lists")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        store.upgrade([*STEPS, put("a"), Step(NEXT + 1, "fail", fail)])
    assert store.path.read_bytes() == before


def test_a_store_of_a_newer_program_is_not_touched(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    store.upgrade([*STEPS, put("a")])
    before = store.path.read_bytes()
    with pytest.raises(SchemaVersion):
        store.upgrade()
    assert store.path.read_bytes() == before


def parts(path: Path) -> list[object]:
    """Return everything a store is made of: its parts and what describes them."""
    connection = sqlite3.connect(path)
    found: list[object] = []
    for listed in (
        "type, name, tbl_name FROM sqlite_master",
        "table_name, identifier FROM gpkg_contents",
        "table_name, column_name, title FROM gpkg_data_columns",
        "constraint_name, value, description FROM gpkg_data_column_constraints",
        "list, code, vi FROM code_lists",
        "base_table_name, related_table_name, mapping_table_name FROM gpkgext_relations",
        "table_name, extension_name FROM gpkg_extensions WHERE extension_name LIKE '%related%'",
        "* FROM gpkg_ogr_contents WHERE table_name NOT IN ('code_lists', 'settings')",
        "name, sql FROM sqlite_master WHERE type = 'trigger'",
        "name, value FROM settings WHERE name NOT LIKE 'upgrade:%'",
    ):
        found += sorted(connection.execute(f"SELECT {listed}").fetchall())
    connection.close()
    return found


def test_a_store_of_a_version_that_nobody_was_given_is_refused(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    connection = sqlite3.connect(store.path, isolation_level=None)
    connection.execute("UPDATE settings SET value = '3' WHERE name = 'schema_version'")
    connection.close()
    with pytest.raises(SchemaVersion, match="3"):
        store.upgrade()


def test_an_upgrade_does_not_make_a_store_of_an_unguarded_copy(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    connection = sqlite3.connect(store.path)
    connection.execute("DROP TRIGGER markers_deleted")
    connection.execute("UPDATE settings SET value = '4' WHERE name = 'schema_version'")
    connection.commit()
    connection.close()
    with pytest.raises(NotAStore, match="markers_deleted"):
        store.upgrade()


def test_a_store_that_lacks_a_little_gets_that_and_keeps_the_rest(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    whole = parts(store.path)
    connection = sqlite3.connect(store.path, isolation_level=None)
    connection.execute("DELETE FROM gpkgext_relations WHERE mapping_table_name LIKE 'obs%'")
    connection.execute("DELETE FROM gpkg_extensions WHERE table_name LIKE 'obs%'")
    connection.execute("DELETE FROM code_lists WHERE code IN ('built', 'missing')")
    connection.execute(
        "DELETE FROM gpkg_data_column_constraints WHERE value IN ('built', 'missing')"
    )
    connection.execute("DROP TRIGGER decisions_verdict")
    add_missing_parts(connection)
    connection.close()
    assert (store.faults(), parts(store.path)) == ([], whole)


def test_triggers_that_this_version_has_no_more_go(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    former = ("edited_roads", "communes_in_kit_update", "targets_in_kit_insert")
    with sqlite3.connect(store.path) as connection:
        for name in former:
            connection.execute(f"CREATE TRIGGER {name} AFTER DELETE ON posts BEGIN SELECT 1; END")
    connection.close()
    store.upgrade([*STEPS, Step(NEXT, "anew")])
    with sqlite3.connect(store.path) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    connection.close()
    assert names.isdisjoint(former) and "roads_in_kit_update" in names
