"""What a register says first holds from the beginning; what a later one says, from its day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import shapely

from mocgioi.domain.batch import Receipt
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.store import reading
from mocgioi.store.disagreements import open_disagreements, resolve
from mocgioi.store.handle import Store
from mocgioi.store.items import put_items
from mocgioi.store.ledger import record
from mocgioi.store.register import put_markers
from mocgioi.store.undoing import undo

from .builders import entry, incoming, new_store, register

LINE = shapely.MultiLineString([[(106.5, 22.0), (106.75, 22.25)]]).wkb
A_MILLIMETRE_OFF = shapely.MultiLineString([[(106.5, 22.00000001), (106.75, 22.25)]]).wkb
A_METRE_OFF = shapely.MultiLineString([[(106.5, 22.00001), (106.75, 22.25)]]).wkb
BEFORE, DAY = "2025-12-31", "2026-01-01"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path, ())


def put(store: Store, *items: Any, on: str = DAY, file: str | None = None) -> Receipt:
    kind = {"Road": "roads", "Commune": "communes"}[type(items[0]).__name__]
    with store.writing() as transaction:
        return put_items(transaction, incoming(kind, file or f"{items}", len(items)), items, on)


def roads(store: Store, as_of: str | None = None) -> list[tuple[str | None, str | None]]:
    with store.reading() as connection:
        return [(r.name, r.status) for r in reading.read_items(connection, Road, as_of=as_of)]


def markers(store: Store, as_of: str | None = None) -> list[str]:
    with store.reading() as connection:
        return list(reading.read_markers(connection, as_of=as_of))


def test_the_first_file_of_roads_says_how_it_was_from_the_beginning(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A", status="built"))
    assert roads(store, "1999-01-01") == [("A", "built")]


def test_what_a_later_file_says_otherwise_holds_from_its_day(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A", status="approved"))
    put(store, Road(geometry=LINE, name="A", status="built"), on=DAY)
    assert (roads(store, BEFORE), roads(store, DAY)) == ([("A", "approved")], [("A", "built")])


def test_a_road_that_a_later_file_brings_is_there_from_its_day(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"))
    put(store, Road(geometry=A_METRE_OFF, name="B"), on=DAY)
    assert roads(store, BEFORE) == [("A", None)]
    assert roads(store, DAY) == [("A", None), ("B", None)]


def test_a_road_of_a_later_file_is_there_from_the_day_its_papers_begin_with(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"))
    begun = Road(geometry=A_METRE_OFF, name="B", started_on="2020-05-01", completed_on="2021-05-01")
    put(store, begun, on=DAY)
    assert roads(store, "2020-05-01") == [("A", None), ("B", None)]
    assert roads(store, "2020-04-30") == [("A", None)]


def test_an_attribute_that_no_file_said_before_holds_from_the_beginning(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"))
    put(store, Road(geometry=LINE, name="A", status="built"), on=DAY)
    assert roads(store, BEFORE) == [("A", "built")]


def test_a_marker_that_a_later_register_brings_exists_from_its_day(tmp_path: Path) -> None:
    store = new_store(tmp_path, ("1116",))
    register(store, entry("1116"), entry("1117"), on=DAY)
    assert (markers(store, BEFORE), markers(store, DAY)) == (["1116"], ["1116", "1117"])


def test_a_file_that_is_undone_was_not_the_first(store: Store) -> None:
    first = put(store, Road(geometry=LINE, name="A"))
    with store.writing() as transaction:
        undo(transaction, first.batch or "", by="x", why="y")
    assert roads(store) == []
    put(store, Road(geometry=LINE, name="B"), on=DAY)
    assert roads(store, BEFORE) == [("B", None)]


def test_a_post_that_a_register_of_markers_names_does_not_make_the_file_of_posts_late(
    store: Store,
) -> None:
    with store.writing() as transaction:
        file = incoming("markers", "m", 1)
        put_markers(transaction, file, [entry("1116")], DAY, new_posts=[Post("huu-nghi", "H")])
        put_items(transaction, incoming("posts", "p", 1), [Post("chi-ma", "Chi Ma")], DAY)
    with store.reading() as connection:
        posts = reading.read_items(connection, Post, as_of="1999-01-01")
    assert [post.code for post in posts] == ["huu-nghi", "chi-ma"]


def test_lines_within_a_centimetre_are_one(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"))
    again = put(store, Road(geometry=A_MILLIMETRE_OFF, name="A"))
    assert (again.unchanged, again.batch) == (1, None)


def test_a_line_a_metre_off_is_told_in_metres(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"))
    (change,) = put(store, Road(geometry=A_METRE_OFF, name="A")).changes
    assert change.words.vi == "hình vẽ: dài 37.835 m → dài 37.834 m, lệch nhiều nhất 1,1 m"


def test_a_road_that_is_the_same_but_for_its_name_was_renamed(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A", serves=("1116",)))
    receipt = put(store, Road(geometry=LINE, name="B", serves=("1116",)))
    assert [(c.item, c.column, c.new) for c in receipt.changes] == [("A 1116", "name", "B")]
    assert roads(store) == [("B", None)]


def test_a_road_that_alone_serves_a_marker_was_renamed_and_redrawn(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A", serves=("1116",)))
    put(store, Road(geometry=A_METRE_OFF, name="B", serves=("1116",)))
    assert roads(store) == [("B", None)]


def test_a_road_is_known_by_the_identity_it_has_in_the_store(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"))
    with store.reading() as connection:
        (road,) = reading.read_items(connection, Road)
    put(store, road._replace(name="B", geometry=A_METRE_OFF, serves=("1116",)))
    assert roads(store) == [("B", None)]


def test_the_same_file_makes_the_same_road_in_two_stores(store: Store, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = new_store(tmp_path / "other", ())
    identities = []
    for each in (store, other):
        put(each, Road(geometry=LINE, name="A"))
        with each.reading() as connection:
            identities.append([road.uuid for road in reading.read_items(connection, Road)])
    assert identities[0] == identities[1]


def test_a_road_that_a_file_does_not_have_is_named_and_stays(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"), Road(geometry=A_METRE_OFF, name="B"))
    receipt = put(store, Road(geometry=LINE, name="A", status="built"))
    (absent,) = (f for f in receipt.findings if f.code == "road-absent")
    assert "B" in absent.words().vi and roads(store)[1] == ("B", None)


def test_two_files_that_differ_of_one_day_are_a_disagreement(store: Store) -> None:
    put(store, Commune("06184", "Đồng Đăng"), file="a")
    put(store, Commune("06184", "Đồng Mỏ"), file="b", on=DAY)
    receipt = put(store, Commune("06184", "Đồng Bành"), file="c", on=DAY)
    assert [f.code for f in receipt.findings] == ["register-conflict"]
    assert receipt.queued == 1


def test_a_file_corrects_what_a_file_of_its_name_said_of_the_day(store: Store) -> None:
    put(store, Commune("06184", "Đồng Đăng"), file="a")
    put(store, Commune("06184", "Đồng Mỏ"), file="b", on=DAY)
    receipt = put(store, Commune("06184", "Đồng Bành"), file="b", on=DAY)
    with store.reading() as connection:
        (commune,) = reading.read_items(connection, Commune)
    assert (commune.name, receipt.findings) == ("Đồng Bành", [])


def test_a_file_that_waits_changes_nothing_when_it_comes_again(store: Store) -> None:
    put(store, Commune("06184", "Đồng Đăng"), file="a")
    put(store, Commune("06184", "Đồng Mỏ"), file="b", on=DAY)
    put(store, Commune("06184", "Đồng Bành"), file="c", on=DAY)
    again = put(store, Commune("06184", "Đồng Bành"), file="c", on=DAY)
    assert (again.unchanged, again.batch) == (1, None)


def test_an_import_of_roads_can_be_taken_back(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A", status="approved"))
    later = put(store, Road(geometry=LINE, name="A", status="built"))
    with store.writing() as transaction:
        undo(transaction, later.batch or "", by="x", why="y")
    assert roads(store) == [("A", "approved")]


def test_rows_of_the_layers_are_as_they_were_when_nothing_is_new(store: Store) -> None:
    put(store, Road(geometry=LINE, name="A"))
    before = store.path.read_bytes()
    with store.writing() as transaction:
        record(transaction, incoming("roads", "x", 0), [])
    assert store.path.read_bytes() == before


def test_what_waits_is_no_change(store: Store) -> None:
    put(store, Commune("06184", "Đồng Đăng"), file="a")
    put(store, Commune("06184", "Đồng Mỏ"), file="b", on=DAY)
    assert put(store, Commune("06184", "Đồng Bành"), file="c", on=DAY).changes == []


def test_a_disagreement_of_two_files_is_listed_by_the_name_of_its_subject(store: Store) -> None:
    put(store, Commune("06184", "Đồng Đăng"), file="a")
    put(store, Commune("06184", "Đồng Mỏ"), file="b", on=DAY)
    put(store, Commune("06184", "Đồng Bành"), file="c", on=DAY)
    with store.reading() as connection:
        (waiting,) = open_disagreements(connection)
    assert (waiting.kind, waiting.marker, waiting.aspect) == (
        "commune",
        "Đồng Đăng",
        "commune.name",
    )


def test_a_decision_lets_the_layer_follow(store: Store) -> None:
    put(store, Commune("06184", "Đồng Đăng"), file="a")
    put(store, Commune("06184", "Đồng Mỏ"), file="b", on=DAY)
    put(store, Commune("06184", "Đồng Bành"), file="c", on=DAY)
    with store.writing() as transaction:
        (waiting,) = open_disagreements(transaction)
        resolve(transaction, waiting.id, waiting.sides[1].uuid, by="x", why="y")
    with store.reading() as connection:
        (commune,) = reading.read_items(connection, Commune)
        assert open_disagreements(connection) == []
    assert commune.name == waiting.sides[1].value
