"""Sheets whose columns are values: a tick, or one of two figures, says which is so."""

from __future__ import annotations

import pytest

from mocgioi.domain.survey import SurveyRow
from mocgioi.intake.rows.known import Taken
from mocgioi.intake.survey.surveys import take_survey
from mocgioi.sources import Cell
from tests.intake import world

DAY = "05/11/2025"
ROAD = ("Mốc", "Ngày", "Có đường", "Không có đường")
STONE = ("Mốc", "Ngày", "Tình trạng đường", "Nguyên trạng", "Hư hỏng")


def take(header: tuple[str, ...], *cells: Cell) -> Taken[SurveyRow]:
    raw = world.raw_file(header, [("1100", DAY, *cells)])
    return take_survey(raw, known=world.FULL, today="2026-11-22")


@pytest.mark.parametrize(
    ("cells", "status"),
    [((1, 0), "built"), ((0, 1), "none"), (("1", "0"), "built"), (("x", ""), "built")],
)
def test_of_one_and_nought_the_one_counts(cells: tuple[Cell, Cell], status: str) -> None:
    assert [row.values for row in take(ROAD, *cells).entries] == [{"road_status": status}]


@pytest.mark.parametrize("cells", [(0, 0), (1, 1), ("x", 0)])
def test_what_is_not_one_and_nought_is_asked_about(cells: tuple[Cell, Cell]) -> None:
    taken = take(ROAD, *cells)
    assert (taken.entries[:], len(taken.rejected)) == ([], 1)


@pytest.mark.parametrize("tick", ["x", "X", 1, "1", "có", True])
def test_a_tick_under_damage_that_nobody_reads_may_be_an_alarm(tick: Cell) -> None:
    (told,) = [f for f in take(STONE, "chưa", "", tick).findings if f.code == "alarm-unread"]
    assert (told.row, (told.value or "").partition(":")[0]) == (2, "Hư hỏng")


def test_a_tick_in_a_column_that_is_read_is_told_where_it_is_read() -> None:
    header = ("Mốc", "Ngày", "Tình trạng đường", "Tình trạng mốc / Tốt", "Tình trạng mốc / Bị mất")
    taken = take(header, "chưa", "", "x")
    assert [row.values["marker_condition"] for row in taken.entries] == ["missing"]
    assert "alarm-unread" not in world.codes(taken.findings)


@pytest.mark.parametrize(("answer", "told"), [("nut mo_chu", "nut mo_chu"), ("", "hu_hong/nut: 1")])
def test_ticks_of_a_choice_that_says_so_itself_are_told_once(answer: str, told: str) -> None:
    header = ("Mốc", "Ngày", "Tình trạng đường", "hu_hong", "hu_hong/nut", "hu_hong/khac")
    taken = take(header, "chưa", answer, "1", "0")
    assert [f.value for f in taken.findings if f.code == "alarm-unread"] == [told]


@pytest.mark.parametrize("tick", ["", None, 0, "0", "không"])
def test_no_tick_there_is_none(tick: Cell) -> None:
    assert "alarm-unread" not in world.codes(take(STONE, "chưa", "x", tick).findings)


def test_a_row_with_nothing_but_such_a_tick_is_no_blank_row() -> None:
    taken = take(STONE, "", "", "x")
    assert (taken.rows_read, len(taken.rejected)) == (1, 1)


def test_a_column_of_an_earlier_time_is_not_offered_for_the_state() -> None:
    header = ("Mốc", "Ngày", "Tình trạng đường trước", "Tình trạng đường sau")
    (told,) = [f for f in take(header, "chưa có", "đã có").findings if f.code == "column-missing"]
    assert told.column == "Tình trạng đường sau"


def test_a_tick_under_damage_of_the_road_is_no_alarm() -> None:
    header = (*STONE[:-1], "Đường hư hỏng")
    assert "alarm-unread" not in world.codes(take(header, "chưa", "", "x").findings)
