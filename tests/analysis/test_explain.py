from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.explain import FIGURES, OF_THE_NEED, explain
from mocgioi.analysis.figures.inspections import inspections
from mocgioi.documents.explain import Explanation
from mocgioi.domain.counting import DEFAULTS, GROUPINGS, MEASURED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import UsageError
from tests.analysis.coverage_world import RECORDED_AT, border_of_six, decision
from tests.commits import number as commit_of
from tests.documents import closed


def explained(*asked: str, **more: Any) -> Any:
    world = more.get("world") or border_of_six()
    inputs = world.inputs(known_at=RECORDED_AT, files={"b1": "phieu.xlsx"})
    decisions = more.get("decisions", ())
    document = explain(inputs, decisions, asked, known_at=commit_of(RECORDED_AT))
    closed.require(Explanation, document)
    return document


def numbers(document: Any) -> list[str]:
    return [marker["number"] for marker in document["markers"]]


@pytest.mark.parametrize("figure", FIGURES)
def test_there_are_as_many_markers_as_the_figure_says(figure: str) -> None:
    world = border_of_six()
    document: Any = world.count(by=())
    totals = document["totals"]
    period = document["period"]
    expected: Any = {**totals["by_status"], **totals}
    for key in ("by_completion", "by_observation", "baseline"):
        expected[key] = period[key]
    for key in ("completed_before", "newly_needed", "lost"):
        expected[key] = len(period[key])
    for key in ("report_at_once", "declared_only", "measured_only", "road_contested"):
        expected[key] = len(document[key])
    for key in ("built_on_paper_only", "need_withdrawn"):
        expected[key] = len(document[key])
    expected["conflicts"] = document["conflicts"]
    expected["outside_need"] = document["outside_need"]["markers"]
    expected["need_not_recorded"] = 0
    seen = inspections(marker_facts(world.inputs()), world.inputs())
    expected |= {key: seen[key] for key in ("overdue", "never_inspected")}
    assert explained(figure)["count"] == expected[figure]


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_group_of_every_grouping_has_its_markers(by: str) -> None:
    counted = "markers_needing_road" if by in OF_THE_NEED else "markers"
    document: Any = border_of_six().count(by=[by])
    for group in document["groups"]:
        assert explained(f"{by}={group['code'] or ''}")["count"] == group[counted]


@pytest.mark.parametrize("state", MEASURED)
def test_every_measured_figure_has_its_markers(state: str) -> None:
    measured = border_of_six().count(by=())["measured"]
    shown = explained(f"measured={state}")
    assert shown["count"] == measured[state]
    assert {marker["measured"] for marker in shown["markers"]} <= {state}


def test_a_figure_within_a_group_is_both() -> None:
    assert numbers(explained("road_built", "commune=06184")) == ["1116", "1117"]


def test_a_group_is_found_by_its_name_in_any_spelling() -> None:
    assert numbers(explained("commune=dong dang")) == ["1116", "1117"]


def test_the_evidence_is_the_observation_its_file_row_and_instant() -> None:
    marker = explained("road_built")["markers"][1]
    (status,) = [value for value in marker["values"] if value["aspect"] == "road_status"]
    evidence = status["evidence"]
    assert (evidence["file"], evidence["row"], evidence["recorded_at"]) == (
        "phieu.xlsx",
        18,
        RECORDED_AT,
    )


def test_what_a_person_decided_stands_beside() -> None:
    world = border_of_six()
    (seen,) = [o for o in world.observations if o.subject == "1117" and o.value == "built"]
    kept = decision("d", seen.uuid, "keep", RECORDED_AT, "Trưởng ban", "đã kiểm tra")
    marker = explained("road_built", decisions=[kept])["markers"][1]
    (told,) = [value["decision"] for value in marker["values"] if value["decision"]]
    assert (told["decided_by"], told["why"]) == ("Trưởng ban", "đã kiểm tra")


def test_a_marker_outside_the_need_is_in_no_table_of_years_or_fundings() -> None:
    assert numbers(explained("commune=06196")) == ["1117/1", "1118", "1120"]
    assert numbers(explained("commune=06196", "year=2023")) == ["1117/1"]


def test_no_name_after_the_sign_is_what_could_not_be_placed() -> None:
    shown = explained("commune=")
    assert numbers(shown) == ["1119"]
    assert shown["markers"][0]["values"][-1]["aspect"] == "commune"
    assert shown["markers"][0]["values"][-1]["value"] is None
    assert numbers(explained("year=")) == ["1118"]


def test_a_commune_that_no_register_names_is_a_group_all_the_same() -> None:
    world = border_of_six()
    world.marker("1122", commune="99999")
    assert numbers(explained("commune=99999", world=world)) == ["1122"]


def test_a_commune_is_named_beside_its_code() -> None:
    (value,) = explained("commune=06184")["markers"][0]["values"][-1:]
    assert (value["aspect"], value["value"], value["name"]) == ("commune", "06184", "Đồng Đăng")


@pytest.mark.parametrize(
    ("asked", "members"),
    [
        ("condition=missing", ["1118"]),
        ("condition=bị mất", ["1118"]),
        ("condition=intact", []),
        ("condition=", ["1116", "1117", "1117/1", "1119", "1120"]),
    ],
)
def test_a_condition_has_its_markers(asked: str, members: list[str]) -> None:
    assert numbers(explained(asked)) == members


def test_an_overdue_marker_has_the_sighting_it_was_last_seen_by() -> None:
    world = border_of_six()
    world.marker("1122")
    world.road("1122", day="2022-03-01")
    world.observe("1122", "note", "đi qua", "2022-06-01", batch="b1", row=40)
    world.marker("1123")
    shown = {m["number"]: m["values"] for m in explained("overdue", world=world)["markers"]}
    (seen,) = shown["1122"]
    assert (seen["aspect"], seen["value"], seen["evidence"]["row"]) == (
        "last_seen",
        "2022-06-01",
        40,
    )
    assert shown["1123"][0]["value"] is None
    assert "1119" not in shown, "it needs no road"
    assert "1117" not in shown


def test_a_document_repeats_what_was_asked_and_counts_the_disputes() -> None:
    document = explained("road_built", "commune=06184")
    assert document["asked"] == ["road_built", "commune=06184"]
    assert (document["as_of"], document["known_at"]) == ("2023-12-31", RECORDED_AT)
    assert (document["count"], document["cases"]) == (2, 1)
    assert document["overdue_after_days"] == DEFAULTS.overdue_after_days
    first = document["markers"][0]
    assert (first["commune"], first["post"], first["counts"]) == ("06184", "bao-lam", True)


def test_a_decision_that_came_after_what_is_known_is_not_told() -> None:
    world = border_of_six()
    (seen,) = [o for o in world.observations if o.subject == "1117" and o.value == "built"]
    later = decision("d", seen.uuid, "keep", "2024-06-01T00:00:00.000Z", "Trưởng ban", "đã xem")
    marker = explained("road_built", decisions=[later])["markers"][1]
    assert [value["decision"] for value in marker["values"]] == [None, None]


def test_only_who_asks_for_conflicts_is_shown_what_is_disputed() -> None:
    world = border_of_six()
    for code in ("06196", "06541"):
        world.observe("1116", "commune", code, "2023-12-02")
    aspects = {
        asked: [value["aspect"] for value in explained(asked, world=world)["markers"][0]["values"]]
        for asked in ("conflicts", "road_built")
    }
    assert aspects["road_built"] == ["need_road", "road_status"]
    assert set(aspects["conflicts"]) == {"commune", "road_status"}


_FIGURES = ", ".join(FIGURES)
_GROUPINGS = ", ".join((*GROUPINGS, "condition", *(f"measured={state}" for state in MEASURED)))
_COMMUNES = "06184 (Đồng Đăng), 06196 (Ba Sơn), 06541 (Mẫu Sơn)"
_CONDITIONS = ", ".join(
    f"{term.code} ({term.label.vi})" for term in CODE_LISTS["marker_condition"].values()
)


@pytest.mark.parametrize(
    ("asked", "vi", "en"),
    [
        (
            "nothing",
            f"Không có số liệu «nothing». Chọn một trong: {_FIGURES};"
            " hoặc một nhóm, như commune=06004.",
            f"There is no figure “nothing”. Choose one of: {_FIGURES};"
            " or a group, such as commune=06004.",
        ),
        *(
            (
                asked,
                f"Không có cách nhóm «{asked}». Chọn một trong: {_GROUPINGS}.",
                f"There is no grouping “{asked}”. Choose one of: {_GROUPINGS}.",
            )
            for asked in ("planet=3", "planet=near", "measured=blue")
        ),
        *(
            (
                asked,
                f"Không có nhóm «{asked}». Có: {listed}.",
                f"There is no group “{asked}”. There are: {listed}.",
            )
            for asked, listed in (
                ("commune=Nowhere", _COMMUNES),
                ("commune=A=B", _COMMUNES),
                ("year=1999", "2022, 2023"),
                ("condition=blue", _CONDITIONS),
            )
        ),
    ],
)
def test_what_is_not_there_is_a_usage_error_that_says_what_is(asked: str, vi: str, en: str) -> None:
    with pytest.raises(UsageError) as caught:
        explained(asked)
    assert caught.value.text == (vi, en)


def test_what_is_counted_by_completion_has_its_day_and_the_papers_that_say_it() -> None:
    world = border_of_six()
    world.line("1117", name="Đường 1117", completed_on="2023-04-30", source="QĐ 1")
    document = explained("by_completion", world=world)
    assert document["period"] == {"from": "2023-01-01", "to": "2023-12-31"}
    assert numbers(document) == ["1117"]
    (completed,) = (
        value
        for value in document["markers"][0]["values"]
        if value["aspect"] == "road_completed_on"
    )
    assert (completed["value"], completed["evidence"]) == ("2023-04-30", None)
    assert [road["source"] for road in completed["roads"]] == ["QĐ 1"]


def test_what_is_counted_by_completion_has_the_observation_that_says_the_day() -> None:
    world = border_of_six()
    seen = world.observe("1117", "road_completed_on", "2023-04-30", "2023-05-04")
    (marker,) = explained("by_completion", world=world)["markers"]
    (completed,) = (v for v in marker["values"] if v["aspect"] == "road_completed_on")
    assert completed["evidence"]["observation"] == seen.uuid
