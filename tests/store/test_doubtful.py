"""What rows say that cannot be: ``check`` names it, and the batch to take back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import shapely

from mocgioi.store import geometry
from mocgioi.store.handle import Store

from .builders import new_store

BOW = shapely.MultiPolygon(
    [shapely.Polygon([(106.6, 21.8), (106.9, 22.0), (106.9, 21.8), (106.6, 22.0)])]
)
POINTLESS = shapely.MultiLineString([[(106.6, 21.8), (106.6, 21.8)]])


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


@pytest.fixture
def gis(store: Store) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        connection.execute("INSERT INTO posts (code, name) VALUES ('huu-nghi', 'Hữu Nghị')")
        connection.execute("INSERT INTO communes (code, name) VALUES ('06184', 'Đồng Đăng')")
        connection.execute("INSERT INTO projects (code, name) VALUES ('P1', 'Đường')")
        yield connection


def told(store: Store) -> list[tuple[str, str]]:
    """Return what is told: its code, and its words."""
    return [(f.code, f.words().en) for f in store.check()]


def test_nothing_is_told_of_what_can_be(store: Store, gis: sqlite3.Connection) -> None:
    gis.execute("INSERT INTO roads (name, width_m, project) VALUES ('A', 3.5, 'P1')")
    gis.execute("UPDATE communes SET geom = ?", (geometry.encode_wkb(shapely.box(1, 1, 2, 2).wkb),))
    assert told(store) == []


@pytest.mark.parametrize(
    ("statement", "code", "words"),
    [
        (
            "INSERT INTO contributions (project, donor, kind) VALUES ('P9', 'X', 'money')",
            "value-dangling",
            "contributions: “project” names P9",
        ),
        (
            "INSERT INTO contributions (donor, kind, amount_vnd) VALUES ('X', 'money', -5)",
            "value-negative",
            "contributions: “amount_vnd” is -5, below nothing (X)",
        ),
        (
            "INSERT INTO roads (name, width_m) VALUES ('A', -5)",
            "value-negative",
            "roads: “width_m” is -5.0, below nothing (A)",
        ),
        (
            "INSERT INTO roads (name, started_on, completed_on) VALUES"
            " ('A', '2025-02-01', '2025-01-01')",
            "value-day",
            "roads: “completed_on” is 2025-01-01",
        ),
        (
            "INSERT INTO roads (name, status, completed_on) VALUES ('A', 'built', '2090-01-01')",
            "value-day",
            "roads: “completed_on” is 2090-01-01",
        ),
    ],
)
def test_what_cannot_be_is_told_with_the_batch_to_take_back(
    store: Store, gis: sqlite3.Connection, statement: str, code: str, words: str
) -> None:
    gis.execute(statement)
    (batch,) = gis.execute("SELECT uuid FROM batches ORDER BY id DESC").fetchone()
    [(told_code, sentence)] = told(store)
    assert told_code == code
    assert sentence.startswith(words)
    assert sentence.endswith(f"mocgioi survey undo {batch[:8]} --why …")


def test_a_post_that_markers_name_and_that_was_deleted_is_told_with_its_deletion(
    store: Store, gis: sqlite3.Connection
) -> None:
    gis.execute("INSERT INTO posts (code, name) VALUES ('bao-lam', 'Bảo Lâm')")
    gis.execute("DELETE FROM posts WHERE code = 'huu-nghi'")
    (batch,) = gis.execute("SELECT uuid FROM batches ORDER BY id DESC").fetchone()
    [(code, sentence)] = told(store)
    assert code == "value-dangling"
    assert "names huu-nghi, which the store does not have (3: 1116, 1117, 1118)" in sentence
    assert sentence.endswith(f"{batch[:8]} --why …")


@pytest.mark.parametrize(
    ("statement", "shape", "name"),
    [
        ("UPDATE communes SET geom = ?", BOW, "Đồng Đăng"),
        ("INSERT INTO roads (name, geom) VALUES ('A', ?)", POINTLESS, "A"),
    ],
)
def test_a_shape_that_nothing_is_computed_of_is_told(
    store: Store, gis: sqlite3.Connection, statement: str, shape: shapely.Geometry, name: str
) -> None:
    gis.execute(statement, (geometry.encode_wkb(shape.wkb),))
    [(code, sentence)] = told(store)
    assert (code, f"({name})" in sentence) == ("shape-invalid", True)
