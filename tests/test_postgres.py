"""What tests rely on in a server of their own."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.postgres import Cluster


def test_a_database_is_empty_but_for_postgis(cluster: Cluster, address: str) -> None:
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE markers (geom geometry(Point, 4326))")
    with psycopg.connect(cluster.address(cluster.database())) as connection:
        assert connection.execute("SELECT to_regclass('markers')").fetchone() == (None,)


def test_the_owner_of_a_database_is_bound_by_privileges(address: str) -> None:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT usesuper FROM pg_user WHERE usename = user").fetchone()
    assert row == (False,)


def test_who_has_a_password_is_let_in_by_no_other(cluster: Cluster) -> None:
    database = cluster.database()
    name = cluster.person("chi_lan", password="đúng rồi")
    for address in (cluster.address, cluster.address_by_network):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(address(database, user=name), password="khác")
        psycopg.connect(address(database, user=name), password="đúng rồi").close()


def test_what_a_server_acknowledged_is_there_after_a_power_cut() -> None:
    with postgres.running(postgres.LASTING) as cluster:
        cluster.execute("CREATE TABLE kept AS SELECT 1 AS number")
        cluster.kill()
        cluster.start()
        assert cluster.execute("SELECT number FROM kept") == [(1,)]


_HOLDS_ONE = """
import time
from tests import postgres
with postgres.running() as cluster:
    print(cluster.process, cluster.folder, flush=True)
    time.sleep(60)
"""


def test_a_server_ends_with_the_killed_process_that_started_it() -> None:
    postgres.require()
    command = [sys.executable, "-c", _HOLDS_ONE]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        process, folder = holder.stdout.readline().split()
        holder.kill()
    left = [Path(f"/proc/{process}"), Path(folder)]
    until = time.monotonic() + 20
    while any(path.exists() for path in left) and time.monotonic() < until:
        time.sleep(0.02)
    assert not any(path.exists() for path in left)
