"""Section about targets: what plans set for the end of a year, and what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from mocgioi.errors import Language, Text
from mocgioi.outputs.quantities import listed, quantity
from mocgioi.outputs.report.parts import Chart, Kind, Section, Table, Value
from mocgioi.outputs.report.tables import Column, lay_out, plain
from mocgioi.outputs.wording import heading, number, percent

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
_ADDED = Text(
    "Năm {year}: chỉ tiêu trong năm thêm {markers} có đường; {done}, đạt {percent} chỉ tiêu.",
    "{year}: the target was {markers} more with a road within the year; {done}, {percent} of the "
    "target.",
)
_ADDED_SO_FAR = Text(
    "Năm {year}: chỉ tiêu trong năm thêm {markers} có đường; đến ngày báo cáo {done}, đạt "
    "{percent} chỉ tiêu, còn phải thực hiện {left}.",
    "{year}: the target is {markers} more with a road within the year; as of this report {done}, "
    "{percent} of the target, with {left} to go.",
)
_DONE_WITHIN = Text("đã thực hiện {done}", "{done} got one")
_NONE_WITHIN = Text("chưa thực hiện được mốc nào", "none got one")
_WORST = Text(
    "{worst} và {count} nơi khác nêu trong biểu chỉ tiêu",
    "{worst}, and {count} others in the table of targets",
)
_CONTRADICTS = Text(
    "Chỉ tiêu năm {year} của {place} không khớp: lũy kế {markers}, trong khi {before} cộng "
    "{added} trong năm là {sum}.",
    "The targets of {place} for {year} contradict each other: {markers} all told, while {before} "
    "and {added} within the year are {sum}.",
)
_SUM_DIFFERS = Text(
    "Chỉ tiêu năm {year}: cộng chỉ tiêu của {places} là {sum}, chỉ tiêu toàn tỉnh là {markers}.",
    "Targets of {year}: those of {places} add up to {sum}, that of the province is {markers}.",
)
_TO_COME = {
    "commune": Text("Chỉ tiêu lũy kế các năm tới, theo xã", "Targets of the years to come"),
    "post": Text(
        "Chỉ tiêu lũy kế các năm tới, theo Đồn Biên phòng",
        "Targets of the years to come, by border post",
    ),
}
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
        to_come = [row for row in of_kind if by != "all" and row["year"] > int(as_of[:4])]
        if all(row["markers"] is None for row in to_come):
            to_come = []
        listed_rows = [row for row in of_kind if row not in to_come]
        if listed_rows:
            table = lay_out(
                f"targets_{by}", caption.to(lang), _columns(listed_rows), listed_rows, None, lang
            )
            tables.append(table)
        if to_come:
            tables.append(_to_come(by, to_come, lang))
    drawn = [row for row in rows if row["by"] == "all"] or _of_last_year(rows, as_of)
    chart = Chart("targets", _CHART.to(lang), [_bar(row, lang) for row in drawn])
    return Section(
        "targets",
        HEADING.to(lang),
        [*_sentences(rows, as_of, lang), *_contradictions(rows, as_of, lang)],
        tables=tables,
        chart=chart if any(_target(row) is not None for row in drawn) else None,
        title=_TITLE.to(lang),
    )


def place_name(row: TargetRow, lang: Language) -> str:
    """Return whose target a row is."""
    if row["by"] == "all":
        return _WHOLE.to(lang)
    name = row["name"] or row["code"] or ""
    return _POST.to(lang).format(name=name) if row["by"] == "post" else name


def _is_of_the_year(row: TargetRow) -> bool:
    """Whether a plan says only what the year is to add."""
    return row["in_year"] is not None and not row["is_total_stated"]


def _target(row: TargetRow) -> int | None:
    """Return what is to be reached: by the end of the year, or within it where that is said."""
    return row["in_year"] if _is_of_the_year(row) else row["markers"]


def _done(row: TargetRow) -> int | None:
    """Return what is done of what is to be reached."""
    return row["done_in_year"] if _is_of_the_year(row) else row["done"]


def _missing(row: TargetRow) -> int:
    target, done = _target(row), _done(row)
    return 0 if target is None or done is None else max(0, target - done)


def _of_last_year(rows: Sequence[TargetRow], as_of: str) -> list[TargetRow]:
    """Return the rows of the last year that has begun, else of the first to come."""
    years = {row["year"] for row in rows}
    year = max((year for year in years if year <= int(as_of[:4])), default=min(years))
    kinds = [row["by"] for row in rows if row["year"] == year]
    return [row for row in rows if row["year"] == year and row["by"] == kinds[0]]


def _sentences(rows: Sequence[TargetRow], as_of: str, lang: Language) -> list[str]:
    """Tell of the last year that has begun what was done in the province, and who is behind."""
    of_province = [
        row
        for row in rows
        if row["by"] == "all" and _target(row) is not None and _done(row) is not None
    ]
    sentences = [_of_province(row, as_of, lang) for row in of_province[-1:]]
    begun = {row["year"] for row in rows if _done(row) is not None and row["by"] != "all"}
    for year in sorted(begun)[-1:]:
        behind = [
            row for row in rows if row["year"] == year and row["by"] != "all" and _missing(row)
        ]
        if behind:
            text = _BEHIND if f"{year}-12-31" <= as_of else _SHORT
            sentences.append(text.to(lang).format(year=year, places=_named(behind, lang)))
    return sentences


def _of_province(row: TargetRow, as_of: str, lang: Language) -> str:
    is_over = f"{row['year']}-12-31" <= as_of
    left, done = _missing(row), _done(row) or 0
    share, told = row["percent"], quantity(done, "marker", lang)
    text = _MET if is_over or not left else _SO_FAR
    if _is_of_the_year(row):
        share = row["percent_in_year"]
        told = (_DONE_WITHIN if done else _NONE_WITHIN).to(lang).format(done=told)
        text = _ADDED if is_over or not left else _ADDED_SO_FAR
    return text.to(lang).format(
        year=row["year"],
        markers=quantity(_target(row) or 0, "marker", lang),
        done=told,
        percent=percent(share, lang),
        left=quantity(left, "marker", lang),
    )


_MOST = 3
"""Places behind their target that are named; of more, the table has the rest."""


def _named(behind: Sequence[TargetRow], lang: Language) -> str:
    """Name the places that lack most."""
    ranked = sorted(behind, key=_missing, reverse=True)
    if len(ranked) <= _MOST + 1:
        return listed([_fraction(row, lang) for row in behind], lang)
    worst = ", ".join(_fraction(row, lang) for row in ranked[:_MOST])
    return _WORST.to(lang).format(worst=worst, count=len(ranked) - _MOST)


def _fraction(row: TargetRow, lang: Language) -> str:
    done, target = number(_done(row), lang), number(_target(row), lang)
    return f"{place_name(row, lang)} ({done}/{target})"


def _contradictions(rows: Sequence[TargetRow], as_of: str, lang: Language) -> list[str]:
    """Tell which targets contradict each other, and where places do not add up to the province."""
    sentences = [
        _CONTRADICTS.to(lang).format(
            year=row["year"],
            place=place_name(row, lang),
            markers=quantity(row["markers"], "marker", lang),
            before=quantity(row["added_to"], "marker", lang),
            added=quantity(row["in_year"], "marker", lang),
            sum=quantity(row["added_to"] + row["in_year"], "marker", lang),
        )
        for row in rows
        if row["added_to"] is not None
        and row["in_year"] is not None
        and row["markers"] is not None
        and row["added_to"] + row["in_year"] != row["markers"]
    ]
    for whole in (row for row in rows if row["by"] == "all"):
        for by in _PLACES:
            places = [row for row in rows if (row["by"], row["year"]) == (by, whole["year"])]
            targets = [
                _target(row) for row in places if _is_of_the_year(row) == _is_of_the_year(whole)
            ]
            if not places or len(targets) != len(places) or None in targets:
                continue
            total = sum(filter(None, targets))
            if total != _target(whole):
                sentences.append(
                    _SUM_DIFFERS.to(lang).format(
                        year=whole["year"],
                        places=quantity(len(places), by, lang),
                        sum=quantity(total, "marker", lang),
                        markers=quantity(_target(whole) or 0, "marker", lang),
                    )
                )
    return sentences


_PLACES: tuple[Literal["commune", "post"], ...] = ("commune", "post")


def _to_come(by: str, rows: Sequence[TargetRow], lang: Language) -> Table:
    """Return the targets of years that have not begun: a row for each place, a column a year."""
    years = sorted({row["year"] for row in rows})
    places: dict[str | None, dict[int, TargetRow]] = {}
    for row in rows:
        places.setdefault(row["code"], {})[row["year"]] = row
    kinds: list[Kind] = ["whole" for _ in years]
    values: list[list[Value]] = []
    for place, of_place in enumerate(places.values(), 1):
        named = next(iter(of_place.values()))
        targets = [of_place[year]["markers"] if year in of_place else None for year in years]
        values.append([place, named["name"] or named["code"], *targets])
    return Table(
        f"targets_{by}_to_come",
        _TO_COME[by].to(lang),
        [heading("no", lang), heading(by, lang), *map(str, years)],
        ["whole", "text", *kinds],
        values,
        None,
        lang,
        ("no", by, *(f"year_{year}" for year in years)),
    )


def _columns(rows: Sequence[TargetRow]) -> list[Column[TargetRow]]:
    """Return the columns of a table; one that no row fills is left out.

    A row of which only the addition is planned has nothing in the columns of what is all told.
    """
    columns: list[Column[TargetRow]] = [Column("target_year", lambda row, lang: str(row["year"]))]
    if rows[0]["by"] != "all":
        columns.insert(0, Column(rows[0]["by"], lambda row, lang: row["name"] or row["code"]))
    if any(row["in_year"] is not None for row in rows):
        columns += [
            plain("target_in_year", "in_year", "whole"),
            plain("target_done_in_year", "done_in_year", "whole"),
            plain("target_percent_in_year", "percent_in_year", "tenth"),
        ]
    are_totals = not all(map(_is_of_the_year, rows))
    if are_totals:
        columns.append(_all_told("target", "markers", "whole"))
    if any(row["length_m"] is not None for row in rows):
        columns.append(plain("target_length_m", "length_m", "number"))
    if any(row["cost_vnd"] is not None for row in rows):
        columns.append(plain("target_cost_vnd", "cost_vnd", "whole"))
    if are_totals:
        columns += [
            _all_told("target_done", "done", "whole"),
            _all_told("target_percent", "percent", "tenth"),
        ]
    return [*columns, Column("target_left", _left, "whole"), Column("basis", _basis)]


def _all_told(heading: str, key: Literal["markers", "done", "percent"], kind: Kind) -> Column[Any]:
    """Return a column of what is counted all told."""
    return Column(heading, lambda row, lang: None if _is_of_the_year(row) else row[key], kind)


def _basis(row: TargetRow, lang: Language) -> Value:
    return _MADE_UP.to(lang) if row["illustrative"] else row["source"]


def _left(row: TargetRow, lang: Language) -> Value:
    return None if _target(row) is None or _done(row) is None else _missing(row)


def _bar(row: TargetRow, lang: Language) -> dict[str, object]:
    """Return what the chart draws of a row."""
    name = str(row["year"]) if row["by"] == "all" else place_name(row, lang)
    return {"name": name, "target": _target(row), "done": _done(row)}
