"""The sections about works and money, as a deputy director signs them."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.analysis.figures.contributions import contributions_roll
from mocgioi.analysis.figures.coverage_facts import marker_facts
from mocgioi.analysis.figures.scheme import scheme_works
from mocgioi.analysis.figures.works import access_roads_by_funding, roads_summary
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Road
from mocgioi.outputs.report import works
from mocgioi.outputs.report.left import left_section
from mocgioi.outputs.report.parts import Section
from mocgioi.outputs.report.tasks import tasks_section
from tests.analysis.coverage_world import World
from tests.outputs.report.documents import changed, full

DAY = "2023-12-31"


def road(*serves: str, **more: Any) -> Road:
    return Road(
        **{"geometry": b"", "status": "built", "funding": "scheme", "serves": serves, **more}
    )


def told_of_scheme(*roads: Road, world: World | None = None, lang: Any = "vi") -> Section:
    facts = marker_facts(world.inputs(DAY)) if world else ()
    scheme = scheme_works(roads, [], DAY, facts=facts)
    return works.scheme_section(changed(full(), scheme=scheme), lang)


def test_the_scheme_is_told_with_its_works_and_their_markers() -> None:
    section = told_of_scheme(
        road("1116", "1117", length_m=300.5, cost_vnd=5),
        road("1118", status="approved"),
    )
    assert section.paragraphs[:2] == [
        "Theo số liệu đã nhập, Đề án có 02 công trình, phục vụ 03 mốc; đã hoàn thành 01 công trình "
        "(02 mốc), còn 01 công trình (01 mốc).",
        "Các công trình đã hoàn thành: dài 300,5 m theo hồ sơ; kinh phí 5 đồng.",
    ]


@pytest.mark.parametrize(
    ("status", "end"),
    [("built", "đã hoàn thành."), ("approved", "chưa công trình nào hoàn thành.")],
)
def test_no_noughts_are_told_of_a_scheme(status: str, end: str) -> None:
    (sentence, *_) = told_of_scheme(road("1116", status=status)).paragraphs
    assert sentence == f"Theo số liệu đã nhập, Đề án có 01 công trình, phục vụ 01 mốc; {end}"


def test_a_work_that_names_no_marker_has_no_nought_of_them() -> None:
    (sentence, *_) = told_of_scheme(road(), road("1117", status="approved")).paragraphs
    assert sentence == (
        "Theo số liệu đã nhập, Đề án có 02 công trình, phục vụ 01 mốc; đã hoàn thành 01 công "
        "trình, còn 01 công trình (01 mốc)."
    )


def test_works_undone_when_the_scheme_ends_are_a_shortfall_and_not_before() -> None:
    scheme = scheme_works([road("1116"), road("1117", status="approved")], [], "2025-12-31")
    for day, is_told in (("2025-12-30", False), ("2025-12-31", True)):
        document = changed(full(), scheme=scheme, as_of=day)
        (section,) = left_section(document, "vi", tables=False)
        told = [sentence for sentence in section.paragraphs if "1934" in sentence]
        assert told == is_told * [
            "Đề án theo Quyết định số 1934/QĐ-UBND thực hiện đến hết ngày 31/12/2025; theo số liệu "
            "đã nhập, còn 01 công trình chưa hoàn thành (mốc 1117)."
        ]


def test_the_task_of_the_scheme_says_how_many_works_the_plan_takes() -> None:
    scheme = scheme_works([road(n, status="approved") for n in ("1116", "1117")], [], DAY)
    for markers, said in (
        (["1117", "9"], "trong đó 01 công trình thuộc kế hoạch"),
        (["9"], "kế hoạch đề xuất dưới đây chưa có công trình nào trong số đó"),
    ):
        plan = {"works": [{"markers": markers}]}
        section = tasks_section(changed(full(), scheme=scheme, programme=plan), "vi")
        (task,) = (n.sentence for n in section.notices if "1934" in n.sentence)
        assert task.startswith("Hoàn thành 02 công trình còn lại")
        assert said in task


def test_it_is_said_why_the_schemes_markers_are_not_those_counted_by_funding() -> None:
    world = World()
    for number in ("1116", "1117", "1118"):
        world.marker(number)
    world.road("1116", funding="scheme")
    world.road("1117", funding="contributions")
    section = told_of_scheme(*(road(n) for n in ("1116", "1117", "1118", "9")), world=world)
    assert section.paragraphs[-1] == (
        "Số mốc của Đề án tính theo hồ sơ công trình (04 mốc); theo báo cáo của các đơn vị, 01 "
        "mốc đã có đường từ nguồn Đề án. Chênh lệch gồm: 01 mốc đã hoàn thành theo hồ sơ nhưng "
        "chưa được báo cáo là đã xây dựng (1118); 01 mốc đơn vị báo cáo nguồn kinh phí khác "
        "(1117); 01 mốc không thuộc diện cần có đường (9)."
    )


def test_where_the_papers_of_a_work_and_its_road_differ_both_are_told() -> None:
    project = Project("p", "Đường 962", ("962",), length_m=1900, funding="district_budget")
    scheme = scheme_works([road("962", length_m=582)], [project], DAY)
    section = works.scheme_section(changed(full(), scheme=scheme), "vi")
    (told,) = section.remarks
    assert told.endswith(
        ": Đường 962 (chiều dài 1.900 m và 582 m; "
        "nguồn vốn: ngân sách huyện và Đề án theo QĐ 1934)."
    )


def test_a_length_that_was_measured_stands_in_a_column_of_its_own() -> None:
    roads = [road(uuid="a", cost_vnd=900), road(uuid="b", length_m=200, cost_vnd=100)]
    tables = {
        drawn: works.roads_section(
            changed(
                full(),
                roads=roads_summary(roads, DAY, lengths),
                roads_by_funding=access_roads_by_funding(roads, DAY, lengths),
            ),
            "vi",
        )
        for drawn, lengths in {True: {"a": 300.5}, False: {}}.items()
    }
    assert "Đo trên bản đồ (m)" in tables[True].tables[0].headings
    assert "đo theo đường vẽ trên bản đồ" in tables[True].remarks[0]
    assert "Đo trên bản đồ (m)" not in tables[False].tables[0].headings
    assert tables[False].tables[0].rows[0][-1] == "01 tuyến đường chưa có chiều dài"


def told_of_gifts(*gifts: Contribution) -> Section:
    roll = contributions_roll(gifts, [], DAY)
    return works.contributions_section(changed(full(), contributions=roll), "vi")


def test_gifts_are_added_as_the_least_they_are_and_it_is_said() -> None:
    section = told_of_gifts(
        Contribution("A", "money", amount_vnd=75_000_000),
        Contribution("B", "money", words="trên 500 triệu"),
        Contribution("C", "money", words="gần 40 triệu", source="https://bao.vn/1"),
        Contribution("", "materials", words="11 tấn xi măng"),
        Contribution("", "labour", working_days=12),
    )
    assert section.paragraphs == [
        "Có 03 đơn vị, cá nhân đóng góp: tiền ít nhất 575.000.000 đồng; 12 ngày công.",
        "Trong đó 01 khoản đóng góp chỉ nêu «trên», «hơn» được cộng theo mức thấp nhất. Không cộng "
        "vào tổng: 01 khoản đóng góp chỉ nêu «gần», «khoảng» và 01 khoản đóng góp không nêu giá "
        "trị.",
    ]
    words = [row[-1] for row in section.tables[0].rows]
    assert words == ["", "trên 500 triệu", "gần 40 triệu", "", "11 tấn xi măng"]
    assert "https" not in str(section.tables)
    totals = section.tables[0].totals or []
    assert totals[3:5] == [75_000_000, 12]
    assert totals[-1] == "cùng các khoản chỉ nêu bằng lời: ít nhất 575.000.000 đồng"


def test_the_states_money_is_thanked_for_nowhere() -> None:
    budget = Contribution("Ngân sách cấp trên", "materials", amount_vnd=3_125_000_000)
    section = told_of_gifts(budget, Contribution("A", "money", amount_vnd=5))
    assert len(section.tables[0].rows) == 1
    assert section.paragraphs == [
        "Có 01 đơn vị, cá nhân đóng góp: tiền 5 đồng.",
        "Ngoài ra, ngân sách nhà nước đã cấp 3.125.000.000 đồng; khoản này không phải là đóng góp "
        "nên không tính ở trên.",
    ]


@pytest.mark.parametrize(
    ("stated", "drawn", "told"),
    [
        (200, {}, "dài 200 m, "),
        (None, {"a": 300.4}, "dài 300 m đo trên bản đồ, "),
        (None, {}, "mốc, kinh phí"),
    ],
)
def test_the_length_of_the_access_roads_says_where_it_is_from(
    stated: int | None, drawn: dict[str, float], told: str
) -> None:
    sums = roads_summary([road(uuid="a", length_m=stated, cost_vnd=9)], DAY, drawn)
    section = works.roads_section(changed(full(), roads=sums, roads_by_funding=[]), "vi")
    assert told in section.paragraphs[0]


def test_a_length_may_be_stated_in_part() -> None:
    roads = [road(uuid="a"), road(uuid="b", length_m=200)]
    sums = roads_summary(roads, DAY, {"a": 100})
    section = works.roads_section(changed(full(), roads=sums, roads_by_funding=[]), "vi")
    assert "dài 300 m (trong đó 100 m đo trên bản đồ)" in section.paragraphs[0]
