"""What a register did to the denominator, by day."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.batch import Count, Denominator, Receipt
from mocgioi.store import denominators, undoing
from mocgioi.store.drafts import Draft, Replacement
from mocgioi.store.events import read_observations
from mocgioi.store.handle import Store

from .builders import THREE, entry, new_store, observe, register, road

TODAY = "2026-11-29"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store of three markers that need a road, with data since 2024."""
    made = new_store(tmp_path, THREE)
    observe(made, road("1116", "built", "2024-05-01"))
    return made


def of(store: Store, receipt: Receipt) -> list[Denominator]:
    with store.reading() as connection:
        return denominators.of_batch(connection, receipt.batch, today=TODAY)


def needing(days: list[Denominator]) -> list[tuple[str, int | None, int | None]]:
    """Return each day with how many markers need a road, before and after."""
    return [
        (
            d.as_of,
            d.before and d.before.markers_needing_road,
            d.after and d.after.markers_needing_road,
        )
        for d in days
    ]


def test_before_the_first_register_nothing_is_known(tmp_path: Path) -> None:
    made = new_store(tmp_path, ())
    receipt = register(made, entry("1116"), entry("1117", needs_road="no"))
    assert of(made, receipt) == [Denominator(TODAY, None, Count(2, 1))]


def test_a_register_that_changes_nothing_says_what_stands(store: Store) -> None:
    receipt = register(store, entry("1116"))
    assert receipt.batch is None
    assert of(store, receipt) == [Denominator(TODAY, Count(3, 3), Count(3, 3))]


def test_each_end_of_a_year_that_is_touched_is_told_and_no_other(store: Store) -> None:
    receipt = register(store, entry("1116", needs_road="no"), on="2025-03-01")
    assert needing(of(store, receipt)) == [("2025-12-31", 3, 2), (TODAY, 3, 2)]


def test_a_change_of_what_is_no_need_touches_no_year(store: Store) -> None:
    receipt = register(store, entry("1116")._replace(material="concrete"))
    assert receipt.batch is not None
    assert needing(of(store, receipt)) == [(TODAY, 3, 3)]


def test_what_holds_only_from_a_day_to_come_is_told_as_of_that_day(store: Store) -> None:
    receipt = register(store, entry("1116", needs_road="no"), on="2027-03-01")
    assert needing(of(store, receipt)) == [(TODAY, 3, 3), ("2027-03-01", 3, 2)]


def test_markers_are_counted_beside_those_that_need_a_road(store: Store) -> None:
    receipt = register(store, entry("1200", needs_road="no"))
    (today,) = [day for day in of(store, receipt) if day.as_of == TODAY]
    assert (today.before, today.after) == (Count(3, 3), Count(4, 3))


def test_what_came_in_or_was_taken_back_later_changes_nothing_of_it(store: Store) -> None:
    receipt = register(store, entry("1116", needs_road="no"), on="2025-03-01")
    said = of(store, receipt)
    register(store, entry("1117", needs_road="no"), entry("1201"), on="2024-01-01")
    assert receipt.batch is not None
    with store.writing() as transaction:
        undoing.undo(transaction, receipt.batch, row=None, by="x", why="x")
    assert of(store, receipt) == said


def test_what_a_batch_itself_sets_aside_stood_before_it(store: Store) -> None:
    register(store, entry("1116", needs_road="no"), on="2025-03-01")
    with store.reading() as connection:
        (no,) = read_observations(connection, subjects=["1116"], aspects=["need_road"])[1:]
    instead = Replacement(no.uuid, "x", "x")
    receipt = observe(store, Draft(0, "1116", "need_road", "yes", "2025-03-01", replaces=instead))
    assert needing(of(store, receipt)) == [("2025-12-31", 2, 3), (TODAY, 2, 3)]


def test_what_was_undone_before_does_not_count(store: Store) -> None:
    first = register(store, entry("1116", needs_road="no"), on="2025-03-01")
    assert first.batch is not None
    with store.writing() as transaction:
        undoing.undo(transaction, first.batch, row=None, by="x", why="x")
    receipt = register(store, entry("1117", needs_road="no"), on="2026-03-01")
    assert needing(of(store, receipt)) == [(TODAY, 3, 2)]
