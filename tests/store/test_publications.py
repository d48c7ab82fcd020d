"""What was reported is kept as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.publication import Publication, ReportedMarker
from mocgioi.store import publications
from mocgioi.store.handle import Store
from mocgioi.version import VERSION

from .builders import new_store

FIRST = Publication(
    title="Hội nghị",
    as_of="2023-12-31",
    known_at="2024-01-05T03:00:00.000Z",
    markers=6,
    markers_needing_road=4,
    road_built=3,
    illustrative=True,
    recorded_by="Trưởng ban",
    recorded_at="2024-01-06T03:00:00.000Z",
    uuid="p1",
)
LATER = Publication(
    "Giao ban", "2022-12-31", "2024-01-05T03:00:00.000Z", 6, 4, 2, uuid="p2"
)._replace(recorded_at="2024-01-07T03:00:00.000Z")
MARKERS = (
    ReportedMarker("1116", "yes", "built", "06184", "huu-nghi", "o1"),
    ReportedMarker("1117", None, None),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = new_store(tmp_path, ())
    with store.writing() as transaction:
        publications.put(transaction, LATER, [ReportedMarker("944", "no", "none")])
        publications.put(transaction, FIRST, iter(MARKERS))
    return store


def test_publications_are_read_back_as_they_were_recorded_oldest_first(store: Store) -> None:
    with store.reading() as connection:
        read = publications.read(connection)
    assert read == [made._replace(commit=1) for made in (FIRST, LATER)]
    assert [each.illustrative for each in read] == [True, False]


def test_a_publication_keeps_every_marker_it_counted(store: Store) -> None:
    with store.reading() as connection:
        counted = {uuid: publications.markers_of(connection, uuid) for uuid in ("p1", "p3")}
    assert counted == {"p1": {marker.number: marker for marker in MARKERS}, "p3": {}}


def test_a_publication_keeps_the_version_of_the_program(store: Store) -> None:
    with store.reading() as connection:
        versions = connection.execute("SELECT program_version FROM publications").fetchall()
    assert versions == [(VERSION,)] * 2
