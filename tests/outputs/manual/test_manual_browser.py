"""The manual in a browser: a language at a time, a search, no request, no sideways scrolling."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.errors import Language
from mocgioi.outputs.manual import LANGUAGES, leaf
from mocgioi.outputs.manual.html import as_page
from tests.axe import faults
from tests.browser import Tab, TabOpener

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("manual") / "manual.html"
    main(["help", "manual", "-q", "-o", str(path)])
    return path


@pytest.fixture
def tab(open_tab: TabOpener, page: Path) -> Tab:
    opened = open_tab()
    opened.open(page)
    return opened


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_it_has_no_fault_for_those_who_hear_it(
    open_tab: TabOpener, tmp_path: Path, lang: Language
) -> None:
    some = ("start", "qgis", "exit-codes")
    manual = {
        each: [
            leaf(name, each, {"exit-codes": "| | |\n|---|---|\n| `0` | xong |"}) for name in some
        ]
        for each in LANGUAGES
    }
    (tmp_path / "some.html").write_text(as_page(manual, lang), encoding="utf-8")
    tab = open_tab()
    tab.open(tmp_path / "some.html")
    assert faults(tab) == []


def shown(tab: Tab) -> object:
    return tab.js("[...document.querySelectorAll('.edition:not([hidden])')].map(one => one.lang)")


def typed(tab: Tab, text: str) -> None:
    tab.js(
        "void (document.querySelector('.edition:not([hidden]) input').value = "
        f"{text!r}, document.querySelector('.edition:not([hidden]) input')"
        ".dispatchEvent(new Event('input', {bubbles: true})))"
    )


def test_it_asks_nobody_for_anything(tab: Tab, page: Path) -> None:
    outside = [url for url in tab.requests if not url.startswith("data:image/png;")]
    assert (outside, tab.errors) == ([page.as_uri()], [])


def test_one_language_is_shown_and_the_address_changes_it(tab: Tab) -> None:
    assert shown(tab) == ["vi"]
    tab.js("void (location.hash = '#en-qgis')")
    tab.settle()
    assert shown(tab) == ["en"]


def test_a_search_without_marks_leaves_the_sections_that_have_the_words(tab: Tab) -> None:
    typed(tab, "may chu khung nhin")
    left = tab.js("[...document.querySelectorAll('#vi section:not([hidden])')].map(one => one.id)")
    assert left == ["vi-server-ai-duoc-lam-gi"]


def test_a_link_to_what_the_search_hid_shows_it_again(tab: Tab) -> None:
    typed(tab, "khung nhin")
    tab.js("void (location.hash = '#vi-desk')")
    tab.settle()
    assert tab.js("document.querySelector('#vi input').value") == ""


def test_a_telephone_scrolls_down_alone(tab: Tab, page: Path) -> None:
    tab.viewport(390, 844, mobile=True)
    tab.open(page)
    assert tab.js("document.documentElement.scrollWidth") == 390
