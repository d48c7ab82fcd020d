"""The schema of a store on a server: its tables, its lock, its numbers, its feed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import CannotWrite, plainly
from mocgioi.store.schema import BY_NAME
from mocgioi.store.server import connecting, ddl, styles
from mocgioi.store.server.handle import ServerStore
from mocgioi.store.upgrades import SCHEMA_VERSION
from tests.postgres import OWNER, Cluster
from tests.server.conftest import SCHEMA, Province

_ROAD = "INSERT INTO roads (uuid, name) VALUES (%s, %s)"


@pytest.fixture
def connection(empty: Province) -> Iterator[psycopg.Connection[Any]]:
    """A connection of the program to an empty store."""
    with empty.connect(ours=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def looking(cluster: Cluster, initialised: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection to an empty store that may only be looked at."""
    store = Province(cluster, cluster.database(initialised))
    with store.connect() as opened:
        opened.execute("SET default_transaction_read_only = on")
        yield opened


def _one(connection: psycopg.Connection[Any], statement: str, *given: Any) -> Any:
    row = connection.execute(statement, given or None).fetchone()
    assert row is not None
    return row[0]


# ------------------------------------------------------------------ tables


@pytest.mark.parametrize("table", ddl.KEPT, ids=lambda table: table.name)
def test_a_table_has_the_columns_that_are_declared(
    table: Any, looking: psycopg.Connection[Any]
) -> None:
    present = looking.execute(
        "SELECT column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = %s AND table_name = %s",
        (SCHEMA, table.name),
    ).fetchall()
    declared = {table.key, *(column.name.lower() for column in table.columns)}
    declared |= {"geom"} if table.geometry else set()
    declared |= {"hand"} if table.name == "commits" else set()
    declared |= {*styles.OF_QGIS} if table.name == "layer_styles" else set()
    assert {name for name, _ in present} == declared


def test_a_day_and_an_instant_are_the_text_that_the_chain_is_made_of(
    looking: psycopg.Connection[Any],
) -> None:
    types = dict(
        looking.execute(
            "SELECT column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = %s AND table_name = 'observations'",
            (SCHEMA,),
        ).fetchall()
    )
    assert (types["observed_on"], types["recorded_at"], types["illustrative"]) == (
        "text",
        "text",
        "boolean",
    )


def test_each_layer_is_registered_with_its_geometry(looking: psycopg.Connection[Any]) -> None:
    registered = looking.execute(
        "SELECT f_table_name, type, srid FROM geometry_columns WHERE f_table_schema = %s"
        " AND f_table_name NOT LIKE 'internal%%' AND f_table_name NOT LIKE 'public%%'",
        (SCHEMA,),
    ).fetchall()
    assert set(registered) == {
        (table.name, table.geometry, 4326) for table in ddl.KEPT if table.geometry
    }


def test_the_code_lists_are_those_of_the_program(looking: psycopg.Connection[Any]) -> None:
    listed = looking.execute("SELECT list, code, vi, en FROM code_lists").fetchall()
    assert set(listed) == {
        (name, term.code, *term.label)
        for name, terms in CODE_LISTS.items()
        for term in terms.values()
    }


def test_a_store_says_of_which_version_it_is(looking: psycopg.Connection[Any]) -> None:
    assert _one(looking, "SELECT schema_version FROM store_state") == SCHEMA_VERSION


def test_a_store_has_one_state(connection: psycopg.Connection[Any]) -> None:
    with pytest.raises(psycopg.errors.UniqueViolation):
        connection.execute("INSERT INTO store_state VALUES (1, 1, 'x')")


def test_two_rows_change_places_one_after_the_other(connection: psycopg.Connection[Any]) -> None:
    for code in ("a", "b"):
        connection.execute("INSERT INTO communes (code, name) VALUES (%s, %s)", (code, code))
    with connection.transaction():
        for name, code in (("a", "b"), ("b", "a")):
            connection.execute("UPDATE communes SET code = %s WHERE name = %s", (code, name))
    rows = connection.execute("SELECT name, code FROM communes ORDER BY name").fetchall()
    assert rows == [("a", "b"), ("b", "a")]


def test_two_rows_never_have_one_identity(connection: psycopg.Connection[Any]) -> None:
    connection.execute(_ROAD, ("x", "một"))
    with pytest.raises(psycopg.errors.UniqueViolation):
        connection.execute(_ROAD, ("x", "hai"))


def test_a_row_of_another_program_has_a_key_after_all_that_were_sent(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        ours.execute("INSERT INTO roads (fid, uuid) VALUES (500, 'a')")
    with empty.connect() as theirs:
        assert _one(theirs, "INSERT INTO roads (uuid) VALUES ('b') RETURNING fid") == 501


def test_no_key_of_another_program_goes_before_those_that_are_there(empty: Province) -> None:
    with empty.connect(ours=True) as ours:
        ours.execute("INSERT INTO roads (fid, uuid) VALUES (500, 'a')")
    with empty.connect() as theirs:
        made = _one(theirs, "INSERT INTO roads (fid, uuid) VALUES (7, 'b') RETURNING fid")
    assert made == 501


def test_a_whole_store_lacks_nothing(looking: psycopg.Connection[Any]) -> None:
    assert ddl.missing_parts(looking, SCHEMA) == []


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("DROP TABLE findings_seen", "findings_seen"),
        ("DROP VIEW public_coverage", "public_coverage"),
        ("DROP INDEX markers_as_counted", "markers_as_counted"),
        ("DROP TRIGGER zz_feed ON roads", "roads.zz_feed"),
        ("ALTER TABLE markers DISABLE TRIGGER ac_guard", "markers.ac_guard"),
        ("DROP POLICY post_adds ON decisions", "decisions.post_adds"),
        ("ALTER TABLE observations DISABLE ROW LEVEL SECURITY", "observations.post_adds"),
        ("ALTER FUNCTION instant() RENAME TO former_instant", "instant"),
    ],
)
def test_what_a_store_lacks_is_named(
    statement: str, part: str, connection: psycopg.Connection[Any]
) -> None:
    connection.execute(statement)
    assert part in ddl.missing_parts(connection, SCHEMA)


def test_a_store_that_goes_leaves_neither_schema_nor_groups(empty: Province) -> None:
    with empty.connect() as connection:
        ddl.create(connection, "khac")
        made = "SELECT count(*) FROM pg_roles WHERE rolname LIKE %s"
        named = (f"{empty.database}_khac_%",)
        assert _one(connection, made, *named) == 5
        ddl.drop(connection, "khac")
        assert _one(connection, made, *named) == 0
        assert _one(connection, "SELECT count(*) FROM pg_namespace WHERE nspname = 'khac'") == 0


# ------------------------------------------------------------------ who may not make one


def test_no_store_is_made_over_another(empty: Province) -> None:
    with empty.connect() as connection:
        connection.execute("INSERT INTO roads (name) VALUES ('x')")
        with pytest.raises(CannotWrite, match="holds a store already"):
            ddl.create(connection, SCHEMA)
        assert _one(connection, "SELECT count(*) FROM roads") == 1


def test_who_may_not_add_postgis_is_told_what_the_administrator_types(cluster: Cluster) -> None:
    cluster.execute(f"CREATE DATABASE khong_postgis OWNER {OWNER}")
    try:
        with (
            psycopg.connect(cluster.address("khong_postgis")) as connection,
            pytest.raises(CannotWrite, match="CREATE EXTENSION postgis;"),
        ):
            ddl.create(connection, SCHEMA)
    finally:
        cluster.drop("khong_postgis")


def test_who_may_make_no_schema_is_told_what_the_administrator_types(
    cluster: Cluster, address: str
) -> None:
    database = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
    name = cluster.person("khach")
    with (
        psycopg.connect(cluster.address(str(database), user=name)) as connection,
        pytest.raises(CannotWrite, match=f'GRANT CREATE ON DATABASE "{database}" TO "khach";'),
    ):
        ddl.create(connection, SCHEMA)


# ------------------------------------------------------------------ lock and number


def test_a_transaction_that_writes_has_one_number(connection: psycopg.Connection[Any]) -> None:
    before = _one(connection, "SELECT number FROM store_state")
    with connection.transaction():
        connection.execute(_ROAD, ("a", "một"))
        connection.execute(_ROAD, ("b", "hai"))
        assert _one(connection, "SELECT begin_writing()") == before + 1
    assert _one(connection, "SELECT number FROM store_state") == before + 1


def test_the_next_transaction_has_the_next_number(connection: psycopg.Connection[Any]) -> None:
    first = _one(connection, "SELECT begin_writing()")
    assert _one(connection, "SELECT begin_writing()") == first + 1


def test_a_number_that_was_taken_back_to_a_savepoint_is_taken_again(
    connection: psycopg.Connection[Any],
) -> None:
    with connection.transaction():
        with connection.transaction(force_rollback=True):
            first = _one(connection, "SELECT begin_writing()")
        connection.execute(_ROAD, ("a", "một"))
        assert _one(connection, "SELECT number FROM changes WHERE table_name = 'roads'") == first
        assert _one(connection, "SELECT number FROM store_state") == first
        held = (
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert _one(connection, held) == 1


def test_who_writes_another_row_waits_for_who_writes(empty: Province) -> None:
    with empty.connect() as first, empty.connect() as second:
        first.execute(_ROAD, ("a", "một"))
        first.execute("ALTER FUNCTION aa_begin() SET lock_timeout = '100ms'")
        with (
            first.transaction(),
            pytest.raises(psycopg.errors.RaiseException, match="đang ghi dở"),
        ):
            first.execute("UPDATE roads SET name = 'hai'")
            second.execute("INSERT INTO projects (code, name) VALUES ('x', 'x')")


def test_who_reads_waits_for_nobody(empty: Province) -> None:
    with empty.connect() as writer, empty.connect() as reader, writer.transaction():
        writer.execute(_ROAD, ("a", "một"))
        reader.execute("SET lock_timeout = '100ms'")
        assert _one(reader, "SELECT count(*) FROM roads") == 0


def test_numbers_are_given_in_the_order_of_commits(empty: Province) -> None:
    """Whoever saw a number has every change up to it, for ever."""
    seen: list[tuple[int, int]] = []
    done = threading.Event()

    def write(hand: int) -> None:
        with empty.connect() as own:
            for at in range(10):
                with own.transaction():
                    own.execute(_ROAD, (f"{hand}-{at}", "x"))

    def read() -> None:
        with empty.connect() as own:
            while not done.is_set():
                with own.transaction():
                    own.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    number = _one(own, "SELECT number FROM store_state")
                    seen.append((number, _one(own, "SELECT count(*) FROM roads")))

    writers = [threading.Thread(target=write, args=(hand,)) for hand in range(6)]
    reader = threading.Thread(target=read)
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    with empty.connect() as own:
        for number, count in set(seen):
            known = "SELECT count(*) FROM changes WHERE table_name = 'roads' AND number <= %s"
            assert _one(own, known, number) == count


def test_instants_of_one_transaction_follow_each_other(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        given = [_one(connection, "SELECT instant()") for _ in range(5)]
    assert given == sorted(set(given))


def test_an_instant_is_after_that_of_the_last_commit(connection: psycopg.Connection[Any]) -> None:
    ahead = "2999-01-01T00:00:00.000Z"
    connection.execute("INSERT INTO commits (committed_at, author) VALUES (%s, 'x')", (ahead,))
    assert _one(connection, "SELECT instant()") == "2999-01-01T00:00:00.001Z"


def test_an_instant_is_of_universal_time(empty: Province) -> None:
    with empty.connect() as connection:
        connection.execute("SET timezone = 'Asia/Ho_Chi_Minh'")
        given = datetime.fromisoformat(_one(connection, "SELECT instant()"))
    assert abs((datetime.now(UTC) - given).total_seconds()) < 60


def test_a_refusal_is_told_as_it_is(looking: psycopg.Connection[Any]) -> None:
    with pytest.raises(psycopg.errors.RaiseException) as refused:
        looking.execute("SELECT refuse('không được 100%% / no')")
    assert refused.value.diag.message_primary == "không được 100%% / no"


# ------------------------------------------------------------------ feed


def _told(connection: psycopg.Connection[Any], number: int) -> list[tuple[str, int]]:
    """What is told under a number, but for the count of what moved."""
    return connection.execute(
        "SELECT table_name, key FROM changes WHERE number = %s AND table_name <> 'settings'",
        (number,),
    ).fetchall()


@pytest.mark.parametrize(
    "statement", ["UPDATE roads SET name = 'hai'", "DELETE FROM roads"], ids=["changed", "deleted"]
)
def test_a_row_that_changed_is_told(statement: str, connection: psycopg.Connection[Any]) -> None:
    key = _one(connection, f"{_ROAD} RETURNING fid", "a", "một")
    with connection.transaction():
        number = _one(connection, "SELECT begin_writing()")
        connection.execute(statement)
        assert _told(connection, number) == [("roads", key)]


def test_a_row_that_came_in_is_told(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        number = _one(connection, "SELECT begin_writing()")
        key = _one(connection, f"{_ROAD} RETURNING fid", "a", "một")
        assert _told(connection, number) == [("roads", key)]


def test_a_row_that_got_another_key_is_told_by_both(connection: psycopg.Connection[Any]) -> None:
    key = _one(connection, f"{_ROAD} RETURNING fid", "a", "một")
    with connection.transaction():
        number = _one(connection, "SELECT begin_writing()")
        connection.execute("UPDATE roads SET fid = 77")
        assert _told(connection, number) == [("roads", key), ("roads", 77)]


def test_of_the_ledger_it_is_told_once_that_it_grew(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        number = _one(connection, "SELECT begin_writing()")
        for _ in range(3):
            connection.execute(
                "INSERT INTO findings_seen (finding, recorded_at) VALUES ('x', instant())"
            )
        assert _told(connection, number) == [("findings_seen", 0)]


def test_tables_are_never_emptied_at_once(connection: psycopg.Connection[Any]) -> None:
    connection.execute(_ROAD, ("a", "một"))
    with pytest.raises(psycopg.errors.RaiseException, match="Không xóa sạch"):
        connection.execute("TRUNCATE roads")
    assert _one(connection, "SELECT count(*) FROM roads") == 1


def test_every_table_that_holds_rows_is_fed(looking: psycopg.Connection[Any]) -> None:
    fed = looking.execute(
        "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE tgname = 'zz_feed' AND relnamespace = %s::regnamespace",
        (SCHEMA,),
    ).fetchall()
    assert {name for (name,) in fed} == BY_NAME.keys() - {"writer", "edits", "refolds", "holds"}


def test_the_lock_is_taken_before_the_first_row_of_every_table(
    looking: psycopg.Connection[Any],
) -> None:
    events = looking.execute(
        "SELECT event_object_table, string_agg(event_manipulation, ' ' ORDER BY 1)"
        " FROM information_schema.triggers WHERE trigger_schema = %s AND trigger_name = 'aa_begin'"
        " AND action_timing = 'BEFORE' AND action_orientation = 'STATEMENT' GROUP BY 1",
        (SCHEMA,),
    ).fetchall()
    assert {name: sorted(of.split()) for name, of in events} == {
        table.name: ["DELETE", "INSERT", "UPDATE"] for table in ddl.KEPT
    }


def test_a_guard_that_is_gone_is_told_by_check(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path))
    store = ServerStore.create(cluster.address(cluster.database()))
    assert store.check() == []
    with connecting.lent(store.address) as remote:
        remote.execute("ALTER TABLE observations DISABLE ROW LEVEL SECURITY")
    (told,) = store.check()
    assert told.code == "part-missing"
    assert "observations.post_adds" in told.words(plainly).vi
