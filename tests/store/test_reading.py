"""The register read back, and what a store says of its markers."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.publication import Publication
from mocgioi.domain.register import MarkerEntry
from mocgioi.store import publications, reading
from mocgioi.store.handle import Store

from .builders import entry, new_store, register


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path, ())


def test_the_register_is_read_back_as_it_was_put_in_in_border_order(store: Store) -> None:
    whole = entry("1116")._replace(
        grouping="single", size="large", note="rêu", illustrative=True, source="sổ"
    )
    bare = MarkerEntry(number=MarkerNumber.parse("944"))
    register(store, whole, bare, entry("1116/1"))
    with store.reading() as connection:
        read = reading.read_markers(connection)
    assert list(read) == ["944", "1116", "1116/1"]
    assert (read["1116"], read["944"]) == (whole, bare)


def test_only_markers_with_a_position_are_placed(store: Store) -> None:
    register(store, entry("1116"), entry("1117")._replace(position=None))
    with store.reading() as connection:
        assert reading.placed_markers(connection) == {"1116"}


@pytest.mark.parametrize(("made_up", "answer"), [((False, False), False), ((False, True), True)])
def test_a_store_is_illustrative_where_a_marker_is(
    store: Store, made_up: tuple[bool, bool], answer: bool
) -> None:
    for number, is_made_up in zip(("1116", "1117"), made_up, strict=True):
        register(store, entry(number)._replace(illustrative=is_made_up))
    with store.reading() as connection:
        assert reading.is_illustrative(connection) is answer


def test_a_marker_is_placed_along_the_line_where_it_was_measured(store: Store) -> None:
    register(store, entry("1116"), entry("1117"))
    with store.writing() as transaction:
        transaction.update("markers", "number", [{"number": "1116", "border_km": 91.25}])
    with store.reading() as connection:
        assert reading.border_km(connection) == {"1116": 91.25, "1117": None}


def test_the_days_reports_spoke_of_are_those_of_publications(store: Store) -> None:
    noon = "2025-01-01T12:00:00.000Z"
    with store.reading() as connection:
        assert reading.reported_days(connection) == frozenset()
    for uuid, day in (("a", "2023-12-31"), ("b", "2024-12-31"), ("c", "2023-12-31")):
        made = Publication("Hội nghị", day, noon, 6, 4, 3, uuid=uuid, recorded_at=noon)
        with store.writing() as transaction:
            publications.put(transaction, made, ())
    with store.reading() as connection:
        assert reading.reported_days(connection) == {"2023-12-31", "2024-12-31"}
