"""Targets as offices write them: which rows are understood, and what is asked or told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from mocgioi.domain.targets import Target
from mocgioi.errors import UnreadableInput
from mocgioi.intake import Taken, take_targets
from mocgioi.sources import Cell
from tests.intake import world

OFFICE = ("TT", "Năm", "Xã", "Đồn", "Số mốc (lũy kế)", "Chiều dài (km)", "Kinh phí (triệu đồng)")


def take(*rows: Sequence[Cell], header: Sequence[str] = OFFICE, **columns: str) -> Taken[Target]:
    return take_targets(world.raw_file(header, rows), known=world.FULL, columns=columns)


def codes(taken: Taken[Target]) -> list[str]:
    return [code for rejected in taken.rejected for code in rejected.codes]


def test_an_office_sheet_sets_targets_of_the_province_a_commune_and_a_post() -> None:
    header = (*OFFICE, "Căn cứ")
    taken = take(
        (1, 2025, "toàn tỉnh", None, 9, "1,2", "2.500", "QĐ 1"),
        (2, "Năm 2026", "Quốc Khánh", None, 4, None, None, None),
        (3, "31/12/2026", None, "Đồn BP Pò Mã", "5 mốc", None, None, None),
        header=header,
    )
    assert taken.entries == [
        Target(2025, markers=9, length_m=1200, cost_vnd=2_500_000_000, source="QĐ 1", row=2),
        Target(2026, commune="06004", markers=4, row=3),
        Target(2026, post="po-ma", markers=5, row=4),
    ]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("55%", "target-count"),
        (0.55, "target-count"),
        ("nhiều", "target-count"),
        (datetime(2026, 12, 5), "target-count"),
        (-1, "target-count"),
        (2.5, "target-count"),
        (None, "target-count"),
        ("460/459", "target-count"),
    ],
)
def test_what_is_no_number_of_markers_is_no_target(cell: Cell, code: str) -> None:
    taken = take((1, 2026, "toàn tỉnh", None, cell, None, None))
    assert (taken.entries, codes(taken)) == ([], [code])


def test_a_fraction_is_its_first_number_and_it_is_told() -> None:
    taken = take((1, 2026, "toàn tỉnh", None, "12/13", None, None))
    assert [target.markers for target in taken.entries] == [12]
    assert [finding.code for finding in taken.findings] == ["target-fraction"]


@pytest.mark.parametrize("year", ["2026-2027", "hai nghìn", None, 26, "30/06/2026", 2026.5])
def test_a_row_is_of_one_year(year: Cell) -> None:
    taken = take((1, year, "toàn tỉnh", None, 5, None, None))
    assert (taken.entries, codes(taken)) == ([], ["target-year"])


@pytest.mark.parametrize(
    ("commune", "post"), [("Xã Lạ", None), (None, "Lạ"), (None, None), ("Quốc Khánh", "Pò Mã")]
)
def test_a_row_is_of_one_place_that_is_known(commune: str | None, post: str | None) -> None:
    taken = take((1, 2026, commune, post, 5, None, None))
    assert (taken.entries, codes(taken)) == ([], ["target-place"])
    assert not taken.new_posts


def test_without_columns_of_places_a_row_is_of_the_province() -> None:
    taken = take((2026, 5), header=("Năm", "Số mốc lũy kế"))
    assert [target.place for target in taken.entries] == [(None, None)]


def test_nobody_guesses_whether_a_target_is_of_the_year_alone() -> None:
    header = ("Năm", "Chỉ tiêu")
    with pytest.raises(UnreadableInput) as raised:
        take((2026, 5), header=header)
    assert raised.value.findings[0].code == "target-column"
    assert '--column total="Chỉ tiêu"' in raised.value.findings[0].text.vi
    assert '--column added="Chỉ tiêu"' in raised.value.findings[0].text.vi
    (total,) = take((2026, 5), header=header, total="Chỉ tiêu").entries
    (added,) = take((2026, 5), header=header, added="Chỉ tiêu").entries
    assert ((total.markers, total.added), (added.markers, added.added)) == ((5, None), (None, 5))


@pytest.mark.parametrize(
    ("heading", "is_added"),
    [("Chỉ tiêu (lũy kế)", False), ("Số mốc trong năm", True), ("Chỉ tiêu (tăng thêm)", True)],
)
def test_a_heading_may_say_it(heading: str, is_added: bool) -> None:
    (target,) = take((2026, 5), header=("Năm", heading)).entries
    assert (target.markers is None) is is_added


def test_a_sheet_without_markers_is_refused_with_what_to_type() -> None:
    with pytest.raises(UnreadableInput) as raised:
        take((2026, 5), header=("Năm", "Con số"))
    assert "--column total=" in raised.value.findings[0].text.en


def test_a_year_of_a_place_has_one_target() -> None:
    row = (1, 2026, "Quốc Khánh", None, 4, None, None)
    taken = take(row, row)
    assert (len(taken.entries), codes(taken)) == (1, ["target-duplicate"])


@pytest.mark.parametrize("years", [(2025, 2026), (2026, 2025)])
def test_a_total_that_falls_is_told(years: tuple[int, int]) -> None:
    counts = {2025: 6, 2026: 5}
    taken = take(*((1, year, "toàn tỉnh", None, counts[year], None, None) for year in years))
    assert [finding.code for finding in taken.findings] == ["target-falls"]
    assert "6 mốc (năm 2025)" in taken.findings[0].text.vi


@pytest.mark.parametrize("heading", ["Số mốc (lũy kế)", "Số mốc trong năm"])
def test_more_than_need_a_road_is_told_and_taken(heading: str) -> None:
    known = replace(
        world.FULL,
        needing=frozenset(("1100", "1101")),
        communes_of={"1100": "06004", "1101": "06148", "1102": "06004"},
    )
    rows = [("toàn tỉnh", 2026, 3), ("Quốc Khánh", 2026, 2), ("06148", 2026, 1)]
    taken = take_targets(world.raw_file(("Xã", "Năm", heading), rows), known=known)
    assert len(taken.entries) == 3
    above = [finding.row for finding in taken.findings if finding.code == "target-above"]
    assert above == [2, 3]


def test_a_total_and_what_a_year_adds_are_taken_together_and_told_where_they_differ() -> None:
    header = ("Xã", "Năm", "Số mốc lũy kế", "Số mốc trong năm")
    taken = take(
        *(("Quốc Khánh", 2025, 2, None), ("Quốc Khánh", 2026, 4, 1)),
        *(("06148", 2025, 1, None), ("06148", 2026, 3, 2)),
        header=header,
    )
    assert [(t.markers, t.added) for t in taken.entries] == [(2, None), (4, 1), (1, None), (3, 2)]
    assert [(f.code, f.row) for f in taken.findings] == [("target-contradicts", 3)]


def test_a_sheet_of_columns_of_years_is_refused_with_what_to_write() -> None:
    with pytest.raises(UnreadableInput) as raised:
        take(("Quốc Khánh", 4, 5), header=("Xã", "Năm 2026", "Năm 2027"))
    assert "mỗi cột là một năm (Năm 2026; Năm 2027)" in raised.value.findings[0].text.vi


def test_a_sum_in_the_column_of_places_is_skipped_and_told() -> None:
    taken = take((1, 2026, None, "Pò Mã", 5, None, None), (2, 2026, None, "Tổng", 5, None, None))
    assert (len(taken.entries), codes(taken), taken.rows_read) == (1, [], 1)
    assert [finding.code for finding in taken.findings] == ["row-skipped"]


def test_a_sheet_of_shares_alone_is_refused_and_says_that_shares_are_not_taken() -> None:
    with pytest.raises(UnreadableInput) as raised:
        take((2026, 55), header=("Năm", "Tỷ lệ mốc có đường (%)"))
    assert "tỷ lệ không được nhận" in raised.value.findings[0].text.vi
