"""What plans set, beside the figures of the sheet that the page opens on."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.facts import MapFacts
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text

pytestmark = pytest.mark.browser

RANKING = "document.querySelector('.mg-ranking').innerText"


def facts(**more: Any) -> MapFacts:
    made = province.facts()
    year = made["as_of"][:4]
    code = made["communes"][0]["code"]
    targets = {year: {"all:": 400, f"commune:{code}": 30, "post:po-ma": 9}, "1999": {"all:": 1}}
    return {**made, "targets": targets, **more}  # type: ignore[typeddict-item]


def built(made: MapFacts, code: str | None = None) -> int:
    return sum(
        m["surveyed"]["road_status"] == "built" and m["needs_road"]
        for m in made["markers"]
        if code in (None, m["commune_code"])
    )


def share(part: int, whole: int) -> str:
    return f"{(part * 2000 + whole) // (2 * whole) / 10:.1f}%".replace(".", ",")


def whole_line(made: MapFacts) -> str:
    year = made["as_of"][:4]
    return f"Chỉ tiêu năm {year}: 400 mốc, đạt {share(built(made), 400)}"


def test_the_target_of_the_year_stands_below_the_whole(open_map: Opener) -> None:
    made = facts()
    tab = open_map(made, 1280, 800)
    assert whole_line(made) in tab.js(RANKING)
    assert "1999" not in tab.js(RANKING)


def test_without_targets_nothing_is_said_of_any(open_map: Opener) -> None:
    tab = open_map(facts(targets={}), 1280, 800)
    assert "Chỉ tiêu" not in tab.js(RANKING)
    assert tab.js("document.querySelectorAll('.mg-target').length") == 0


def test_a_commune_has_its_target_in_its_card_and_a_mark_in_its_bar(open_map: Opener) -> None:
    made = facts()
    commune = made["communes"][0]
    tab = open_map(made, 1280, 800)
    own = f"document.querySelector('.mg-area[data-code=\"{commune['code']}\"]')"
    line = f"30 mốc, đạt {share(built(made, commune['code']), 30)}"
    assert line in tab.js(f"{own}.title")
    assert tab.js("document.querySelectorAll('.mg-target').length") == 1
    assert is_where_the_target_is(tab, own, 30 / commune["markers_needing_road"])
    tab.js(f"{own}.click()")
    assert line in card_text(tab)


def is_where_the_target_is(tab: Tab, own: str, part: float) -> bool:
    """Whether the mark is at its part of the bar's width, to two pixels."""
    left, width = tab.js(
        f"(({{left, width}}, mark) => [mark.left - left, width])"
        f"({own}.querySelector('.mg-bar').getBoundingClientRect(),"
        f" {own}.querySelector('.mg-target').getBoundingClientRect())"
    )
    return bool(abs(left - min(1, part) * width) <= 3)


def test_the_public_sees_targets_of_communes_and_none_of_posts() -> None:
    made = facts()
    (year, *_) = made["targets"]
    shown = redacted(made, "public")["targets"][year]
    assert shown == {k: v for k, v in made["targets"][year].items() if not k.startswith("post:")}
