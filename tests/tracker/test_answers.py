"""What `status` and `report` print is kept for the week: always what would be made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from mocgioi.errors import CannotWrite, Language, MocgioiError, NotAStore, StoreLocked, plainly
from mocgioi.store import kept
from mocgioi.store.geopackage import connect
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker, answers
from mocgioi.tracker.moments import today
from tests.keeping import kept_open
from tests.tracker import world
from tests.tracker.elsewhere import edit_elsewhere

TOLD = "AS IT IS KEPT"
BOTH: tuple[answers.Name, ...] = ("status", "report")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Tracker]:
    """The small world after its map was drawn, which keeps the answers."""
    yield from kept_open(world.drawn(tmp_path))


@pytest.fixture
def marked(made: Tracker) -> Tracker:
    """The same; an answer that is kept, and no other one, says that it is."""
    begin = '"told":{"status":{"vi":["'
    edit_elsewhere(
        made,
        "UPDATE settings SET value = replace(value, ?, ?) WHERE name GLOB ?",
        begin,
        f"{begin}{TOLD} ",
        f"{kept.ANSWERS}*",
    )
    return made


def forget(made: Tracker) -> None:
    edit_elsewhere(made, "DELETE FROM settings WHERE name GLOB ?", f"{kept.ANSWERS}*")


def told(made: Tracker, name: answers.Name = "status", lang: Language = "vi") -> str:
    return answers.answer(made.store, name, lang)


def kept_days(made: Tracker) -> list[str]:
    with made.store.reading() as connection:
        rows = connection.execute(
            "SELECT json_extract(value, '$.of') FROM settings WHERE name GLOB ?",
            (f"{kept.ANSWERS}*",),
        )
        return sorted(of.split()[0] for (of,) in rows)


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setattr(answers, "today", lambda: day)


def days_later(count: int) -> str:
    return str(date.fromisoformat(today()) + timedelta(days=count))


def refuse(*args: object, **named: object) -> None:
    raise AssertionError("made")


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", BOTH)
def test_on_each_day_of_the_week_the_answer_is_what_would_be_made(
    made: Tracker, name: answers.Name, lang: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Something falls into the days to come: a road that is to be finished, and a day of a visit.
    edit_elsewhere(made, "UPDATE roads SET completed_on = ? WHERE serves = '1119'", days_later(3))
    made.set("1120", road_status="built", on=today())
    answers.keep(made.store)
    assert kept_days(made) == [days_later(count) for count in range(8)]
    texts = []
    for day in kept_days(made):
        on(monkeypatch, day)
        with monkeypatch.context() as patch:
            patch.setattr(answers, "_document", refuse)
            texts.append(told(made, name, lang))
    forget(made)
    for day, text in zip([days_later(count) for count in range(8)], texts, strict=True):
        on(monkeypatch, day)
        assert told(made, name, lang) == text
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("name", BOTH)
def test_the_commands_to_type_next_are_spelled_as_they_are_asked_for(
    made: Tracker, name: answers.Name
) -> None:
    def loudly(hint: Any) -> str:
        return plainly(hint).upper()

    text = answers.answer(made.store, name, "vi", spell=loudly)
    forget(made)
    assert "MOCGIOI" in text and "\ufffc" not in text
    assert answers.answer(made.store, name, "vi", spell=loudly) == text


def test_what_is_kept_is_told(marked: Tracker) -> None:
    assert TOLD in told(marked)


CHANGES: dict[str, Callable[[Tracker], object]] = {
    "a state that is set": lambda made: made.set("1120", road_status="built"),
    "a survey that is taken back": lambda made: made.surveys.undo(
        str(made.set("1118", road_status="none").batch), why="nhầm"
    ),
    "another outline": lambda made: world.take_in(
        made,
        "communes",
        [world.COMMUNES[1]._replace(geometry=world.area(106.715, 106.735))],
        on=today(),
    ),
    "a day that is published": lambda made: made.figures.publish(title="Báo cáo", by="A"),
    "a marker that is no more": lambda made: made.register.retire("1119", on=today(), why="hủy"),
    "a marker that is called otherwise": lambda made: made.register.renumber(
        "1118", "1118/1", on=today(), why="đổi"
    ),
    "a marker edited elsewhere": lambda made: edit_elsewhere(
        made, "UPDATE markers SET road_status = 'approved' WHERE number = '1120'"
    ),
    "a condition edited elsewhere": lambda made: edit_elsewhere(
        made, "UPDATE markers SET marker_condition = 'missing' WHERE number = '1120'"
    ),
    "a road edited elsewhere": lambda made: edit_elsewhere(
        made, "UPDATE roads SET funding = 'scheme' WHERE serves = '1118'"
    ),
    "a road that is gone": lambda made: edit_elsewhere(
        made, "DELETE FROM roads WHERE serves = '1119'"
    ),
    "a line drawn elsewhere": lambda made: edit_elsewhere(
        made, "UPDATE roads SET geom = (SELECT geom FROM roads ORDER BY fid DESC LIMIT 1)"
    ),
    "a commune named elsewhere": lambda made: edit_elsewhere(
        made, "UPDATE communes SET name = 'Tên khác' WHERE code = 'a'"
    ),
    "a figure made public, typed elsewhere": lambda made: edit_elsewhere(
        made,
        "INSERT INTO published (measure, value, as_of, source) VALUES ('markers', 7, ?, 'X')",
        today(),
    ),
    "measures of other lines": lambda made: edit_elsewhere(
        made, "UPDATE settings SET value = value || '0' WHERE name = 'reach_of'"
    ),
    "triggers that somebody dropped": lambda made: edit_elsewhere(
        made, "DROP TRIGGER markers_edited"
    ),
    "a copy brought back": lambda made: brought_back(made),
}


def brought_back(made: Tracker) -> None:
    copy = made.store.path.with_name("copy.gpkg")
    made.store.backup(copy)
    made.set("1120", road_status="built")
    made.store.restore(copy, discard=True)


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_told_of_a_store_that_was_changed(marked: Tracker, change: str) -> None:
    CHANGES[change](marked)
    text = told(marked)
    assert TOLD not in text
    forget(marked)
    assert told(marked) == text


def test_what_is_measured_anew_is_told(made: Tracker) -> None:
    edit_elsewhere(made, "UPDATE roads SET geom = (SELECT geom FROM roads ORDER BY fid DESC)")
    answers.keep(made.store)
    outdated = told(made)
    made.roads.reach()
    text = told(made)
    assert text != outdated
    forget(made)
    assert told(made) == text


def test_what_another_version_kept_is_not_told(
    marked: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "VERSION", "later")
    assert TOLD not in told(marked)


def test_what_other_files_of_the_program_made_is_not_told(
    marked: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "ROOMS", answers.ROOMS[1:])
    assert TOLD not in told(marked)


@pytest.mark.parametrize("count", [-1, 8])
def test_of_a_day_that_is_not_kept_the_answer_is_made(
    marked: Tracker, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    on(monkeypatch, days_later(count))
    assert TOLD not in told(marked)


@pytest.mark.parametrize("is_kept", [True, False])
def test_asking_writes_nothing(made: Tracker, is_kept: bool) -> None:
    if not is_kept:
        forget(made)
    before = made.store.path.read_bytes()
    for name in BOTH:
        told(made, name)
    assert made.store.path.read_bytes() == before


def test_a_map_writes_nothing_where_the_answers_are_kept(made: Tracker) -> None:
    before = made.store.path.read_bytes()
    made.maps.page()
    assert made.store.path.read_bytes() == before


def test_a_map_keeps_them_anew_after_a_change_and_leaves_none_of_before(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, days_later(-3))
    forget(made)
    answers.keep(made.store)
    on(monkeypatch, today())
    made.set("1120", road_status="built")
    text = told(made)
    made.maps.page()
    assert kept_days(made) == [days_later(count) for count in range(8)]
    monkeypatch.setattr(answers, "_document", refuse)
    assert told(made) == text


@pytest.mark.parametrize("error", [CannotWrite, NotAStore, StoreLocked])
def test_what_cannot_be_kept_is_made_when_it_is_asked_for(
    made: Tracker, monkeypatch: pytest.MonkeyPatch, error: type[MocgioiError]
) -> None:
    text = told(made)
    forget(made)

    def hindered(*args: object, **named: object) -> None:
        raise error("khoá", "locked")

    monkeypatch.setattr(kept, "put", hindered)
    answers.keep(made.store)
    assert kept_days(made) == [] and told(made) == text


def test_nothing_is_kept_on_a_server(made: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    class OnServer(Store):
        @property
        def place(self) -> str:
            return "postgresql://may-chu/tinh"

    forget(made)
    answers.keep(OnServer(made.store.path))
    assert kept_days(made) == []


def test_what_is_kept_stands_in_a_sound_store(made: Tracker) -> None:
    assert kept_days(made)
    assert not made.store.faults()
    with sqlite3.connect(made.store.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_who_draws_a_map_waits_for_nobody_to_keep_what_need_not_be_kept(made: Tracker) -> None:
    made.set("1116", road_status="built", on=today())
    waited: list[str] = []
    beside = Tracker(Store(made.store.path, lambda: waited.append("waited")))
    other = connect(made.store.path, write=True)
    try:
        other.execute("BEGIN IMMEDIATE")
        assert "1116" in beside.maps.page()
    finally:
        other.close()
    assert waited == []
