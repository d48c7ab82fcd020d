"""Sections about what needs a person: condition, inspections, disagreements, silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Notice, Section, Table, Value
from mocgioi.outputs.report.tables import (
    Column,
    coded,
    evidence_text,
    lay_out,
    named,
    not_reported_items,
    plain,
)
from mocgioi.outputs.wording import (
    NOTHING,
    aspect_name,
    code_name,
    day,
    number,
    say,
    value_text,
)

if TYPE_CHECKING:
    from mocgioi.documents.full_report import (
        ConditionEntry,
        Disputed,
        FullReport,
        PostInspections,
    )


def condition_section(document: FullReport, lang: Language) -> Section:
    """Tell the condition of the markers, what must be reported at once first."""
    condition = document["condition"]
    parts = " · ".join(
        f"{code_name('marker_condition', code, lang)} {number(count, lang)}"
        for code, count in condition["by_condition"].items()
        if count
    )
    markers = number(document["totals"]["markers"], lang)
    paragraphs = [say("condition.sum", lang, markers=markers, parts=parts)] if parts else []
    tables = [_conditions(condition["markers"], lang)] if condition["markers"] else []
    return Section("condition", say("section.condition", lang), paragraphs, [], tables)


def _conditions(entries: list[ConditionEntry], lang: Language) -> Table:
    def at_once(entry: ConditionEntry, lang: Language) -> Value:
        return say("at_once", lang) if entry["report_at_once"] else ""

    columns: list[Column[ConditionEntry]] = [
        plain("marker", "number"),
        named("commune", "commune_name", "commune"),
        named("post", "post_name", "post"),
        coded("marker_condition", "condition", "marker_condition"),
        plain("since", "since", "day"),
        Column("evidence", lambda entry, lang: evidence_text(entry["evidence"], lang)),
        Column("remarks", at_once),
    ]
    return lay_out("condition", say("table.condition", lang), columns, entries, None, lang)


def inspections_section(document: FullReport, lang: Language) -> Section:
    """Tell which markers nobody saw for too long, by post."""
    inspections = document["inspections"]
    summary = say(
        "inspections.sum",
        lang,
        days=number(inspections["overdue_after_days"], lang),
        overdue=number(inspections["overdue"], lang),
        never=number(inspections["never_inspected"], lang),
    )
    notices = []
    never = [
        number for group in inspections["by_post"] for number in group["never_inspected_markers"]
    ]
    if never:
        sentence = say("inspections.never", lang, count=number(len(never), lang))
        notices.append(Notice("warning", sentence, tuple(never)))
    columns: list[Column[PostInspections]] = [
        Column(
            "post", lambda group, lang: group["post_name"] or group["post"] or say("unplaced", lang)
        ),
        plain("markers", "markers", "whole", adds_up=True),
        plain("overdue", "overdue", "whole", adds_up=True),
        plain("never_inspected", "never_inspected", "whole", adds_up=True),
        plain("oldest", "oldest", "day"),
    ]
    markers = document["totals"]["markers"]
    totals = cast("PostInspections", {**inspections, "markers": markers})
    caption = say("table.inspections", lang)
    table = lay_out("inspections", caption, columns, inspections["by_post"], totals, lang)
    return Section("inspections", say("section.inspections", lang), [summary], notices, [table])


def disagreements_section(document: FullReport, lang: Language) -> Section:
    """List what waits for a decision, every side with its evidence."""
    entries = document["disagreements"]
    heading = say("section.disagreements", lang)
    if not entries:
        return Section("disagreements", heading, [say("disagreements.none", lang)], chapter="II")
    columns: list[Column[Disputed]] = [
        plain("marker", "number"),
        Column("aspect", lambda entry, lang: aspect_name(entry["aspect"], lang)),
        plain("observed_on", "observed_on", "day"),
        Column("sides", _sides),
    ]
    sentence = say("disagreements.sum", lang, count=number(len(entries), lang))
    caption = say("table.disagreements", lang)
    table = lay_out("disagreements", caption, columns, entries, None, lang)
    return Section("disagreements", heading, [sentence], tables=[table], chapter="II")


def _sides(entry: Disputed, lang: Language) -> Value:
    aspect = entry["aspect"]
    sides = []
    for side in entry["sides"]:
        value = value_text(aspect, side["value"], lang)
        evidence = side["evidence"]
        where = evidence_text(evidence, lang) or NOTHING
        seen = day(evidence["observed_on"] if evidence else None, lang)
        sides.append(f"{value} ({seen}; {where})")
    return " / ".join(sides)


def not_reported_section(document: FullReport, lang: Language) -> Section:
    """Name the markers of whose road nothing counts: no report, or only disputed ones."""
    numbers = document["not_reported"]
    heading = say("section.not_reported", lang)
    if not numbers:
        return Section("not_reported", heading, [say("not_reported.none", lang)], chapter="II")
    sentence = say("not_reported.sum", lang, count=number(len(numbers), lang))
    items = not_reported_items(document, lang)
    return Section(
        "not_reported", heading, notices=[Notice("warning", sentence, items)], chapter="II"
    )
