"""What a page may weigh: a phone in the hills loads it from a stick, an office sends it by mail."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.outputs.map import write_page
from tests.bench.larger_map import larger


def size(page: str) -> int:
    return len(page.encode())


def test_the_demonstration_weighs_less_than_600_kb(built_demo: Path) -> None:
    assert size(tracker.open(built_demo).maps.page()) <= 600_000


@pytest.mark.parametrize(
    "markers, at_most",
    [(459, 600_000), (10_000, 800_000), pytest.param(100_000, 3_000_000, marks=pytest.mark.slow)],
)
def test_a_page_of_more_markers_stays_within_its_bound(markers: int, at_most: int) -> None:
    assert size(write_page(larger(markers))) <= at_most
