from __future__ import annotations

import pytest

from mocgioi.outputs.paper.grid import Grid

SHORT = Grid(["STT", "Xã", "Ghi chú"], [True, False, False], [["1", "Ba Sơn", ""]], None)


def lines_of(table: Grid) -> list[list[int]]:
    """Return how many lines each cell takes, column by column."""
    return [
        column.lines(width, table.size_pt)
        for column, width in zip(table._columns(), table.widths_mm, strict=True)
    ]


def of_numbers(columns: int) -> Grid:
    return Grid(["Đường"] * columns, [True] * columns, [["1"] * columns], None)


@pytest.mark.parametrize("whole_mm", [20.0, 165.0, 252.0])
def test_the_columns_fill_the_width(whole_mm: float) -> None:
    assert sum(SHORT.fitted(whole_mm).widths_mm) == pytest.approx(whole_mm, abs=0.05)


def test_what_is_over_goes_to_texts_and_not_to_numbers() -> None:
    table = SHORT._replace(rows=[["1", "Ba Sơn", "đường hư hỏng: 1; chưa thống nhất: 1"]])
    narrow, wide = table.fitted(100).widths_mm, table.fitted(120).widths_mm
    assert wide[0] == narrow[0]
    assert wide[1] > narrow[1]


def test_a_column_of_short_texts_does_not_take_a_whole_page() -> None:
    widths = of_numbers(3)._replace(numeric=[True, False, True]).fitted(165).widths_mm
    assert widths[0] == widths[1] == widths[2]


def test_width_goes_to_the_column_where_it_saves_most_lines() -> None:
    often = [["hư hỏng nghiêm trọng", "đã xây dựng"]] * 30
    once = [["đã", "một câu dài hơn nhiều so với mọi ô khác của cột này"]]
    table = Grid(["A", "B"], [False, False], [*often, *once], None).fitted(75)
    lines = [max(row) for row in zip(*lines_of(table), strict=True)]
    assert lines[:30] == [1] * 30
    assert lines[30] > 1


def test_letters_are_smaller_where_that_makes_a_long_table_much_shorter() -> None:
    cell = "2024-01-po-ma.csv, dòng 2"
    table = Grid(["Căn cứ"] * 3, [False] * 3, [[cell] * 3] * 40, None)
    whole = table.fitted(165).size_pt, table.fitted(137).size_pt
    assert whole[0] == 11 > whole[1]


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
    tall = Grid(["Căn cứ"] * 3, [False] * 3, [["một hai ba bốn " * 12] * 3], None)
    many = Grid(["Căn cứ"] * 3, [False] * 3, [["một hai ba bốn " * 3] * 3] * 10, None)
    assert not tall.fits(165)
    assert not many.fits(165)
    assert SHORT.fits(165)


def test_a_long_table_may_break_over_pages() -> None:
    assert SHORT.short
    assert not SHORT._replace(rows=SHORT.rows * 13).short
