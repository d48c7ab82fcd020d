"""The section about markers that were damaged or lost: what was found, and what was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mocgioi.domain.cases import ENDS, STEPS
from mocgioi.domain.counting import is_in_year
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs import alarms, cases_text
from mocgioi.outputs.report.parts import Section, Table, Value
from mocgioi.outputs.report.tables import Column, lay_out
from mocgioi.outputs.wording import NOTHING, number, say

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry
    from mocgioi.documents.full_report import FullReport


def cases_section(document: FullReport, lang: Language) -> Section:
    """Tell what was found within the year or is open, when it was reported, and what followed."""
    entries = document["cases"]
    heading = say("section.cases", lang)
    if not entries:
        return Section("cases", heading, [say("cases.none", lang)], [], [])
    summary = say("cases.sum", lang, **_counts(entries, document["as_of"], lang))
    table = _table(entries, lang)
    return Section("cases", heading, [summary, say("cases.periods", lang)], [], [table])


def _counts(entries: Sequence[CaseEntry], as_of: str, lang: Language) -> dict[str, str]:
    """Return how many cases were found within the year, and had each step done within it."""
    within = [
        step["step"]
        for entry in entries
        for step in entry["steps"]
        if is_in_year(step["day"], as_of)
    ]
    counts: dict[str, int] = {step: within.count(step) for step in STEPS}
    counts["found"] = sum(is_in_year(entry["found_on"], as_of) for entry in entries)
    counts["open"] = sum(entry["open"] for entry in entries)
    counts["unreported"] = sum(entry["alarm"] == "sure" for entry in entries)
    counts["possible"] = sum(entry["alarm"] == "possible" for entry in entries)
    named = {key: number(count, lang) for key, count in counts.items()}
    return {"year": as_of[:4], **named}


def _table(entries: Sequence[CaseEntry], lang: Language) -> Table:
    columns: list[Column[CaseEntry]] = [
        Column("marker", _subject),
        Column("marker_condition", _condition),
        Column("case_found", lambda entry, lang: cases_text.found_text(entry, lang) or NOTHING),
        *(Column(f"case_{step}", _step(step)) for step in ("reported", "notified", "agreed")),
        Column("case_repaired", _step("repaired")),
        Column("case_ended", _end),
        Column("remarks", _remarks),
    ]
    return lay_out("cases", say("table.cases", lang), columns, entries, None, lang)


def _subject(entry: CaseEntry, lang: Language) -> Value:
    return entry["number"] or alarms.named(entry["alarms"][0], lang)


def _condition(entry: CaseEntry, lang: Language) -> Value:
    condition = entry["condition"]
    if condition:
        return label("marker_condition", condition, lang)
    return alarms.says(entry["alarms"][0], lang) if entry["alarms"] else NOTHING


def _step(step: str) -> Callable[[CaseEntry, Language], Value]:
    """Return what a column about a step has: the day, to whom, and the paper."""

    def value(entry: CaseEntry, lang: Language) -> Value:
        done = next((done for done in entry["steps"] if done["step"] == step), None)
        return cases_text.day_text(done, lang) if done else NOTHING

    return value


def _end(entry: CaseEntry, lang: Language) -> Value:
    done = next((done for done in entry["steps"] if done["step"] in ENDS), None)
    return cases_text.step_text(done, lang) if done else NOTHING


def _remarks(entry: CaseEntry, lang: Language) -> Value:
    """Return what is due, what is lacking, and what to know of the days."""
    parts = [cases_text.due_text(entry["due"], lang)] if entry["due"] else []
    if entry["alarm"] == "possible":
        parts.append(alarms.lacking(entry["alarms"][0], lang))
    return "; ".join([*parts, *cases_text.remarks(entry, lang)])
