"""A row that would replace what its surveyor was not shown waits for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mocgioi.domain.places import fold
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake import Taken, take_survey
from mocgioi.intake.survey.meanwhile import NOT_SHOWN
from mocgioi.outputs.symbology import MARKER_STATES
from tests.intake import world

HEADER = (
    *("Số hiệu mốc", "Ngày kiểm tra", "Tình trạng đường", "Tình trạng mốc"),
    *("Trên bản đồ: Tình trạng đường", "Trên bản đồ: Tình trạng mốc"),
    *("Trên bản đồ: số liệu đến", "Người kiểm tra"),
)
DAY = "2025-11-05"


def waiting(taken: Taken[SurveyRow]) -> frozenset[str]:
    assert not taken.held
    (row,) = taken.entries
    return row.waiting


def take(
    road: str | None = None,
    stone: str | None = None,
    *,
    road_shown: str | None = None,
    stone_shown: str | None = None,
    stands: Mapping[str, tuple[str, str | None]],
    surveyor: str | None = None,
    seen_by: str | None = None,
) -> Taken[SurveyRow]:
    raw = world.raw_file(
        HEADER, [("1100", DAY, road, stone, road_shown, stone_shown, "15:12 01/10/2025", surveyor)]
    )
    known = replace(world.FULL, standing=lambda _: stands, seen_by=lambda *_: seen_by)
    return take_survey(raw, known=known, today="2025-11-20")


BUILT = {"road_status": ("built", "2025-10-20")}


def test_what_changed_since_the_map_was_made_is_not_replaced_in_silence() -> None:
    taken = take("đang thi công", road_shown="chưa xây dựng", stands=BUILT)
    assert waiting(taken) == {"road_status"}
    (told,) = [f for f in taken.findings if f.code == "changed-meanwhile"]
    assert "15:12 01/10/2025" in told.text.vi
    assert "«chưa xây dựng»" in told.text.vi
    assert "«đã xây dựng»" in told.text.vi


@pytest.mark.parametrize("shown", ["đã xây dựng", "built", None])
def test_what_is_as_it_was_shown_is_replaced(shown: str | None) -> None:
    assert not waiting(take("đang thi công", road_shown=shown, stands=BUILT))


def test_who_saw_the_same_as_the_change_waits_for_nobody() -> None:
    assert not waiting(take("đã xây dựng", road_shown="chưa xây dựng", stands=BUILT))


def test_what_the_row_does_not_speak_of_may_have_changed() -> None:
    assert not waiting(take(None, "nguyên vẹn", road_shown="chưa xây dựng", stands=BUILT))


@pytest.mark.parametrize("last", [DAY, "2025-11-06"])
def test_what_is_of_its_own_day_or_later_a_row_does_not_replace(last: str) -> None:
    stands = {"road_status": ("built", last)}
    assert not waiting(take("đang thi công", road_shown="chưa xây dựng", stands=stands))


def test_a_first_report_made_meanwhile_is_not_replaced_in_silence() -> None:
    stands = {"marker_condition": ("displaced", "2025-10-20")}
    taken = take(None, "nguyên vẹn", stone_shown="chưa có báo cáo", stands=stands)
    assert waiting(taken) == {"marker_condition"}


def test_what_the_map_showed_is_no_alarm_of_today() -> None:
    taken = take("đã xây dựng", stone_shown="bị mất", stands={})
    assert not [f for f in taken.findings if f.code.startswith("alarm")]


@pytest.mark.parametrize(
    ("surveyor", "seen_by", "waits"),
    [("Tổ 1", "tổ 1", False), ("Tổ 1", "Tổ 2", True), ("Tổ 1", None, True), (None, None, True)],
)
def test_what_the_same_surveyor_saw_is_no_change_by_another(
    surveyor: str | None, seen_by: str | None, *, waits: bool
) -> None:
    taken = take(
        "đang thi công",
        road_shown="chưa xây dựng",
        stands=BUILT,
        surveyor=surveyor,
        seen_by=seen_by,
    )
    assert bool(waiting(taken)) is waits


def test_words_of_the_map_that_are_not_understood_let_nothing_be_replaced() -> None:
    assert waiting(take("đang thi công", road_shown="abc", stands=BUILT))


def test_a_map_that_shows_nothing_says_so_as_the_form_does() -> None:
    state = MARKER_STATES["not_reported"]
    assert {fold(state.vi), fold(state.en)} == NOT_SHOWN


def test_a_change_of_the_road_lets_an_alarm_of_the_marker_count() -> None:
    taken = take("đang thi công", "bị mất", road_shown="chưa xây dựng", stands=BUILT)
    assert waiting(taken) == {"road_status"}
