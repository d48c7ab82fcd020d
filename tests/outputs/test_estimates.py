"""Money and lengths of an estimate are told no finer than they are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.errors import Language
from mocgioi.outputs import estimates


@given(st.lists(st.integers(0, 10**10), max_size=60), st.sampled_from([10, 10**6, 10**7]))
def test_rows_in_steps_add_up_to_the_total_in_steps(values: list[int], step: int) -> None:
    assert sum(estimates.in_steps(values, step)) == round(sum(values) / step) * step


@given(st.lists(st.integers(0, 10**10), max_size=60))
def test_no_row_is_off_by_a_whole_step(values: list[int]) -> None:
    step = 10**7
    pairs = zip(values, estimates.in_steps(values, step), strict=True)
    assert all(abs(value - shown) < step for value, shown in pairs)


@pytest.mark.parametrize(
    ("vnd", "shown"),
    [
        (4_873_000_000, "4,9 tỷ đồng"),
        (110_900_000_000, "110 tỷ đồng"),
        (52_345_678, "52 triệu đồng"),
        (999_000_000, "1 tỷ đồng"),
    ],
)
def test_a_sum_has_two_figures_that_count(vnd: int, shown: str) -> None:
    assert estimates.money(vnd, "vi") == shown


def test_a_stated_sum_is_told_as_it_is() -> None:
    assert estimates.stated_money(1_871_000_000, "vi") == "1,871 tỷ đồng"


def test_a_sum_of_stated_costs_is_not_said_to_be_off() -> None:
    sums = (800_000_000, 800_000_000, 800_000_000)
    assert estimates.about_money(*sums, "vi") == "khoảng 800 triệu đồng"


@pytest.mark.parametrize(
    ("sums", "lang", "shown"),
    [
        ((60_300, 29_200, 66_800), "vi", "khoảng 60 tỷ đồng (từ 29 đến 67 tỷ đồng)"),
        ((60_300, 29_200, 66_800), "en", "about VND 60 billion (between VND 29 and 67 billion)"),
        ((930, 440, 1_030), "vi", "khoảng 930 triệu đồng (từ 0,44 đến 1 tỷ đồng)"),
    ],
)
def test_a_range_is_what_the_least_and_the_most_are(
    sums: tuple[int, int, int], lang: Language, shown: str
) -> None:
    cost, low, high = (million * estimates.MILLION for million in sums)
    assert estimates.about_money(cost, low, high, lang) == shown


@pytest.mark.parametrize(
    ("metres", "shown"), [(999, "1,0 km"), (85, "85 m"), (12_345, "12 km"), (1_234, "1,2 km")]
)
def test_a_length_has_two_figures_that_count(metres: float, shown: str) -> None:
    assert estimates.length(metres, "vi") == shown
