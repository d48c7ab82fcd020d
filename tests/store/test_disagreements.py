"""Disagreements settled, held rows let in, batches taken back: all of it events."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.errors import UsageError, spelled
from mocgioi.store import disagreements, events, undoing
from mocgioi.store.disagreements import OpenDisagreement
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.undoing import Undone

from .builders import incoming, new_store, observe, road
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


def test_a_batch_of_no_known_name_cannot_be_undone(store: Store) -> None:
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


def signed(store: Store) -> list[tuple[str | None, str | None]]:
    with store.reading() as connection:
        return [(d.decided_by, d.why) for d in events.read_decisions(connection)]


def test_a_settlement_is_signed_and_gives_its_reason(contested: Store) -> None:
    resolve(contested, None, why="seen on the spot")
    assert set(signed(contested)) == {("officer", "seen on the spot")}


def test_an_undo_is_signed_and_gives_its_reason(store: Store) -> None:
    undo(store, observe(store, road("1116", "built", "2025-01-01")).batch)
    assert signed(store) == [("officer", "wrong file")]


def test_all_of_a_held_row_is_let_in_together(store: Store) -> None:
    note = Draft(0, "1116", "note", "over the bridge", "2025-01-01", held=True)
    observe(store, road("1116", "built", "2025-01-01")._replace(held=True), note)
    (held,) = waiting(store)
    resolve(store, held.sides[0].uuid)
    with store.reading() as connection:
        verdicts = [d.verdict for d in events.read_decisions(connection)]
    assert sorted(verdicts) == ["held", "held", "keep", "keep"]


@pytest.mark.parametrize("identity", ["", "x"])
def test_a_name_of_no_disagreement_is_answered_by_where_they_are_listed(
    contested: Store, identity: str
) -> None:
    with pytest.raises(UsageError) as caught, contested.writing() as transaction:
        disagreements.resolve(transaction, identity, None, by="officer", why="seen")
    assert spelled(caught.value.text, caught.value.hints) == (
        f"Không có số liệu chưa thống nhất nào là «{identity}». Xem: mocgioi conflicts list.",
        f"No open disagreement is named “{identity}”. See: mocgioi conflicts list.",
    )


@pytest.mark.parametrize("identity", ["", "x"])
def test_a_name_of_no_observation_is_answered_by_where_they_are_shown(
    store: Store, identity: str
) -> None:
    observe(store, road("1116", "built", "2025-01-01"))
    with pytest.raises(UsageError) as caught, store.reading() as connection:
        disagreements.find_observation(connection, identity)
    assert spelled(caught.value.text, caught.value.hints) == (
        f"«{identity}» ứng với 0 số liệu, cần đúng một."
        " Xem: mocgioi conflicts show ID, hoặc mocgioi show MỐC.",
        f"“{identity}” names 0 observations, and one is needed."
        " See: mocgioi conflicts show ID, or mocgioi show MỐC.",
    )


def test_an_observation_is_found_by_how_its_name_begins(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    with contested.reading() as connection:
        found = disagreements.find_observation(connection, disagreement.id)
    assert found == disagreement.sides[0]


def test_only_what_waited_and_was_decided_is_settled_before(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    asked = [disagreement.id, "x"]
    with contested.reading() as connection:
        assert disagreements.settled_before(connection, asked) == set()
    resolve(contested, None)
    with contested.reading() as connection:
        assert disagreements.settled_before(connection, asked) == {disagreement.id}


def test_what_waits_again_is_not_settled(store: Store) -> None:
    observe(store, road("1116", "none", "2025-01-01"))
    second = observe(store, road("1116", "built", "2025-01-01"))
    (disagreement,) = waiting(store)
    resolve(store, disagreement.sides[1].uuid)
    undo(store, second.batch)
    observe(store, road("1116", "approved", "2025-01-01"))
    (again,) = waiting(store)
    with store.reading() as connection:
        assert disagreements.settled_before(connection, [again.id]) == set()


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


def test_a_batch_that_observed_nothing_is_answered_by_the_way_back(store: Store) -> None:
    with store.writing() as transaction:
        receipt = record(transaction, incoming("roads", "r", 1), [], outcomes={0: "applied"})
    with pytest.raises(UsageError) as caught:
        undo(store, receipt.batch)
    assert caught.value.text == (
        f"Đợt nhập {receipt.batch} chỉ đổi sổ đăng ký, không ghi nhận mốc nào."
        " Muốn trở lại như trước, hãy nhập lại tệp cũ.",
        f"Batch {receipt.batch} changed the register and observed nothing."
        " To go back, import the former file again.",
    )


def test_what_waits_says_what_it_is_about(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01"))
    observe(store, road("1116", "none", "2025-01-01"))
    observe(store, road("1117", "built", "2025-02-01")._replace(held=True))
    assert [(d.reason, d.marker, d.aspect, d.observed_on) for d in waiting(store)] == [
        ("contested", "1116", "road_status", "2025-01-01"),
        ("held", "1117", "road_status", "2025-02-01"),
    ]


def test_what_waits_is_listed_by_marker_and_then_by_day(store: Store) -> None:
    for number, day in (("1117", "2024-01-01"), ("1116", "2025-01-01"), ("1116", "2024-01-01")):
        observe(store, road(number, "built", day)._replace(held=True))
    assert [(d.marker, d.observed_on) for d in waiting(store)] == [
        ("1116", "2024-01-01"),
        ("1116", "2025-01-01"),
        ("1117", "2024-01-01"),
    ]


def test_the_name_of_a_disagreement_stays_when_further_sides_come(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01"))
    observe(store, road("1116", "none", "2025-01-01"))
    (before,) = waiting(store)
    for status in ("approved", "under_construction"):
        observe(store, road("1116", status, "2025-01-01"))
    assert [d.id for d in waiting(store)] == [before.id]


def test_no_side_kept_is_as_if_none_of_them_had_come_in(contested: Store) -> None:
    assert resolve(contested, None) == ["1116"]
    assert (status_of(contested, "1116"), waiting(contested)) == (None, [])


def test_no_side_of_a_day_kept_leaves_what_counted_before(store: Store) -> None:
    observe(store, road("1116", "none", "2023-01-01"))
    observe(store, road("1116", "built", "2025-01-01"))
    observe(store, road("1116", "approved", "2025-01-01"))
    (disagreement,) = waiting(store)
    assert not disagreement.is_against_standing
    assert resolve(store, None) == []
    assert (status_of(store, "1116"), waiting(store)) == ("none", [])


def test_no_side_kept_takes_back_an_earlier_decision_for_one_of_them(store: Store) -> None:
    observe(store, road("1116", "none", "2023-01-01"))
    observe(store, road("1116", "approved", "2025-01-01"))
    observe(store, road("1116", "under_construction", "2025-01-01"))
    (first,) = waiting(store)
    resolve(store, first.sides[0].uuid)
    observe(store, road("1116", "built", "2025-01-01"))
    (again,) = waiting(store)
    assert again.is_against_standing
    resolve(store, None)
    assert (status_of(store, "1116"), waiting(store)) == ("none", [])
