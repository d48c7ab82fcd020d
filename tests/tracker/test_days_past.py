"""What is asked of an earlier day, or by earlier knowledge, is answered as it was then."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mocgioi.domain.position import Position
from mocgioi.errors import MarkerNotFound
from mocgioi.store import items as stored
from mocgioi.store.ledger import record
from mocgioi.store.statements import Statement, put_statements, states_of
from mocgioi.tracker import Tracker
from mocgioi.tracker.drawing import map_facts
from tests.store.builders import incoming
from tests.tracker import world
from tests.tracker.world import NUMBERS, take_in

CHANGED = "2026-06-01"
EVE = "2026-05-31"


@pytest.fixture
def made(tmp_path: Path) -> Tracker:
    return world.make(tmp_path)


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
    taken = [("markers", markers), ("roads", roads), ("communes", communes)]
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
