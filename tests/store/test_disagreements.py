"""Disagreements settled, held rows let in, batches taken back: all of it events."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.errors import UsageError
from mocgioi.store import disagreements, events, undoing
from mocgioi.store.disagreements import OpenDisagreement
from mocgioi.store.handle import Store
from mocgioi.store.undoing import Undone

from .builders import new_store, observe, road
from .test_ledger import status_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


@pytest.fixture
def contested(store: Store) -> Store:
    """1116 was built in 2023 and is now said not to be."""
    observe(store, road("1116", "built", "2023-01-01"))
    observe(store, road("1116", "none", "2025-01-01"))
    return store


def waiting(store: Store) -> list[OpenDisagreement]:
    with store.reading() as connection:
        return disagreements.open_disagreements(connection)


def resolve(store: Store, keep: str | None, why: str = "seen on the spot") -> list[str]:
    (disagreement,) = waiting(store)
    with store.writing() as transaction:
        return disagreements.resolve(transaction, disagreement.id, keep, by="officer", why=why)


def undo(store: Store, batch: str | None, row: int | None = None) -> Undone:
    with store.writing() as transaction:
        return undoing.undo(transaction, batch or "", row=row, by="officer", why="wrong file")


def test_a_disagreement_is_listed_with_what_it_contradicts(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    assert [side.value for side in disagreement.sides] == ["none"]
    assert disagreement.standing is not None and disagreement.standing.value == "built"


def test_keeping_the_new_side_moves_the_state(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    assert resolve(contested, disagreement.sides[0].uuid) == ["1116"]
    assert (status_of(contested, "1116"), waiting(contested)) == ("none", [])


def test_keeping_the_standing_side_settles_it_and_moves_nothing(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    assert disagreement.standing is not None
    assert resolve(contested, disagreement.standing.uuid) == []
    assert (status_of(contested, "1116"), waiting(contested)) == ("built", [])


def test_a_decision_needs_a_reason(contested: Store) -> None:
    with pytest.raises(UsageError, match="reason"):
        resolve(contested, None, why=" ")


def test_an_observation_of_another_marker_cannot_be_kept(contested: Store) -> None:
    observe(contested, road("1117", "built", "2024-01-01"))
    with contested.reading() as connection:
        other = next(
            o
            for o in events.read_observations(connection)
            if o.value == "built" and o.marker == "1117"
        )
    with pytest.raises(UsageError):
        resolve(contested, other.uuid)


def test_a_held_row_counts_once_it_is_kept(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01")._replace(held=True))
    (held,) = waiting(store)
    assert held.reason == "held"
    resolve(store, held.sides[0].uuid)
    assert (status_of(store, "1116"), waiting(store)) == ("built", [])


def test_a_held_row_set_aside_waits_no_more(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01")._replace(held=True))
    resolve(store, None)
    assert (status_of(store, "1116"), waiting(store)) == (None, [])


def test_undoing_a_batch_takes_its_rows_back(store: Store) -> None:
    receipt = observe(store, road("1116", "built", "2025-01-01"))
    undone = undo(store, receipt.batch)
    assert (undone.observations, undone.moved) == (1, ["1116"])
    assert status_of(store, "1116") is None


def test_undoing_one_row_leaves_the_others(store: Store) -> None:
    receipt = observe(
        store,
        road("1116", "built", "2025-01-01", 0)._replace(row_number=2),
        road("1117", "built", "2025-01-01", 1)._replace(row_number=3),
    )
    undo(store, receipt.batch, row=2)
    assert (status_of(store, "1116"), status_of(store, "1117")) == (None, "built")


def test_undoing_twice_is_said(store: Store) -> None:
    receipt = observe(store, road("1116", "built", "2025-01-01"))
    undo(store, receipt.batch)
    with pytest.raises(UsageError, match="undone before"):
        undo(store, receipt.batch)


def test_undoing_a_row_twice_names_the_row(store: Store) -> None:
    draft = road("1116", "built", "2025-01-01")._replace(row_number=5)
    receipt = observe(store, draft, road("1117", "built", "2025-01-01", 1)._replace(row_number=6))
    undo(store, receipt.batch, row=5)
    with pytest.raises(UsageError, match="Row 5 of batch"):
        undo(store, receipt.batch, row=5)


def test_what_was_set_aside_for_an_undone_observation_counts_again(store: Store) -> None:
    first = observe(store, road("1116", "none", "2025-01-01"))
    second = observe(store, road("1116", "built", "2025-01-01"))
    (disagreement,) = waiting(store)
    kept = next(side for side in disagreement.sides if side.value == "built")
    resolve(store, kept.uuid)
    undone = undo(store, second.batch)
    assert (len(undone.reopened), status_of(store, "1116")) == (1, "none")
    assert first.batch is not None


def test_undoing_a_batch_leaves_what_was_decided_about_others(store: Store) -> None:
    """Only what was set aside in favour of what is taken back counts again."""
    observe(store, road("1117", "none", "2025-01-01"))
    observe(store, road("1117", "built", "2025-01-01"))
    (other,) = waiting(store)
    resolve(store, next(s for s in other.sides if s.value == "built").uuid)
    observe(store, road("1116", "none", "2025-01-01"))
    second = observe(store, road("1116", "built", "2025-01-01"))
    (disagreement,) = waiting(store)
    aside, kept = sorted(disagreement.sides, key=lambda s: s.value == "built")
    resolve(store, kept.uuid)
    assert undo(store, second.batch).reopened == [aside.uuid]
    assert (status_of(store, "1117"), waiting(store)) == ("built", [])


def test_undoing_what_nobody_decided_about_reopens_nothing(store: Store) -> None:
    observe(store, road("1117", "none", "2025-01-01"))
    observe(store, road("1117", "built", "2025-01-01"))
    (other,) = waiting(store)
    resolve(store, next(s for s in other.sides if s.value == "built").uuid)
    undone = undo(store, observe(store, road("1118", "built", "2025-01-01")).batch)
    assert (undone.reopened, undone.moved) == ([], ["1118"])


def test_a_batch_that_only_changed_the_register_says_what_to_do(store: Store) -> None:
    with pytest.raises(UsageError, match="no batch"):
        undo(store, "nothing")


def test_rows_that_wait_are_counted_until_somebody_decides(store: Store) -> None:
    observe(store, road("1116", "built", "2023-01-01")._replace(held=True))
    with store.reading() as connection:
        assert events.rows_held(connection, None) == 1
        assert events.rows_held(connection, "2020-01-01T00:00:00.000Z") == 0
    (held,) = waiting(store)
    resolve(store, held.sides[0].uuid)
    with store.reading() as connection:
        assert events.rows_held(connection, None) == 0
