"""Answers are kept as JSON, given by forms, and handed on as keyword arguments."""

from __future__ import annotations

import json

import pytest

from mocgioi.errors import Text, UsageError
from mocgioi.intake import Policy
from mocgioi.tracker.asking import MOST_SAID, Answers, Choice, Question, leaving

SAID = {
    "crs": "EPSG:9215",
    "columns": {"number": "Ký hiệu"},
    "words": {"road_status:có đường đất: tạm": "none"},
    "dates": "month-first",
    "policy": {"held_m": "300"},
}


def test_they_are_the_arguments_of_a_survey() -> None:
    assert Answers.of(SAID).for_survey() == {
        "crs": "EPSG:9215",
        "layer": None,
        "sheet": None,
        "columns": {"number": "Ký hiệu"},
        "words": {("road_status", "có đường đất: tạm"): "none"},
        "policy": Policy(held_m=300.0, dates="month-first"),
    }


def test_they_come_back_from_json_as_they_were() -> None:
    answers = Answers.of(SAID)
    assert Answers.of(json.loads(json.dumps(answers.noted()))) == answers


def test_nothing_said_is_no_argument_but_defaults() -> None:
    assert Answers().for_survey()["policy"] is None
    assert Answers().noted() == {}


def test_a_heading_said_to_be_another_field_is_that_alone() -> None:
    answers = Answers.of(SAID).joined({"columns": {"note": "Ký hiệu"}})
    assert answers.columns == {"note": "Ký hiệu"}


def test_an_answer_is_taken_back_by_saying_nothing() -> None:
    answers = Answers.of(SAID).joined({"crs": None, "columns": {"number": None}, "policy": {}})
    assert (answers.crs, answers.columns, answers.policy) == (None, {}, {"held_m": "300"})


def test_a_form_says_several_things_at_once() -> None:
    form = {
        "proof": "p",
        "file": "phieu.csv",
        "say.1": '{"crs": "EPSG:4756"}',
        "say.2": "",
        "say.3": '{"columns": {"number": "Mốc"}}',
        "policy.told_m": "20,5",
    }
    answers = Answers().with_form(form)
    assert answers.noted() == {
        "crs": "EPSG:4756",
        "columns": {"number": "Mốc"},
        "policy": {"told_m": "20,5"},
    }
    assert answers.for_survey()["policy"] == Policy(told_m=20.5)


@pytest.mark.parametrize(
    "said",
    ["no json", "[1]", '{"crs": ["a"]}', '{"columns": "x"}', '{"words": {"a": {}}}', '{"left": 1}'],
)
def test_what_no_page_of_ours_sent_says_nothing(said: str) -> None:
    assert Answers().with_form({"say.1": said}) == Answers()


def test_no_more_is_kept_than_a_person_says() -> None:
    many = {f"f{count}": "x" * 9_000 for count in range(MOST_SAID + 10)}
    kept = Answers().joined({"columns": many, "left": list(many)})
    assert len(kept.columns) == len(kept.left) == MOST_SAID
    assert max(map(len, kept.columns.values())) == MOST_SAID


@pytest.mark.parametrize(
    "policy",
    [{"held_m": "nhiều"}, {"held_m": "-1"}, {"told_m": "900"}, {"unknown": "1"}],
)
def test_a_threshold_that_is_none_is_refused(policy: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        Answers().with_form({f"policy.{name}": value for name, value in policy.items()})


def test_an_order_of_days_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError):
        Answers().with_form({"say.1": '{"dates": "year-first"}'})


def test_a_question_shows_the_choice_that_says_most() -> None:
    text = Text("", "")
    choices = (
        Choice(text, {"crs": "EPSG:9215"}),
        Choice(text, {"crs": "EPSG:9215", "columns": {"easting": "X"}}),
        Choice(text, leaving("crs", crs=None)),
    )
    question = Question("crs", "crs", "must", text, choices)
    chosen = [
        question.answered(Answers.of(said)).chosen
        for said in ({}, choices[0].says, choices[1].says, choices[2].says)
    ]
    assert chosen == [None, 0, 1, 2]
