"""What is asked of an earlier day, or by earlier knowledge, is answered as it was then."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mocgioi.analysis.lines import measurements
from mocgioi.domain.position import Position
from mocgioi.errors import MarkerNotFound
from mocgioi.store.drafts import Draft
from mocgioi.tracker import Tracker
from mocgioi.tracker.drawing import map_facts
from tests.keeping import kept_open
from tests.store.builders import observe, road
from tests.tracker import world
from tests.tracker.world import NUMBERS, take_in

pytestmark = pytest.mark.slow

CHANGED = "2026-06-01"
EVE = "2026-05-31"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(world.make(tmp_path))


def answers(made: Tracker, as_of: str, known_at: str | None = None) -> dict[str, str]:
    """Return everything that is told of a day, as JSON, without what tells of the whole store."""
    when: dict[str, Any] = {"as_of": as_of, "known_at": known_at}
    every = ("commune", "post", "district", "funding", "stretch", "year", "marker")
    documents: dict[str, Any] = {
        "report": made.figures.coverage(by=every, **when),
        "full": made.figures.coverage(full=True, **when),
        "explain": made.figures.explain("road_built", **when),
        "reach": made.roads.reach(**when),
        "check": made.roads.check(**when),
        "cost": made.roads.costs(**when),
        "cases": made.cases.document(ended=True, **when),
        "map": map_facts(made.store, lang="vi", **when),
        "commune": made.show_subject("commune", "a", **when),
        "marker": made.show("1118", **when),
    }
    for document in documents.values():
        document.pop("last_recorded_at", None)
        document["known_at"] = known_at
        if known_at is None:
            document.pop("head", None)
    return {name: json.dumps(document, sort_keys=True) for name, document in documents.items()}


def knowledge(made: Tracker) -> str:
    known_at = made.figures.coverage()["known_at"]
    assert known_at is not None
    return known_at


def east(draw: st.DrawFn, number: str) -> Position:
    longitude, latitude = world.place(number)
    return Position(longitude + draw(st.integers(-30, 30)) / 1e4, latitude)


@st.composite
def files(draw: st.DrawFn) -> list[tuple[str, list[Any]]]:
    """Draw the files of a register that say otherwise, leave out, and add."""
    maybe = st.booleans()
    markers = [
        world.marker(
            number,
            position=east(draw, number),
            commune=draw(st.sampled_from("ab")),
            needs_road=draw(st.sampled_from(("yes", "no"))),
        )
        for number in (*NUMBERS, "1121")
        if draw(maybe)
    ]
    roads = [
        world.access(
            number,
            geometry=world.access(draw(st.sampled_from(NUMBERS))).geometry,
            status=draw(st.sampled_from(("built", "none", "under_construction"))),
            serves=(draw(st.sampled_from(NUMBERS)),),
            funding=draw(st.sampled_from((None, "district_budget"))),
        )
        for number in NUMBERS
        if draw(maybe)
    ]
    communes = [
        commune._replace(
            name=draw(st.sampled_from((commune.name, "Đoàn Kết"))),
            geometry=world.area(106.69, 106.70 + draw(st.integers(1, 60)) / 1e3),
        )
        for commune in world.COMMUNES
        if draw(maybe)
    ]
    taken: list[tuple[str, list[Any]]] = [
        ("markers", markers),
        ("roads", roads),
        ("communes", communes),
    ]
    return draw(st.permutations([(kind, listed) for kind, listed in taken if listed]))


Told = dict[str, dict[str, str]]


@cache
def told_before() -> tuple[str, Told]:
    """Return an instant, and what is told of some days before any other file comes in."""
    with tempfile.TemporaryDirectory() as folder:
        made = world.make(Path(folder))
        then = knowledge(made)
        return then, told(made, then)


def told(made: Tracker, then: str) -> Told:
    with made.store.kept_open():
        return {
            "on the eve": answers(made, EVE),
            "years before": answers(made, "2022-12-31"),
            "known before": answers(made, CHANGED, then),
        }


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_no_file_of_the_register_moves_what_is_told_of_a_day_before_it(
    changes: list[tuple[str, list[Any]]],
) -> None:
    then, before = told_before()
    with tempfile.TemporaryDirectory() as folder:
        made = world.make(Path(folder))
        for kind, listed in changes:
            take_in(made, kind, listed, on=CHANGED)
        assert told(made, then) == before


def names(made: Tracker, as_of: str) -> list[str | None]:
    groups = made.figures.coverage(by=("commune",), as_of=as_of)["groups"]
    return [group["name"] for group in groups if group["code"]]


def measured(made: Tracker, as_of: str, **when: Any) -> dict[str | None, str | None]:
    groups = made.figures.coverage(by=("marker",), as_of=as_of, **when)["groups"]
    return {group["code"]: group["measured"] for group in groups}


def by_reach(made: Tracker, as_of: str) -> dict[str, str]:
    return {row["number"]: row["measured"] for row in made.roads.reach(as_of=as_of)["markers"]}


def road_to(made: Tracker, number: str) -> str:
    return made.show_subject("road", f"Đường lên mốc {number}")["subject"]


def test_a_report_names_the_communes_of_its_day(made: Tracker) -> None:
    renamed = world.COMMUNES[0]._replace(name="Đoàn Kết")
    take_in(made, "communes", [renamed], on=CHANGED)
    assert names(made, EVE) == ["Quốc Khánh", "Kháng Chiến"]
    assert names(made, CHANGED) == ["Đoàn Kết", "Kháng Chiến"]


def test_what_was_published_is_told_in_the_names_of_its_day(made: Tracker) -> None:
    made.figures.publish(as_of=EVE, title="Hội nghị", by="officer")
    take_in(made, "communes", [world.COMMUNES[0]._replace(name="Đoàn Kết")], on=CHANGED)
    take_in(made, "markers", [world.marker("1118", commune="a")], on="2022-01-01")
    (publication,) = made.figures.coverage(as_of=EVE)["publications"]
    (moved,) = publication["moved"]
    assert moved["now"]["commune_name"] == "Quốc Khánh"


def test_a_road_that_is_gone_is_there_on_the_days_before(made: Tracker) -> None:
    uuid = road_to(made, "1117")
    world.end(made, "road", uuid, on=CHANGED)
    assert measured(made, EVE)["1117"] == by_reach(made, EVE)["1117"] == "reached"
    assert measured(made, CHANGED)["1117"] == by_reach(made, CHANGED)["1117"] == "none"


def test_a_marker_that_was_retired_is_there_on_the_days_before(made: Tracker) -> None:
    world.end(made, "marker", "1117", on=CHANGED)
    assert measured(made, EVE)["1117"] == by_reach(made, EVE)["1117"] == "reached"
    assert "1117" not in measured(made, CHANGED) and "1117" not in by_reach(made, CHANGED)
    assert made.show("1117", as_of=EVE)["road"]["status"] == "built"


def test_a_retired_marker_is_answered_by_the_last_day_it_stood(made: Tracker) -> None:
    world.end(made, "marker", "1117", on=CHANGED)
    with pytest.raises(MarkerNotFound, match="retired on 2026-06-01") as caught:
        made.show("1117")
    assert f"show 1117 --as-of {EVE}" in caught.value.words().vi


def test_a_marker_asked_for_before_it_stood_is_answered_by_its_day(made: Tracker) -> None:
    take_in(made, "markers", [world.marker("1121")], on=CHANGED)
    with pytest.raises(MarkerNotFound, match=f"there since {CHANGED}"):
        made.show("1121", as_of=EVE)
    assert made.show("1121", as_of=CHANGED)["number"] == "1121"


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        ("roads", world.access("1117", geometry=world.access("1120").geometry)),
        ("markers", world.marker("1117", position=Position(106.75, 21.0))),
    ],
    ids=["road", "marker"],
)
def test_the_lines_of_a_day_are_measured_where_they_were(
    kind: str, changed: Any, made: Tracker
) -> None:
    take_in(made, kind, [changed], on=CHANGED)
    assert measured(made, EVE)["1117"] == by_reach(made, EVE)["1117"] == "reached"
    assert measured(made, CHANGED)["1117"] == by_reach(made, CHANGED)["1117"] == "none"


def test_measuring_a_day_that_is_past_writes_nothing(made: Tracker) -> None:
    take_in(made, "roads", [world.access("1117", geometry=world.trunk().geometry)], on=CHANGED)
    before = made.store.path.read_bytes()
    answers(made, EVE)
    assert made.store.path.read_bytes() == before


def test_where_no_line_moved_since_nothing_is_measured_again(
    made: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(made, "roads", [world.access("1117", length_m=600.0)], on=CHANGED)
    monkeypatch.setattr(measurements, "measurements", None)
    assert measured(made, EVE)["1117"] == "reached"


def test_where_markers_changed_their_commune_the_roads_of_a_day_keep_theirs(made: Tracker) -> None:
    moved = [world.marker(number, commune="c") for number in ("1118", "1119")]
    take_in(made, "markers", moved, on=CHANGED)
    assert measured(made, EVE)["1120"] == by_reach(made, EVE)["1120"] == "none"
    assert measured(made, CHANGED)["1120"] == by_reach(made, CHANGED)["1120"] == "unknown"


def test_before_a_line_was_known_nothing_is_said_of_it(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    with made.store.reading() as connection:
        (first,) = connection.execute(
            "SELECT recorded_at FROM batches WHERE kind = 'markers'"
        ).fetchone()
    assert set(measured(made, EVE, known_at=first).values()) == {"unknown"}
    assert made.roads.check(as_of=EVE, known_at=first)["roads"] == 0


def test_an_import_that_was_taken_back_is_known_before_that(made: Tracker) -> None:
    moved = world.access("1117", geometry=world.access("1120").geometry)
    batch = take_in(made, "roads", [moved], on=CHANGED).batch
    then = knowledge(made)
    made.surveys.undo(batch or "", why="wrong file")
    assert measured(made, CHANGED)["1117"] == "reached"
    assert measured(made, CHANGED, known_at=then)["1117"] == "none"


def test_a_disagreement_is_told_of_the_days_it_waits_on(made: Tracker) -> None:
    observe(made.store, road("1116", "none", CHANGED, 0))
    assert made.show("1116", as_of=EVE)["disagreements"] == []
    assert len(made.show("1116", as_of=CHANGED)["disagreements"]) == 1


def test_the_history_of_a_day_ends_with_it(made: Tracker) -> None:
    observe(made.store, road("1120", "none", CHANGED))
    aspects = [event["aspect"] for event in made.show("1120", as_of=EVE)["history"]]
    assert "road_status" not in aspects
    assert "road_status" in [event["aspect"] for event in made.show("1120")["history"]]


def test_a_map_of_a_day_names_the_files_it_rests_on(made: Tracker) -> None:
    before = map_facts(made.store, as_of=EVE, lang="vi")["sources"]
    take_in(made, "communes", [world.COMMUNES[0]._replace(name="Đoàn Kết")], on=CHANGED)
    assert map_facts(made.store, as_of=EVE, lang="vi")["sources"] == before
    assert len(map_facts(made.store, as_of=CHANGED, lang="vi")["sources"]) == len(before) + 1


def test_another_number_moves_nothing_of_the_days_before(made: Tracker) -> None:
    then = knowledge(made)
    before = told(made, then)
    made.register.renumber("1117", "1130", on=CHANGED, why="decree")
    assert told(made, then) == before
    assert by_reach(made, CHANGED)["1130"] == measured(made, CHANGED)["1130"] == "reached"


@pytest.mark.parametrize("number", ["1117", "1130"], ids=["of then", "of today"])
def test_a_marker_is_shown_as_of_a_day_by_either_of_its_numbers(number: str, made: Tracker) -> None:
    made.register.renumber("1117", "1130", on=CHANGED, why="decree")
    shown = made.show(number, as_of=EVE)
    assert (shown["number"], shown["road"]["status"]) == ("1117", "built")
    assert made.show(number)["number"] == "1130"


@pytest.mark.parametrize("number", ["1117", "1130"], ids=["of then", "of today"])
def test_a_case_and_its_lines_are_asked_for_by_either_number(number: str, made: Tracker) -> None:
    observe(made.store, Draft(0, "1117", "marker_condition", "destroyed", "2026-01-05"))
    made.register.renumber("1117", "1130", on=CHANGED, why="decree")
    for day, named in ((EVE, "1117"), (CHANGED, "1130")):
        (case,) = made.cases.document(number, as_of=day)["cases"]
        (row,) = made.roads.reach(marker=number, as_of=day)["markers"]
        assert case["number"] == row["number"] == named


def test_an_alarm_of_a_day_is_told_by_the_number_of_the_day(made: Tracker) -> None:
    observe(made.store, Draft(0, "1117", "marker_condition", "destroyed", "2026-01-05"))
    made.register.renumber("1117", "1130", on=CHANGED, why="decree")
    numbers = {
        day: [case["number"] for case in made.cases.document(as_of=day)["cases"]]
        for day in (EVE, CHANGED)
    }
    assert numbers == {EVE: ["1117"], CHANGED: ["1130"]}
    (portrait,) = [m for m in map_facts(made.store, as_of=EVE, lang="vi")["markers"] if m["alarm"]]
    assert (portrait["number"], len(portrait["history"])) == ("1117", 2)


def test_a_number_taken_back_is_measured_as_before(made: Tracker) -> None:
    batch = made.register.renumber("1117", "1130", on=CHANGED, why="decree").batch
    made.surveys.undo(batch or "", why="not decreed")
    assert measured(made, CHANGED)["1117"] == "reached"
