"""From the map's own form, on a phone without network, to the store and to a new map."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mocgioi.outputs.audience import Audience
from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests.browser import Browser, Tab, TabOpener
from tests.outputs.map.phone import PRESENT, Phone
from tests.pictures import jpeg

pytestmark = pytest.mark.browser

YESTERDAY = (date.fromisoformat(today()) - timedelta(days=1)).isoformat()
NOTE = '=HYPERLINK("x"); «mốc» nghiêng\nkhông rõ, -5 m'


def framed(browser: Browser, name: str) -> Tab:
    """Return the page in a frame, which is a process of its own where it is a sandbox."""
    targets = browser.call("Target.getTargets", {})["targetInfos"]
    (target,) = [t for t in targets if t["type"] == "iframe" and t["url"].endswith(name)]
    return browser.attached(target["targetId"])


def state_of(demo: Tracker, number: str) -> dict[str, Any]:
    frame = demo.frame("markers")
    row = frame[frame["number"] == number].iloc[0]
    return {aspect: row[aspect] for aspect in ("road_status", "marker_condition")}


def unbuilt(demo: Tracker) -> str:
    """Return a marker that has no road and is intact."""
    frame = demo.frame("markers")
    rows = frame[(frame.road_status == "none") & (frame.marker_condition == "intact")]
    return str(rows.iloc[3]["number"])


def test_a_survey_goes_from_the_map_to_the_store_and_to_a_new_map(
    demo: Tracker, phone: Phone, tmp_path: Path
) -> None:
    number = unbuilt(demo)
    phone.begin(number)
    phone.choose(0, "under_construction")
    phone.choose(2, "displaced")
    assert "BÁO NGAY" in phone.text()
    assert "Luật Biên giới quốc gia 2003, Điều 29" in phone.text()
    phone.write("textarea", NOTE)
    phone.stand_at(number)
    phone.tap("Lấy vị trí của máy", ".mg-form")
    phone.wait(f"{PRESENT}.innerText.includes('sai số')")
    shot = tmp_path / "IMG_1.jpg"
    shot.write_bytes(
        jpeg(taken=f"{today().replace('-', ':')} 07:40:00", orientation=6, size=(2400, 1200))
    )
    phone.add_photo(shot)
    table, photo = phone.send()

    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with Image.open(photo) as picture:
        assert picture.size == (800, 1600)
        assert picture.getexif()[0x0112] == 1
    receipt = demo.surveys.apply(table)
    counts = (receipt.read, receipt.applied, receipt.queued, receipt.rejected)
    assert counts == (1, 1, 0, 0)
    assert not [f for f in receipt.findings if f.severity == "error"]
    assert receipt.report_at_once == [(number, "displaced")]
    assert (receipt.photos_stored, receipt.photos_missing) == (1, 0)
    assert state_of(demo, number) == {
        "road_status": "under_construction",
        "marker_condition": "displaced",
    }
    history = demo.show(number)["history"]
    assert NOTE in [entry["value"] for entry in history if entry["aspect"] == "note"]

    again = demo.surveys.apply(table)
    assert (again.applied, again.queued) == (0, 0)

    fresh = tmp_path / "new.html"
    fresh.write_text(demo.maps.page(), encoding="utf-8", newline="\n")
    phone.tab.open(fresh)
    phone.tab.js(f"void mocgioi.page.select(mocgioi.page.model.register.rowOf({number!r}))")
    card = phone.tab.js("document.querySelector('.mg-card').innerText")
    assert "Đang thi công" in card
    assert "BÁO NGAY" in card
    assert phone.tab.errors == []


def test_a_change_made_meanwhile_is_not_overwritten_and_waits(demo: Tracker, phone: Phone) -> None:
    number = unbuilt(demo)
    demo.set(number, road_status="built", on=YESTERDAY)
    phone.begin(number)
    phone.choose(0, "under_construction")
    receipt = demo.surveys.apply(phone.send()[0])
    assert (receipt.read, receipt.applied, receipt.queued) == (1, 0, 1)
    assert state_of(demo, number)["road_status"] == "built"
    (waiting,) = [c for c in demo.decisions.disagreements()["conflicts"] if c["marker"] == number]
    assert waiting["reason"] == "held"


def test_a_draft_is_there_again_when_the_page_is_opened_anew_in_another_language(
    phone: Phone,
) -> None:
    phone.begin("1117")
    phone.write("textarea", "cỏ mọc kín")
    phone.wait(f"{PRESENT}.innerText.includes('Đã lưu nháp')")
    phone.tab.call("Page.navigate", url="about:blank")
    phone.tab.open(phone.page, "lang=en&tab=tools")
    phone.tab.js("mocgioi.page.surveying.drafts.ready.then(() => 1)")
    phone.tab.js("mocgioi.page.openTab('tools')")
    phone.tap("Go on: Marker 1117", ".mg-drafts")
    assert phone.tab.js(f"{PRESENT}.querySelector('textarea').value") == "cỏ mọc kín"
    phone.tab.js("mocgioi.page.state.set({lang: 'vi'})")
    assert phone.tab.js(f"{PRESENT}.querySelector('textarea').value") == "cỏ mọc kín"
    assert "Phiếu kiểm tra mốc 1117" in phone.text()


def test_where_the_page_may_not_store_it_says_so_and_saves_at_once(
    demo: Tracker, phone: Phone
) -> None:
    number = unbuilt(demo)
    around = phone.page.with_name("around.html")
    around.write_text(
        '<iframe sandbox="allow-scripts allow-downloads" src="map.html" width=390 height=800>'
        "</iframe>",
        encoding="utf-8",
    )
    phone.tab.open(around)
    frame = framed(phone.tab.browser, "map.html")
    frame.js(
        "mocgioi.page.surveying.drafts.ready.then(() => { mocgioi.page.surveying.open("
        f"mocgioi.page.model.register.rowOf({number!r})); return 1; }})"
    )
    frame.js(
        "(box => { box.value = 'none'; box.dispatchEvent(new Event('change')); })"
        "(document.querySelector('.mg-form select'))"
    )
    frame.js(
        "(box => { box.value = 'Tổ 3'; box.dispatchEvent(new Event('input')); })"
        "(document.querySelector('.mg-form [name=observer]'))"
    )
    shown = frame.js("document.querySelector('.mg-form').innerText")
    assert "CHƯA LƯU" in shown
    assert "Lưu thành tệp ngay" in shown
    leaves = "(leaving => { dispatchEvent(leaving); return leaving.defaultPrevented; })"
    assert frame.js(f"{leaves}(new Event('beforeunload', {{cancelable: true}}))")
    frame.js("document.querySelector('.mg-form-end .mg-main').click()")
    name = frame.js("document.querySelector('.mg-file').textContent").partition(" · ")[0]
    frame.js("document.querySelector('.mg-file').click()")
    phone.wait_for(phone.saved / name)
    receipt = demo.surveys.apply(phone.saved / name)
    assert (receipt.read, receipt.rejected) == (1, 0)
    assert not frame.js(f"{leaves}(new Event('beforeunload', {{cancelable: true}}))")


def test_table_and_photographs_are_shared_together_ten_at_a_time(phone: Phone) -> None:
    phone.tab.js(
        "window.shared = []; navigator.canShare = ({files}) => files.length <= 10;"
        "navigator.share = async ({files}) => { shared.push(files.map(own => own.type)); }; 0"
    )
    phone.begin("1117")
    phone.choose(0, "none")
    phone.tab.js(
        "(draft => { for (let at = 0; at < 11; at += 1) draft.photos.push({blob: new Blob(['x'],"
        " {type: 'image/jpeg'}), ending: 'jpg', taken_on: null}); })(mocgioi.page.surveying.draft)"
    )
    phone.tap("Gửi phiếu này", ".mg-form")
    phone.tap("Chia sẻ tệp 1–10 trong 12", ".mg-form")
    assert "Còn 2 tệp" in phone.text()
    phone.tap("Chia sẻ tệp 11–12 trong 12", ".mg-form")
    assert phone.tab.js("shared") == [
        ["text/csv", *["image/jpeg"] * 9],
        ["image/jpeg", "image/jpeg"],
    ]
    assert "Đã gửi hoặc lưu 1 phiếu" in phone.text()


def test_what_is_no_survey_yet_is_told_and_stays(phone: Phone) -> None:
    phone.begin("1117")
    phone.write("textarea", "chưa tới nơi")
    phone.tap("Gửi phiếu này", ".mg-form")
    assert "Mốc 1117: Chưa ghi tình trạng nào và chưa có ảnh." in phone.text()
    assert phone.tab.js(f"{PRESENT}.querySelectorAll('.mg-file').length") == 0
    assert phone.tab.js("mocgioi.page.surveying.drafts.list()[0].note") == "chưa tới nơi"


def test_a_day_to_come_is_not_taken(phone: Phone) -> None:
    phone.begin("1117")
    phone.choose(0, "none")
    phone.tab.js(
        "(box => { box.value = '2999-01-31'; box.dispatchEvent(new Event('input')); })"
        f"({PRESENT}.querySelector('input[type=date]'))"
    )
    assert "tương lai" in phone.text()
    phone.tap("Gửi phiếu này", ".mg-form")
    assert phone.tab.js(f"{PRESENT}.querySelectorAll('.mg-file').length") == 0


def test_typed_metres_are_told_back_in_degrees(phone: Phone) -> None:
    phone.begin("1117")
    phone.write(".mg-field .mg-field input", "E 444152,8  N 2430512,8")
    assert "vĩ độ 21,97062" in phone.text()
    assert "kinh độ 106,71112" in phone.text()
    phone.write(".mg-field .mg-field input", " abc")
    assert "Chưa hiểu tọa độ này" in phone.text()
    phone.choose(0, "none")
    phone.tap("Gửi phiếu này", ".mg-form")
    assert "Mốc 1117: Chưa hiểu tọa độ này" in phone.text()


def test_a_photograph_removed_by_a_wrong_press_comes_back(phone: Phone, tmp_path: Path) -> None:
    phone.begin("1117")
    shot = tmp_path / "IMG_1.jpg"
    shot.write_bytes(jpeg(taken="2025:01:02 07:40:00"))
    phone.add_photo(shot)
    assert "Ảnh chụp ngày 02/01/2025, khác ngày kiểm tra" in phone.text()
    names = "mocgioi.surveyFiles(mocgioi.page.model, [mocgioi.page.surveying.draft])[1].name"
    assert phone.tab.js(names).startswith("1117-2025-01-02-")
    phone.tap("Bỏ ảnh 1", ".mg-form")
    phone.tap("Lấy lại", ".mg-form")
    assert phone.tab.js("mocgioi.page.surveying.draft.photos.length") == 1


@pytest.mark.parametrize(("audience", "count"), [("full", 1), ("internal", 1), ("public", 0)])
def test_who_sees_no_marker_has_no_form_and_no_drafts(
    demo: Tracker, open_tab: TabOpener, tmp_path: Path, audience: Audience, count: int
) -> None:
    page = tmp_path / "map.html"
    page.write_text(demo.maps.page(audience=audience), encoding="utf-8", newline="\n")
    tab = open_tab()
    tab.open(page)
    tab.js("void mocgioi.page.openTab('tools')")
    assert tab.js("document.querySelectorAll('.mg-form').length") == count
    assert tab.js("document.querySelectorAll('.mg-drafts').length") == count
    tab.js("mocgioi.page.surveying.drafts.ready.then(() => 1)")
    assert int(tab.js("Boolean(mocgioi.page.surveying.drafts.database)")) == count
    assert tab.errors == []


def test_back_closes_the_form_and_keeps_what_was_typed(phone: Phone) -> None:
    phone.begin("1117")
    phone.write("textarea", "cỏ mọc kín")
    phone.wait("history.state.mocgioi === 2")
    phone.tab.js("history.back()")
    phone.wait(f"{PRESENT}.hidden")
    assert phone.tab.js("mocgioi.page.card.open")
    phone.tap("Ghi tiếp phiếu đang dở", ".mg-card")
    assert phone.tab.js(f"{PRESENT}.querySelector('textarea').value") == "cỏ mọc kín"


def test_what_the_map_showed_is_of_its_own_day_whatever_day_is_looked_at(phone: Phone) -> None:
    shown = "mocgioi.page.surveying.open(0) || JSON.stringify(mocgioi.page.surveying.draft.shown)"
    before = phone.tab.js(shown)
    phone.tab.js("mocgioi.page.state.set({day: '2019-01-01'})")
    assert phone.tab.js(shown) == before


def test_a_form_from_which_all_was_taken_out_again_is_no_draft(phone: Phone) -> None:
    phone.begin("1117")
    phone.choose(0, "none")
    phone.wait("document.querySelector('.mg-tab[data-drafts=\"1\"]') !== null")
    phone.choose(0, "")
    phone.tap("Để sau", ".mg-form")
    assert phone.tab.js("mocgioi.page.surveying.drafts.list().length") == 0
