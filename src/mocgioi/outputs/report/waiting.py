"""Sections about what needs a person: condition, inspections, inconsistent reports."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from mocgioi.domain.counting import NOT_REPORTED
from mocgioi.errors import Language
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report.overall import parts
from mocgioi.outputs.report.parts import Notice, Section, Table, Value
from mocgioi.outputs.report.tables import Column, coded, lay_out, named, plain, report_text
from mocgioi.outputs.wording import aspect_name, number, say, seen_on, value_text

if TYPE_CHECKING:
    from mocgioi.documents.full_report import (
        ConditionEntry,
        Disputed,
        FullReport,
        PostInspections,
    )


def condition_section(document: FullReport, lang: Language) -> list[Section]:
    """Tell the condition of the markers; nothing where nobody reported any."""
    condition = document["condition"]
    reported = [code for code, count in condition["by_condition"].items() if count]
    if set(reported) <= {NOT_REPORTED}:
        return []
    counted = parts(condition["by_condition"], "marker_condition", lang)
    markers = quantity(document["totals"]["markers"], "marker", lang)
    return [
        Section(
            "condition",
            say("section.condition", lang),
            [say("condition.sum", lang, markers=markers, parts=counted)],
            tables=[_conditions(condition["markers"], lang)] if condition["markers"] else (),
            title=say("title.condition", lang),
        )
    ]


def _conditions(entries: list[ConditionEntry], lang: Language) -> Table:
    columns: list[Column[ConditionEntry]] = [
        plain("marker", "number"),
        named("commune", "commune_name", "commune"),
        coded("marker_condition", "condition", "marker_condition"),
        plain("since", "since", "day"),
        Column("evidence", lambda e, lang: report_text(e["evidence"], e["post_name"], lang)),
    ]
    return lay_out("condition", say("table.condition", lang), columns, entries, None, lang)


def inspections_section(document: FullReport, lang: Language) -> Section:
    """Tell of which markers no inspection was entered for long, by post.

    That no row was entered does not say that nobody went there: it is internal, and says so.
    """
    inspections = document["inspections"]
    summary = say(
        "inspections.sum",
        lang,
        days=number(inspections["overdue_after_days"], lang),
        overdue=quantity(inspections["overdue"], "marker", lang),
    )
    notices = []
    never = [
        number for group in inspections["by_post"] for number in group["never_inspected_markers"]
    ]
    if never:
        sentence = say("inspections.never", lang, count=quantity(len(never), "marker", lang))
        notices.append(Notice("fact", sentence, tuple(never)))
    columns: list[Column[PostInspections]] = [
        Column(
            "post", lambda group, lang: group["post_name"] or group["post"] or say("unplaced", lang)
        ),
        plain("markers", "markers", "whole", adds_up=True),
        plain("overdue", "overdue", "whole", adds_up=True),
        plain("never_inspected", "never_inspected", "whole", adds_up=True),
        plain("oldest", "oldest", "day"),
    ]
    markers = sum(group["markers"] for group in inspections["by_post"])
    totals = cast("PostInspections", {**inspections, "markers": markers})
    caption = say("table.inspections", lang)
    table = lay_out("inspections", caption, columns, inspections["by_post"], totals, lang)
    return Section(
        "inspections",
        say("section.inspections", lang),
        [summary, say("inspections.why", lang)],
        notices,
        [table],
        chapter="internal",
        title=say("title.inspections", lang),
    )


def disagreements_section(document: FullReport, lang: Language, *, internal: bool) -> list[Section]:
    """List what waits for a decision, every side with its evidence; nothing where all agree.

    Args:
        internal: with who says so; what is signed has the day.
    """
    entries = document["disagreements"]
    if not entries:
        return []
    columns: list[Column[Disputed]] = [
        plain("marker", "number"),
        Column("aspect", lambda entry, lang: aspect_name(entry["aspect"], lang)),
        plain("observed_on", "observed_on", "day"),
        Column("sides", partial(_sides, internal=internal)),
    ]
    heading = say("section.disagreements", lang)
    sentence = say("disagreements.sum", lang, count=quantity(len(entries), "case", lang))
    table = lay_out("disagreements", heading, columns, entries, None, lang)
    return [Section("disagreements", heading, [sentence], tables=[table], chapter="annex")]


def _sides(entry: Disputed, lang: Language, *, internal: bool) -> Value:
    """Return each value with when it was seen, and by whom."""
    aspect = entry["aspect"]
    sides = []
    for side in entry["sides"]:
        value, evidence = value_text(aspect, side["value"], lang), side["evidence"]
        seen = seen_on(evidence["observed_on"], lang) if evidence else None
        by = (evidence["observer"] if evidence and internal else None, seen)
        told = ", ".join(filter(None, by))
        sides.append(f"{value} ({told})" if told else value)
    return "; ".join(sides)
