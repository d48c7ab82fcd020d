"""The demonstration on a server, and people who may do this or that there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from mocgioi.store.chain import LEDGER
from mocgioi.store.handle import Store
from mocgioi.store.server import roles
from mocgioi.store.server.handle import ServerStore
from tests.part_of_province import built_demo as built_demo
from tests.part_of_province import part as part
from tests.postgres import OWNER, SUPERUSER, Cluster
from tests.store.builders import new_store

SCHEMA = "mocgioi"

HANDS: dict[str, tuple[roles.Group, str | None]] = {
    "van_phong": ("office", None),
    "don_po_ma": ("post", "po-ma"),
    "don_ba_son": ("post", "ba-son"),
    "nguoi_xem": ("viewer", None),
    "so_khac": ("internal", None),
    "bao_chi": ("public", None),
}
"""Who is in which group of the province, and of which post."""


class Province:
    """A database that holds the demonstration, and whoever may use it."""

    def __init__(self, cluster: Cluster, database: str) -> None:
        self.cluster = cluster
        self.database = database

    def address(self, user: str = OWNER) -> str:
        return self.cluster.address(self.database, user=user)

    def connect(self, user: str = OWNER, *, ours: bool = False) -> psycopg.Connection[Any]:
        """Connect as somebody; `ours`: as a transaction of the program says that it writes."""
        connection = psycopg.connect(
            self.address(user), options=f"-c search_path={SCHEMA},public", autocommit=True
        )
        if ours:
            connection.execute("SET mocgioi.writing = '1'")
        return connection

    def rows(self, statement: str, *given: Any, user: str = OWNER) -> list[Any]:
        """Run a statement as somebody, in a transaction of its own."""
        with self.connect(user) as connection:
            cursor = connection.execute(statement, given or None)
            return cursor.fetchall() if cursor.description else []

    def put(self, statement: str, *given: Any) -> None:
        """Run a statement past all that guards: what was there before, or is there by a fault."""
        with psycopg.connect(
            self.address(SUPERUSER), options=f"-c search_path={SCHEMA},public"
        ) as connection:
            connection.execute("SET session_replication_role = replica")
            connection.execute(statement, given or None)

    def believe(self) -> None:
        """Let rows be written that no event says, one by one and in any order."""
        names = ("verify", "ab_commit", "ab_instant", *(f"n_behind_{t.name}" for t in LEDGER))
        for name in names:
            self.rows(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
                " AS 'BEGIN RETURN NEW; END'"
            )


class Three(NamedTuple):
    """A new store of three markers, as a file and as a database to make others from."""

    file: Store
    database: str


@pytest.fixture(scope="session")
def three(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Three:
    """It, made once; do not write to it."""
    folder = tmp_path_factory.mktemp("three")
    file, database = new_store(folder), cluster.database()
    with pytest.MonkeyPatch.context() as patching:
        patching.setenv("MOCGIOI_CACHE", str(folder / "cache"))
        ServerStore(cluster.address(database)).fill(file)
    cluster.seal(database)
    return Three(file, database)


@pytest.fixture(scope="session")
def province_template(cluster: Cluster, built_demo: Path) -> str:
    database = cluster.database()
    ServerStore(cluster.address(database)).fill(Store(built_demo))
    for name in HANDS:
        cluster.person(name)
    with psycopg.connect(cluster.address(database)) as connection:
        for name, (group, post) in HANDS.items():
            roles.admit(connection, SCHEMA, name, group, post)
    cluster.seal(database)
    return database


@pytest.fixture
def province(cluster: Cluster, province_template: str) -> Iterator[Province]:
    """The demonstration on a server, of one's own."""
    database = cluster.database(province_template)
    yield Province(cluster, database)
    cluster.drop(database)


@pytest.fixture
def empty(cluster: Cluster, initialised: str) -> Iterator[Province]:
    """An empty store on a server, in which rows need no events."""
    database = cluster.database(initialised)
    store = Province(cluster, database)
    store.believe()
    yield store
    cluster.drop(database)


@pytest.fixture(autouse=True)
def _replicas_of_our_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "replicas"))
