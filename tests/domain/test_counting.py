"""What counts: the rules of every figure, at their edges."""

from __future__ import annotations

import pytest

from mocgioi.domain import counting
from mocgioi.domain.vocabulary import RoadStatus


@pytest.mark.parametrize(
    ("status", "in_hand"),
    [
        ("built", True),
        ("under_construction", True),
        ("approved", False),
        ("none", False),
        (None, False),
    ],
)
def test_only_a_road_begun_or_built_is_in_hand(status: RoadStatus | None, in_hand: bool) -> None:
    assert counting.is_in_hand(status) is in_hand


def test_a_road_of_no_stated_status_is_not_built_on_any_day() -> None:
    assert counting.road_status_on(None, None, None, "2025-01-01") == "none"
