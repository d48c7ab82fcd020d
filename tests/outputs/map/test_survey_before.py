"""What a survey says was seen before it, and what it warns of on the spot."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests.outputs.map.phone import PRESENT, Phone

pytestmark = pytest.mark.browser

YESTERDAY = date.fromisoformat(today()) - timedelta(days=1)
WRONG = f"[...{PRESENT}.querySelectorAll('.mg-wrong')].map(own => own.textContent).join()"


def write_day(phone: Phone, day: str) -> None:
    phone.tab.js(
        f"(box => {{ box.value = {day!r}; box.dispatchEvent(new Event('input')); }})"
        f"({PRESENT}.querySelector('input[type=date]'))"
    )


def test_a_map_of_a_past_day_sends_nothing_of_what_it_showed(
    demo: Tracker, phone: Phone, tmp_path: Path
) -> None:
    page = tmp_path / "past.html"
    page.write_text(demo.maps.page(as_of="2023-12-31"), encoding="utf-8", newline="\n")
    phone.tab.open(page)
    phone.begin("1117")
    phone.choose(0, "none")
    assert "Bản đồ này là của ngày 31/12/2023" in phone.text()
    assert "Trên bản đồ" not in phone.send()[0].read_text(encoding="utf-8")


def test_a_second_survey_has_seen_what_the_first_one_said(demo: Tracker, phone: Phone) -> None:
    frame = demo.frame("markers")
    number = str(frame[frame["road_status"] == "none"].iloc[3]["number"])
    phone.begin(number)
    phone.choose(0, "under_construction")
    write_day(phone, YESTERDAY.isoformat())
    first = phone.send()[0]
    phone.tap("Quay lại", ".mg-form")
    phone.begin(number)
    phone.choose(0, "built")
    assert f"đã gửi hoặc lưu một phiếu ngày {YESTERDAY:%d/%m/%Y}" in phone.text()
    second = phone.send()[0]
    receipts = [demo.surveys.apply(table) for table in (first, second)]
    assert [(r.applied, r.queued) for r in receipts] == [(1, 0), (1, 0)], receipts


def test_a_survey_without_a_name_is_not_sent(phone: Phone) -> None:
    phone.tab.js("localStorage.removeItem('mocgioi-observer')")
    phone.begin("1117")
    phone.choose(0, "none")
    phone.tap("Gửi phiếu này", ".mg-form")
    assert "Mốc 1117: Chưa ghi người kiểm tra" in phone.text()


def test_the_name_of_a_survey_that_was_sent_stays_when_it_is_deleted(phone: Phone) -> None:
    phone.tab.js("localStorage.removeItem('mocgioi-observer')")
    phone.begin("1117")
    phone.choose(0, "none")
    phone.write("[name=observer]", "Tổ 7")
    phone.send()
    phone.tab.js(
        "(drafts => drafts.remove(drafts.list()[0]))(mocgioi.page.surveying.drafts).then(() => 1)"
    )
    phone.tap("Quay lại", ".mg-form")
    phone.begin("1118")
    assert phone.tab.js(f"{PRESENT}.querySelector('[name=observer]').value") == "Tổ 7"


def test_a_day_long_ago_is_not_taken(phone: Phone) -> None:
    phone.begin("1117")
    phone.choose(0, "none")
    write_day(phone, "1999-12-31")
    assert "trước năm 2000" in phone.tab.js(WRONG)
    phone.tap("Gửi phiếu này", ".mg-form")
    assert phone.tab.js(f"{PRESENT}.querySelectorAll('.mg-file').length") == 0


def test_a_place_far_from_the_marker_is_warned_of(phone: Phone) -> None:
    phone.begin("1117")
    phone.write(".mg-field .mg-field input", "21,5; 106,7")
    assert "kiểm tra lại" in phone.tab.js(WRONG)


def test_who_is_to_pay_for_a_road_that_is_not_built_is_said_to_be_planned(phone: Phone) -> None:
    phone.begin("1117")
    phone.tab.js(
        "(box => { box.value = [...box.options].at(-1).value;"
        " box.dispatchEvent(new Event('change')); })"
        f"([...{PRESENT}.querySelectorAll('select')].at(-1))"
    )
    phone.choose(0, "approved")
    assert "nguồn vốn dự kiến" in phone.text()
    phone.choose(0, "built")
    assert "nguồn vốn dự kiến" not in phone.text()


def test_a_form_does_not_stand_beside_the_card_of_another_marker(phone: Phone) -> None:
    phone.tab.viewport(844, 390, mobile=True)
    phone.begin("1118")
    phone.write("textarea", "cỏ mọc kín")
    phone.tab.js("void mocgioi.page.select(mocgioi.page.model.register.rowOf('1119'))")
    assert phone.tab.js(f"{PRESENT}.hidden")
    phone.tab.js("mocgioi.page.surveying.open(mocgioi.page.model.register.rowOf('1118'))")
    assert phone.tab.js(f"{PRESENT}.querySelector('textarea').value") == "cỏ mọc kín"
