"""A story told from the page: by keys on a projector, by touch, from a link."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser import Tab, running_browser
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener, Writer

pytestmark = pytest.mark.browser

STAGE = "mocgioi.page.state.view.stage"
OWN = "story=" + quote("commune=C05|Đồng Đăng") + "&story=" + quote("state=none|Chưa có đường")


def said(tab: Tab) -> str:
    return str(tab.js("document.querySelector('.mg-story').innerText"))


def shown(tab: Tab, part: str) -> bool:
    return bool(tab.js(f"document.querySelector('{part}').checkVisibility()"))


def wait_for(tab: Tab, holds: str) -> None:
    """Wait until something holds of the page: full screen comes when the browser has time."""
    tab.js(
        "new Promise(done => { const look = () => (({page}) =>"
        f" {holds})(mocgioi) ? setTimeout(done, 50) : setTimeout(look, 20); look(); }})"
    )


@pytest.fixture
def foremost(written_map: Writer) -> Iterator[Tab]:
    """The page in a browser of its own: of many windows, the foremost one alone gets the keys and
    is put in full screen.
    """
    with running_browser() as browser:
        tab = browser.tab()
        tab.viewport(1280, 720)
        tab.open(written_map(province.facts()), "tab=tools")
        yield tab


def test_a_story_is_walked_by_keys_and_left_as_it_was_found(foremost: Tab) -> None:
    facts, tab = province.facts(), foremost
    before = tab.js("JSON.stringify(mocgioi.page.state.view)")
    tab.js("document.querySelector('.mg-tools .mg-main').focus()")
    tab.key("Enter")
    wait_for(tab, "page.state.view.stage !== null")
    assert said(tab).startswith(facts["title"])
    assert "223/459" in said(tab) and "31/12/2023" in said(tab)
    assert not shown(tab, ".mg-side")
    tab.key("ArrowRight")
    worst = tab.js("mocgioi.rankedAreas(mocgioi.page.model, 'commune')[0].figures")
    assert f"{worst['built']}/{worst['needing']}" in said(tab)
    assert "Tỷ lệ thấp nhất" in said(tab)
    tab.key("End")
    last = tab.js(STAGE)
    tab.key("PageDown")
    assert tab.js(STAGE) == last
    tab.key("PageUp")
    tab.key("Home")
    assert tab.js(STAGE) == 0
    tab.key("ArrowRight")
    tab.key("Escape")
    wait_for(tab, "page.state.view.stage === null")
    assert shown(tab, ".mg-side")
    assert tab.js("JSON.stringify(mocgioi.page.state.view)") == before
    assert [error for error in tab.errors if "requestFullscreen" not in error] == []


def test_views_are_saved_under_titles_and_stand_in_the_link(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="tab=tools&commune=C05")
    title = "<img src=x onerror=alert(1)> 1|2 & #"
    tab.js("document.querySelector('.mg-story-save input').focus()")
    tab.type(title)
    tab.key("Enter")
    tab.js("void mocgioi.page.state.set({filters: {state: ['none']}})")
    tab.js("void document.querySelector('.mg-story-save button').click()")
    link = tab.js("mocgioi.page.link()")
    other = open_map(province.facts(), fragment=link.removeprefix("#"))
    stages = other.js("mocgioi.page.state.view.story")
    assert [stage["title"] for stage in stages] == [title, "Chưa xây dựng"]
    other.js("void mocgioi.page.story.begin()")
    assert said(other).startswith(title)
    assert other.js("mocgioi.page.state.view.filters") == {"commune": ["C05"]}
    assert other.dialogs == []


def test_stages_are_put_in_order_and_taken_out(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment=f"tab=tools&{OWN}")
    names = "[...document.querySelectorAll('.mg-stages input')].map(field => field.value)"
    tab.js("void document.querySelectorAll('[data-press=story_up]')[1].click()")
    assert tab.js(names) == ["Chưa có đường", "Đồng Đăng"]
    tab.js("void document.querySelector('[data-press=story_delete]').click()")
    assert tab.js(names) == ["Đồng Đăng"]


def test_a_link_opens_a_story_where_it_was(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment=f"{OWN}&stage=2")
    assert said(tab).startswith("Chưa có đường")
    assert "2/2" in said(tab)
    assert tab.errors == []


def test_back_on_a_phone_leaves_the_story(open_map: Opener) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True)
    tab.js("void mocgioi.page.story.begin(1)")
    tab.settle()
    tab.js("new Promise(done => { history.back(); setTimeout(done, 300); })")
    assert not shown(tab, ".mg-story")
    assert tab.js("mocgioi.page.back.depth") == 0


def test_a_story_follows_the_language(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="stage=2&lang=en")
    assert "The lowest share" in said(tab)


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="no zbarimg on the PATH")
def test_the_code_reads_as_the_link(shared_map: Opener, tmp_path: Path) -> None:
    tab = shared_map(province.facts(), fragment="tab=tools&commune=C05")
    tab.js("mocgioi.page.tools.copyLink()")
    tab.js("document.querySelector('.mg-qr').scrollIntoView()")
    tab.screenshot(tmp_path / "code.png")
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", str(tmp_path / "code.png")],
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stdout.strip() == tab.js("mocgioi.page.link()")


def test_a_stage_says_since_when_and_for_how_much(open_map: Opener) -> None:
    stage = quote("since=2022-12-31&budget=1|Một năm qua")
    tab = open_map(province.with_days(province.facts()), fragment=f"story={stage}&stage=1")
    assert tab.js("mocgioi.page.time.net").startswith("+")
    assert f"{tab.js('mocgioi.page.time.net')}\n" in said(tab)
    assert "cuối 2022" in said(tab)
    assert "+6 mốc (ước tính): 229/459 (49,9%)" in said(tab)


def test_a_story_goes_on_as_the_system_goes_dark(open_map: Opener) -> None:
    tab = open_map(province.facts())
    tab.js("void mocgioi.page.story.begin(1)")
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    tab.call("Emulation.setEmulatedMedia", features=dark)
    tab.settle()
    assert tab.js("mocgioi.page.theme === mocgioi.THEMES.dark")
    assert shown(tab, ".mg-story")
    assert tab.js("mocgioi.page.state.view.stage") == 1
