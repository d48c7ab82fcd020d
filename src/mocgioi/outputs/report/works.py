"""Sections about works and money: the scheme, the roads, the roll of contributions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs.report.parts import Notice, Section, Table, Value, shown
from mocgioi.outputs.report.tables import Column, coded, lay_out, plain
from mocgioi.outputs.wording import day, number, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.full_report import (
        Contributions,
        FullReport,
        Gift,
        RoadsOfFunding,
        Scheme,
        SchemeWork,
    )


def scheme_section(document: FullReport, lang: Language) -> Section:
    """Tell what of the scheme is planned, done and remaining."""
    scheme = document["scheme"]
    heading = say("section.scheme", lang)
    if document["as_of"] < scheme["decided_on"]:
        sentence = say("scheme.not_yet", lang, day=day(scheme["decided_on"], lang))
        return Section("scheme", heading, [sentence], [], [])
    if not scheme["works"]:
        return Section("scheme", heading, [say("scheme.none", lang)], [], [])
    remaining = scheme["markers_planned"] - scheme["markers_done"]
    sentence = say(
        "scheme.sum",
        lang,
        planned=number(scheme["planned"], lang),
        markers=number(scheme["markers_planned"], lang),
        done=number(scheme["done"], lang),
        markers_done=number(scheme["markers_done"], lang),
        remaining=number(scheme["remaining"], lang),
        markers_remaining=number(remaining, lang),
    )
    paid = _done(scheme, lang)
    columns: list[Column[SchemeWork]] = [
        plain("work", "name"),
        Column("serves", _serves),
        plain("markers_served", "markers", "whole"),
        plain("length_m", "length_m", "number"),
        plain("cost_vnd", "cost_vnd", "whole"),
        plain("completed_on", "completed_on", "day"),
        coded("status", "status", "road_status"),
        plain("source", "source"),
    ]
    caption = say("table.scheme", lang)
    table = lay_out("scheme", caption, columns, scheme["works"], None, lang)
    return Section("scheme", heading, [sentence, *paid], [], [table])


def _done(scheme: Scheme, lang: Language) -> list[str]:
    """Tell how long the works done are and what they cost, and how many do not say."""
    if not scheme["done"]:
        return []
    sentence = say(
        "scheme.done",
        lang,
        length=shown(scheme["length_m_done"], "number", lang),
        cost=number(scheme["cost_vnd_done"], lang),
    )
    without = _without(scheme, lang)
    return [f"{sentence} ({without})." if without else f"{sentence}."]


def _serves(entry: SchemeWork | Gift, lang: Language) -> Value:
    return "; ".join(entry["serves"]) or None


def roads_section(document: FullReport, lang: Language) -> Section:
    """Tell how long the roads are and what they cost."""
    heading = say("section.roads", lang)
    if not document["roads"]:
        return Section("roads", heading, [say("roads.none", lang)], [], [])
    classes = lay_out(
        "roads",
        say("table.roads", lang),
        [coded("road_class", "road_class", "road_class"), *_ROADS],
        document["roads"],
        None,
        lang,
    )
    tables = [classes]
    if document["roads_by_funding"]:
        funding = Column("funding", _funding)
        caption = say("table.roads_by_funding", lang)
        by_funding = document["roads_by_funding"]
        tables.append(
            lay_out("roads_by_funding", caption, [funding, *_ROADS], by_funding, None, lang)
        )
    notices = []
    if numbers := document["built_on_paper_only"]:
        sentence = say("roads.on_paper_only", lang, count=number(len(numbers), lang))
        notices.append(Notice("warning", sentence, tuple(numbers)))
    return Section("roads", heading, [say("roads.why", lang)], notices, tables)


def _funding(entry: RoadsOfFunding, lang: Language) -> str:
    code = entry["funding"]
    return label("funding", code, lang) if code else say("funding.not_stated", lang)


def _without(entry: Mapping[str, object], lang: Language) -> str:
    return "; ".join(
        say(f"remark.{key}", lang, count=number(cast("int", entry[key]), lang))
        for key in ("without_length", "without_cost")
        if entry[key]
    )


_ROADS = (
    plain("roads", "roads", "whole"),
    plain("roads_built", "built", "whole"),
    plain("under_construction", "under_construction", "whole"),
    plain("markers_served", "markers_served", "whole"),
    plain("length_m", "length_m", "number"),
    plain("cost_vnd", "cost_vnd", "whole"),
    plain("cost_vnd_per_m", "cost_vnd_per_m", "whole"),
    Column("remarks", _without),
)


def contributions_section(document: FullReport, lang: Language) -> Section:
    """Name the donors in alphabetical order, with what each gave."""
    roll = document["contributions"]
    heading = say("section.contributions", lang)
    if not roll["entries"]:
        return Section("contributions", heading, [say("contributions.none", lang)], [], [])
    sentence = say(
        "contributions.sum",
        lang,
        donors=number(roll["donors"], lang),
        money=number(roll["money_vnd"], lang),
        materials=number(roll["materials_vnd"], lang),
        days=shown(roll["working_days"], "number", lang),
    )
    if roll["labour_vnd"]:
        sentence += f" {say('contributions.labour', lang, worth=number(roll['labour_vnd'], lang))}"
    if roll["without_amount"]:
        without = number(roll["without_amount"], lang)
        sentence += f" {say('contributions.without', lang, without=without)}"
    return Section("contributions", heading, [sentence], [], [_roll(roll, lang)])


def _roll(roll: Contributions, lang: Language) -> Table:
    columns: list[Column[Gift]] = [
        Column("donor", lambda e, lang: e["donor"] or say("donor.unnamed", lang)),
        Column("contribution_kind", lambda e, lang: label("contribution_kind", e["kind"], lang)),
        plain("amount_vnd", "amount_vnd", "whole", adds_up=True),
        plain("working_days", "working_days", "number", adds_up=True),
        Column("work", lambda entry, lang: entry["project_name"] or entry["project"]),
        Column("serves", _serves),
        Column("remarks", _words),
        plain("source", "source"),
    ]
    caption = say("table.contributions", lang)
    return lay_out("contributions", caption, columns, roll["entries"], cast("Gift", roll), lang)


def _words(entry: Gift, lang: Language) -> Value:
    """Return the source's own words on how much, where it gives no number."""
    stated = entry["amount_vnd"] is not None or entry["working_days"] is not None
    return "" if stated or not entry["words"] else f"“{entry['words']}”"
