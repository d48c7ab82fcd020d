"""Styles of layers in the file: ours where nobody made another one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi.store.handle import Store
from mocgioi.store.styles import put_styles

OURS = '<qgis version="3.22.0" labelsEnabled="1"><mapTip>{}</mapTip></qgis>'
SAVED = '<qgis version="3.22.16-Białowieża" labelsEnabled="0"/>'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "s.gpkg")


def put(store: Store, styles: dict[str, str]) -> None:
    with store.writing() as transaction:
        put_styles(transaction, styles)


def saved_by_a_person(store: Store, name: str, *, is_default: bool) -> None:
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(
            "DELETE FROM layer_styles WHERE f_table_name = 'markers' AND styleName = ?", (name,)
        )
        connection.execute(
            "UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = 'markers' AND ?",
            (is_default,),
        )
        connection.execute(
            "INSERT INTO layer_styles (f_table_name, f_geometry_column, styleName, styleQML,"
            " useAsDefault) VALUES ('markers', 'geom', ?, ?, ?)",
            (name, SAVED, is_default),
        )


def styles(store: Store) -> set[tuple[str, str, bool]]:
    with store.reading() as connection:
        return set(
            connection.execute(
                "SELECT styleName, styleQML, useAsDefault FROM layer_styles"
                " WHERE f_table_name = 'markers'"
            )
        )


def test_a_store_has_no_style_until_it_is_given_some(store: Store) -> None:
    assert styles(store) == set()
    put(store, {"markers": OURS})
    assert styles(store) == {("mocgioi", OURS, True)}


def test_a_newer_style_of_ours_takes_the_place_of_the_older(store: Store) -> None:
    put(store, {"markers": OURS.format("a")})
    put(store, {"markers": OURS.format("b")})
    assert styles(store) == {("mocgioi", OURS.format("b"), True)}


def test_a_default_of_a_person_stays_the_default_and_ours_is_offered_beside(store: Store) -> None:
    saved_by_a_person(store, "của tôi", is_default=True)
    put(store, {"markers": OURS})
    assert styles(store) == {("của tôi", SAVED, True), ("mocgioi", OURS, False)}


def test_a_default_made_later_stays_the_default_when_ours_is_replaced(store: Store) -> None:
    put(store, {"markers": OURS.format("a")})
    saved_by_a_person(store, "của tôi", is_default=True)
    put(store, {"markers": OURS.format("b")})
    assert styles(store) == {("của tôi", SAVED, True), ("mocgioi", OURS.format("b"), False)}


def test_what_a_person_saved_under_our_name_stays(store: Store) -> None:
    put(store, {"markers": OURS.format("a")})
    saved_by_a_person(store, "mocgioi", is_default=True)
    put(store, {"markers": OURS.format("b")})
    assert styles(store) == {("mocgioi", SAVED, True)}


def test_the_same_styles_again_write_nothing(store: Store) -> None:
    put(store, {"markers": OURS})
    before = store.path.read_bytes()
    put(store, {"markers": OURS})
    assert store.path.read_bytes() == before


def test_the_count_of_styles_is_kept_true(store: Store) -> None:
    put(store, {"markers": OURS, "roads": OURS})
    with store.reading() as connection:
        count = connection.execute(
            "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'layer_styles'"
        ).fetchone()
    assert count == (2,)
