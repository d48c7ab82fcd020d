from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mocgioi.outputs.map import write_page
from mocgioi.outputs.map.facts import MapFacts
from tests.browser import Tab, TabOpener

Opener = Callable[..., Tab]


@pytest.fixture
def open_map(open_tab: TabOpener, tmp_path: Path) -> Opener:
    """Write the page of some facts and open it at a size of window."""

    def opener(
        facts: MapFacts,
        width: int = 1280,
        height: int = 800,
        *,
        mobile: bool = False,
        fragment: str = "",
        **media: str,
    ) -> Tab:
        page = tmp_path / "map.html"
        page.write_text(write_page(facts), encoding="utf-8", newline="\n")
        tab = open_tab()
        tab.viewport(width, height, mobile=mobile)
        features = [{"name": name.replace("_", "-"), "value": media[name]} for name in media]
        tab.call("Emulation.setEmulatedMedia", features=features)
        tab.open(page, fragment)
        return tab

    return opener
