"""Unit prices: what is shipped, a table of the user's, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.prices import TERRAINS
from mocgioi.errors import UnreadableInput, UsageError
from mocgioi.tracker.pricing import pricing_of


def table(folder: Path, text: str) -> Path:
    path = folder / "don-gia.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_shipped_costs_the_same_on_every_terrain_for_nobody_says_otherwise() -> None:
    shipped = pricing_of()
    assert {shipped.of(terrain)[:3] for terrain in TERRAINS} == {
        (DEFAULTS.vnd_per_m, 400_000, 950_000)
    }
    assert shipped.detour_factor == DEFAULTS.detour_factor
    assert all(row["source"] for row in shipped.rows())


def test_a_table_of_the_users_stands_in_place_of_what_is_shipped(tmp_path: Path) -> None:
    own = pricing_of(
        table(
            tmp_path, "Địa hình;Đơn giá;Thấp nhất;Cao nhất\nrất dốc;1.500.000;1.000.000;2 triệu\n"
        )
    )
    assert own.of("steep")[:3] == (1_500_000, 1_000_000, 2_000_000)
    assert own.of("flat").vnd_per_m == DEFAULTS.vnd_per_m


@pytest.mark.parametrize(
    "row",
    ["sườn núi;900000", "dốc;chưa có", "dốc;0", "dốc;", "dốc;900", "bằng;900000"],
    ids=["terrain", "words", "0", "blank", "of millions", "twice"],
)
def test_a_row_that_is_no_price_refuses_the_table(tmp_path: Path, row: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        pricing_of(table(tmp_path, f"Địa hình;Đơn giá\nbằng;800000\n{row}\n"))
    assert "don-gia.csv" in caught.value.text.vi and caught.value.findings


def test_a_price_outside_its_range_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, "terrain,vnd_per_m,min,max\nflat,900000,950000,990000\n")
    with pytest.raises(UnreadableInput):
        pricing_of(path)


def test_one_price_and_a_table_do_not_go_together(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        pricing_of(table(tmp_path, "terrain,vnd_per_m\nflat,900000\n"), vnd_per_m=1)


def test_one_price_is_that_of_every_terrain_and_widens_the_range() -> None:
    one = pricing_of(vnd_per_m=1_000_000)
    assert {one.of(terrain)[:3] for terrain in TERRAINS} == {(1_000_000, 400_000, 1_000_000)}
