"""Who submits again for a day corrects what he said of it, and moves what that moves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mocgioi.store import disagreements, events
from mocgioi.store.corrections import CORRECTED
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store

from .builders import new_store, observe, road
from .test_ledger import status_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def status_by(status: str, observer: str | None = "Lý A Páo", **more: Any) -> Draft:
    return road("1116", status, "2025-01-01")._replace(observer=observer, row_number=2, **more)


def waits(store: Store) -> list[tuple[str, ...]]:
    with store.reading() as connection:
        return [
            tuple(side.value for side in d.sides)
            for d in disagreements.open_disagreements(connection)
        ]


def decided(store: Store) -> list[tuple[str, str, str | None]]:
    with store.reading() as connection:
        values = {o.uuid: o.value for o in events.read_observations(connection)}
        return [
            (values[d.observation], d.verdict, d.why) for d in events.read_decisions(connection)
        ]


@pytest.mark.parametrize("again", ["Lý A Páo", "LÝ A PÁO", "ly a pao"])
def test_the_same_observer_of_the_same_day_corrects_himself(store: Store, again: str) -> None:
    observe(store, status_by("none"))
    receipt = observe(store, status_by("built", again))
    assert (status_of(store, "1116"), waits(store)) == ("built", [])
    assert decided(store) == [("none", "set_aside", CORRECTED)]
    (finding,) = receipt.findings
    assert (finding.row, receipt.queued, receipt.moved) == (2, 0, ["1116"])


@pytest.mark.parametrize(
    ("first", "second"),
    [("Lý A Páo", "Hoàng Văn B"), (None, None), ("Lý A Páo", None), (None, "Lý A Páo")],
)
def test_another_observer_or_nobody_named_corrects_nothing(
    store: Store, first: str | None, second: str | None
) -> None:
    observe(store, status_by("none", first))
    observe(store, status_by("built", second))
    assert (waits(store), decided(store)) == ([("none", "built")], [])


@pytest.mark.parametrize(
    "other",
    [
        Draft(0, "1117", "road_status", "none", "2025-01-01", observer="Lý A Páo"),
        Draft(0, "1116", "road_status", "none", "2024-12-31", observer="Lý A Páo"),
        Draft(0, "1116", "marker_condition", "intact", "2025-01-01", observer="Lý A Páo"),
        Draft(0, "1116", "road_status", "built", "2025-01-01", observer="Lý A Páo"),
    ],
    ids=["another marker", "another day", "another aspect", "the same value"],
)
def test_what_he_said_of_something_else_stays(store: Store, other: Draft) -> None:
    observe(store, other)
    observe(store, status_by("built"))
    assert decided(store) == []


def test_a_row_that_is_held_corrects_nothing(store: Store) -> None:
    observe(store, status_by("none"))
    observe(store, status_by("built", held=True))
    assert status_of(store, "1116") == "none"
    assert [verdict for _, verdict, _ in decided(store)] == ["held"]


def test_two_rows_of_a_file_do_not_correct_each_other(store: Store) -> None:
    observe(store, status_by("approved"))
    observe(store, status_by("none"), status_by("built")._replace(row=1, row_number=3))
    assert len(waits(store)) == 1
    assert decided(store) == []


def test_what_a_person_decided_is_not_corrected(store: Store) -> None:
    observe(store, status_by("none"))
    observe(store, status_by("built", "Hoàng Văn B"))
    with store.writing() as transaction:
        (waiting,) = disagreements.open_disagreements(transaction)
        kept = next(side.uuid for side in waiting.sides if side.value == "none")
        disagreements.resolve(transaction, waiting.id, kept, by="officer", why="seen")
    observe(store, status_by("approved"))
    assert waits(store) == [("approved",)]
    assert CORRECTED not in {why for _, _, why in decided(store)}


def test_a_row_that_corrects_nothing_keeps_no_other_from_correcting(store: Store) -> None:
    intact = Draft(1, "1116", "marker_condition", "intact", "2025-01-01", row_number=3)
    observe(store, status_by("none"), intact._replace(observer="Lý A Páo"))
    missing = intact._replace(value="missing", observer=None)
    observe(store, missing._replace(row=0, row_number=2), status_by("built")._replace(row=1))
    assert ("none", "set_aside", CORRECTED) in decided(store)


def test_rows_of_a_file_that_differ_keep_no_other_from_correcting(store: Store) -> None:
    seen = Draft(2, "1116", "marker_condition", "intact", "2025-01-01", observer="Lý A Páo")
    observe(store, seen)
    observe(
        store,
        status_by("none"),
        status_by("built")._replace(row=1, row_number=3),
        seen._replace(value="minor_damage", row_number=4),
    )
    assert decided(store) == [("intact", "set_aside", CORRECTED)]


def test_a_second_note_of_a_day_does_not_correct_the_first(store: Store) -> None:
    note = Draft(0, "1116", "note", "muddy", "2025-01-01", observer="Lý A Páo")
    observe(store, note)
    observe(store, note._replace(value="over the bridge"))
    assert decided(store) == []
