"""The report's pages in a browser: by presses alone, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mocgioi.tracker import Tracker
from tests import axe
from tests.desk.conftest import OpenDesk, eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_report_is_made_and_seen_by_two_presses(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    demo.figures.publish(as_of="2023-12-31", title="Năm 2023", by="An")
    desk = open_desk(demo.store.path)
    tab = desk.enter()
    tab.leads_on(lambda: tab.press("a[href='/report']"))
    tab.leads_on(lambda: tab.press("button.main"))
    assert eventually(lambda: "/report/paper/" in tab.js("location.pathname"), 60)
    tab.settle()
    assert tab.js("document.querySelector('iframe.paper').clientHeight") > 400
    assert tab.js("document.querySelectorAll('a[download]').length") == 7
    assert axe.faults(tab) == [] and tab.errors == []
    paper = tab.js("location.pathname")
    tab.viewport(390, 844, mobile=True)
    for path in (paper, "/report", "/explain?figure=conflicts", "/publish?title=x", "/roads"):
        tab.visit(desk.root + path)
        assert tab.js(SIDEWAYS) == 0, path
        assert axe.faults(tab) == [], path
    assert tab.errors == []
