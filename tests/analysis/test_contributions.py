"""Who gave what, as a day counts it."""

from __future__ import annotations

import pytest

from mocgioi.analysis.figures.contributions import contributions_roll
from mocgioi.documents.works import Contributions
from mocgioi.domain.projects import Contribution, Project
from tests.documents import closed


def test_one_name_in_two_spellings_is_one_donor() -> None:
    gifts = [Contribution(name, "money", amount_vnd=1) for name in ("ÔNG ĐẶNG", "Ông Đặng")]
    assert contributions_roll(gifts, [], "2023-12-31")["donors"] == 1


def test_a_gift_of_nobody_named_is_no_donor_and_stands_last() -> None:
    gifts = [Contribution("", "labour", working_days=5), Contribution("A", "money", amount_vnd=5)]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert (roll["donors"], [entry["donor"] for entry in roll["entries"]]) == (1, ["A", ""])


def test_a_gift_names_its_project_and_the_markers_that_serves() -> None:
    project = Project("p", "Đường 1116", serves=("1116", "1117"))
    gifts = [Contribution("A", "money", "p", amount_vnd=5), Contribution("B", "money")]
    roll = contributions_roll(gifts, [project], "2023-12-31")
    closed.require(Contributions, roll)
    assert [(gift["project_name"], gift["serves"]) for gift in roll["entries"]] == [
        ("Đường 1116", ["1116", "1117"]),
        (None, []),
    ]


def test_gifts_of_a_donor_stand_by_project_those_of_none_first_then_by_kind() -> None:
    projects = [Project("p", "B"), Project("q", "A")]
    gifts = [
        Contribution("A", "money", "p"),
        Contribution("A", "labour", "p"),
        Contribution("A", "money", "q"),
        Contribution("A", "money"),
    ]
    roll = contributions_roll(gifts, projects, "2023-12-31")
    assert [(gift["project_name"], gift["kind"]) for gift in roll["entries"]] == [
        (None, "money"),
        ("A", "money"),
        ("B", "labour"),
        ("B", "money"),
    ]


def test_a_gift_that_comes_later_does_not_hide_those_after_it() -> None:
    gifts = [Contribution("A", "money", "p"), Contribution("B", "money")]
    roll = contributions_roll(gifts, [Project("p", "P", started_on="2024-01-02")], "2023-12-31")
    assert [gift["donor"] for gift in roll["entries"]] == ["B"]


def test_what_is_shown_of_gifts_adds_up() -> None:
    gifts = [
        Contribution("A", "labour", amount_vnd=300, working_days=1.5),
        Contribution("B", "money", amount_vnd=7, working_days=2),
    ]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert (roll["amount_vnd"], roll["working_days"], roll["labour_vnd"]) == (307, 3.5, 300)


def test_donors_stand_in_the_vietnamese_alphabet() -> None:
    gifts = [Contribution(name, "money") for name in ("Đoàn", "Ân", "Dân", "Ăn", "An", "Đồng")]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert [entry["donor"] for entry in roll["entries"]] == [
        "An",
        "Ăn",
        "Ân",
        "Dân",
        "Đoàn",
        "Đồng",
    ]


def test_money_materials_and_days_are_three_sums() -> None:
    gifts = [
        Contribution("A", "money", amount_vnd=50),
        Contribution("B", "materials", amount_vnd=7),
        Contribution("B", "labour", working_days=12),
        Contribution("A", "labour", working_days=0.5),
        Contribution("C", "money"),
    ]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert (roll["money_vnd"], roll["materials_vnd"], roll["working_days"]) == (50, 7, 12.5)
    assert (roll["donors"], roll["without_amount"], roll["amount_vnd"]) == (3, 1, 57)


def test_a_gift_to_a_project_that_had_not_begun_is_not_counted_yet() -> None:
    projects = [Project("p", "P", started_on="2024-01-02")]
    gifts = [Contribution("A", "money", "p", amount_vnd=50)]
    assert contributions_roll(gifts, projects, "2023-12-31")["entries"] == []
    assert contributions_roll(gifts, projects, "2024-01-02")["money_vnd"] == 50


@pytest.mark.parametrize("donor", ["ngân sách cấp trên", "Ngân sách tỉnh", "NSNN"])
def test_the_states_money_is_no_contribution(donor: str) -> None:
    gifts = [
        Contribution(donor, "materials", amount_vnd=3_125),
        Contribution("A", "money", amount_vnd=5),
    ]
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert ([gift["donor"] for gift in roll["entries"]], roll["donors"]) == (["A"], 1)
    assert (roll["materials_vnd"], roll["amount_vnd"], roll["from_budget_vnd"]) == (0, 5, 3_125)
    assert [gift["donor"] for gift in roll["from_budget"]] == [donor]


def test_words_are_added_as_the_least_they_name_and_roughly_is_not() -> None:
    words = {
        "trên 500 triệu": 500_000_000,
        "hơn 1,5 tỷ": 1_500_000_000,
        "gần 400 triệu": None,
        "khoảng 50 triệu": None,
        "MTTQ tỉnh": None,
    }
    gifts = [Contribution("A", "money", words=said) for said in words]
    gifts.append(Contribution("", "labour", words="trên 600 ngày công"))
    gifts.append(Contribution("B", "money", amount_vnd=7, words="trên 5 triệu"))
    roll = contributions_roll(gifts, [], "2023-12-31")
    assert [g["at_least_vnd"] for g in roll["entries"] if g["donor"] == "A"] == list(words.values())
    assert roll["at_least"] == {
        "gifts": 3,
        "money_vnd": 2_000_000_000,
        "materials_vnd": 0,
        "labour_vnd": 0,
        "working_days": 600,
    }
    assert (roll["money_vnd"], roll["about"], roll["without_amount"]) == (7, 2, 1)


@pytest.mark.parametrize(
    "donor",
    [
        *("Vốn ngân sách tỉnh", "Nguồn ngân sách nhà nước", "NS tỉnh", "Vốn NSTW", "NSNN"),
        *("Ngân sách tỉnh, huyện", "Ngân sách trung ương và ngân sách tỉnh", "Vốn đầu tư công"),
    ],
)
def test_money_of_the_state_is_no_contribution_whatever_it_is_called(donor: str) -> None:
    roll = contributions_roll([Contribution(donor, "money", amount_vnd=7)], [], "2023-12-31")
    assert (roll["amount_vnd"], roll["from_budget_vnd"]) == (0, 7)


@pytest.mark.parametrize("donor", ["Nguyễn Văn Ngân", "Công ty NST", "Ban Quản lý", "Xã Ba Sơn"])
def test_a_donor_that_only_sounds_so_is_a_donor(donor: str) -> None:
    roll = contributions_roll([Contribution(donor, "money", amount_vnd=7)], [], "2023-12-31")
    assert (roll["amount_vnd"], roll["from_budget_vnd"]) == (7, 0)


def test_what_a_budget_and_others_gave_together_is_named_and_not_added() -> None:
    gift = Contribution("Ngân sách xã và nhân dân đóng góp", "money", amount_vnd=5_000_000)
    roll = contributions_roll([gift], [], "2023-12-31")
    [entry] = roll["entries"]
    assert (roll["amount_vnd"], roll["from_budget_vnd"], roll["without_amount"]) == (0, 0, 1)
    assert entry["words"] == "cả ngân sách: 5.000.000 đồng"
