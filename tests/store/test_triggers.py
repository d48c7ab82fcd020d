"""What holds whoever writes to the file: other programs, with geometry functions and without."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import shapely

from mocgioi.domain.decision import VERDICTS
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store import geometry
from mocgioi.store.handle import Store

from .builders import new_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


@pytest.fixture
def plain(store: Store) -> Iterator[sqlite3.Connection]:
    """Another program, without geometry functions."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        yield connection


@pytest.fixture
def gis(store: Store) -> Iterator[sqlite3.Connection]:
    """Another program, with geometry functions of its own, as QGIS has."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        yield connection


def refusal(connection: sqlite3.Connection, sql: str) -> str:
    """Return what a statement is refused with."""
    with pytest.raises(sqlite3.IntegrityError) as caught:
        connection.execute(sql)
    return str(caught.value)


OPEN_COMMIT = "INSERT INTO commits (committed_at) VALUES ('2025-01-01T00:00:00.000Z')"


def observe(aspect: str, value: str) -> str:
    return (
        "INSERT INTO observations (subject, aspect, value, recorded_at, commit_number)"
        f" VALUES ('1116', '{aspect}', '{value}', '2025-01-01T00:00:00.000Z', 2)"
    )


def decide(verdict: str) -> str:
    return (
        "INSERT INTO decisions (observation_uuid, verdict, recorded_at, commit_number)"
        f" VALUES ('o', '{verdict}', '2025-01-01T00:00:00.000Z', 2)"
    )


def test_an_observation_is_of_an_aspect_and_of_its_code_list(plain: sqlite3.Connection) -> None:
    plain.execute("UPDATE writer SET writing = 2")
    plain.execute(OPEN_COMMIT)
    assert refusal(plain, observe("colour", "red")) == "observations.aspect"
    assert refusal(plain, observe("road_status", "perhaps")) == "observations.value"
    plain.execute(observe("road_status", "built"))
    plain.execute(observe("note", "anything"))


def test_a_decision_has_one_of_the_verdicts(plain: sqlite3.Connection) -> None:
    plain.execute("UPDATE writer SET writing = 2")
    plain.execute(OPEN_COMMIT)
    assert refusal(plain, decide("perhaps")) == "decisions.verdict"
    for verdict in VERDICTS:
        plain.execute(decide(verdict))


@pytest.mark.parametrize("event", ["UPDATE roads SET status = 'x'", "INSERT INTO roads (status)"])
def test_a_code_that_is_not_in_the_list_is_refused_with_those_that_are(
    gis: sqlite3.Connection, event: str
) -> None:
    gis.execute("INSERT INTO roads (status, road_class) VALUES ('built', 'access')")
    statement = f"{event} VALUES ('x')" if event.startswith("INSERT") else event
    terms = CODE_LISTS["road_status"].values()
    listed = ", ".join(f"{term.code} ({term.label.vi})" for term in terms)
    assert refusal(gis, statement) == (
        f"«Tình trạng xây dựng» phải là một trong: {listed} / not in the code list"
    )


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "INSERT INTO markers (number, kind) VALUES ('1200', 'main')",
            "Thêm mốc bằng cách nhập sổ đăng ký: mocgioi import markers"
            " / markers are added by mocgioi import markers",
        ),
        (
            "DELETE FROM markers",
            "Không xóa mốc được: lịch sử của mốc được giữ mãi / a marker is never deleted",
        ),
        (
            "UPDATE markers SET number = '7'",
            "«Số hiệu mốc» của mốc không đổi được / number never changes",
        ),
        (
            "UPDATE markers SET uuid = '7'",
            "«UUID» của mốc không đổi được / uuid never changes",
        ),
        (
            "UPDATE markers SET road_status = NULL WHERE road_status = 'built'",
            "«Tình trạng đường» của mốc không để trống được: hãy chọn giá trị đúng, hoặc hoàn tác"
            " đợt nhập đã ghi giá trị cũ (mocgioi survey undo)"
            " / cannot be emptied: choose what is right, or undo the batch that said otherwise",
        ),
        (
            "UPDATE observations SET value = 'no'",
            "Bảng «Số liệu ghi nhận» không sửa, không xóa được: mọi việc đã ghi được giữ nguyên"
            " / never changed or deleted",
        ),
        (
            "DELETE FROM batches",
            "Bảng «Đợt nhập» không sửa, không xóa được: mọi việc đã ghi được giữ nguyên"
            " / never changed or deleted",
        ),
    ],
)
def test_what_another_program_may_not_do_is_refused_in_words(
    gis: sqlite3.Connection, statement: str, words: str
) -> None:
    gis.execute("UPDATE markers SET road_status = 'built' WHERE number = '1116'")
    assert refusal(gis, statement) == words


def test_a_register_position_moves_in_neither_direction_by_hand(gis: sqlite3.Connection) -> None:
    for place in ((106.8, 22.0), (106.7, 22.1)):
        with pytest.raises(sqlite3.IntegrityError) as caught:
            gis.execute("UPDATE markers SET geom = ?", (geometry.encode_point(*place),))
        assert str(caught.value) == (
            "Tọa độ sổ đăng ký của mốc chỉ đổi khi nhập sổ mới: mocgioi import markers"
            " / a register position changes only by mocgioi import markers"
        )
    gis.execute("UPDATE markers SET geom = ?", (geometry.encode_point(106.7, 22.0),))


def test_an_edit_of_a_place_is_an_observation_of_it(gis: sqlite3.Connection) -> None:
    gis.execute("INSERT INTO posts (code, name) VALUES ('x', 'Đồn X')")
    gis.execute("UPDATE markers SET post_code = 'x'")
    observed = gis.execute(
        "SELECT DISTINCT aspect, value, observer FROM observations WHERE aspect = 'post'"
        " AND batch_uuid IN (SELECT uuid FROM batches WHERE kind = 'gis')"
    ).fetchall()
    assert set(observed) == {("post", "x", "GIS")}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE markers SET post_code = 'x'",
        "UPDATE markers SET commune_code = '99999'",
        "INSERT INTO projects (code, name, post) VALUES ('p', 'P', 'x')",
        "INSERT INTO targets (year, commune) VALUES (2030, '99999')",
    ],
)
def test_a_code_of_a_commune_or_post_that_nobody_knows_is_refused(
    plain: sqlite3.Connection, sql: str
) -> None:
    assert "phải là mã đã có trong lớp" in refusal(plain, sql)


def count_of(connection: sqlite3.Connection, table: str) -> int:
    cached = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?"
    count: int = connection.execute(cached, (table,)).fetchone()[0]
    return count


def test_the_cached_count_follows_other_programs(gis: sqlite3.Connection) -> None:
    gis.execute("INSERT INTO projects (code, name) VALUES ('p', 'P'), ('q', 'Q')")
    assert count_of(gis, "projects") == 2
    gis.execute("DELETE FROM projects WHERE code = 'p'")
    assert count_of(gis, "projects") == 1


def test_triggers_that_other_programs_look_for_have_the_names_they_know(
    plain: sqlite3.Connection,
) -> None:
    names = {
        name
        for (name,) in plain.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'roads'"
        )
    }
    rtree = ("insert", "update1", "update2", "update3", "update4", "delete")
    assert names >= {f"rtree_roads_geom_{event}" for event in rtree}
    assert names >= {f"trigger_{event}_feature_count_roads" for event in ("insert", "delete")}


def line(east: float) -> bytes:
    return geometry.encode_wkb(
        shapely.MultiLineString([[(106.5, 22.0), (106.5 + east, 22.25)]]).wkb
    )


def indexed(connection: sqlite3.Connection) -> dict[int, float]:
    """Return the eastern end of each road in the spatial index, by its id."""
    return dict(connection.execute("SELECT id, round(maxx, 4) FROM rtree_roads_geom").fetchall())


def test_the_spatial_index_follows_lines_that_come_change_and_go(gis: sqlite3.Connection) -> None:
    gis.execute("INSERT INTO roads (fid, geom, road_class) VALUES (1, ?, 'access')", (line(0.25),))
    gis.execute("INSERT INTO roads (fid, road_class) VALUES (2, 'access')")
    assert indexed(gis) == {1: 106.75}
    gis.execute("UPDATE roads SET geom = ?", (line(0.5),))
    assert indexed(gis) == {1: 107.0, 2: 107.0}
    gis.execute("UPDATE roads SET geom = NULL WHERE fid = 2")
    assert indexed(gis) == {1: 107.0}
    gis.execute("UPDATE roads SET fid = 7 WHERE fid = 1")
    assert indexed(gis) == {7: 107.0}
    gis.execute("UPDATE roads SET fid = 8, geom = NULL WHERE fid = 7")
    assert indexed(gis) == {}
    gis.execute("UPDATE roads SET geom = ? WHERE fid = 2", (line(0.25),))
    gis.execute("DELETE FROM roads WHERE fid = 2")
    assert indexed(gis) == {}


def version(connection: sqlite3.Connection) -> int:
    known = "SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'geometry_version'"
    count: int = connection.execute(known).fetchone()[0]
    return count


def test_whatever_moves_a_line_or_changes_whom_and_what_it_serves_is_counted_and_nothing_else(
    gis: sqlite3.Connection,
) -> None:
    first = version(gis)
    gis.execute("INSERT INTO roads (fid, geom, road_class) VALUES (1, ?, 'access')", (line(0.25),))
    assert version(gis) == first + 1
    gis.execute("UPDATE roads SET geom = ?, name = 'R', road_class = 'access'", (line(0.25),))
    assert version(gis) == first + 1
    gis.execute("UPDATE roads SET geom = ?", (line(0.5),))
    assert version(gis) == first + 2
    gis.execute("UPDATE roads SET serves = '1116'")
    assert version(gis) == first + 3
    gis.execute("UPDATE roads SET road_class = 'patrol'")
    assert version(gis) == first + 4
    gis.execute("DELETE FROM roads")
    assert version(gis) == first + 5


@pytest.mark.parametrize("event", ["add", "edit", "delete"])
@pytest.mark.parametrize("table", ["communes", "posts"])
def test_what_is_the_provinces_stays_as_it_is_in_a_kit(
    gis: sqlite3.Connection, table: str, event: str
) -> None:
    gis.execute(f"INSERT INTO {table} (code, name) VALUES ('a', 'A')")
    gis.execute("UPDATE writer SET writing = 1")
    gis.execute(
        "INSERT INTO batches (uuid, kind, file_name, recorded_at, rows_read, rows_applied,"
        " rows_unchanged, rows_queued, rows_rejected, program_version, commit_number)"
        " VALUES ('k', 'kit', 'a.gpkg', '2025-01-01T00:00:00.000Z', 0, 0, 0, 0, 0, '0', 1)"
    )
    gis.execute("UPDATE writer SET writing = 0")
    sql = {
        "add": f"INSERT INTO {table} (code, name) VALUES ('b', 'B')",
        "edit": f"UPDATE {table} SET name = 'C'",
        "delete": f"DELETE FROM {table}",
    }
    assert "hãy sửa ở kho của tỉnh" in refusal(gis, sql[event])
    assert gis.execute(f"SELECT name FROM {table}").fetchall() == [("A",)]
    assert gis.execute("SELECT writing FROM writer").fetchall() == [(0,)]


def test_an_update_that_changes_nothing_is_no_event(gis: sqlite3.Connection) -> None:
    gis.execute("INSERT INTO posts (code, name) VALUES ('a', 'A')")
    count = "SELECT count(*) FROM observations"
    before = gis.execute(count).fetchone()
    gis.execute("UPDATE posts SET code = code, name = name, edited_by = NULL")
    assert gis.execute(count).fetchone() == before and before > (0,)
