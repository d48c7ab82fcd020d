"""A connection, a server or a client that breaks in the middle of a write: old or new, whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from mocgioi import cli
from mocgioi.errors import MocgioiError, NotAStore, SchemaVersion, ServerLost
from mocgioi.store.server import connecting, replica, roles
from mocgioi.store.server.handle import ServerStore
from mocgioi.store.upgrades import SCHEMA_VERSION
from tests import forked, postgres
from tests.engines import assert_same
from tests.postgres import Cluster
from tests.server import proxy
from tests.server.conftest import Three
from tests.server.proxy import Cut, Proxy
from tests.store.builders import THREE, entry, observe, register, road
from tests.store.faults import evenly

ROWS = 3
FIRST = "2020-01-01"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the replicas of this computer."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("MOCGIOI_CACHE", str(folder))
    return folder


@pytest.fixture
def database(cluster: Cluster, three: Three) -> Iterator[str]:
    """A store of three markers."""
    name = cluster.database(three.database)
    yield name
    cluster.drop(name)


@pytest.fixture
def way(cluster: Cluster) -> Iterator[Proxy]:
    with proxy.running(cluster.port) as running:
        yield running


@pytest.fixture
def store(cluster: Cluster, database: str, way: Proxy) -> ServerStore:
    """The store by a way that may break; it was read once, as that of somebody at work."""
    reached = ServerStore(cluster.address_by_network(database, port=way.port))
    recorded(reached)
    return reached


def survey(store: ServerStore, day: str) -> None:
    """Take in what was seen on a day at every marker."""
    observe(store, *(road(number, "none", day, row) for row, number in enumerate(THREE)), file=day)


def recorded(store: ServerStore) -> list[str]:
    """Return the days that the store knows of, one for each row of a survey."""
    with store.reading() as connection:
        days = connection.execute(
            "SELECT observed_on FROM observations WHERE aspect = 'road_status'"
            " AND observed_on IS NOT NULL ORDER BY id"
        )
        return [day for (day,) in days]


def assert_whole(cluster: Cluster, database: str, store: ServerStore, days: list[str]) -> None:
    """Say that all who look see surveys that are whole, and that our replica follows."""
    there = ServerStore(cluster.address(database))
    assert recorded(store) == recorded(there) == [day for day in days for _ in range(ROWS)]
    assert_same(replica.path_of(store.address), cluster.address(database))


def cuts(store: ServerStore, way: Proxy) -> list[Cut]:
    """Return breaks over the whole of a write, the last of them where it is to count."""
    way.cut(None)
    survey(store, FIRST)
    # A later write asks less: it has a connection already, and a replica.
    asked = range(1, len(way.heard) * 2 // 3)
    places: list[int | bytes] = [*evenly(asked, 5), b"COMMIT"]
    return [Cut(at, answered) for at in places for answered in (False, True)]


def test_what_a_client_says_last_is_that_its_write_counts(store: ServerStore, way: Proxy) -> None:
    way.cut(None)
    survey(store, FIRST)
    assert [b"COMMIT" in said for said in way.heard] == [False] * (len(way.heard) - 1) + [True]
    assert b"begin_writing" in b"".join(way.heard)


@pytest.mark.slow
def test_where_the_connection_breaks_old_or_new_stands_whole(
    cluster: Cluster, database: str, store: ServerStore, way: Proxy
) -> None:
    days = [FIRST]
    for number, cut in enumerate(cuts(store, way)):
        day = f"2021-01-{number + 1:02}"
        way.cut(cut)
        with pytest.raises(ServerLost) as lost:
            survey(store, day)
        assert lost.value.exit_code == 41
        if cut.answered and b"COMMIT" in way.heard[-1]:  # it counts, and nobody heard that
            days.append(day)
        assert_whole(cluster, database, store, days)
        survey(store, day)
        if day not in days:
            days.append(day)
        assert_whole(cluster, database, store, days)
    assert ServerStore(cluster.address(database)).faults() == []


def _write(address: str, day: str) -> None:
    survey(ServerStore(address), day)


@pytest.mark.slow
def test_where_a_client_is_killed_old_or_new_stands_whole(
    cluster: Cluster, database: str, store: ServerStore, way: Proxy
) -> None:
    days = [FIRST]
    context = forked.context()
    for number, cut in enumerate(cuts(store, way)):
        day = f"2021-01-{number + 1:02}"
        client = context.Process(target=_write, args=(store.place, day))

        def kill(client: Any = client) -> None:
            os.kill(client.pid, signal.SIGKILL)

        way.cut(cut._replace(then=kill))
        client.start()
        client.join(30)
        assert client.exitcode == -signal.SIGKILL
        if cut.answered and b"COMMIT" in way.heard[-1]:  # it counts, and nobody heard that
            days.append(day)
        assert_whole(cluster, database, store, days)
    assert ServerStore(cluster.address(database)).faults() == []


def test_neither_side_waits_for_hours_for_the_other(
    cluster: Cluster, database: str, store: ServerStore
) -> None:
    with connecting.lent(store.address) as remote:
        ours = remote.info.get_parameters()
        (theirs,) = remote.execute("SELECT current_setting('tcp_keepalives_idle')").fetchall()
    assert (ours["keepalives_idle"], theirs) == ("10", ("15",))


def test_a_server_that_ends_a_write_leaves_the_old_state(
    cluster: Cluster, database: str, store: ServerStore
) -> None:
    with pytest.raises(ServerLost), store.writing() as transaction:
        cluster.send_away(database)
        transaction.touch("settings")
    assert_whole(cluster, database, store, [])


def test_a_connection_that_the_server_closed_meanwhile_is_made_anew(
    cluster: Cluster, database: str, store: ServerStore
) -> None:
    cluster.send_away(database)
    survey(store, "2021-01-01")
    assert_whole(cluster, database, store, ["2021-01-01"])


def test_a_server_that_is_down_is_told_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    with proxy.running(1) as nowhere:
        port = nowhere.port
    code = cli.main(["--lang", "en", "--store", f"postgresql://127.0.0.1:{port}/x", "status"])
    assert code == 41
    assert "does not answer" in capsys.readouterr().err


@pytest.mark.slow
def test_what_was_acknowledged_stands_after_the_power_of_a_server_went() -> None:
    with postgres.running(postgres.LASTING) as cluster:
        database = cluster.database()
        store = ServerStore.create(cluster.address(database))
        register(store, *(entry(number) for number in THREE))
        survey(store, "2021-01-01")
        with pytest.raises(ServerLost), store.writing() as transaction:
            cluster.kill()
            transaction.touch("settings")
        with pytest.raises(ServerLost):
            recorded(store)
        cluster.start()
        assert_whole(cluster, database, store, ["2021-01-01"])
        survey(store, "2021-01-02")
        assert_whole(cluster, database, store, ["2021-01-01", "2021-01-02"])
        assert store.faults() == []


@pytest.mark.parametrize(
    ("step", "said"), [(-1, "With the earlier mocgioi type"), (1, "Install a newer mocgioi")]
)
def test_a_server_of_another_version_is_refused(
    cluster: Cluster,
    database: str,
    store: ServerStore,
    capsys: pytest.CaptureFixture[str],
    step: int,
    said: str,
) -> None:
    cluster.execute(
        "UPDATE mocgioi.store_state SET schema_version = %s",
        SCHEMA_VERSION + step,
        database=database,
    )
    for use in (recorded, lambda store: survey(store, "2021-01-01")):
        with pytest.raises(SchemaVersion):
            use(store)
    assert cli.main(["--lang", "en", "--store", store.place, "status"]) == 22
    assert said in capsys.readouterr().err


def test_a_write_that_came_to_nothing_hides_nothing_that_others_write(
    cluster: Cluster, database: str, store: ServerStore
) -> None:
    """Its number is given to the next one."""
    survey(store, "2021-01-01")
    survey(store, "2021-01-01")
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
    survey(ServerStore(cluster.address(database)), "2021-01-02")
    assert_whole(cluster, database, store, ["2021-01-01", "2021-01-02"])


def test_a_replica_made_by_a_write_that_failed_hides_nothing_that_others_write(
    cluster: Cluster, database: str, store: ServerStore
) -> None:
    replica.path_of(store.address).unlink()
    with pytest.raises(ZeroDivisionError), store.writing():
        raise ZeroDivisionError
    survey(ServerStore(cluster.address(database)), "2021-01-02")
    assert_whole(cluster, database, store, ["2021-01-02"])


def test_a_replica_that_is_ahead_of_a_server_brought_back_is_made_anew(
    cluster: Cluster, database: str, store: ServerStore
) -> None:
    former = cluster.database(_sealed(cluster, database))
    survey(ServerStore(cluster.address(former)), "2021-01-01")
    brought_back = ServerStore(cluster.address(former))
    path = replica.path_of(brought_back.address)
    other = ServerStore(cluster.address(cluster.database(database)))
    path.replace(replica.path_of(other.address))
    survey(other, "2021-01-02")
    assert recorded(other) == ["2021-01-02"] * ROWS


def _sealed(cluster: Cluster, database: str) -> str:
    cluster.seal(database)
    return database


def test_a_cache_that_is_no_database_is_made_anew(
    cluster: Cluster, database: str, store: ServerStore
) -> None:
    path = replica.path_of(store.address)
    for content in (b"", b"damage" * 1000, path.read_bytes()[:5000]):
        path.write_bytes(content)
        assert recorded(store) == []
    path.write_bytes(b"damage")
    survey(store, FIRST)
    assert_whole(cluster, database, store, [FIRST])


PASSWORD, WRONG = "Sông-Kỳ-Cùng-7", "Ải-Nam-Quan-8"


@pytest.fixture
def with_password(cluster: Cluster, database: str) -> Iterator[str]:
    """The address of the store for somebody who must give a password."""
    name = cluster.person("chi_hoa", password=PASSWORD)
    with psycopg.connect(cluster.address(database)) as connection:
        roles.admit(connection, "mocgioi", name, "viewer")
    yield cluster.address_by_network(database, user=name)
    cluster.execute("DROP OWNED BY chi_hoa", database=database)
    cluster.execute("DROP ROLE chi_hoa")


def status(address: str, **environment: str) -> tuple[int, str]:
    """Run a command in a process of its own and return its code and all that it says."""
    ended = subprocess.run(
        [sys.executable, "-m", "mocgioi", "--lang", "en", "--store", address, "status"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **environment},
        check=False,
    )
    return ended.returncode, ended.stdout.decode("utf-8")


def pgpass(folder: Path, password: str) -> str:
    path = folder / "pgpass"
    path.write_text(f"*:*:*:*:{password}\n", encoding="utf-8")
    path.chmod(0o600)
    return str(path)


def services(folder: Path, address: str, password: str) -> str:
    given = psycopg.conninfo.conninfo_to_dict(address)
    lines = [f"{name}={given[name]}" for name in ("host", "port", "dbname", "user")]
    path = folder / "services.conf"
    path.write_text("\n".join(["[langson]", *lines, f"password={password}", ""]), encoding="utf-8")
    return str(path)


def test_a_password_of_pgpass_lets_in_and_a_wrong_one_is_not_shown(
    with_password: str, tmp_path: Path
) -> None:
    code, said = status(with_password, PGPASSFILE=pgpass(tmp_path, PASSWORD))
    assert code == 0, said
    code, said = status(with_password, PGPASSFILE=pgpass(tmp_path, WRONG))
    assert (code, WRONG in said) == (NotAStore.exit_code, False)
    assert "refuses" in said


def test_a_service_lets_in_and_shows_no_password(with_password: str, tmp_path: Path) -> None:
    named = "postgresql:///?service=langson"
    code, said = status(named, PGSERVICEFILE=services(tmp_path, with_password, PASSWORD))
    assert (code, PASSWORD in said) == (0, False), said
    code, said = status(named, PGSERVICEFILE=services(tmp_path, with_password, WRONG))
    assert (code, WRONG in said) == (NotAStore.exit_code, False)


def test_an_address_with_a_password_is_refused_without_saying_that(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["--store", f"postgresql://a:{WRONG}@host/x", "status"]) != 0
    said = capsys.readouterr()
    assert WRONG not in said.out + said.err


@pytest.fixture
def small_disk(cluster: Cluster) -> Iterator[Path]:
    """A disk that is soon full."""
    folder = cluster.folder / "disk"
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mounting, capture_output=True, check=False).returncode
    except FileNotFoundError:
        mounted = 1
    if mounted:
        pytest.skip("nobody may mount a disk here")
    shutil.chown(folder, "postgres")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
    folder.rmdir()


@pytest.mark.slow
def test_a_full_disk_of_a_server_is_told_and_leaves_the_old_state(
    cluster: Cluster, database: str, small_disk: Path
) -> None:
    cluster.execute(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    cluster.seal(database)
    cluster.execute(f"CREATE DATABASE on_small TEMPLATE {database} TABLESPACE small")
    store = ServerStore(cluster.address("on_small", user=postgres.SUPERUSER))
    survey(store, FIRST)
    cluster.execute("CREATE TABLE filling (text text)", database="on_small")
    cluster.execute("CHECKPOINT")
    with pytest.raises(psycopg.errors.DiskFull):
        while True:
            cluster.execute(
                "INSERT INTO filling SELECT repeat('x', 1000) FROM generate_series(1, 200)",
                database="on_small",
            )
    with pytest.raises(MocgioiError) as full:
        for day in range(1, 29):
            survey(store, f"2022-01-{day:02}")
    assert "disk is full" in full.value.text.en
    known = recorded(store)
    assert len(known) % ROWS == 0
    cluster.execute("DROP TABLE filling", database="on_small")
    survey(store, "2023-01-01")
    assert recorded(store) == [*known, *["2023-01-01"] * ROWS]
    assert_same(replica.path_of(store.address), cluster.address("on_small"))
    cluster.send_away("on_small")
    cluster.execute("DROP DATABASE on_small WITH (FORCE)")
    cluster.execute("DROP TABLESPACE small")
