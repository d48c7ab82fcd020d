"""The time bar: all of the page follows the day, and two days are compared."""

from __future__ import annotations

from collections import Counter

import pytest

from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.day_counts import state_on
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.symbology import MARKER_STATES
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.driving import card_text, follow
from tests.outputs.map.scripts import run_page_scripts

SCRIPTS = (
    *("dom.js", "words.js", "columns.js", "datum.js", "decode.js", "state.js", "features.js"),
    *("days.js", "filters.js"),
)
DAMAGED, DAMAGED_SINCE = 40, ("2022-06-01", "built_damaged")
DAYS = ("2010-01-01", "2021-12-31", "2022-03-01", "2022-12-31", "2023-02-01", "2023-12-30")


@pytest.fixture(scope="module")
def facts() -> MapFacts:
    whole = province.with_days(province.facts())
    damaged = whole["markers"][DAMAGED]
    last = damaged["states"][-1]
    damaged["states"] = [("", "not_reported"), ("2022-03-01", "built"), DAMAGED_SINCE, last]
    gone = whole["markers"][30]
    gone["states"] = [*gone["states"][:1], ("2022-03-01", "built"), ("2023-06-01", None)]
    gone["gone_on"] = "2023-06-01"
    return whole


def counts_of(facts: MapFacts, day: str) -> tuple[int, int]:
    """How many markers need a road and how many of them have it."""
    states = [MARKER_STATES[s] for m in facts["markers"] if (s := state_on(m, day))]
    return sum(s.needs_road for s in states), sum(s.road_built for s in states)


def test_the_page_knows_the_states_of_every_day(facts: MapFacts) -> None:
    tallies = run_page_scripts(
        *SCRIPTS,
        expression=(
            "(model => { const days = new mocgioi.Days(model); return data.asked.map(day => {"
            " days.show(day); const {of, at} = model.register.codes('state');"
            " const point = days.series(null).filter(point => point.day <= day).pop();"
            " return [Array.from(at, index => of[index]), point || null]; }); })"
            "(mocgioi.unpack(data.packed))"
        ),
        data={"packed": pack(facts, page_texts()), "asked": [*DAYS, facts["as_of"]]},
    )
    for day, (states, point) in zip((*DAYS, facts["as_of"]), tallies, strict=True):
        assert states == [state_on(marker, day) for marker in facts["markers"]], day
        if point:
            assert (point["needing"], point["built"]) == counts_of(facts, day), day
            assert point["told"] == (day >= "2022-01-01")


def test_what_is_said_of_the_status_follows_the_day(facts: MapFacts) -> None:
    said = run_page_scripts(
        *SCRIPTS,
        expression=(
            "(model => { new mocgioi.Days(model).show('2023-03-01');"
            " return [40, 20, 30].map(row => ['road_status', 'road_observed_on']"
            ".map(key => model.register.column(key)(row))); })(mocgioi.unpack(data))"
        ),
        data=pack(facts, page_texts()),
    )
    assert said == [["built", "2022-03-01"], ["none", "2023-02-01"], ["built", "2022-03-01"]]


def test_the_public_gets_the_counts_of_the_years_ends(facts: MapFacts) -> None:
    shown = redacted(facts, "public")
    assert (shown["markers"], shown["days"]["published"]) == ([], [])
    (counts,) = shown["days"]["counts"]
    needing, built = counts_of(facts, "2022-12-31")
    assert counts["day"] == "2022-12-31"
    assert (sum(counts["by_status"].values()), counts["by_status"]["built"]) == (needing, built)
    assert tuple(map(sum, zip(*counts["communes"].values(), strict=True))) == (needing, built)


def test_what_was_published_has_no_words_for_readers_outside(facts: MapFacts) -> None:
    elsewhere = {**facts["days"]["published"][0], "own": False}
    marks = [*facts["days"]["published"], elsewhere]
    with_both: MapFacts = {**facts, "days": {"published": marks, "counts": []}}  # type: ignore[typeddict-item]
    for audience, count in (("internal", 2), ("public", 1)):
        shown = redacted(with_both, audience)["days"]["published"]
        assert [mark["source"] for mark in shown] == [None] * count


def figure(tab: Tab) -> str:
    return str(tab.js("document.querySelector('.mg-time-figure').innerText"))


def headline(tab: Tab) -> str:
    return str(tab.js("document.querySelector('.mg-figure-main').innerText"))


def legend(tab: Tab) -> dict[str, int]:
    return dict(
        tab.js(
            "[...document.querySelectorAll('[data-legend=states] li')].map(row =>"
            " [row.dataset.code, Number(row.querySelector('.mg-count').innerText)])"
        )
    )


def spoken(tab: Tab) -> str:
    return str(tab.js("document.querySelector('.mg-time-slider').getAttribute('aria-valuetext')"))


@pytest.mark.browser
def test_the_slider_is_moved_by_keys_and_the_page_follows(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment="tab=overview")
    needing, built = counts_of(facts, facts["as_of"])
    assert spoken(tab) == f"31/12/2023: {built}/{needing}"
    tab.js("document.querySelector('.mg-time-slider').focus()")
    tab.key("ArrowLeft")
    before = max(s for m in facts["markers"] for s, _ in m["states"] if s < "2023-12-31")
    needing, built = counts_of(facts, before)
    assert spoken(tab) == f"{'/'.join(reversed(before.split('-')))}: {built}/{needing}"
    states = Counter(state_on(marker, before) for marker in facts["markers"])
    assert {k: n for k, n in legend(tab).items() if n} == {k: n for k, n in states.items() if k}
    assert headline(tab) == f"{built}/{needing}"
    tab.key("Home")
    assert spoken(tab) == "31/12/2021: chưa có số liệu"
    assert headline(tab) == "chưa có số liệu"
    assert legend(tab)["not_reported"] == province.NEEDING
    tab.key("End")
    assert tab.js("mocgioi.page.state.view.day") is None
    assert (tab.errors, tab.dialogs) == ([], [])


@pytest.mark.browser
def test_a_hash_opens_the_page_at_its_day(facts: MapFacts, open_map: Opener) -> None:
    tab = open_map(facts, fragment="day=2022-12-31&marker=954&state=built&state=built_damaged")
    needing, built = counts_of(facts, "2022-12-31")
    assert figure(tab) == headline(tab) == f"{built}/{needing}"
    assert "Trạng thái ngày 31/12/2022" in card_text(tab)
    for day in ("2022-99-99", "2030-01-01"):
        follow(tab, f"day={day}")
        assert day in tab.js("document.querySelector('.mg-message').innerText")
        assert tab.js("[mocgioi.page.state.view.day, mocgioi.page.model.day]") == [
            None,
            "2023-12-31",
        ]
    assert tab.errors == []


@pytest.mark.browser
def test_the_curve_says_since_when_it_climbs_by_first_reports(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment="tab=overview")
    tab.js("document.querySelector('.mg-time-toggle').click()")
    first = min(
        s for m in facts["markers"] if m["needs_road"] for s, code in m["states"] if s and code
    )
    note = str(tab.js("document.querySelector('.mg-time-began').innerText"))
    assert f"từ ngày {'/'.join(reversed(first.split('-')))}: " in note
    assert "được báo cáo lần đầu" in note


@pytest.mark.browser
def test_a_filter_by_state_leaves_the_share_to_markers_of_any_state(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment="state=built&commune=C05")
    markers = [m for m in facts["markers"] if m["commune_code"] == "C05"]
    needing, built = counts_of({**facts, "markers": markers}, facts["as_of"])
    assert figure(tab) == headline(tab) == f"{built}/{needing}"
    assert built < needing
    of_any = "tỷ lệ tính trên mọi trạng thái"
    assert of_any in tab.js("document.querySelector('.mg-filtered').innerText")
    assert of_any in tab.js("document.querySelector('.mg-time-rest').innerText").lower()
    tab.js("mocgioi.page.showPoster('map_a4')")
    sheet = tab.js("document.querySelector('.mg-poster').innerText")
    tab.js("mocgioi.page.showPoster(null)")
    assert f"{built}/{needing}" in sheet and of_any in sheet
    tab.js("mocgioi.page.state.set({filters: {commune: ['C05']}})")
    assert tab.js("document.querySelector('.mg-time-rest').hidden")


@pytest.mark.browser
def test_two_days_are_compared_in_words_lists_and_on_the_map(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment="day=2023-07-01&since=2022-12-31")
    tab.js("document.querySelector('.mg-time-toggle').click()")
    said = tab.js("document.querySelector('.mg-time-against').innerText")
    assert "−3 từ cuối 2022 đến 01/07/2023" in said and "Bớt 3 mốc có đường" in said
    lost = tab.js(
        "[...document.querySelectorAll('.mg-time-changes button')].map(b => b.textContent)"
    )
    assert lost == [facts["markers"][row]["number"] for row in (*province.LOST, 30)]
    key = "mocgioi.page.features.ask('key').map(group => [group.title, group.rows.length])"
    assert ["Từ cuối 2022 đến 01/07/2023", 1] in tab.js(key)
    tab.js("document.querySelector('.mg-time-changes button').click()")
    assert card_text(tab).startswith(f"Mốc {lost[0]}")
    tab.js("mocgioi.page.state.set({filters: {commune: ['C00']}})")
    assert "−3 từ" in tab.js("document.querySelector('.mg-time-against').innerText")
    tab.js("mocgioi.page.state.set({filters: {commune: ['C05']}})")
    assert "±0 từ" in tab.js("document.querySelector('.mg-time-against').innerText")


@pytest.mark.browser
def test_the_earlier_day_is_compared_with_the_later_whichever_is_shown(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment="day=2023-07-01&since=2022-12-31")
    tab.js("document.querySelector('.mg-time-toggle').click()")
    said = "document.querySelector('.mg-time-against').innerText"
    kinds = "[...mocgioi.page.features.all.find(own => own.days).changes.kinds.values()].join()"
    forward = tab.js(f"[{said}, {kinds}]")
    tab.js("mocgioi.page.state.set({day: '2022-12-31', since: '2023-07-01'})")
    assert tab.js(f"[{said}, {kinds}]") == forward


@pytest.mark.browser
def test_the_days_run_on_in_another_language_and_can_be_stopped(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts, fragment="day=2022-12-31")
    play = "document.querySelector('.mg-time .mg-icon-button')"
    tab.js(f"{play}.click(); mocgioi.page.state.set({{lang: 'en'}})")
    assert tab.js(f"{play}.title") == "Pause"
    tab.js(f"{play}.click()")
    assert tab.js(f"{play}.title") == "Play, day by day"


@pytest.mark.browser
def test_an_opened_bar_leaves_the_border_in_sight_and_is_closed_by_escape(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    south = (
        "(page => page.map.latLngToContainerPoint(page.latLngOf(page.model.register.count - 1)).y"
        " <= page.bottom.getBoundingClientRect().top)(mocgioi.page)"
    )
    tab.js("document.querySelector('.mg-time-toggle').click()")
    tab.settle()
    assert tab.js(south)
    tab.js("document.querySelector('.mg-time-year').focus()")
    tab.key("Escape")
    assert tab.js("document.querySelector('.mg-time-body').hidden")
    assert tab.js("document.activeElement.className").startswith("mg-time-toggle")
    tab.js("void mocgioi.page.map.setZoom(mocgioi.page.map.getZoom() + 2, {animate: false})")
    moved = "[mocgioi.page.map.getZoom(), mocgioi.page.map.getCenter()]"
    before = tab.js(moved)
    tab.js("document.querySelector('.mg-time-toggle').click()")
    assert tab.js(moved) == before


@pytest.mark.browser
def test_the_days_run_and_stop_at_the_last(facts: MapFacts, open_map: Opener) -> None:
    tab = open_map(facts, prefers_reduced_motion="reduce", fragment="day=2022-12-31")
    seen = tab.js(
        "new Promise(done => { const seen = [mocgioi.page.model.day];"
        " mocgioi.page.state.on(['day'], () => { seen.push(mocgioi.page.model.day);"
        " if (seen.at(-1) === '2023-12-31') setTimeout(() => done(seen), 600); });"
        " document.querySelector('.mg-time .mg-icon-button').click(); })"
    )
    assert seen == ["2022-12-31", "2023-02-01", "2023-06-01", "2023-12-31"]
    assert tab.js("document.querySelector('.mg-time .mg-icon-button').title") == "Chạy từng ngày"


@pytest.mark.browser
def test_a_marker_that_is_gone_is_drawn_on_the_days_it_was_there(
    facts: MapFacts, shared_map: Opener
) -> None:
    tab = shared_map(facts)
    shown = "[mocgioi.page.result.rows.includes(30), Boolean(mocgioi.page.canvas.shown[30])]"
    assert tab.js(shown) == [False, False]
    tab.js("mocgioi.page.state.set({day: '2023-05-31'})")
    assert tab.js("mocgioi.page.result.rows.includes(30) && mocgioi.page.canvas.shown === null")
    tab.js("mocgioi.page.state.set({day: null}); mocgioi.page.select(30)")
    assert "Không có trong danh mục mốc" in card_text(tab)


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_the_bar_is_one_line_until_it_is_pressed(
    facts: MapFacts, shared_map: Opener, width: int
) -> None:
    tab = shared_map(facts, width, 700, mobile=True)
    box = "(b => [b.width, b.height])(document.querySelector('.mg-time').getBoundingClientRect())"
    assert max(tab.js(box)[0] - width / 2, tab.js(box)[1]) <= 70
    tab.js("document.querySelector('.mg-time-toggle').click()")
    slider = "document.querySelector('.mg-time-slider').getBoundingClientRect()"
    assert tab.js(f"{slider}.width") > width / 2
    assert tab.js(f"{slider}.right") <= width


@pytest.mark.browser
def test_a_page_of_counts_alone_goes_from_year_to_year(facts: MapFacts, open_map: Opener) -> None:
    tab = open_map(redacted(facts, "public"))
    assert tab.js("mocgioi.page.model.days.list") == ["2022-12-31", "2023-12-31"]
    tab.js("mocgioi.page.state.set({day: '2022-12-31', since: '2023-12-31'})")
    needing, built = counts_of(facts, "2022-12-31")
    assert figure(tab) == headline(tab) == f"{built}/{needing}"
    assert tab.js("mocgioi.page.model.communes.reduce((n, own) => n + own.road_built, 0)") == built
    assert tab.errors == []


@pytest.mark.browser
def test_a_register_without_a_day_has_no_bar(shared_map: Opener) -> None:
    assert not shared_map(province.facts()).js("Boolean(document.querySelector('.mg-time'))")


@pytest.mark.browser
def test_table_and_filters_are_of_the_day(facts: MapFacts, shared_map: Opener) -> None:
    row = province.LOST[0]
    tab = shared_map(facts, fragment="tab=table")
    told = (
        "['state', 'since'].map(key => mocgioi.page.table.columns"
        f".find(own => own.key === key).show({row}))"
    )
    tab.js("mocgioi.page.state.set({day: '2022-12-31'})")
    assert tab.js(told) == ["Đã xây dựng", "01/03/2022"]
    tab.js("mocgioi.page.state.set({day: '2023-06-30'})")
    assert tab.js(told) == ["Chưa xây dựng", "01/02/2023"]
    tab.js("mocgioi.page.openTab('filters')")
    boxes = (
        "[...document.querySelectorAll('[data-facet=state] label')].map(box => box.dataset.code)"
    )
    codes = {state_on(marker, "2023-06-30") for marker in facts["markers"]} - {None}
    assert set(tab.js(boxes)) == codes
    tab.js("mocgioi.page.state.set({day: null})")
    codes = {state_on(marker, facts["as_of"]) for marker in facts["markers"]} - {None}
    assert set(tab.js(boxes)) == codes
