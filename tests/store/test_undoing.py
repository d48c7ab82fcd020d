"""Batches and rows taken back: what counts again, and what is said where nothing is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.batch import Receipt
from mocgioi.domain.rejected import RejectedRow
from mocgioi.errors import UsageError
from mocgioi.store import undoing
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.undoing import Undone

from .builders import incoming, new_store, observe, road
from .test_disagreements import resolve, signed, waiting
from .test_ledger import status_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def undo(store: Store, batch: str | None, row: int | None = None) -> Undone:
    with store.writing() as transaction:
        return undoing.undo(transaction, batch or "", row=row, by="officer", why="wrong file")


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


def test_a_batch_of_no_known_name_cannot_be_undone(store: Store) -> None:
    with pytest.raises(UsageError, match="no batch"):
        undo(store, "nothing")


def test_an_undo_is_signed_and_gives_its_reason(store: Store) -> None:
    undo(store, observe(store, road("1116", "built", "2025-01-01")).batch)
    assert signed(store) == [("officer", "wrong file")]


def test_an_undo_says_which_batch_it_took_back_and_what_was_gone_before(store: Store) -> None:
    receipt = observe(
        store,
        road("1116", "built", "2025-01-01", 0)._replace(row_number=2),
        road("1117", "built", "2025-01-01", 1)._replace(row_number=3),
    )
    undo(store, receipt.batch, row=2)
    undone = undo(store, receipt.batch)
    assert (undone.batch, undone.observations, undone.already) == (receipt.batch, 1, 1)


@pytest.mark.parametrize(
    ("row", "vi", "en"),
    [
        (
            None,
            "Đợt nhập {} đã được hoàn tác từ trước.",
            "Batch {} was undone before.",
        ),
        (
            5,
            "Dòng 5 của đợt nhập {} đã được hoàn tác từ trước.",
            "Row 5 of batch {} was undone before.",
        ),
        (
            6,
            "Đợt nhập {} không ghi gì từ dòng 6.",
            "Batch {} recorded nothing from row 6.",
        ),
    ],
)
def test_why_nothing_was_taken_back_is_said(
    store: Store, row: int | None, vi: str, en: str
) -> None:
    receipt = observe(store, road("1116", "built", "2025-01-01")._replace(row_number=5))
    undo(store, receipt.batch)
    with pytest.raises(UsageError) as caught:
        undo(store, receipt.batch, row=row)
    assert caught.value.text == (vi.format(receipt.batch), en.format(receipt.batch))


def test_a_batch_that_recorded_nothing_cannot_be_taken_back(store: Store) -> None:
    refused = RejectedRow(None, 2, {"Mốc": "?"}, ("marker-unknown",))
    with store.writing() as transaction:
        file = incoming("survey", "r", 1)._replace(rejected=(refused,))
        receipt = record(transaction, file, [])
    with pytest.raises(UsageError) as caught:
        undo(store, receipt.batch)
    assert caught.value.text == (
        f"Đợt nhập {receipt.batch} không ghi nhận gì.",
        f"Batch {receipt.batch} recorded nothing.",
    )


def test_decisions_of_an_undo_go_together_and_apart_from_those_of_another(store: Store) -> None:
    drafts = [
        road(number, "built", "2025-01-01", row) for row, number in enumerate(("1116", "1117"))
    ]
    undo(store, observe(store, *drafts).batch)
    undo(store, observe(store, road("1118", "built", "2025-01-01")).batch)
    with store.reading() as connection:
        marks = connection.execute("SELECT resolution_uuid FROM decisions ORDER BY id").fetchall()
    first, second, other = (mark for (mark,) in marks)
    assert first == second != other
    assert first and other


def test_rows_that_were_taken_back_say_so_when_they_come_again(store: Store) -> None:
    def applied() -> Receipt:
        with store.writing() as transaction:
            file = incoming("survey", "phieu", 1)
            return record(transaction, file, [road("1116", "built", "2025-01-01")])

    first = applied()
    undo(store, first.batch)
    again = applied()
    [told] = [f for f in again.findings if f.code == "applied-after-undo"]
    assert "(lý do: wrong file)" in told.words().vi and told.severity == "notice"
    assert (again.applied, status_of(store, "1116")) == (1, "built")
    assert [f.code for f in applied().findings] == ["already-applied"]


def test_rows_of_a_file_that_nobody_took_back_do_not(store: Store) -> None:
    drafts = [road("1116", "built", "2025-01-01"), road("1117", "built", "2025-01-01", 1)]
    for known in (1, 2):
        with store.writing() as transaction:
            receipt = record(transaction, incoming("survey", "phieu", known), drafts[:known])
    assert [f.code for f in receipt.findings] == []
