"""The tables of a programme: each column adds up, and nothing is finer than it is known."""

from __future__ import annotations

import pytest

from mocgioi.analysis.programme.left import LEFT_OUT
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.report.parts import Table
from mocgioi.outputs.report.plan_tables import (
    not_served_table,
    phases_table,
    places_table,
    several_places,
    works_table,
)
from tests.outputs.plan.a_plan import plan, work

DOCUMENT = plan()
TABLES = [
    works_table(DOCUMENT, "vi"),
    phases_table(DOCUMENT, "vi"),
    places_table(DOCUMENT, "commune", "vi"),
    places_table(DOCUMENT, "post", "vi"),
]


def column(table: Table, heading: str) -> list[object]:
    at = table.headings.index(heading)
    return [row[at] for row in table.values]


def total(table: Table, heading: str) -> object:
    assert table.totals
    return table.totals[table.headings.index(heading)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
@pytest.mark.parametrize("heading", ["Chiều dài (m)", "Kinh phí (triệu đồng)"])
def test_a_column_of_an_estimate_adds_up_to_its_total(table: Table, heading: str) -> None:
    assert total(table, heading) == sum(v for v in column(table, heading) if isinstance(v, int))


def test_every_table_has_the_same_total_of_costs() -> None:
    assert {total(table, "Kinh phí (triệu đồng)") for table in TABLES} == {2290}


def test_estimated_costs_are_in_steps_of_ten_million() -> None:
    assert column(TABLES[0], "Kinh phí (triệu đồng)") == [260, 1230, 800]


def test_a_stated_cost_stays_as_its_papers_have_it() -> None:
    document = plan(
        works=[work(1, ["990"], 123_000_000, stated=True), work(2, ["991"], 90_000_000)]
    )
    assert column(works_table(document, "vi"), "Kinh phí (triệu đồng)") == [123, 90]


def test_a_cheap_work_is_not_rounded_to_nothing() -> None:
    document = plan(works=[work(1, ["990"], 4_000_000), work(2, ["991"], 90_000_000)])
    assert column(works_table(document, "vi"), "Kinh phí (triệu đồng)") == [4, 90]


def test_without_phases_no_year_is_told() -> None:
    document = plan(phases=[], works=[work(1, ["990"], 90_000_000, year=None)])
    assert "Năm" not in works_table(document, "vi").headings


def test_a_work_says_on_what_it_hangs_and_that_its_cost_is_stated() -> None:
    assert column(TABLES[0], "Ghi chú")[2] == (
        "mỗi xã, đồn có phần; kinh phí theo hồ sơ; làm sau công trình 1"
    )


def test_that_a_work_gives_the_most_for_the_money_is_told_where_it_is_asked_for() -> None:
    document = plan(works=[work(1, ["990"], 90_000_000), work(2, ["991"], 80_000_000)])
    assert "Ghi chú" not in works_table(document, "vi").headings
    reasons = column(works_table(document, "vi", every_reason=True), "Lý do chọn")
    assert reasons == ["hiệu quả nhất trong số tiền"] * 2


def test_money_that_a_year_has_from_the_one_before_is_said() -> None:
    document = plan()
    assert plan_words.carried(document, "vi") is None
    document["phases"][1]["cost_vnd"] = 1_200_000_000
    assert plan_words.carried(document, "vi")


def test_a_work_in_two_communes_does_not_make_the_total_of_works_larger() -> None:
    document = plan()
    assert several_places(document, "vi") is None
    document["groups"][1]["works"] = 2
    assert several_places(document, "vi")
    assert total(places_table(document, "commune", "vi"), "Công trình") == 3


def test_every_reason_to_leave_a_marker_out_has_words() -> None:
    reasons = (*LEFT_OUT, "reached")
    assert [why for why in reasons if plan_words.reason_of(why, "vi") == why] == []


def test_every_marker_that_is_not_served_has_its_reason() -> None:
    rows = {row[1]: row[4] for row in not_served_table(DOCUMENT, "vi", unsought=True).values}
    assert rows == {
        "1020": "được yêu cầu để lại",
        "1021": "ngoài kinh phí",
        "1022": "ngoài kinh phí",
        "1100": "theo báo cáo đã xây dựng, bản đồ chưa có tuyến tới mốc",
        "1101": "theo báo cáo đã xây dựng, bản đồ chưa có tuyến tới mốc",
        "1200": "xã chưa có tuyến đường nhánh nào trong số liệu",
    }


def test_a_budget_in_three_equal_years_adds_up_to_what_was_given() -> None:
    phase = DOCUMENT["phases"][0]
    thirds = [{**phase, "year": year, "budget_vnd": 6_666_666_667} for year in (2027, 2028, 2029)]
    table = phases_table(plan(phases=thirds), "vi")
    assert column(table, "Vốn (triệu đồng)") == [6667, 6667, 6666]
    assert total(table, "Vốn (triệu đồng)") == 20_000
