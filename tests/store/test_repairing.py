"""Whatever was done to what is made from the ledger, it is made anew, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from mocgioi.domain.photo import Photo
from mocgioi.domain.register import Commune, Road
from mocgioi.errors import NotAStore
from mocgioi.store import chain, photos
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store
from mocgioi.store.items import put_items

from .builders import incoming, new_store, observe, road
from .test_checking import by_another_hand

Rows = dict[str, list[tuple[object, ...]]]

DERIVED = ("markers", "roads", "communes", "markers_photos", "observations_photos")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Markers, a road, a commune and a photograph; one thing was said and taken back."""
    store = new_store(tmp_path)
    line = shapely.LineString([(107.0, 22.0), (107.0, 22.2)])
    roads = [Road(geometry=line.wkb, name=name, serves=("1116",)) for name in "AB"]
    area = shapely.MultiPolygon([shapely.box(106, 21, 108, 23)])
    communes = [Commune(code="06184", name="Xã", geometry=area.wkb)]
    with store.writing() as transaction:
        put_items(transaction, incoming("roads", "r", 2), roads, "2026-01-01")
        put_items(transaction, incoming("communes", "c", 1), communes, "2026-01-01")
    picture = Photo("a" * 64, "moc.jpg", "image/jpeg", 1, None, None, None)
    receipt = observe(
        store,
        road("1116", "built", "2024-01-01"),
        Draft(0, "1116", photos.ASPECT, picture.sha256, "2024-01-01"),
        road("1117", "none", "2024-01-01", 1),
    )
    with store.writing() as transaction:
        stored = [photos.Incoming(picture, lambda: b"x")]
        photos.put(transaction, receipt.batch or "", stored)
    return store


def rows(store: Store, tables: tuple[str, ...]) -> Rows:
    with store.reading() as connection:
        return {
            table: connection.execute(
                f"SELECT {'base_id, related_id' if '_' in table and 'photos' in table else '*'}"
                f" FROM {table} ORDER BY 1"
            ).fetchall()
            for table in tables
        }


def ledger(store: Store) -> Rows:
    return rows(store, ("commits", *(table.name for table in chain.LEDGER)))


def faults(store: Store) -> list[str]:
    """Return what is wrong, but for the photograph of one byte."""
    return [fault.code for fault in store.faults() if "moc.jpg" not in fault.words().en]


def test_what_is_sound_stays_as_it_is(store: Store) -> None:
    before = rows(store, DERIVED), ledger(store)
    store.repair()
    assert (rows(store, DERIVED), ledger(store)) == before


def through_geopandas(layer: str) -> Callable[[Store], None]:
    """Write a layer anew from what was read of it, as a notebook does."""

    def harm(store: Store) -> None:
        frame = gpd.read_file(store.path, layer=layer)
        frame.to_file(store.path, layer=layer, driver="GPKG")

    return harm


def by_sql(*statements: str) -> Callable[[Store], None]:
    return lambda store: by_another_hand(store, *statements)


HARM = {
    "markers by geopandas": through_geopandas("markers"),
    "roads by geopandas": through_geopandas("roads"),
    "communes by geopandas": through_geopandas("communes"),
    "guards": by_sql(),
    "markers gone": by_sql("DROP TABLE markers"),
    "roads gone": by_sql("DROP TABLE roads", "DROP TABLE rtree_roads_geom"),
    "values": by_sql("UPDATE markers SET road_status = 'approved', commune_code = NULL"),
    "rows gone": by_sql("DELETE FROM markers WHERE number = '1117'", "DELETE FROM roads"),
    "rows too many": by_sql("INSERT INTO markers (number, kind) VALUES ('9', 'main')"),
    "index": by_sql("DELETE FROM rtree_markers_geom", "UPDATE rtree_roads_geom SET maxx = 120"),
    "counts": by_sql("UPDATE gpkg_ogr_contents SET feature_count = 99"),
    "counts gone": by_sql("DELETE FROM gpkg_ogr_contents"),
    "codes": by_sql("DELETE FROM code_lists", "DELETE FROM gpkg_data_column_constraints"),
    "flag": by_sql("UPDATE writer SET writing = 1"),
    "flag gone": by_sql("DELETE FROM writer"),
    "contents": by_sql("DELETE FROM gpkg_contents", "DELETE FROM gpkg_geometry_columns"),
    "columns": by_sql("DELETE FROM gpkg_data_columns", "DELETE FROM gpkg_extensions"),
    "photographs": by_sql("DELETE FROM markers_photos", "DELETE FROM observations_photos"),
    "relations": by_sql("DELETE FROM gpkgext_relations"),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_what_is_made_from_the_ledger_is_made_anew_and_the_ledger_is_untouched(
    harm: Callable[[Store], None], store: Store
) -> None:
    before, recorded = rows(store, DERIVED), ledger(store)
    harm(store)
    store.repair()
    after = rows(store, DERIVED)
    assert (faults(store), ledger(store)) == ([], recorded)
    if harm is HARM["rows gone"]:
        for table in (before, after):
            table["markers"] = sorted((row[1:] for row in table["markers"]), key=repr)
    assert after == before


def test_a_column_that_another_program_added_or_dropped_is_as_declared_again(store: Store) -> None:
    before = rows(store, DERIVED)
    by_another_hand(
        store,
        "ALTER TABLE markers ADD COLUMN extra TEXT",
        "ALTER TABLE roads DROP COLUMN surface",
    )
    store.repair()
    assert (faults(store), rows(store, DERIVED)) == ([], before)


def test_rows_keep_the_keys_by_which_other_programs_know_them(store: Store) -> None:
    by_another_hand(store, "UPDATE markers SET fid = fid + 40", "UPDATE roads SET fid = 9 - fid")
    before = rows(store, ("markers", "roads"))
    store.repair()
    assert rows(store, ("markers", "roads")) == before


def test_two_rows_with_one_uuid_get_one_each(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("CREATE TABLE copy AS SELECT * FROM markers")
        connection.execute("UPDATE copy SET uuid = (SELECT min(uuid) FROM copy)")
        connection.execute("DROP TABLE markers")
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute("ALTER TABLE copy RENAME TO markers")
        connection.commit()
    store.repair()
    uuids = [row[2] for row in rows(store, ("markers",))["markers"]]
    assert (faults(store), len(set(uuids))) == ([], 3)


def test_an_edit_that_waited_is_folded(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE markers SET road_status = 'built' WHERE number = '1118'")
        other.commit()
        (today,) = other.execute("SELECT date('now', '+7 hours')").fetchone()
    store.repair()
    with store.reading() as connection:
        since = connection.execute(
            "SELECT road_status, road_status_since FROM markers WHERE number = '1118'"
        ).fetchone()
    assert since == ("built", today)


def test_a_store_that_was_repaired_takes_files_and_records_edits(store: Store) -> None:
    through_geopandas("markers")(store)
    store.repair()
    assert observe(store, road("1118", "built", "2024-05-01")).applied == 1
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE markers SET road_status = 'approved' WHERE number = '1117'")
        other.commit()
        (count,) = other.execute(
            "SELECT count(*) FROM observations WHERE observer = 'GIS'"
        ).fetchone()
    assert (count, faults(store)) == (1, [])


def test_a_ledger_that_was_written_anew_cannot_be_made_from_anything(store: Store) -> None:
    by_another_hand(
        store,
        "CREATE TABLE copy AS SELECT * FROM decisions",
        "DROP TABLE decisions",
        "ALTER TABLE copy RENAME TO decisions",
    )
    before = store.path.read_bytes()
    with pytest.raises(NotAStore, match="decisions"):
        store.repair()
    assert store.path.read_bytes() == before


def test_a_table_of_the_ledger_that_never_had_a_row_is_made(store: Store) -> None:
    before = store.check()
    by_another_hand(store, "DROP TABLE heights")
    assert "part-missing" in {found.code for found in store.check()}
    assert store.repair() == before


def test_a_table_of_the_ledger_that_is_gone_with_its_rows_is_not_made(store: Store) -> None:
    by_another_hand(store, "DROP TABLE batches")
    before = store.path.read_bytes()
    with pytest.raises(NotAStore, match="batches"):
        store.repair()
    assert store.path.read_bytes() == before


def test_what_was_changed_in_the_ledger_is_told_and_not_put_right(store: Store) -> None:
    by_another_hand(store, "UPDATE batches SET file_name = 'x' WHERE commit_number = 2")
    recorded = ledger(store)
    assert [found.code for found in store.repair()].count("chain-broken") == 2
    assert ledger(store) == recorded
