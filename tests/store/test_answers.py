"""A decision answers those that were the last before it, and counts by that, not by a clock."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from mocgioi.store import commits, disagreements, events
from mocgioi.store.handle import Store
from mocgioi.store.undoing import undo

from .builders import make_store, new_store, observe, road
from .clock import Clock


def value_of(store: Store, number: str) -> str | None:
    with store.reading() as connection:
        (value,) = connection.execute(
            "SELECT road_status FROM markers WHERE number = ?", (number,)
        ).fetchone()
    return None if value is None else str(value)


def resolve(store: Store, keep: str) -> None:
    """Settle the only disagreement, in favour of a value."""
    with store.writing() as transaction:
        (waiting,) = disagreements.open_disagreements(transaction)
        parts = [*waiting.sides, *filter(None, [waiting.standing])]
        (kept,) = [o.uuid for o in parts if o.value == keep]
        disagreements.resolve(transaction, waiting.id, kept, by="officer", why="seen")


def test_the_first_decision_answers_nothing(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2025-01-01"), road("1116", "none", "2025-01-01", row=1))
    resolve(store, "built")
    with store.reading() as connection:
        assert [d.answers for d in events.read_decisions(connection)] == [(), ()]


def test_a_decision_answers_all_that_were_the_last_about_its_day(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2025-01-01"), road("1116", "none", "2025-01-01", row=1))
    resolve(store, "built")
    observe(store, road("1116", "approved", "2025-01-01"))
    resolve(store, "approved")
    with store.reading() as connection:
        decisions = events.read_decisions(connection)
    first, second = decisions[:2], decisions[2:]
    assert {d.answers for d in second} == {tuple(sorted(d.uuid for d in first))}


def test_what_is_decided_last_counts_though_the_clock_went_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    receipt = observe(store, road("1116", "none", "2024-01-01"))
    observe(store, road("1116", "built", "2025-01-01"), road("1116", "none", "2025-01-01", row=1))
    resolve(store, "built")
    monkeypatch.setattr(Clock, "shown", Clock.shown - timedelta(days=300))
    observe(store, road("1116", "approved", "2025-01-01"))
    resolve(store, "approved")
    assert value_of(store, "1116") == "approved"
    with store.writing() as transaction:
        undo(transaction, receipt.batch or "", by="officer", why="wrong")
    with store.reading() as connection:
        assert disagreements.open_disagreements(connection) == []
