"""The picture that the page saves of its map."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

pytestmark = pytest.mark.browser

WRITTEN = (
    "(() => { const own = CanvasRenderingContext2D.prototype.fillText; window.written = [];"
    " CanvasRenderingContext2D.prototype.fillText = function (text, ...how) {"
    " if (!this.canvas.isConnected) written.push(text);"
    " return own.call(this, text, ...how); }; })()"
)


def saved(tab: Tab, folder: Path, name: str) -> Path:
    """The file that the button gives."""
    saving = {"behavior": "allow", "downloadPath": str(folder)}
    tab.browser.call("Browser.setDownloadBehavior", saving)
    tab.js("void mocgioi.page.openTab('tools')")
    tab.js("void document.querySelector('[data-format=png]').click()")
    for _ in range(200):
        if (folder / name).exists():
            break
        time.sleep(0.05)
    return folder / name


def size_of(picture: Path) -> list[int]:
    """Width and height as GDAL reads them."""
    program = shutil.which("gdalinfo")
    if program is None:
        pytest.skip("no gdalinfo on the PATH")
    read = subprocess.run(
        [program, "-json", "-checksum", str(picture)], capture_output=True, text=True, check=True
    )
    size: list[int] = json.loads(read.stdout)["size"]
    return size


def test_the_picture_says_what_it_shows_of_when_and_that_it_is_not_real(
    open_map: Opener, tmp_path: Path
) -> None:
    facts = province.facts()
    tab = open_map(facts, fragment="commune=C05")
    tab.js(WRITTEN)
    width, height = size_of(saved(tab, tmp_path, "moc-gioi-2023-12-31.png"))
    assert width == 2440 and height > 1200
    text = " ".join(tab.js("written"))
    figures = tab.js("mocgioi.figuresOf(mocgioi.page.model, mocgioi.page.result.rows)")
    for part in (
        *("SỐ LIỆU MINH HỌA", facts["title"], "31/12/2023", "Đồng Đăng", "Đã xây dựng"),
        *(f"{figures['built']}/{figures['needing']}", "status-2023.csv"),
    ):
        assert part in text, part
    assert (tab.errors, len(tab.requests)) == ([], 1)


def test_the_picture_shows_what_the_screen_shows(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="commune=C05&lang=en")
    places = "mocgioi.page.map.getBounds()"
    drawn = (
        "(() => { const own = L.Map.prototype.fitBounds; let seen = null;"
        " L.Map.prototype.fitBounds = function (bounds, how) { seen = bounds;"
        " return own.call(this, bounds, how); };"
        " return mocgioi.pngOf(mocgioi.page).then(() => { L.Map.prototype.fitBounds = own;"
        f" return {places}.contains(L.latLngBounds(seen)); }}); }})()"
    )
    assert tab.js(drawn) is True


def test_a_public_page_saves_its_picture_and_nothing_else(open_map: Opener, tmp_path: Path) -> None:
    tab = open_map(province.facts(markers=[], audience="public"))
    assert saved(tab, tmp_path, "moc-gioi-2023-12-31.png").exists()
    formats = "[...document.querySelectorAll('[data-format]')].map(b => b.dataset.format)"
    assert tab.js(formats) == ["png"]
    assert tab.errors == []
