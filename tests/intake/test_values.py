from __future__ import annotations

import doctest
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.intake.rows import values
from mocgioi.intake.rows.values import (
    day,
    marker_number,
    marker_numbers,
    metres,
    money,
    text,
    truth,
)
from mocgioi.sources import Cell


def test_the_examples_hold() -> None:
    assert doctest.testmod(values).failed == 0


@pytest.mark.parametrize(
    "written",
    ["05/11/2025", "5/11/2025", "05-11-2025", "05.11.2025", "5/11/25", "05/11/2025 14:30",
     "2025/11/05", "20251105", "ngày 05 tháng 11 năm 2025", "2025-11-05T07:40:39.000+07:00",
     "2025-11-04T23:40:00Z", "2025-11-05T00:00:00", "45966", "45966,604166", 45966,
     datetime(2025, 11, 5, 9, 30), date(2025, 11, 5)],
)  # fmt: skip
def test_spellings_of_one_day(written: Cell) -> None:
    assert day(written).iso == "2025-11-05"


@pytest.mark.parametrize(
    "written",
    [
        "31/02/2025",
        "00/00/0000",
        "05/13/2025",
        "hôm qua",
        "",
        None,
        "########",
        "1900-01-00",
        "5/11",
    ],
)
def test_what_is_no_day(written: Cell) -> None:
    assert day(written).iso is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_comes_back_from_every_form(when: date) -> None:
    forms: list[Cell] = [
        when.strftime("%d/%m/%Y"),
        when.isoformat(),
        when,
        (when - date(1899, 12, 30)) // timedelta(days=1),
    ]
    assert {day(form).iso for form in forms} == {when.isoformat()}


@pytest.mark.parametrize(
    ("cell", "number"),
    [(1116, "1116"), (1117.0, "1117"), ("Mốc số 1146/1", "1146/1"), (212.1, "212/1"),
     ("1223 (1)", "1223(1)"), (-1, None), (999.9999999999999, None), (datetime(2025, 2, 5), None),
     ("x" * 99, None), (None, None), (True, None)],
)  # fmt: skip
def test_a_marker_number_in_a_cell(cell: Cell, number: str | None) -> None:
    found = marker_number(cell)
    assert (str(found) if found else None) == number


def test_lists_of_markers_keep_what_they_do_not_understand() -> None:
    assert marker_numbers("1267, 1272/1; gần suối\n1275") == (
        ["1267", "1272/1", "1275"],
        ["gần suối"],
    )


@pytest.mark.parametrize(
    ("cell", "heading", "amount"),
    [
        (190_000_000, "", 190_000_000),
        ("190.000.000", "", 190_000_000),
        ("1,8 tỷ", "", 1_800_000_000),
        ("hơn 75 triệu", "", 75_000_000),
        ("250 nghìn", "", 250_000),
        ("2 ti", "", 2_000_000_000),
        (190, "Kinh phí (triệu đồng)", 190_000_000),
        (190, "Kinh phí (nghìn đồng)", 190_000),
        (1.5, "Kinh phí (tỷ đồng)", 1_500_000_000),
        ("nhiều", "", None),
    ],
)
def test_money(cell: Cell, heading: str, amount: int | None) -> None:
    assert money(cell, heading) == amount


def test_lengths() -> None:
    assert metres("1,9 km") == 1900
    assert metres(1.9, "length_km") == 1900
    assert metres("250") == 250
    assert metres("xa") is None


def test_truth_is_said_in_both_languages() -> None:
    assert all(truth(cell) for cell in ("x", "có", "true", True, 1, "Đúng"))
    assert not any(truth(cell) for cell in (None, "", "không", False, 0))


@given(st.one_of(st.text(max_size=30), st.integers(), st.floats(), st.booleans(), st.none()))
def test_no_cell_is_a_traceback(cell: Cell) -> None:
    day(cell)
    marker_number(cell)
    marker_numbers(cell)
    money(cell)
    metres(cell)
    assert text(cell) != ""


@pytest.mark.parametrize(
    ("cell", "heading", "amount"),
    [
        ("2.500", "Kinh phí (triệu đồng)", 2_500_000_000),
        ("2.500 triệu", "", 2_500_000_000),
        ("2.5", "Kinh phí (triệu đồng)", 2_500_000),
        ("3.125", "Kinh phí (tỷ đồng)", 3_125_000_000),
        ("3,125 tỷ", "", 3_125_000_000),
        (2.5, "Kinh phí (triệu đồng)", 2_500_000),
    ],
)
def test_a_point_before_three_digits_separates_thousands(
    cell: Cell, heading: str, amount: int
) -> None:
    assert money(cell, heading) == amount


@pytest.mark.parametrize("cell", ["3.125 tỷ", "1,200 triệu", "hơn 1.200 tỷ"])
def test_a_mark_in_a_sum_that_may_mean_two_things_is_no_amount(cell: str) -> None:
    assert money(cell) is None


def test_a_point_before_three_digits_separates_thousands_of_metres() -> None:
    assert metres("1.900") == 1900
    assert metres("1.900 m") == 1900
    assert metres("1.900", "length_km") == 1900
