"""Identities follow from content: the same rows are the same events in every copy of a store."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mocgioi.domain.decision import identity_of
from mocgioi.domain.observation import Observation
from mocgioi.store import commits, events
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.undoing import undo

from .builders import incoming, make_store, new_store, observe, road
from .clock import Clock

ROWS = (
    road("1116", "built", "2025-01-01")._replace(row_number=2, observer="Tổ 1"),
    road("1117", "none", "2025-01-01", row=1)._replace(row_number=3, observer="Tổ 1"),
)


def surveyed(store: Store) -> set[str]:
    with store.reading() as connection:
        observations = events.read_observations(connection, aspects=["road_status"])
    return {o.uuid for o in observations}


def copies(folder: Path) -> tuple[Store, Store]:
    for name in ("a", "b"):
        (folder / name).mkdir()
    return new_store(folder / "a"), new_store(folder / "b")


def test_the_same_file_applied_in_two_copies_is_the_same_batch_and_events(tmp_path: Path) -> None:
    first, second = copies(tmp_path)
    batches = {observe(store, *ROWS).batch for store in (first, second)}
    assert (len(batches), surveyed(first)) == (1, surveyed(second))


def test_a_register_is_the_same_events_in_two_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    made = []
    for name in ("a", "b"):
        monkeypatch.setattr(Clock, "shown", Clock.shown + timedelta(days=1))
        (tmp_path / name).mkdir()
        with make_store(tmp_path / name).reading() as connection:
            made.append({o.uuid for o in events.read_observations(connection)})
    assert made[0] == made[1]


@pytest.mark.parametrize(
    "other",
    [
        {"value": "approved"},
        {"subject": "1118"},
        {"observed_on": "2025-01-02"},
        {"observer": "Tổ 2"},
        {"row_number": 9},
    ],
)
def test_other_words_or_another_row_are_another_event(
    other: dict[str, Any], tmp_path: Path
) -> None:
    first, second = copies(tmp_path)
    observe(first, ROWS[0], file="f")
    observe(second, ROWS[0]._replace(**other), file="f")
    assert surveyed(first).isdisjoint(surveyed(second))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"row_number": None, "observed_on": None, "observer": None},
        {"observer": 'Tổ "1"\\\t\x7f'},
    ],
)
def test_an_event_is_identified_by_its_source_its_row_and_its_words(
    said: dict[str, Any], tmp_path: Path
) -> None:
    draft = ROWS[0]._replace(**said)
    store = new_store(tmp_path)
    observe(store, draft, file="f")
    source = identity_of("source", "survey", "f", None)
    words = (draft.row_number, draft.subject, draft.aspect, draft.value, draft.observed_on)
    assert surveyed(store) == {identity_of("observation", source, *words, draft.observer, 0)}


def test_another_file_that_says_the_same_is_another_event(tmp_path: Path) -> None:
    first, second = copies(tmp_path)
    observe(first, *ROWS, file="f")
    observe(second, *ROWS, file="g")
    assert surveyed(first).isdisjoint(surveyed(second))


def test_what_was_taken_back_and_comes_again_is_another_event_in_every_copy_the_same(
    tmp_path: Path,
) -> None:
    stores = copies(tmp_path)
    for store in stores:
        for _ in range(3):
            receipt = observe(store, *ROWS)
            with store.writing() as transaction:
                undo(transaction, receipt.batch or "", by="officer", why="wrong")
    assert len(surveyed(stores[0])) == 6
    assert surveyed(stores[0]) == surveyed(stores[1])


def test_a_row_that_could_not_be_taken_at_first_is_the_same_event_when_it_is(
    tmp_path: Path,
) -> None:
    first, second = copies(tmp_path)
    observe(first, ROWS[0], file="f")
    observe(first, *ROWS, file="f")
    observe(second, *ROWS, file="f")
    assert surveyed(first) == surveyed(second)


def test_what_is_typed_in_twice_is_told_apart_by_its_instant(tmp_path: Path) -> None:
    first, second = copies(tmp_path)
    for store in (first, second):
        with store.writing() as transaction:
            typed = incoming("set", "typed", 1)._replace(is_typed_in=True)
            record(transaction, typed, [ROWS[0]])
    assert surveyed(first).isdisjoint(surveyed(second))


def held(store: Store) -> list[str]:
    observe(store, ROWS[0]._replace(held=True))
    with store.reading() as connection:
        return [decision.uuid for decision in events.read_decisions(connection)]


def test_what_the_program_decides_about_a_row_is_one_decision_in_two_copies(
    tmp_path: Path,
) -> None:
    first, second = copies(tmp_path)
    assert held(first) == held(second)


def test_what_a_person_decides_is_a_decision_of_its_own(tmp_path: Path) -> None:
    made = set()
    for store in copies(tmp_path):
        receipt = observe(store, ROWS[0])
        with store.writing() as transaction:
            undo(transaction, receipt.batch or "", by="officer", why="wrong")
        with store.reading() as connection:
            made |= {decision.uuid for decision in events.read_decisions(connection)}
    assert len(made) == 2


def test_an_identity_has_the_form_of_those_that_the_store_gives(tmp_path: Path) -> None:
    store = new_store(tmp_path)
    observe(store, *ROWS)
    with store.reading() as connection:
        observations: list[Observation] = events.read_observations(connection)
    assert {(len(o.uuid), o.uuid == o.uuid.lower()) for o in observations} == {(32, True)}
