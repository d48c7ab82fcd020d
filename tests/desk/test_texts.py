"""The words of the desk: each is there in both languages, used, and asked for by its name."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from mocgioi.desk.pages import TEMPLATES, texts

DESK = Path(str(files("mocgioi.desk")))
PAGES = sorted(Path(TEMPLATES).rglob("*.html"))
ASKED = re.compile(r"\bt\.(\w+)(?:\.(\w+)|\(\s*'(\w+)'(?!\s*~)|\[)")
"""``t.area.key``, ``t.area('key', …)``; of ``t.area('begun_' ~ …)`` and ``t.area[…]`` the area."""


def asked_for() -> Iterator[tuple[Path, str, str]]:
    """Yield which page asks for which text."""
    for page in PAGES:
        for area, key, called in ASKED.findall(page.read_text(encoding="utf-8")):
            if key or called:
                yield page, area, key or called


def test_every_text_that_a_page_asks_for_is_there() -> None:
    known = texts()
    lacking = [
        (page.name, area, key) for page, area, key in asked_for() if key not in known.get(area, {})
    ]
    assert lacking == []


def test_every_text_is_asked_for() -> None:
    """By a page, or by its name in the code or in a page that composes names."""
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for path in [*PAGES, *DESK.rglob("*.py"), *DESK.rglob("*.js")]
    )
    used = {(area, key) for _, area, key in asked_for()}
    composed = set(re.findall(r"\bt\.(\w+)\(\s*'(\w+_)'\s*~", code))
    unused = [
        (area, key)
        for area, entries in texts().items()
        for key in entries
        if (area, key) not in used
        and not any(area == a and key.startswith(begun) for a, begun in composed)
        and not re.search(rf"""["'`]{key}["'`]""", code)
    ]
    assert unused == []


def test_no_text_is_empty_or_the_same_by_oversight() -> None:
    assert [
        (area, key)
        for area, entries in texts().items()
        for key, text in entries.items()
        if not (text.vi.strip() and text.en.strip())
        or set(re.findall(r"{\w*}", text.vi)) != set(re.findall(r"{\w*}", text.en))
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_has_a_word_of_its_own(page: Path) -> None:
    """Words in Vietnamese stand in ``texts``; the names of languages are not translated."""
    source = page.read_text(encoding="utf-8").replace("Tiếng Việt", "")
    letters = re.findall(r"[À-ỹ]+", re.sub(r"{#.*?#}", "", source, flags=re.DOTALL))
    assert letters == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_has_script_or_style_in_it(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    assert (
        re.findall(r"""\son\w+\s*=|\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\|\s*safe""", source)
        == []
    )


@pytest.mark.slow
def test_the_desk_itself_loads_no_heavy_library() -> None:
    heavy: tuple[str, ...] = (
        "pandas",
        "geopandas",
        "fiona",
        "pyogrio",
        "numpy",
        "shapely",
        "openpyxl",
    )
    heavy += ("docx", "typst", "folium", "scipy", "PIL", "pyproj")
    asked = (
        "import sys; from mocgioi.desk import serving, listening, routing;"
        "routing.all_routes();"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert answer.stdout.strip() == "[]", answer.stderr
