"""The estimate of what the missing roads cost, as text, CSV and GeoJSON: labelled everywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from mocgioi.domain.prices import FLAT, STEEP
from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly, spelled
from mocgioi.outputs import csv_table, estimates
from mocgioi.outputs.export.table import Kind
from mocgioi.outputs.report.plan_tables import costs_million, lengths_m
from mocgioi.outputs.report.plan_words import TERRAIN
from mocgioi.outputs.text_table import TextTable
from mocgioi.outputs.wording import LABELS, day, hinted, number, percent, say, times

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mocgioi.documents.cost import Cost, CostedProject, CostTotals
    from mocgioi.documents.plan import Prices

_ESTIMATE = Text(
    "ƯỚC TÍNH: tuyến vẽ trên mặt đất trong địa phận các xã, chưa khảo sát thiết kế (tính đến ngày "
    "{as_of})",
    "ESTIMATE: ways drawn over the ground inside the communes, nothing surveyed or designed (as of "
    "{as_of})",
)
_BY = Text(
    "{prices} đồng/m × {factor} lần chiều dài vẽ (giả định).",
    "{prices} đồng a metre × {factor} times the length drawn (an assumption).",
)
_CHANGED_BY = Text(
    " Đổi bằng --prices, --vnd-per-m, --detour-factor.",
    " Change them with --prices, --vnd-per-m, --detour-factor.",
)
_PRICE = Text("{price} (khoảng đã biết {low}–{high})", "{price} (known range {low}–{high})")
_ON = Text("{terrain}: {price}", "{terrain}: {price}")
_NO_TERRAIN = Text(
    f"Chưa có số liệu độ cao, chưa tính độ dốc: {HINT}",
    f"No heights are known, slopes are not counted: {HINT}",
)
_TERRAIN = Text(
    "Có số liệu độ cao của {percent} địa phận các xã{elsewhere}. Bằng: dốc dọc không quá {flat}%; "
    "rất dốc: trên {steep}% (giả định).",
    "Heights are known of {percent} of the communes' ground{elsewhere}. Flat: a rise of no more "
    "than {flat}%; steep: above {steep}% (assumptions).",
)
_ELSEWHERE = Text("; ngoài đó chưa xét địa hình", "; elsewhere slopes are not counted")
_TITLES = (
    LABELS["column.no"],
    Text("Số mốc", "Markers"),
    Text("Dài (m)", "Length (m)"),
    Text("Kinh phí (triệu đồng)", "Cost (million đồng)"),
    Text("Lũy kế: mốc", "Cumulated: markers"),
    Text("Lũy kế: triệu đồng", "Cumulated: million đồng"),
    Text("Xã", "Commune"),
    Text("Đồn", "Post"),
    Text("Đấu nối vào", "Joins"),
    Text("Số hiệu mốc", "Served"),
)
_TOTAL = Text(
    "{markers} mốc, {projects} công trình: {length}, {cost}. Làm riêng từng mốc: {alone}.",
    "{markers} markers, {projects} projects: {length}, {cost}. Each marker by itself: {alone}.",
)
_STATED = Text(
    "* Công trình đã duyệt, kinh phí theo hồ sơ: {}.",
    "* Approved works, cost as their papers state: {}.",
)
_LEFT_OUT = {
    "built": Text(
        f"Không tính {{}} mốc theo báo cáo đã xây dựng nhưng tuyến chưa tới (xem: {HINT}).",
        f"Left out: {{}} markers declared built that no line reaches (see: {HINT}).",
    ),
    "under_construction": Text(
        "Không tính {} mốc có đường đang thi công.",
        "Left out: {} markers whose road is under construction.",
    ),
    "reached": Text(
        "Không tính {} mốc chưa báo có đường nhưng trên bản đồ đã có tuyến tới.",
        "Left out: {} markers without a road as reported, that a line on the map reaches.",
    ),
    "no_position": Text(
        f"Không tính {{}} mốc chưa có tọa độ ({HINT}).",
        f"Left out: {{}} markers without a position ({HINT}).",
    ),
    "unknown": Text(
        f"Không tính {{}} mốc: xã chưa có tuyến đường nhánh nào trong số liệu ({HINT}).",
        f"Left out: {{}} markers of whose commune no line was supplied ({HINT}).",
    ),
    "no_network": Text(
        "Không tính {} mốc vì chưa có tuyến đường tuần tra, đường xã hay đường tỉnh nào.",
        "Left out: {} markers, for no patrol, commune or provincial road was supplied.",
    ),
    "no_way": Text(
        "Không tính {} mốc vì chưa tìm được hướng tuyến trong địa phận các xã: {numbers}.",
        "Left out: {} markers to which no way inside the communes was found: {numbers}.",
    ),
}
_SEE = {
    "built": (Hint("reach"),),
    "no_position": (Hint("import markers", ("FILE",)),),
    "unknown": (Hint("import roads", ("FILE",)),),
}
_COLUMNS = (
    "project",
    "estimate",
    "markers_served",
    "markers",
    "communes",
    "commune_names",
    "posts",
    "post_names",
    "name",
    "stated",
    "joins_road",
    "drawn_m",
    "length_m",
    "cost_vnd",
    "cost_vnd_min",
    "cost_vnd_max",
    "markers_per_million_vnd",
    "illustrative",
)


KINDS: dict[str, Kind] = {
    **dict.fromkeys(("project", "markers_served"), "whole"),
    **dict.fromkeys(("cost_vnd", "cost_vnd_min", "cost_vnd_max"), "whole"),
    **dict.fromkeys(("drawn_m", "length_m", "markers_per_million_vnd"), "number"),
    **dict.fromkeys(("estimate", "illustrative", "stated"), "yes"),
}
"""What the columns of `rows` hold that are not text."""


def rows(document: Cost) -> list[dict[str, object]]:
    """Return a flat row a project, every one of them labelled an estimate."""
    return [
        {
            **{
                key: "; ".join(value) if isinstance(value, list) else value
                for key, value in project.items()
                if key in _COLUMNS
            },
            "estimate": True,
            "illustrative": document["illustrative"],
            "markers_served": len(project["markers"]),
        }
        for project in document["projects"]
    ]


def as_csv(document: Cost) -> str:
    """Return one row a project, English codes as headers."""
    return csv_table.columns_of(_COLUMNS, rows(document))


def as_geojson(document: Cost) -> str:
    """Return the proposed roads as a layer: a MultiLineString a project, EPSG:4326 (RFC 7946)."""
    features = [
        {
            "type": "Feature",
            "properties": row,
            "geometry": {"type": "MultiLineString", "coordinates": project["lines"]},
        }
        for project, row in zip(document["projects"], rows(document), strict=True)
    ]
    head = {key: document[key] for key in ("as_of", "estimate", "illustrative")}
    layer = {"type": "FeatureCollection", "name": "cost_estimate", **head, "features": features}
    return json.dumps(layer, ensure_ascii=False, indent=1) + "\n"


def as_text(document: Cost, lang: Language, *, spell: Speller = plainly) -> str:
    """Return the projects as a table, most markers a đồng first, and what was left out."""
    table = laid_out(document, lang, spell=spell, by_command=True)
    return "\n".join([*table.head, "", *table.lines(), "", *table.foot]) + "\n"


def laid_out(
    document: Cost, lang: Language, *, spell: Speller = plainly, by_command: bool = False
) -> TextTable:
    """Return a row for each project, by what it is estimated, and what was left out.

    Args:
        by_command: name the options of the command that change what is reckoned with.
    """
    head = [_ESTIMATE.to(lang).format(as_of=day(document["as_of"], lang))]
    head += times(None, document["known_at"], lang)
    if document["illustrative"]:
        head.append(say("illustrative", lang))
    prices = _prices(document["prices"], lang)
    factor = number(document["detour_factor"], lang, 2)
    reckoned = _BY.to(lang).format(prices=prices, factor=factor)
    head.append(reckoned + (_CHANGED_BY.to(lang) if by_command else ""))
    known = document["terrain_percent"]
    if known is None:
        head.append(hinted(_NO_TERRAIN, lang, [Hint("import dem", ("FILE",))], spell))
    else:
        head.append(_of_terrain(known, lang))
    stated = [p["name"] or "" for p in document["projects"] if p["name"]]
    foot = [_STATED.to(lang).format("; ".join(stated))] if stated else []
    left_out = cast("Mapping[str, list[str]]", document["left_out"])
    foot += [
        spelled(_LEFT_OUT[reason], _SEE.get(reason, ()), spell)
        .to(lang)
        .format(len(numbers), numbers=", ".join(numbers))
        for reason, numbers in left_out.items()
        if numbers
    ]
    return TextTable(
        head=head,
        headings=[title.to(lang) for title in _TITLES],
        rows=_cells(document["projects"], lang),
        foot=[_total(document["totals"], lang), *foot],
    )


def _of_terrain(known: float, lang: Language) -> str:
    return _TERRAIN.to(lang).format(
        percent=percent(known, lang),
        elsewhere=_ELSEWHERE.to(lang) if known < 100 else "",
        flat=f"{100 * FLAT:.0f}",
        steep=f"{100 * STEEP:.0f}",
    )


def _prices(prices: Sequence[Prices], lang: Language) -> str:
    """Return what a metre costs: once where every terrain costs the same."""
    told = {
        price["terrain"]: _PRICE.to(lang).format(
            price=number(price["vnd_per_m"], lang),
            low=number(price["vnd_per_m_min"], lang),
            high=number(price["vnd_per_m_max"], lang),
        )
        for price in prices
        if price["road_class"] == "access"
    }
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return "; ".join(
        _ON.to(lang).format(terrain=TERRAIN[terrain].to(lang), price=text)
        for terrain, text in told.items()
    )


def _cells(projects: Sequence[CostedProject], lang: Language) -> list[list[str]]:
    """Return the rows: lengths and costs in steps that add up, for nobody knows them closer."""
    cells, served, spent = [], 0, 0
    for project, cost, length in zip(
        projects, costs_million(projects), lengths_m(projects), strict=True
    ):
        served, spent = served + len(project["markers"]), spent + cost
        cells.append(
            [
                f"{project['project']}{'*' if project['stated'] else ''}",
                str(len(project["markers"])),
                number(length, lang),
                number(cost, lang),
                str(served),
                number(spent, lang),
                ", ".join(project["commune_names"]),
                ", ".join(project["post_names"]),
                project["joins_road"],
                ", ".join(project["markers"]),
            ]
        )
    return cells


def _total(totals: CostTotals, lang: Language) -> str:
    low, high = totals["cost_vnd_min"], totals["cost_vnd_max"]
    return _TOTAL.to(lang).format(
        markers=totals["markers"],
        projects=totals["projects"],
        length=estimates.about_length(totals["length_m"], lang),
        cost=estimates.about_money(totals["cost_vnd"], low, high, lang),
        alone=estimates.money(totals["alone_cost_vnd"], lang),
    )
