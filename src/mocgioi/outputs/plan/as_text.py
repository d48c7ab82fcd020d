"""A programme for the terminal: what the money buys, how good the choice is, what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Hint, Language, Speller, Text, plainly
from mocgioi.outputs import estimates
from mocgioi.outputs.plan.asking import arguments
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.report.as_text import table_lines, wrapped
from mocgioi.outputs.report.plan_tables import phases_table, places_table, works_table
from mocgioi.outputs.wording import day, number, percent, say, times

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan
    from mocgioi.outputs.report.parts import Table

MOST_WORKS = 20
"""Works listed on a screen; the files have them all."""

_HEAD = Text("{estimate}, {why} (tính đến ngày {as_of}).", "{estimate}: {why} (as of {as_of}).")
_BUDGET = Text("Với {budget}: {brings}.", "For {budget}: {brings}.")
_AFTER = Text(
    "Mốc có đường: {before} → {after}/{needing} ({percent}).",
    "Markers with a road: {before} → {after}/{needing} ({percent}).",
)
_SOUGHT = Text("Chọn sao cho {}.", "Chosen are {}.")
_NOT_ALL_PLACES = Text(
    "Xã chưa có mốc nào được bố trí: {names}.", "Communes of which no marker is served: {names}."
)
_DO_NOT_READ = Text(
    "Không phải thiết kế hay dự toán: hướng tuyến và kinh phí chỉ để so sánh và đề xuất; thứ tự "
    "là thứ tự nên làm, không phải tầm quan trọng của mốc.",
    "This is neither a design nor a tender: routes and costs are there to compare and propose; "
    "the order is that of building, not of how important a marker is.",
)


def render(document: Plan, lang: Language, *, spell: Speller = plainly) -> str:
    """Return the programme as text."""
    blocks = [
        "\n".join(_opening(document, lang)),
        _titled(phases_table(document, lang)) if document["phases"] else "",
        _works(document, lang),
        _titled(places_table(document, "commune", lang)) if document["works"] else "",
        "\n".join(wrapped(line, "- ") for line in _closing(document, lang)),
        "\n".join([say("next", lang), *(f"  {spell(hint)}" for hint in _next(document))]),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _next(document: Plan) -> list[Hint]:
    """Return what is done with a programme: its papers, and its file for map and report."""
    as_of = document["as_of"]
    return [
        Hint("plan", (*arguments(document), "-o", "plan.docx")),
        Hint("plan", (*arguments(document), "-o", "plan.json")),
        Hint("map", ("--as-of", as_of, "--plan", "plan.json")),
        Hint("report", ("--as-of", as_of, "--plan", "plan.json", "-o", "report.docx")),
    ]


def _opening(document: Plan, lang: Language) -> list[str]:
    totals = document["totals"]
    lines = [
        _HEAD.to(lang).format(
            estimate=plan_words.ESTIMATE.to(lang),
            why=plan_words.NOT_DESIGNED.to(lang),
            as_of=day(document["as_of"], lang),
        ),
        *times(None, document["known_at"], lang),
    ]
    if document["illustrative"]:
        lines.append(f"*** {say('illustrative', lang)} ***")
    if not document["works"]:
        return [*lines, plan_words.NOTHING.to(lang)]
    budget = estimates.stated_money(document["wishes"]["budget_vnd"], lang)
    lines.append(_BUDGET.to(lang).format(budget=budget, brings=plan_words.brings(document, lang)))
    lines.append(
        _AFTER.to(lang).format(
            before=number(totals["road_built_before"], lang),
            after=number(totals["road_built_after"], lang),
            needing=number(totals["markers_needing_road"], lang),
            percent=percent(totals["percent_after"], lang),
        )
    )
    if weighed := plan_words.weighed(document, lang):
        lines.append(f"{weighed} {_SOUGHT.to(lang).format(plan_words.sought(document, lang))}")
    lines.append(plan_words.how_good(document["solved"], lang))
    return [wrapped(line) for line in lines]


def _works(document: Plan, lang: Language) -> str:
    if not document["works"]:
        return ""
    lines = _titled(works_table(document, lang, brief=True, most=MOST_WORKS))
    if (more := len(document["works"]) - MOST_WORKS) > 0:
        lines += "\n" + say("more", lang, count=number(more, lang))
    return lines


def _titled(table: Table) -> str:
    return "\n".join([table.caption, *table_lines(table)])


def _closing(document: Plan, lang: Language) -> list[str]:
    lines = []
    lines.append(plan_words.accounted(document, lang))
    unserved = [
        group["name"] or group["code"] or say("unplaced.commune", lang)
        for group in document["groups"]
        if group["by"] == "commune" and group["markers_left"] and not group["markers_served"]
    ]
    if unserved and document["works"]:
        lines.append(_NOT_ALL_PLACES.to(lang).format(names=", ".join(unserved)))
    lines += plan_words.beside(document, lang)
    if beside := plan_words.scheme_beside(document, lang):
        lines.append(beside)
    if carried := plan_words.carried(document, lang):
        lines.append(carried)
    if document["works"]:
        lines.append(plan_words.assumed(document, lang))
    return [*lines, _DO_NOT_READ.to(lang)]
