"""A field that the form of a survey has tomorrow: the page shows it without knowing its name."""

from __future__ import annotations

import csv
import io
import json

import pytest

from mocgioi.domain.aspects import ASPECTS
from mocgioi.outputs.map.assets import PAGE_SCRIPTS, page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.facts import MapFacts, ObservationFacts
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text
from tests.outputs.map.scripts import run_page_scripts
from tests.outputs.map.test_page_scripts import SCRIPTS

NEEDED, DONE = (12, 90), 40
"""Rows of `facts`; nobody said anything of the others."""


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    """The province, with a survey that asks whether the way was cleared of brush."""
    whole = province.facts()
    whole["surveyed"] = (*whole["surveyed"], "brush")
    whole["aspect_labels"] = {
        **whole["aspect_labels"],
        "brush": {"vi": "Phát quang", "en": "Brush"},
    }
    whole["code_labels"] = {
        **whole["code_labels"],
        "brush": {
            "done": {"vi": "đã phát quang", "en": "cleared"},
            "needed": {"vi": "cần phát quang", "en": "to be cleared"},
        },
    }
    for row, marker in enumerate(whole["markers"]):
        marker["surveyed"]["brush"] = "needed" if row in NEEDED else "done" if row == DONE else None
    seen: ObservationFacts = {**province.reported(DONE, "done"), "aspect": "brush"}
    whole["markers"][DONE]["history"].insert(0, seen)
    return whole


def exported(facts: MapFacts, form: str) -> str:
    text: str = run_page_scripts(
        *("words.js", "columns.js", "datum.js", "decode.js", "spelling.js", "coordinates.js"),
        "csv.js",
        "export.js",
        expression=f"mocgioi.{form}Of(mocgioi.unpack(data), [{NEEDED[0]}, {DONE}, 0])",
        data=pack(facts, page_texts()),
    )
    return text


def test_it_is_a_column_of_the_spreadsheet_beside_the_others(facts: MapFacts) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(facts, "csv").removeprefix("\ufeff"))))
    assert [row["brush"] for row in rows] == ["needed", "done", ""]
    keys = list(rows[0])
    assert keys[keys.index("marker_condition") + 1] == "brush"


def test_it_is_a_property_of_the_geojson(facts: MapFacts) -> None:
    features = [f["properties"] for f in json.loads(exported(facts, "geojson"))["features"]]
    markers = [properties for properties in features if properties["layer"] == "markers"]
    assert [properties["brush"] for properties in markers] == ["needed", "done", None]


@pytest.mark.browser
def test_it_stands_on_the_card_and_in_the_history(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts)
    tab.js(f"void mocgioi.page.select({DONE})")
    assert "Phát quang\nĐã phát quang" in card_text(tab)
    assert "Phát quang: Đã phát quang" in card_text(tab)
    tab.js("void mocgioi.page.select(0)")
    assert "Phát quang" not in card_text(tab)


@pytest.mark.browser
def test_it_filters_and_stands_in_the_address(facts: MapFacts, shared_map: Opener) -> None:
    tab = shared_map(facts, fragment="tab=filters&brush=needed")
    assert tab.js("mocgioi.page.result.rows") == list(NEEDED)
    box = "document.querySelector('[data-facet=brush]')"
    assert tab.js(f"{box}.querySelector('summary').innerText").startswith("Phát quang")
    labels = tab.js(f"[...{box}.querySelectorAll('label .mg-label')].map(l => l.textContent)")
    assert labels == ["Đã phát quang", "Cần phát quang", page_texts()["vi"]["not_given"]]
    tab.js(f"void {box}.querySelector('[data-code=done] input').click()")
    assert tab.js("mocgioi.page.result.rows") == sorted([*NEEDED, DONE])
    assert "brush=needed&brush=done" in tab.js(
        "new Promise(done => setTimeout(() => done(location.hash), 250))"
    )


@pytest.mark.browser
def test_it_is_a_column_of_the_table_sorted_as_its_list_is(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, 1600, 800, fragment="lang=en&tab=table&sort=brush")
    heads = tab.js("[...document.querySelectorAll('.mg-grid th')].map(th => th.innerText)")
    at = heads.index("Brush")
    cells = tab.js(
        "[...document.querySelectorAll('.mg-grid tr[data-row]')].slice(0, 4)"
        f".map(line => line.children[{at}].textContent)"
    )
    assert cells == ["Cleared", "To be cleared", "To be cleared", ""]


@pytest.mark.browser
def test_the_condition_of_a_road_has_the_name_it_has_everywhere(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    row = next(r for r, m in enumerate(facts["markers"]) if m["surveyed"]["road_condition"])
    tab.js(f"void mocgioi.page.select({row})")
    assert f"{ASPECTS['road_condition'].heading.vi}\nTốt" in card_text(tab)
    assert "Tình trạng đường\nTốt" not in card_text(tab)


@pytest.mark.parametrize("name", PAGE_SCRIPTS)
def test_no_script_lists_what_a_survey_asks_for(name: str) -> None:
    """But for the road status, the condition of a marker that must be reported at once, and that
    of a road, which is a column of the sheet of roads.
    """
    named = {code for code in ASPECTS if f"'{code}'" in SCRIPTS[name]}
    surveyed = {code for code in named if ASPECTS[code].is_surveyed}
    assert surveyed - {"road_status"} <= (
        {"card.js": {"marker_condition", "road_condition"}, "sheets.js": {"road_condition"}}.get(
            name, set()
        )
    )
