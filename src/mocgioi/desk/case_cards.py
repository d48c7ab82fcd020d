"""A case as a page shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk import paths
from mocgioi.domain.vocabulary import label
from mocgioi.outputs import alarms, cases_text
from mocgioi.tracker.cases import state_of

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry
    from mocgioi.errors import Language


class Card(NamedTuple):
    """A case as a page shows it.

    Attributes:
        entry: of the document. name: the marker's number, else as its row writes it.
        state: as it is shown (`state_of`). condition: in words. weight: what it is: to be
            reported at once, maybe so, ended; empty: neither.
        days: its steps, one after the other. rests_on: the rows it rests on. due: what is to be
            done, and until when. remarks: what to know of its days. is_overdue: that it is late.
        waits: one of its rows waits for a decision. rejected_in: the batch of a rejected row.
        page: address of the marker's own.
    """

    entry: CaseEntry
    name: str
    state: str
    condition: str
    weight: str
    days: str
    rests_on: list[str]
    due: str
    remarks: list[str]
    is_overdue: bool
    waits: bool
    rejected_in: str | None
    page: str | None


def card_of(entry: CaseEntry, lang: Language) -> Card:
    """Return a case as a page shows it."""
    rows = entry["alarms"] if entry["open"] else []
    return Card(
        entry=entry,
        name=entry["number"] or alarms.named(entry["alarms"][0], lang),
        state=state_of(entry),
        condition=label("marker_condition", entry["condition"], lang) if entry["condition"] else "",
        weight=cases_text.weight_text(entry, lang),
        days=cases_text.line_of_days(entry, lang),
        rests_on=[alarms.alarm_text(alarm, lang) for alarm in entry["alarms"]],
        due=cases_text.due_words(entry["due"], lang) if entry["due"] else "",
        remarks=cases_text.remarks(entry, lang),
        is_overdue=bool(entry["due"] and entry["due"]["overdue_days"]),
        waits=any({"decision", "held"} & set(row["lacks"]) for row in rows),
        rejected_in=next((row["batch"] for row in rows if "rejected" in row["lacks"]), None),
        page=paths.marker(entry["number"]) if entry["number"] else None,
    )
