"""The windows that tests hand on to one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import Browser, Tab

pytestmark = pytest.mark.browser

SEEN = (
    "[innerWidth, devicePixelRatio, navigator.maxTouchPoints, globalThis.left ?? null,"
    " ...['(prefers-color-scheme: dark)', '(hover: none)'].map(q => matchMedia(q).matches),"
    " document.querySelectorAll(':hover').length, scrollY, document.title]"
)


def seen(tab: Tab, folder: Path) -> object:
    page = folder / "page.html"
    page.write_text("<title>one</title><p style='height: 3000px'>long", encoding="utf-8")
    tab.open(page)
    return tab.js(SEEN)


def test_a_window_handed_on_is_as_a_new_one(browser: Browser, tmp_path: Path) -> None:
    tab = browser.tab()
    new = seen(tab, tmp_path)
    tab.viewport(390, 844, mobile=True, scale=3)
    tab.slow_down(2)
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    tab.call("Emulation.setEmulatedMedia", features=dark)
    tab.call("Page.addScriptToEvaluateOnNewDocument", source="globalThis.left = 'behind'")
    worn = seen(tab, tmp_path)
    tab.click(100, 100)
    tab.js("void (scrollTo(0, 500), document.title = 'two')")
    tab.call("Emulation.setScriptExecutionDisabled", value=True)
    assert worn != new
    in_front = browser.tab()
    again = tab.emptied()
    assert (again.requests, again.errors) == ([], [])
    assert seen(again, tmp_path) == new
    again.close()
    in_front.close()


def test_a_window_whose_page_asks_not_to_be_left_is_handed_on_too(
    browser: Browser, tmp_path: Path
) -> None:
    asking = tmp_path / "asking.html"
    asking.write_text(
        "<script>addEventListener('beforeunload', event => event.preventDefault())</script><p>one",
        encoding="utf-8",
    )
    tab = browser.tab()
    tab.open(asking)
    tab.click(100, 100)
    again = tab.emptied()
    assert again.js("location.href") == "about:blank"
    again.close()
