"""A register that comes again: what differs is a change, what it leaves out stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.batch import Change
from mocgioi.store.handle import Store

from .builders import entry, new_store, register


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path, ("1116",))


def material_of(store: Store, number: str) -> str | None:
    with store.reading() as connection:
        row = connection.execute("SELECT material FROM markers WHERE number = ?", (number,))
        return row.fetchone()[0]  # type: ignore[no-any-return]


def test_another_material_is_written_and_told(store: Store) -> None:
    receipt = register(store, entry("1116")._replace(material="concrete"))
    assert receipt.changes == [Change("1116", "material", "granite", "concrete")]
    assert (receipt.applied, material_of(store, "1116")) == (1, "concrete")


def test_a_register_that_is_silent_of_a_material_leaves_it(store: Store) -> None:
    register(store, entry("1116")._replace(material=None, size="large"))
    assert material_of(store, "1116") == "granite"


def test_another_need_is_told_as_a_change_and_holds_from_its_day(store: Store) -> None:
    receipt = register(store, entry("1116", needs_road="no"), on="2026-03-01")
    assert receipt.changes == [Change("1116", "need_road", "yes", "no")]
    with store.reading() as connection:
        days = connection.execute(
            "SELECT value, observed_on FROM observations WHERE aspect = 'need_road' ORDER BY id"
        ).fetchall()
    assert days == [("yes", None), ("no", "2026-03-01")]


def test_the_same_register_again_changes_nothing(store: Store) -> None:
    receipt = register(store, entry("1116"), on="2026-03-01")
    assert (receipt.changes, receipt.unchanged, receipt.batch) == ([], 1, None)
