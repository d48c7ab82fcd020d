"""The report as a file that is read on a screen: its parts fold, its tables are sorted."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mocgioi.domain.counting import GROUPINGS
from mocgioi.errors import Language
from mocgioi.outputs.report import render
from tests.axe import faults
from tests.browser import Tab, TabOpener
from tests.outputs.report.documents import changed, hostile, ordinary
from tests.outputs.report.reading_back import pdf_text

pytestmark = pytest.mark.browser

DOCUMENT = ordinary(GROUPINGS)
OPEN = "[...document.querySelectorAll('main > details')].map((part) => part.open)"
IN_ORDER = ["1116", "1117", "1117/1", "1118", "1119", "1120", "1121"]

Opener = Callable[..., Tab]


@pytest.fixture
def opened(open_tab: TabOpener, tmp_path: Path) -> Callable[..., Tab]:
    """Open the report of a document at a size of window."""

    def opener(
        document: Any = DOCUMENT,
        *,
        lang: Language = "vi",
        width: int = 1280,
        height: int = 900,
        scheme: str = "light",
        fragment: str = "",
        scripts: bool = True,
    ) -> Tab:
        page = tmp_path / "report.html"
        page.write_text(render(document, "html", lang, map_name="map.html"), encoding="utf-8")
        tab = open_tab()
        tab.viewport(width, height, mobile=width < 600)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        tab.call("Emulation.setEmulatedMedia", features=features)
        tab.open(page, fragment, scripts=scripts)
        assert [tab.requests, tab.errors] == [[page.as_uri()], []]
        return tab

    return opener


def column(tab: Tab, table: str, place: int) -> list[str]:
    cells: list[str] = tab.js(
        f"[...document.querySelectorAll('#t-{table} tbody tr')]"
        f".map((row) => row.cells[{place}].textContent)"
    )
    return cells


def test_the_parts_are_folded_but_the_first(opened: Opener) -> None:
    tab = opened()
    is_open = tab.js(OPEN)
    assert len(is_open) > len(GROUPINGS)
    assert is_open == [True] + [False] * (len(is_open) - 1)


def test_a_link_to_a_part_opens_it(opened: Opener) -> None:
    tab = opened(fragment="post")
    assert tab.js("document.getElementById('post').closest('details').open")
    tab.js("void document.querySelector('nav a[href=\"#marker\"]').click()")
    tab.settle()
    assert tab.js("document.getElementById('marker').closest('details').open")


def test_all_is_unfolded_and_folded_by_one_button(opened: Opener) -> None:
    tab = opened()
    press = "void document.querySelector('nav button').click()"
    tab.js(press)
    assert all(tab.js(OPEN))
    tab.js(press)
    assert not all(tab.js(OPEN))


def test_without_script_all_is_read(opened: Opener) -> None:
    tab = opened(scripts=False)
    tab.call("Emulation.setScriptExecutionDisabled", value=False)
    assert all(tab.js(OPEN))
    assert tab.js("document.querySelectorAll('th button').length") == 0


def test_markers_are_sorted_as_they_are_counted(opened: Opener) -> None:
    tab = opened()
    assert column(tab, "marker", 1) == IN_ORDER
    press = "void document.querySelectorAll('#t-marker thead button')[1].click()"
    tab.js(press)
    assert column(tab, "marker", 1) == IN_ORDER
    tab.js(press)
    assert column(tab, "marker", 1) == IN_ORDER[::-1]
    sorts = "[...document.querySelectorAll('#t-marker thead [aria-sort]')].map((h) => h.ariaSort)"
    assert tab.js(sorts) == ["descending"]


def test_what_is_not_known_comes_last_either_way(opened: Opener) -> None:
    tab = opened()
    headings = tab.js("[...document.querySelectorAll('#t-marker thead th')].map(h => h.innerText)")
    kinds = tab.js(
        "[...document.querySelectorAll('#t-marker thead [data-kind]')].map(h => h.dataset.kind)"
    )
    place = kinds.index("day")
    for descending in (False, True):
        tab.js(f"void document.querySelectorAll('#t-marker thead button')[{place}].click()")
        days = column(tab, "marker", place)
        known = [day for day in days if day != "–"]
        assert 1 < len(known) < len(days), headings
        ranked = sorted(known, key=lambda day: day.split("/")[::-1], reverse=descending)
        assert days == [*ranked, *["–"] * (len(days) - len(known))]


def test_folded_parts_are_on_paper(opened: Opener) -> None:
    tab = opened()
    tab.js(f"addEventListener('beforeprint', () => {{ globalThis.onPaper = {OPEN}; }})")
    printed = base64.b64decode(tab.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert all(tab.js("globalThis.onPaper"))
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) > 3
    assert not all(tab.js(OPEN))


def test_a_long_table_has_its_headings_on_every_sheet(opened: Opener) -> None:
    markers = [group for group in DOCUMENT["groups"] if group["by"] == "marker"]
    document = changed(DOCUMENT, by=["marker"], groups=markers * 20, illustrative=False)
    printed = opened(document).call("Page.printToPDF", preferCSSPageSize=True)["data"]
    text = pdf_text(base64.b64decode(printed))
    first, *later = text.rstrip("\f").split("\f")
    assert "STT" not in first
    begun = next(at for at, sheet in enumerate(later) if "STT" in sheet)
    sheets = later[begun:]
    assert len(sheets) > 3
    assert [sheet.count("STT") for sheet in sheets] == [1] * len(sheets)


@pytest.mark.parametrize("width, scheme, lang", [(320, "dark", "vi"), (1280, "light", "en")])
def test_it_is_for_everyone(opened: Opener, width: int, scheme: str, lang: Language) -> None:
    tab = opened(lang=lang, width=width, scheme=scheme)
    tab.js("void document.querySelector('nav button').click()")
    assert faults(tab) == []
    assert tab.js("document.documentElement.scrollWidth") <= width


def test_hostile_names_run_nothing(opened: Opener) -> None:
    tab = opened(hostile())
    tab.js("void document.querySelector('nav button').click()")
    assert tab.dialogs == []
    assert "<script>alert('x')</script>" in tab.js("document.body.innerText")
