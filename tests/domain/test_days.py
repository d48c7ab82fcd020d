"""Days as Việt Nam counts and writes them."""

from __future__ import annotations

import pytest

from mocgioi.domain.days import day_first, day_of, day_text, days_between


def test_a_day_is_written_day_first_in_vietnamese_and_year_first_in_english() -> None:
    assert day_first("2023-12-31") == "31/12/2023"
    assert day_text("2023-12-31") == ("31/12/2023", "2023-12-31")


@pytest.mark.parametrize(
    ("instant", "day"),
    [("2023-12-30T16:59:59.999Z", "2023-12-30"), ("2023-12-30T17:00:00.000Z", "2023-12-31")],
)
def test_a_day_begins_at_midnight_in_viet_nam(instant: str, day: str) -> None:
    assert day_of(instant) == day


@pytest.mark.parametrize(
    ("earlier", "later", "days"),
    [("2023-12-31", "2024-01-02", 2), ("2024-01-02", "2023-12-31", -2), ("2024-01-02",) * 2 + (0,)],
)
def test_days_are_counted_from_the_earlier_to_the_later(
    earlier: str, later: str, days: int
) -> None:
    assert days_between(earlier, later) == days
