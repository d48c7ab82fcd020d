"""What is left: shared out among the markers, so that the parts add up to the whole."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.analysis.figures.coverage_facts import MarkerFacts
from mocgioi.analysis.figures.remaining import remaining
from mocgioi.documents.cost import Cost
from mocgioi.documents.remaining import Remaining, RemainingGroup

NAMES: Any = {"commune": {"a": "Quốc Khánh", "b": "Kháng Chiến"}, "post": {"p": "Pò Mã"}}


def facts(number: str, status: str = "none", **changes: Any) -> MarkerFacts:
    known: dict[str, Any] = dict.fromkeys(MarkerFacts._fields)
    known |= {"number": number, "needs_road": "yes", "status": status, "commune": "a", "post": "p"}
    return MarkerFacts(**{**known, **changes})


def cost(projects: list[tuple[list[str], int]], **left_out: list[str]) -> Cost:
    made = [
        {
            "markers": markers,
            "length_m": vnd / 1000,
            "cost_vnd": vnd,
            "cost_vnd_min": vnd // 2,
            "cost_vnd_max": vnd * 2,
        }
        for markers, vnd in projects
    ]
    return cast("Cost", {"projects": made, "left_out": {"built": [], **left_out}})


def group(document: Remaining, by: str, code: str | None) -> RemainingGroup:
    return next(g for g in document["groups"] if (g["by"], g["code"]) == (by, code))


def test_a_road_that_two_communes_share_counts_half_in_each() -> None:
    markers = [facts("1"), facts("2", commune="b")]
    document = remaining(cost([(["1", "2"], 1_000)]), markers, names=NAMES)
    assert [group(document, "commune", code)["cost_vnd"] for code in "ab"] == [500, 500]
    assert document["totals"]["cost_vnd"] == 1_000


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 10**9)), max_size=8))
def test_the_groups_add_up_to_the_whole_to_the_last_dong(roads: list[tuple[int, int]]) -> None:
    projects, markers = [], []
    for place, (count, vnd) in enumerate(roads):
        own = [f"{place}/{at}" for at in range(1, count + 1)]
        projects.append((own, vnd))
        markers += [facts(n, commune="ab"[at % 2]) for at, n in enumerate(own)]
    document = remaining(cost(projects), markers, names=NAMES)
    for key in ("cost_vnd", "cost_vnd_min", "cost_vnd_max", "markers_left"):
        whole = document["totals"][key]
        for by in ("commune", "post"):
            assert whole == sum(g[key] for g in document["groups"] if g["by"] == by)
    assert document["totals"]["cost_vnd"] == sum(vnd for _, vnd in projects)


@pytest.mark.parametrize("changes", [{"status": "built"}, {"needs_road": "no"}])
def test_what_is_built_or_not_needed_is_not_left(changes: dict[str, str]) -> None:
    document = remaining(cost([]), [facts("1", **changes)], names=NAMES)
    assert document["totals"]["markers_left"] == 0
    assert document["groups"] == []


def test_what_is_not_estimated_is_said_by_reason() -> None:
    markers = [facts("1"), facts("2"), facts("3")]
    estimate = cost([(["1"], 10)], no_position=["2"], reached=["3"])
    document = remaining(estimate, markers, names=NAMES)
    assert document["left_out"] == {"no_position": ["2"], "reached": ["3"]}


def test_communes_stand_in_the_order_of_the_border_and_the_unplaced_last() -> None:
    markers = [facts("1", commune=None), facts("2", commune="b"), facts("3", commune="a")]
    document = remaining(cost([]), markers, names=NAMES)
    codes = [(g["code"], g["name"]) for g in document["groups"] if g["by"] == "commune"]
    assert codes == [("a", "Quốc Khánh"), ("b", "Kháng Chiến"), (None, None)]
