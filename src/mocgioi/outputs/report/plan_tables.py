"""The tables of a programme of new roads: works, years, communes and posts, what is not served.

Costs are in million đồng and lengths in metres, both in the whole steps of an estimate
(`outputs.estimates`), so that each column adds up to its total.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Language, Text
from mocgioi.outputs.estimates import MILLION, STEP_M, in_millions, in_steps
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.report.parts import Kind, Table, Value
from mocgioi.outputs.wording import say

if TYPE_CHECKING:
    from mocgioi.documents.cost import CostedProject
    from mocgioi.documents.plan import Plan, PlannedWork

_HEADINGS = {
    "year": Text("Năm", "Year"),
    "work": Text("Công trình", "Work"),
    "serves": Text("Số hiệu mốc", "Markers served"),
    "markers": Text("Số mốc", "Markers"),
    "commune": Text("Xã", "Commune"),
    "post": Text("Đồn Biên phòng", "Border post"),
    "joins": Text("Đấu nối vào", "Joins"),
    "length": Text("Chiều dài (m)", "Length (m)"),
    "cost": Text("Kinh phí (triệu đồng)", "Cost (VND million)"),
    "why": Text("Lý do chọn", "Why"),
    "remarks": Text("Ghi chú", "Remarks"),
    "budget": Text("Vốn (triệu đồng)", "Money (VND million)"),
    "available": Text("Vốn có trong năm (triệu đồng)", "Money there is (million đồng)"),
    "works": Text("Công trình", "Works"),
    "built": Text("Lũy kế mốc có đường", "Markers with a road by then"),
    "percent": Text("Tỷ lệ (%)", "Per cent"),
    "left": Text("Số mốc cần làm đường", "Markers to be reached"),
    "served": Text("Được bố trí", "Served"),
    "rest": Text("Còn lại", "Left"),
    "marker": Text("Số hiệu mốc", "Marker"),
    "reason": Text("Lý do", "Reason"),
    "class": Text("Loại đường", "Class of road"),
    "terrain": Text("Địa hình", "Terrain"),
    "price": Text("Đơn giá (đồng/m)", "Unit price (VND/m)"),
    "price_min": Text("Thấp nhất", "Least"),
    "price_max": Text("Cao nhất", "Most"),
    "source": Text("Nguồn", "Source"),
}
CAPTIONS = {
    "works": Text(
        "Danh mục công trình đường nhánh lên kiểm tra mốc đề nghị đầu tư",
        "Works proposed: access roads to border markers",
    ),
    "phases": Text("Phân kỳ đầu tư theo năm", "By year"),
    "commune": Text("Theo xã", "By commune"),
    "post": Text("Theo Đồn Biên phòng", "By border post"),
    "not_served": Text("Mốc chưa được bố trí và lý do", "Markers not served, and why"),
    "prices": Text("Đơn giá và giả định", "Unit prices and assumptions"),
}


_WORK_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("year", "text"),
    ("work", "text"),
    ("serves", "text"),
    ("markers", "whole"),
    ("commune", "text"),
    ("post", "text"),
    ("joins", "text"),
    ("length", "whole"),
    ("cost", "whole"),
    ("why", "text"),
    ("remarks", "text"),
)


def works_table(
    document: Plan,
    lang: Language,
    *,
    brief: bool = False,
    every_reason: bool = False,
    most: int | None = None,
) -> Table:
    """Return the works in their order, each with its markers, place, length, cost and reason.

    Args:
        brief: for a narrow screen: the markers stand for the name, and what a road joins is
            left out.
        every_reason: also that a work gives the most for the money, as most of them do.
        most: how many works are listed; the total is of all. None = all.
    """
    works = document["works"]
    left_out = {"work", "joins"} if brief else {"serves"}
    if not document["phases"]:
        left_out.add("year")
    reasons = [why_of(work, lang, every_reason=every_reason) for work in works]
    left_out.add("remarks" if every_reason else "why")
    if not any(reasons[:most]):
        left_out.add("remarks")
    columns = [(key, kind) for key, kind in _WORK_COLUMNS if key not in left_out]
    lengths, costs = lengths_m(works), costs_million(works)
    cells: list[dict[str, Value]] = [
        {
            "year": str(work["year"] or ""),
            "serves": ", ".join(work["markers"]),
            "work": name_of(work, lang),
            "markers": len(work["markers"]),
            "commune": "; ".join(work["commune_names"]),
            "post": "; ".join(work["post_names"]),
            "joins": work["joins_road"],
            "length": metres,
            "cost": million,
            "why": why,
            "remarks": why,
        }
        for work, metres, million, why in zip(works, lengths, costs, reasons, strict=True)
    ]
    sums: dict[str, Value] = {
        "serves" if brief else "work": say("total", lang),
        "markers": sum(len(work["markers"]) for work in works),
        "length": sum(lengths),
        "cost": sum(costs),
    }
    rows: list[list[Value]] = [
        [work["work"], *(own[key] for key, _ in columns)]
        for work, own in zip(works[:most], cells[:most], strict=True)
    ]
    return _table("works", columns, rows, ["", *(sums.get(key, "") for key, _ in columns)], lang)


def phases_table(document: Plan, lang: Language) -> Table:
    """Return what each year brings, and the figure after it."""
    phases = document["phases"]
    columns: list[tuple[str, Kind]] = [
        ("year", "text"),
        ("budget", "whole"),
        ("available", "whole"),
        ("works", "whole"),
        ("markers", "whole"),
        ("length", "whole"),
        ("cost", "whole"),
        ("built", "whole"),
        ("percent", "tenth"),
    ]
    lengths = in_steps([phase["length_m"] for phase in phases], STEP_M)
    budgets = in_steps([phase["budget_vnd"] for phase in phases], MILLION)
    # The works of a year add up to its cost here as they do in the list of works.
    by_year: dict[int | None, int] = {}
    for work, million in zip(document["works"], costs_million(document["works"]), strict=True):
        by_year[work["year"]] = by_year.get(work["year"], 0) + million
    rows: list[list[Value]] = [
        [
            str(phase["year"]),
            vnd // MILLION,
            round(phase["available_vnd"] / MILLION),
            phase["works"],
            phase["markers"],
            metres,
            by_year.get(phase["year"], 0),
            phase["road_built"],
            phase["percent"],
        ]
        for phase, metres, vnd in zip(phases, lengths, budgets, strict=True)
    ]
    # What is there includes what earlier years left, so that its sum is no total.
    sums = [*_sums(rows, range(1, 2)), "", *_sums(rows, range(3, 7))]
    totals: list[Value] = [say("total", lang), *sums, "", ""]
    return _table("phases", columns, rows, totals, lang, numbered=False)


def places_table(document: Plan, by: Literal["commune", "post"], lang: Language) -> Table:
    """Return what each commune or post has to be reached, and what of it is served."""
    groups = [group for group in document["groups"] if group["by"] == by]
    columns: list[tuple[str, Kind]] = [
        (by, "text"),
        ("left", "whole"),
        ("served", "whole"),
        ("rest", "whole"),
        ("works", "whole"),
        ("length", "whole"),
        ("cost", "whole"),
    ]
    lengths = in_steps([group["length_m"] for group in groups], STEP_M)
    costs = in_millions([group["cost_vnd"] for group in groups])
    rows: list[list[Value]] = [
        [
            place,
            group["name"] or group["code"] or say(f"unplaced.{by}", lang),
            group["markers_left"],
            group["markers_served"],
            group["markers_left"] - group["markers_served"],
            group["works"],
            metres,
            million,
        ]
        for place, (group, metres, million) in enumerate(
            zip(groups, lengths, costs, strict=True), start=1
        )
    ]
    sums: list[Value] = [*_sums(rows, range(2, 8))]
    # A work that serves two communes is counted in both, so that their sum is no total.
    sums[3] = document["totals"]["works"]
    return _table(by, columns, rows, ["", say("total", lang), *sums], lang)


def several_places(document: Plan, lang: Language) -> str | None:
    """Tell that a work is counted in each place that it serves; None where none serves two."""
    for by in ("commune", "post"):
        works = sum(group["works"] for group in document["groups"] if group["by"] == by)
        if works > document["totals"]["works"]:
            return _SEVERAL.to(lang)
    return None


def not_served_table(document: Plan, lang: Language, *, unsought: bool) -> Table:
    """Return the markers that no work serves, with the reason of each.

    Args:
        unsought: with those to which no way is sought.
    """
    columns: list[tuple[str, Kind]] = [
        ("marker", "text"),
        ("commune", "text"),
        ("post", "text"),
        ("reason", "text"),
    ]
    waiting: list[list[Value]] = [
        [
            marker["number"],
            marker["commune_name"] or marker["commune"] or "",
            marker["post_name"] or marker["post"] or "",
            plan_words.NOT_SERVED[marker["not_served"]].to(lang),
        ]
        for marker in document["markers"]
        if marker["not_served"]
    ]
    if unsought:
        waiting += [
            [number, "", "", plan_words.reason_of(reason, lang)]
            for reason, numbers in document["left_out"].items()
            for number in numbers
        ]
    rows: list[list[Value]] = [[place, *row] for place, row in enumerate(waiting, start=1)]
    return _table("not_served", columns, rows, None, lang)


def prices_table(document: Plan, lang: Language) -> Table:
    """Return the unit prices that the costs rest on."""
    columns: list[tuple[str, Kind]] = [
        ("class", "text"),
        ("terrain", "text"),
        ("price", "whole"),
        ("price_min", "whole"),
        ("price_max", "whole"),
        ("source", "text"),
    ]
    rows: list[list[Value]] = [
        [
            place,
            label("road_class", price["road_class"], lang)
            if price["road_class"] in CODE_LISTS["road_class"]
            else price["road_class"],
            plan_words.TERRAIN[price["terrain"]].to(lang),
            price["vnd_per_m"],
            price["vnd_per_m_min"],
            price["vnd_per_m_max"],
            price["source"] or "",
        ]
        for place, price in enumerate(document["prices"], start=1)
    ]
    return _table("prices", columns, rows, None, lang)


def costs_million(works: Sequence[PlannedWork | CostedProject]) -> list[int]:
    """Return what works cost in million đồng: in whole steps, of approved works as stated."""
    estimated = iter(in_millions([work["cost_vnd"] for work in works if not work["stated"]]))
    return [
        round(work["cost_vnd"] / MILLION) if work["stated"] else next(estimated) for work in works
    ]


def lengths_m(works: Sequence[PlannedWork | CostedProject]) -> list[int]:
    """Return how long works are, in whole steps of metres."""
    return in_steps([work["length_m"] for work in works], STEP_M)


def name_of(work: PlannedWork, lang: Language) -> str:
    """Return what a work is called: by its papers, else by the markers it leads to."""
    markers = ", ".join(work["markers"])
    if work["name"]:
        return f"{work['name']} ({_LEADS_TO.to(lang).format(markers=markers)})"
    return _ROAD_TO.to(lang).format(markers=markers)


def why_of(work: PlannedWork, lang: Language, *, every_reason: bool = True) -> str:
    """Return why a work is in the list, and on what it hangs.

    Args:
        every_reason: also that it gives the most for the money.
    """
    shown = [why for why in work["why"] if every_reason or why != "value"]
    parts = [plan_words.WHY[why].to(lang) for why in shown]
    if work["stated"]:
        parts.append(plan_words.STATED.to(lang))
    if work["after"]:
        parts.append(_AFTER.to(lang).format(works=", ".join(map(str, work["after"]))))
    return "; ".join(parts)


_SEVERAL = Text(
    "Công trình phục vụ mốc của nhiều xã hoặc nhiều đồn được tính ở từng nơi; tổng số chỉ tính "
    "một lần.",
    "A work that serves several communes or posts is counted in each of them, and once in all.",
)
_LEADS_TO = Text("mốc {markers}", "markers {markers}")
_ROAD_TO = Text("Đường lên mốc {markers}", "Road to {markers}")
_AFTER = Text("làm sau công trình {works}", "after work {works}")


def _sums(rows: Sequence[Sequence[Value]], columns: range) -> list[Value]:
    return [
        sum(value for row in rows if isinstance(value := row[column], int)) for column in columns
    ]


def _table(
    key: str,
    columns: Sequence[tuple[str, Kind]],
    rows: list[list[Value]],
    totals: list[Value] | None,
    lang: Language,
    *,
    numbered: bool = True,
) -> Table:
    headings = [_HEADINGS[name].to(lang) for name, _ in columns]
    kinds = [kind for _, kind in columns]
    return Table(
        key=key,
        caption=CAPTIONS[key].to(lang),
        headings=[say("column.no", lang), *headings] if numbered else headings,
        kinds=["whole", *kinds] if numbered else kinds,
        values=rows,
        totals=totals if rows else None,
        lang=lang,
    )
