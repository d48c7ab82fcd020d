"""What is asked of a programme, and what follows from it."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.programme.wishes import Wishes, as_document, wishes_of
from mocgioi.errors import UsageError

BILLION = 1_000_000_000


def asked(**changes: Any) -> Wishes:
    return wishes_of(**{"this_year": 2026, **changes})


def test_a_budget_alone_asks_for_no_year() -> None:
    wishes = asked(budget_vnd=5 * BILLION)
    assert (wishes.budget_vnd, wishes.years, wishes.per_year_vnd) == (5 * BILLION, (), ())


def test_a_budget_is_shared_equally_and_what_is_over_goes_to_the_first_years() -> None:
    wishes = asked(budget_vnd=20_000_001, years=[2029, 2027, 2028])
    assert wishes.years == (2027, 2028, 2029)
    assert wishes.per_year_vnd == (6_666_667, 6_666_667, 6_666_667)
    assert asked(budget_vnd=20_000_000, years=[2027, 2028, 2029]).per_year_vnd == (
        6_666_667,
        6_666_667,
        6_666_666,
    )


def test_sums_by_the_year_are_the_budget_and_begin_next_year() -> None:
    wishes = asked(per_year_vnd=[2 * BILLION, 3 * BILLION])
    assert (wishes.budget_vnd, wishes.years) == (5 * BILLION, (2027, 2028))


def test_one_sum_is_that_of_every_year() -> None:
    wishes = asked(per_year_vnd=[2 * BILLION], years=[2027, 2028])
    assert wishes.per_year_vnd == (2 * BILLION, 2 * BILLION)
    assert wishes.budget_vnd == 4 * BILLION


def test_one_sum_a_year_lasts_as_long_as_the_budget() -> None:
    wishes = asked(budget_vnd=5 * BILLION, per_year_vnd=[2 * BILLION])
    assert wishes.years == (2027, 2028, 2029)
    assert wishes.per_year_vnd == (2 * BILLION, 2 * BILLION, BILLION)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "--budget"),
        ({"budget_vnd": 5}, "5 tỷ"),
        ({"budget_vnd": 0}, "5 tỷ"),
        ({"per_year_vnd": [BILLION]}, "--phases 2027..2030"),
        ({"per_year_vnd": [BILLION, BILLION], "years": [2027]}, "2 số tiền cho 1 năm"),
        ({"per_year_vnd": [BILLION] * 2, "budget_vnd": 3 * BILLION}, "ít hơn tổng 3000000000"),
        ({"budget_vnd": BILLION, "years": [2025, 2026]}, "từ 2026"),
        ({"budget_vnd": 40 * BILLION, "per_year_vnd": [BILLION]}, "40 năm"),
        ({"budget_vnd": BILLION, "must": ["1001"], "never": ["1001"]}, "1001"),
        ({"budget_vnd": BILLION, "min_per_group": -1}, "từ 0"),
        ({"budget_vnd": BILLION, "group_by": "district"}, "commune hoặc post"),
        ({"budget_vnd": BILLION, "weights": {"beauty": 1.0}}, "walking, alarm, gate, waiting"),
        ({"budget_vnd": BILLION, "weights": {"alarm": -1.0}}, "alarm"),
        ({"budget_vnd": BILLION, "weights": {"alarm": float("nan")}}, "alarm"),
    ],
)
def test_wishes_that_cannot_be_are_refused_with_a_way_out(
    wrong: dict[str, Any], words: str
) -> None:
    with pytest.raises(UsageError) as refused:
        asked(**wrong)
    assert words in refused.value.text.vi


def test_weights_that_nobody_asked_for_are_told_as_0() -> None:
    document = as_document(asked(budget_vnd=BILLION, weights={"alarm": 2}))
    assert document["weights"] == {"walking": 0.0, "alarm": 2.0, "gate": 0.0, "waiting": 0.0}
