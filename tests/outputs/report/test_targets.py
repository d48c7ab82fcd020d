"""Targets beside what is done, in words, a table and a chart."""

from __future__ import annotations

from typing import Any

from mocgioi.outputs.report import charts
from mocgioi.outputs.report.targets import targets_section
from tests.outputs.report.documents import changed, full


def row(**more: Any) -> dict[str, Any]:
    keys = ("code", "name", "in_year", "done_in_year", "percent_in_year", "added_to")
    nothing: dict[str, Any] = dict.fromkeys((*keys, "length_m", "cost_vnd", "source"))
    nothing["is_total_stated"] = True
    defaults = {"year": 2023, "by": "all", "markers": 4, "done": 3, "percent": 75.0}
    return {**nothing, "illustrative": False, **defaults, **more}


def section(*rows: dict[str, Any], lang: Any = "vi", as_of: str = "2023-12-31") -> Any:
    document = changed(full(), targets={"rows": list(rows)}, as_of=as_of)
    return targets_section(document, lang)


def test_without_targets_nothing_is_said() -> None:
    assert section() is None


def test_a_year_that_is_over_is_told_with_its_share() -> None:
    told = section(row(markers=40, done=30))
    assert told.paragraphs == [
        "Năm 2023: chỉ tiêu đến hết năm 40 mốc có đường; đã thực hiện 30 mốc, đạt 75,0% chỉ tiêu."
    ]


def test_a_year_under_way_is_told_with_what_is_left() -> None:
    told = section(row(markers=40, done=25, percent=62.5), as_of="2023-10-01")
    assert told.paragraphs[0].endswith("đạt 62,5% chỉ tiêu, còn phải thực hiện 15 mốc.")


def test_places_that_are_behind_are_named() -> None:
    of_commune = {"by": "commune", "code": "06184", "name": "Đồng Đăng"}
    told = section(row(**of_commune, markers=12, done=10), row(by="post", name="Ba Sơn", done=4))
    assert told.paragraphs == ["Chưa đạt chỉ tiêu năm 2023: Đồng Đăng (10/12)."]
    under_way = section(row(**of_commune, markers=12, done=10), as_of="2023-10-01")
    assert under_way.paragraphs == ["Còn thiếu so với chỉ tiêu năm 2023: Đồng Đăng (10/12)."]


def test_a_table_has_the_columns_that_its_rows_fill() -> None:
    (plain,) = section(row()).tables
    assert "Chiều dài kế hoạch (m)" not in plain.headings
    (full_one,) = section(row(length_m=1200.0, cost_vnd=5, in_year=2, source="QĐ 1")).tables
    assert full_one.rows == [
        ["1", "2023", "2", "–", "–", "4", "1.200", "5", "3", "75,0", "1", "QĐ 1"]
    ]


def test_the_chart_shows_the_target_and_what_is_done() -> None:
    chart = section(row(), row(year=2024, markers=6, done=None, percent=None)).chart
    drawn = charts.draw(chart, "vi")
    assert ">3/4<" in drawn
    assert ">–/6<" in drawn
    assert drawn == charts.draw(chart, "vi")


def test_without_a_target_of_the_province_the_places_of_the_last_year_are_drawn() -> None:
    communes = [row(by="commune", name=name, year=2023) for name in ("A", "B")]
    chart = section(*communes, row(by="commune", name="C", year=2022)).chart
    assert [bar["name"] for bar in chart.facts] == ["A", "B"]


def test_a_made_up_target_names_no_file_as_its_basis() -> None:
    (table,) = section(row(illustrative=True, source="minh họa: geo/make.py")).tables
    assert table.rows[0][-1] == "số liệu minh họa"


def added(count: int, made: int, **more: Any) -> dict[str, Any]:
    shares = {"percent_in_year": round(100 * made / count, 1), "is_total_stated": False}
    return row(in_year=count, done_in_year=made, **shares, **more)


def test_what_a_year_is_to_add_is_compared_with_what_it_added_and_with_no_total() -> None:
    told = section(added(5, 0, markers=48, done=43, percent=89.6))
    assert told.paragraphs == [
        "Năm 2023: chỉ tiêu trong năm thêm 05 mốc có đường; chưa thực hiện được mốc nào, đạt 0,0% "
        "chỉ tiêu."
    ]
    assert told.tables[0].rows == [["1", "2023", "5", "0", "0,0", "5", "–"]]
    assert [(bar["target"], bar["done"]) for bar in told.chart.facts] == [(5, 0)]


def test_a_total_that_its_addition_contradicts_is_told() -> None:
    place = {"by": "commune", "code": "06196", "name": "Ba Sơn"}
    told = section(row(**place, markers=60, done=60, added_to=40, in_year=8, done_in_year=8))
    assert told.paragraphs == [
        "Chỉ tiêu năm 2023 của Ba Sơn không khớp: lũy kế 60 mốc, trong khi 40 mốc cộng 08 mốc "
        "trong năm là 48 mốc."
    ]


def test_places_that_do_not_add_up_to_the_province_are_told_beside_it() -> None:
    places = [row(by="commune", code=code, name=code, markers=2, done=2) for code in ("A", "B")]
    assert section(row(markers=4), *places).paragraphs[1:] == []
    assert section(row(markers=5), *places).paragraphs[1:] == [
        "Chỉ tiêu năm 2023: cộng chỉ tiêu của 02 xã là 04 mốc, chỉ tiêu toàn tỉnh là 05 mốc."
    ]


def test_of_many_places_behind_the_three_that_lack_most_are_named() -> None:
    places = [
        row(by="commune", code=name, name=name, markers=10, done=done)
        for name, done in (("A", 9), ("B", 2), ("C", 9), ("D", 5), ("E", 7))
    ]
    assert section(*places).paragraphs == [
        "Chưa đạt chỉ tiêu năm 2023: B (2/10), D (5/10), E (7/10) và 2 nơi khác nêu trong biểu chỉ "
        "tiêu."
    ]


def test_years_to_come_are_a_column_each() -> None:
    nothing = {"done": None, "percent": None}
    places = [
        row(by="commune", code=name, name=name, year=year, markers=year - 2020, **nothing)
        for name in ("A", "B")
        for year in (2024, 2025)
    ]
    now, to_come = section(row(by="commune", code="A", name="A"), *places).tables
    assert len(now.rows) == 1
    assert to_come.headings[2:] == ["2024", "2025"]
    assert to_come.rows == [["1", "A", "4", "5"], ["2", "B", "4", "5"]]
