"""What the page says where report and lines differ: the same as the command line, and true."""

from __future__ import annotations

import re
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.errors import Language
from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.reach_table import advice_text
from mocgioi.tracker.drawing import map_facts
from tests.outputs.map import province
from tests.outputs.map.scripts import run_page_scripts

DAY = "2026-11-10"
SCRIPTS = ("dom.js", "words.js", "columns.js", "decode.js", "particulars.js")
COMMAND = re.compile(r" \(mocgioi set \S+ --road built\)")
"""It can be typed where the command line is, and nowhere on a map."""


@pytest.fixture(scope="module")
def facts(built_demo: object) -> MapFacts:
    return map_facts(tracker.open(str(built_demo)).store, as_of=DAY, lang="vi")


def texts_of(facts: MapFacts, lang: Language, what: str) -> list[str]:
    """Return what a function of the page says of each marker that has a difference."""
    said: list[str] = run_page_scripts(
        *SCRIPTS,
        expression=(
            "(model => Array.from({length: model.register.count}, (_, row) => "
            "model.register.get(row)).filter(marker => marker.difference).map(marker => "
            f"{what}))(mocgioi.unpack({{...data, lang: '{lang}'}}))"
        ),
        data=pack(facts, page_texts()),
    )
    return said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_advises_what_the_command_line_does(
    built_demo: object, facts: MapFacts, lang: Language
) -> None:
    rows = tracker.open(str(built_demo)).roads.reach(as_of=DAY)["markers"]
    advised = [row for row in rows if row["advice"]]
    assert {row["advice"] for row in advised} >= {"close-gap", "go-and-look", "draw-line"}
    assert texts_of(facts, lang, "mocgioi.adviceText(model, marker)") == [
        COMMAND.sub("", advice_text(row, lang)) for row in advised
    ]


def test_the_internal_page_advises_with_rounded_metres_and_places(facts: MapFacts) -> None:
    texts = texts_of(redacted(facts, "internal"), "en", "mocgioi.adviceText(model, marker)")
    gaps = [text for text in texts if "close the gap" in text]
    assert gaps
    for text in gaps:
        assert re.search(r"gap of \d*0 m to .*, at \d+\.\d{4}, \d+\.\d{4}\.$", text)
    assert not [text for text in texts if re.search(r"\d\.\d{5}", text)]


def differing(measured: str, **changes: Any) -> MapFacts:
    marker: Any = province.marker(4)
    difference = "measured_only" if measured == "reached" else "declared_only"
    marker |= {"measured": measured, "difference": difference, **changes}
    return province.facts(markers=[marker])


@pytest.mark.parametrize(
    ("measured", "vi", "en"),
    [
        ("isolated", "có tuyến tới mốc, chưa đấu nối với mạng đường", "is not joined"),
        ("near", "tuyến gần nhất còn cách mốc 42 m", "the nearest line is 42 m short"),
        ("none", "chưa có tuyến tới mốc", "no line reaches the marker"),
        ("reached", "chưa báo cáo đã xây dựng", "nobody declared it built"),
    ],
)
def test_a_difference_is_said_as_it_was_measured(measured: str, vi: str, en: str) -> None:
    facts = differing(measured, nearest_road_m=42.0)
    wanted: dict[Language, str] = {"vi": vi, "en": en}
    for lang, words in wanted.items():
        (text,) = texts_of(facts, lang, "mocgioi.differenceText(model.words, marker)")
        assert words in text
        assert ("no line reaches" in text or "chưa có tuyến tới" in text) == (measured == "none")


def test_the_legend_row_of_declared_only_is_true_of_isolated_markers_too() -> None:
    packed: Any = pack(province.facts(), page_texts())
    row = packed["symbology"]["differences"][0]
    assert row["code"] == "declared_only"
    assert (row["vi"], row["en"]) == (
        "theo báo cáo đã có đường, theo tuyến trên bản đồ thì chưa",
        "a road as declared, none by the lines on the map",
    )


def test_a_road_without_a_name_is_said_to_have_none() -> None:
    changes = {"advice": "go-and-look", "nearest_road": None, "nearest_road_m": 42.0}
    place = {"look_longitude": 106.5, "look_latitude": 22.25}
    (text,) = texts_of(
        differing("near", **changes, **place), "en", "mocgioi.adviceText(model, marker)"
    )
    assert "the nearest line (without a name) is 42.0 m away, at 22.250000, 106.500000" in text


def test_where_no_line_is_known_to_be_near_none_is_named() -> None:
    changes = {"advice": "draw-line", "nearest_road": None, "nearest_road_m": None}
    (text,) = texts_of(differing("none", **changes), "en", "mocgioi.adviceText(model, marker)")
    assert text == "declared built, and no line is near: map the road, or check the report."


def test_a_crossing_without_a_junction_is_no_gap_to_close() -> None:
    changes = {"advice": "close-gap", "missing_m": 0.0, "missing_to": "T", "nearest_road": "R"}
    place = {"look_longitude": 106.5, "look_latitude": 22.25}
    (text,) = texts_of(
        differing("isolated", **changes, **place), "en", "mocgioi.adviceText(model, marker)"
    )
    assert "crosses “T” at 22.250000, 106.500000 without a junction" in text


@pytest.mark.parametrize(
    ("missing_m", "words"),
    [(0.0, "without a junction"), (3.4, "close the gap of 10 m to"), (16.0, "gap of 20 m to")],
)
def test_rounded_for_an_internal_page_a_small_gap_is_no_crossing(
    missing_m: float, words: str
) -> None:
    changes = {"advice": "close-gap", "missing_m": missing_m, "missing_to": "Đường tuần tra"}
    facts = redacted(differing("isolated", **changes), "internal")
    (text,) = texts_of(facts, "en", "mocgioi.adviceText(model, marker)")
    assert words in text
