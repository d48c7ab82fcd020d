"""Deciding in a browser: forty disagreements by keyboard, on a screen and on a phone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker
from tests import axe
from tests.browser import Tab
from tests.desk.conftest import OpenDesk
from tests.desk.test_decide import surveyed

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FORTY = 40


@pytest.fixture(scope="module")
def made_forty(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which two files disagree about forty markers."""
    folder = tmp_path_factory.mktemp("forty")
    path = folder / "langson.gpkg"
    shutil.copy(built_demo, path)
    store = tracker.open(path)
    numbers = store.frame("markers")["number"][20 : 20 + FORTY]
    for name, status in (("a.csv", "built"), ("b.csv", "none")):
        surveyed(store, folder, name, *(f"{n},2026-11-15,{status},intact" for n in numbers))
    return path


@pytest.fixture
def forty(made_forty: Path, tmp_path: Path) -> Path:
    """That store, of one's own."""
    return Path(shutil.copy(made_forty, tmp_path / "langson.gpkg"))


def press(tab: Tab, *keys: str) -> None:
    """Press keys that write a letter or figure."""
    for key in keys:
        for kind in ("keyDown", "keyUp"):
            text = {"text": key} if kind == "keyDown" else {}
            tab.call("Input.dispatchKeyEvent", type=kind, key=key, **text)
    tab.settle()


def test_forty_are_decided_by_keys_for_one_reason(
    forty: Path, open_desk: Callable[..., OpenDesk]
) -> None:
    opened = open_desk(forty)
    tab = opened.enter()
    tab.visit(f"{opened.root}/decide")
    waiting = tab.js("document.querySelectorAll('.matter').length")
    press(tab, "j")
    for number in range(waiting):
        press(tab, "12"[number % 2])
    assert tab.js("document.activeElement.id") == "why"
    assert tab.js("document.getElementById('chosen').textContent") == f"Đã chọn {waiting}"
    tab.type("đã gọi điện hỏi hai đồn")
    tab.leads_on(lambda: tab.key("Enter"))
    said = tab.js("[...document.querySelectorAll('.said')].map(p => p.textContent).join(' ')")
    assert f"Đã ghi quyết định: {waiting}." in said
    assert tracker.open(forty).decisions.disagreements()["conflicts"] == []


def test_one_press_chooses_what_a_file_says_wherever_it_is_a_side(
    forty: Path, open_desk: Callable[..., OpenDesk]
) -> None:
    opened = open_desk(forty)
    tab = opened.enter()
    tab.visit(f"{opened.root}/decide")
    tab.press(".bulk button[data-file='b.csv']")
    chosen = "document.querySelectorAll('input[data-file=\"b.csv\"]:checked').length"
    count = tab.js(chosen)
    assert count >= FORTY - 10
    assert tab.js("document.getElementById('chosen').textContent") == f"Đã chọn {count}"
    tab.press(".bulk button[data-later]")
    assert tab.js(chosen) == 0


def test_keys_that_are_switched_off_do_nothing(
    forty: Path, open_desk: Callable[..., OpenDesk]
) -> None:
    opened = open_desk(forty)
    tab = opened.enter()
    tab.visit(f"{opened.root}/decide")
    tab.press(".keys summary")
    tab.press("#keys-on")
    press(tab, "j", "1")
    assert tab.js("document.getElementById('chosen').textContent") == "Chưa chọn"


def test_pages_fit_and_are_sound_for_those_who_hear_them(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    opened = open_desk(demo.store.path)
    tab = opened.enter()
    id = demo.decisions.disagreements()["conflicts"][0]["id"]
    for path in ("/decide", f"/decide/{id}", "/decide/notices", "/cases", "/cases/1230"):
        tab.visit(opened.root + path)
        for width in (1366, 390):
            tab.viewport(width, 800, mobile=width < 600)
            assert tab.js("document.documentElement.scrollWidth") <= width, (path, width)
            assert axe.faults(tab) == [], (path, width)
