"""The fold as SQL gives what the fold gives, whatever was observed and decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.decision import VERDICTS, Decision
from mocgioi.domain.observation import Observation, fold_markers
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.fold_sql import states_sql

_TABLES = """
CREATE TABLE observations (uuid, subject, aspect, value, observed_on, recorded_at, observer);
CREATE TABLE decisions (uuid, observation_uuid, verdict, recorded_at, answers, commit_number);
"""
_EXISTS = Observation("e", "1116", "existence", "yes", None, "2020-01-01T00:00:00.000Z")
_DAYS = (None, "2024-01-01", "2024-01-02", "2024-01-03")
_HANDS = (None, "", "Lê Văn An", "đồn Ba Sơn")

# A marker that is given another number is another subject of the fold's answer.
_ASPECTS = [code for code in ASPECTS if code not in ("existence", "number")]

Folded = dict[str, tuple[str | None, str | None, str | None, int]]


def by_sql(observations: Sequence[Observation], decisions: Sequence[Decision]) -> Folded:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES)
        connection.executemany(
            "INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(*o[:6], o.observer) for o in observations],
        )
        connection.executemany(
            "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, 1)",
            [(*d[:4], " ".join(d.answers)) for d in decisions],
        )
        found = connection.execute(f"{states_sql(repr('1116'))} SELECT * FROM states")
        return {aspect: tuple(state) for aspect, *state in found}


def by_the_fold(observations: Sequence[Observation], decisions: Sequence[Decision]) -> Folded:
    return {
        aspect: (
            state.value,
            state.since,
            state.confirmed_by.observed_on if state.confirmed_by else None,
            len(state.disagreements),
        )
        for aspect, state in fold_markers(observations, decisions)["1116"].aspects.items()
    }


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Observation], list[Decision]]:
    """Return what was observed of a marker, and decided about it in any order."""
    among = draw(st.lists(st.sampled_from(_ASPECTS), min_size=1, max_size=3))
    observations = [_EXISTS]
    for place in range(draw(st.integers(1, 10))):
        aspect = draw(st.sampled_from([*among, "road_status", "funding"]))
        codes = [*CODE_LISTS.get(aspect, {"x": 0, "y": 0, "z": 0})][:4]
        observations.append(
            Observation(
                f"o{place}",
                "1116",
                aspect,
                draw(st.sampled_from(codes)),
                draw(st.sampled_from(_DAYS)),
                f"2025-01-0{draw(st.integers(1, 3))}T00:00:00.000Z",
                observer=draw(st.sampled_from(_HANDS)),
            )
        )
    decisions: list[Decision] = []
    for place in range(draw(st.integers(0, 6))):
        earlier = [decision.uuid for decision in decisions]
        answered = draw(st.lists(st.sampled_from(earlier), unique=True)) if earlier else []
        decisions.append(
            Decision(
                f"d{place}",
                f"o{draw(st.integers(0, len(observations) - 2))}",
                draw(st.sampled_from(VERDICTS)),
                f"2025-02-0{draw(st.integers(1, 3))}T00:00:00.000Z",
                answers=tuple(answered),
            )
        )
    return observations, decisions


@given(histories())
@settings(max_examples=100)
def test_the_fold_in_sql_is_the_fold(
    history: tuple[list[Observation], list[Decision]],
) -> None:
    assert by_sql(*history) == by_the_fold(*history)


def test_two_sides_kept_apart_wait_again() -> None:
    sides = [
        Observation(name, "1116", "road_status", value, "2024-01-02", "2025-01-01T00:00:00.000Z")
        for name, value in (("o1", "built"), ("o2", "none"))
    ]
    kept = [
        Decision(f"d{side.uuid}", side.uuid, "keep", "2025-02-01T00:00:00.000Z") for side in sides
    ]
    folded = by_sql([_EXISTS, *sides], kept)
    assert folded["road_status"] == (None, None, None, 1)
    assert folded == by_the_fold([_EXISTS, *sides], kept)
