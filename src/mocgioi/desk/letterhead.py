"""The letterhead of papers, as people type it at the desk, and what of it is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mocgioi.errors import CannotWrite, Text, UsageError
from mocgioi.outputs.paper.letterhead import FIELDS
from mocgioi.tracker.asking import without_options
from mocgioi.tracker.moments import as_day

if TYPE_CHECKING:
    from mocgioi.desk.visit import Visit

_NAME = "letterhead"
OF_ONE_PAPER = frozenset({"number", "day"})
"""Fields that are of one paper alone: an old number on a new paper would be a mistake."""

_LONGEST = 2000

NOT_REMEMBERED = Text(
    "Chưa ghi nhớ được phần đầu văn bản cho lần sau: không ghi được vào thư mục của kho số liệu.",
    "The letterhead could not be remembered: the folder of the store cannot be written.",
)


def remembered(visit: Visit) -> dict[str, str]:
    """Return the letterhead of the last paper that was made at this desk, by field."""
    known = visit.desk.remembered.of(_NAME)
    return {field: known[field] for field in FIELDS if isinstance(known.get(field), str)}


def typed(form: Mapping[str, str]) -> dict[str, str]:
    """Return what a form has of the fields ``head_superior``, ``head_body`` …, empty ones too."""
    return {field: form.get(f"head_{field}", "").strip()[:_LONGEST] for field in FIELDS}


def given(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a letterhead as `mocgioi.tracker.figures.Figures.report` takes it.

    Args:
        texts: by field; what nobody typed is left out, and stays what it is without a letterhead.

    Raises:
        UsageError: its day is none.
    """
    head = {field: text for field, text in texts.items() if text}
    if "day" in head:
        head["day"] = as_day(head["day"])
    return head


def problem_of_day(texts: Mapping[str, str]) -> Text | None:
    """Return why the day of a letterhead cannot be read; None where it can."""
    try:
        given(texts)
    except UsageError as error:
        return without_options(error.text)
    return None


def remember(visit: Visit, texts: Mapping[str, str]) -> None:
    """Remember a letterhead for the next paper, without what is of one paper alone."""
    kept = {field: text for field, text in texts.items() if text and field not in OF_ONE_PAPER}
    try:
        visit.desk.remembered.put(_NAME, kept)
    except CannotWrite:
        visit.say(NOT_REMEMBERED, "note")
