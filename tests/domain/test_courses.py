"""Courses: the fold of every day, in one pass."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.domain.courses import courses, day_by_day
from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import Observation

from .test_observation import COMMITS, VALUES, histories, state


@given(histories(tuple(VALUES)), COMMITS, st.sampled_from(["2022-06-01", "2030-01-01"]))
@settings(max_examples=100)
def test_a_course_gives_the_value_of_every_day(
    history: tuple[list[Observation], list[Decision]], known_at: int, until: str
) -> None:
    (aspect,) = {o.aspect for o in history[0]} or {"road_status"}
    traced = courses(*history, (aspect,), as_of=until, known_at=known_at).get("1116", {})
    course = traced.get(aspect, [])
    days = {o.observed_on or "" for o in history[0]} | {"", "2021-01-01", until}
    for day in (day for day in days if day <= until):
        values = [value for since, value in course if since <= day]
        assert (values[-1] if values else None) == state(*history, day, known_at).value
    assert course == sorted(set(course))


def test_the_courses_of_a_subject_are_told_together() -> None:
    course = {"road_status": [("2023-01-01", "built")], "need_road": [("", "yes")]}
    days = [(day, dict(said)) for day, said in day_by_day(course)]
    assert days == [
        ("", {"need_road": "yes"}),
        ("2023-01-01", {"need_road": "yes", "road_status": "built"}),
    ]
