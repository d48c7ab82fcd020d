"""Section about targets: what plans set for the end of a year, and what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs.quantities import listed, quantity
from mocgioi.outputs.report.parts import Chart, Section, Value
from mocgioi.outputs.report.tables import Column, lay_out, plain
from mocgioi.outputs.wording import number, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.targets import TargetRow

HEADING = Text("Thực hiện chỉ tiêu", "Targets and what is done")
_TITLE = Text(
    "Kết quả thực hiện chỉ tiêu xây dựng đường nhánh lên kiểm tra mốc",
    "Targets for access roads, and what is done",
)
_WHOLE = Text("Toàn tỉnh", "The whole province")
_MET = Text(
    "Năm {year}: chỉ tiêu đến hết năm {markers} có đường; đã thực hiện {done}, đạt {percent} chỉ "
    "tiêu.",
    "{year}: the target was {markers} with a road by the end of the year; {done} had one, "
    "{percent} of the target.",
)
_SO_FAR = Text(
    "Năm {year}: chỉ tiêu đến hết năm {markers} có đường; đến ngày báo cáo đã thực hiện {done}, "
    "đạt {percent} chỉ tiêu, còn phải thực hiện {left}.",
    "{year}: the target is {markers} with a road by the end of the year; as of this report {done} "
    "had one, {percent} of the target, with {left} to go.",
)
_BEHIND = Text(
    "Chưa đạt chỉ tiêu năm {year}: {places}.", "The target of {year} is not reached by: {places}."
)
_SHORT = Text(
    "Còn thiếu so với chỉ tiêu năm {year}: {places}.",
    "Still short of the target of {year}: {places}.",
)
_CHART = Text(
    "Biểu đồ: số mốc có đường theo chỉ tiêu và đã thực hiện, lũy kế",
    "Chart: markers with a road, by the target and as done, all told",
)
_KINDS: dict[str, Text] = {
    "all": Text("Chỉ tiêu theo năm, toàn tỉnh", "Targets by year, the whole province"),
    "commune": Text("Chỉ tiêu theo xã", "Targets by commune"),
    "post": Text("Chỉ tiêu theo Đồn Biên phòng", "Targets by border post"),
}
_MADE_UP = Text("số liệu minh họa", "illustrative data")
_POST = Text("Đồn Biên phòng {name}", "Border post {name}")


def targets_section(document: FullReport, lang: Language) -> Section | None:
    """Set targets beside what is done, by year, commune and post; None where none was taken in."""
    rows = document["targets"]["rows"]
    if not rows:
        return None
    as_of = document["as_of"]
    tables = []
    for by, caption in _KINDS.items():
        of_kind = [row for row in rows if row["by"] == by]
        if of_kind:
            table = lay_out(
                f"targets_{by}", caption.to(lang), _columns(of_kind), of_kind, None, lang
            )
            tables.append(table)
    drawn = [row for row in rows if row["by"] == "all"] or _of_last_year(rows, as_of)
    chart = Chart("targets", _CHART.to(lang), [_bar(row, lang) for row in drawn])
    return Section(
        "targets",
        HEADING.to(lang),
        _sentences(rows, as_of, lang),
        tables=tables,
        chart=chart if any(row["markers"] is not None for row in drawn) else None,
        title=_TITLE.to(lang),
    )


def place_name(row: TargetRow, lang: Language) -> str:
    """Return whose target a row is."""
    if row["by"] == "all":
        return _WHOLE.to(lang)
    name = row["name"] or row["code"] or ""
    return _POST.to(lang).format(name=name) if row["by"] == "post" else name


def _of_last_year(rows: Sequence[TargetRow], as_of: str) -> list[TargetRow]:
    """Return the rows of the last year that has begun, else of the first to come."""
    years = {row["year"] for row in rows}
    year = max((year for year in years if year <= int(as_of[:4])), default=min(years))
    kinds = [row["by"] for row in rows if row["year"] == year]
    return [row for row in rows if row["year"] == year and row["by"] == kinds[0]]


def _sentences(rows: Sequence[TargetRow], as_of: str, lang: Language) -> list[str]:
    """Tell of the province year by year what was done, and who is behind in the last of them."""
    sentences = []
    for row in rows:
        markers, done = row["markers"], row["done"]
        if row["by"] != "all" or markers is None or done is None:
            continue
        is_over = f"{row['year']}-12-31" <= as_of
        left = max(0, markers - done)
        text = _MET if is_over or not left else _SO_FAR
        sentences.append(
            text.to(lang).format(
                year=row["year"],
                markers=quantity(markers, "marker", lang),
                done=quantity(done, "marker", lang),
                percent=percent(row["percent"], lang),
                left=quantity(left, "marker", lang),
            )
        )
    begun = {row["year"] for row in rows if row["done"] is not None and row["by"] != "all"}
    for year in sorted(begun)[-1:]:
        places = [
            f"{place_name(row, lang)} ({number(row['done'], lang)}/{number(row['markers'], lang)})"
            for row in rows
            if row["year"] == year and row["by"] != "all" and _is_behind(row)
        ]
        if places:
            text = _BEHIND if f"{year}-12-31" <= as_of else _SHORT
            sentences.append(text.to(lang).format(year=year, places=listed(places, lang)))
    return sentences


def _is_behind(row: TargetRow) -> bool:
    return row["markers"] is not None and row["done"] is not None and row["done"] < row["markers"]


def _columns(rows: Sequence[TargetRow]) -> list[Column[TargetRow]]:
    """Return the columns of a table; one that no row fills is left out."""
    columns: list[Column[TargetRow]] = [Column("target_year", lambda row, lang: str(row["year"]))]
    if rows[0]["by"] != "all":
        columns.insert(0, Column(rows[0]["by"], lambda row, lang: row["name"] or row["code"]))
    if any(row["in_year"] is not None for row in rows):
        columns.append(plain("target_in_year", "in_year", "whole"))
    columns.append(plain("target", "markers", "whole"))
    if any(row["length_m"] is not None for row in rows):
        columns.append(plain("target_length_m", "length_m", "number"))
    if any(row["cost_vnd"] is not None for row in rows):
        columns.append(plain("target_cost_vnd", "cost_vnd", "whole"))
    return [
        *columns,
        plain("target_done", "done", "whole"),
        plain("target_percent", "percent", "tenth"),
        Column("target_left", _left, "whole"),
        Column("basis", _basis),
    ]


def _basis(row: TargetRow, lang: Language) -> Value:
    return _MADE_UP.to(lang) if row["illustrative"] else row["source"]


def _left(row: TargetRow, lang: Language) -> Value:
    if row["markers"] is None or row["done"] is None:
        return None
    return max(0, row["markers"] - row["done"])


def _bar(row: TargetRow, lang: Language) -> dict[str, object]:
    """Return what the chart draws of a row."""
    name = str(row["year"]) if row["by"] == "all" else place_name(row, lang)
    return {"name": name, "target": row["markers"], "done": row["done"]}
