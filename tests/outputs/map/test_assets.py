from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from importlib.resources import files

import folium
import pytest

from mocgioi.outputs.map import assets, layer, write_page
from mocgioi.outputs.map.assets import (
    PAGE_SCRIPTS,
    Vendored,
    libraries,
    manifest,
    page_script,
    page_texts,
)
from tests.outputs.map import province

PACKAGE = files("mocgioi.outputs.map")
VENDORED, DROPPED = manifest()
FILES = (*VENDORED.values(), *libraries())


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry.file)
def test_a_vendored_file_is_the_one_the_manifest_names(entry: Vendored) -> None:
    data = (PACKAGE / "vendor" / entry.file).read_bytes()
    assert base64.b64encode(hashlib.sha384(data).digest()).decode() == entry.sha384


def test_every_link_of_folium_is_vendored_or_left_out_for_a_reason() -> None:
    links = {url for _, url in (*folium.Map.default_js, *folium.Map.default_css)}
    assert links == set(VENDORED) | set(DROPPED)
    assert all(DROPPED.values())


def test_a_file_that_was_changed_is_refused() -> None:
    entry = next(iter(VENDORED.values()))
    changed = Vendored(**{name: getattr(entry, name) for name in entry.__slots__} | {"sha384": "x"})
    with pytest.raises(RuntimeError, match=re.escape(entry.file)):
        changed.text()


@pytest.mark.parametrize("entry", FILES, ids=lambda entry: entry.file)
def test_a_vendored_file_asks_for_nothing_when_inlined(entry: Vendored) -> None:
    text = entry.text()
    assert "sourceMappingURL" not in text
    assert "\r" not in text
    assert set(re.findall(r"url\(([^)]*)\)", text)) <= {"#default#VML"}


def test_the_licence_travels_with_the_file() -> None:
    assert "Redistributions in binary form" in next(iter(VENDORED.values())).notice()


def test_a_library_stands_before_the_scripts_that_need_it_with_its_licence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    leaflet = next(entry for entry in VENDORED.values() if entry.file == "leaflet.js")
    monkeypatch.setattr(Vendored, "text", lambda entry: f"library('{entry.file}')")
    monkeypatch.setattr(layer, "libraries", lambda: (replace(leaflet, package="sổ tay"),))
    page = write_page(province.facts())
    put = page.rindex("<script>library(")
    assert page.index("sổ tay 1.9.3 (BSD-2-Clause)") < put < page.index(".mocgioi=")


def test_every_script_of_the_package_is_on_the_page() -> None:
    stored = {entry.name for entry in (PACKAGE / "page").iterdir() if entry.name.endswith(".js")}
    assert stored == set(PAGE_SCRIPTS)


@pytest.mark.parametrize("way", ["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "write("])
def test_the_page_script_never_makes_html_or_code_from_text(way: str) -> None:
    assert way not in page_script()


def test_the_page_speaks_as_much_english_as_vietnamese() -> None:
    texts = page_texts()
    assert texts["vi"].keys() == texts["en"].keys()
    assert all(texts["vi"].values())
    assert all(texts["en"].values())


def test_placeholders_are_the_same_in_both_languages() -> None:
    texts = page_texts()
    for key, text in texts["vi"].items():
        names = re.findall(r"\{\w+\}", text)
        assert sorted(names) == sorted(re.findall(r"\{\w+\}", texts["en"][key])), key


def test_every_text_the_page_asks_for_by_name_exists() -> None:
    asked = set(re.findall(r"words\.text\('(\w+)'", page_script()))
    assert len(asked) > 30
    assert asked <= assets.page_texts()["vi"].keys()
