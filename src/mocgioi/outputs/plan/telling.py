"""What is told of a programme before and after its tables: what the money buys, what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.wording import day, number, percent, say, times

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan

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


def opening(document: Plan, lang: Language) -> list[str]:
    """Return what is told first, a sentence or two each: that it is an ESTIMATE, and of what."""
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
    return lines


def closing(document: Plan, lang: Language) -> list[str]:
    """Return what is told last: what is left out, on what the figures rest, what they are not."""
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
