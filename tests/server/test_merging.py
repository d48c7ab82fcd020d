"""Two copies become one again, wherever each of them is."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.errors import UsageError
from mocgioi.store.handle import Store
from mocgioi.store.opening import fill_at
from tests.postgres import Cluster
from tests.store.builders import THREE, new_store, observe, road

QUERY = "SELECT number, road_status FROM markers ORDER BY number"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "cache"))


def states(store: Store) -> list[tuple[str, str | None]]:
    with store.reading() as connection:
        return connection.execute(QUERY).fetchall()


@pytest.mark.parametrize("of", ["file", "server"])
@pytest.mark.parametrize("into", ["file", "server"])
def test_what_was_recorded_in_two_copies_is_in_one(
    of: str, into: str, cluster: Cluster, tmp_path: Path
) -> None:
    original = new_store(tmp_path, THREE)

    def copied(name: str, where: str) -> Store:
        place = (
            tmp_path / f"{name}.gpkg" if where == "file" else cluster.address(cluster.database())
        )
        return fill_at(place, original)

    mine, others = copied("mine", into), copied("others", of)
    observe(mine, road("1116", "built", "2025-01-10"))
    observe(others, road("1117", "approved", "2025-02-10"))
    merged = tracker.open(mine.place)
    assert merged.merge(others.place).batch is not None
    assert states(mine) == [("1116", "built"), ("1117", "approved"), ("1118", None)]
    assert merged.merge(others.place).batch is None
    assert merged.store.faults() == []


def test_a_store_on_a_server_is_not_merged_with_itself(cluster: Cluster, tmp_path: Path) -> None:
    store = fill_at(cluster.address(cluster.database()), new_store(tmp_path, THREE))
    with pytest.raises(UsageError, match="itself"):
        tracker.open(store.place).merge(store.place)
