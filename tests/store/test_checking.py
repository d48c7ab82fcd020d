"""Is a store sound: whoever changed what, ``check`` names it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import shapely

from mocgioi.domain.register import Commune, Road
from mocgioi.errors import NotAStore, UsageError
from mocgioi.store import chain, commits
from mocgioi.store.handle import Store
from mocgioi.store.items import put_items

from .builders import incoming, make_store, new_store, observe, road
from .clock import Clock


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three markers and a road, in five commits."""
    store = new_store(tmp_path)
    line = shapely.LineString([(107.0, 22.0), (107.0, 22.2)]).wkb
    roads = [Road(geometry=line, name="A")]
    with store.writing() as transaction:
        put_items(transaction, incoming("roads", "r", 1), roads, "2026-01-01")
    for year in (2023, 2024, 2025):
        day = f"{year}-01-01"
        observe(store, road("1116", "none", day), road("1117", "none", day, 1))
    return store


def by_another_hand(store: Store, *statements: str) -> None:
    """Run statements as a program that respects no guard."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        connection.execute("COMMIT")


def told(store: Store) -> dict[str, str]:
    """Return what is told first of each code, beside the guards that are gone."""
    found = reversed(store.check())
    return {f.code: f.words().en for f in found if f.code != "part-missing"}


def codes(store: Store) -> list[str]:
    return [finding.code for finding in store.check()]


def test_a_store_as_the_program_writes_it_is_sound(store: Store) -> None:
    assert store.check() == []


def test_an_edit_that_waits_to_be_folded_is_no_fault(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE markers SET road_status = 'built' WHERE number = '1118'")
        other.commit()
    assert store.check() == []


@pytest.mark.parametrize(
    ("statements", "commit"),
    [
        (
            ["UPDATE observations SET value = 'built' WHERE commit_number = 3"],
            3,
        ),
        (["UPDATE observations SET recorded_at = '2020-01-01' WHERE commit_number = 4"], 4),
        (["DELETE FROM observations WHERE commit_number = 4 AND subject = '1117'"], 4),
        (["UPDATE batches SET file_name = 'other' WHERE commit_number = 2"], 2),
        (["UPDATE batches SET rows_read = 9 WHERE commit_number = 5"], 5),
        (
            [
                "INSERT INTO observations (subject, aspect, value, recorded_at, commit_number)"
                " VALUES ('1118', 'road_status', 'built', '2023-01-01T00:00:00.000Z', 3)"
            ],
            3,
        ),
        (
            [
                "UPDATE observations SET id = -id WHERE commit_number = 4",
                "UPDATE observations SET id = 1000 - id WHERE commit_number = 4",
            ],
            4,
        ),
        (["UPDATE commits SET committed_at = '2020-01-01T00:00:00.000Z' WHERE number = 2"], 2),
        (["UPDATE commits SET head = substr(head, 2) || '-' WHERE number = 3"], 3),
        (["UPDATE observations SET value = x'ff00' WHERE commit_number = 4"], 4),
    ],
    ids=[
        *("value", "instant", "deleted", "name", "count", "added", "renumbered"),
        *("commit", "head", "bytes"),
    ],
)
def test_the_commit_whose_rows_were_changed_is_named(
    statements: Sequence[str], commit: int, store: Store
) -> None:
    by_another_hand(store, *statements)
    assert f"commit {commit} " in told(store)["chain-broken"]


def test_a_change_that_was_given_a_head_of_its_own_is_told_of_the_next_commit(
    store: Store,
) -> None:
    named = head(store, 5)[:8]
    by_another_hand(store, "UPDATE batches SET rows_read = 9 WHERE commit_number = 3")
    with closing(sqlite3.connect(store.path)) as connection:
        forged = {commit.number: head for commit, head in chain.heads(connection, 2)}[3]
    by_another_hand(store, f"UPDATE commits SET head = '{forged}' WHERE number = 3")
    assert "commit 4 " in told(store)["chain-broken"]
    assert store.state_named(named) is None


def test_what_was_moved_to_another_commit_is_told_of_both(store: Store) -> None:
    by_another_hand(
        store,
        "UPDATE observations SET commit_number = 3 WHERE commit_number = 4 AND subject = '1116'",
    )
    broken = [f.words().en for f in store.check() if f.code == "chain-broken"]
    assert [f"commit {n} " in text for n, text in zip((3, 4), broken, strict=True)] == [True, True]


@pytest.mark.parametrize("number", [1, 3, 5])
def test_a_commit_that_was_taken_away_is_missed(number: int, store: Store) -> None:
    by_another_hand(store, f"DELETE FROM commits WHERE number = {number}")
    texts = [f.words().en for f in store.check() if f.code == "chain-broken"]
    assert any(f"commit {number} is missing" in text for text in texts)


def test_a_whole_end_that_was_taken_away_is_missed(store: Store) -> None:
    by_another_hand(
        store,
        *(f"DELETE FROM {t} WHERE commit_number = 5" for t in ("observations", "batches")),
        "DELETE FROM commits WHERE number = 5",
    )
    assert "commit 5 is missing" in told(store)["chain-broken"]


@pytest.mark.parametrize(
    ("statement", "code", "names"),
    [
        ("UPDATE markers SET road_status = 'built' WHERE number = '1117'", "layer-differs", "1117"),
        ("UPDATE markers SET road_status_since = NULL", "layer-differs", "1116, 1117"),
        ("DELETE FROM markers WHERE number = '1118'", "layer-differs", "1118"),
        ("INSERT INTO markers (number, kind) VALUES ('9', 'main')", "layer-differs", "9"),
        ("UPDATE roads SET status = 'built'", "layer-differs", "roads"),
        ("UPDATE roads SET geom = NULL", "layer-differs", "roads"),
        ("DELETE FROM rtree_markers_geom WHERE id = 1", "index-differs", "markers"),
        ("UPDATE rtree_roads_geom SET maxx = 120", "index-differs", "roads"),
        ("INSERT INTO rtree_roads_geom VALUES (99, 1, 1, 1, 1)", "index-differs", "roads"),
        ("UPDATE gpkg_ogr_contents SET feature_count = 7", "count-differs", "7"),
        ("DELETE FROM code_lists WHERE code = 'built'", "codes-differ", "road_status"),
        ("UPDATE code_lists SET vi = 'x' WHERE code = 'missing'", "codes-differ", "condition"),
        (
            "DELETE FROM gpkg_data_column_constraints WHERE value = 'built'",
            "codes-differ",
            "road_status",
        ),
        ("UPDATE writer SET writing = 1", "writer-on", "writer"),
        ("DELETE FROM writer", "writer-on", "writer"),
        ("DELETE FROM gpkg_geometry_columns WHERE table_name = 'roads'", "part-changed", "roads"),
        ("DELETE FROM gpkg_contents WHERE table_name = 'photos'", "part-changed", "photos"),
        ("DELETE FROM gpkg_extensions WHERE table_name = 'edits'", "part-changed", "edits"),
        ("DELETE FROM gpkg_extensions WHERE table_name = 'roads'", "part-changed", "roads"),
    ],
)
def test_what_differs_from_the_ledger_is_named(
    statement: str, code: str, names: str, store: Store
) -> None:
    by_another_hand(store, statement)
    assert names in told(store)[code]


def test_a_guard_that_says_something_else_is_named(store: Store) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER markers_deleted")
        connection.execute(
            "CREATE TRIGGER markers_deleted BEFORE DELETE ON markers BEGIN SELECT 1; END"
        )
    assert codes(store) == ["part-changed"]


def test_a_table_of_the_ledger_that_was_written_anew_is_named_and_nothing_else(
    store: Store,
) -> None:
    by_another_hand(
        store,
        "CREATE TABLE copy AS SELECT * FROM observations",
        "DROP TABLE observations",
        "ALTER TABLE copy RENAME TO observations",
    )
    assert codes(store) == ["ledger-rewritten"]


def test_a_photograph_that_was_changed_is_named(store: Store) -> None:
    with store.writing() as transaction:
        transaction.insert(
            "photos",
            [
                {
                    "content_type": "image/jpeg",
                    "sha256": "0" * 64,
                    "name": "moc.jpg",
                    "size_bytes": 1,
                    "batch_uuid": "b",
                    "recorded_at": transaction.instant(),
                    "data": b"x",
                }
            ],
        )
    assert "moc.jpg" in told(store)["chain-broken"]


def test_a_marker_of_a_commune_that_is_not_there_is_looked_at(store: Store) -> None:
    with store.writing() as transaction:
        communes = [Commune(code="1", name="Xã", geometry=b"")]
        put_items(transaction, incoming("communes", "c", 1), communes, "2026-01-01")
    (finding,) = store.check()
    assert (finding.code, finding.severity, "06184" in finding.words().en) == (
        "commune-absent",
        "warning",
        True,
    )
    assert store.faults() == []


@pytest.mark.parametrize(("hours", "code"), [(-5, ["clock-ahead"]), (5, [])])
def test_a_clock_that_went_back_is_told_once_the_next_write_has_shown_it(
    hours: int, code: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    monkeypatch.setattr(Clock, "shown", Clock.shown + timedelta(hours=hours))
    observe(store, road("1116", "none", "2024-01-01"))
    assert codes(store) == code
    assert [f.severity for f in store.check()] == ["notice"] * len(code)


@pytest.mark.parametrize(("hours", "told"), [(-5, ["clock-ahead"]), (5, [])])
def test_a_clock_that_stands_behind_the_last_commit_is_told_with_the_file(
    hours: int, told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "datetime", Clock)
    store = make_store(tmp_path)
    monkeypatch.setattr(Clock, "shown", Clock.shown + timedelta(hours=hours))
    assert codes(store) == told
    receipt = observe(store, road("1116", "none", "2024-01-01"))
    assert [f.code for f in receipt.findings] == told


def head(store: Store, number: int) -> str:
    with store.reading() as connection:
        (head,) = connection.execute(
            "SELECT head FROM commits WHERE number = ?", (number,)
        ).fetchone()
    return str(head)


def test_a_state_is_contained_as_long_as_nothing_until_then_was_changed(store: Store) -> None:
    heads = {number: head(store, number) for number in (2, 4)}
    by_another_hand(store, "UPDATE batches SET file_name = 'x' WHERE commit_number = 3")
    contained = {number: store.state_named(head[:8]) is not None for number, head in heads.items()}
    assert contained == {2: True, 4: False}


def test_a_state_is_that_of_its_commit(store: Store) -> None:
    state = store.state_named(head(store, 3)[:8].upper())
    assert state is not None and (state.number, state.head) == (3, head(store, 3))


def test_the_state_after_an_edit_of_another_program_is_named_before_it_is_sealed(
    store: Store,
) -> None:
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE markers SET road_status = 'built' WHERE number = '1118'")
        other.commit()
    with store.reading() as connection:
        shown = commits.known(connection, None).head
    observe(store, road("1116", "none", "2020-01-01"))
    assert head(store, 6).startswith(str(shown))
    assert store.state_named(str(shown)) is not None


@pytest.mark.parametrize("name", ["", "1234567", "1234567g", "xxxxxxxx"])
def test_what_names_no_state_is_refused(name: str, store: Store) -> None:
    with pytest.raises(UsageError):
        store.state_named(name)


def test_what_could_not_be_restored_is_not_copied(store: Store, tmp_path: Path) -> None:
    by_another_hand(store, "UPDATE batches SET file_name = 'x' WHERE commit_number = 3")
    with pytest.raises(NotAStore):
        store.backup(tmp_path / "copy.gpkg")
    assert not (tmp_path / "copy.gpkg").exists()
