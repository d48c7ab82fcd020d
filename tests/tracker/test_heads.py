"""Every report says on which state of the store it rests, and that state is found again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.outputs import explanation, reach_table
from mocgioi.outputs.report import as_md, as_text
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.tracker import world
from tests.tracker.elsewhere import edit_elsewhere

DAY = "2025-12-31"

DOCUMENTS: dict[str, Callable[[Tracker], Any]] = {
    "coverage": lambda t: t.figures.coverage(as_of=DAY),
    "full": lambda t: t.figures.coverage(as_of=DAY, full=True),
    "status": lambda t: t.figures.status(),
    "explain": lambda t: t.figures.explain("road_built", as_of=DAY),
    "reach": lambda t: t.roads.reach(as_of=DAY),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """The small world; do not write to it."""
    yield from kept_open(world.make(tmp_path_factory.mktemp("heads")))


def head(made: Tracker, number: int | None = None) -> str:
    with closing(sqlite3.connect(made.store.path)) as connection:
        (head,) = connection.execute(
            "SELECT head FROM commits WHERE ? IS NULL OR number = ? ORDER BY number DESC",
            [number] * 2,
        ).fetchone()
    return str(head)[:8]


@pytest.mark.parametrize("asked", DOCUMENTS.values(), ids=DOCUMENTS)
def test_a_document_has_the_head_of_what_is_known(
    asked: Callable[[Tracker], Any], made: Tracker
) -> None:
    assert asked(made)["head"] == head(made)


def test_a_document_of_an_earlier_knowledge_has_the_head_of_that(made: Tracker) -> None:
    with closing(sqlite3.connect(made.store.path)) as connection:
        (instant,) = connection.execute(
            "SELECT committed_at FROM commits WHERE number = 5"
        ).fetchone()
    told = {made.figures.coverage(as_of=DAY, known_at=instant)["head"] for _ in range(2)}
    assert told == {head(made, 5)}
    state = made.store.state_named(head(made, 5))
    assert state is not None and state.number == 5


def test_the_pages_say_it(made: Tracker) -> None:
    counted = made.figures.coverage(as_of=DAY)
    pages = (
        as_text.render(counted, "en", internal=False),
        as_md.render(counted, "en", internal=True),
        reach_table.as_text(made.roads.reach(as_of=DAY), "en"),
        explanation.as_text(made.figures.explain("road_built", as_of=DAY), "en"),
    )
    assert [f"State of the data: {head(made)}." in page for page in pages] == [True] * 4


@pytest.fixture
def edited(made: Tracker, tmp_path: Path) -> Tracker:
    """A world of one's own in which another program saved something a moment ago."""
    path = tmp_path / "edited.gpkg"
    shutil.copy(made.store.path, path)
    own = tracker.open(path)
    edit_elsewhere(own, "UPDATE markers SET road_status = 'built' WHERE number = '1119'")
    return own


TOLD = {
    **DOCUMENTS,
    "today": lambda t: t.figures.coverage(),
    "plan": lambda t: t.plan(budget_vnd="1 tỷ"),
}


@pytest.mark.parametrize("asked", TOLD.values(), ids=TOLD)
def test_what_is_saved_just_after_a_document_is_no_part_of_its_state(
    asked: Callable[[Tracker], Any], edited: Tracker
) -> None:
    told = asked(edited)["head"]
    edit_elsewhere(edited, "UPDATE markers SET road_status = 'built' WHERE number = '1120'")
    assert edited.store.state_named(told) is not None


def test_a_figure_known_between_two_saves_stays(edited: Tracker) -> None:
    told = edited.figures.coverage()
    edit_elsewhere(edited, "UPDATE markers SET road_status = 'built' WHERE number = '1120'")
    again = edited.figures.coverage(known_at=told["known_at"])
    assert again["totals"] == told["totals"]


def test_who_writes_is_not_waited_for_by_who_only_asks(edited: Tracker) -> None:
    waited: list[str] = []
    asking = Tracker(Store(edited.store.path, lambda: waited.append("waited")))
    with closing(sqlite3.connect(edited.store.path, isolation_level=None)) as another:
        another.execute("BEGIN IMMEDIATE")
        assert asking.figures.status()["markers"] == 5
    assert waited == []
