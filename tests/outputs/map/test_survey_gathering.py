"""Positions and photographs that come to a survey after something else was done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.outputs.map.phone import PRESENT, Phone

pytestmark = pytest.mark.browser

DRAFT = "mocgioi.page.surveying.draft"
LIST = "mocgioi.page.surveying.drafts.list()"
LEAVES = (
    "(leaving => { dispatchEvent(leaving); return leaving.defaultPrevented; })"
    "(new Event('beforeunload', {cancelable: true}))"
)


@pytest.fixture
def slow(phone: Phone) -> Phone:
    """A phone that answers for position and photographs when it is told to."""
    phone.tab.js(
        "window.done = []; mocgioi.reducedPhoto = () => new Promise(take => done.push("
        "() => take({blob: new Blob(['x'], {type: 'image/jpeg'}), ending: 'jpg', taken_on: null}"
        ")));"
        "navigator.geolocation.getCurrentPosition = (found, failed) =>"
        " { window.found = found; window.failed = failed; }; 0"
    )
    phone.begin("1117")
    phone.choose(0, "none")
    return phone


def choose_photos(phone: Phone, count: int) -> None:
    phone.tab.js(
        "(input => { const chosen = new DataTransfer();"
        f" for (let at = 0; at < {count}; at += 1) chosen.items.add(new File(['x'], at + '.jpg'));"
        " input.files = chosen.files; input.dispatchEvent(new Event('change')); })"
        "(document.querySelector('.mg-add-photos input'))"
    )


def read_one(phone: Phone) -> None:
    phone.wait("done.length > 0")
    phone.tab.js("done.shift()(); new Promise(next => setTimeout(next, 20))")


def test_what_is_sent_waits_for_the_photographs_that_are_being_read(slow: Phone) -> None:
    choose_photos(slow, 2)
    slow.tap("Gửi phiếu này", ".mg-form")
    assert "Đang thu nhỏ ảnh" in slow.text()
    assert slow.tab.js(f"{PRESENT}.querySelectorAll('.mg-file').length") == 0
    read_one(slow)
    read_one(slow)
    assert slow.tab.js(f"{PRESENT}.querySelectorAll('.mg-file').length") == 3


def test_what_comes_to_a_survey_that_was_sent_makes_it_unsent(slow: Phone) -> None:
    slow.tap("Lấy vị trí của máy", ".mg-form")
    slow.send()
    assert slow.tab.js(f"{LIST}[0].sent_at !== null")
    slow.tab.js("found({coords: {latitude: 21.97, longitude: 106.7, accuracy: 5}})")
    assert slow.tab.js(f"{LIST}[0].sent_at") is None


def test_photographs_that_are_being_read_keep_the_page_and_are_not_said_to_be_kept(
    slow: Phone,
) -> None:
    slow.wait(f"{PRESENT}.innerText.includes('Đã lưu nháp')")
    assert not slow.tab.js(LEAVES)
    choose_photos(slow, 1)
    slow.wait("mocgioi.page.surveying.drafts.areSafe")
    assert "Đã lưu nháp" not in slow.text()
    assert slow.tab.js(LEAVES)
    read_one(slow)
    slow.wait(f"{PRESENT}.innerText.includes('Đã lưu nháp')")
    assert not slow.tab.js(LEAVES)


def test_a_position_that_comes_late_does_not_replace_a_typed_one(slow: Phone) -> None:
    slow.tap("Lấy vị trí của máy", ".mg-form")
    slow.write(".mg-field .mg-field input", "21,970622; 106,711123")
    slow.tab.js("found({coords: {latitude: 20, longitude: 105, accuracy: 5}})")
    assert slow.tab.js(f"{DRAFT}.place.latitude") == pytest.approx(21.970622)
    slow.tap("Lấy vị trí của máy", ".mg-form")
    slow.tab.js("failed({code: 2})")
    assert "Hiểu là: vĩ độ 21,970622" in slow.text()


def test_what_was_begun_before_the_language_changed_comes_to_the_form_that_stands(
    slow: Phone,
) -> None:
    choose_photos(slow, 1)
    slow.tap("Lấy vị trí của máy", ".mg-form")
    slow.tab.js("mocgioi.page.state.set({lang: 'en'})")
    read_one(slow)
    slow.tab.js("found({coords: {latitude: 21.97, longitude: 106.7, accuracy: 5}})")
    assert slow.tab.js(f"{PRESENT}.querySelectorAll('.mg-form-photos img').length") == 1
    assert "latitude 21.97" in slow.text()


def test_a_deleted_survey_does_not_come_back(slow: Phone) -> None:
    choose_photos(slow, 1)
    slow.tap("Lấy vị trí của máy", ".mg-form")
    slow.tap("Xóa phiếu", ".mg-form")
    slow.tap("Xóa hẳn", ".mg-form")
    read_one(slow)
    slow.tab.js("found({coords: {latitude: 21.97, longitude: 106.7, accuracy: 5}})")
    assert slow.tab.js(f"{LIST}.length") == 0


def test_what_is_no_picture_is_no_photograph(phone: Phone, tmp_path: Path) -> None:
    """Whatever its name says."""
    phone.begin("1117")
    for name, content in (("a.jpg", b"text"), ("b.jpg", b"")):
        (tmp_path / name).write_bytes(content)
        phone.choose_photo(tmp_path / name)
        phone.wait(f"{PRESENT}.innerText.includes('Không đọc được: {name}')")
    assert phone.tab.js(f"{DRAFT}.photos.length") == 0
