"""One marker: set, show, and what a replaced observation becomes."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.errors import MarkerNotFound, UsageError
from mocgioi.tracker import Tracker


def test_what_replaces_an_observation_is_not_held_against_it(demo: Tracker) -> None:
    demo.set("1116", marker_condition="missing", on="2026-11-01")
    wrong = next(
        event["observation"]
        for event in demo.show("1116")["history"]
        if event["value"] == "missing"
    )
    receipt = demo.set(
        "1116", marker_condition="intact", on="2026-11-01", replaces=wrong, why="ghi nhầm"
    )
    assert [finding.code for finding in receipt.findings] == []


def test_set_records_like_a_survey_of_one_row(demo: Tracker) -> None:
    receipt = demo.set(
        "Mốc số 1116", marker_condition="hư hỏng nhẹ", on="2026-11-01", by="Nông Văn A"
    )
    assert (receipt.read, receipt.applied) == (1, 1)
    shown = demo.show("1116")
    assert (shown["condition"]["value"], shown["condition"]["observed_on"]) == (
        "minor_damage",
        "2026-11-01",
    )


def test_a_damaged_road_is_built_and_damaged(demo: Tracker) -> None:
    demo.set("1116", road_status="hư hỏng", on="2026-11-01")
    shown = demo.show("1116")
    assert (shown["road"]["status"], shown["road_condition"]["value"]) == ("built", "damaged")


def test_setting_in_an_illustrative_store_stays_illustrative(demo: Tracker) -> None:
    demo.set("1116", note="x", on="2026-11-01")
    assert demo.frame("observations")["illustrative"].iloc[-1]


def test_a_missing_marker_must_be_reported_at_once(demo: Tracker) -> None:
    demo.set("1116", marker_condition="missing", on="2026-11-01")
    assert demo.show("1116")["report_at_once"]


def test_an_unknown_marker_is_named(demo: Tracker) -> None:
    with pytest.raises(MarkerNotFound, match="4711"):
        demo.set("4711", road_status="built")


@pytest.mark.parametrize("day", ["1999-12-31", "2100-01-01"])
def test_a_day_before_2000_or_in_the_future_is_refused(demo: Tracker, day: str) -> None:
    with pytest.raises(UsageError):
        demo.set("1116", road_status="built", on=day)


def test_a_value_no_list_knows_is_refused(demo: Tracker) -> None:
    with pytest.raises(UsageError, match="perhaps"):
        demo.set("1116", road_status="perhaps")


def test_replacing_an_observation_keeps_both_and_counts_the_new_one(demo: Tracker) -> None:
    built: Any = next(
        group for group in demo.figures.coverage(by=["marker"])["groups"] if group["road_built"]
    )
    evidence, number = built["evidence"], str(built["code"])
    assert evidence is not None
    old = evidence["observation"]
    receipt = demo.set(
        number, road_status="none", on="2026-11-01", replaces=old[:10], why="mistyped"
    )
    shown = demo.show(number)
    assert (receipt.queued, shown["road"]["status"]) == (0, "none")
    replaced = next(event for event in shown["history"] if event["observation"] == old)
    assert [decision["why"] for decision in replaced["decisions"]] == ["mistyped"]


def test_replacing_needs_a_reason(demo: Tracker) -> None:
    with pytest.raises(UsageError, match="why"):
        demo.set("1116", road_status="none", replaces="abc")


def replaced(tracker: Tracker, number: str, aspect: str) -> str:
    history = tracker.show(number)["history"]
    return next(str(e["observation"]) for e in history if e["aspect"] == aspect)


def test_only_the_aspect_that_is_typed_is_replaced(demo: Tracker) -> None:
    existence = replaced(demo, "1116", "existence")
    with pytest.raises(UsageError, match="not of this aspect"):
        demo.set("1116", marker_condition="intact", replaces=existence, why="x")
    assert demo.show("1116")["number"] == "1116"


def test_what_is_of_another_marker_is_answered_as_what_is_not_there(demo: Tracker) -> None:
    def refused(identity: str) -> str:
        with pytest.raises(UsageError) as caught:
            demo.set("1116", marker_condition="intact", replaces=identity, why="x")
        return str(caught.value).replace(identity, "ID")

    assert refused(replaced(demo, "944", "marker_condition")) == refused("0" * 32)


def test_who_opened_the_store_decides_what_is_replaced(demo: Tracker) -> None:
    own = tracker.open(demo.store.path, by="Bình")
    first = replaced(own, "999", "marker_condition")
    own.set("999", marker_condition="not_found", replaces=first, why="x", by="An")
    history = own.show("999")["history"]
    old = next(event for event in history if event["observation"] == first)
    assert old["decisions"][-1]["decided_by"] == "Bình"


def test_the_demonstration_has_two_disagreements_to_try_on(demo: Tracker) -> None:
    assert {entry["marker"] for entry in demo.decisions.disagreements()["conflicts"]} == {
        "984/1",
        "1220/1",
    }


def test_a_disagreement_resolved_is_gone(demo: Tracker) -> None:
    entry = demo.decisions.disagreements()["conflicts"][0]
    demo.decisions.resolve(entry["id"], entry["sides"][0]["observation"], why="checked")
    assert len(demo.decisions.disagreements()["conflicts"]) == 1


def test_undoing_a_survey_brings_the_figure_back(demo: Tracker) -> None:
    before = demo.figures.status()["by_status"]["built"] or 0
    surveys = [batch for batch in demo.surveys.batches() if batch.kind == "survey"]
    demo.surveys.undo(surveys[-1].uuid, why="wrong file")
    assert (demo.figures.status()["by_status"]["built"] or 0) < before
    document = demo.figures.coverage(known_at=demo.figures.coverage()["known_at"])
    assert (document["totals"]["by_status"]["built"] or 0) < before
