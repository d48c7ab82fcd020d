"""Two copies of a store become one: what comes, what waits, and what does not move."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from mocgioi.domain.batch import Receipt
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.publication import Publication, ReportedMarker
from mocgioi.store import (
    chain,
    commits,
    disagreements,
    events,
    history,
    merging,
    publications,
    undoing,
)
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store

from .builders import make_store, new_store, observe, road
from .clock import Clock
from .copies import merge, state_of
from .test_answers import resolve, value_of


@pytest.fixture
def here(tmp_path: Path) -> Store:
    return new_store(tmp_path)


@pytest.fixture
def there(here: Store, tmp_path: Path) -> Store:
    return Store(shutil.copy(here.path, tmp_path / "there.gpkg"))


def undo(store: Store, batch: str | None) -> None:
    with store.writing() as transaction:
        undoing.undo(transaction, batch or "", by="officer", why="wrong file")


def signed(status: str, observer: str, file: str, store: Store) -> Receipt:
    draft = road("1116", status, "2025-01-01")._replace(observer=observer)
    return observe(store, draft, file=file)


def test_what_was_seen_elsewhere_counts_here(here: Store, there: Store) -> None:
    observe(there, road("1116", "built", "2025-01-01"))
    receipt = merge(here, there)
    assert (value_of(here, "1116"), receipt.moved, receipt.applied) == ("built", ["1116"], 1)


def test_an_event_keeps_its_identity_its_batch_and_its_instant(here: Store, there: Store) -> None:
    observe(there, road("1116", "built", "2025-01-01"))
    merge(here, there)
    seen = []
    for store in (here, there):
        with store.reading() as connection:
            (o,) = events.read_observations(connection, aspects=["road_status"])
            seen.append((o.uuid, o.batch, o.recorded_at))
    assert seen[0] == seen[1]


def test_what_was_known_here_before_does_not_move(here: Store, there: Store) -> None:
    observe(there, road("1116", "built", "2025-01-01"))
    observe(here, road("1117", "built", "2025-01-01"))
    merge(here, there)
    with here.reading() as connection:
        (known,) = connection.execute("SELECT max(number) - 1 FROM commits").fetchone()
        observations = events.read_observations(connection)
        states = fold_markers(observations, [], known_at=known)
    assert [states[n].value("road_status") for n in ("1116", "1117")] == [None, "built"]


def test_the_same_copy_again_writes_nothing(here: Store, there: Store) -> None:
    observe(there, road("1116", "built", "2025-01-01"))
    merge(here, there)
    before = here.path.read_bytes()
    receipt = merge(here, there)
    assert (receipt.batch, here.path.read_bytes()) == (None, before)


def test_a_merge_itself_does_not_travel_back(here: Store, there: Store) -> None:
    observe(there, road("1116", "built", "2025-01-01"))
    merge(here, there)
    assert merge(there, here).batch is None


def test_the_counts_of_the_receipt_tie(here: Store, there: Store) -> None:
    observe(here, road("1116", "none", "2025-01-01"))
    observe(there, road("1116", "built", "2025-01-01"), road("1117", "built", "2025-01-01", 1))
    receipt = merge(here, there)
    assert (receipt.applied, receipt.queued) == (1, 1)
    assert receipt.read == receipt.applied + receipt.unchanged + receipt.queued


def test_what_the_copies_saw_otherwise_waits(here: Store, there: Store) -> None:
    observe(here, road("1116", "none", "2025-01-01"))
    observe(there, road("1116", "built", "2025-01-01"))
    receipt = merge(here, there)
    assert [f.code for f in receipt.findings] == ["merge-came", "merge-conflict"]
    assert (value_of(here, "1116"), receipt.needs_person) == (None, True)


def test_decisions_made_apart_wait(here: Store, there: Store) -> None:
    observe(here, road("1116", "built", "2025-01-01"), road("1116", "none", "2025-01-01", 1))
    merge(there, here)
    resolve(here, "built")
    resolve(there, "none")
    receipt = merge(here, there)
    assert "decided otherwise" in receipt.findings[-1].words().en
    with here.reading() as connection:
        (waiting,) = disagreements.open_disagreements(connection)
    assert {side.value for side in waiting.sides} == {"built", "none"}


def test_a_decision_that_answers_both_settles_them(here: Store, there: Store) -> None:
    observe(here, road("1116", "built", "2025-01-01"), road("1116", "none", "2025-01-01", 1))
    merge(there, here)
    resolve(here, "built")
    resolve(there, "none")
    merge(here, there)
    resolve(here, "none")
    merge(there, here)
    assert (value_of(here, "1116"), value_of(there, "1116")) == ("none", "none")


def test_what_was_taken_back_elsewhere_is_taken_back_here(here: Store, there: Store) -> None:
    receipt = observe(there, road("1116", "built", "2025-01-01"))
    merge(here, there)
    undo(there, receipt.batch)
    assert merge(here, there).moved == ["1116"]
    assert value_of(here, "1116") is None


def test_undoing_a_merge_takes_back_all_that_came_with_it(here: Store, there: Store) -> None:
    observe(there, road("1116", "built", "2025-01-01"))
    observe(there, road("1117", "built", "2025-01-01"))
    undo(here, merge(here, there).batch)
    assert [value_of(here, n) for n in ("1116", "1117")] == [None, None]


def test_undoing_a_merge_lifts_the_decisions_it_brought(here: Store, there: Store) -> None:
    observe(here, road("1116", "built", "2025-01-01"))
    merge(there, here)
    with there.reading() as connection:
        (batch,) = [b.uuid for b in history.batches(connection) if b.kind == "survey"]
    undo(there, batch)
    receipt = merge(here, there)
    assert value_of(here, "1116") is None
    undo(here, receipt.batch)
    assert value_of(here, "1116") == "built"


def test_a_merge_is_listed_with_what_was_taken_back_of_it(here: Store, there: Store) -> None:
    observe(there, road("1116", "built", "2025-01-01"))
    receipt = merge(here, there)
    undo(here, receipt.batch)
    with here.reading() as connection:
        listed = history.find_batch(connection, receipt.batch or "")
    assert (listed.kind, listed.observations, listed.undone) == ("merge", 1, 1)


def test_who_submits_again_corrects_himself_though_the_files_met_by_merging(
    here: Store, there: Store
) -> None:
    signed("none", "Nông Văn A", "first", here)
    signed("built", "nông văn a", "second", there)
    receipt = merge(here, there)
    assert (value_of(here, "1116"), receipt.queued) == ("built", 0)


def test_what_corrected_is_the_later_one_whichever_copy_is_merged(
    here: Store, there: Store
) -> None:
    signed("none", "A", "first", here)
    signed("built", "A", "second", there)
    merge(there, here)
    assert value_of(there, "1116") == "built"


def test_what_was_corrected_counts_again_when_the_correction_is_taken_back(
    here: Store, there: Store
) -> None:
    signed("none", "A", "first", here)
    batch = signed("built", "A", "second", there).batch
    merge(here, there)
    undo(here, batch)
    assert value_of(here, "1116") == "none"


def test_what_a_person_decided_is_not_corrected(here: Store, there: Store) -> None:
    signed("none", "A", "first", here)
    signed("approved", "B", "other", here)
    resolve(here, "none")
    signed("built", "A", "second", there)
    merge(here, there)
    assert (value_of(here, "1116"), len(state_of(here)[1])) == ("none", 1)


def test_a_note_of_two_copies_is_the_one_recorded_last(here: Store, there: Store) -> None:
    observe(here, Draft(0, "1116", "note", "first", "2025-01-01"))
    observe(there, Draft(0, "1116", "note", "second", "2025-01-01"))
    merge(here, there)
    merge(there, here)
    assert state_of(here) == state_of(there)


def test_what_both_copies_recorded_has_the_earlier_instant_of_the_two(
    here: Store, there: Store
) -> None:
    first, second = (Draft(0, "1116", "note", text, "2025-01-01") for text in "ab")
    for store, drafts in ((here, (first, second)), (there, (second, first))):
        for draft in drafts:
            observe(store, draft, file=f"file {draft.value}")
    merge(here, there)
    merge(there, here)
    instants = []
    for store in (here, there):
        with store.reading() as connection:
            found = events.read_observations(connection, aspects=["note"])
        instants.append({o.value: o.recorded_at for o in found})
    assert instants[0] == instants[1]
    assert state_of(here) == state_of(there)


def test_an_earlier_instant_moves_nothing_that_was_known_before(here: Store, there: Store) -> None:
    first, second = (Draft(0, "1116", "note", text, "2025-01-01") for text in "ab")
    observe(there, second, file="file b")
    for draft in (first, second):
        observe(here, draft, file=f"file {draft.value}")
    notes = []
    for known_at in (None, 3):
        merge(here, there)
        with here.reading() as connection:
            found = events.read_observations(connection, known_at=known_at)
        (state,) = (s for n, s in fold_markers(found, []).items() if n == "1116")
        notes.append(state.value("note"))
    assert notes == ["a", "b"]


def test_every_table_of_the_ledger_comes_with_a_copy() -> None:
    assert {table.name for table in chain.LEDGER} == {
        *merging.TABLES,
        "earlier_instants",
        "publication_markers",
    }


def test_what_another_copy_published_is_known_here_by_the_merge(here: Store, there: Store) -> None:
    made = Publication("Hội nghị", "2025-06-01", "2026-01-01T00:00:00.000Z", 3, 3, 0, uuid="p")
    with there.writing() as transaction:
        made = made._replace(recorded_at=transaction.instant())
        publications.put(transaction, made, [ReportedMarker("1116", "yes", None)])
    observe(here, road("1117", "built", "2025-01-01"))
    merge(here, there)
    with here.reading() as connection:
        (known,) = publications.read(connection)
        assert known.known_commit == known.commit == commits.last_number(connection)
        assert list(publications.markers_of(connection, "p")) == ["1116"]


def test_who_submitted_again_by_a_clock_that_went_back_corrected_himself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    here = make_store(tmp_path)
    there = Store(shutil.copy(here.path, tmp_path / "there.gpkg"))
    signed("none", "A", "first", here)
    monkeypatch.setattr(Clock, "shown", Clock.shown - timedelta(hours=1))
    signed("built", "A", "second", here)
    merge(there, here)
    assert (value_of(here, "1116"), value_of(there, "1116")) == ("built", "built")


def test_what_was_taken_back_before_the_copies_met_corrects_nothing(
    here: Store, there: Store
) -> None:
    signed("none", "A", "first", here)
    undo(there, signed("built", "A", "second", there).batch)
    merge(here, there)
    assert value_of(here, "1116") == "none"
