"""After an edit by another program a layer shows what counts, without any program of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store import disagreements, geometry, undoing
from mocgioi.store.events import rows_of
from mocgioi.store.handle import Store
from mocgioi.store.history import batches
from mocgioi.tracker import amending

from .builders import THREE, entry, new_store, observe, register, road

TODAY = "date('now', '+7 hours')"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


@pytest.fixture
def gis(store: Store) -> Iterator[sqlite3.Connection]:
    """Another program, with geometry functions of its own, as QGIS has."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        yield connection


def shown(store: Store) -> dict[str, dict[str, object]]:
    """Return the markers as the layer shows them, without what is no fold of events."""
    with closing(sqlite3.connect(store.path)) as connection:
        found = connection.execute("SELECT * FROM markers")
        names = [name for name, *_ in found.description]
        rows = [dict(zip(names, values, strict=True)) for values in found]
    other = ("fid", "uuid", "border_km", "measured", "photo")
    return {
        row["number"]: {name: value for name, value in row.items() if name not in other}
        for row in rows
    }


def counted(store: Store) -> dict[str, dict[str, object]]:
    """Return the markers as the fold of all events makes them."""
    with store.rehearsing() as transaction:
        rows = dict(rows_of(transaction, [(None, number) for number in THREE]))
        return {number: {**row, "edited_by": None} for (_, number), row in rows.items() if row}


_DAYS = ("2023-01-01", "2024-06-01", "2025-03-01", None)
_COLUMNS = [name for name in FOLDED if FOLDED[name].code in CODE_LISTS] + ["post_code", "note"]


@st.composite
def _edit(draw: st.DrawFn) -> tuple[str, tuple[object, ...]]:
    """Return one UPDATE as a GIS makes it, of one column or two."""
    columns = draw(st.lists(st.sampled_from(_COLUMNS), min_size=1, max_size=2, unique=True))
    values: dict[str, object] = {
        "edited_by": draw(st.sampled_from([None, "Lê Văn An", "Hoàng Thị Páo"]))
    }
    for column in columns:
        aspect = FOLDED[column]
        values[column] = draw(st.sampled_from([*CODE_LISTS.get(aspect.code, "ab")][:4]))
        day = draw(st.sampled_from(_DAYS))
        if aspect.keeps_since and day is not None:
            values[f"{column}_since"] = day
    number = draw(st.sampled_from(THREE))
    given = ", ".join(f"{column} = ?" for column in values)
    return f"UPDATE markers SET {given} WHERE number = '{number}'", tuple(values.values())


_OURS = st.one_of(
    st.tuples(st.just("observe"), st.sampled_from(THREE), st.sampled_from(["none", "built"])),
    st.tuples(st.just("register"), st.sampled_from(THREE), st.sampled_from(["yes", "no"])),
    st.tuples(st.just("undo"), st.just(""), st.just("")),
    st.tuples(st.just("resolve"), st.just(""), st.sampled_from(["standing", "side"])),
)


def do_ours(store: Store, deed: str, number: str, value: str, place: int) -> None:
    """Let the program itself write something in between."""
    if deed == "observe":
        observe(store, road(number, value, f"2024-0{place % 9 + 1}-01"), file=f"f{place}")
    elif deed == "register":
        register(store, entry(number, needs_road=value), on="2025-01-01")
    elif deed == "undo":
        with store.writing() as transaction:
            last = transaction.read("SELECT uuid FROM batches ORDER BY id DESC LIMIT 1")[0][0]
            with suppress(Exception):
                undoing.undo(transaction, last, by="An", why="thử")
    else:
        with store.writing() as transaction:
            for waiting in disagreements.open_disagreements(transaction)[:1]:
                kept = waiting.standing if value == "standing" else waiting.sides[0]
                identity = kept.uuid if kept else None
                disagreements.resolve(transaction, waiting.id, identity, by="An", why="thử")


def with_places(store: Store) -> None:
    """Let the communes and posts be there that markers are given to."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        geometry.register_geometry_functions(connection)
        connection.execute("PRAGMA trusted_schema = ON")
        connection.execute("INSERT INTO communes (code, name) VALUES ('06190', 'Tân Thanh')")
        connection.execute(
            "INSERT INTO posts (code, name) VALUES ('a', 'A'), ('b', 'B'), ('tan-thanh', 'C')"
        )


def edit(store: Store, statement: str, values: tuple[object, ...]) -> None:
    """Let another program write; a day typed where the value stays is refused."""
    with (
        closing(sqlite3.connect(store.path, isolation_level=None)) as connection,
        suppress(sqlite3.IntegrityError),
    ):
        connection.execute(statement, values)


@given(st.lists(st.one_of(_edit(), _OURS), min_size=1, max_size=8))
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
def test_the_layer_shows_what_counts_after_every_edit(deeds: list[tuple[object, ...]]) -> None:
    with TemporaryDirectory() as folder:
        store = new_store(Path(folder))
        with_places(store)
        for place, deed in enumerate(deeds):
            if len(deed) == 2:
                edit(store, *deed)  # type: ignore[arg-type]
            else:
                deed_name, number, value = map(str, deed)
                do_ours(store, deed_name, number, value, place)
            assert shown(store) == counted(store)
        assert store.faults() == []


def kept_apart(store: Store) -> None:
    """Let what was edited until now be of a minute ago."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        guards = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE name LIKE 'ledger_%_update'"
        ).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for table in ("observations", "batches"):
            connection.execute(
                f"UPDATE {table} SET recorded_at ="
                " strftime('%Y-%m-%dT%H:%M:%fZ', recorded_at, '-1 minute')"
            )
        for _, sql in guards:
            connection.execute(sql)


def saves(store: Store) -> list[tuple[int, int]]:
    """Return the rows and the observations of each save of a GIS."""
    with store.reading() as connection:
        return [(b.read, b.observations) for b in batches(connection) if b.kind == "gis"]


def test_edits_that_follow_each_other_are_one_save(store: Store, gis: sqlite3.Connection) -> None:
    gis.execute("UPDATE markers SET road_status = 'none', note = 'a' WHERE number = '1116'")
    gis.execute("UPDATE markers SET road_status = 'none' WHERE number = '1117'")
    gis.execute("INSERT INTO gates (name) VALUES ('Cửa khẩu')")
    assert saves(store) == [(3, 4)]


def test_an_edit_a_minute_later_is_another_save(store: Store, gis: sqlite3.Connection) -> None:
    gis.execute("UPDATE markers SET road_status = 'none' WHERE number = '1116'")
    kept_apart(store)
    gis.execute("UPDATE markers SET road_status = 'none' WHERE number = '1117'")
    assert saves(store) == [(1, 1), (1, 1)]


def test_a_file_taken_in_between_ends_a_save(store: Store, gis: sqlite3.Connection) -> None:
    gis.execute("UPDATE markers SET road_status = 'none' WHERE number = '1116'")
    observe(store, road("1118", "none", "2025-01-01"))
    gis.execute("UPDATE markers SET road_status = 'none' WHERE number = '1117'")
    assert saves(store) == [(1, 1), (1, 1)]


def test_a_save_that_was_taken_back_takes_in_no_more(store: Store, gis: sqlite3.Connection) -> None:
    gis.execute("UPDATE markers SET road_status = 'none' WHERE number = '1116'")
    with store.writing() as transaction:
        last = transaction.read("SELECT uuid FROM batches ORDER BY id DESC LIMIT 1")[0][0]
        undoing.undo(transaction, last, by="An", why="thử")
    gis.execute("UPDATE markers SET road_status = 'none' WHERE number = '1117'")
    assert saves(store) == [(1, 1), (1, 1)]


MANY = tuple(str(number) for number in range(1200, 1222))


@pytest.fixture
def many(tmp_path: Path) -> Store:
    """A store of more markers than one save may move, and another commune and post."""
    store = new_store(tmp_path, MANY)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        for code in ("06184", "06190"):
            connection.execute(f"INSERT INTO communes (code, name) VALUES ('{code}', 'Xã')")
        for code in ("huu-nghi", "tan-thanh"):
            connection.execute(f"INSERT INTO posts (code, name) VALUES ('{code}', 'Đồn')")
    return store


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("commune_code", "06190"),
        ("post_code", "tan-thanh"),
        ("road_condition", "damaged"),
        ("marker_condition", "missing"),
        ("needs_road", "no"),
    ],
)
def test_a_save_that_moves_what_is_reported_of_many_markers_waits(
    many: Store, column: str, value: str
) -> None:
    before = {number: row[column] for number, row in shown(many).items()}
    edit(many, f"UPDATE markers SET {column} = ?", (value,))
    assert {number: row[column] for number, row in shown(many).items()} == before
    with many.reading() as connection:
        assert len(disagreements.open_disagreements(connection)) == len(MANY)
    assert {row["waiting"] for row in shown(many).values()} == {1}
    assert many.check() == []


def test_two_hands_of_one_day_disagree_about_a_marker(
    store: Store, gis: sqlite3.Connection
) -> None:
    gis.execute("UPDATE markers SET road_status = 'built', edited_by = 'An'")
    gis.execute("UPDATE markers SET road_status = 'none', edited_by = 'Páo' WHERE number = '1116'")
    assert gis.execute(
        "SELECT road_status, disagreements FROM markers ORDER BY number"
    ).fetchall() == [(None, 1), ("built", 0), ("built", 0)]


def test_the_hand_that_edits_a_road_last_on_a_day_counts_and_its_undoing_gives_the_former_back(
    store: Store, gis: sqlite3.Connection
) -> None:
    gis.execute("INSERT INTO roads (name, edited_by) VALUES ('A', 'An')")
    kept_apart(store)
    gis.execute("UPDATE roads SET name = 'B', edited_by = 'Páo'")
    assert gis.execute("SELECT name FROM roads").fetchone() == ("B",)
    with store.writing() as transaction:
        last = transaction.read("SELECT uuid FROM batches ORDER BY id DESC LIMIT 1")[0][0]
        undoing.undo(transaction, last, by="An", why="thử")
    assert gis.execute("SELECT name FROM roads").fetchone() == ("A",)


def test_what_a_file_says_otherwise_on_the_day_is_not_typed_over(
    store: Store, gis: sqlite3.Connection
) -> None:
    gis.execute("INSERT INTO roads (name) VALUES ('A')")
    gis.execute("UPDATE writer SET writing = 2")
    gis.execute(
        "INSERT INTO observations (subject, aspect, value, observed_on, recorded_at, observer)"
        f" SELECT uuid, 'road.status', 'built', {TODAY}, '2025-01-01T00:00:00.000Z', 'r.csv'"
        " FROM roads"
    )
    gis.execute("UPDATE writer SET writing = 0")
    with pytest.raises(sqlite3.IntegrityError, match="Hôm nay đã có số liệu khác"):
        gis.execute("UPDATE roads SET status = 'none'")


def test_a_part_split_off_a_road_does_not_state_length_and_cost_again(
    store: Store, gis: sqlite3.Connection
) -> None:
    gis.execute("INSERT INTO roads (name, serves, length_m, cost_vnd) VALUES ('A', '1116', 485, 9)")
    gis.execute(
        "INSERT INTO roads (uuid, name, serves, length_m, cost_vnd)"
        " SELECT uuid || '_1', name, serves, length_m, cost_vnd FROM roads"
    )
    assert gis.execute(
        "SELECT name, serves, length_m, cost_vnd FROM roads ORDER BY fid"
    ).fetchall() == [("A", "1116", 485.0, 9), ("A", "1116", None, None)]
    assert store.faults() == []


def test_another_road_of_the_same_length_and_cost_states_them(gis: sqlite3.Connection) -> None:
    gis.execute("INSERT INTO roads (name, length_m, cost_vnd) VALUES ('A', 485, 9), ('B', 485, 9)")
    assert gis.execute("SELECT length_m, cost_vnd FROM roads").fetchall() == [(485.0, 9)] * 2


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE roads SET width_m = 'rộng'", "«Rộng \\(m\\)» không đúng dạng"),
        ("UPDATE roads SET cost_vnd = 2.5", "«Kinh phí \\(đồng\\)» không đúng dạng"),
        ("UPDATE roads SET started_on = '5/2025'", "«Khởi công» không đúng dạng"),
        ("UPDATE roads SET started_on = '2025-02-30'", "«Khởi công» không đúng dạng"),
        (
            "UPDATE markers SET road_status = 'none', road_status_since = '2025-02-30'",
            "phải là một ngày không sau hôm nay",
        ),
        ("INSERT INTO posts (code, name) VALUES ('', 'x')", "Cần ghi «Mã đồn»"),
        ("UPDATE roads SET illustrative = 1", "Không đổi số liệu minh họa"),
        ("UPDATE roads SET communes = '06184'", "«Mã các xã» do chương trình tính"),
    ],
)
def test_what_a_column_cannot_hold_is_refused(
    gis: sqlite3.Connection, statement: str, sentence: str
) -> None:
    gis.execute("INSERT INTO roads (name) VALUES ('A')")
    with pytest.raises(sqlite3.IntegrityError, match=sentence):
        gis.execute(statement)


def test_a_number_keeps_every_digit(gis: sqlite3.Connection) -> None:
    gis.execute("INSERT INTO roads (width_m, length_m) VALUES (0.1 + 0.2, 3)")
    assert gis.execute(
        "SELECT value FROM observations WHERE aspect IN ('road.width_m', 'road.length_m')"
        " ORDER BY aspect DESC"
    ).fetchall() == [("0.30000000000000004",), ("3.0",)]


def test_edits_count_in_the_layers_of_the_ledger(store: Store, gis: sqlite3.Connection) -> None:
    gis.execute("UPDATE markers SET road_status = 'none'")
    assert store.faults() == []


def test_a_marker_that_was_given_another_number_keeps_what_was_said_of_it(store: Store) -> None:
    observe(store, road("1116", "built", "2024-01-01"))
    amending.renumber(store, "1116", "1116/1", on="2025-01-01", why="đổi số")
    edit(store, "UPDATE markers SET road_status = 'none' WHERE number = '1116/1'", ())
    amending.renumber(store, "1116/1", "1116/2", on="2025-06-01", why="đổi số")
    edit(store, "UPDATE markers SET marker_condition = 'intact' WHERE number = '1116/2'", ())
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute(
            "SELECT road_status, road_status_since, marker_condition, disagreements FROM markers"
            " WHERE number = '1116/2'"
        ).fetchone() == ("built", "2024-01-01", "intact", 1)
    with store.rehearsing() as transaction:
        [(_, row)] = [
            entry for entry in rows_of(transaction, [(None, "1116/2")]) if entry[1] is not None
        ]
    assert shown(store)["1116/2"] == {**(row or {}), "edited_by": None}
