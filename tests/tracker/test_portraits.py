"""What the map tells of one marker of the demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyproj import Geod
from shapely import LineString

from mocgioi.analysis.figures.inspections import is_overdue
from mocgioi.analysis.lines import measurements
from mocgioi.errors import CannotWrite
from mocgioi.outputs.map.facts import MapFacts, MarkerFacts
from mocgioi.store.geopackage import connect
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker, drawing
from mocgioi.tracker.drawing import map_facts
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.moments import today
from tests.outputs.map.carrying import carried
from tests.store import builders
from tests.tracker import world
from tests.tracker.elsewhere import edit_elsewhere

DAY = "2026-11-10"


@pytest.fixture(scope="module")
def facts(built_demo: object) -> MapFacts:
    from mocgioi import tracker

    return map_facts(tracker.open(str(built_demo)).store, as_of=DAY, lang="vi")


def one(facts: MapFacts, number: str) -> MarkerFacts:
    return next(m for m in facts["markers"] if m["number"] == number)


def test_the_evidence_names_day_file_row_and_who(facts: MapFacts) -> None:
    evidence = one(facts, "944")["evidence"]
    assert evidence is not None
    assert (evidence["observed_on"], evidence["file"]) == ("2024-01-29", "2024-01-po-ma.csv")
    assert evidence["row"] is not None and evidence["observer"] and evidence["recorded_at"]


def test_the_evidence_is_always_in_the_history(facts: MapFacts) -> None:
    reported = [m for m in facts["markers"] if m["evidence"]]
    assert len(reported) > 400
    assert all(m["evidence"] in m["history"] for m in reported)


def test_the_history_is_short_and_begins_with_the_newest(facts: MapFacts) -> None:
    for marker in facts["markers"]:
        days = [seen["observed_on"] or "" for seen in marker["history"]]
        assert days == sorted(days, reverse=True)
        assert len(days) <= 6


def test_the_history_ends_with_the_day_asked_for(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    builders.observe(made.store, builders.road("1116", "none", "2024-01-01"))
    early = map_facts(made.store, as_of="2023-12-31", lang="vi")
    days = {seen["observed_on"] for seen in one(early, "1116")["history"]}
    assert max(filter(None, days)) == "2023-01-01"


def test_a_verdict_is_told_with_who_gave_it_and_why(demo: Tracker) -> None:
    demo.set("1116", road_status="built", on="2026-11-01", by="Nông Văn A")
    first = demo.frame("observations")["uuid"].iloc[-1]
    demo.set("1116", road_status="none", on="2026-11-01", by="B", replaces=first, why="đếm nhầm")
    told = one(map_facts(demo.store, as_of=DAY, lang="vi"), "1116")["history"]
    aside = [seen for seen in told if seen["verdict"] == "set_aside"]
    assert [(seen["observer"], seen["why"]) for seen in aside] == [("Nông Văn A", "đếm nhầm")]


def test_an_isolated_marker_says_how_far_the_network_is_as_reach_does(
    built_demo: object, facts: MapFacts
) -> None:
    from mocgioi import tracker

    reach = {
        m["number"]: m for m in tracker.open(str(built_demo)).roads.reach(as_of=DAY)["markers"]
    }
    isolated = [m for m in facts["markers"] if m["measured"] == "isolated"]
    assert len(isolated) == 3
    assert [m["to_network_m"] for m in isolated] == [
        reach[m["number"]]["to_network_m"] for m in isolated
    ]
    assert {m["to_network_m"] for m in facts["markers"] if m["measured"] != "isolated"} == {None}


def test_what_to_do_is_what_reach_says(built_demo: object, facts: MapFacts) -> None:
    from mocgioi import tracker

    reach = {
        m["number"]: m for m in tracker.open(str(built_demo)).roads.reach(as_of=DAY)["markers"]
    }
    for marker in facts["markers"]:
        assert marker["advice"] == reach[marker["number"]]["advice"]
    assert len({m["advice"] for m in facts["markers"]}) > 3


def test_a_marker_not_seen_for_a_year_is_overdue(facts: MapFacts) -> None:
    for marker in facts["markers"]:
        seen = marker["last_observed_on"]
        assert marker["overdue"] == is_overdue(seen, DAY, 365)
    assert one(facts, "944")["overdue"] is False


def test_how_long_is_too_long_is_an_argument(demo: Tracker) -> None:
    patient = map_facts(demo.store, as_of=DAY, lang="vi", overdue_after_days=100_000)
    overdue = [m for m in patient["markers"] if m["overdue"]]
    assert [m for m in overdue if m["last_observed_on"] is not None] == []


def test_a_marker_never_seen_is_overdue() -> None:
    assert is_overdue(None, DAY, 100_000)


def test_differences_are_those_of_the_report(demo: Tracker, facts: MapFacts) -> None:
    counted = demo.figures.coverage(as_of=DAY)
    for kind in ("declared_only", "measured_only"):
        told = [m["number"] for m in facts["markers"] if m["difference"] == kind]
        assert told == counted[kind] != []


def test_measures_are_those_of_reach(demo: Tracker, facts: MapFacts) -> None:
    rows = {row["number"]: row for row in demo.roads.reach(as_of=DAY)["markers"]}
    for marker in facts["markers"]:
        row = rows[marker["number"]]
        assert (marker["measured"], marker["nearest_road_m"], marker["nearest_road"]) == (
            *(row["measured"], row["nearest_road_m"], row["nearest_road"]),
        )


def test_on_an_earlier_day_a_road_that_is_near_is_told_and_none_that_is_wrong(
    demo: Tracker,
) -> None:
    day = "2023-12-31"
    rows = {row["number"]: row for row in demo.roads.reach(as_of=day)["markers"]}
    markers = map_facts(demo.store, as_of=day, lang="vi")["markers"]
    told = [m for m in markers if m["nearest_road_m"] is not None]
    for marker in told:
        assert marker["nearest_road_m"] == rows[marker["number"]]["nearest_road_m"]
    assert len(told) < len(markers)
    for marker in markers:
        assert marker["measured"] == rows[marker["number"]]["measured"]
        assert marker["measured"] in ("none", "unknown") or marker in told


def test_a_status_edited_elsewhere_moves_the_nearest_road(tmp_path: Path) -> None:
    made = world.make(tmp_path)

    def nearest() -> dict[str, str | None]:
        markers = map_facts(made.store, as_of=today(), lang="vi")["markers"]
        return {marker["number"]: marker["nearest_road"] for marker in markers}

    assert nearest()["1119"] == "Đường lên mốc 1119"
    edit_elsewhere(made, "UPDATE roads SET status = 'none' WHERE road_class = 'access'")
    assert set(nearest().values()) == {"Tuần tra"}


def test_a_map_of_what_cannot_be_written_says_that_its_measures_are_out_of_date(
    demo: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = connect(demo.store.path, write=True)
    try:
        connection.execute("UPDATE writer SET writing = 2")  # so that it was ever so
        connection.execute("DELETE FROM roads WHERE serves LIKE '%1286%'")
    finally:
        connection.close()

    def refuse(_: Store, **__: object) -> None:
        raise CannotWrite("chỉ đọc", "read-only")

    monkeypatch.setattr(Store, "writing", refuse)
    told: list[str] = []
    page = demo.maps.page(as_of=DAY, lang="en", remark=told.append)
    assert (
        carried(page)["lacks"] == ["measures"] and "should measure again (command reach)" in told[0]
    )
    facts = map_facts(demo.store, as_of=DAY, lang="vi")
    assert {(m["measured"], m["nearest_road_m"]) for m in facts["markers"]} == {("unknown", None)}


def test_a_map_of_current_results_measures_no_marker(
    demo: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_up_to_date(demo.store)
    before = demo.store.path.read_bytes()
    for measuring in ("nearest_of_lines", "proximity_of"):
        monkeypatch.setattr(measurements, measuring, None)
    assert map_facts(demo.store, as_of=DAY, lang="vi")["lacks"] == []
    assert demo.store.path.read_bytes() == before


def test_where_no_marker_is_isolated_no_line_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = world.make(tmp_path)
    for looking in ("gaps_to_network", "nearest_roads"):
        monkeypatch.setattr(drawing, looking, None)
    told = map_facts(made.store, as_of=DAY, lang="vi")["markers"]
    assert {m["measured"] for m in told} == {"reached", "none"}


def test_donors_stand_with_their_project(facts: MapFacts) -> None:
    project = next(p for p in facts["projects"] if "1049" in p["serves"])
    assert [one["donor"] for one in project["donors"]] == [
        "Agribank",
        "Kiểm lâm",
        "Agribank Văn Lãng",
    ]


def test_a_commune_knows_its_former_names(facts: MapFacts) -> None:
    formerly = {c["name"]: c["formerly"] for c in facts["communes"]}
    assert formerly["Quốc Khánh"] == ["Quốc Khánh", "Tri Phương", "Đội Cấn"]


def test_kilometres_run_from_end_to_end(facts: MapFacts) -> None:
    km = [place["km"] for place in facts["kilometres"]]
    assert km == [float(step) for step in range(231)]
    placed = {m["number"]: m for m in facts["markers"] if m["border_km"] is not None}
    near = min(placed.values(), key=lambda m: abs((m["border_km"] or 0.0) - 90.0))
    ninety = facts["kilometres"][90]
    assert ninety["longitude"] == pytest.approx(near["longitude"], abs=0.01)
    assert ninety["latitude"] == pytest.approx(near["latitude"], abs=0.01)


def test_a_road_without_a_stated_length_has_the_length_of_its_line(demo: Tracker) -> None:
    connection = connect(demo.store.path, write=True)
    try:
        connection.execute("UPDATE writer SET writing = 2")  # so that it was ever so
        connection.execute("UPDATE roads SET length_m = NULL WHERE serves LIKE '%1286%'")
    finally:
        connection.close()
    roads = map_facts(demo.store, as_of=DAY, lang="vi")["roads"]
    unstated = [road for road in roads if road["length_m"] is None]
    assert unstated
    for road in unstated:
        lines = map(LineString, road["lines"])
        geodesic_m = sum(Geod(ellps="WGS84").geometry_length(line) for line in lines)
        assert road["drawn_m"] == pytest.approx(geodesic_m, rel=0.01)
    assert {road["drawn_m"] for road in roads if road["length_m"] is not None} == {None}
