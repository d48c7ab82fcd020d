"""Markers as groups of their own: each with what counts of it."""

from __future__ import annotations

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.vocabulary import CODE_LISTS
from tests.analysis.coverage_world import World, border_of_six
from tests.analysis.test_groups import by


def test_markers_stand_in_border_order_each_with_its_evidence() -> None:
    groups = by("marker", files={"b1": "phieu.xlsx"})
    assert list(groups) == ["1116", "1117", "1117/1", "1118", "1119", "1120"]
    assert groups["1117"]["evidence"] == {
        "observation": "o26",
        "observed_on": "2023-05-04",
        "recorded_at": "2024-01-05T03:00:00.000Z",
        "observer": "Lý A Páo",
        "batch": "b1",
        "file": "phieu.xlsx",
        "row": 18,
    }
    assert groups["1119"]["evidence"] is None
    assert groups["1116"]["contested"] == ["road_status"]


def test_a_marker_is_listed_with_what_counts_of_it() -> None:
    world = border_of_six()
    world.line("1117", completed_on="2021-12-24")
    world.observe("1117", "marker_condition", "minor_damage", "2023-10-01")
    (group,) = [
        group
        for group in world.count(by=["marker"], measured={"1117": "near"})["groups"]
        if group["code"] == "1117"
    ]
    facts = {
        "needs_road": "yes",
        "road_status": "built",
        "since": "2023-05-04",
        "road_condition": "damaged",
        "marker_condition": "minor_damage",
        "commune": "06184",
        "commune_name": "Đồng Đăng",
        "post": "bao-lam",
        "post_name": "Bảo Lâm",
        "border_km": 91.6,
        "measured": "near",
        "funding": "contributions",
        "completed_on": "2021-12-24",
        "contested": [],
    }
    assert {key: group.get(key) for key in facts} == facts


def test_a_marker_measured_by_lines_that_changed_since_is_not_called_measured() -> None:
    groups = by("marker", measured={"1117": "near"}, measured_current=False)
    assert groups["1117"]["measured"] is None


def test_a_marker_has_the_value_of_every_aspect_a_survey_speaks_of() -> None:
    world = World()
    world.marker("1116", commune=None, post=None)
    values = {code: list(CODE_LISTS[code])[-1] for code in SURVEYED}
    for code, value in values.items():
        world.observe("1116", code, value, "2023-05-04")
    (group,) = world.count(by=["marker"])["groups"]
    assert {code: group[code] for code in SURVEYED} == values  # type: ignore[literal-required]
    assert (group["commune_name"], group["post_name"]) == (None, None)
