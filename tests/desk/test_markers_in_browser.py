"""The pages of markers in a browser: wide and narrow, for keys and screen readers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests import axe
from tests.desk.conftest import OpenDesk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATHS = ("/markers?q=chi+ma", "/marker/1193", "/marker/1193/record", "/subject/post/chi-ma")


def test_pages_are_sound_and_fit_every_screen(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    undo = f"/marker/1193/undo/{demo.show('1193')['condition']['observation']}"
    desk = open_desk(demo.store.path)
    tab = desk.enter()
    for path in (*PATHS, undo):
        tab.visit(desk.root + path)
        for width, height in ((1366, 768), (390, 844)):
            tab.viewport(width, height, mobile=width < 600)
            assert axe.faults(tab) == [], (width, path)
            assert tab.js("document.documentElement.scrollWidth") <= width, (width, path)
    assert tab.errors == []


def test_a_marker_is_found_and_recorded_by_keys_alone(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    desk = open_desk(demo.store.path)
    tab = desk.enter()
    tab.visit(f"{desk.root}/markers")
    tab.js("document.getElementById('q').focus()")
    tab.type("mốc 1117")
    tab.leads_on(lambda: tab.key("Enter"))
    assert tab.js("document.querySelector('h1').textContent") == "Mốc 1117"
    tab.js("document.querySelector('a[href$=\"/record\"]').focus()")
    tab.leads_on(lambda: tab.key("Enter"))
    assert tab.js("document.activeElement.name") == "road_status"
    tab.js("document.activeElement.value = 'built'")
    tab.js("document.getElementById('f-by').focus()")
    tab.leads_on(lambda: tab.key("Enter"))
    assert "Đã ghi số liệu của mốc 1117" in tab.js(
        "document.querySelector('.said[role=status]').textContent"
    )
    assert demo.show("1117")["road"] == demo.show("1117")["road"] | {
        "status": "built",
        "observed_on": today(),
    }
