"""A folder foreseen in a copy of the store, and taken in by the same code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.errors import StoreLocked
from mocgioi.tracker import Tracker, arrivals, rehearsing, taking
from mocgioi.tracker.asking import Answers
from mocgioi.tracker.rehearsing import TakenIn, Told
from tests.keeping import kept_open
from tests.pictures import jpeg

ROWS = "number,surveyed_on,road_status,illustrative\n{},2026-11-0{},{},yes\n"


@pytest.fixture
def store(four_markers: Path, tmp_path: Path) -> Iterator[Tracker]:
    path = tmp_path / "langson.gpkg"
    shutil.copy(four_markers, path)
    yield from kept_open(tracker.open(path))


@pytest.fixture
def dropped(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.csv").write_text(ROWS.format("1116", 1, "built"), encoding="utf-8")
    (folder / "b.csv").write_text(ROWS.format("1116", 1, "none"), encoding="utf-8")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04")
    return folder


def outcomes(taken: TakenIn) -> dict[str, str]:
    return {came.file: came.outcome for came in taken.came}


def test_a_rehearsal_leaves_the_store_byte_for_byte(store: Tracker, dropped: Path) -> None:
    before = store.store.path.read_bytes()
    rehearsing.rehearse(store, dropped, named="ảnh")
    assert store.store.path.read_bytes() == before


def test_what_is_foreseen_is_what_comes(store: Tracker, dropped: Path) -> None:
    """Also of two files that contradict each other, which each alone does not show."""
    foreseen = rehearsing.rehearse(store, dropped, named="ảnh")
    taken = rehearsing.take_in(store, dropped, named="ảnh")
    assert outcomes(foreseen) == outcomes(taken)
    assert [c.receipt and c.receipt.queued for c in foreseen.came if c.receipt] == [0, 1]
    assert rehearsing.unforeseen(foreseen.came, taken.came) == []
    assert foreseen.after["by_status"] == taken.after["by_status"]
    assert foreseen.commit == taken.commit


def test_what_came_otherwise_is_told(store: Tracker, dropped: Path) -> None:
    foreseen = rehearsing.rehearse(store, dropped, named="ảnh")
    store.set("1116", road_status="built", on="2026-11-01")
    taken = rehearsing.take_in(store, dropped, named="ảnh")
    assert [one.file for one in rehearsing.unforeseen(foreseen.came, taken.came)] == ["a.csv"]
    assert taken.commit > foreseen.commit


def test_a_file_that_is_left_stays_out_with_the_photographs(store: Tracker, dropped: Path) -> None:
    (dropped / "1119.jpg").write_bytes(jpeg(size=(8, 8)))
    taken = rehearsing.take_in(
        store, dropped, told=lambda file: Told(is_left=file == "a.csv"), named="ảnh"
    )
    assert taken.left == ["a.csv"] and set(outcomes(taken)) == {"b.csv", "broken.xlsx"}


def test_a_register_is_taken_where_a_person_says_so(store: Tracker, dropped: Path) -> None:
    (dropped / "roads.csv").write_text(
        "code,name,status,markers,illustrative\nT1,Đường A,built,1117,yes\n", encoding="utf-8"
    )
    plain = rehearsing.rehearse(store, dropped, named="ảnh")
    said = rehearsing.rehearse(
        store,
        dropped,
        told=lambda file: Told("roads") if file == "roads.csv" else Told(),
        named="ảnh",
    )
    assert outcomes(plain)["roads.csv"] == "no_survey"
    assert outcomes(said)["roads.csv"] == "new" and said.came[0].file == "roads.csv"


def test_a_copy_of_the_store_is_merged(store: Tracker, dropped: Path) -> None:
    copy = dropped / "copy.gpkg"
    store.store.backup(copy)
    tracker.open(copy).set("1118", road_status="built", on="2026-11-01")
    taken = rehearsing.take_in(store, dropped, named="ảnh")
    came = next(came for came in taken.came if came.file == "copy.gpkg")
    assert (came.kind, came.outcome) == ("merge", "new")


def test_a_file_taken_back_comes_in_again_where_a_person_asks(
    store: Tracker, dropped: Path
) -> None:
    receipt = store.surveys.apply(dropped / "a.csv")
    store.surveys.undo(receipt.batch or "", why="thử")
    assert outcomes(rehearsing.rehearse(store, dropped, named="ảnh"))["a.csv"] == "undone"
    asked = rehearsing.take_in(
        store, dropped, told=lambda file: Told(again=file == "a.csv"), named="ảnh"
    )
    assert outcomes(asked)["a.csv"] == "new"


def test_answers_are_what_the_command_line_would_say(store: Tracker, dropped: Path) -> None:
    (dropped / "own.csv").write_text(
        "Ký hiệu lạ,surveyed_on,road_status,illustrative\n1117,2026-11-01,none,yes\n",
        encoding="utf-8",
    )
    answers = Answers(columns={"number": "Ký hiệu lạ"})
    taken = rehearsing.rehearse(
        store,
        dropped,
        told=lambda file: Told(answers=answers) if file == "own.csv" else Told(),
        named="ảnh",
    )
    assert outcomes(taken)["own.csv"] == "new"


def test_photographs_that_lie_about_come_last(store: Tracker, dropped: Path) -> None:
    (dropped / "1119.jpg").write_bytes(jpeg(size=(8, 8)))
    taken = rehearsing.take_in(store, dropped, named="ảnh 30-11-2026")
    assert taken.came[-1].kind == arrivals.PHOTOGRAPHS
    assert taken.came[-1].file == "ảnh 30-11-2026"


def test_a_locked_store_is_not_waited_for_by_each_file(
    store: Tracker, dropped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def locked(*args: object, named: str, **more: object) -> object:
        asked.append(named)
        raise StoreLocked("khóa", "locked")

    monkeypatch.setattr(taking, "apply_survey", locked)
    taken = rehearsing.take_in(store, dropped, named="ảnh")
    assert set(outcomes(taken).values()) == {"refused"} and len(asked) == 1
