"""The map on paper: one sheet of the size asked for, with what a map has to say of itself."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

pytestmark = pytest.mark.browser

SIZES = {"map_a4": (842, 595), "map_a3": (1191, 842)}


def printed(tab: Tab) -> bytes:
    answer = tab.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
    return base64.b64decode(answer["data"])


def sheets(document: bytes) -> list[tuple[int, int]]:
    """The size of each sheet in points."""
    boxes = re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", document)
    return [(round(float(width)), round(float(height))) for width, height in boxes]


@pytest.mark.parametrize("size", SIZES)
def test_the_map_is_one_sheet_of_the_size_asked_for(
    open_map: Opener, tmp_path: Path, size: str
) -> None:
    tab = open_map(province.facts(), fragment=f"print={size}")
    assert sheets(printed(tab)) == [SIZES[size]]
    assert (tab.errors, len(tab.requests)) == ([], 1)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_a_map_of_every_layer_with_filters_is_one_sheet_too(
    open_map: Opener, size: str, lang: str
) -> None:
    layers = "markers+roads+boundary+stretches+coverage+posts+gates+kilometres+grid"
    many = [f"so-lieu-khao-sat-{month:02d}-2025.csv" for month in range(1, 13)]
    fragment = f"print={size}&lang={lang}&layers={layers}&kind=main"
    tab = open_map(province.facts(sources=many), fragment=fragment)
    assert sheets(printed(tab)) == [SIZES[size]]
    cut = "(part => part.scrollHeight > part.clientHeight)(document.querySelector('{}'))"
    assert not tab.js(cut.format(".mg-sheet-key"))
    assert not tab.js(cut.format(".mg-paper"))


@pytest.mark.parametrize("lang, as_of", [("vi", "tính đến ngày 31/12/2023"), ("en", "2023-12-31")])
def test_a_sheet_has_title_figure_date_scale_legend_and_source(
    shared_map: Opener, lang: str, as_of: str
) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment=f"print=map_a4&lang={lang}")
    shown = tab.js("document.querySelector('.mg-poster').innerText")
    assert facts["titles"]["vi" if lang == "vi" else "en"] in shown
    assert "223/459" in shown
    assert as_of in shown
    assert re.search(r"≈ 1:[\d.,]+", shown)
    assert "status-2023.csv" in shown
    assert ("SỐ LIỆU MINH HỌA" if lang == "vi" else "ILLUSTRATIVE DATA") in shown
    assert ("Đã xây dựng" if lang == "vi" else "Built") in shown


def test_the_map_of_a_sheet_shows_the_markers(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="print=map_a4")
    colours = tab.js(
        "(c => { const copy = new OffscreenCanvas(c.width, c.height).getContext('2d');"
        " copy.drawImage(c, 0, 0); const d = copy.getImageData(0, 0, c.width, c.height).data;"
        " const seen = new Set(); for (let i = 0; i < d.length; i += 4)"
        " seen.add((d[i] << 16) + (d[i + 1] << 8) + d[i + 2]); return [...seen]; })"
        "(document.querySelector('.mg-sheet-map'))"
    )
    assert {0x00584C, 0xD0410B} <= set(colours)


def test_the_scale_bar_is_as_long_as_it_says(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="print=map_a4")
    shown = tab.js("document.querySelector('.mg-sheet-scale').innerText")
    scale = re.match(r"([\d,]+) km · .* ≈ 1:([\d.]+)", shown)
    assert scale
    kilometres = float(scale[1].replace(",", "."))
    ratio = float(scale[2].replace(".", ""))
    width = tab.js("document.querySelector('.mg-sheet-bar').getBoundingClientRect().width")
    assert width * 0.0254 / 96 * ratio == pytest.approx(kilometres * 1000, rel=0.06)


def test_escape_puts_the_sheet_away(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="print=map_a4")
    tab.js("void document.querySelector('.mg-poster button').focus()")
    tab.key("Escape")
    assert tab.js("document.querySelector('.mg-poster')") is None
    assert tab.js("document.querySelector('.mg-drawing')") is None
