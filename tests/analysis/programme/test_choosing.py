"""Wishes turned into a choice, or into what they cost and what is possible."""

from __future__ import annotations

from collections.abc import Mapping
from time import process_time
from typing import Any

import pytest

from mocgioi.analysis.programme.candidates import Candidates
from mocgioi.analysis.programme.choosing import choose, ranked
from mocgioi.analysis.programme.weighing import PlanMarker
from mocgioi.analysis.programme.wishes import wishes_of
from mocgioi.errors import UsageError
from tests.analysis.programme.ground import MILLION, country, markers, way


def served(
    millions: int, *, of: Mapping[str, PlanMarker] | None = None, **wishes: Any
) -> list[str]:
    asked = wishes_of(budget_vnd=millions * MILLION, this_year=2026, **wishes)
    made = choose(country(), asked, of or markers(), time_limit_s=20)
    assert made.choice.cost <= asked.budget_vnd
    return sorted(made.choice.markers)


def test_the_money_goes_where_most_markers_are() -> None:
    assert served(150) == ["1001", "1002"]
    assert served(280) == ["1003", "1010", "1011"]


def test_what_must_be_built_is_built_though_it_serves_fewer() -> None:
    assert served(280, must=["1002"]) == ["1001", "1002"]


def test_what_is_excluded_counts_for_nothing() -> None:
    assert served(280, never=["1010", "1011"]) == ["1001", "1002"]


def test_each_commune_gets_its_share_or_all_that_it_has() -> None:
    assert served(430, min_per_group=2) == ["1001", "1002", "1003", "1010", "1011"]
    assert served(430, min_per_group=3) == ["1001", "1002", "1003", "1010", "1011"]
    assert served(300, min_per_group=1) == ["1001", "1003"]


def test_a_weight_moves_the_money() -> None:
    heavy = markers(m1001={"alarm": 1.0})
    assert served(280, of=heavy) == ["1003", "1010", "1011"]
    assert served(280, of=heavy, weights={"alarm": 2.0}) == ["1001", "1002"]


@pytest.mark.parametrize(
    ("wishes", "words"),
    [
        ({"must": ["1010"]}, "cần khoảng 280 triệu đồng (ƯỚC TÍNH), nhiều hơn 200 triệu đồng"),
        ({"must": ["1200"]}, "mốc 1200 (theo báo cáo đã có đường)"),
        ({"must": ["1201"]}, "mốc 1201 (chưa có tọa độ)"),
        ({"must": ["1300"]}, "mốc 1300 (đã có đường tới hoặc không thuộc diện)"),
        ({"min_per_group": 1}, "cho mỗi xã 01 mốc: cần khoảng 300 triệu đồng"),
        ({"min_per_group": 5, "group_by": "post"}, "mỗi đồn được nhiều nhất 2 mốc"),
    ],
)
def test_what_cannot_be_met_says_what_it_costs_or_what_is_possible(
    wishes: dict[str, Any], words: str
) -> None:
    with pytest.raises(UsageError) as refused:
        served(200, **wishes)
    assert words in refused.value.text.vi


def test_what_is_refused_is_refused_within_the_time_that_was_given() -> None:
    groups = {f"{i}": PlanMarker(f"{i}", f"{i % 3}", None, {}) for i in range(1, 301)}
    ways = [way(0, i, 1 + i % 7) for i in range(1, 301)]
    graph = Candidates("EPSG:9215", 301, tuple(ways), {i: (f"{i}",) for i in range(1, 301)}, {})
    asked = wishes_of(budget_vnd=30 * MILLION, min_per_group=10_000_000, this_year=2026)
    begun = process_time()
    with pytest.raises(UsageError) as refused:
        choose(graph, asked, groups, time_limit_s=2)
    assert process_time() - begun < 4
    assert "--min-per-commune 10" in refused.value.text.vi
    served_by_it = choose(graph, asked._replace(min_per_group=10), groups, time_limit_s=20)
    assert len(served_by_it.choice.markers) >= 30


def test_a_share_that_no_commune_can_have_is_refused_where_no_marker_has_a_commune() -> None:
    nowhere = {number: marker._replace(commune=None) for number, marker in markers().items()}
    with pytest.raises(UsageError, match="--must"):
        served(200, of=nowhere, must=["1010"], min_per_group=3)


def test_the_list_is_read_from_the_top_or_with_what_is_too_dear_passed_over() -> None:
    graph = country(way(0, 4, 150), way(0, 1, 90))
    graph = graph._replace(serves={1: ("1001",), 4: ("1010", "1011")})
    top, skipping = ranked(graph, 140 * MILLION)
    assert (top.markers, skipping.markers) == ([], ["1001"])
    top, skipping = ranked(graph, 240 * MILLION)
    assert top.markers == skipping.markers == ["1010", "1011", "1001"]
