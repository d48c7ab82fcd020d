"""Disagreements settled, held rows let in, batches taken back: all of it events."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mocgioi.domain.observation import Observation
from mocgioi.errors import UsageError, spelled
from mocgioi.store import disagreements, events
from mocgioi.store.disagreements import OpenDisagreement
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store
from mocgioi.store.undoing import undo

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


def test_a_disagreement_is_listed_with_what_it_contradicts(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    assert [side.value for side in disagreement.sides] == ["none"]
    assert disagreement.standing is not None and disagreement.standing.value == "built"


def test_what_nothing_can_wait_of_is_not_read(
    contested: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    observe(contested, road("1117", "built", "2023-01-01"))
    observe(contested, road("1117", "built", "2025-01-01"))
    read: set[str] = set()

    def reading(*args: Any, **named: Any) -> list[Observation]:
        found = events.read_observations(*args, **named)
        read.update(observation.subject for observation in found)
        return found

    monkeypatch.setattr(disagreements, "read_observations", reading)
    assert len(waiting(contested)) == 1
    assert read == {"1116"}


def test_keeping_the_new_side_moves_the_state(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    assert resolve(contested, disagreement.sides[0].uuid) == ["1116"]
    assert (status_of(contested, "1116"), waiting(contested)) == ("none", [])


def test_keeping_the_standing_side_settles_it_and_moves_nothing(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    assert disagreement.standing is not None
    assert resolve(contested, disagreement.standing.uuid) == []
    assert (status_of(contested, "1116"), waiting(contested)) == ("built", [])


def verdicts(store: Store) -> list[tuple[str, str]]:
    """Return what was decided, oldest first: the value it was about, and the verdict."""
    with store.reading() as connection:
        decided = connection.execute(
            "SELECT o.value, d.verdict FROM decisions AS d JOIN observations AS o"
            " ON o.uuid = d.observation_uuid ORDER BY d.id"
        )
        return decided.fetchall()


def test_what_is_contradicted_from_another_day_is_not_decided_about(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    resolve(contested, disagreement.sides[0].uuid)
    assert verdicts(contested) == [("none", "keep")]


@pytest.fixture
def reopened(store: Store) -> Store:
    """A day of 1116 was decided, and a further side of that very day came later."""
    for status in ("none", "built"):
        observe(store, road("1116", status, "2025-01-01"))
    (disagreement,) = waiting(store)
    resolve(store, next(side.uuid for side in disagreement.sides if side.value == "none"))
    observe(store, road("1116", "approved", "2025-01-01"))
    return store


def test_a_day_decided_again_for_its_later_side_is_no_more_what_it_was(reopened: Store) -> None:
    (disagreement,) = waiting(reopened)
    resolve(reopened, disagreement.sides[0].uuid)
    assert (status_of(reopened, "1116"), waiting(reopened)) == ("approved", [])
    assert verdicts(reopened)[2:] == [("approved", "keep"), ("none", "set_aside")]


def test_a_day_decided_again_for_the_side_that_stood_stays_what_it_was(reopened: Store) -> None:
    (disagreement,) = waiting(reopened)
    assert disagreement.standing is not None
    resolve(reopened, disagreement.standing.uuid)
    assert (status_of(reopened, "1116"), waiting(reopened)) == ("none", [])
    assert verdicts(reopened)[2:] == [("approved", "set_aside"), ("none", "keep")]


def test_a_day_decided_again_for_neither_side_has_no_status(reopened: Store) -> None:
    resolve(reopened, None)
    assert (status_of(reopened, "1116"), waiting(reopened)) == (None, [])


def test_decisions_of_a_settlement_are_of_the_same_instant_and_go_together(
    reopened: Store,
) -> None:
    (disagreement,) = waiting(reopened)
    resolve(reopened, disagreement.sides[0].uuid)
    with reopened.reading() as connection:
        marks = connection.execute(
            "SELECT recorded_at, resolution_uuid FROM decisions ORDER BY id"
        ).fetchall()
    first, again = set(marks[:2]), set(marks[2:])
    assert (len(first), len(again), first & again) == (1, 1, set())
    assert all(instant and resolution for instant, resolution in marks)


def test_a_decision_needs_a_reason(contested: Store) -> None:
    with pytest.raises(UsageError, match="reason"):
        resolve(contested, None, why=" ")


def test_an_observation_of_another_marker_cannot_be_kept(contested: Store) -> None:
    observe(contested, road("1117", "built", "2024-01-01"))
    with contested.reading() as connection:
        other = next(
            o
            for o in events.read_observations(connection)
            if o.value == "built" and o.subject == "1117"
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


def test_rows_that_wait_are_counted_until_somebody_decides(store: Store) -> None:
    observe(store, road("1116", "built", "2023-01-01")._replace(held=True))
    with store.reading() as connection:
        assert events.rows_held(connection, None) == 1
        assert events.rows_held(connection, 1) == 0
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
        disagreements.find_observation(connection, identity, subject="1116")
    assert spelled(caught.value.text, caught.value.hints) == (
        f"«{identity}» ứng với 0 số liệu, cần đúng một."
        " Xem: mocgioi conflicts show ID, hoặc mocgioi show MỐC.",
        f"“{identity}” names 0 observations, and one is needed."
        " See: mocgioi conflicts show ID, or mocgioi show MỐC.",
    )


def test_an_observation_is_found_by_how_its_name_begins(contested: Store) -> None:
    (disagreement,) = waiting(contested)
    with contested.reading() as connection:
        observed = disagreements.find_observation(
            connection, disagreement.id, subject=disagreement.sides[0].subject
        )
    assert observed == disagreement.sides[0]


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
    with store.writing() as transaction:
        undo(transaction, second.batch or "", by="officer", why="wrong file")
    observe(store, road("1116", "approved", "2025-01-01"))
    (again,) = waiting(store)
    with store.reading() as connection:
        assert disagreements.settled_before(connection, [again.id]) == set()


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


def test_what_waits_of_the_same_day_is_listed_by_aspect(store: Store) -> None:
    for aspect, value in (("road_status", "built"), ("marker_condition", "intact")):
        observe(store, Draft(0, "1116", aspect, value, "2025-01-01", held=True))
    assert [d.aspect for d in waiting(store)] == ["marker_condition", "road_status"]


def test_what_waits_of_the_same_day_and_aspect_is_listed_by_its_name(store: Store) -> None:
    for status in ("built", "none", "approved", "under_construction"):
        for day in ("2024-01-01", "2025-01-01"):
            observe(store, road("1116", status, day)._replace(held=True))
    listed = [(d.observed_on, d.id) for d in waiting(store)]
    assert len(listed) == 8
    assert listed == sorted(listed)


def test_what_waits_without_a_day_is_listed_before_the_days(store: Store) -> None:
    for day in ("2024-01-01", None):
        observe(store, Draft(0, "1116", "road_status", "built", day, held=True))
    assert [d.observed_on for d in waiting(store)] == [None, "2024-01-01"]


def test_a_held_row_is_named_by_eight_characters_and_found_by_more_or_fewer(store: Store) -> None:
    observe(store, road("1116", "built", "2025-01-01")._replace(held=True))
    (held,) = waiting(store)
    uuid = held.sides[0].uuid
    assert held.id == uuid[:8]
    with store.reading() as connection:
        observed = [
            disagreements.find_observation(connection, uuid[:n], subject=held.sides[0].subject).uuid
            for n in (4, 32)
        ]
    assert observed == [uuid, uuid]


def test_the_name_of_a_disagreement_stays_when_further_sides_come(store: Store) -> None:
    days = [f"2025-01-{day:02d}" for day in range(1, 9)]
    for status in ("built", "none"):
        for day in days:
            observe(store, road("1116", status, day))
    before = [d.id for d in waiting(store)]
    for status in ("approved", "under_construction"):
        for day in days:
            observe(store, road("1116", status, day))
    assert [d.id for d in waiting(store)] == before


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


@pytest.mark.parametrize("kept", ["built", "under_construction"])
@pytest.mark.parametrize(("of_case", "of_side"), [(8, 8), (8, 32), (12, 12), (32, 8), (32, 32)])
def test_the_side_that_is_named_is_the_one_that_counts(
    store: Store, kept: str, of_case: int, of_side: int
) -> None:
    for status in ("built", "under_construction"):
        observe(store, road("1116", status, "2025-01-01"))
    (disagreement,) = waiting(store)
    (side,), standing = disagreement.sides, disagreement.standing
    assert standing is not None
    named = next(each.uuid for each in (side, standing) if each.value == kept)
    with store.writing() as transaction:
        disagreements.resolve(
            transaction, side.uuid[:of_case], named[:of_side], by="officer", why="seen"
        )
    assert (status_of(store, "1116"), waiting(store)) == (kept, [])


def test_the_side_by_which_a_disagreement_is_named_can_be_kept_against_another_day(
    contested: Store,
) -> None:
    (disagreement,) = waiting(contested)
    assert resolve(contested, disagreement.id) == ["1116"]
    assert (status_of(contested, "1116"), waiting(contested)) == ("none", [])


def test_all_held_rows_of_a_batch_are_kept_by_its_name(store: Store) -> None:
    for number in ("1116", "1117"):
        held = road(number, "built", "2025-01-01")._replace(held=True)
        observe(store, held)
    batch = waiting(store)[0].sides[0].batch
    assert batch is not None
    with store.writing() as transaction:
        disagreements.resolve(transaction, batch[:8], batch[:8], by="officer", why="seen")
    assert [status_of(store, number) for number in ("1116", "1117")] == ["built", None]


@pytest.mark.parametrize("keep", ["x", "-"])
def test_what_is_no_side_is_never_taken_for_none_of_them(contested: Store, keep: str) -> None:
    with pytest.raises(UsageError):
        resolve(contested, keep)
    assert (verdicts(contested), len(waiting(contested))) == ([], 1)
