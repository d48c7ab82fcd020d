"""What words say a gift is worth."""

from __future__ import annotations

import pytest

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
