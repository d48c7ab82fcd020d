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
from mocgioi.store.photo_tables import RELATIONS
from mocgioi.store.schema import LISTED, TABLES
from mocgioi.store.upgrades import SCHEMA_VERSION

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
        "SELECT subject, value, observed_on = date('now', '+7 hours') FROM observations"
        " WHERE aspect = 'road_status'"
    ).fetchall() == [("1116", "built", 1)]


_EDITS = (
    "SELECT count(*) FROM observations WHERE batch_uuid IN"
    " (SELECT uuid FROM batches WHERE kind = 'gis')"
)


def test_an_edit_elsewhere_that_changes_nothing_observes_nothing(
    plain: sqlite3.Connection,
) -> None:
    plain.execute("UPDATE markers SET needs_road = 'yes', border_km = border_km")
    assert one(plain, _EDITS) == 0


def test_our_own_writing_is_not_taken_for_an_edit_elsewhere(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01"))
    with store.reading() as connection:
        assert one(connection, _EDITS) == 0


def test_an_edit_elsewhere_that_contests_shows_what_counts_and_that_it_waits(
    store: Store,
) -> None:
    observe(store, road("1116", "built", "2023-01-01"))
    connection = sqlite3.connect(store.path)
    connection.execute("UPDATE markers SET road_status = 'none' WHERE number = '1116'")
    shown = connection.execute(
        "SELECT road_status, disagreements FROM markers WHERE number = '1116'"
    ).fetchone()
    connection.close()
    assert shown == ("built", 1)


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
    assert changed == {"markers", "observations"}


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


def test_what_a_store_uses_beyond_the_core_is_named_with_where_it_is_written_down(
    plain: sqlite3.Connection,
) -> None:
    layers = [table.name for table in TABLES if table.geometry]
    mappings = [relation.mapping for relation in RELATIONS]
    spec = "http://www.geopackage.org/spec121/#extension_"
    related = "http://www.geopackage.org/18-000.html"
    ours = [table.name for table in TABLES if table.name not in LISTED]
    used = plain.execute("SELECT * FROM gpkg_extensions").fetchall()
    (meaning,) = {definition for *_, definition, _ in used if "ledger" in definition}
    assert set(used) == {
        *(
            (table, None, "gpkg_schema", f"{spec}schema", "read-write")
            for table in ("gpkg_data_columns", "gpkg_data_column_constraints")
        ),
        *((layer, "geom", "gpkg_rtree_index", f"{spec}rtree", "write-only") for layer in layers),
        *(
            (table, None, "gpkg_related_tables", related, "read-write")
            for table in ("gpkgext_relations", *mappings)
        ),
        *((name, None, "mocgioi_ledger", meaning, "read-write") for name in ours),
    }


def test_a_table_with_a_geometry_is_a_layer_of_longitude_and_latitude(
    plain: sqlite3.Connection,
) -> None:
    described = plain.execute(
        "SELECT table_name, data_type, identifier, srs_id FROM gpkg_contents"
    ).fetchall()
    assert set(described) == {
        (table.name, "features", table.title, 4326)
        if table.geometry
        else (table.name, "attributes", table.title, None)
        for table in TABLES
        if table.name in LISTED
    }
    geometries = plain.execute("SELECT * FROM gpkg_geometry_columns").fetchall()
    assert set(geometries) == {
        (table.name, "geom", table.geometry, 4326, 0, 0) for table in TABLES if table.geometry
    }


def test_every_column_has_its_title_and_its_code_list(plain: sqlite3.Connection) -> None:
    described = plain.execute(
        "SELECT table_name, column_name, name, title, constraint_name FROM gpkg_data_columns"
    ).fetchall()
    assert set(described) == {
        (table.name, column.name, column.title, column.title, column.codes)
        for table in TABLES
        if table.name in LISTED
        for column in table.columns
    }


def test_tables_are_related_by_their_keys(plain: sqlite3.Connection) -> None:
    described = plain.execute(
        "SELECT base_table_name, base_primary_column, related_table_name, related_primary_column,"
        " relation_name, mapping_table_name FROM gpkgext_relations"
    ).fetchall()
    key = {table.name: "fid" if table.geometry else "id" for table in TABLES}
    assert set(described) == {
        (r.base, key[r.base], r.related, key[r.related], r.kind, r.mapping) for r in RELATIONS
    }


def test_rows_are_not_related_twice(plain: sqlite3.Connection) -> None:
    insert = "INSERT INTO markers_photos (base_id, related_id) VALUES (1, 1)"
    plain.execute("UPDATE writer SET writing = 1")
    plain.execute(insert)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        plain.execute(insert)


def test_the_reference_systems_are_those_a_geopackage_must_name(
    plain: sqlite3.Connection,
) -> None:
    systems = plain.execute(
        "SELECT srs_id, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys"
    ).fetchall()
    assert set(systems) == {(-1, "NONE", -1), (0, "NONE", 0), (4326, "EPSG", 4326)}


def test_a_new_store_says_its_version_and_that_no_geometry_changed_yet(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "store.gpkg")
    with store.reading() as connection:
        settings = dict(connection.execute("SELECT name, value FROM settings").fetchall())
    assert settings["schema_version"] == str(SCHEMA_VERSION)
    assert settings["geometry_version"] == "0"


def test_a_table_has_its_key_its_columns_and_a_geometry_only_where_it_is_a_layer(
    plain: sqlite3.Connection,
) -> None:
    for table in TABLES:
        columns = [row[1] for row in plain.execute(f"PRAGMA table_info({table.name})")]
        first = ["fid", "geom"] if table.geometry else [table.key]
        assert columns == [*first, *(column.name for column in table.columns)]
