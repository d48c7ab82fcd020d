"""The map in its frame, in a browser: it opens markers, hands surveys in, and is drawn anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from mocgioi.tracker import Tracker
from tests import axe
from tests.browser import Tab
from tests.desk.conftest import OpenDesk, eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HAND_IN = "Gửi vào bàn làm việc"
OPEN = "Mở trong bàn làm việc"


def framed(tab: Tab) -> Tab:
    """Return the map in its frame, which is a page of its own, once the desk greeted it."""
    frames: list[dict[str, Any]] = []

    def is_there() -> bool:
        listed = tab.browser.call("Target.getTargets", {})["targetInfos"]
        where = tab.js("document.getElementById('map')?.dataset.now ?? ''")
        frames[:] = [t for t in listed if t["type"] == "iframe" and where and where in t["url"]]
        return bool(frames)

    assert eventually(is_there, 30)
    frame = tab.browser.attached(frames[0]["targetId"])
    assert eventually(lambda: bool(frame.js("globalThis.mocgioi?.page?.desk?.port != null")))
    return frame


def press(frame: Tab, words: str) -> None:
    button = f"[...document.querySelectorAll('button')].find((b) => b.textContent === '{words}')"
    frame.js(f"{button}.click()")


def begin_survey(frame: Tab, number: str, note: str) -> None:
    frame.js(
        "(() => { const { surveying, model } = mocgioi.page;"
        f" surveying.open(model.register.rowOf('{number}'));"
        " Object.assign(surveying.draft, { note: " + json.dumps(note) + ", observer: 'An' });"
        " surveying.draft.values.marker_condition = 'minor_damage';"
        " surveying.changed(surveying.draft); })()"
    )


def test_the_map_works_with_the_desk_around_it(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    desk = open_desk(demo.store.path)
    tab = desk.enter()
    tab.visit(f"{desk.root}/map#marker=1116")
    frame = framed(tab)
    assert frame.js("document.querySelector('.mg-card-title').textContent") == "Mốc 1116"
    assert "không" not in tab.js("document.getElementById('said').textContent")

    assert axe.faults(tab) == []

    # It answers nobody but the desk that gave it, and the desk opens nothing but markers.
    assert frame.js(
        "(() => { const other = new mocgioi.page.desk.constructor(mocgioi.page);"
        " other.greeted({ source: parent, origin: 'https://example.com',"
        " data: { mocgioi: 'desk', hash: '', drafts: [] }, ports: [new MessageChannel().port1] });"
        " return other.port === null; })()"
    )
    for address in ("../people", "//example.com", "1116/../../people", "javascript:alert(1)"):
        frame.js(f"mocgioi.page.desk.port.postMessage({{ open: {address!r} }})")

    # The view stands in the address of the desk, so that a reload and a link keep it.
    frame.js("mocgioi.page.select(mocgioi.page.model.register.rowOf('1119'))")
    assert eventually(lambda: "marker=1119" in tab.js("location.hash"))

    # What was filled in lies on the tray, word for word.
    begin_survey(frame, "1119", "nứt chân mốc")
    frame.js("mocgioi.page.surveying.showSending([mocgioi.page.surveying.draft])")
    press(frame, HAND_IN)
    tray = demo.store.path.with_name("langson-khay")
    assert eventually(lambda: bool(list(tray.glob("*/phieu-*.csv"))))
    (sheet,) = tray.glob("*/phieu-*.csv")
    assert "nứt chân mốc" in sheet.read_text(encoding="utf-8-sig")
    assert eventually(lambda: tab.js("!document.getElementById('to-tray').hidden"))
    assert demo.surveys.check(sheet).applied == 1

    # The store changes elsewhere: the map is offered anew, and keeps view and what was begun.
    begin_survey(frame, "1117", "đang ghi dở")
    tab.click(140, 215)  # a page that nobody touched asks nobody whether it may be left
    assert eventually(lambda: not frame.js("mocgioi.page.surveying.drafts.areSafe"))
    demo.set("1119", marker_condition="missing")
    tab.js("document.dispatchEvent(new Event('visibilitychange'))")
    assert eventually(lambda: tab.js("!document.getElementById('draw').hidden"))
    now = f"/map/page/{demo.head}/"
    tab.press("#draw")
    assert eventually(lambda: now in tab.js("document.getElementById('save').href"), 30)
    tab.js(f"document.getElementById('map').dataset.now = '{now}'")
    anew = framed(tab)
    assert eventually(lambda: anew.js("mocgioi.page.surveying.drafts.of('1117')?.note ?? ''") != "")
    assert anew.js("document.querySelector('.mg-card-title').textContent") == "Mốc 1119"
    assert "BÁO NGAY" in anew.js("document.querySelector('.mg-card').textContent")

    # Who leaves it with a survey begun is asked; who has it drawn anew loses none, and is not.
    assert tab.dialogs == []
    tab.click(140, 215)
    anew.js("mocgioi.page.select(mocgioi.page.model.register.rowOf('1119'))")
    tab.leads_on(lambda: press(anew, OPEN))
    assert tab.js("location.pathname") == "/marker/1119"
    assert tab.errors == anew.errors == []
    assert len(tab.dialogs) == 1


def test_the_map_may_ask_where_the_phone_is(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    desk = open_desk(demo.store.path)
    tab = desk.enter()
    tab.visit(f"{desk.root}/map#marker=1116")
    frame = framed(tab)
    tab.browser.call("Browser.grantPermissions", {"permissions": ["geolocation"]})
    place = {"latitude": 21.9, "longitude": 106.7, "accuracy": 5}
    for each in (tab, frame):
        each.call("Emulation.setGeolocationOverride", **place)
    frame.js(
        "navigator.geolocation.getCurrentPosition("
        "({ coords }) => { globalThis.at = String(coords.latitude); },"
        " (error) => { globalThis.at = `${error.code} ${error.message}`; })"
    )
    assert eventually(lambda: bool(frame.js("globalThis.at ?? ''")))
    assert frame.js("globalThis.at") == "21.9"
