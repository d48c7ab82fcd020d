"""Drafts of surveys in a browser that holds several maps, or one map in several windows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker
from tests.browser import Tab, TabOpener
from tests.outputs.map.phone import PRESENT, Phone
from tests.tracker.conftest import four_markers  # noqa: F401

pytestmark = pytest.mark.browser

READY = "mocgioi.page.surveying.drafts.ready.then(() => 1)"
NOTES = "mocgioi.page.surveying.drafts.list().map(draft => draft.note)"
KEPT = f"{PRESENT}.innerText.includes('Đã lưu nháp')"


def notes_in(tab: Tab, page: Path) -> list[str]:
    tab.open(page)
    tab.js(READY)
    notes: list[str] = tab.js(NOTES)
    return notes


def test_a_map_of_another_store_does_not_go_on_with_a_draft(
    demo: Tracker,
    four_markers: Path,  # noqa: F811
    phone: Phone,
    open_tab: TabOpener,
    tmp_path: Path,
) -> None:
    phone.begin("1117")
    phone.write("textarea", "cỏ mọc kín")
    phone.wait(KEPT)
    page = tmp_path / "other.html"
    page.write_text(tracker.open(four_markers).maps.page(), encoding="utf-8", newline="\n")
    assert notes_in(open_tab(), page) == []
    copied = tmp_path / "copy.gpkg"
    shutil.copy(demo.store.path, copied)
    page.write_text(tracker.open(copied).maps.page(), encoding="utf-8", newline="\n")
    assert notes_in(open_tab(), page) == ["cỏ mọc kín"]


def test_two_windows_do_not_lose_what_the_other_wrote(phone: Phone, open_tab: TabOpener) -> None:
    phone.begin("1117")
    phone.write("textarea", "một")
    phone.wait(KEPT)
    other = open_tab()
    assert notes_in(other, phone.page) == ["một"]
    other.js("mocgioi.page.surveying.open(mocgioi.page.model.register.rowOf('1117'))")
    other.js(
        "(box => { box.value = 'hai'; box.dispatchEvent(new Event('input')); })"
        f"({PRESENT}.querySelector('textarea'))"
    )
    other.js("mocgioi.page.surveying.flush(), new Promise(next => setTimeout(next, 300))")
    phone.tab.call("Page.bringToFront")
    phone.choose(0, "none")
    phone.wait(f"{PRESENT}.querySelector('textarea').value === 'hai'")
    assert phone.tab.js(f"{PRESENT}.querySelector('select').value") == "none"
