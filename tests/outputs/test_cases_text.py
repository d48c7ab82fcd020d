"""Alarms and cases in words: what is said, where it stands, what is lacking, and what was done."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.documents.cases import AlarmFacts, CaseEntry
from mocgioi.domain.alarms import LACKS
from mocgioi.domain.cases import REMARKS, STEPS, WITHIN_DAYS
from mocgioi.errors import Language
from mocgioi.outputs import alarms, cases_text
from mocgioi.outputs.map.alarms import alarm_items, case_items

LANGUAGES: tuple[Language, ...] = ("vi", "en")


def alarm(**changes: Any) -> AlarmFacts:
    facts: dict[str, Any] = {
        "id": "a" * 32,
        "number": None,
        "written": "1461",
        "condition": None,
        "words": "ông Thử bảo mốc đổ",
        "observed_on": "2025-11-05",
        "recorded_at": "2025-11-06T03:00:00.000Z",
        "observer": "Hoàng Văn Thử",
        "batch": "b1",
        "file": "phieu.csv",
        "sheet": "Sheet1",
        "row": 17,
        "lacks": ["marker", "rejected"],
        "reasons": ["marker-unknown", "submission-rejected"],
    }
    facts.update(changes)
    return facts  # type: ignore[return-value]


def entry(**changes: Any) -> CaseEntry:
    facts: dict[str, Any] = {
        "subject": "1116",
        "number": "1116",
        "condition": "missing",
        "alarm": None,
        "open": True,
        "found_on": "2025-11-05",
        "found_by": "Hoàng Văn Thử",
        "alarms": [alarm(number="1116", written=None, condition="missing", lacks=[])],
        "steps": [
            {
                "step": "reported",
                "day": "2025-11-07",
                "to": "Sở Ngoại vụ",
                "document": "12/BC",
                "why": None,
                "by": "A",
                "recorded_at": "2025-11-07T03:00:00.000Z",
                "seen": False,
            }
        ],
        "due": {"step": "notified", "until": "2025-11-17", "overdue_days": 3, "not_before": None},
        "notice_days": None,
        "remarks": ["late-report"],
        "history": [],
    }
    facts.update(changes)
    return facts  # type: ignore[return-value]


def test_a_row_is_told_with_its_place_and_what_it_lacks() -> None:
    assert alarms.row_item(alarm(), "vi") == (
        "«1461» («ông Thử bảo mốc đổ», 05/11/2025; phieu.csv, trang «Sheet1», dòng 17; «1461» "
        "không có trong sổ đăng ký mốc, dòng bị loại (phiếu đã bị từ chối))"
    )


def test_more_rows_of_one_case_are_counted() -> None:
    item = alarms.possible_item(
        {"subject": "1116", "number": "1116", "alarms": [alarm(number="1116"), alarm(), alarm()]},
        "vi",
    )
    assert item.startswith("1116 (")
    assert item.endswith("; và 2 dòng khác)")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("lack", LACKS)
def test_everything_that_can_be_lacking_is_said(lack: str, lang: Language) -> None:
    assert alarms.lacking(alarm(lacks=[lack], written=None), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("step", WITHIN_DAYS)
def test_every_step_that_can_be_due_is_said(step: str, lang: Language) -> None:
    due: Any = {"step": step, "until": "2025-11-17", "overdue_days": 0, "not_before": None}
    assert ("17/11/2025" if lang == "vi" else "17 November 2025") in cases_text.due_text(due, lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("remark", REMARKS)
def test_everything_odd_about_days_is_said(remark: str, lang: Language) -> None:
    assert cases_text.remarks(entry(remarks=[remark], notice_days=4), lang)[0]


def test_how_late_a_report_came_is_counted() -> None:
    assert cases_text.remarks(entry(), "vi") == ["báo cáo muộn 2 ngày"]
    assert cases_text.remarks(entry(found_on="2022-09-17"), "vi") == ["báo cáo muộn 1.147 ngày"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_step_is_told_with_its_day(lang: Language) -> None:
    for step in (*STEPS, "closed", "dismissed"):
        done: Any = {**entry()["steps"][0], "step": step}
        assert cases_text.day_text(done, lang) in cases_text.step_text(done, lang)


def test_a_long_text_from_outside_is_cut_and_stands_on_one_line() -> None:
    item = alarms.row_item(alarm(words="mốc đổ\n" * 500, written="9" * 500), "vi")
    assert "\n" not in item
    assert len(item) < 600


def test_what_an_edition_for_others_shows_names_nobody() -> None:
    possible = entry(alarm="possible", alarms=[alarm(number="1116")])
    (item,) = alarm_items([possible])
    (case,) = case_items([possible])
    shown = " ".join([*item["plain"].values(), *case["plain"].values()])
    for secret in ("Thử", "phieu.csv", "17;", "Sở Ngoại vụ", "12/BC", "1461"):
        assert secret not in shown
    assert "05/11/2025" in shown
    whole = " ".join([item["text"]["vi"], case["text"]["vi"]])
    assert all(part in whole for part in ("Thử", "phieu.csv", "Sở Ngoại vụ", "12/BC"))
