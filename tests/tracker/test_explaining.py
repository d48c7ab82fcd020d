"""What the verb `explain` reads from a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.outputs import marker_text
from mocgioi.store.drafts import Draft
from tests.keeping import kept_open
from tests.store.builders import new_store, observe, road

DAY = "2026-02-01"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tracker.Tracker]:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2026-01-15"))
    observe(store, Draft(0, "1117", "note", "cỏ mọc kín", "2026-01-20"))
    yield from kept_open(tracker.open(store.path))


def test_a_marker_of_which_only_a_note_was_made_was_seen(made: tracker.Tracker) -> None:
    overdue = made.figures.explain("overdue", as_of=DAY)
    assert [marker["number"] for marker in overdue["markers"]] == ["1118"]
    counted = made.figures.coverage(as_of=DAY, full=True)["inspections"]["overdue"]
    assert counted == overdue["count"]


def test_a_marker_shows_its_need_as_a_fact_with_a_name(made: tracker.Tracker) -> None:
    made.set("1118", need_road="no", on="2026-01-25")
    shown = marker_text.show(made.show("1118"), "vi")
    assert "diện cần có đường: không thuộc diện, từ ngày 25/01/2026" in shown
    assert "· diện cần có đường: thuộc diện ·" in shown
