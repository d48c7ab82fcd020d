from __future__ import annotations

import json
from typing import Any

import pytest

from mocgioi.analysis.figures.coverage import coverage, status
from mocgioi.analysis.figures.groups import percent_of
from mocgioi.documents.coverage import Counted
from mocgioi.documents.status import Status
from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import UsageError
from tests.analysis.coverage_world import (
    RECORDED_AT,
    World,
    border_of_six,
    conference_figure,
    decision,
)
from tests.documents import closed


def test_both_documents_follow_their_schemas() -> None:
    document = border_of_six().count(by=GROUPINGS, published=[conference_figure()])
    closed.require(Counted, document)
    closed.require(Status, status(document))


def test_the_groupings_are_named_in_the_order_given_each_once() -> None:
    assert border_of_six().count(by=["year", "post", "year"])["by"] == ["year", "post"]


def test_the_denominator_is_the_markers_that_need_a_road() -> None:
    totals = border_of_six().count()["totals"]
    assert (totals["markers"], totals["markers_needing_road"]) == (6, 4)


def test_the_built_are_counted_among_those_that_need_a_road() -> None:
    document = border_of_six().count()
    assert document["totals"]["road_built"] == 3
    assert document["outside_need"]["road_built"] == ["1120"]


def test_by_status_adds_up_to_the_markers_that_need_a_road() -> None:
    totals = border_of_six().count()["totals"]
    assert totals["by_status"] == {
        "built": 3,
        "under_construction": 1,
        "approved": 0,
        "none": 0,
        "not_reported": 0,
    }


def test_damage_does_not_lower_the_built() -> None:
    totals = border_of_six().count()["totals"]
    assert (totals["road_built"], totals["built_damaged"]) == (3, 1)


def test_a_road_repaired_is_damaged_no_more() -> None:
    world = border_of_six()
    world.observe("1117", "road_condition", "good", "2023-10-10")
    assert world.count()["totals"]["built_damaged"] == 0


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(223, 459, 48.6), (1, 2000, 0.1), (1, 8, 12.5), (1, 16, 6.3), (3, 3, 100.0), (0, 5, 0.0)],
)
def test_percent_has_one_decimal_rounded_half_up(part: int, whole: int, expected: float) -> None:
    assert percent_of(part, whole) == expected


def test_markers_outside_the_need_are_counted_and_those_nobody_spoke_of_are_named() -> None:
    world = border_of_six()
    world.marker("1300", need=None)
    assert world.count()["outside_need"] == {
        "markers": 3,
        "need_not_recorded": 1,
        "need_not_recorded_markers": ["1300"],
        "road_built": ["1120"],
    }


def test_markers_of_which_nobody_reported_are_named() -> None:
    world = border_of_six()
    world.marker("1300")
    assert world.count()["not_reported"] == ["1300"]


def test_need_can_change_on_a_day() -> None:
    world = border_of_six()
    world.observe("1119", "need_road", "yes", "2024-02-01")
    assert world.count("2024-01-31")["totals"]["markers_needing_road"] == 4
    assert world.count("2024-02-01")["totals"]["markers_needing_road"] == 5


def test_funding_is_the_observations_first() -> None:
    world = World()
    world.marker("1116")
    world.road("1116", funding="scheme")
    world.line("1116", funding="contributions")
    document = world.count()
    assert document["totals"]["by_contributions"] == 0
    assert document["funding_differs"] == [
        {"number": "1116", "observed": "scheme", "roads": ["contributions"]}
    ]


def test_funding_is_the_roads_where_the_observation_names_none() -> None:
    world = World()
    world.marker("1116")
    world.road("1116")
    world.line("1116", funding="contributions")
    document = world.count()
    assert document["totals"]["by_contributions"] == 1
    assert document["funding_differs"] == []


@pytest.mark.parametrize("more", [{"completed_on": "2024-01-01"}, {"status": "approved"}])
def test_a_road_not_built_by_the_day_funds_nothing(more: dict[str, str]) -> None:
    world = World()
    world.marker("1116")
    world.road("1116")
    world.line("1116", funding="contributions", **more)
    assert world.count()["totals"]["by_contributions"] == 0


def test_measured_adds_up_and_a_marker_not_measured_is_unknown() -> None:
    measured = border_of_six().count(measured={"1116": "reached", "1117": "near"})["measured"]
    assert measured == {
        "reached": 1,
        "isolated": 0,
        "near": 1,
        "none": 0,
        "unknown": 2,
        "declared_only": 1,
        "measured_only": 0,
    }


def test_declared_only_and_measured_only_leave_out_the_unknown() -> None:
    document = border_of_six().count(
        measured={"1116": "isolated", "1117": "unknown", "1118": "reached", "1120": "none"}
    )
    assert document["declared_only"] == ["1116"]
    assert document["measured_only"] == ["1118"]


def test_one_made_up_observation_makes_the_document_illustrative() -> None:
    world = border_of_six()
    assert world.count()["illustrative"] is False
    world.road("1118", day="2023-12-30", illustrative=True)
    assert world.count()["illustrative"] is True


def test_a_made_up_observation_that_does_not_count_yet_changes_nothing() -> None:
    world = border_of_six()
    world.road("1118", day="2024-06-01", illustrative=True)
    assert world.count("2023-12-31")["illustrative"] is False


def test_a_made_up_road_counts_where_it_serves_or_is_measured() -> None:
    world = border_of_six()
    world.line("1300", illustrative=True)
    assert world.count()["illustrative"] is False
    assert world.count(measured={"1116": "reached"})["illustrative"] is True
    world.line("1116", illustrative=True)
    assert world.count()["illustrative"] is True


def test_the_open_disagreement_is_listed_with_both_its_sides() -> None:
    document = border_of_six().count()
    assert document["conflicts"] == 1
    assert document["contested"] == [
        {
            "number": "1116",
            "aspect": "road_status",
            "observed_on": "2023-12-01",
            "values": ["none"],
            "standing": "built",
        }
    ]


def test_disagreements_of_a_marker_are_listed_by_aspect_then_by_day_those_without_first() -> None:
    world = border_of_six()
    for day in ("2023-12-02", None):
        for code in ("06196", "06541"):
            world.observe("1116", "commune", code, day)
    listed = [(d["aspect"], d["observed_on"]) for d in world.count()["contested"]]
    assert listed == [
        ("commune", None),
        ("commune", "2023-12-02"),
        ("road_status", "2023-12-01"),
    ]


def test_a_decision_closes_the_disagreement() -> None:
    world = border_of_six()
    later = world.observations[-1]
    world.decisions.append(decision("d1", later.uuid, "set_aside", RECORDED_AT))
    document = world.count()
    assert (document["conflicts"], document["contested"]) == (0, [])


def test_what_must_be_reported_at_once_is_listed() -> None:
    world = border_of_six()
    world.observe("1117", "marker_condition", "intact", "2023-10-01")
    assert world.count()["report_at_once"] == [
        {"number": "1118", "condition": "missing", "since": "2023-10-01"}
    ]


def test_the_damaged_are_built_and_needed_and_named_with_their_condition() -> None:
    world = border_of_six()
    for number, condition in (("1116", "good"), ("1118", "damaged"), ("1120", "impassable")):
        world.observe(number, "road_condition", condition, "2023-10-01")
    assert world.count()["damaged"] == [{"number": "1117", "condition": "damaged"}]


def test_an_alarm_in_dispute_is_not_lost() -> None:
    world = border_of_six()
    world.observe("1116", "marker_condition", "intact", "2023-12-02")
    world.observe("1116", "marker_condition", "destroyed", "2023-12-02")
    document = world.count()
    assert document["alarm_contested"] == ["1116"]
    assert [
        (case["number"], [alarm["lacks"] for alarm in case["alarms"]])
        for case in document["perhaps_at_once"]
    ] == [("1116", [["decision"]])]


def test_the_published_figure_agrees_when_figure_and_denominator_do() -> None:
    document = border_of_six().count(published=[conference_figure()])
    assert document["published"] == [
        {
            "measure": "markers_with_road",
            "as_of": "2023-12-31",
            "as_of_inferred": True,
            "value": 3,
            "denominator": 4,
            "funding": "contributions",
            "words": "Đến nay, đã có 3/4 cột mốc",
            "source": "Hội nghị",
            "road_built": 3,
            "markers_needing_road": 4,
            "by_contributions": 2,
            "agrees": True,
        }
    ]


def test_a_published_figure_without_denominator_agrees_by_the_figure_alone() -> None:
    (figure,) = border_of_six().count(published=[conference_figure(denominator=None)])["published"]
    assert (figure["denominator"], figure["agrees"]) == (None, True)


@pytest.mark.parametrize(("value", "written"), [(3.0, "3"), (2.5, "2.5")])
def test_a_published_figure_is_written_as_it_was_published(value: float, written: str) -> None:
    (figure,) = border_of_six().count(published=[conference_figure(value=value)])["published"]
    assert json.dumps(figure["value"]) == written


@pytest.mark.parametrize("more", [{"value": 2}, {"denominator": 5}])
def test_the_published_figure_differs_with_both_numbers_given(more: dict[str, float]) -> None:
    (figure,) = border_of_six().count(published=[conference_figure(**more)])["published"]
    assert figure["agrees"] is False
    assert (figure["road_built"], figure["markers_needing_road"]) == (3, 4)


@pytest.mark.parametrize("more", [{"as_of": "2022-12-31"}, {"as_of": None}, {"measure": "roads"}])
def test_a_figure_of_another_day_or_measure_is_not_compared(more: dict[str, str]) -> None:
    assert border_of_six().count(published=[conference_figure(**more)])["published"] == []


def test_the_document_is_plain_json_and_comes_out_the_same_twice() -> None:
    world = border_of_six()
    inputs = world.inputs(published=[conference_figure()])
    groupings = ("commune", "post", "district", "funding", "stretch", "year", "marker")
    first = json.dumps(coverage(inputs, by=groupings), allow_nan=False)
    world.observations.reverse()
    again = world.inputs(published=[conference_figure()])
    assert json.dumps(coverage(again, by=groupings), allow_nan=False) == first


def test_an_unknown_grouping_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="province"):
        border_of_six().count(by=["province"])


def test_status_says_what_the_coverage_says() -> None:
    document = border_of_six().count(
        known_at=RECORDED_AT, last_recorded_at=RECORDED_AT, published=[conference_figure()]
    )
    glance: Any = status(document)
    assert glance.pop("schema") == "mocgioi.status/1"
    figures: Any = {**document, **document["totals"]}
    assert glance == {key: figures[key] for key in glance}
