"""Whichever way and however often copies are merged, they come to the same state."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.errors import UsageError
from mocgioi.store import disagreements, history, undoing
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store

from .builders import new_store, observe
from .copies import merge, state_of

pytestmark = pytest.mark.slow

MARKERS = ("1116", "1117")
DAYS = ("2024-05-01", "2025-05-01")
SAID = (
    ("road_status", ("none", "under_construction", "built")),
    ("marker_condition", ("intact", "serious_damage")),
    ("note", ("a", "b")),
)


def survey(store: Store, at: random.Random) -> None:
    """Take in a file of some rows; some observers submit again, some files reach every copy."""
    file = f"survey {at.random()}"
    if at.random() < 0.4:
        file = f"file {at.randrange(12)}"
        at = random.Random(file)
    drafts = []
    for row in range(at.randint(1, 3)):
        aspect, values = at.choice(SAID)
        said = (at.choice(MARKERS), aspect, at.choice(values), at.choice(DAYS))
        drafts.append(Draft(row, *said, row_number=row, observer=at.choice(("A", "B", None))))
    observe(store, *drafts, file=file)


def decide(store: Store, at: random.Random) -> None:
    """Settle one disagreement, in favour of any side or of none."""
    with store.writing() as transaction:
        waiting = disagreements.open_disagreements(transaction)
        if waiting:
            chosen = at.choice(waiting)
            sides = [*(side.uuid for side in chosen.sides), None]
            disagreements.resolve(transaction, chosen.id, at.choice(sides), by="x", why="seen")


def take_back(store: Store, at: random.Random) -> None:
    """Take a survey back."""
    with store.writing() as transaction:
        listed = [b.uuid for b in history.batches(transaction.reader) if b.kind == "survey"]
        if listed:
            try:
                undoing.undo(transaction, at.choice(listed), by="x", why="wrong file")
            except UsageError:
                return


DEEDS: tuple[Callable[[Store, random.Random], None], ...] = (survey, survey, decide, take_back)


class World:
    """Copies of one store that were apart, and every way to make one of them."""

    def __init__(self, folder: Path, seed: int, copies: int) -> None:
        at = random.Random(seed)
        self.folder, self.count = folder, 0
        base = new_store(folder)
        for _ in range(at.randint(0, 3)):
            survey(base, at)
        self.apart = [self.copy(base) for _ in range(copies)]
        for store in self.apart:
            for _ in range(at.randint(1, 5)):
                at.choice(DEEDS)(store, at)

    def copy(self, store: Store) -> Store:
        self.count += 1
        return Store(shutil.copy(store.path, self.folder / f"{self.count}.gpkg"))

    def together(self, *stores: Store) -> Store:
        """Return a copy of the first into which the others were merged, one after another."""
        made = self.copy(stores[0])
        reduce(lambda _, other: merge(made, other), stores[1:], None)
        return made


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32))
def test_a_merge_is_commutative_associative_and_idempotent(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        world = World(Path(folder), seed, copies=3)
        a, b, c = world.apart
        both = world.together(a, b)
        come_to = state_of(both)
        assert state_of(world.together(b, a)) == come_to, "commutative"
        assert state_of(world.together(both, b, a, both)) == come_to, "idempotent"
        left, right = world.together(both, c), world.together(a, world.together(b, c))
        assert state_of(left) == state_of(right), "associative"


def test_copies_that_merge_each_other_end_with_nothing_to_bring(tmp_path: Path) -> None:
    a, b = World(tmp_path, 7, copies=2).apart
    merge(a, b)
    merge(b, a)
    assert (merge(a, b).batch, merge(b, a).batch) == (None, None)
