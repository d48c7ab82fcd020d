"""Hands that speak SQL, as in psql or QGIS's window: they may do what the program does, no more.

Each says first, as the program does, that what it writes are rows of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.errors import CheckViolation, InsufficientPrivilege, RaiseException

from mocgioi import tracker
from mocgioi.store.server.handle import ServerStore
from tests.postgres import OWNER
from tests.server.conftest import Province

POST, NEIGHBOUR, OFFICE = "don_po_ma", "don_ba_son", "van_phong"
EVERYBODY = (POST, OFFICE, OWNER)

By = Callable[[str], AbstractContextManager[psycopg.Connection[Any]]]

_COMMIT = (
    "INSERT INTO commits (number, committed_at, author)"
    " SELECT max(number) + 1, {at}, session_user FROM commits"
)
_EVENT = (
    "INSERT INTO observations (id, uuid, subject, aspect, value, observed_on, recorded_at,"
    " observer, illustrative, commit_number, marker_number) SELECT (SELECT max(id) + 1 FROM"
    " observations), md5(random()::text), %(subject)s, %(aspect)s, %(value)s, %(day)s, instant(),"
    " 'x', true, max(number), %(subject)s FROM commits"
)


def sessions(province: Province) -> By:
    """One transaction of somebody, which ends with the block."""

    @contextmanager
    def session(user: str) -> Iterator[psycopg.Connection[Any]]:
        with province.connect(user, ours=True) as connection, connection.transaction():
            yield connection

    return session


@pytest.fixture
def by(standing: Province) -> By:
    """A transaction of somebody, for those that are refused or taken back: all tests share it."""
    return sessions(standing)


@pytest.fixture
def kept_by(province: Province) -> By:
    """A transaction of somebody, for those that count."""
    return sessions(province)


@pytest.fixture
def own(standing: Province) -> str:
    """A marker of the post, to which no road leads; nobody said otherwise."""
    [(number,)] = standing.rows(
        "SELECT number FROM markers AS m WHERE post_code = 'po-ma' AND road_status = 'none'"
        " AND disagreements = 0 LIMIT 1"
    )
    return str(number)


@pytest.fixture
def anothers(standing: Province) -> str:
    """A marker of another post's."""
    [(number,)] = standing.rows(
        "SELECT number FROM markers WHERE post_code = 'ba-son' AND road_status = 'none' LIMIT 1"
    )
    return str(number)


def begin_commit(connection: psycopg.Connection[Any], at: str = "instant()") -> None:
    connection.execute(_COMMIT.format(at=at))


def say(
    connection: psycopg.Connection[Any],
    subject: str,
    aspect: str,
    value: str,
    day: str = "2031-01-01",
) -> None:
    connection.execute(_EVENT, {"subject": subject, "aspect": aspect, "value": value, "day": day})


def figures(province: Province) -> Any:
    return tracker.open(province.address()).figures.coverage()["totals"]


def refused(user: str, by: By, *statements: str, **given: Any) -> str:
    """Return the sentence by which a transaction of somebody is refused, at its end at the last."""
    with pytest.raises(RaiseException) as raised, by(user) as connection:
        for statement in statements:
            connection.execute(statement, given or None)
    return str(raised.value.diag.message_primary)


# ------------------------------------------------------------------ rows are what events say


@pytest.mark.parametrize("user", EVERYBODY)
def test_no_figure_moves_without_an_event(user: str, by: By, standing: Province, own: str) -> None:
    before = figures(standing)
    built = "UPDATE markers SET road_status = 'built' WHERE number = %(own)s"
    assert own in refused(user, by, built, own=own)
    assert figures(standing) == before


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_row_that_is_as_its_event_says_is_kept(
    user: str, kept_by: By, province: Province, own: str
) -> None:
    with kept_by(user) as connection:
        begin_commit(connection)
        say(connection, own, "road_status", "built")
        connection.execute(
            "UPDATE markers SET road_status = 'built', road_status_since = '2031-01-01',"
            " last_observed_on = '2031-01-01' WHERE number = %s",
            [own],
        )
    assert province.rows("SELECT road_status FROM markers WHERE number = %s", own) == [("built",)]


@pytest.mark.parametrize("user", EVERYBODY)
def test_an_event_that_the_row_does_not_follow_is_refused(user: str, by: By, own: str) -> None:
    with pytest.raises(RaiseException, match=own), by(user) as connection:
        begin_commit(connection)
        say(connection, own, "road_status", "built")


def test_an_event_of_long_ago_moves_no_row_of_today(by: By, own: str) -> None:
    with pytest.raises(RaiseException, match=own), by(POST) as connection:
        begin_commit(connection)
        say(connection, own, "road_status", "under_construction", "1990-01-01")
        connection.execute(
            "UPDATE markers SET road_status = 'under_construction' WHERE number = %s", [own]
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE roads SET status = 'built', surface = 'x'",
        "UPDATE roads SET geom = ST_Translate(geom, 0.01, 0)",
        "UPDATE roads SET illustrative = NOT illustrative",
        "DELETE FROM roads",
        "INSERT INTO roads (fid, uuid, name) VALUES (99999, 'x', 'x')",
        "UPDATE communes SET name = 'x'",
        "UPDATE markers SET geom = ST_Translate(geom, 0.01, 0)",
        "UPDATE markers SET illustrative = NOT illustrative",
        "UPDATE markers SET disagreements = 0, waiting = 7",
        "DELETE FROM markers",
        "UPDATE projects SET cost_vnd = 1",
        "UPDATE targets SET markers = 1",
    ],
)
def test_no_row_of_any_layer_is_another_than_its_events_say(statement: str, by: By) -> None:
    assert "sổ ghi" in refused(OFFICE, by, statement)


def test_a_decision_that_the_row_does_not_follow_is_refused(by: By, own: str) -> None:
    with pytest.raises(RaiseException, match=own), by(POST) as connection:
        begin_commit(connection)
        connection.execute(
            "INSERT INTO decisions (id, uuid, observation_uuid, verdict, recorded_at,"
            " commit_number) SELECT coalesce((SELECT max(id) FROM decisions), 0) + 1, 'd', o.uuid,"
            " 'set_aside', instant(), (SELECT max(number) FROM commits) FROM observations AS o"
            " WHERE o.subject = %s AND o.aspect = 'need_road'",
            [own],
        )


def test_what_was_looked_at_already_is_written_no_more(by: By, own: str) -> None:
    said = refused(
        POST,
        by,
        "UPDATE markers SET photo = 'x' WHERE number = %(own)s",
        "SET CONSTRAINTS ALL IMMEDIATE",
        "UPDATE markers SET road_status = 'built' WHERE number = %(own)s",
        own=own,
    )
    assert said.startswith("Phiên ghi này đã được kiểm tra xong")


def test_no_trigger_of_ones_own_reaches_another_posts_marker(by: By, anothers: str) -> None:
    said = refused(
        POST,
        by,
        "CREATE TEMP TABLE mine (a integer)",
        "CREATE FUNCTION pg_temp.mine() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" UPDATE mocgioi.markers SET road_status = 'built' WHERE number = '{anothers}';"
        " RETURN NULL; END $$",
        "CREATE TRIGGER mine AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.mine()",
        "SELECT set_config('mocgioi.writing', '2', true)",
        "INSERT INTO mine VALUES (1)",
    )
    assert anothers in said


@pytest.mark.parametrize("user", [POST, OFFICE])
@pytest.mark.parametrize("table", ["edits", "refolds", "holds"])
def test_what_triggers_ask_of_each_other_nobody_else_does(user: str, table: str, by: By) -> None:
    with pytest.raises(InsufficientPrivilege), by(user) as connection:
        connection.execute(f"INSERT INTO {table} DEFAULT VALUES")


def test_no_photograph_is_of_a_marker_but_by_the_ledger(by: By) -> None:
    said = refused(
        POST, by, "INSERT INTO markers_photos (id, base_id, related_id) VALUES (1, 1, 1)"
    )
    assert said.startswith("Ảnh của mốc")


# ------------------------------------------------------------------ what is computed


@pytest.mark.parametrize("which", ["own", "anothers"])
@pytest.mark.parametrize("change", ["border_km = 1", "measured = 'x'", "kind = 'sub'"])
def test_a_post_computes_nothing_of_the_network(
    change: str, which: str, by: By, own: str, anothers: str
) -> None:
    number = {"own": own, "anothers": anothers}[which]
    said = refused(
        POST, by, f"UPDATE markers SET {change} WHERE number = %(number)s", number=number
    )
    assert "là của tỉnh" in said or anothers in said


def test_a_post_says_of_no_road_which_communes_it_serves(by: By) -> None:
    said = refused(POST, by, "INSERT INTO roads (fid, uuid, communes) VALUES (99999, 'x', '06190')")
    assert "là của tỉnh" in said


@pytest.mark.parametrize("table", ["reach_distances", "reach_joins"])
@pytest.mark.parametrize("deed", ["DELETE FROM {}", "INSERT INTO {} DEFAULT VALUES"])
def test_a_post_has_no_hand_in_what_was_measured(table: str, deed: str, by: By) -> None:
    with pytest.raises(InsufficientPrivilege), by(POST) as connection:
        connection.execute(deed.format(table))


def test_what_a_post_changes_of_the_lines_is_measured_when_the_office_writes(
    province: Province, own: str
) -> None:
    def is_current() -> bool:
        [(version, of)] = province.rows(
            "SELECT v.value, r.value FROM settings AS v, settings AS r"
            " WHERE v.name = 'geometry_version' AND r.name = 'reach_of'"
        )
        return str(of).partition("/")[0] == str(version)

    assert is_current()
    with province.connect(POST) as qgis:
        qgis.execute(
            "INSERT INTO roads (name, geom, serves) SELECT 'đường mới', ST_Multi(ST_MakeLine(geom,"
            " ST_Translate(geom, 0.001, 0))), number FROM markers WHERE number = %s",
            [own],
        )
    tracker.open(province.address(POST)).roads.reach(marker=own)
    assert not is_current()
    tracker.open(province.address(OFFICE)).roads.reach(marker=own)
    assert is_current()


def test_an_estimate_is_kept_by_the_office_and_of_no_line_that_was_drawn_since(
    province: Province, own: str
) -> None:
    def kept() -> list[tuple[Any, ...]]:
        return province.rows("SELECT value FROM settings WHERE name = 'kept_estimate'")

    hands = (OFFICE, POST, "nguoi_xem")
    office, post, viewer = (tracker.open(province.address(hand)) for hand in hands)
    demonstrated = kept()
    office.set(own, road_status="under_construction", on="2026-11-20")
    told = post.figures.coverage(full=True)["remaining"]
    assert post.maps.page() == viewer.maps.page()
    assert kept() == demonstrated
    office.maps.page()
    assert kept() != demonstrated
    [before] = kept()
    assert post.figures.coverage(full=True)["remaining"] == told
    with province.connect(POST) as qgis:
        qgis.execute(
            "INSERT INTO roads (name, geom, serves, status, road_class) SELECT 'đường mới',"
            " ST_Multi(ST_MakeLine(geom, ST_Translate(geom, 0, -0.01))), number, 'built', 'access'"
            " FROM markers WHERE number = %s",
            [own],
        )
    assert office.figures.coverage(full=True)["remaining"] is None
    office.maps.page()
    assert kept() != [before]


def test_an_estimate_is_kept_by_the_program_alone(kept_by: By, province: Province) -> None:
    tracker.open(province.address(OFFICE)).maps.page()
    said = refused(POST, kept_by, "UPDATE settings SET value = '{}' WHERE name = 'kept_estimate'")
    assert "là của tỉnh" in said


# ------------------------------------------------------------------ settings


@pytest.mark.parametrize("user", EVERYBODY)
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM settings",
        "UPDATE settings SET value = '1' WHERE name = 'schema_version'",
        "INSERT INTO settings (id, name, value) VALUES (99, 'x', 'x')",
    ],
)
def test_settings_are_written_by_the_program(user: str, statement: str, by: By) -> None:
    assert "Thiết lập" in refused(user, by, statement)


def test_what_was_measured_is_of_no_state_that_a_post_names(by: By) -> None:
    said = refused(POST, by, "UPDATE settings SET value = '9/4' WHERE name = 'reach_of'")
    assert "là của tỉnh" in said


@pytest.mark.parametrize(
    ("asked", "steps"), [("0", 0), ("x", 0), ("999999999999999", 10**6), ("value::bigint + 2", 2)]
)
def test_the_count_of_what_moved_goes_up_and_never_far(
    asked: str, steps: int, kept_by: By, province: Province
) -> None:
    count = "SELECT value::bigint FROM settings WHERE name = 'geometry_version'"
    [(before,)] = province.rows(count)
    value = asked if "::" in asked else f"'{asked}'"
    with kept_by(POST) as connection:
        connection.execute(f"UPDATE settings SET value = {value} WHERE name = 'geometry_version'")
    assert province.rows(count) == [(before + steps,)]


def test_whatever_moves_a_line_is_counted(kept_by: By, province: Province) -> None:
    count = "SELECT value::bigint FROM settings WHERE name = 'geometry_version'"
    with kept_by(POST) as connection:
        before = connection.execute(count).fetchone()
        connection.execute("INSERT INTO roads (fid, uuid) VALUES (99999, 'x')")
        after = connection.execute(count).fetchone()
        assert before is not None
        assert after == (before[0] + 1,)
        raise psycopg.Rollback


# ------------------------------------------------------------------ the ledger


@pytest.mark.parametrize("user", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "value"),
    [("commit_number", "1"), ("commit_number", "NULL"), ("id", "-5"), ("id", "2^62")],
)
def test_rows_of_the_ledger_come_behind_the_last_into_their_own_commit(
    user: str, name: str, value: str, by: By, own: str
) -> None:
    columns = {
        "id": "(SELECT max(id) + 1 FROM observations)",
        "commit_number": "(SELECT max(number) FROM commits)",
        name: value,
    }
    with pytest.raises(RaiseException, match="chỉ nối thêm sau dòng cuối"), by(user) as connection:
        begin_commit(connection)
        connection.execute(
            "INSERT INTO observations (subject, aspect, value, recorded_at, id, commit_number)"
            f" VALUES (%s, 'note', 'x', instant(), {columns['id']}, {columns['commit_number']})",
            [own],
        )


@pytest.mark.parametrize("user", EVERYBODY)
def test_nothing_is_put_into_the_commit_of_another_save(user: str, by: By, own: str) -> None:
    note = "UPDATE markers SET note = 'x' WHERE number = %(own)s"
    said = refused(
        user,
        by,
        "SELECT set_config('mocgioi.writing', '0', true)",
        "SELECT set_config('mocgioi.save_of_mocgioi', 'begun', true)",
        note,
        own=own,
    )
    assert "chỉ nối thêm sau dòng cuối" in said


@pytest.mark.parametrize("user", EVERYBODY)
def test_a_transaction_is_one_commit(user: str, by: By) -> None:
    said = refused(user, by, _COMMIT.format(at="instant()"), _COMMIT.format(at="instant()"))
    assert said.startswith("Mỗi phiên ghi là một lần ghi")


@pytest.mark.parametrize("user", EVERYBODY)
@pytest.mark.parametrize("number", ["-5", "99999", "9223372036854775807"])
def test_a_commit_has_the_number_behind_the_last(user: str, number: str, by: By) -> None:
    statement = (
        "INSERT INTO commits (number, committed_at, author)"
        f" VALUES ({number}, instant(), session_user)"
    )
    assert refused(user, by, statement).startswith("Mỗi phiên ghi là một lần ghi")


_UTC = "to_char(({}) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"


@pytest.mark.parametrize("user", EVERYBODY)
@pytest.mark.parametrize(
    "at",
    [
        _UTC.format("clock_timestamp() + interval '1 minute'"),
        _UTC.format("clock_timestamp() - interval '1 minute'"),
        "(SELECT min(committed_at) FROM commits)",
        "'9'",
        "'2026-13-45'",
    ],
)
def test_a_commit_has_the_time_of_the_server(user: str, at: str, by: By) -> None:
    assert refused(user, by, _COMMIT.format(at=at)).startswith("Lần ghi mang giờ của máy chủ")


def test_a_commit_follows_closely_where_the_last_one_ran_ahead(
    kept_by: By, province: Province
) -> None:
    ahead = _UTC.format("clock_timestamp() + interval '1 hour'")
    province.put(
        f"INSERT INTO commits (number, committed_at) SELECT max(number) + 1, {ahead} FROM commits"
    )
    with kept_by(OFFICE) as connection:
        begin_commit(connection)
    minute = "max(committed_at)::timestamptz + interval '1 minute'"
    later = f"(SELECT {_UTC.format(minute)} FROM commits)"
    assert refused(OFFICE, kept_by, _COMMIT.format(at=later)).startswith("Lần ghi mang giờ")


@pytest.mark.parametrize("user", EVERYBODY)
def test_the_hand_of_a_commit_is_who_logged_in(user: str, kept_by: By, province: Province) -> None:
    with kept_by(user) as connection:
        connection.execute(
            "INSERT INTO commits (number, committed_at, author, hand)"
            " SELECT max(number) + 1, instant(), session_user, 'somebody' FROM commits"
        )
    assert province.rows("SELECT hand FROM commits ORDER BY number DESC LIMIT 1") == [(user,)]


# ------------------------------------------------------------------ heads


def _save_in_qgis(province: Province, own: str, note: str = 'xà phòng «ẵ» 🐃 \t"\x7f\\') -> None:
    with province.connect(POST) as qgis:
        qgis.execute(
            "UPDATE markers SET road_status = 'under_construction' WHERE number = %s", [own]
        )
        qgis.execute("INSERT INTO roads (name, length_m) VALUES (%s, 12.5)", [note])


@pytest.mark.parametrize("user", EVERYBODY)
def test_no_commit_gets_a_head_that_is_not_its_own(
    user: str, kept_by: By, province: Province, own: str
) -> None:
    _save_in_qgis(province, own)
    assert "Mã của lần ghi" in refused(
        user, kept_by, "UPDATE commits SET head = 'x' WHERE head IS NULL"
    )


@pytest.mark.parametrize("user", EVERYBODY)
def test_no_head_is_put_behind_one_that_is_lacking(
    user: str, kept_by: By, province: Province, own: str
) -> None:
    _save_in_qgis(province, own)
    statement = (
        "INSERT INTO commits (number, committed_at, author, head)"
        " SELECT max(number) + 1, instant(), session_user, 'x' FROM commits"
    )
    assert "Mã của lần ghi" in refused(user, kept_by, statement)


def test_the_head_that_follows_from_the_ledger_is_put_in_by_whoever_writes_next(
    province: Province, own: str
) -> None:
    _save_in_qgis(province, own)
    _save_in_qgis(province, own, "một lần nữa")
    ServerStore(province.address(NEIGHBOUR)).seal()
    assert province.rows("SELECT number FROM commits WHERE head IS NULL") == []
    assert ServerStore(province.address()).faults() == []


def test_every_head_of_a_store_is_reckoned_alike_by_the_server(standing: Province) -> None:
    assert standing.rows("SELECT number FROM commits WHERE head <> head_of(number)") == []
    [(count,)] = standing.rows("SELECT count(*) FROM commits WHERE head IS NOT NULL")
    assert count > 10


def test_every_row_of_a_store_is_what_the_server_makes_of_its_events(standing: Province) -> None:
    for table, key in (("markers", "number"), ("roads", "uuid"), ("communes", "code")):
        wrong = standing.rows(f"SELECT {key} FROM {table} WHERE differs_{table}({key})")
        assert wrong == []


# ------------------------------------------------------------------ keys that are typed


@pytest.mark.parametrize("key", ["-5", "9223372036854775807"])
def test_a_key_that_somebody_typed_stops_nobody(key: str, province: Province) -> None:
    with province.connect(POST) as qgis:
        qgis.execute(f"INSERT INTO roads (fid, name) VALUES ({key}, 'A')")
        qgis.execute("INSERT INTO roads (name) VALUES ('B')")
    last = province.rows("SELECT name FROM roads ORDER BY fid DESC LIMIT 2")
    assert last == [("B",), ("A",)]
    assert province.rows("SELECT max(fid) < 1000000 FROM roads") == [(True,)]


@pytest.mark.parametrize("key", ["-5", "9223372036854775807"])
def test_no_key_is_far_from_those_that_are_there(key: str, by: By) -> None:
    said = refused(POST, by, f"INSERT INTO roads (fid, uuid) VALUES ({key}, 'x')")
    assert said.startswith("Khóa của hàng")


# ------------------------------------------------------------------ cases


_CASE = (
    "INSERT INTO case_events (id, uuid, case_uuid, subject, kind, day, party, recorded_at,"
    " withdraws, commit_number) SELECT coalesce((SELECT max(id) FROM case_events), 0) + 1,"
    " md5(random()::text), %(case)s, %(subject)s, %(kind)s, '2025-01-01', %(party)s, instant(),"
    " %(withdraws)s, max(number) FROM commits"
)


def _report(
    connection: psycopg.Connection[Any], subject: str, kind: str = "reported", **given: Any
) -> None:
    begin_commit(connection)
    values = {"case": "c", "party": None, "withdraws": None, **given}
    connection.execute(_CASE, {"subject": subject, "kind": kind, **values})


def test_a_post_reports_its_own_marker_and_an_alarm_of_none(kept_by: By, own: str) -> None:
    with kept_by(POST) as connection:
        _report(connection, own)
    with kept_by(POST) as connection:
        _report(connection, "0a" * 16, case="d")


@pytest.mark.parametrize("subject", ["9999", "x", "0a1b"])
def test_a_post_reports_nothing_that_is_no_marker(subject: str, by: By) -> None:
    with pytest.raises(RaiseException, match="không thuộc địa bàn"), by(POST) as connection:
        _report(connection, subject)


@pytest.mark.parametrize("kind", ["withdrawn", "closed"])
def test_a_post_ends_and_withdraws_nothing_of_another_sector(
    kind: str, kept_by: By, own: str, anothers: str, province: Province
) -> None:
    with kept_by(NEIGHBOUR) as connection:
        _report(connection, anothers)
    [(event,)] = province.rows("SELECT uuid FROM case_events WHERE case_uuid = 'c'")
    given = {"case": "mine", "withdraws": event} if kind == "withdrawn" else {"case": "c"}
    with pytest.raises(RaiseException, match=anothers), kept_by(POST) as connection:
        _report(connection, own, kind, **given)


def test_a_post_puts_no_alarm_to_another_posts_marker(by: By, anothers: str) -> None:
    with pytest.raises(RaiseException, match=anothers), by(POST) as connection:
        _report(connection, "0a" * 16, "same_as", party=anothers)


# ------------------------------------------------------------------ what replicas follow by


@pytest.mark.parametrize("table", ["changes", "states", "store_state"])
@pytest.mark.parametrize(
    "deed", ["DELETE FROM {}", "UPDATE {} SET number = number - 5", "TRUNCATE {}"]
)
def test_what_was_written_when_stays_for_its_owner_too(table: str, deed: str, by: By) -> None:
    assert refused(OWNER, by, deed.format(table)).startswith("Sổ theo dõi thay đổi")


# ------------------------------------------------------------------ the program


def test_what_people_do_by_the_program_is_verified_and_kept(
    province: Province, own: str, anothers: str
) -> None:
    tracker.open(province.address(POST)).set(own, road_status="built", note="ghi chú «ẵ»")
    tracker.open(province.address(OFFICE)).set(anothers, marker_condition="missing")
    assert ServerStore(province.address()).faults() == []


_CLOSED_FIRST = "SET CONSTRAINTS ALL IMMEDIATE"


@pytest.mark.parametrize("user", EVERYBODY)
def test_nothing_is_written_that_was_looked_at_before_it_was(
    user: str, by: By, own: str, standing: Province
) -> None:
    before = figures(standing)
    said = refused(
        user,
        by,
        _CLOSED_FIRST,
        "UPDATE markers SET road_status = 'built' WHERE number = %(own)s",
        own=own,
    )
    assert "đã được kiểm tra xong" in said
    assert figures(standing) == before


def test_nothing_is_written_that_was_looked_at_while_it_was(by: By, own: str) -> None:
    said = refused(
        POST,
        by,
        "CREATE FUNCTION pg_temp.look(x text) RETURNS text LANGUAGE plpgsql AS $$"
        f"BEGIN {_CLOSED_FIRST}; RETURN x; END$$",
        "SELECT begin_writing()",
        "UPDATE markers SET road_status = pg_temp.look('built') WHERE number = %(own)s",
        own=own,
    )
    assert "đã được kiểm tra xong" in said


@pytest.mark.parametrize("name", ["ab_commit", "zz_feed_fid", "aa_begin", "verify"])
def test_nobody_attaches_what_a_trigger_does_to_a_table_of_their_own(name: str, by: By) -> None:
    with pytest.raises(InsufficientPrivilege), by(POST) as connection:
        connection.execute("CREATE TEMP TABLE x (fid bigint)")
        connection.execute(
            f"CREATE TRIGGER t AFTER INSERT ON x FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


@pytest.mark.parametrize(
    ("geom", "width_m"),
    [
        ("MULTILINESTRING((106.6 22.2,106.7 22.3))", "NaN"),
        ("MULTILINESTRING((106.6 22.2,106.7 22.3))", "Infinity"),
        ("MULTILINESTRING((1e300 22.2,-1e300 22.1))", "3"),
        ("MULTILINESTRING((106.6 22.2,106.7 NaN))", "3"),
    ],
)
def test_no_number_comes_in_that_a_file_does_not_keep(
    geom: str, width_m: str, standing: Province
) -> None:
    with pytest.raises(CheckViolation), standing.connect(OFFICE) as connection:
        connection.execute(
            "INSERT INTO roads (geom, name, status, width_m)"
            " VALUES (ST_GeomFromText(%s, 4326), 'r', 'built', %s)",
            [geom, width_m],
        )


@pytest.mark.parametrize("at", ["junk", "2026-11-30", "9999"])
def test_an_instant_of_the_ledger_is_an_instant(at: str, by: By, own: str) -> None:
    with pytest.raises(CheckViolation), by(POST) as connection:
        begin_commit(connection)
        connection.execute(
            "INSERT INTO case_events (id, commit_number, case_uuid, subject, kind, day, why,"
            " recorded_at) SELECT (SELECT coalesce(max(id), 0) + 1 FROM case_events), max(number),"
            " repeat('1', 32), %s, 'dismissed', '2026-01-01', 'x', %s FROM commits",
            [own, at],
        )
