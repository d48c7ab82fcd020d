"""A kit says of its sector what its store says; brought home, it is as if recorded there."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.domain.observation import fold_markers
from mocgioi.store import disagreements, events, history, kits, partial, sectors
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store

from .builders import entry, observe, register
from .copies import merge, state_of
from .test_merging_properties import DAYS, DEEDS, SAID, World, decide, survey

POSTS = {"1116": "tan-thanh", "1117": "huu-nghi", "1118": "huu-nghi", "1119": "tan-thanh"}
"""Of a marker of each, which the deeds are about, and of one that nothing is said of."""


@cache
def _registered() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "store.gpkg")
        register(store, *(entry(number)._replace(post=post) for number, post in POSTS.items()))
        return store.path.read_bytes()


@contextmanager
def history_of(seed: int) -> Iterator[tuple[Path, Store, random.Random]]:
    """Give a folder, and a store of it in which much was done to markers of two posts."""
    with tempfile.TemporaryDirectory() as folder:
        path, at = Path(folder) / "store.gpkg", random.Random(seed)
        path.write_bytes(_registered())
        store = Store(path)
        for _ in range(at.randint(0, 8)):
            at.choice(DEEDS)(store, at)
        yield Path(folder), store, at


def cut(store: Store, post: str, target: Path) -> Store:
    with store.reading() as source, partial.new_kit(target) as transaction:
        kit = kits.Kit(post, post, 2, "store.gpkg", partial.head_of(source), transaction.instant())
        subjects = sectors.sector(source, post)
        partial.cut(source, transaction, subjects, kit, with_photos=True, as_of="2026-06-01")
    return Store(target)


def told_of(store: Store, numbers: set[str]) -> dict[str, Any]:
    """Return what is true of some markers, with evidence, and what of them waits for a person."""
    with store.reading() as connection:
        states = fold_markers(
            events.read_observations(connection), events.read_decisions(connection)
        )
        waiting = disagreements.open_disagreements(connection)
    return {
        number: (
            {
                aspect: (of.value, of.since, of.evidence and of.evidence.uuid, of.confirmed_by)
                for aspect, of in _without_commits(state.aspects).items()
            },
            sorted((d.aspect, d.observed_on or "", d.id) for d in waiting if d.marker == number),
        )
        for number, state in states.items()
        if number in numbers
    }


def _without_commits(aspects: Any) -> dict[str, Any]:
    return {
        aspect: of._replace(confirmed_by=of.confirmed_by and of.confirmed_by.uuid)
        for aspect, of in aspects.items()
    }


def of_post(post: str) -> set[str]:
    return {number for number, of in POSTS.items() if of == post}


@settings(max_examples=6)
@given(seed=st.integers(0, 2**32), post=st.sampled_from(sorted(set(POSTS.values()))))
def test_every_marker_of_a_sector_is_in_its_kit_what_it_is_at_home(seed: int, post: str) -> None:
    with history_of(seed) as (folder, home, _):
        kit = cut(home, post, folder / "kit.gpkg")
        assert told_of(kit, set(POSTS)) == told_of(home, of_post(post))
        assert told_of(kit, set(POSTS)).keys() == of_post(post)
        assert [found.code for found in kit.check()] == ["store-is-kit"]


@settings(max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_a_kit_in_which_nothing_was_done_brings_nothing(seed: int) -> None:
    with history_of(seed) as (folder, home, at):
        kit = cut(home, "huu-nghi", folder / "kit.gpkg")
        for _ in range(at.randint(0, 3)):
            at.choice(DEEDS)(home, at)
        before = home.path.read_bytes()
        assert merge(home, kit).batch is None
        assert home.path.read_bytes() == before


@settings(max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_a_kit_comes_home_as_a_whole_copy_with_the_same_edits_would(seed: int) -> None:
    with history_of(seed) as (folder, home, at):
        whole = Store(shutil.copy(home.path, folder / "whole.gpkg"))
        kit = cut(home, "huu-nghi", folder / "kit.gpkg")
        for store in (home, kit):
            for _ in range(at.randint(1, 5)):
                at.choice(DEEDS)(store, at)
        merge(whole, kit)
        by_copy = Store(shutil.copy(home.path, folder / "by copy.gpkg"))
        merge(by_copy, whole)
        merge(home, kit)
        assert state_of(home) == state_of(by_copy)
        assert merge(home, kit).batch is None


@settings(max_examples=4)
@given(seed=st.integers(0, 2**32))
def test_what_was_taken_in_by_a_kit_counts_as_if_it_had_been_taken_in_at_home(seed: int) -> None:
    with history_of(seed) as (folder, home, at):
        kit = cut(home, "huu-nghi", folder / "kit.gpkg")
        for _ in range(at.randint(0, 4)):
            # What is taken back at home meanwhile, and said again in the kit, is nothing new there.
            at.choice((survey, decide))(home, at)
        alone = Store(shutil.copy(home.path, folder / "alone.gpkg"))
        with home.reading() as connection:
            known = {
                (o.subject, o.aspect, o.value, o.observed_on)
                for o in events.read_observations(connection)
            }
        for file in range(at.randint(1, 4)):
            aspect, values = at.choice(SAID)
            said = ("1117", aspect, at.choice(values), at.choice(DAYS))
            observer = at.choice(("A", "B", None))
            if said in known:
                # What home knows by anybody is nothing new there, and the kit may not know it.
                continue
            draft = Draft(0, *said, row_number=0, observer=observer)
            for store in (kit, alone):
                observe(store, draft, file=f"from the post {file}")
        merge(home, kit)
        (state, waiting), (state_alone, waiting_alone) = state_of(home), state_of(alone)
        assert state == state_alone
        assert {said[:4] for said in waiting} == {said[:4] for said in waiting_alone}


def test_a_kit_holds_no_merge_of_the_store_it_was_cut_from(tmp_path: Path) -> None:
    home, copy = World(tmp_path, 7, copies=2).apart
    merge(home, copy)
    kit = cut(home, "huu-nghi", tmp_path / "kit.gpkg")
    with kit.reading() as connection:
        kinds = {batch.kind for batch in history.batches(connection)}
    assert kinds == {"markers", "survey", "kit"}
