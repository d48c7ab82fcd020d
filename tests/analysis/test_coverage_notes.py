"""What a reader must know beside the figures."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.coverage import NOTES
from mocgioi.documents.coverage import Counted
from mocgioi.domain.counting import MEASURED
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six


def codes(document: Counted) -> list[str]:
    return [note["code"] for note in document["notes"]]


def note(document: Counted, code: str) -> dict[str, Any] | None:
    """Return the parameters of the note of that code, or None where it is not given."""
    params: list[Any] = [given["params"] for given in document["notes"] if given["code"] == code]
    assert len(params) <= 1
    return params[0] if params else None


def test_percent_is_null_when_nobody_needs_a_road() -> None:
    world = World()
    world.marker("1116", need="no")
    world.marker("1117", need="no")
    document = world.count()
    assert document["totals"]["percent"] is None
    assert document["notes"] == [{"code": "nobody-needs-a-road", "params": {"count": 2}}]


def test_a_marker_whose_need_nobody_recorded_is_not_in_the_denominator() -> None:
    world = border_of_six()
    world.marker("1300", need=None)
    document = world.count()
    assert document["totals"]["markers_needing_road"] == 4
    assert {"code": "need-not-recorded", "params": {"count": 1}} in document["notes"]


def test_an_empty_store_counts_nothing_and_says_so() -> None:
    document = World().count(by=["year", "marker"])
    assert document["totals"]["markers"] == 0
    assert document["totals"]["percent"] is None
    assert document["groups"] == []
    assert document["notes"] == [{"code": "no-markers", "params": {}}]


def test_before_the_first_record_nothing_was_known() -> None:
    document = border_of_six().count(
        known_at="2020-01-01T00:00:00.000Z", first_recorded_at=RECORDED_AT
    )
    assert document["notes"] == [
        {"code": "not-known-then", "params": {"first_recorded_at": RECORDED_AT}}
    ]


@pytest.mark.parametrize("known_at", [RECORDED_AT, None])
def test_from_the_first_record_on_no_markers_are_no_markers(known_at: str | None) -> None:
    document = World().count(known_at=known_at, first_recorded_at=RECORDED_AT)
    assert codes(document) == ["no-markers"]


def test_as_of_before_the_first_survey_is_said() -> None:
    document = border_of_six().count("2000-01-01", first_observed_on="2022-03-01")
    assert document["totals"]["by_status"]["not_reported"] == 4
    assert note(document, "before-first-survey") == {"first_observed_on": "2022-03-01"}
    assert note(document, "not-reported") is None


def test_on_the_day_of_the_first_survey_nothing_is_reported_yet() -> None:
    document = border_of_six().count("2000-01-01", first_observed_on="2000-01-01")
    assert note(document, "nothing-reported") == {}
    assert note(document, "before-first-survey") is None


def test_lines_that_changed_since_they_were_measured_measure_nothing_and_it_is_said() -> None:
    document = border_of_six().count(measured={"1116": "reached"}, measured_current=False)
    assert document["measured"] == dict.fromkeys((*MEASURED, "declared_only", "measured_only"))
    assert note(document, "measured-out-of-date") == {}


def test_a_dispute_without_an_alarm_is_no_alarm() -> None:
    world = border_of_six()
    world.observe("1116", "marker_condition", "intact", "2023-12-02")
    world.observe("1116", "marker_condition", "under_repair", "2023-12-02")
    assert world.count()["alarm_contested"] == []


def test_notes_come_in_their_order_and_have_known_codes() -> None:
    order = codes(border_of_six().count(by=["commune"]))
    assert order == sorted(order, key=NOTES.index)
    assert order == ["not-placed", "open-disagreements", "built-damaged", "outside-need-built"]


def test_markers_of_no_commune_are_counted_in_a_note_of_that_grouping() -> None:
    assert note(border_of_six().count(by=["commune"]), "not-placed") == {
        "by": "commune",
        "count": 1,
    }


def test_rows_that_wait_are_counted_in_a_note() -> None:
    assert note(border_of_six().count(rows_held=2), "rows-held") == {"count": 2}
