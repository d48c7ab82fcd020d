"""A desk as a program: opened, seen in a browser, closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mocgioi.desk.desk import Desk
from mocgioi.desk.serving import LEFT_S, PAGE_SAYS_S, QUIET_S, is_left
from mocgioi.tracker import Tracker
from tests.desk.conftest import OpenDesk


@pytest.mark.browser
@pytest.mark.slow
def test_it_opens_in_a_browser_and_closes_by_a_press(
    demo: Tracker, open_desk: Callable[..., OpenDesk]
) -> None:
    desk = open_desk(demo.store.path)
    tab = desk.enter()
    assert "306/459" in tab.js("document.body.innerText")
    assert tab.errors == []
    tab.leads_on(lambda: tab.press("form[action='/close'] button"))
    assert "Đã đóng" in tab.js("document.body.innerText")
    assert desk.process.wait(10) == 0


@pytest.fixture
def desk() -> Desk:
    made = Desk(Path("langson.gpkg"), token="")
    made.last_asked = 1000.0
    return made


def test_a_desk_is_not_left_while_a_page_is_open(desk: Desk) -> None:
    desk.was_entered = True
    now = 1000.0 + QUIET_S + 1
    desk.pages["a"] = now - PAGE_SAYS_S
    assert not is_left(desk, now)
    assert is_left(desk, now + 3 * PAGE_SAYS_S)


def test_a_desk_whose_last_page_was_closed_waits_a_little(desk: Desk) -> None:
    desk.was_entered = True
    assert not is_left(desk, 1000.0 + LEFT_S - 1)
    assert is_left(desk, 1000.0 + LEFT_S + 1)


def test_a_desk_that_nobody_entered_waits_longer(desk: Desk) -> None:
    assert not is_left(desk, 1000.0 + QUIET_S - 1)
    assert is_left(desk, 1000.0 + QUIET_S + 1)
