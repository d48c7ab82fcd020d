"""The estimate of what the missing roads cost, as text, CSV and GeoJSON: labelled everywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly, spelled
from mocgioi.outputs import csv_table
from mocgioi.outputs.wording import LABELS, day, number, say, times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.cost import Cost, CostedProject, CostTotals

_ESTIMATE = Text(
    "ƯỚC TÍNH: tuyến vẽ theo đường chim bay, chưa khảo sát thiết kế (tính đến ngày {as_of})",
    "ESTIMATE: straight lines, nothing surveyed or designed (as of {as_of})",
)
_BY = Text(
    "{vnd_per_m} đồng/m (khoảng đã biết {low}–{high}) × {factor} lần chiều dài đường chim bay (giả "
    "định). Đổi bằng --vnd-per-m, --detour-factor.",
    "{vnd_per_m} đồng a metre (known range {low}–{high}) × {factor} times the straight length (an "
    "assumption). Change them with --vnd-per-m, --detour-factor.",
)
_TITLES = (
    LABELS["column.no"],
    Text("Số mốc", "Markers"),
    Text("Dài (m)", "Length (m)"),
    Text("Kinh phí (triệu đồng)", "Cost (million đồng)"),
    Text("Khoảng", "Range"),
    Text("Lũy kế: mốc", "Cumulated: markers"),
    Text("Lũy kế: triệu đồng", "Cumulated: million đồng"),
    Text("Đấu nối vào", "Joins"),
    Text("Số hiệu mốc", "Served"),
)
_TOTAL = Text(
    "{markers} mốc, {projects} công trình: {length_m} m, {cost} triệu đồng (khoảng {low}–{high}). "
    "Làm riêng từng mốc: {alone} triệu đồng.",
    "{markers} markers, {projects} projects: {length_m} m, {cost} million đồng (range "
    "{low}–{high}). Each marker by itself: {alone} million đồng.",
)
_LEAVES = Text(
    "* Tuyến vẽ thẳng cắt hoặc vượt đường biên giới: phải chọn hướng tuyến khác (công trình {}).",
    "* A straight piece crosses the border line or runs beyond it: another route is needed "
    "(projects {}).",
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
    "no_position": Text(
        f"Không tính {{}} mốc chưa có toạ độ ({HINT}).",
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
    "joins_road",
    "straight_m",
    "length_m",
    "cost_vnd",
    "cost_vnd_min",
    "cost_vnd_max",
    "markers_per_million_vnd",
    "leaves_country",
    "illustrative",
)


def rows(document: Cost) -> list[dict[str, object]]:
    """Return a flat row a project, every one of them labelled an estimate."""
    return [
        {
            **{key: value for key, value in project.items() if key in _COLUMNS},
            "estimate": True,
            "illustrative": document["illustrative"],
            "markers_served": len(project["markers"]),
            "markers": "; ".join(project["markers"]),
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
            "geometry": {"type": "MultiLineString", "coordinates": coordinates(project)},
        }
        for project, row in zip(document["projects"], rows(document), strict=True)
    ]
    head = {key: document[key] for key in ("as_of", "estimate", "illustrative")}
    layer = {"type": "FeatureCollection", "name": "cost_estimate", **head, "features": features}
    return json.dumps(layer, ensure_ascii=False, indent=1) + "\n"


def coordinates(project: CostedProject) -> list[list[list[float]]]:
    """Return the lines of a project: longitude and latitude of the ends of each piece."""
    return [
        [[line[end]["longitude"], line[end]["latitude"]] for end in ("from", "until")]
        for line in project["lines"]
    ]


def as_text(document: Cost, lang: Language, *, spell: Speller = plainly) -> str:
    """Return the projects as a table, most markers a đồng first, and what was left out."""
    head = [_ESTIMATE.to(lang).format(as_of=day(document["as_of"], lang))]
    head += times(None, document["known_at"], lang)
    if document["illustrative"]:
        head.append(say("illustrative", lang))
    head.append(
        _BY.to(lang).format(
            vnd_per_m=number(document["vnd_per_m"], lang),
            low=number(document["vnd_per_m_min"], lang),
            high=number(document["vnd_per_m_max"], lang),
            factor=number(document["detour_factor"], lang, 2),
        )
    )
    cells = [[title.to(lang) for title in _TITLES], *_cells(document, lang)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(_TITLES))]
    table = ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in cells]
    leaving = [str(p["project"]) for p in document["projects"] if p["leaves_country"]]
    foot = [_LEAVES.to(lang).format(", ".join(leaving))] if leaving else []
    left_out = cast("Mapping[str, list[str]]", document["left_out"])
    foot += [
        spelled(_LEFT_OUT[reason], _SEE.get(reason, ()), spell).to(lang).format(len(numbers))
        for reason, numbers in left_out.items()
        if numbers
    ]
    return "\n".join([*head, "", *table, "", _total(document["totals"], lang), *foot]) + "\n"


def _cells(document: Cost, lang: Language) -> list[list[str]]:
    cells = []
    served, spent = 0, 0
    for project in document["projects"]:
        served, spent = served + len(project["markers"]), spent + project["cost_vnd"]
        low, high = project["cost_vnd_min"], project["cost_vnd_max"]
        cells.append(
            [
                f"{project['project']}{'*' if project['leaves_country'] else ''}",
                str(len(project["markers"])),
                number(project["length_m"], lang),
                _million(project["cost_vnd"], lang),
                f"{_million(low, lang)}–{_million(high, lang)}",
                str(served),
                _million(spent, lang),
                project["joins_road"],
                ", ".join(project["markers"]),
            ]
        )
    return cells


def _total(totals: CostTotals, lang: Language) -> str:
    return _TOTAL.to(lang).format(
        markers=totals["markers"],
        projects=totals["projects"],
        length_m=number(totals["length_m"], lang),
        cost=_million(totals["cost_vnd"], lang),
        low=_million(totals["cost_vnd_min"], lang),
        high=_million(totals["cost_vnd_max"], lang),
        alone=_million(totals["alone_cost_vnd"], lang),
    )


def _million(vnd: int, lang: Language) -> str:
    return number(vnd / 1e6, lang, 1)
