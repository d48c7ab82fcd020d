from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.coverage import MEASURED
from mocgioi.analysis.explain import FIGURES, explain
from mocgioi.analysis.groups import GROUPINGS
from mocgioi.domain.observation import Decision
from mocgioi.errors import UsageError
from tests.analysis.coverage_world import RECORDED_AT, border_of_six


def explained(*asked: str, **more: Any) -> dict[str, Any]:
    world = border_of_six()
    inputs = world.inputs(known_at=RECORDED_AT, files={"b1": "phieu.xlsx"})
    return explain(inputs, more.get("decisions", ()), asked, known_at=RECORDED_AT)


def numbers(document: dict[str, Any]) -> list[str]:
    return [marker["number"] for marker in document["markers"]]


@pytest.mark.parametrize("figure", FIGURES)
def test_there_are_as_many_markers_as_the_figure_says(figure: str) -> None:
    document = border_of_six().count(by=())
    totals = document["totals"]
    expected = {**totals["by_status"], **totals}
    for key in ("report_at_once", "declared_only", "measured_only"):
        expected[key] = len(document[key])
    expected["conflicts"] = document["conflicts"]
    expected["outside_need"] = document["outside_need"]["markers"]
    assert explained(figure)["count"] == expected[figure]


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_group_of_every_grouping_has_its_markers(by: str) -> None:
    for group in border_of_six().count(by=[by])["groups"]:
        if group["code"] is not None:
            assert explained(f"{by}={group['code']}")["count"] == group["markers"]


@pytest.mark.parametrize("state", MEASURED)
def test_every_measured_figure_has_its_markers(state: str) -> None:
    measured = border_of_six().count(by=())["measured"]
    found = explained(f"measured={state}")
    assert found["count"] == measured[state]
    assert {marker["measured"] for marker in found["markers"]} <= {state}


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
    (seen,) = [o for o in world.observations if o.marker == "1117" and o.value == "built"]
    kept = Decision("d", seen.uuid, "keep", RECORDED_AT, "Trưởng ban", "đã kiểm tra")
    marker = explained("road_built", decisions=[kept])["markers"][1]
    (decision,) = [value["decision"] for value in marker["values"] if value["decision"]]
    assert (decision["decided_by"], decision["why"]) == ("Trưởng ban", "đã kiểm tra")


@pytest.mark.parametrize("asked", ["nothing", "commune=Nowhere", "planet=3"])
def test_what_is_not_there_is_a_usage_error_that_says_what_is(asked: str) -> None:
    with pytest.raises(UsageError, match=r"Choose|There are:"):
        explained(asked)
