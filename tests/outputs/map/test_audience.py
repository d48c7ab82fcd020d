"""What a page must not hold: its file is read as text and as what the page makes of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.errors import UsageError
from mocgioi.outputs.audience import Audience
from mocgioi.outputs.map import redacted, write_page
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.tracker.drawing import map_facts
from tests.outputs.map.carrying import carried_text, readable
from tests.outputs.map.conftest import Opener
from tests.outputs.map.scripts import run_page_scripts


@pytest.fixture(scope="module")
def facts(built_demo: object) -> MapFacts:
    """The demonstration with what it lacks put in: a decision, a note and a photograph."""
    whole = map_facts(tracker.open(str(built_demo)).store, as_of="2026-11-10", lang="vi")
    marker = whole["markers"][0]
    marker["note"] = "gặp ông Hoàng Văn Thử"
    marker["history"] = [
        {**marker["history"][0], "aspect": "note", "value": "gặp ông Hoàng Văn Thử"},
        {**marker["history"][1], "aspect": "position", "value": "106.56144512 22.42183387"},
        {**marker["history"][2], "decided_by": "Lý Thị Quyết", "why": "xem biên bản số 7"},
    ]
    marker["photos"] = [{"data": "data:image/jpeg;base64,/9j/bWF0", "taken_on": "2025-11-05"}]
    whole["photos"] = {"shown": 1, "left_out": 6}
    return whole


def secrets(facts: MapFacts) -> set[str]:
    """Every name, note and file of the facts."""
    hidden: set[str] = set(facts["sources"])
    for marker in facts["markers"]:
        hidden.add(marker["note"] or "")
        for seen in [*marker["history"], *([marker["evidence"]] if marker["evidence"] else [])]:
            hidden |= {seen[key] or "" for key in ("observer", "file", "decided_by", "why")}
            hidden.add(seen["value"] if seen["aspect"] in ("note", "position") else "")
    hidden |= {photo["data"] for marker in facts["markers"] for photo in marker["photos"]}
    hidden |= {gift["donor"] for project in facts["projects"] for gift in project["donors"]}
    return hidden - {""}


def page_of(facts: MapFacts, audience: Audience) -> str:
    return readable(write_page(redacted(facts, audience)))


def test_the_full_page_holds_them_all(facts: MapFacts) -> None:
    page = page_of(facts, "full")
    assert len(secrets(facts)) > 20
    assert [secret for secret in secrets(facts) if secret not in page] == []


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_no_name_note_or_file_is_in_a_redacted_page(facts: MapFacts, audience: Audience) -> None:
    page = page_of(facts, audience)
    words = [secret for secret in secrets(facts) if len(secret) > 3]
    assert len(words) > 20
    assert [secret for secret in words if secret in page] == []


def numbers_in(facts: MapFacts) -> list[dict[str, Any]]:
    markers: list[dict[str, Any]] = run_page_scripts(
        "columns.js",
        expression=(
            "(r => Array.from({length: r.count}, (_, row) => r.get(row)))"
            "(new mocgioi.Register(data))"
        ),
        data=pack(facts, page_texts()),
    )
    return markers


def test_positions_of_an_internal_page_are_to_eleven_metres(facts: MapFacts) -> None:
    shown = numbers_in(redacted(facts, "internal"))
    assert len(shown) == len(facts["markers"])
    for marker, back in zip(facts["markers"], shown, strict=True):
        assert back["longitude"] == round(marker["longitude"] or 0.0, 4)
        assert back["latitude"] == round(marker["latitude"] or 0.0, 4)
        assert back["border_km"] is None or round(back["border_km"] * 1000) % 10 == 0
        assert back["nearest_road_m"] is None or back["nearest_road_m"] % 10 == 0
        assert back["to_network_m"] is None or back["to_network_m"] % 10 == 0
        assert back["missing_m"] is None or back["missing_m"] % 10 == 0
        look = [back["look_longitude"], back["look_latitude"]]
        assert look == [part and round(part, 4) for part in look]
    for key in ("to_network_m", "missing_m", "look_longitude"):
        assert [back["number"] for back in shown if back[key] is not None]


def test_roads_of_an_internal_page_do_not_lead_to_the_exact_place(facts: MapFacts) -> None:
    roads = redacted(facts, "internal")["roads"]
    vertices = [part for road in roads for line in road["lines"] for v in line for part in v]
    assert vertices
    assert vertices == [round(part, 4) for part in vertices]


@pytest.mark.parametrize("key", ["posts", "gates"])
def test_posts_and_gates_of_an_internal_page_are_rounded(facts: MapFacts, key: Any) -> None:
    places = redacted(facts, "internal")[key]  # type: ignore[literal-required]
    assert places
    assert [p["longitude"] for p in places] == [round(p["longitude"], 4) for p in places]


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_ground_is_rounded_and_names_its_source_only_under_a_licence(
    facts: MapFacts, audience: Audience
) -> None:
    own: Any = {"source": "bản vẽ của ông Thử", "licence": None}
    whole: Any = {**facts, "ground_sources": [own, *facts["ground_sources"]]}
    shown = redacted(whole, audience)
    assert shown["ground_sources"] == facts["ground_sources"]
    names = [named for part in shown["ground"] for named in part["names"]]
    assert "Trung Quốc" in [named["name"]["vi"] for named in names]
    places = [v for part in shown["ground"] for line in part["lines"] for at in line for v in at]
    places += [named[axis] for named in names for axis in ("longitude", "latitude")]
    assert len(places) > 500
    assert places == [round(v, 4) for v in places]


def test_no_marker_number_is_in_a_public_page(facts: MapFacts) -> None:
    data = carried_text(write_page(redacted(facts, "public")))
    for marker in facts["markers"]:
        assert not re.search(rf"(?<![\d.#:]){re.escape(marker['number'])}(?![\d.])", data)
    assert numbers_in(redacted(facts, "public")) == []


def test_a_public_page_has_no_road_post_or_place_of_a_marker(facts: MapFacts) -> None:
    public = redacted(facts, "public")
    assert [public[key] for key in ("markers", "roads", "posts", "gates", "projects")] == [[]] * 5
    assert [public[key] for key in ("without_position", "sources", "kilometres")] == [[]] * 3


def test_a_public_page_has_the_counts_by_commune(facts: MapFacts) -> None:
    page = page_of(facts, "public")
    block = page[page.index("<noscript>") : page.index("</noscript>")]
    for commune in facts["communes"]:
        counts = f"{commune['road_built']}/{commune['markers_needing_road']}"
        assert f"<th>{commune['name']}</th><td>{counts}</td>" in block


@pytest.mark.parametrize("audience", ["full", "internal", "public"])
def test_a_page_says_who_it_is_for(facts: MapFacts, audience: Audience) -> None:
    page = page_of(facts, audience)
    block = page[page.index("<noscript>") : page.index("</noscript>")]
    assert page_texts()["vi"][f"audience_{audience}"] in block


def test_a_missing_position_stays_missing(facts: MapFacts) -> None:
    nowhere: Any = {**facts["markers"][0], "longitude": None, "latitude": None}
    shown = redacted({**facts, "markers": [nowhere]}, "internal")["markers"][0]
    assert (shown["longitude"], shown["latitude"]) == (None, None)


@pytest.mark.browser
def test_a_public_page_shows_the_whole_border_and_its_counts(
    facts: MapFacts, open_map: Opener
) -> None:
    tab = open_map(redacted(facts, "public"), fragment="tab=overview")
    shown = tab.js("document.querySelector('[data-legend=states]').innerText")
    totals = facts["totals"]
    built, damaged = totals["by_status"]["built"] or 0, totals["built_damaged"] or 0
    assert {str(built - damaged), str(damaged)} <= set(shown.split())
    assert tab.js("mocgioi.page.map.getBounds().contains(mocgioi.page.model.facts.extent)")
    layers = tab.js("[...document.querySelectorAll('[data-layer]')].map(box => box.dataset.layer)")
    assert set(layers) == {"boundary", "communes", "coverage", "grid", "ground"}
    assert tab.js("document.querySelector('[data-layer=coverage]').checked")
    assert (tab.errors, len(tab.requests)) == ([], 1)


@pytest.mark.parametrize("mistyped", ["Public", "nội bộ", "", "FULL"])
def test_a_mistyped_audience_gives_nothing_away(facts: MapFacts, mistyped: str) -> None:
    with pytest.raises(UsageError) as refused:
        redacted(facts, mistyped)
    for text in refused.value.words():
        assert all(audience in text for audience in ("full", "internal", "public"))
