"""Shares as tints: fitted to the shares, and the same in the page and in the report."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from mocgioi.outputs.shading import SHADES, shade_of, share_breaks
from mocgioi.outputs.symbology import COVERAGE_TINTS
from tests.outputs.map.scripts import run_page_scripts

_CHANCE = random.Random(7)


def some(low: int, high: int, count: int) -> list[float | None]:
    """Shares by chance, of one decimal, from `low` to `high` per cent."""
    return [_CHANCE.randint(low * 10, high * 10) / 10 for _ in range(count)]


DEMO = [90.0, 39.3, 75.0, 64.4, 48.3, 74.5, 57.7, 68.4, 63.8, 60.0, 64.2]
CASES: list[list[float | None]] = [
    [],
    [None],
    [0.0],
    [100.0],
    [100.0, 100.0, None],
    [0.0, 100.0],
    [DEMO[0]],
    [*DEMO],
    [50.0, 50.1, 50.2, 50.3],
    [10.0, 90.0, 91.0, 92.0, 93.0],
    [99.5, 99.7, 100.0],
    [35.0, 50.0, 65.0],
    [0.0, 0.1, 0.2],
    *(some(0, 100, _CHANCE.randint(1, 24)) for _ in range(200)),
    *(some(60, 75, 11) for _ in range(100)),
]


def told_apart(shares: Sequence[float | None]) -> set[int | None]:
    breaks = share_breaks(shares)
    return {shade_of(share, breaks) for share in shares if share is not None}


def test_page_and_report_shade_the_same_shares_alike() -> None:
    page = run_page_scripts(
        *("words.js", "figures.js", "shading.js"),
        expression="data.map((shares) => (breaks => [breaks, shares.map((share) =>"
        " mocgioi.shadeOf(share, breaks))])(mocgioi.shareBreaks(shares)))",
        data=CASES,
    )
    report = []
    for shares in CASES:
        breaks = share_breaks(shares)
        report.append([[*breaks], [shade_of(share, breaks) for share in shares]])
    assert page == report


@pytest.mark.parametrize("shares", CASES)
def test_shares_that_differ_are_told_apart(shares: list[float | None]) -> None:
    far_apart = {round(share) for share in shares if share is not None}
    assert len(told_apart(shares)) >= min(3, len(far_apart))


def test_the_shares_of_the_demonstration_have_four_tints() -> None:
    assert share_breaks(DEMO) == (35, 50, 65, 80, 95)
    assert told_apart(DEMO) == {0, 1, 3, 4}


@pytest.mark.parametrize("shares", CASES)
def test_classes_hold_every_share_and_are_no_more_than_tints(shares: list[float | None]) -> None:
    breaks = share_breaks(shares)
    known = [share for share in shares if share is not None]
    assert list(breaks) == sorted(set(breaks))
    assert len(breaks) - 1 <= SHADES == len(COVERAGE_TINTS)
    if known:
        assert 0 <= breaks[0] <= min(known)
        assert max(known) <= breaks[-1] <= 100


@pytest.mark.parametrize("shares", [DEMO, [0.0, 100.0], [42.0, 58.0, 61.0]])
def test_classes_end_at_steps_of_five_per_cent(shares: list[float]) -> None:
    assert [edge for edge in share_breaks(shares) if edge % 5] == []


def test_the_more_the_darker() -> None:
    breaks = share_breaks(DEMO)
    shades = [shade_of(share, breaks) for share in sorted(DEMO)]
    assert shades == sorted(shades, key=lambda shade: -1 if shade is None else shade)


def test_tints_are_told_apart_in_grey() -> None:
    grey = [
        0.2126 * int(tint[1:3], 16) + 0.7152 * int(tint[3:5], 16) + 0.0722 * int(tint[5:7], 16)
        for tint in COVERAGE_TINTS
    ]
    assert [light - dark >= 12 for light, dark in pairwise(grey)] == [True] * 4
