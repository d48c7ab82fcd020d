"""What the receipt says of a survey that contradicts another one of the same day."""

from __future__ import annotations

import pytest

from mocgioi.outputs import receipts
from mocgioi.tracker import Tracker

HEADER = "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Tình trạng đường,Người kiểm tra,Minh họa\n"


def survey(clerk: Tracker, name: str, condition: str, road: str) -> str:
    """Take in what one patrol saw of 1116 on one day, and return the receipt as text."""
    path = clerk.store.path.with_name(f"{name}.csv")
    row = f"1116,2026-03-02,{condition},{road},{name},có\n"
    path.write_text(HEADER + row, encoding="utf-8")
    return receipts.as_text([clerk.surveys.apply(path)], "vi")


@pytest.fixture
def second(clerk: Tracker) -> str:
    survey(clerk, "tổ 1", "bị mất", "đã xây dựng")
    return survey(clerk, "tổ 2", "nguyên vẹn", "đang thi công")


def test_a_value_that_neither_gives_any_more_is_inconsistent(second: str) -> None:
    assert "Mốc 1116, tình trạng mốc: bị mất → chưa thống nhất (02/03/2026" in second


def test_the_weaker_value_that_counts_meanwhile_is_told_with_what_it_waits_for(second: str) -> None:
    change = "tình trạng đường: đã xây dựng → đang thi công, số liệu chưa thống nhất (02/03/2026"
    assert change in second


def test_the_alarm_that_is_contradicted_is_told_with_the_file_that_says_it(second: str) -> None:
    assert second.startswith("CÓ THỂ PHẢI BÁO NGAY: 01 trường hợp")
    assert "1116 (bị mất, 02/03/2026; tổ 1.csv, dòng 2; chờ quyết định" in second


def test_the_document_of_the_receipt_says_it_too(clerk: Tracker) -> None:
    survey(clerk, "tổ 1", "bị mất", "đã xây dựng")
    path = clerk.store.path.with_name("tổ 2.csv")
    path.write_text(HEADER + "1116,2026-03-02,nguyên vẹn,,tổ 2,có\n", encoding="utf-8")
    entry = clerk.surveys.apply(path).as_dict("vi")
    (move,) = entry["moves"]
    assert (move["before"], move["after"], move["contested"]) == ("missing", None, True)
    assert [alarm["file"] for alarm in entry["perhaps_at_once"]] == ["tổ 1.csv"]


def test_the_row_that_is_weaker_is_told_as_contradicting_as_well(clerk: Tracker) -> None:
    survey(clerk, "tổ 1", "nguyên vẹn", "đã xây dựng")
    told = survey(clerk, "tổ 2", "nguyên vẹn", "đang thi công")
    assert "dòng này ghi «đang thi công», còn" in told
    assert clerk.figures.status()["by_status"]["under_construction"] == 1
