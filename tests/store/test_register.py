"""A register that comes again: what differs is a change, what it leaves out stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.batch import Change
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.store.events import read_observations
from mocgioi.store.handle import Store
from mocgioi.store.register import put_markers

from .builders import bare, entry, incoming, new_store, register


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path, ("1116",))


def material_of(store: Store, number: str) -> str | None:
    with store.reading() as connection:
        row = connection.execute("SELECT material FROM markers WHERE number = ?", (number,))
        return row.fetchone()[0]  # type: ignore[no-any-return]


def test_another_material_is_written_and_told(store: Store) -> None:
    receipt = register(store, entry("1116")._replace(material="concrete"))
    assert bare(receipt.changes) == [Change("1116", "material", "granite", "concrete")]
    assert (receipt.applied, material_of(store, "1116")) == (1, "concrete")


def test_a_register_that_is_silent_of_a_material_leaves_it(store: Store) -> None:
    register(store, entry("1116")._replace(material=None, size="large"))
    assert material_of(store, "1116") == "granite"


def test_another_need_is_told_as_a_change_and_holds_from_its_day(store: Store) -> None:
    receipt = register(store, entry("1116", needs_road="no"), on="2026-03-01")
    assert bare(receipt.changes) == [Change("1116", "need_road", "yes", "no")]
    with store.reading() as connection:
        days = connection.execute(
            "SELECT value, observed_on FROM observations WHERE aspect = 'need_road' ORDER BY id"
        ).fetchall()
    assert days == [("yes", None), ("no", "2026-03-01")]


def test_the_same_register_again_changes_nothing(store: Store) -> None:
    receipt = register(store, entry("1116"), on="2026-03-01")
    assert (bare(receipt.changes), receipt.unchanged, receipt.batch) == ([], 1, None)


def stated(store: Store, number: str) -> dict[str, str]:
    """Return what is observed of a marker, by aspect."""
    with store.reading() as connection:
        observations = read_observations(connection, subjects=[number])
    assert len({o.aspect for o in observations}) == len(observations)
    return {o.aspect: o.value for o in observations}


def test_all_a_register_says_of_a_marker_is_observed(store: Store) -> None:
    assert stated(store, "1116") == {
        "existence": "yes",
        "need_road": "yes",
        "commune": "06184",
        "post": "huu-nghi",
        "register_position": Position(106.7, 22.0).as_value(),
        "material": "granite",
    }


def test_a_register_that_gives_only_a_number_says_only_that_the_marker_is_there(
    store: Store,
) -> None:
    register(store, MarkerEntry(number=MarkerNumber.parse("1200")))
    assert stated(store, "1200") == {"existence": "yes"}


def test_a_new_marker_is_kept_with_its_kind_its_row_and_whether_it_is_made_up(
    store: Store,
) -> None:
    double = entry("1118(1)")._replace(illustrative=True, row=7)
    register(store, double)
    with store.reading() as connection:
        kept = connection.execute(
            "SELECT kind, illustrative, material FROM markers WHERE number = '1118(1)'"
        ).fetchone()
        observed = {
            (o.row, o.illustrative) for o in read_observations(connection, subjects=["1118(1)"])
        }
    assert kept == (double.number.kind, 1, "granite")
    assert observed == {(7, 1)}


def test_every_changed_marker_of_a_register_is_told_and_every_row_counted(
    tmp_path: Path,
) -> None:
    store = new_store(tmp_path)
    receipt = register(
        store,
        entry("1116")._replace(material="concrete"),
        entry("1117")._replace(size="large"),
        entry("1118"),
        entry("1119"),
        entry("1120"),
    )
    assert bare(receipt.changes) == [
        Change("1116", "material", "granite", "concrete"),
        Change("1117", "size", None, "large"),
    ]
    assert (receipt.read, receipt.applied, receipt.unchanged) == (5, 4, 1)
    assert material_of(store, "1116") == "concrete"


def test_what_changed_on_a_day_and_comes_again_later_is_not_news(store: Store) -> None:
    register(store, entry("1116", needs_road="no"), on="2026-03-01")
    again = register(store, entry("1116", needs_road="no")._replace(row=2), on="2026-05-01")
    assert (again.unchanged, again.batch) == (1, None)


def test_the_spatial_index_is_left_alone_where_no_marker_moved(store: Store) -> None:
    written: list[str] = []
    with store.writing() as transaction:
        transaction.reader.set_trace_callback(written.append)
        concrete = entry("1116")._replace(material="concrete")
        put_markers(transaction, incoming("markers", "a", 1), [concrete], "2026-03-01")
    of_markers = [sql for sql in written if 'UPDATE "markers"' in sql]
    assert of_markers
    assert not any("geom" in sql for sql in of_markers)
