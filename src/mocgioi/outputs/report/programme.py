"""Which roads to build next: of a programme that was made, or what is needed in all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.report.parts import Section
from mocgioi.outputs.report.plan_tables import phases_table, works_table
from mocgioi.outputs.report.remaining import cost_of
from mocgioi.outputs.wording import number, percent

if TYPE_CHECKING:
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.plan import Plan

_HEADING = Text(
    "Xây dựng đường nhánh lên kiểm tra mốc (ước tính)", "Roads to be built next (estimate)"
)
_PROPOSED = Text(
    "Với kinh phí {budget}, đề xuất xây dựng {brings}.",
    "With {budget}, it is proposed to build {brings}.",
)
_AFTER = Text(
    "Khi hoàn thành có {share} mốc có đường ({percent}).",
    "When all is built, {share} markers have a road ({percent}).",
)
_ROUNDED = Text("Các con số là ước tính, {why}.", "All of it is an estimate: {why}.")
_NEED = Text(
    "Tổng nhu cầu để làm đường tới {markers} còn lại: {length} đường, kinh phí ước tính {cost}.",
    "To reach {markers} that are left, {length} of road are needed, estimated cost {cost}.",
)
_NO_PLAN = Text(
    "Số mốc, công trình và kinh phí của kỳ tới:", "Markers, works and money of the next period:"
)
_FUNDS = Text("Nguồn vốn:", "Paid by:")


def programme_section(document: FullReport, lang: Language) -> Section:
    """Return what a programme brings in all; without one the need, and room to write."""
    plan = document["programme"]
    heading = _HEADING.to(lang)
    if plan is None:
        blanks = [_NO_PLAN.to(lang), _FUNDS.to(lang)]
        needed = _need(document, lang)
        return Section("programme", heading, needed, chapter="III", blanks=blanks)
    return Section(
        "programme", heading, _sentences(plan, lang), chapter="III", blanks=[_FUNDS.to(lang)]
    )


def programme_annex(document: FullReport, lang: Language) -> Section | None:
    """Return a programme by year and by work as an annex; None without one."""
    plan = document["programme"]
    if plan is None or not plan["works"]:
        return None
    works = works_table(plan, lang)
    remarks = [
        _ROUNDED.to(lang).format(why=plan_words.NOT_DESIGNED.to(lang)),
        plan_words.weighed(plan, lang),
        plan_words.scheme_beside(plan, lang),
        plan_words.carried(plan, lang),
        plan_words.assumed(plan, lang),
    ]
    tables = [phases_table(plan, lang), works] if plan["phases"] else [works]
    return Section(
        "works_proposed",
        works.caption,
        list(filter(None, remarks)),
        tables=tables,
        chapter="annex",
    )


def _sentences(plan: Plan, lang: Language) -> list[str]:
    if not plan["works"]:
        return [plan_words.NOTHING.to(lang)]
    proposed = _PROPOSED.to(lang).format(
        budget=estimates.stated_money(plan["wishes"]["budget_vnd"], lang),
        brings=plan_words.brings(plan, lang),
    )
    totals = plan["totals"]
    built, needing = totals["road_built_after"], totals["markers_needing_road"]
    after = _AFTER.to(lang).format(
        share=f"{number(built, lang)}/{number(needing, lang)}",
        percent=percent(totals["percent_after"], lang),
    )
    return [f"{proposed} {after}"]


def _need(document: FullReport, lang: Language) -> list[str]:
    remaining = document["remaining"]
    if remaining is None or not remaining["totals"]["markers_estimated"]:
        return []
    totals = remaining["totals"]
    return [
        _NEED.to(lang).format(
            markers=quantity(totals["markers_estimated"], "marker", lang),
            length=estimates.about_length(totals["length_m"], lang),
            cost=cost_of(totals, lang),
        )
    ]
