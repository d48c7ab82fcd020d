"""What words say a gift is worth."""

from __future__ import annotations

import pytest

from mocgioi.domain.money import vnd
from mocgioi.domain.worth import worth_in


@pytest.mark.parametrize(
    ("words", "figure", "unit", "bound"),
    [
        ("50 triệu", 50_000_000, "vnd", "exact"),
        ("3,125 tỷ vật liệu", 3_125_000_000, "vnd", "exact"),
        ("1.200 triệu", 1_200_000_000, "vnd", "exact"),
        ("trên 420 triệu, cùng đường lên mốc 1146/1", 420_000_000, "vnd", "at_least"),
        ("Hơn 260 triệu", 260_000_000, "vnd", "at_least"),
        ("không dưới 1,5 tỷ", 1_500_000_000, "vnd", "at_least"),
        ("500 triệu đồng trở lên", 500_000_000, "vnd", "at_least"),
        ("> 40 triệu", 40_000_000, "vnd", "at_least"),
        ("gần 40 triệu", 40_000_000, "vnd", "about"),
        ("khoảng 50 triệu", 50_000_000, "vnd", "about"),
        ("trên dưới 30 triệu", 30_000_000, "vnd", "about"),
        ("dưới 30 triệu", 30_000_000, "vnd", "about"),
        ("không vượt quá 500 triệu", 500_000_000, "vnd", "about"),
        ("không hơn 500 triệu", 500_000_000, "vnd", "about"),
        ("ít hơn 500 triệu", 500_000_000, "vnd", "about"),
        ("thấp hơn 500 triệu", 500_000_000, "vnd", "about"),
        ("500 triệu trở xuống", 500_000_000, "vnd", "about"),
        ("500 triệu đồng đổ lại", 500_000_000, "vnd", "about"),
        ("không ít hơn 500 triệu", 500_000_000, "vnd", "at_least"),
        ("hơn 3,125 tỷ", 3_125_000_000, "vnd", "at_least"),
        ("2,5 công", 2.5, "working_days", "exact"),
        ("trên 600 ngày công", 600, "working_days", "at_least"),
        ("2.617 công", 2_617, "working_days", "exact"),
    ],
)
def test_words_give_one_figure(words: str, figure: float, unit: str, bound: str) -> None:
    assert worth_in(words) == (figure, unit, bound)


@pytest.mark.parametrize(
    "words",
    [None, "", "MTTQ tỉnh", "11 tấn xi măng", "100-120 triệu", "20 triệu và 30 triệu", "mốc 1116"],
)
def test_words_that_give_none_several_or_a_range_give_nothing(words: str | None) -> None:
    assert worth_in(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "gần trên 400 triệu",
        "chưa hơn 400 triệu",
        "mỗi tháng 5 triệu",
        "5 triệu mỗi tháng",
        "5 triệu/hộ",
        "5 triệu một tháng",
        "không có 5 triệu",
    ],
)
def test_a_figure_that_other_words_turn_is_none(words: str) -> None:
    assert worth_in(words) is None


@pytest.mark.parametrize("words", ["hơn 1.200 tỷ", "trên 1,200 triệu", "1,200 ngày công"])
def test_a_mark_that_may_mean_two_things_gives_nothing(words: str) -> None:
    assert worth_in(words) is None


def test_what_stands_in_another_clause_does_not_turn_a_figure() -> None:
    assert worth_in("đường không có mặt, 50 triệu") == (50_000_000, "vnd", "exact")


@pytest.mark.parametrize("words", ["1.200 triệu", "3,125 tỷ", "2.125 tỷ", "1,200 triệu", "2,5 tỷ"])
def test_a_sum_is_read_alike_whoever_types_it(words: str) -> None:
    worth = worth_in(words)
    assert vnd(words) == (worth and worth.figure)
