"""A base map of somebody's own: refused unless harmless, off until a reader turns it on."""

from __future__ import annotations

import re

import pytest

from mocgioi.errors import UsageError
from mocgioi.outputs.map import checked_tiles, write_page
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

URL = "https://tiles.langson.gov.vn/nen/{z}/{x}/{y}.png"


def images_of(page: str) -> str:
    sources = re.search(r"img-src ([^;]*);", page)
    assert sources
    return sources[1]


@pytest.mark.parametrize(
    "url",
    [
        URL,
        "https://h.vn:8443/{z}/{y}/{x}@2x.jpg?key=a-b_c%20d",
    ],
)
def test_an_address_over_https_with_three_holes_is_taken(url: str) -> None:
    assert checked_tiles(url, "Sở TN&MT")["url"] == url


@pytest.mark.parametrize(
    "url",
    [
        "http://h.vn/{z}/{x}/{y}.png",
        "HTTPS://h.vn/{z}/{x}/{y}.png",
        "//h.vn/{z}/{x}/{y}.png",
        "javascript:alert(1)//{z}/{x}/{y}",
        "data:image/png,{z}{x}{y}",
        "https://h.vn/{z}/{x}.png",
        "https://h.vn/{z}/{x}/{y}/{y}.png",
        "https://{s}.h.vn/{z}/{x}/{y}.png",
        "https://h.vn/{s}/{z}/{x}/{y}.png",
        "https://user:pass@h.vn/{z}/{x}/{y}.png",
        "https://h.vn; script-src */{z}/{x}/{y}.png",
        "https://h.vn/{z}/{x}/{y}.png' onerror='alert(1)",
        'https://h.vn/{z}/{x}/{y}"><script>',
        "https://*/{z}/{x}/{y}.png",
        "https://[::1/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "https://localhost/{z}/{x}/{y}.png",
        "https://h.vn/{z}/{x}/{y}.png\n",
        "https://h.vn/" + "a" * 500 + "{z}/{x}/{y}",
        "",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        checked_tiles(url, "Sở TN&MT")


@pytest.mark.parametrize("nobody", ["", "  "])
def test_tiles_of_nobody_are_refused(nobody: str) -> None:
    with pytest.raises(UsageError, match="--attribution"):
        checked_tiles(URL, nobody)


def test_without_tiles_pictures_come_from_the_page_alone() -> None:
    assert images_of(write_page(province.facts())) == "data: blob:"


def test_with_tiles_the_policy_is_wider_by_that_host_alone() -> None:
    plain = write_page(province.facts())
    page = write_page(province.facts(tiles=checked_tiles(URL, "Sở TN&MT")))
    assert images_of(page) == "data: blob: https://tiles.langson.gov.vn"
    policies = [re.search(r'Policy" content="([^"]*)"', text) for text in (plain, page)]
    assert policies[0] and policies[1]
    assert policies[1][1].replace(" https://tiles.langson.gov.vn", "") == policies[0][1]


@pytest.mark.browser
def test_tiles_are_asked_for_only_once_a_reader_turns_them_on(open_map: Opener) -> None:
    tab = open_map(
        province.facts(tiles=checked_tiles(URL, "<b>Sở TN&MT</b>")), fragment="tab=overview"
    )
    assert len(tab.requests) == 1
    foot = tab.js("document.querySelector('.mg-foot').innerText")
    assert "tiles.langson.gov.vn" in foot
    assert "<b>Sở TN&MT</b>" in foot
    tab.js("void document.querySelector('[data-layer=tiles]').click()")
    tab.settle()
    asked = tab.requests[1:]
    assert asked
    assert [url for url in asked if not url.startswith("https://tiles.langson.gov.vn/nen/")] == []


@pytest.mark.browser
def test_a_link_to_a_view_turns_no_tiles_on(open_map: Opener) -> None:
    tab = open_map(province.facts(tiles=checked_tiles(URL, "Sở TN&MT")), fragment="tab=overview")
    tab.js("void document.querySelector('[data-layer=tiles]').click()")
    tab.js("void mocgioi.page.writeHash()")
    assert "tiles" not in tab.js("location.hash")


@pytest.mark.browser
def test_without_tiles_there_is_nothing_to_turn_on(open_map: Opener) -> None:
    assert (
        open_map(province.facts(), fragment="tab=overview").js(
            "document.querySelector('[data-layer=tiles]')"
        )
        is None
    )
