"""The card of one marker: what is read for it, and that it says what the whole store says."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.domain.register import MarkerEntry, Road
from mocgioi.store import at_hand, geopackage, handle, reading, results
from mocgioi.store.geopackage import Transaction
from mocgioi.store.items import put_items
from mocgioi.store.register import put_markers
from mocgioi.tracker import Tracker
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.lines import around, nearest_of, stored_measurements
from tests.store.builders import incoming
from tests.tracker import world

DAY = "2026-06-01"
ROADS = 7
NUMBERS = ("1116", "1117", "1118")


def built(folder: Path, numbers: tuple[str, ...], *roads: Road) -> Tracker:
    """Make a store of markers, each beside the next, and of roads, measured."""
    from mocgioi import tracker

    made = tracker.create(folder / "langson.gpkg")
    entries = [world.marker(number) for number in numbers]
    with made.store.writing() as transaction:
        put_markers(transaction, incoming("markers", "m", len(entries)), entries, world.FIRST)
    with made.store.writing() as transaction:
        put_items(transaction, incoming("roads", "r", len(roads)), roads, world.FIRST)
    bring_up_to_date(made.store)
    return made


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A store of three markers and some roads of which the results are put in by hand."""
    folder = tmp_path_factory.mktemp("around")
    roads = [world.access("1116", name=f"r{n}", serves=()) for n in range(ROADS)]
    with built(folder, NUMBERS, *roads).store.reading() as source:
        copy = geopackage.private_copy(source)
    yield copy
    copy.close()


CLASSES = st.sampled_from(["access", "patrol", "commune"])
STATUSES = st.sampled_from(["built", "approved", None])
DAYS = st.sampled_from([None, "2020-01-01", DAY, "2026-06-02"])
COMMUNES = st.sampled_from(["a", "b", "-", "a; b", None])
LINES = st.integers(0, ROADS - 1)
METRES = st.sampled_from([0.0, 12.5, 30.0, 30.1, 150.0, 150.1, 9_000.0])


@given(
    roads=st.lists(
        st.tuples(CLASSES, STATUSES, DAYS, DAYS, COMMUNES), min_size=ROADS, max_size=ROADS
    ),
    joins=st.sets(st.tuples(LINES, LINES).filter(lambda pair: pair[0] < pair[1])),
    near=st.dictionaries(st.tuples(st.sampled_from(NUMBERS), LINES), METRES, max_size=9),
    pieces=st.booleans(),
)
def test_what_is_read_about_a_marker_shows_of_it_what_all_the_lines_show(
    connection: sqlite3.Connection,
    roads: list[tuple[str, str | None, str | None, str | None, str | None]],
    joins: set[tuple[int, int]],
    near: dict[tuple[str, int], float],
    pieces: bool,
) -> None:
    put(connection, roads, joins, near, in_pieces=pieces)
    everything = reading.read_items(connection, Road, geometry=False)
    entries: dict[str, MarkerEntry] = reading.read_markers(connection)
    measured = stored_measurements(connection)
    communes = {number: entry.commune for number, entry in entries.items()}
    state = measured.state(everything, communes, as_of=DAY)
    nearest, _ = nearest_of(measured, everything, as_of=DAY)
    for number, entry in entries.items():
        shown = around(connection, [entry], as_of=None, day=DAY, known_at=None)
        assert shown.measured == {number: state[number]}
        assert shown.nearest.get(number) == nearest.get(number)


def put(
    connection: sqlite3.Connection,
    roads: list[tuple[str, str | None, str | None, str | None, str | None]],
    joins: set[tuple[int, int]],
    near: dict[tuple[str, int], float],
    *,
    in_pieces: bool,
) -> None:
    """Write roads as they are told, and results; the first road is in two pieces if so told."""
    transaction = Transaction(connection)
    uuids = [uuid for (uuid,) in connection.execute("SELECT uuid FROM roads ORDER BY uuid")]
    columns = ("road_class", "status", "started_on", "completed_on")
    transaction.update(
        "roads",
        "uuid",
        [
            {"uuid": uuid, **dict(zip(columns, road, strict=False))}
            for uuid, road in zip(uuids, roads, strict=True)
        ],
    )
    names = [f"{uuids[0]}#1", *uuids[1:]] if in_pieces else uuids
    of_pieces = {(f"{uuids[0]}#2", uuids[ROADS - 1])} if in_pieces else set()
    results.write_reach(
        transaction,
        distances=[(number, names[line], metres) for (number, line), metres in near.items()],
        joins=sorted({(names[one], names[other]) for one, other in joins} | of_pieces),
        road_communes={
            uuid: [None if code == "-" else code for code in road[4].split("; ")] if road[4] else []
            for uuid, road in zip(uuids, roads, strict=True)
        },
        border_km={},
        measured={},
        version=results.geometry_version(connection),
        built=results.roads_built(connection),
        counting="",
    )


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """Count the statements and the rows that stores give while it lasts."""
    count = {"statements": 0, "rows": 0}
    connect = geopackage.connect

    def a_row(_: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        count["rows"] += 1
        return row

    def a_statement(_: str) -> None:
        count["statements"] += 1

    def counting(*path: Any, **how: Any) -> sqlite3.Connection:
        opened = connect(*path, **how)
        opened.row_factory = a_row
        opened.set_trace_callback(a_statement)
        return opened

    with monkeypatch.context() as patched:
        for module in (handle, at_hand):
            patched.setattr(module, "connect", counting)
        yield count


def test_no_more_is_read_for_a_card_where_the_store_has_more_markers_and_roads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for last in (1120, 1150):
        numbers = tuple(str(number) for number in range(1116, last + 1))
        folder = tmp_path / str(last)
        folder.mkdir()
        store = built(folder, numbers, *map(world.access, numbers))
        with counted(monkeypatch) as count:
            card = store.show("1118")
        assert card["nearest_road"] == "Đường lên mốc 1118"
        counts.append(count)
    assert counts[0] == counts[1]
    assert counts[0]["rows"] > 10
