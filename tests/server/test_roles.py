"""Who may do what in a store on a server, tried by whoever may not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RaiseException

from mocgioi import tracker
from mocgioi.errors import CannotWrite, UnreadableInput, UsageError
from mocgioi.store.server import ddl, roles
from mocgioi.store.server.views import of_edition
from tests.postgres import OWNER, Cluster
from tests.server.conftest import HANDS, SCHEMA, Province

OWN, ANOTHERS = "po-ma", "ba-son"
POST, OFFICE, VIEWER = "don_po_ma", "van_phong", "nguoi_xem"

_OBSERVED = (
    "INSERT INTO observations (id, subject, aspect, value, observed_on, recorded_at, commit_number)"
    " VALUES ((SELECT max(id) + 1 FROM observations), %s, %s, %s, '2025-01-01', instant(),"
    " (SELECT max(number) FROM commits))"
)
_DECIDED = (
    "INSERT INTO decisions (id, observation_uuid, verdict, recorded_at, commit_number) SELECT"
    " coalesce((SELECT max(id) FROM decisions), 0) + 1, o.uuid, 'set_aside', instant(),"
    " (SELECT max(number) FROM commits) FROM observations AS o"
    " WHERE o.subject = %s AND o.aspect = %s LIMIT 1"
)
_COMMITTED = (
    "INSERT INTO commits (number, committed_at, author)"
    " VALUES ((SELECT max(number) + 1 FROM commits), instant(), %s)"
)


def _marker_of(province: Province, post: str) -> str:
    [(number,)] = province.rows(
        "SELECT number FROM markers WHERE post_code = %s AND road_status = 'none' LIMIT 1", post
    )
    return str(number)


@pytest.fixture
def own(standing: Province) -> str:
    """A marker of the post's own sector."""
    return _marker_of(standing, OWN)


@pytest.fixture
def anothers(standing: Province) -> str:
    """A marker of another post's."""
    return _marker_of(standing, ANOTHERS)


@contextmanager
def writing(province: Province, user: str) -> Iterator[psycopg.Connection[Any]]:
    """A transaction of the program that somebody runs, in the middle of it: it comes to nothing."""
    with (
        province.connect(user, ours=True) as connection,
        connection.transaction(force_rollback=True),
    ):
        connection.execute(_COMMITTED, (user,))
        yield connection


@pytest.fixture
def post(standing: Province) -> Iterator[psycopg.Connection[Any]]:
    """A transaction of the program that a post runs, in the middle of it."""
    with writing(standing, POST) as connection:
        yield connection


# ------------------------------------------------------------------ the ledger only grows


@pytest.mark.parametrize("user", [OFFICE, POST, VIEWER])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE observations SET value = 'built'",
        "DELETE FROM observations",
        "TRUNCATE observations",
        "UPDATE decisions SET verdict = 'keep'",
        "DELETE FROM batches",
        "DELETE FROM commits",
        "UPDATE commits SET author = 'ai'",
        "UPDATE photos SET name = 'x'",
        "DELETE FROM changes",
        "UPDATE store_state SET number = 0",
        "INSERT INTO members VALUES ('don_po_ma', 'ba-son')",
        "DELETE FROM code_lists",
        "UPDATE groups SET role = 'x'",
    ],
)
def test_nobody_has_the_right_to_change_what_was_recorded(
    user: str, statement: str, standing: Province
) -> None:
    with standing.connect(user, ours=True) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


# ------------------------------------------------------------------ a post and its sector


def test_a_post_records_what_it_saw_of_its_own_marker(
    post: psycopg.Connection[Any], own: str
) -> None:
    assert post.execute(_OBSERVED, (own, "road_status", "built")).rowcount == 1


def test_a_post_records_nothing_of_another_posts_marker(
    post: psycopg.Connection[Any], anothers: str
) -> None:
    with pytest.raises(RaiseException, match=f"Mốc {anothers} không thuộc địa bàn của đồn"):
        post.execute(_OBSERVED, (anothers, "road_status", "built"))


def test_an_office_records_what_was_seen_of_any_marker(standing: Province, anothers: str) -> None:
    with writing(standing, OFFICE) as office:
        assert office.execute(_OBSERVED, (anothers, "road_status", "built")).rowcount == 1


def test_a_post_speaks_of_its_marker_by_a_former_number(province: Province, own: str) -> None:
    province.put(_OBSERVED, "9999", "number", own)
    with writing(province, POST) as post:
        assert post.execute(_OBSERVED, ("9999", "road_status", "built")).rowcount == 1


def test_a_former_number_of_another_posts_marker_is_no_way_round(
    province: Province, anothers: str
) -> None:
    province.put(_OBSERVED, "9999", "number", anothers)
    with (
        writing(province, POST) as post,
        pytest.raises(RaiseException, match="không thuộc địa bàn"),
    ):
        post.execute(_OBSERVED, ("9999", "road_status", "built"))


@pytest.mark.parametrize("aspect", ["existence", "number", "post", "register_position"])
def test_which_marker_it_is_and_whose_is_said_by_the_province(
    aspect: str, post: psycopg.Connection[Any], own: str
) -> None:
    with pytest.raises(RaiseException, match="là của tỉnh"):
        post.execute(_OBSERVED, (own, aspect, "x"))


@pytest.mark.parametrize("aspect", ["commune.name", "project.cost_vnd", "boundary.geom"])
def test_what_is_of_the_province_is_not_said_by_a_post(
    aspect: str, post: psycopg.Connection[Any]
) -> None:
    with pytest.raises(RaiseException, match="là của tỉnh"):
        post.execute(_OBSERVED, ("x", aspect, "x"))


@pytest.mark.parametrize("table", ["observations", "decisions"])
def test_behind_the_sentence_stands_a_policy(table: str, province: Province, anothers: str) -> None:
    province.rows(f"ALTER TABLE {table} DISABLE TRIGGER ac_guard")
    statement, given = {
        "observations": (_OBSERVED, (anothers, "road_status", "built")),
        "decisions": (_DECIDED, (anothers, "road_status")),
    }[table]
    with (
        writing(province, POST) as post,
        pytest.raises(InsufficientPrivilege, match="row-level security"),
    ):
        post.execute(statement, given)


def test_a_post_decides_about_what_was_seen_of_its_own_marker(
    post: psycopg.Connection[Any], own: str
) -> None:
    assert post.execute(_DECIDED, (own, "road_status")).rowcount == 1


def test_a_post_decides_nothing_about_another_posts_marker(
    post: psycopg.Connection[Any], anothers: str
) -> None:
    with pytest.raises(RaiseException, match=f"Mốc {anothers} không thuộc địa bàn"):
        post.execute(_DECIDED, (anothers, "road_status"))


def test_a_decision_about_what_is_not_there_is_refused(post: psycopg.Connection[Any]) -> None:
    with pytest.raises(RaiseException, match="là của tỉnh"):
        post.execute(
            "INSERT INTO decisions (id, observation_uuid, verdict, recorded_at, commit_number)"
            " SELECT 1, 'nowhere', 'keep', instant(), max(number) FROM commits"
        )


def test_who_is_of_no_post_yet_writes_nothing(province: Province, own: str) -> None:
    province.rows("DELETE FROM members WHERE role = %s", POST)
    with (
        writing(province, POST) as connection,
        pytest.raises(RaiseException, match="«don_po_ma» chưa được gán cho đồn nào"),
    ):
        connection.execute(_OBSERVED, (own, "road_status", "built"))


# ------------------------------------------------------------------ in whose name


@pytest.mark.parametrize("name", ["ai đó", None])
def test_a_post_writes_in_nobody_elses_name(name: str | None, standing: Province) -> None:
    with (
        standing.connect(POST, ours=True) as post,
        pytest.raises(RaiseException, match="chỉ ghi được bằng tên của mình"),
    ):
        post.execute(_COMMITTED, (name,))


def test_a_post_writes_in_its_own_name(province: Province) -> None:
    with province.connect(POST, ours=True) as post:
        assert post.execute(_COMMITTED, (POST,)).rowcount == 1


def test_an_office_writes_in_the_name_of_whoever_it_says(province: Province) -> None:
    with province.connect(OFFICE, ours=True) as office:
        assert office.execute(_COMMITTED, ("Nguyễn Văn A",)).rowcount == 1


# ------------------------------------------------------------------ layers, as QGIS edits them


@pytest.mark.parametrize("ours", [False, True], ids=["in QGIS", "by the program"])
def test_another_posts_marker_is_refused_and_never_dropped_in_silence(
    ours: bool, standing: Province, anothers: str
) -> None:
    with (
        standing.connect(POST, ours=ours) as connection,
        pytest.raises(RaiseException, match=f"Mốc {anothers} không thuộc địa bàn"),
    ):
        connection.execute("UPDATE markers SET road_status = 'built' WHERE number = %s", [anothers])


def test_a_post_edits_its_own_marker(province: Province, own: str) -> None:
    with province.connect(POST) as connection:
        changed = connection.execute(
            "UPDATE markers SET road_status = 'built' WHERE number = %s", [own]
        )
    assert changed.rowcount == 1


@pytest.mark.parametrize("ours", [False, True], ids=["in QGIS", "by the program"])
@pytest.mark.parametrize(
    "change",
    ["post_code = 'ba-son'", "number = '9999'", "geom = ST_Translate(geom, 1, 1)"],
)
def test_a_post_gives_no_marker_away_and_moves_none(
    change: str, ours: bool, standing: Province, own: str
) -> None:
    with standing.connect(POST, ours=ours) as connection, pytest.raises(RaiseException):
        connection.execute(f"UPDATE markers SET {change} WHERE number = %s", [own])


@pytest.mark.parametrize("ours", [False, True], ids=["in QGIS", "by the program"])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO markers (fid, number, kind) VALUES (9999, '9999', 'main')",
        "DELETE FROM markers WHERE number = %(own)s",
        "UPDATE communes SET name = 'khác'",
        "DELETE FROM boundary",
        "INSERT INTO projects (id, code, name) VALUES (9999, 'x', 'x')",
        "UPDATE targets SET markers = 1",
        "INSERT INTO posts (fid, code, name) VALUES (9999, 'x', 'x')",
        "INSERT INTO layer_styles (id, stylename) VALUES (9999, 'x')",
        "DELETE FROM settings",
        "UPDATE settings SET value = '1' WHERE name = 'schema_version'",
    ],
)
def test_what_is_of_the_province_stays(
    statement: str, ours: bool, standing: Province, own: str
) -> None:
    with standing.connect(POST, ours=ours) as connection, pytest.raises(RaiseException) as refused:
        connection.execute(statement, {"own": own})
    assert " / " in str(refused.value)


@pytest.mark.parametrize("ours", [False, True], ids=["in QGIS", "by the program"])
def test_the_link_of_a_photograph_stays(ours: bool, province: Province) -> None:
    province.put("INSERT INTO observations_photos (base_id, related_id) VALUES (1, 1)")
    with province.connect(POST, ours=ours) as connection, pytest.raises(RaiseException) as refused:
        connection.execute("DELETE FROM observations_photos")
    assert " / " in str(refused.value)


@pytest.mark.parametrize("table", ["communes", "boundary", "projects", "settings"])
def test_rows_of_the_province_that_are_sent_as_they_are_pass(
    table: str, province: Province
) -> None:
    """Whoever writes folds what others edited before, too: to what it is."""
    with province.connect(POST, ours=True) as connection:
        columns = [
            name
            for (name,) in connection.execute(
                "SELECT column_name FROM information_schema.columns"
                " WHERE table_schema = %s AND table_name = %s",
                (SCHEMA, table),
            )
        ]
        listed = ", ".join(columns)
        key = "fid" if "fid" in columns else "id"
        changes = ", ".join(f"{name} = EXCLUDED.{name}" for name in columns)
        sent = connection.execute(
            f"INSERT INTO {table} ({listed}) SELECT {listed} FROM {table}"
            f" ON CONFLICT ({key}) DO UPDATE SET {changes}"
        )
    assert sent.rowcount > 0


_SENT_AGAIN = (
    "INSERT INTO markers (fid, uuid, number, kind, geom, post_code, road_status, border_km)"
    " SELECT fid, uuid, number, kind, geom, post_code, {status}, {km} FROM markers"
    " WHERE number = %s ON CONFLICT (fid) DO UPDATE SET road_status = EXCLUDED.road_status,"
    " border_km = EXCLUDED.border_km"
)


def test_the_program_of_a_post_sends_the_row_of_its_own_marker(
    post: psycopg.Connection[Any], own: str
) -> None:
    sent = post.execute(_SENT_AGAIN.format(status="'built'", km="border_km"), (own,))
    assert sent.rowcount == 1


def test_the_program_of_a_post_sends_no_row_of_another_posts_marker(
    post: psycopg.Connection[Any], anothers: str
) -> None:
    with pytest.raises(RaiseException, match=f"Mốc {anothers} không thuộc địa bàn"):
        post.execute(_SENT_AGAIN.format(status="'built'", km="border_km"), (anothers,))


# ------------------------------------------------------------------ roads


def _road(province: Province, which: str) -> str:
    """A road that serves a marker of the post's own, or neither serves nor reaches one."""
    serves = (
        "EXISTS (SELECT 1 FROM markers AS m WHERE m.post_code = 'po-ma'"
        " AND position('; ' || m.number || ';' IN '; ' || r.serves || ';') > 0)"
    )
    reaches = (
        "EXISTS (SELECT 1 FROM reach_distances AS d JOIN markers AS m ON m.number = d.marker_number"
        " WHERE m.post_code = 'po-ma' AND d.road_uuid LIKE r.uuid || '%' AND d.distance_m <= 30)"
    )
    condition = {"own": serves, "near": f"NOT coalesce({serves}, false) AND {reaches}"}
    wanted = condition.get(which, f"NOT coalesce({serves}, false) AND NOT {reaches}")
    [(uuid,)] = province.rows(f"SELECT uuid FROM roads AS r WHERE {wanted} LIMIT 1")
    return str(uuid)


def test_a_post_edits_a_road_to_its_own_marker(province: Province) -> None:
    road = _road(province, "own")
    with province.connect(POST) as connection:
        changed = connection.execute("UPDATE roads SET surface = 'đất' WHERE uuid = %s", [road])
    assert changed.rowcount == 1


def test_a_post_speaks_of_a_road_that_reaches_its_marker(province: Province, own: str) -> None:
    road = _road(province, "anothers")
    province.put(
        "INSERT INTO reach_distances (id, marker_number, road_uuid, distance_m)"
        " VALUES (999999, %s, %s || '#2', 30)",
        own,
        road,
    )
    with writing(province, POST) as post:
        assert post.execute(_OBSERVED, (road, "road.surface", "đất")).rowcount == 1


@pytest.mark.parametrize("ours", [False, True], ids=["in QGIS", "by the program"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE roads SET surface = 'đất' WHERE uuid = %(road)s",
        "UPDATE roads SET serves = %(own)s WHERE uuid = %(road)s",
        "DELETE FROM roads WHERE uuid = %(road)s",
    ],
)
def test_a_road_to_no_marker_of_the_post_stays(
    statement: str, ours: bool, standing: Province, own: str
) -> None:
    given = {"road": _road(standing, "anothers"), "own": own}
    with (
        standing.connect(POST, ours=ours) as connection,
        pytest.raises(RaiseException, match="Tuyến này không lên mốc nào của đồn"),
    ):
        connection.execute(statement, given)


def test_a_post_says_nothing_of_a_road_to_no_marker_of_its_own(
    post: psycopg.Connection[Any], standing: Province
) -> None:
    with pytest.raises(RaiseException, match="Tuyến này không lên mốc nào của đồn"):
        post.execute(_OBSERVED, (_road(standing, "anothers"), "road.surface", "đất"))


def _draw(province: Province) -> None:
    with province.connect(POST) as qgis:
        qgis.execute("INSERT INTO roads (name) VALUES ('đường mới')")


_RENAMED = "UPDATE roads SET name = 'khác' WHERE name = 'đường mới'"


def test_a_post_draws_a_road_and_corrects_it_later(province: Province) -> None:
    _draw(province)
    with province.connect(POST) as qgis:
        assert qgis.execute(_RENAMED).rowcount == 1


def test_who_is_of_the_same_post_corrects_it_too(province: Province) -> None:
    _draw(province)
    province.rows("UPDATE members SET post_code = 'po-ma' WHERE role = 'don_ba_son'")
    with province.connect("don_ba_son") as colleague:
        assert colleague.execute(_RENAMED).rowcount == 1


@pytest.mark.parametrize("ours", [False, True], ids=["in QGIS", "by the program"])
def test_what_another_post_drew_stays(ours: bool, province: Province) -> None:
    _draw(province)
    with (
        province.connect("don_ba_son", ours=ours) as neighbour,
        pytest.raises(RaiseException, match="Tuyến này"),
    ):
        neighbour.execute(_RENAMED)


# ------------------------------------------------------------------ who only reads


@pytest.mark.parametrize("user", [VIEWER, "so_khac", "bao_chi"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE markers SET road_status = 'built'",
        "INSERT INTO roads (name) VALUES ('x')",
        "INSERT INTO observations (subject, aspect, value) VALUES ('1', 'x', 'x')",
        "SELECT begin_writing()",
    ],
)
def test_who_reads_writes_nothing(user: str, statement: str, standing: Province) -> None:
    with standing.connect(user) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(statement)


def test_a_viewer_reads_every_figure(standing: Province) -> None:
    status = tracker.open(standing.address(VIEWER)).figures.status()
    assert status == tracker.open(standing.address()).figures.status()


@pytest.mark.parametrize(("user", "edition"), [("so_khac", "internal"), ("bao_chi", "public")])
def test_who_reads_an_edition_reads_its_views_and_nothing_else(
    user: str, edition: Any, standing: Province
) -> None:
    listed = standing.rows(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'v')"
        " AND relnamespace = %s::regnamespace AND has_table_privilege(%s, oid, 'SELECT')",
        SCHEMA,
        user,
    )
    assert {name for (name,) in listed} == {*of_edition(edition)}
    for view in of_edition(edition):
        standing.rows(f"SELECT * FROM {view}", user=user)


# ------------------------------------------------------------------ admitting and dismissing


def test_who_is_admitted_is_listed(standing: Province) -> None:
    known = {*HANDS, OWNER}
    with standing.connect() as connection:
        listed = [hand for hand in roles.listed(connection, SCHEMA) if hand.login in known]
    expected = [roles.Hand(name, group, post) for name, (group, post) in HANDS.items()]
    assert sorted(map(str, listed)) == sorted(
        map(str, [*expected, roles.Hand(OWNER, "office", None)])
    )


def test_who_becomes_of_the_office_is_of_no_post(province: Province, anothers: str) -> None:
    with province.connect() as connection:
        roles.admit(connection, SCHEMA, POST, "office")
        try:
            with writing(province, POST) as own:
                own.execute(_OBSERVED, (anothers, "road_status", "built"))
            hands = [hand for hand in roles.listed(connection, SCHEMA) if hand.login == POST]
        finally:
            roles.admit(connection, SCHEMA, POST, *HANDS[POST])
    assert hands == [roles.Hand(POST, "office", None)]


def test_who_is_dismissed_reads_nothing(province: Province, cluster: Cluster) -> None:
    name = cluster.person("tam_thoi")
    with province.connect() as connection:
        roles.admit(connection, SCHEMA, name, "post", OWN)
        roles.dismiss(connection, SCHEMA, name)
        assert name not in [hand.login for hand in roles.listed(connection, SCHEMA)]
        assert connection.execute("SELECT 1 FROM members WHERE role = %s", [name]).fetchall() == []
    with pytest.raises(InsufficientPrivilege):
        province.rows(f"SELECT * FROM {SCHEMA}.markers", user=name)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("khong_co", "viewer", None), 'CREATE ROLE "khong_co" LOGIN;'),
        ((POST, "post", None), "needs the code of the post"),
        ((POST, "viewer", OWN), "nobody else does"),
        ((POST, "post", "xa-lạ"), "ba-son"),
        ((POST, "boss", None), "office, post, viewer"),
    ],
)
def test_who_cannot_be_admitted_is_told_why(
    given: tuple[str, Any, str | None], told: str, standing: Province
) -> None:
    with standing.connect() as connection, pytest.raises(UsageError, match=told):
        roles.admit(connection, SCHEMA, *given)


def test_who_is_in_no_group_is_not_dismissed(province: Province, cluster: Cluster) -> None:
    name = cluster.person("nguoi_la")
    with province.connect() as connection, pytest.raises(UsageError, match="in no group"):
        roles.dismiss(connection, SCHEMA, name)


def test_who_may_not_admit_is_told_what_the_administrator_types(
    province: Province, cluster: Cluster
) -> None:
    name = cluster.person("nguoi_moi")
    with province.connect(OFFICE) as office, pytest.raises(CannotWrite) as refused:
        roles.admit(office, SCHEMA, name, "post", OWN)
    typed = refused.value.text.en.partition("type: ")[2]
    cluster.execute(typed, database=province.database)
    with province.connect() as owner:
        assert roles.Hand(name, "post", OWN) in roles.listed(owner, SCHEMA)


def test_who_may_make_no_groups_is_told_what_the_administrator_types(
    cluster: Cluster, address: str
) -> None:
    database = str(psycopg.conninfo.conninfo_to_dict(address)["dbname"])
    name = cluster.person("chu_kho")
    cluster.execute(f"GRANT CREATE ON DATABASE {database} TO {name}")
    with psycopg.connect(cluster.address(database, user=name), autocommit=True) as connection:
        with pytest.raises(CannotWrite) as refused, connection.transaction():
            ddl.create(connection, SCHEMA)
        cluster.execute(refused.value.text.en.partition("type: ")[2], database=database)
        with connection.transaction():
            ddl.create(connection, SCHEMA)
        groups = roles.group_names(connection, SCHEMA)
        roles.admit(connection, SCHEMA, OWNER, "viewer")
    assert groups["office"] == f"{database}_office"


def test_the_office_of_one_province_is_not_that_of_another(
    cluster: Cluster, address: str, province: Province
) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        ddl.create(connection, SCHEMA)
    other = Province(cluster, str(psycopg.conninfo.conninfo_to_dict(address)["dbname"]))
    with pytest.raises(InsufficientPrivilege):
        other.rows(f"SELECT * FROM {SCHEMA}.markers", user=OFFICE)


def test_groups_with_rights_elsewhere_are_not_taken_for_ones_own(
    cluster: Cluster, address: str, province: Province
) -> None:
    database = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
    cluster.execute(f"CREATE ROLE {database}_office")
    cluster.execute(
        f"GRANT SELECT ON {SCHEMA}.markers TO {database}_office", database=province.database
    )
    with (
        psycopg.connect(address) as connection,
        pytest.raises(CannotWrite, match=f"is of the database “{province.database}”"),
    ):
        ddl.create(connection, SCHEMA)


# ------------------------------------------------------------------ through the program


def test_a_post_types_in_what_it_saw_with_the_program(province: Province, own: str) -> None:
    tracker.open(province.address(POST)).set(own, road_status="built")
    assert province.rows("SELECT road_status FROM markers WHERE number = %s", own) == [("built",)]
    assert province.rows("SELECT hand FROM commits ORDER BY number DESC LIMIT 1") == [(POST,)]


def test_what_a_post_types_in_of_another_is_refused_in_words_and_leaves_nothing(
    province: Province, anothers: str
) -> None:
    before = province.rows("SELECT number FROM store_state")
    with pytest.raises(UnreadableInput) as refused:
        tracker.open(province.address(POST)).set(anothers, road_status="built")
    assert refused.value.text.vi.startswith(f"Mốc {anothers} không thuộc địa bàn của đồn (Pò Mã)")
    assert province.rows("SELECT number FROM store_state") == before
    [(status,)] = province.rows("SELECT road_status FROM markers WHERE number = %s", anothers)
    assert status == "none"


def test_no_setting_gives_a_number_that_was_given_before(province: Province) -> None:
    def number(connection: psycopg.Connection[Any], sql: str) -> int:
        row = connection.execute(sql).fetchone()
        assert row is not None
        return int(row[0])

    state = "SELECT number FROM store_state"
    with province.connect(POST) as connection:
        connection.execute("SELECT set_config('mocgioi.number_of_mocgioi', '1', false)")
        with connection.transaction(force_rollback=True):
            before = number(connection, state)
            connection.execute("UPDATE markers SET note = 'x' WHERE post_code = 'po-ma'")
            assert number(connection, state) == before + 1
            assert number(connection, "SELECT max(number) FROM changes") == before + 1


def test_no_function_of_ones_own_makes_a_post_an_office(province: Province) -> None:
    with province.connect(ours=True) as owner:
        owner.execute("CREATE SCHEMA evil")
        owner.execute(
            "CREATE FUNCTION evil.pg_has_role(name, text, text) RETURNS boolean LANGUAGE sql"
            " AS 'SELECT true'"
        )
        owner.execute("GRANT USAGE ON SCHEMA evil TO PUBLIC")
    with province.connect(POST) as connection:
        connection.execute(f"SET search_path = evil, pg_catalog, {SCHEMA}, public")
        assert connection.execute("SELECT is_office()").fetchone() == (False,)
