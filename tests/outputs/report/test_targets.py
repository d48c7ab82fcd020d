"""Targets beside what is done, in words, a table and a chart."""

from __future__ import annotations

from typing import Any

from mocgioi.outputs.report import charts
from mocgioi.outputs.report.targets import targets_section
from tests.outputs.report.documents import changed, full


def row(**more: Any) -> dict[str, Any]:
    nothing = dict.fromkeys(("code", "name", "in_year", "length_m", "cost_vnd", "source"))
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
    assert full_one.rows == [["1", "2023", "2", "4", "1.200", "5", "3", "75,0", "1", "QĐ 1"]]


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
