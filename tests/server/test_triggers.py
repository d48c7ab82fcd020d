"""What holds whoever writes to a server, and what a save is there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mocgioi.domain.decision import VERDICTS
from mocgioi.store.dialect import OF_A_FILE
from mocgioi.store.ledger_tables import LEDGER_TABLES
from mocgioi.store.server.handle import ServerStore
from mocgioi.store.triggers import guards
from tests.postgres import Cluster
from tests.store.builders import THREE, make_store, observe, road

from .sides import OfServer, server_side

MANY = tuple(str(number) for number in range(1200, 1222))


@pytest.fixture(scope="module")
def made(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with a register of some markers and where they are."""
    database = cluster.database()
    store = make_store(tmp_path_factory.mktemp("made"), (*THREE, *MANY))
    observe(store, road("1116", "built", "2025-03-01"))
    ServerStore(cluster.address(database)).fill(store)
    with server_side(cluster.address(database)) as gis:
        gis.run("INSERT INTO communes (code, name) VALUES ('06190', 'Tân Thanh')")
        gis.run("INSERT INTO posts (code, name) VALUES ('tan-thanh', 'Tân Thanh')")
        gis.end_save()
    cluster.seal(database)
    return database


@pytest.fixture
def place(cluster: Cluster, made: str) -> Iterator[str]:
    """The address of such a store."""
    database = cluster.database(made)
    yield cluster.address(database)
    cluster.drop(database)


@pytest.fixture
def gis(place: str) -> Iterator[OfServer]:
    """Another program, in one transaction."""
    with server_side(place) as side:
        yield side


def saved(gis: OfServer) -> list[tuple[Any, ...]]:
    """Return the author and the number of events of each save that followed the register's."""
    return gis.rows(
        "SELECT c.author, count(*) FROM batches AS b JOIN commits AS c"
        " ON c.number = b.commit_number JOIN observations AS o ON o.batch_uuid = b.uuid"
        " AND o.commit_number = c.number WHERE b.id > 3 GROUP BY b.id, c.author ORDER BY b.id"
    )


# ------------------------------------------------------------------ what is refused


def test_every_guard_of_a_file_is_a_trigger_of_the_server(gis: OfServer) -> None:
    here = {
        name[5:]
        for (name,) in gis.rows(
            "SELECT tgname FROM pg_trigger WHERE tgrelid::regclass::text NOT LIKE 'pg_%'"
            " AND tgname ~ '^m\\d{3}_'"
        )
    }
    there = {name for name, _ in guards(OF_A_FILE)}
    assert {name for name in there - here if not name.endswith("_uuid_taken")} == set()
    assert {name for name in here - there if not name.endswith("_completed")} == set()


@pytest.mark.parametrize("table", [table.name for table in LEDGER_TABLES if table.ledger])
def test_nobody_adds_to_the_ledger_by_hand(gis: OfServer, table: str) -> None:
    refusal = gis.run(f"INSERT INTO {table} DEFAULT VALUES")
    assert refusal is not None
    assert refusal.endswith(
        "do chương trình ghi, không sửa bằng tay / only mocgioi writes this table"
    )


@pytest.mark.parametrize("table", ["observations", "batches", "commits"])
@pytest.mark.parametrize("deed", ["DELETE FROM {0}", "UPDATE {0} SET {1} = {1}", "TRUNCATE {0}"])
def test_nobody_changes_the_ledger_not_even_its_owner(gis: OfServer, table: str, deed: str) -> None:
    gis.connection.execute("SELECT set_config('mocgioi.writing', '1', true)")
    gis.connection.execute("UPDATE commits SET head = 'x' WHERE head IS NULL")
    column = "committed_at" if table == "commits" else "recorded_at"
    refusal = gis.run(deed.format(table, column))
    assert refusal is not None
    assert "mọi việc đã ghi được giữ nguyên" in refusal


def test_an_event_is_of_an_aspect_and_of_its_code_list(gis: OfServer) -> None:
    gis.run("UPDATE markers SET note = 'a' WHERE number = '1117'")
    gis.connection.execute("SELECT set_config('mocgioi.writing', '2', true)")
    event = (
        "INSERT INTO observations (subject, aspect, value, recorded_at, commit_number) SELECT"
        " '1116', ?, ?, '2025-01-01T00:00:00.000Z', max(number) FROM commits"
    )
    assert gis.run(event, ("colour", "red")) == "observations.aspect"
    assert gis.run(event, ("road_status", "perhaps")) == "observations.value"
    assert gis.run(event, ("road_status", "built")) is None
    decision = (
        "INSERT INTO decisions (observation_uuid, verdict, recorded_at, commit_number)"
        " SELECT 'o', ?, '2025-01-01T00:00:00.000Z', max(number) FROM commits"
    )
    assert gis.run(decision, ("perhaps",)) == "decisions.verdict"
    assert [gis.run(decision, (verdict,)) for verdict in VERDICTS] == [None] * len(VERDICTS)


@pytest.mark.parametrize("table", ["edits", "refolds", "holds"])
def test_nobody_asks_by_hand_for_what_triggers_do(gis: OfServer, table: str) -> None:
    assert gis.run(f"INSERT INTO {table} DEFAULT VALUES") == (
        "Bảng này do chương trình ghi, không sửa bằng tay / only triggers write here"
    )


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM markers", "Không xóa mốc được"),
        ("INSERT INTO markers (number, kind) VALUES ('1300', 'main')", "Thêm mốc bằng cách nhập"),
        ("UPDATE markers SET geom = ST_Translate(geom, 0.1, 0)", "Tọa độ sổ đăng ký"),
        ("UPDATE markers SET road_status_since = '2025-02-30', road_status = 'none'", "một ngày"),
        ("UPDATE markers SET last_observed_on = '2025-02-01' WHERE number = '1116'", "không lùi"),
        ("INSERT INTO posts (code, name) VALUES ('tan-thanh_1', 'x')", "do phần mềm bản đồ tự đặt"),
        ("INSERT INTO posts (code, name) VALUES ('tan-thanh', 'x')", "này đã có"),
        ("INSERT INTO posts (name) VALUES ('x')", "Cần ghi «Mã đồn»"),
        ("INSERT INTO targets (year, commune) VALUES (2030, '99999')", "phải là mã đã có"),
        ("INSERT INTO roads (status) VALUES ('x')", "«Tình trạng xây dựng» phải là một trong"),
        ("INSERT INTO roads (started_on) VALUES ('5/2025')", "«Khởi công» không đúng dạng"),
    ],
)
def test_what_may_not_be_typed_is_refused_in_words(
    gis: OfServer, statement: str, sentence: str
) -> None:
    before = gis.ledger()
    assert sentence in (gis.run(statement) or "")
    assert gis.ledger() == before


def test_what_another_source_says_otherwise_of_today_is_not_typed_over(gis: OfServer) -> None:
    gis.run("INSERT INTO roads (name) VALUES ('A')")
    gis.connection.execute("SELECT set_config('mocgioi.writing', '2', true)")
    gis.connection.execute(
        "INSERT INTO observations (subject, aspect, value, observed_on, recorded_at, observer,"
        " commit_number) SELECT uuid, 'road.status', 'built', today_in_vietnam(),"
        " '2025-01-01T00:00:00.000Z', 'r.csv', (SELECT max(number) FROM commits) FROM roads"
    )
    gis.connection.execute("SELECT set_config('mocgioi.writing', '0', true)")
    refusal = gis.run("UPDATE roads SET status = 'none'")
    assert refusal is not None
    assert refusal.startswith("Hôm nay đã có số liệu khác")


# ------------------------------------------------------------------ what a save is


def test_one_transaction_is_one_save_and_one_commit(gis: OfServer) -> None:
    gis.run("UPDATE markers SET road_status = 'none', note = 'a' WHERE number = '1117'")
    gis.run("INSERT INTO gates (name) VALUES ('Cửa khẩu')")
    gis.end_save()
    gis.run("UPDATE markers SET note = 'b' WHERE number = '1117'")
    assert saved(gis) == [("GIS:so_ngoai_vu", 3), ("GIS:so_ngoai_vu", 1)]


def test_what_is_rolled_back_to_a_savepoint_leaves_no_save(gis: OfServer) -> None:
    gis.rows("SELECT 1")
    with gis.connection.transaction(force_rollback=True):
        gis.connection.execute("UPDATE markers SET note = 'a' WHERE number = '1117'")
    assert saved(gis) == []
    gis.run("UPDATE markers SET note = 'b' WHERE number = '1117'")
    assert saved(gis) == [("GIS:so_ngoai_vu", 1)]


def test_instants_of_a_save_follow_those_before(gis: OfServer) -> None:
    for note in "abc":
        gis.run("UPDATE markers SET note = ? WHERE number = '1117'", (note,))
        gis.end_save()
    instants = [at for (at,) in gis.rows("SELECT committed_at FROM commits ORDER BY number")]
    assert instants == sorted(set(instants))


def test_of_two_notes_within_one_statement_of_a_client_the_last_counts(gis: OfServer) -> None:
    for first, last in ("ab", "cd", "ef", "gh", "ij", "kl"):
        gis.connection.execute(
            f"DO $$ BEGIN UPDATE markers SET note = '{first}' WHERE number = '1117';"
            f" UPDATE markers SET note = '{last}' WHERE number = '1117'; END $$"
        )
        assert gis.rows("SELECT note FROM markers WHERE number = '1117'") == [(last,)]


def test_two_accounts_are_two_sources(cluster: Cluster, gis: OfServer, place: str) -> None:
    gis.run("UPDATE markers SET road_status = 'built' WHERE number = '1118'")
    gis.end_save()
    with server_side(place.replace("so_ngoai_vu", "postgres")) as other:
        other.run("UPDATE markers SET road_status = 'none' WHERE number = '1118'")
        other.end_save()
    shown = "SELECT road_status, disagreements FROM markers WHERE number = '1118'"
    assert gis.rows(shown) == [(None, 1)]


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
    gis: OfServer, column: str, value: str
) -> None:
    shown = f"SELECT number, {column} FROM markers ORDER BY number"
    before = gis.rows(shown)
    assert gis.run(f"UPDATE markers SET {column} = ?", (value,)) is None
    assert gis.rows(shown) == before
    assert gis.rows("SELECT DISTINCT waiting FROM markers") == [(1,)]


# ------------------------------------------------------------------ rows as GIS programs give them


def test_a_key_that_a_program_asked_for_before_is_its_rows(gis: OfServer) -> None:
    [(key,)] = gis.rows("SELECT nextval('mocgioi.roads_fid_seq')")
    assert gis.run("INSERT INTO roads (fid, name) VALUES (?, 'A')", (key,)) is None
    assert gis.run("INSERT INTO roads (name) VALUES ('B')") is None
    names = "SELECT value FROM observations WHERE aspect = 'road.name' ORDER BY id"
    assert gis.rows(names) == [("A",), ("B",)]


def test_rows_pasted_over_their_original_get_identities_of_their_own(gis: OfServer) -> None:
    gis.run("INSERT INTO roads (name, length_m) VALUES ('A', 485)")
    [(original,)] = gis.rows("SELECT uuid FROM roads")
    pasted = "INSERT INTO roads (uuid, name, length_m) VALUES (?, 'A', 485), (?, 'A', 485)"
    assert gis.run(pasted, (original, original)) is None
    rows = gis.rows("SELECT uuid, length_m FROM roads ORDER BY fid")
    assert rows[0] == (original, 485.0)
    assert len({uuid for uuid, _ in rows}) == 3
    assert [length for _, length in rows[1:]] == [None, None]


def test_what_is_drawn_among_made_up_markers_is_made_up(gis: OfServer) -> None:
    gis.connection.execute("SELECT set_config('mocgioi.writing', '1', true)")
    gis.connection.execute("UPDATE markers SET illustrative = true")
    gis.connection.execute("SELECT set_config('mocgioi.writing', '0', true)")
    gis.run("INSERT INTO roads (name) VALUES ('Mới')")
    assert gis.rows("SELECT illustrative FROM roads") == [(1,)]
    said = "SELECT DISTINCT illustrative FROM observations WHERE aspect LIKE 'road.%'"
    assert gis.rows(said) == [(1,)]


def test_whatever_moves_a_line_is_counted_once_whoever_does(gis: OfServer) -> None:
    def version() -> int:
        [(value,)] = gis.rows("SELECT value FROM settings WHERE name = 'geometry_version'")
        return int(value)

    first = version()
    gis.run("INSERT INTO roads (name) VALUES ('A')")
    gis.run("UPDATE roads SET name = 'B'")
    assert version() == first + 1
    gis.run("UPDATE roads SET serves = '1116'")
    assert version() == first + 2
    gis.connection.execute("SELECT set_config('mocgioi.writing', '1', true)")
    gis.run("UPDATE roads SET serves = '1117'")
    assert version() == first + 3


# ------------------------------------------------------------------ values as events say them


@pytest.fixture(scope="module")
def sqlite() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        yield connection


@pytest.fixture(scope="module")
def server(cluster: Cluster, made: str) -> Iterator[psycopg.Connection]:
    database = cluster.database(made)
    with psycopg.connect(cluster.address(database)) as connection:
        yield connection
    cluster.drop(database)


AS_PEOPLE_TYPE = [0.1 + 0.2, 0.1 + 0.7, 3.0, 12.5, 1e14, 1e15, 1e16, 1e17, 1e-4, 9.9e-5, -2.5e-7]


@given(st.lists(st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(-9, 9))))
@example(AS_PEOPLE_TYPE)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_number_is_written_as_a_file_writes_it(
    sqlite: sqlite3.Connection, server: psycopg.Connection, numbers: Sequence[float]
) -> None:
    in_file = OF_A_FILE.edited_value.replace("NEW.value", "?1")
    for number in map(float, numbers):
        [here] = server.execute("SELECT mocgioi.as_event(%s::float8)", (number,)).fetchone() or ()
        [there] = sqlite.execute(f"SELECT {in_file}", (number,)).fetchone()
        assert float(here) == number
        # Of seventeen digits SQLite does not always write the same ones; mostly they say as much.
        if number in AS_PEOPLE_TYPE or (number.is_integer() and abs(number) < 1e15):
            assert here == there


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-12-31", "2025-12-31"),
        ("2024-02-29", "2024-02-29"),
        ("2025-02-30", "2025-03-02"),
        ("2025-12-31T10:00:00", "2025-12-31"),
        ("0000-01-01", "0000-01-01"),
        ("2025-13-01", None),
        ("31/12/2025", None),
        ("2025", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_a_file_reads_it(
    server: psycopg.Connection, words: str, day: str | None
) -> None:
    assert server.execute("SELECT mocgioi.day(%s)", (words,)).fetchone() == (day,)
