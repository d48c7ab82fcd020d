"""Photographs: stored once, related to what they show, and evidence for as long as it counts."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from mocgioi.domain.photo import Photo
from mocgioi.store import photos
from mocgioi.store.drafts import Draft
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.photos import Incoming
from mocgioi.store.undoing import undo

from .builders import entry, incoming, new_store, register


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path, ("944", "1116", "1117"))


def picture(name: str, **more: Any) -> Incoming:
    """Return a photograph whose bytes are its name."""
    data = name.encode()
    facts = Photo(hashlib.sha256(data).hexdigest(), name, "image/jpeg", len(data), **more)
    return Incoming(facts, lambda: data)


def shows(marker: str, shown: Incoming, row: int, day: str | None = "2025-01-01") -> Draft:
    return Draft(row, marker, "photo", shown.photo.sha256, day, row_number=row)


def take(store: Store, *drafts: Draft, pictures: tuple[Incoming, ...] = ()) -> str:
    """Take in a survey with its photographs, and return the batch."""
    file = incoming("survey", repr(drafts), len(drafts))
    with store.writing() as transaction:
        batch = record(transaction, file, drafts).batch or ""
        photos.put(transaction, batch, photos.not_stored(transaction, pictures))
    return batch


def evidence_of(store: Store, marker: str | None = None) -> list[tuple[str, str]]:
    with store.reading() as connection:
        return [(e.marker, e.photo.name) for e in photos.evidence(connection, marker)]


def pairs(store: Store, table: str, column: str, of: str) -> list[tuple[str, str]]:
    """Return what a table relates: the thing, and the name of its photograph."""
    with store.reading() as connection:
        key = "fid" if of == "markers" else "id"
        return connection.execute(
            f"SELECT b.{column}, p.name FROM {table} AS r JOIN {of} AS b ON b.{key} = r.base_id"
            " JOIN photos AS p ON p.id = r.related_id ORDER BY 1, 2"
        ).fetchall()


def test_a_photograph_is_stored_with_what_the_camera_says_and_when_it_came(store: Store) -> None:
    shot = picture("a.jpg", taken_at="2025-01-01T02:00:00Z", longitude=106.5, latitude=22.25)
    batch = take(store, shows("1116", shot, 2), pictures=(shot,))
    with store.reading() as connection:
        assert photos.content(connection, shot.photo.sha256) == b"a.jpg"
        assert photos.names(connection) == {shot.photo.sha256: "a.jpg"}
        assert photos.hashes(connection) == {shot.photo.sha256}
        (held,) = photos.evidence(connection)
        came = connection.execute("SELECT batch_uuid, recorded_at FROM photos").fetchone()
        (instant,) = connection.execute(
            "SELECT recorded_at FROM batches WHERE uuid = ?", (batch,)
        ).fetchone()
        observed = connection.execute(
            "SELECT uuid FROM observations WHERE aspect = 'photo'"
        ).fetchone()
    assert held.photo == shot.photo
    assert (held.marker, held.observation) == ("1116", observed[0])
    assert (held.observed_on, held.batch, held.row) == ("2025-01-01", batch, 2)
    assert held.distance_m is None
    assert came == (batch, instant)
    assert store.faults() == []


def test_a_photograph_nobody_stored_is_not_there(store: Store) -> None:
    with store.reading() as connection, pytest.raises(KeyError, match="nothing"):
        photos.content(connection, "nothing")


def test_only_photographs_not_stored_yet_are_to_be_stored_each_once_in_their_order(
    store: Store,
) -> None:
    a, b, c = (picture(name) for name in ("a.jpg", "b.jpg", "c.jpg"))
    take(store, shows("1116", b, 2), pictures=(b,))
    with store.writing() as transaction:
        again = a._replace(photo=a.photo._replace(name="again.jpg"))
        left = photos.not_stored(transaction, [c, a, b, again])
    assert [wanted.photo.name for wanted in left] == ["c.jpg", "a.jpg"]


def test_a_photograph_is_related_to_its_marker_and_to_all_its_row_says(store: Store) -> None:
    a, b = picture("a.jpg"), picture("b.jpg")
    take(
        store,
        shows("1116", a, 2),
        Draft(2, "1116", "marker_condition", "intact", "2025-01-01", row_number=2),
        shows("1117", b, 3),
        Draft(3, "1117", "marker_condition", "missing", "2025-01-01", row_number=3),
        pictures=(a, b),
    )
    assert pairs(store, "markers_photos", "number", "markers") == [
        ("1116", "a.jpg"),
        ("1117", "b.jpg"),
    ]
    assert pairs(store, "observations_photos", "value", "observations") == sorted(
        [
            *((shown.photo.sha256, shown.photo.name) for shown in (a, b)),
            ("intact", "a.jpg"),
            ("missing", "b.jpg"),
        ]
    )


def test_a_photograph_taken_back_is_no_evidence_and_is_kept(store: Store) -> None:
    a, b = picture("a.jpg"), picture("b.jpg")
    batch = take(store, shows("1116", a, 2), pictures=(a,))
    take(store, shows("1116", b, 2, "2025-02-01"), pictures=(b,))
    with store.writing() as transaction:
        undo(transaction, batch, by="officer", why="wrong marker")
    assert evidence_of(store) == [("1116", "b.jpg")]
    assert pairs(store, "markers_photos", "number", "markers") == [("1116", "b.jpg")]
    with store.reading() as connection:
        assert photos.content(connection, a.photo.sha256) == b"a.jpg"


def test_the_same_photograph_may_show_two_markers(store: Store) -> None:
    a = picture("a.jpg")
    take(store, shows("1117", a, 3), shows("944", a, 2), pictures=(a,))
    assert evidence_of(store) == [("944", "a.jpg"), ("1117", "a.jpg")]
    assert evidence_of(store, "944") == [("944", "a.jpg")]


def test_photographs_of_a_marker_stand_by_when_they_were_taken_then_by_name(store: Store) -> None:
    dated = picture("z.jpg", taken_at="2024-06-01T00:00:00Z")
    named = [picture(name) for name in ("c.jpg", "b.jpg")]
    undated = picture("y.jpg")
    shots = (*named, dated, undated)
    take(
        store,
        *(shows("1116", shot, row) for row, shot in enumerate((*named, dated))),
        shows("1116", undated, 9, None),
        pictures=shots,
    )
    assert [name for _, name in evidence_of(store)] == ["y.jpg", "z.jpg", "b.jpg", "c.jpg"]


def test_a_photograph_that_came_twice_is_evidence_once_by_its_first_report(store: Store) -> None:
    a = picture("a.jpg", taken_at="2024-06-01T00:00:00Z")
    first = take(store, shows("1116", a, 2), pictures=(a,))
    take(store, shows("1116", a, 5, "2025-02-01"))
    with store.reading() as connection:
        (held,) = photos.evidence(connection)
    assert (held.batch, held.row) == (first, 2)


def test_markers_have_their_register_positions_or_none(store: Store) -> None:
    register(store, entry("1118")._replace(position=None))
    with store.reading() as connection:
        positions = photos.register_positions(connection)
    assert positions == {
        **dict.fromkeys(("944", "1116", "1117"), (106.7, 22.0)),
        "1118": None,
    }
