"""The programme as a person makes it: slider, choice, paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mocgioi.tracker import Tracker
from tests.axe import faults
from tests.browser import Tab
from tests.desk.conftest import OpenDesk, eventually

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def at(tab: Tab, path: str) -> bool:
    return eventually(lambda: tab.js("location.pathname").startswith(path), 30)


def test_from_the_slider_to_the_proposal(demo: Tracker, open_desk: Callable[..., OpenDesk]) -> None:
    desk = open_desk(demo.store.path)
    tab = desk.enter(390, 844)
    tab.visit(f"{desk.root}/plan")
    assert eventually(lambda: tab.js("document.querySelector('#slide:not([hidden])') !== null"), 30)
    tab.js("slider.value = 5; slider.dispatchEvent(new Event('input')); 1")
    assert "5 tỷ đồng → thêm 13 mốc" in tab.js("buys.textContent")
    assert tab.js("document.querySelectorAll('#projects .bought').length") == 12
    assert tab.js("budget.value") == "5 tỷ"
    assert faults(tab) == []
    tab.leads_on(lambda: tab.press(".wishes button.main"))
    assert at(tab, "/plan/kept/")
    assert "48 → 61/72" in tab.js("document.body.innerText")
    assert faults(tab) == []
    assert tab.js("document.documentElement.scrollWidth") == 390
    tab.leads_on(lambda: tab.press("button[value=docx]"))
    assert at(tab, "/download/")
    assert ".docx" in tab.js("document.body.innerText")
    assert faults(tab) == []
    tab.visit(f"{desk.root}/plan?budget=2,5 tỷ")
    assert eventually(lambda: tab.js("buys.textContent").startswith("2,5 tỷ đồng → thêm"))
    tab.visit(f"{desk.root}/exports")
    assert faults(tab) == []
    tab.visit(f"{desk.root}/forms")
    assert faults(tab) == []
    assert tab.errors == []
