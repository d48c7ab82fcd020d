from __future__ import annotations

from mocgioi.intake import take_contributions, take_projects, take_published
from mocgioi.sources import Cell
from tests.intake import world


def test_a_project_serves_many_markers_and_keeps_its_words() -> None:
    header = ("markers", "n_markers", "post", "cost_vnd", "cost_text", "start", "finish", "funding")
    row = (
        "1100;1101 và 1102",
        3,
        "Pò Mã",
        1800000000,
        "hơn 1,8 tỷ",
        "2024-05",
        "22/11/2024",
        "QĐ 1934/QĐ-UBND",
    )
    (project,) = take_projects(world.raw_file(header, [row]), known=world.FULL).entries
    assert project.serves == ("1100", "1101", "1102")
    assert (project.post, project.funding, project.completed_on) == (
        "po-ma",
        "scheme",
        "2024-11-22",
    )
    assert project.started_on is None
    assert project.words == "hơn 1,8 tỷ; start: 2024-05"


def test_a_made_code_is_the_same_each_time() -> None:
    raw = world.raw_file(("markers",), [("1100",), ("(22 roads)",)])
    codes = [p.code for p in take_projects(raw, known=world.FULL).entries]
    assert (
        codes
        == [p.code for p in take_projects(raw, known=world.FULL).entries]
        == ["P-1100", "P-22-roads"]
    )


def test_a_donor_gives_money_materials_or_labour() -> None:
    rows = [
        ("Agribank", "tiền", "50 triệu", None),
        ("Dân", "ngày công", None, 120),
        ("A", "lời", None, None),
    ]
    header = ("donor", "kind", "amount_vnd", "working_days")
    taken = take_contributions(world.raw_file(header, rows), known=world.FULL)
    assert [(c.kind, c.amount_vnd, c.working_days) for c in taken.entries] == [
        ("money", 50_000_000, None),
        ("labour", None, 120.0),
    ]
    assert taken.rejected[0].codes == ("contribution-kind",)


def test_a_published_figure_says_whether_its_day_was_inferred() -> None:
    rows: list[tuple[Cell, ...]] = [
        ("markers_with_road", 223, 459, "2023-12-31", "true"),
        ("roads", "nhiều", None, None, None),
    ]
    header = ("measure", "value", "denominator", "as_of", "as_of_inferred")
    taken = take_published(world.raw_file(header, rows), known=world.FULL)
    (figure,) = taken.entries
    assert (figure.value, figure.denominator, figure.as_of_inferred) == (223, 459, True)
    assert taken.rejected[0].codes == ("figure-invalid",)


def test_an_amount_in_words_stays_words_and_it_is_told() -> None:
    rows: list[tuple[Cell, ...]] = [
        ("A", "tiền", "trên 500 triệu", None),
        ("B", "tiền", "gần 40", None),
        ("C", "tiền", "2.500", None),
        ("D", "ngày công", None, "trên 600"),
    ]
    header = ("donor", "kind", "Số tiền (triệu đồng)", "working_days")
    taken = take_contributions(world.raw_file(header, rows), known=world.FULL)
    assert [(c.amount_vnd, c.working_days, c.words) for c in taken.entries] == [
        (None, None, "trên 500 triệu"),
        (None, None, "gần 40 triệu"),
        (2_500_000_000, None, None),
        (None, None, "trên 600 ngày công"),
    ]
    assert [finding.code for finding in taken.findings] == ["amount-in-words"] * 3


def test_a_project_keeps_the_words_of_a_rough_cost() -> None:
    raw = world.raw_file(("markers", "cost_vnd"), [("1100", "hơn 1,8 tỷ"), ("1101", "2 tỷ")])
    costs = [(p.cost_vnd, p.words) for p in take_projects(raw, known=world.FULL).entries]
    assert costs == [(1_800_000_000, "hơn 1,8 tỷ"), (2_000_000_000, None)]


def test_a_gift_of_a_budget_and_others_together_is_told() -> None:
    rows: list[tuple[Cell, ...]] = [("Ngân sách xã, nhân dân", "tiền", 5), ("A", "tiền", 5)]
    raw = world.raw_file(("donor", "kind", "amount_vnd"), rows)
    taken = take_contributions(raw, known=world.FULL)
    assert [(f.code, f.row) for f in taken.findings] == [("contribution-mixed", 2)]
