"""Whatever is written, in whatever order and by whatever clock: what was known stays known."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.domain.decision import decision_about
from mocgioi.domain.observation import SubjectState, fold_markers
from mocgioi.store import commits, disagreements, events
from mocgioi.store.handle import Store
from mocgioi.store.ledger import decide
from mocgioi.store.undoing import undo

from .builders import THREE, make_store, new_store, observe, road
from .clock import Clock

_DAY = st.sampled_from(["2023-01-01", "2024-01-01", "2025-01-01"])
_STATUS = st.sampled_from(["none", "approved", "built"])
_JUMP_H = st.sampled_from([0, 0, 1, 24, 9000, -1, -24, -9000])
_FILE = st.tuples(st.just("file"), st.sampled_from(THREE), _STATUS, _DAY)
_DEED = st.one_of(_FILE, _FILE, st.tuples(st.sampled_from(["undo", "resolve"]), st.integers(0, 9)))


def states(store: Store, number: int | None) -> dict[str, SubjectState]:
    """Return every marker as known by a commit, without the numbers of commits."""
    with store.reading() as connection:
        observations = events.read_observations(connection)
        decisions = events.read_decisions(connection)
    return fold_markers(observations, decisions, known_at=number)


def do(store: Store, deed: tuple[Any, ...]) -> None:
    if deed[0] == "file":
        observe(store, road(*deed[1:])._replace(row_number=2))
        return
    with store.writing() as transaction:
        if deed[0] == "resolve":
            waiting = disagreements.open_disagreements(transaction)
            if waiting:
                one = waiting[deed[1] % len(waiting)]
                disagreements.resolve(transaction, one.id, one.sides[0].uuid, by="x", why="y")
            return
        rows = transaction.read(
            "SELECT b.uuid FROM batches AS b WHERE b.kind = 'survey' AND EXISTS (SELECT 1"
            " FROM observations AS o WHERE o.batch_uuid = b.uuid AND NOT EXISTS (SELECT 1"
            " FROM decisions AS d WHERE d.observation_uuid = o.uuid AND d.verdict = 'undone'))"
            " ORDER BY b.id"
        )
        if rows:
            undo(transaction, rows[deed[1] % len(rows)][0], by="x", why="y")


@given(st.lists(st.tuples(_DEED, _JUMP_H), min_size=1, max_size=8))
@settings(max_examples=8)
def test_what_was_known_by_a_commit_never_changes_whatever_the_clock_does(
    deeds: list[tuple[tuple[Any, ...], int]],
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(commits, "datetime", Clock)
        store = make_store(Path(folder))
        known: dict[int, dict[str, SubjectState]] = {}
        for deed, hours in deeds:
            patch.setattr(Clock, "shown", Clock.shown + timedelta(hours=hours))
            do(store, deed)
            with store.reading() as connection:
                known[commits.last_number(connection)] = states(store, None)
        assert {number: states(store, number) for number in known} == known
        assert [fault.code for fault in store.faults()] == []


@given(st.lists(_FILE, min_size=2, max_size=5, unique=True), st.randoms(use_true_random=False))
@settings(max_examples=6)
def test_the_order_in_which_files_arrive_changes_no_state(
    files: list[tuple[Any, ...]], random: Any
) -> None:
    shuffled = list(files)
    random.shuffle(shuffled)
    told = []
    for order in (files, shuffled):
        with TemporaryDirectory() as folder:
            store = new_store(Path(folder))
            for deed in order:
                do(store, deed)
            told.append(
                {
                    number: (state.value("road_status"), state.aspects["existence"].value)
                    for number, state in states(store, None).items()
                }
            )
    assert told[0] == told[1]


@given(st.lists(st.tuples(_JUMP_H, st.booleans()), min_size=2, max_size=6))
@settings(max_examples=6)
def test_of_a_chain_of_decisions_the_last_counts_whatever_the_clock_does(
    chain: list[tuple[int, bool]],
) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(commits, "datetime", Clock)
        store = make_store(Path(folder))
        observe(store, road("1116", "none", "2024-01-01"))
        for hours, counts in chain:
            patch.setattr(Clock, "shown", Clock.shown + timedelta(hours=hours))
            with store.writing() as transaction:
                (seen,) = events.read_observations(transaction, aspects=["road_status"])
                verdict = "keep" if counts else "set_aside"
                number = transaction.commit_number
                decision = decision_about(
                    seen.uuid,
                    verdict,
                    transaction.instant(),
                    by="x",
                    why="y",
                    resolution="r",
                    commit=number,
                )
                decide(transaction, [decision])
            (state,) = [s for n, s in states(store, None).items() if n == "1116"]
            assert state.value("road_status") == ("none" if counts else None)
            assert sum(len(aspect.disagreements) for aspect in state.aspects.values()) == 0
