"""The demonstration's own map and report in a real browser, with the network off."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker
from tests.browser import TabOpener

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def map_page(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("map") / "map.html"
    drawn = tracker.open(built_demo).maps.page(as_of="2023-12-31")
    page.write_text(drawn, encoding="utf-8")
    return page


@pytest.mark.parametrize("width, height", [(1280, 800), (390, 844)])
def test_the_map_shows_the_figure_and_asks_nobody_for_anything(
    map_page: Path, open_tab: TabOpener, width: int, height: int
) -> None:
    tab = open_tab()
    tab.viewport(width, height, mobile=width < 600)
    tab.open(map_page)
    text = tab.js("document.body.innerText")
    wide = tab.js("document.documentElement.scrollWidth")
    assert "223/459" in text and "SỐ LIỆU MINH HỌA" in text
    assert (tab.requests, tab.errors, tab.dialogs) == ([map_page.as_uri()], [], [])
    assert wide <= width


@pytest.mark.parametrize("width, height", [(1280, 900), (390, 844)])
def test_a_report_says_what_it_has_to_say_on_two_screens(
    demo: Tracker, open_tab: TabOpener, tmp_path: Path, width: int, height: int
) -> None:
    page = tmp_path / "report.html"
    page.write_text(str(demo.figures.report(form="html")), encoding="utf-8")
    tab = open_tab()
    tab.viewport(width, height, mobile=width < 600)
    tab.open(page)
    folded = "document.querySelector('details:not([open])').getBoundingClientRect().top"
    assert 0 < tab.js(folded) <= 2 * height
    assert tab.js("document.documentElement.scrollWidth") <= width


def test_the_report_asks_nobody_for_anything(
    demo: Tracker, open_tab: TabOpener, tmp_path: Path
) -> None:
    page = tmp_path / "report.html"
    page.write_text(str(demo.figures.report(form="html", as_of="2023-12-31")), encoding="utf-8")
    tab = open_tab()
    tab.open(page)
    text = tab.js("document.body.innerText")
    assert "223/459" in text
    assert (tab.requests, tab.errors) == ([page.as_uri()], [])
