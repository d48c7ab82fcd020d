"""Text that wants to be code, in every field of every layer, stays text."""

from __future__ import annotations

from typing import Any, cast

import pytest

from mocgioi.outputs.map import write_page
from mocgioi.outputs.map.facts import Labels, MapFacts
from mocgioi.outputs.map.page import Audit
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener

ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</noscript></title></style><svg onload=alert(1)>",
    "${alert(1)} `+alert(1)+`",
    "{{ ''.__class__ }} {% for a in b %}",
    "javascript:alert(1)",
    "\u202egnp.exe\u2066 \u2028alert(1)\u2029",
    "'\"><!--<script>",
    "__proto__",
)
WHOLE = ("javascript:alert(1)", "__proto__")
"""What is dangerous only where it is the whole of an address or of a key."""
_IN_ELEMENTS = ("</script><script>alert(1)</script>", "'\"><!--<script>")
SHOWN = (*WHOLE, " ".join(each for each in ATTACKS if each not in (*WHOLE, *_IN_ELEMENTS)))
"""Those that a page is walked through with, those that may stand anywhere in one; of what wants to
be an element two, for none is one in the file (`test_hostile_text_adds_no_element_to_the_file`)."""

_CODES = frozenset({"schema", "lang", "as_of", "known_at", "audience", "lacks", "code_labels"})
_DATES = frozenset(
    (
        *("road_observed_on", "last_observed_on", "observed_on", "recorded_at", "completed_on"),
        *("road_completed_on", "counted_first_on", "taken_on", "day"),
    )
)


def poisoned(value: Any, attack: str) -> Any:
    """The same facts with every free text, key of a place and code replaced by `attack`."""
    if isinstance(value, dict):
        return {
            key: part if key in _CODES | _DATES else poisoned(part, attack)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [poisoned(part, attack) for part in value]
    return attack if isinstance(value, str) else value


def hostile(attack: str) -> MapFacts:
    facts = province.with_days(province.facts())
    facts["markers"] = facts["markers"][:6]
    programme = facts["programme"]
    assert programme
    programme["projects"] = [
        {**programme["projects"][0], "markers": [facts["markers"][0]["number"]]}
    ]
    programme["left_out"] = {"no_position": [facts["markers"][1]["number"]]}
    facts["markers"][0]["photos"] = [{"data": "poisoned", "taken_on": "2025-11-05"}]
    facts["roads"] = facts["roads"][:3]
    made = cast("MapFacts", poisoned(facts, attack))
    hostile_list: dict[str, Labels] = {attack: {"vi": attack, "en": attack}}
    made["code_labels"] = {**made["code_labels"], "road_status": hostile_list}
    return made


def walk_through_everything(tab: Any) -> None:
    tab.js(
        "(() => { const page = mocgioi.page; for (let row = 0; row < 6; row += 1) page.select(row);"
        " page.model.roads.forEach(road => page.card.showRoad(road));"
        " page.model.posts.forEach(post => page.card.showPlace('post', post));"
        " page.model.gates.forEach(gate => page.card.showPlace('gate', gate));"
        " for (const by of ['commune', 'post', 'district', 'stretch']) {"
        " page.state.set({by, budget: 1e12, tab: 'situation'}); page.openTab('situation');"
        " mocgioi.areasOf(page.model, by).forEach(area => mocgioi.openArea(page, area)); }"
        " mocgioi.showAll(page);"
        " page.map.setView(page.latLngOf(0), 15, {animate: false}); page.select(0);"
        " document.querySelector('.mg-time-toggle').click();"
        " page.state.set({day: '2022-12-31', since: '2021-12-31'}); })()"
    )
    tab.settle()


@pytest.mark.browser
@pytest.mark.parametrize("attack", SHOWN)
def test_hostile_text_in_every_field_stays_text(open_map: Opener, attack: str) -> None:
    tab = open_map(hostile(attack))
    walk_through_everything(tab)
    assert tab.dialogs == []
    assert tab.errors == []
    assert len(tab.requests) == 1
    assert (
        tab.js("document.querySelectorAll('.mg-root img, .mg-root svg, .mg-root script').length")
        == 0
    )
    seen = tab.js("document.querySelector('.mg-card').textContent")
    assert attack in seen
    assert attack in tab.js("document.querySelector('.mg-head h1').textContent")
    assert tab.js("document.title").split() == attack.split()


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_text_adds_no_element_to_the_file(attack: str) -> None:
    audits = [Audit(), Audit()]
    for audit, facts in zip(audits, (hostile(attack), hostile("x")), strict=True):
        audit.feed(write_page(facts))
    assert audits[0].scripts == audits[1].scripts
    assert audits[0].styles == audits[1].styles
