"""The thresholds of the checks on a survey, as the command line gives them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.intake.survey.policy import Policy


def policy_of(args: argparse.Namespace) -> Policy | None:
    """Return the thresholds the command line gives; None where it gives none.

    Raises:
        UsageError: they do not go together, or a day is none.
    """
    from mocgioi.tracker.asking import policy_of as given

    names = (
        "told_m",
        "held_m",
        "poor_accuracy_m",
        "across_line_m",
        "photo_told_m",
        "earliest_day",
        "dates",
    )
    return given({name: getattr(args, name) for name in names})
