"""Rows that do not count before somebody says so: a mass edit of QGIS, a copy that was merged."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.store import geometry
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt
from tests.desk.test_decide import text_of

MANY = 22


@pytest.fixture(scope="module")
def made_edited(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which another program wrote over the roads of many markers at once."""
    path = tmp_path_factory.mktemp("edited") / "langson.gpkg"
    shutil.copy(built_demo, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        geometry.register_geometry_functions(connection)
        connection.execute(
            "UPDATE markers SET road_status = 'built' WHERE fid IN (SELECT fid FROM markers"
            f" WHERE road_status = 'none' AND needs_road = 'yes' LIMIT {MANY})"
        )
    return path


@pytest.fixture
def edited(made_edited: Path, tmp_path: Path) -> Tracker:
    path = tmp_path / "langson.gpkg"
    shutil.copy(made_edited, path)
    return tracker.open(path)


@pytest.fixture
def caller(edited: Tracker, at_desk: PersonAt) -> Caller:
    return at_desk(edited.store.path)


def rows_held(store: Tracker) -> int:
    conflicts = store.decisions.disagreements()["conflicts"]
    return sum(conflict["reason"] == "held" for conflict in conflicts)


def whole_batch(caller: Caller) -> tuple[str, dict[str, str]]:
    """Return the name of the batch that is asked about as one, and the fields to answer with."""
    page = caller.get("/decide").text
    fields = dict(re.findall(r'name="(state-\w{32})" value="(\w+)"', page))
    (batch,) = re.findall(r'href="/decide\?batch=(\w{32})"', page)
    return batch, {f"state-{batch}": fields[f"state-{batch}"], "why": "đã hỏi đồn"}


def test_a_mass_edit_is_asked_about_as_one_with_what_it_would_change(
    edited: Tracker, caller: Caller
) -> None:
    assert rows_held(edited) == MANY
    text = text_of(caller.get("/decide").text)
    assert f"1 NHẬN cả {MANY} dòng" in text
    assert f"tình trạng đường: đã xây dựng (đang tính: chưa xây dựng) ({MANY} mốc)" in text


def test_all_of_it_is_taken_by_one_answer(edited: Tracker, caller: Caller) -> None:
    before = edited.figures.status()["road_built"] or 0
    batch, sent = whole_batch(caller)
    caller.post("/decide", sent | {f"keep-{batch}": batch})
    assert rows_held(edited) == 0
    assert edited.figures.status()["road_built"] == before + MANY


def test_all_of_it_is_set_aside_by_one_answer(edited: Tracker, caller: Caller) -> None:
    before = edited.figures.status()["road_built"]
    batch, sent = whole_batch(caller)
    caller.post("/decide", sent | {f"keep-{batch}": "none"})
    assert rows_held(edited) == 0
    assert edited.figures.status()["road_built"] == before


def test_each_row_can_be_looked_at_and_decided_alone(edited: Tracker, caller: Caller) -> None:
    batch, _ = whole_batch(caller)
    page = caller.get(f"/decide?batch={batch}").text
    states = dict(re.findall(r'name="state-(\w{32})" value="(\w+)"', page))
    assert len(states) == MANY
    key = next(iter(states))
    sent = {f"state-{key}": states[key], f"keep-{key}": key, "why": "x"}
    assert caller.post(f"/decide?batch={batch}", sent).status_code == 303
    assert rows_held(edited) == MANY - 1


def test_the_whole_is_not_decided_where_a_row_of_it_was_meanwhile(
    edited: Tracker, caller: Caller
) -> None:
    batch, sent = whole_batch(caller)
    held = [c for c in edited.decisions.disagreements()["conflicts"] if c["reason"] == "held"]
    edited.decisions.resolve(held[0]["id"], None, why="x")
    page = caller.post("/decide", sent | {f"keep-{batch}": batch})
    assert page.status_code == 409
    assert "đã khác lúc mở trang" in text_of(page.text)
    assert rows_held(edited) == MANY - 1


def test_what_waits_in_a_copy_waits_here_once_it_is_merged(
    edited: Tracker, built_demo: Path, at_desk: PersonAt, tmp_path: Path
) -> None:
    home = tmp_path / "home.gpkg"
    shutil.copy(built_demo, home)
    own = tracker.open(home)
    own.merge(edited.store.path)
    caller = at_desk(home)
    batch, sent = whole_batch(caller)
    caller.post("/decide", sent | {f"keep-{batch}": batch})
    assert rows_held(own) == 0
    assert (
        own.figures.status()["road_built"]
        == (tracker.open(built_demo).figures.status()["road_built"] or 0) + MANY
    )


def test_rows_that_were_taken_by_mistake_are_held_again(edited: Tracker, caller: Caller) -> None:
    before = edited.figures.status()["road_built"]
    batch, sent = whole_batch(caller)
    caller.post("/decide", sent | {f"keep-{batch}": batch})
    (made,) = edited.decisions.made(most=1)
    caller.post(f"/decide/made/{made.commit}/take-back", {"why": "nhầm"})
    assert rows_held(edited) == MANY
    assert edited.figures.status()["road_built"] == before
