from __future__ import annotations

import re

import folium
import pytest

from mocgioi.outputs.map import write_page
from mocgioi.outputs.map.page import Audit, OutsideReferenceError
from tests.outputs.map import province


def test_the_same_facts_give_the_same_bytes() -> None:
    assert write_page(province.facts()) == write_page(province.facts())


def test_the_page_names_none_of_foliums_servers() -> None:
    page = write_page(province.facts())
    servers = {url.split("/")[2] for _, url in (*folium.Map.default_js, *folium.Map.default_css)}
    assert servers
    assert [server for server in servers if server in page] == []


@pytest.mark.parametrize(
    "rule",
    ["default-src 'none'", "connect-src 'none'", "base-uri 'none'", "form-action 'none'"],
)
def test_the_policy_forbids_the_outside(rule: str) -> None:
    assert rule in write_page(province.facts())


def test_the_policy_allows_scripts_and_styles_by_hash_only() -> None:
    page = write_page(province.facts())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "unsafe" not in policy[1]
    assert policy[1].count("'sha256-") >= 4


def test_the_policy_stands_before_the_first_script_and_style() -> None:
    page = write_page(province.facts())
    policy = page.index("Content-Security-Policy")
    assert policy < page.index("<script")
    assert policy < page.index("<style")


def test_line_ends_are_as_they_were_hashed() -> None:
    assert "\r" not in write_page(province.facts())


def test_the_licence_of_leaflet_is_in_the_file() -> None:
    page = write_page(province.facts())
    assert "BSD 2-Clause License" in page
    assert "Vladimir Agafonkin" in page


def test_a_page_can_be_zoomed_with_two_fingers() -> None:
    assert "user-scalable=no" not in write_page(province.facts())


def test_noscript_gives_the_figures() -> None:
    page = write_page(province.facts())
    block = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "<strong>223/459</strong> (48,6%)" in block
    assert "31/12/2023" in block
    assert "SỐ LIỆU MINH HỌA" in block


def test_noscript_has_the_communes_as_the_page_has_them() -> None:
    known = province.facts()
    counts = [("Một", 2, 1, 50.0), ("Hai", 8, 4, 50.0), ("Ba", 16, 1, 6.3)]
    communes = [
        {
            **commune,
            "name": name,
            "markers_needing_road": needing,
            "road_built": built,
            "percent": p,
        }
        for commune, (name, needing, built, p) in zip(known["communes"], counts, strict=False)
    ]
    page = write_page({**known, "communes": communes})  # type: ignore[typeddict-item]
    block = page[page.index("<noscript>") : page.index("</noscript>")]
    rows = re.findall(r"<tr><th>(\w+)</th><td>[\d/]+</td><td>([\d,]+%)</td>", block)
    assert rows == [("Ba", "6,3%"), ("Hai", "50,0%"), ("Một", "50,0%")]


def test_noscript_says_what_is_lacking() -> None:
    page = write_page(province.without_positions())
    block = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "Chưa có tọa độ của 474 mốc" in block


def test_noscript_speaks_english_when_asked() -> None:
    page = write_page(province.facts(lang="en"))
    block = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "<strong>223/459</strong> (48.6%)" in block
    assert "as of <strong>2023-12-31</strong>" in block


def test_a_link_the_manifest_does_not_know_stops_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    links = [*folium.Map.default_js, ("extra", "https://example.org/extra.js")]
    monkeypatch.setattr(folium.Map, "default_js", links)
    with pytest.raises(OutsideReferenceError, match=r"example\.org/extra\.js"):
        write_page(province.facts())


@pytest.mark.parametrize(
    "page",
    [
        '<img src="https://example.org/a.png">',
        '<img srcset="//example.org/a.png 2x">',
        '<a href="http://example.org">',
        '<link rel="stylesheet" href="style.css">',
        "<script src=other.js></script>",
        "<style>a { background: url(https://example.org/a.png) }</style>",
        "<style>a { background: url( 'images/a.png' ) }</style>",
        '<style>@import "other.css";</style>',
        "<style>@import url(other.css);</style>",
        '<form action="https://example.org">',
        '<a href="javascript:alert(1)">',
        '<body onload="alert(1)">',
        '<p style="color: red">',
    ],
)
def test_the_audit_refuses_what_leads_outside(page: str) -> None:
    with pytest.raises(OutsideReferenceError):
        Audit().feed(page)


@pytest.mark.parametrize(
    "page",
    [
        '<img src="data:image/png;base64,AAAA">',
        '<a href="#top">',
        "<style>a { behavior: url(#default#VML) }</style>",
        '<script>const text = "<img src=https://example.org>";</script>',
    ],
)
def test_the_audit_lets_pass_what_stays_inside(page: str) -> None:
    Audit().feed(page)


def test_data_blocks_need_no_hash() -> None:
    audit = Audit()
    audit.feed('<script type="text/plain">{}</script><script>run()</script>')
    assert audit.scripts == ["run()"]
