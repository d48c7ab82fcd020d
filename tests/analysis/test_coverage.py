from __future__ import annotations

import json
from typing import Any

import pytest

from mocgioi.analysis.figures.coverage import NOTES, coverage, status
from mocgioi.analysis.figures.groups import percent_of
from mocgioi.documents.coverage import Counted
from mocgioi.domain.observation import Decision
from mocgioi.errors import UsageError
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, conference_figure


def codes(document: Counted) -> list[str]:
    return [note["code"] for note in document["notes"]]


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


def test_percent_is_null_when_nobody_needs_a_road() -> None:
    world = World()
    world.marker("1116", need="no")
    document = world.count()
    assert document["totals"]["percent"] is None
    assert codes(document) == ["nobody-needs-a-road"]


def test_a_marker_whose_need_nobody_recorded_is_not_in_the_denominator() -> None:
    world = border_of_six()
    world.marker("1300", need=None)
    document = world.count()
    assert document["totals"]["markers_needing_road"] == 4
    assert {"code": "need-not-recorded", "params": {"count": 1}} in document["notes"]


def test_need_can_change_on_a_day() -> None:
    world = border_of_six()
    world.observe("1119", "need_road", "yes", "2024-02-01")
    assert world.count("2024-01-31")["totals"]["markers_needing_road"] == 4
    assert world.count("2024-02-01")["totals"]["markers_needing_road"] == 5


def test_an_empty_store_counts_nothing_and_says_so() -> None:
    document = World().count(by=["year", "marker"])
    assert document["totals"]["markers"] == 0
    assert document["totals"]["percent"] is None
    assert document["groups"] == []
    assert codes(document) == ["no-markers"]


def test_before_the_first_record_nothing_was_known() -> None:
    document = border_of_six().count(
        known_at="2020-01-01T00:00:00.000Z", first_recorded_at=RECORDED_AT
    )
    assert codes(document) == ["not-known-then"]


def test_as_of_before_the_first_survey_is_said() -> None:
    document = border_of_six().count("2000-01-01", first_observed_on="2022-03-01")
    assert document["totals"]["by_status"]["not_reported"] == 4
    assert "before-first-survey" in codes(document)
    assert "not-reported" not in codes(document)


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


def test_a_decision_closes_the_disagreement() -> None:
    world = border_of_six()
    later = world.observations[-1]
    world.decisions.append(Decision("d1", later.uuid, "set_aside", RECORDED_AT))
    document = world.count()
    assert (document["conflicts"], document["contested"]) == (0, [])


def test_what_must_be_reported_at_once_is_listed() -> None:
    assert border_of_six().count()["report_at_once"] == [
        {"number": "1118", "condition": "missing", "since": "2023-10-01"}
    ]


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
    (figure,) = document["published"]
    assert figure["agrees"] is True
    assert figure["as_of_inferred"] is True
    assert (figure["value"], figure["denominator"]) == (3, 4)
    assert figure["by_contributions"] == 2


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


def test_notes_come_in_their_order_and_have_known_codes() -> None:
    order = codes(border_of_six().count(by=["commune"]))
    assert order == sorted(order, key=NOTES.index)
    assert order == ["not-placed", "open-disagreements", "built-damaged", "outside-need-built"]


def test_an_unknown_grouping_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="province"):
        border_of_six().count(by=["province"])


def test_status_says_what_the_coverage_says() -> None:
    document = border_of_six().count(last_recorded_at=RECORDED_AT)
    glance: Any = status(document)
    totals: Any = document["totals"]
    assert glance["schema"] == "mocgioi.status/1"
    for key in ("markers", "markers_needing_road", "road_built", "percent", "by_status"):
        assert glance[key] == totals[key]
    assert (glance["conflicts"], glance["last_recorded_at"]) == (1, RECORDED_AT)
