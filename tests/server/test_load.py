"""Many writers at once: what was known at an instant stays what was known, and readers do not wait.

How many commits a second there are is measured by ``python -m tests.bench --load``.
"""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from mocgioi.store.server import replica
from mocgioi.store.server.handle import ServerStore
from tests.bench import load
from tests.engines import assert_same
from tests.store.builders import observe, road

WRITERS, EACH = 16, 3


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCGIOI_CACHE", str(tmp_path / "reader"))


@pytest.mark.slow
def test_no_figure_moves_that_was_taken_while_sixteen_wrote(address: str, tmp_path: Path) -> None:
    load.start(address)
    done = load.run(address, tmp_path, writers=WRITERS, each=EACH)
    assert len({taken.instant for taken in done.taken}) > 1
    for taken in done.taken:
        assert load.figure(address, taken.instant) == taken.figure
    store = ServerStore(address)
    with store.reading() as connection:
        numbers = [n for (n,) in connection.execute("SELECT number FROM commits ORDER BY number")]
        instants = [
            i for (i,) in connection.execute("SELECT committed_at FROM commits ORDER BY number")
        ]
        (rows,) = connection.execute(
            "SELECT count(*) FROM observations WHERE aspect = 'road_status'"
            " AND observed_on LIKE '2025-01-%'"
        ).fetchone()
    assert rows == WRITERS * (EACH + 1) * load.ROWS
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert instants == sorted(set(instants))
    assert store.faults() == []
    assert_same(replica.path_of(store.address), address)


def test_a_reader_is_answered_while_another_writes(address: str) -> None:
    load.start(address)
    store = ServerStore(address)
    before = load.last_instant(address)
    answers = []
    with store.writing() as transaction:
        transaction.touch("settings")
        reader = threading.Thread(target=lambda: answers.append(load.last_instant(address)))
        reader.start()
        reader.join(20)
        assert answers == [before]
    observe(store, road("1116", "none", "2025-01-01"))
    assert load.last_instant(address) > before
