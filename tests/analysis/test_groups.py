from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.groups import placements
from mocgioi.domain.counting import GROUPINGS, PLACES, STATUS_ORDER
from mocgioi.errors import UsageError
from tests.analysis.coverage_world import World, border_of_six

ADDITIVE = (
    "markers",
    "markers_needing_road",
    "road_built",
    "by_contributions",
    "built_damaged",
    "in_period",
)


def by(grouping: str, **more: Any) -> dict[str | None, Any]:
    document = border_of_six().count(by=[grouping], **more)
    return {group["code"]: group for group in document["groups"]}


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A few markers with every mixture of need, place, reports, damage and roads."""
    world = World()
    numbers = draw(st.lists(st.integers(944, 1300), unique=True, max_size=12))
    days = st.sampled_from(["2021-07-01", "2022-07-01", "2023-02-01", "2023-02-02", "2024-01-01"])
    fundings = st.sampled_from([None, "contributions", "scheme"])
    for number in map(str, numbers):
        world.marker(
            number,
            need=draw(st.sampled_from(["yes", "yes", "no", None])),
            commune=draw(st.sampled_from([None, "06184", "06196", "99999"])),
            post=draw(st.sampled_from([None, "bao-lam", "no-such-post"])),
            km=draw(st.none() | st.floats(0, 230.95)),
        )
        for _ in range(draw(st.integers(0, 3))):
            reported = draw(st.sampled_from(["none", "approved", "under_construction", "built"]))
            world.road(number, reported, draw(days), funding=draw(fundings))
        if draw(st.booleans()):
            condition = draw(st.sampled_from(["good", "damaged", "impassable"]))
            world.observe(number, "road_condition", condition, draw(days))
        if draw(st.booleans()):
            world.line(number, funding=draw(fundings), completed_on=draw(st.none() | days))
    return world


@settings(max_examples=40)
@given(
    world=worlds(), grouping=st.sampled_from(GROUPINGS), as_of=st.sampled_from(range(2020, 2025))
)
def test_groups_add_up_to_the_totals(world: World, grouping: str, as_of: int) -> None:
    document: Any = world.count(f"{as_of}-12-31", by=[grouping])
    totals, groups = document["totals"], document["groups"]
    for key in ADDITIVE:
        assert sum(group[key] or 0 for group in groups) == (totals[key] or 0), key
    for code in STATUS_ORDER:
        in_groups = sum(group["by_status"][code] or 0 for group in groups)
        assert in_groups == (totals["by_status"][code] or 0)
    assert sum(group["conflicts"] for group in groups) == document["conflicts"]


@settings(max_examples=40)
@given(world=worlds())
def test_by_status_and_measured_add_up_to_the_markers_that_need_a_road(world: World) -> None:
    measured = dict(
        zip(world.border_km, ["reached", "near", "none", "isolated", "unknown"], strict=False)
    )
    document: Any = world.count(measured=measured)
    needing = document["totals"]["markers_needing_road"]
    assert sum(filter(None, document["totals"]["by_status"].values())) == needing
    kinds = {k: n for k, n in document["measured"].items() if not k.endswith("_only")}
    assert sum(kinds.values()) == needing


NAMES: dict[str, dict[str | None, str | None]] = {
    "commune": {"06184": "Đồng Đăng", "06196": "Ba Sơn", "06541": "Mẫu Sơn", None: None},
    "post": {"bao-lam": "Bảo Lâm", "ba-son": "Ba Sơn", None: None},
    "district": {"Cao Lộc": "Cao Lộc", "Lộc Bình": "Lộc Bình", None: None},
    "funding": {"contributions": "xã hội hóa", "scheme": "Đề án theo QĐ 1934", None: None},
    "stretch": {"0-50": "km 0–50", "50-100": "km 50–100", "100-150": "km 100–150", None: None},
    "year": {"2022": "2022", "2023": "2023", None: None},
    "marker": {n: n for n in ("1116", "1117", "1117/1", "1118", "1119", "1120")},
}


@pytest.mark.parametrize("grouping", GROUPINGS)
def test_a_group_says_which_grouping_it_is_of_and_has_a_name_if_it_has_a_code(
    grouping: str,
) -> None:
    groups = by(grouping, stretch_km=50)
    assert {code: group["name"] for code, group in groups.items()} == NAMES[grouping]
    assert {group["by"] for group in groups.values()} == {grouping}


@pytest.mark.parametrize("grouping", ["commune", "post", "district", "stretch", "year", "funding"])
def test_markers_that_lie_in_no_place_are_named_and_no_others(grouping: str) -> None:
    unplaced = {code: group.get("unplaced") for code, group in by(grouping).items()}
    without_place = ["1119"] if grouping in PLACES else None
    assert unplaced.pop(None) == without_place
    assert set(unplaced.values()) == {None}


def test_a_group_counts_what_must_be_reported_at_once() -> None:
    groups = by("commune")
    assert [groups[code]["report_at_once"] for code in groups] == [0, 1, 0, 0]


def test_the_per_cent_is_of_the_markers_of_the_group_that_need_a_road() -> None:
    assert by("commune")["06196"]["percent"] == 50.0


@pytest.mark.parametrize("grouping", ["funding", "year", "stretch", "marker"])
def test_a_grouping_made_of_the_markers_names_what_they_are_placed_in(grouping: str) -> None:
    inputs = border_of_six().inputs()
    names, place = placements(marker_facts(inputs), inputs, grouping, stretch_km=50)
    placed = {place(marker) for marker in marker_facts(inputs)}
    expected = NAMES[grouping] if grouping == "funding" else {code: code for code in names}
    assert names == {code: name for code, name in expected.items() if code}
    assert placed - {None} <= names.keys()


def test_communes_stand_in_border_order_and_the_unplaced_last() -> None:
    assert list(by("commune")) == ["06184", "06196", "06541", None]


def test_a_commune_without_markers_is_listed_with_no_per_cent() -> None:
    group = by("commune")["06541"]
    assert (group["markers"], group["percent"]) == (0, None)


def test_a_post_without_markers_is_listed_in_its_place() -> None:
    world = World()
    world.marker("1116", post="ba-son")
    posts = world.count(by=["post"])["groups"]
    assert [(group["code"], group["markers"]) for group in posts] == [("bao-lam", 0), ("ba-son", 1)]


def test_a_commune_names_its_former_district() -> None:
    districts = {code: group["district"] for code, group in by("commune").items()}
    assert districts == {"06184": "Cao Lộc", "06196": "Cao Lộc", "06541": "Lộc Bình", None: None}


def test_a_commune_names_its_posts_and_a_post_its_communes() -> None:
    assert by("commune")["06196"]["posts"] == ["Ba Sơn"]
    assert by("post")["ba-son"]["communes"] == ["Ba Sơn"]


def test_a_commune_the_store_does_not_know_keeps_its_code() -> None:
    world = World()
    world.marker("1116", commune="99999")
    groups = world.count(by=["commune"])["groups"]
    assert (groups[-1]["code"], groups[-1]["name"], groups[-1]["markers"]) == ("99999", None, 1)


def test_the_unplaced_stand_last_even_after_codes_the_store_does_not_know() -> None:
    world = World()
    world.marker("1115", commune=None)
    world.marker("1116", commune="99999")
    assert [g["code"] for g in world.count(by=["commune"])["groups"]][-2:] == ["99999", None]


def test_a_former_district_holds_the_markers_of_its_communes() -> None:
    groups = by("district")
    assert list(groups) == ["Cao Lộc", "Lộc Bình", None]
    assert groups["Cao Lộc"]["communes"] == ["Đồng Đăng", "Ba Sơn"]
    assert groups["Cao Lộc"]["markers_needing_road"] == 4


def test_funding_groups_the_built_and_shares_them_out() -> None:
    groups = by("funding")
    assert list(groups) == ["contributions", "scheme", None]
    assert (groups["contributions"]["road_built"], groups["contributions"]["share"]) == (2, 66.7)
    assert groups[None]["road_built"] == 0


def test_fundings_of_as_many_roads_stand_by_their_code() -> None:
    world = World()
    for number, funding in (("1116", "scheme"), ("1117", "combined"), ("1118", "contributions")):
        world.marker(number)
        world.road(number, funding=funding)
    groups = world.count(by=["funding"])["groups"]
    assert [group["code"] for group in groups] == ["combined", "contributions", "scheme"]


def test_a_road_built_nobody_knows_when_is_of_no_year() -> None:
    world = World()
    world.marker("1116")
    world.observe("1116", "road_status", "built")
    assert [group["code"] for group in world.count(by=["year"])["groups"]] == [None]


def test_the_year_is_that_of_the_observation_since_which_it_is_built() -> None:
    groups = by("year")
    assert {code: group["road_built"] for code, group in groups.items()} == {
        "2022": 1,
        "2023": 2,
        None: 0,
    }


def test_the_roads_own_completion_year_stands_beside() -> None:
    world = border_of_six()
    world.road("1118", day="2023-11-30")
    world.line("1117", "1118", completed_on="2021-12-24")
    groups = {g["code"]: g for g in world.count(by=["year"])["groups"]}
    assert groups["2023"]["completed"] == [
        {"year": "2021", "markers": 2},
        {"year": None, "markers": 1},
    ]


def test_groups_count_what_was_added_within_the_calendar_year_of_the_day() -> None:
    assert by("commune")["06184"]["in_period"] == 1
    assert by("commune", as_of="2022-06-30")["06184"]["in_period"] == 0
    assert by("commune", as_of="2024-06-30")["06184"]["in_period"] == 0


def test_stretches_run_from_the_north_west_without_a_gap() -> None:
    groups = by("stretch", stretch_km=50)
    assert list(groups) == ["0-50", "50-100", "100-150", None]
    assert [groups[code]["markers"] for code in groups] == [0, 2, 3, 1]
    assert (groups["50-100"]["km_from"], groups["50-100"]["km_to"]) == (50, 100)


def test_markers_nobody_placed_along_the_line_are_in_no_stretch() -> None:
    world = World()
    world.marker("1116")
    assert [group["code"] for group in world.count(by=["stretch"])["groups"]] == [None]


@pytest.mark.parametrize("stretch_km", [0.1, 1000.0])
def test_the_shortest_and_the_longest_stretch_can_be_asked_for(stretch_km: float) -> None:
    assert border_of_six().count(by=["stretch"], stretch_km=stretch_km)["groups"]


@pytest.mark.parametrize("stretch_km", [0.0, -1.0, 1e9, float("nan"), float("inf")])
def test_a_stretch_without_length_or_end_is_a_usage_error(stretch_km: float) -> None:
    with pytest.raises(UsageError) as caught:
        border_of_six().count(by=["stretch"], stretch_km=stretch_km)
    assert caught.value.text == (
        "Đoạn biên giới phải dài từ 0,1 đến 1000 km.",
        "A stretch must be from 0.1 to 1000 km long.",
    )


def test_a_grouping_that_is_not_there_is_answered_by_those_that_are() -> None:
    with pytest.raises(UsageError) as caught:
        by("province")
    listed = "commune, post, district, funding, stretch, year, marker"
    assert caught.value.text == (
        f"Không có cách nhóm «province». Chọn một trong: {listed}.",
        f"There is no grouping “province”. Choose one of: {listed}.",
    )
