"""Thresholds that are not the house's own: checked, and said."""

from __future__ import annotations

import pytest

from mocgioi.errors import UsageError
from mocgioi.intake.survey.policy import STANDARD, Policy, differences


def test_the_standard_is_not_worth_a_word() -> None:
    assert differences(STANDARD) == []


def test_what_differs_is_named_with_the_usual_figure() -> None:
    (told,) = differences(Policy(told_m=80, held_m=500))
    assert (told.code, told.severity, told.value) == (
        "policy-differs",
        "notice",
        "told_m=80 held_m=500",
    )
    assert "80 m (usually 50 m)" in told.text.en and "500 m (thường 200 m)" in told.text.vi


@pytest.mark.parametrize(
    "wrong", [{"told_m": -1.0}, {"held_m": float("nan")}, {"told_m": 300.0, "held_m": 200.0}]
)
def test_figures_that_make_no_sense_are_a_wrong_call(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError):
        Policy(**wrong)  # type: ignore[arg-type]
