"""What the map tells of the days before is what a report of those days counts."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mocgioi import tracker
from mocgioi.domain.decision import Decision
from mocgioi.outputs.map.facts import MapFacts, MarkerFacts
from mocgioi.store import ledger, reading
from mocgioi.store.drafts import Draft
from mocgioi.tracker import Tracker
from mocgioi.tracker.drawing import map_facts
from tests.store.builders import observe, road
from tests.tracker import world
from tests.tracker.world import NUMBERS, take_in

pytestmark = pytest.mark.slow

TODAY = "2026-11-10"
YEAR_ENDS = tuple(f"{year}-12-31" for year in range(2019, 2026))
OTHER_DAYS = (
    *("2010-01-01", "2022-12-30", "2023-01-01", "2023-01-11", "2023-07-01", "2023-12-19"),
    *("2024-01-29", "2024-12-09", "2025-10-20", "2026-10-12", TODAY),
)


def state_on(marker: MarkerFacts, day: str) -> str | None:
    return next((state for since, state in reversed(marker["states"]) if since <= day), None)


def counts_of(facts: MapFacts, day: str) -> dict[str, int]:
    """Count the markers of a map as of a day as a report does."""
    states = Counter(state_on(marker, day) for marker in facts["markers"])
    built = states["built"] + states["built_damaged"]
    return {
        "markers": sum(states.values()) - states[None],
        "markers_needing_road": sum(states.values()) - states[None] - states["not_needed"],
        "road_built": built,
        "built_damaged": states["built_damaged"],
        **{status: states[status] for status in ("none", "approved", "under_construction")},
        "not_reported": states["not_reported"],
    }


def counts_reported(made: Tracker, day: str, known_at: str | None = None) -> dict[str, int]:
    totals = made.figures.coverage(by=(), as_of=day, known_at=known_at)["totals"]
    statuses = {code: n or 0 for code, n in totals["by_status"].items() if code != "built"}
    keys = ("markers", "markers_needing_road", "road_built", "built_damaged")
    return {**{key: totals[key] or 0 for key in keys}, **statuses}  # type: ignore[literal-required]


def test_the_demonstration_counts_as_its_reports_do(built_demo: Path) -> None:
    made = tracker.open(built_demo)
    facts = map_facts(made.store, as_of=TODAY, lang="vi")
    for day in (*YEAR_ENDS, *OTHER_DAYS):
        assert counts_of(facts, day) == counts_reported(made, day), day


def test_what_was_published_elsewhere_stands_on_its_day(built_demo: Path) -> None:
    (mark,) = map_facts(tracker.open(built_demo).store, as_of=TODAY, lang="vi")["days"]["published"]
    assert (mark["day"], mark["road_built"], mark["own"]) == ("2023-12-31", 223, False)
    assert mark["source"] and mark["inferred"]


def test_a_map_of_a_day_tells_of_no_later_one(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    observe(made.store, road("1120", "built", "2023-07-01"))
    made.figures.publish(as_of="2023-07-01", title="Hội nghị", by="officer")
    facts = map_facts(made.store, as_of="2023-06-30", lang="vi")
    assert {since for m in facts["markers"] for since, _ in m["states"]} == {"", "2023-01-01"}
    assert facts["days"]["published"] == []


def test_a_report_of_the_store_is_a_mark_on_its_day(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    before = made.figures.coverage()["known_at"]
    made.figures.publish(as_of="2024-12-31", title="Hội nghị", by="officer")
    (mark,) = map_facts(made.store, as_of=TODAY, lang="vi")["days"]["published"]
    assert (mark["day"], mark["road_built"], mark["source"], mark["own"]) == (
        *("2024-12-31", 3, "Hội nghị"),
        True,
    )
    for earlier in ({"as_of": "2024-12-30"}, {"as_of": TODAY, "known_at": before}):
        assert map_facts(made.store, lang="vi", **earlier)["days"]["published"] == []


def test_a_marker_that_is_gone_is_told_as_it_was_last(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    observe(made.store, Draft(0, "1117", "marker_condition", "destroyed", "2026-02-01"))
    world.end(made, "marker", "1117", on="2026-06-01")
    facts = map_facts(made.store, as_of=TODAY, lang="vi")
    assert [m["number"] for m in facts["markers"]] == list(NUMBERS)
    gone = facts["markers"][1]
    assert gone["states"] == [("", "not_reported"), ("2023-01-01", "built"), ("2026-06-01", None)]
    assert (gone["gone_on"], gone["commune_code"], gone["alarm"]) == ("2026-06-01", "a", None)
    assert gone["longitude"] == pytest.approx(world.place("1117")[0])
    assert facts["totals"]["markers"] == len(NUMBERS) - 1


_DAYS = st.sampled_from(
    ("2021-03-01", "2022-12-31", "2023-06-01", "2024-02-29", "2025-12-31", "2026-05-01")
)
_VALUES = {
    "road_status": ("built", "none", "approved", "under_construction"),
    "road_condition": ("good", "damaged", "impassable"),
    "need_road": ("yes", "no"),
}
_STEP = itertools.count()


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Draw what befalls a store: visits, decisions, registers, retired and renumbered markers."""
    drawn: list[tuple[Any, ...]] = []
    for _ in range(draw(st.integers(2, 9))):
        kind = draw(st.sampled_from(("see", "see", "see", "decide", "register", "end", "renumber")))
        number = draw(st.sampled_from(NUMBERS))
        if kind == "see":
            aspect = draw(st.sampled_from(tuple(_VALUES)))
            day = draw(_DAYS | st.none())
            drawn.append((kind, number, aspect, draw(st.sampled_from(_VALUES[aspect])), day))
        elif kind == "decide":
            verdict = draw(st.sampled_from(("keep", "set_aside", "held", "undone", "reopened")))
            drawn.append((kind, draw(st.integers(0, 40)), verdict))
        else:
            drawn.append((kind, number, draw(_DAYS), draw(st.sampled_from(("yes", "no")))))
    return drawn


def befall(made: Tracker, step: tuple[Any, ...]) -> None:
    kind, *rest = step
    count = next(_STEP)
    with made.store.reading() as connection:
        number = reading.former_numbers(connection).get(rest[0], rest[0])
        is_there = number in reading.marker_numbers(connection)
    if kind == "see":
        _, aspect, value, day = rest
        observe(made.store, Draft(0, number, aspect, value, day), file=f"visit {count}")
    elif kind == "decide":
        at, verdict = rest
        with made.store.writing() as transaction:
            known = transaction.read(
                "SELECT uuid FROM observations WHERE aspect IN"
                " ('road_status', 'road_condition', 'need_road', 'existence') ORDER BY id"
            )
            about = known[at % len(known)][0]
            when = transaction.instant()
            ledger.decide(transaction, [Decision(f"d{count}", about, verdict, when, "officer")])
    elif kind == "register":
        _, day, need = rest
        take_in(made, "markers", [world.marker(number, needs_road=need)], on=day)
    elif kind == "end":
        world.end(made, "marker", number, on=rest[1])
    elif is_there:
        made.register.renumber(number, f"12{count % 90 + 10}", on=rest[1], why="decree")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps())
def test_whatever_befell_a_store_every_day_counts_as_its_report(
    befallen: list[tuple[Any, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = world.make(Path(folder))
        with made.store.kept_open():
            for step in befallen:
                befall(made, step)
            facts = map_facts(made.store, as_of=TODAY, lang="vi")
            past = map_facts(made.store, as_of="2024-06-30", lang="vi")
            for day in (*YEAR_ENDS, *OTHER_DAYS, "2021-03-01", "2024-02-29", "2026-05-01"):
                reported = counts_reported(made, day)
                assert counts_of(facts, day) == reported, day
                if day <= "2024-06-30":
                    assert counts_of(past, day) == reported, day
