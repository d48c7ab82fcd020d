"""The page where no script runs, as in the preview of a phone: its first screen."""

from __future__ import annotations

import pytest

from tests.browser import Tab, TabOpener
from tests.outputs.map import province
from tests.outputs.map.conftest import Writer

pytestmark = pytest.mark.browser

HEIGHT = 844
"""Of a phone's screen, in CSS pixels."""

ALARM = {
    "number": "1116",
    "weight": "sure",
    "text": {"vi": "bị mất", "en": "missing"},
    "plain": {"vi": "bị mất", "en": "missing"},
}


def opened(open_tab: TabOpener, written_map: Writer) -> Tab:
    tab = open_tab()
    tab.viewport(390, HEIGHT, mobile=True)
    tab.open(written_map(province.facts(alarms=[ALARM])), scripts=False)
    return tab


def below(tab: Tab, selector: str) -> tuple[float, float]:
    """Return where an element begins and ends below the top of the screen, in CSS pixels."""
    root = tab.call("DOM.getDocument")["root"]["nodeId"]
    node = tab.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
    corners = tab.call("DOM.getBoxModel", nodeId=node)["model"]["border"]
    return min(corners[1::2]), max(corners[1::2])


def test_without_scripts_the_figures_are_on_the_first_screen(
    open_tab: TabOpener, written_map: Writer
) -> None:
    tab = opened(open_tab, written_map)
    top, bottom = below(tab, ".mg-summary-figure")
    assert 0 <= top < bottom < HEIGHT / 2
    assert below(tab, ".mg-summary table tr:nth-child(3)")[1] < HEIGHT


def test_without_scripts_what_to_use_instead_comes_first(
    open_tab: TabOpener, written_map: Writer
) -> None:
    tab = opened(open_tab, written_map)
    assert below(tab, ".mg-summary-advice")[1] <= below(tab, ".mg-summary-figure")[0]
    assert below(tab, ".mg-summary-alarms")[1] < HEIGHT


def test_without_scripts_the_sheet_of_style_is_allowed(
    open_tab: TabOpener, written_map: Writer
) -> None:
    tab = opened(open_tab, written_map)
    assert tab.errors == []
    assert (
        below(tab, ".mg-summary-alarms summary")[1] - below(tab, ".mg-summary-alarms summary")[0]
        >= 32
    )
