"""The thresholds of the checks on a survey, as the command line gives them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from mocgioi.domain.days import day_first
from mocgioi.errors import UsageError

if TYPE_CHECKING:
    from mocgioi.intake.survey.policy import Policy


def policy_of(args: argparse.Namespace) -> Policy | None:
    """Return the thresholds the command line gives; None where it gives none.

    Raises:
        UsageError: they do not go together, or a day is none.
    """
    names = (
        "told_m",
        "held_m",
        "poor_accuracy_m",
        "across_line_m",
        "photo_told_m",
        "earliest_day",
        "dates",
    )
    given = {name: getattr(args, name) for name in names if getattr(args, name) is not None}
    if not given:
        return None
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.tracker.moments import as_day, today

    if "earliest_day" in given:
        given["earliest_day"] = day = as_day(given["earliest_day"])
        if day > today():
            raise UsageError(
                f"--earliest {day_first(day)} chưa tới: mọi dòng sẽ bị loại.",
                f"--earliest {day} has not come yet: every row would be rejected.",
            )
    return Policy(**given)
