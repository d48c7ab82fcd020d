from __future__ import annotations

import pytest

from mocgioi.outputs.paper.grid import Grid

SHORT = Grid(["STT", "Xã", "Ghi chú"], [True, False, False], [["1", "Ba Sơn", ""]], None)


def of_numbers(columns: int) -> Grid:
    return Grid(["Đường"] * columns, [True] * columns, [["1"] * columns], None)


@pytest.mark.parametrize("whole_mm", [20.0, 165.0, 252.0])
def test_the_columns_fill_the_width(whole_mm: float) -> None:
    assert sum(SHORT.fitted(whole_mm).widths_mm) == pytest.approx(whole_mm, abs=0.05)


def test_what_is_over_goes_to_texts_and_not_to_numbers() -> None:
    narrow, wide = SHORT.fitted(100).widths_mm, SHORT.fitted(160).widths_mm
    assert wide[0] == narrow[0]
    assert wide[1] > narrow[1]


def test_one_long_cell_among_many_does_not_widen_its_column() -> None:
    usual = SHORT._replace(rows=[["1", "Ba Sơn", "hư hỏng"]] * 40)
    long = usual._replace(rows=[*usual.rows[1:], ["1", "Ba Sơn", "hư hỏng nghiêm trọng " * 3]])
    assert long.wished_mm() == usual.wished_mm()


def test_letters_shrink_before_words_break() -> None:
    assert of_numbers(10).fitted(165).size_pt == 11
    assert 9 <= of_numbers(13).fitted(165).size_pt < 11


def test_a_table_of_too_many_columns_does_not_fit() -> None:
    assert of_numbers(10).fits(165)
    assert not of_numbers(20).fits(165)


def test_a_table_whose_rows_would_be_tall_does_not_fit() -> None:
    long = Grid(["Căn cứ"] * 3, [False] * 3, [["một hai ba bốn " * 12] * 3], None)
    assert not long.fits(165)
    assert SHORT.fits(165)


def test_a_long_table_may_break_over_pages() -> None:
    assert SHORT.short
    assert not SHORT._replace(rows=SHORT.rows * 13).short
