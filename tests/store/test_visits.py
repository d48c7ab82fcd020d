"""A later day typed as the last visit says that somebody was there and found it as it was."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi.store import geometry
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store

from .builders import new_store, observe

NUMBER, EMPTY = "1116", "1117"
BEFORE, VISIT = "2025-03-01", "2025-06-01"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_store(tmp_path)
    observe(
        made,
        Draft(0, NUMBER, "road_status", "built", BEFORE),
        Draft(0, NUMBER, "marker_condition", "intact", BEFORE),
    )
    return made


@pytest.fixture
def gis(store: Store) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        yield connection


def typed(gis: sqlite3.Connection, number: str = NUMBER, **values: object) -> list[tuple[str, ...]]:
    """Type into a marker as another program does, and return the events that became of it."""
    [(last,)] = gis.execute("SELECT max(id) FROM observations")
    given = ", ".join(f"{column} = ?" for column in values)
    gis.execute(f"UPDATE markers SET {given} WHERE number = ?", (*values.values(), number))
    return gis.execute(
        "SELECT aspect, value, observed_on, observer FROM observations WHERE id > ?"
        " ORDER BY aspect",
        (last,),
    ).fetchall()


def test_a_day_alone_confirms_what_the_row_shows(gis: sqlite3.Connection) -> None:
    assert typed(gis, last_observed_on=VISIT, edited_by="Lò Văn A") == [
        ("marker_condition", "intact", VISIT, "Lò Văn A"),
        ("road_status", "built", VISIT, "Lò Văn A"),
    ]
    row = "SELECT last_observed_on, road_status_since, edited_by FROM markers WHERE number = ?"
    assert gis.execute(row, (NUMBER,)).fetchone() == (VISIT, BEFORE, None)


def test_what_is_typed_beside_it_is_of_that_day_and_the_rest_unchanged(
    gis: sqlite3.Connection,
) -> None:
    assert typed(gis, last_observed_on=VISIT, marker_condition="minor_damage") == [
        ("marker_condition", "minor_damage", VISIT, "GIS"),
        ("road_status", "built", VISIT, "GIS"),
    ]


def test_what_has_a_day_of_its_own_keeps_it(gis: sqlite3.Connection) -> None:
    own = "2025-05-20"
    typed_on = {"marker_condition": "minor_damage", "marker_condition_since": own}
    [damage, road] = typed(gis, last_observed_on=VISIT, **typed_on)
    assert (damage[2], road[2]) == (own, VISIT)


def test_where_nothing_was_known_what_is_typed_is_all_that_is_said(
    gis: sqlite3.Connection,
) -> None:
    said = typed(gis, EMPTY, last_observed_on=VISIT, marker_condition="intact")
    assert said == [("marker_condition", "intact", VISIT, "GIS")]


def test_the_name_of_a_photograph_says_nothing_else(gis: sqlite3.Connection) -> None:
    assert typed(gis, photo="DCIM/moc-1116-20250601-101500.jpg") == []


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        (NUMBER, None, "không sau hôm nay"),
        (NUMBER, "2999-01-01", "không sau hôm nay"),
        (NUMBER, "01/06/2025", "không sau hôm nay"),
        (NUMBER, "2025-04-31", "không sau hôm nay"),
        (NUMBER, "2025-02-01", "không lùi lại được"),
        (EMPTY, VISIT, "chưa có tình trạng nào"),
    ],
)
def test_a_day_that_confirms_nothing_is_refused(
    gis: sqlite3.Connection, number: str, day: str | None, words: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=words):
        typed(gis, number, last_observed_on=day)


@pytest.mark.parametrize(("made_up", "drawn", "expected"), [(1, 0, 1), (0, 0, 0), (0, 1, 1)])
def test_what_is_drawn_among_made_up_markers_is_made_up(
    gis: sqlite3.Connection, made_up: int, drawn: int, expected: int
) -> None:
    gis.execute("UPDATE writer SET writing = 1")
    gis.execute("UPDATE markers SET illustrative = ?", (made_up,))
    gis.execute("UPDATE writer SET writing = 0")
    gis.execute("INSERT INTO roads (name, illustrative) VALUES ('Mới', ?)", (drawn,))
    assert gis.execute("SELECT illustrative FROM roads").fetchall() == [(expected,)]
    said = "SELECT DISTINCT illustrative FROM observations WHERE aspect GLOB 'road.*'"
    assert gis.execute(said).fetchall() == [(expected,)]
