"""Two copies become one again, wherever each of them is."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest

from mocgioi import tracker
from mocgioi.errors import UsageError
from mocgioi.store.handle import Store
from mocgioi.store.server.handle import ServerStore
from tests.postgres import Cluster
from tests.server.conftest import Three
from tests.store.builders import observe, road

QUERY = "SELECT number, road_status FROM markers ORDER BY number"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))


def states(store: Store) -> list[tuple[str, str | None]]:
    with store.reading() as connection:
        return connection.execute(QUERY).fetchall()


@pytest.mark.parametrize("into", ["file", "server"])
def test_what_was_recorded_in_a_copy_on_a_server_is_in_one(
    into: str, cluster: Cluster, three: Three, tmp_path: Path
) -> None:
    served = [ServerStore(cluster.address(cluster.database(three.database))) for _ in range(2)]
    others = served[0]
    mine = served[1] if into == "server" else Store(copy(three.file.path, tmp_path))
    observe(mine, road("1116", "built", "2025-01-10"))
    observe(others, road("1117", "approved", "2025-02-10"))
    merged = tracker.open(mine.place)
    assert merged.merge(others.place).batch is not None
    assert states(mine) == [("1116", "built"), ("1117", "approved"), ("1118", None)]
    assert merged.merge(others.place).batch is None
    assert merged.store.faults() == []


def test_a_store_on_a_server_is_not_merged_with_itself(cluster: Cluster, three: Three) -> None:
    place = cluster.address(cluster.database(three.database))
    with pytest.raises(UsageError, match="itself"):
        tracker.open(place).merge(place)
