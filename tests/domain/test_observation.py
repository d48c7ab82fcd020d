"""The fold: facts about single cases, and properties over random histories."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Sequence
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mocgioi.domain.decision import (
    DISPUTED,
    EXCLUDED,
    Decision,
    last_verdict_sql,
    latest_verdicts,
    stands_sql,
)
from mocgioi.domain.first_said import fold_first
from mocgioi.domain.observation import (
    AspectState,
    Observation,
    fold,
    fold_markers,
    fold_subjects,
)
from tests.commits import number

from .by_the_laws import by_the_laws, who_paid

_COUNTER = itertools.count()


def seen(
    value: str,
    on: str | None,
    *,
    at: str = "2024-01-01T00:00:00.000Z",
    aspect: str = "road_status",
    uuid: str | None = None,
    commit: int | None = None,
) -> Observation:
    seen = Observation(uuid or f"o{next(_COUNTER)}", "1116", aspect, value, on, at)
    return seen._replace(commit=number(at) if commit is None else commit)


def paid(
    payer: str, on: str | None, *, at: str = "2024-01-01T00:00:00.000Z", uuid: str | None = None
) -> Observation:
    return seen(payer, on, at=at, aspect="funding", uuid=uuid)


def decided(
    observation: Observation,
    verdict: str,
    at: str = "2024-06-01T00:00:00.000Z",
    answers: Sequence[Decision] = (),
) -> Decision:
    made = Decision(f"d{next(_COUNTER)}", observation.uuid, verdict, at, commit=number(at))
    return made._replace(answers=tuple(decision.uuid for decision in answers))


def state(
    observations: Sequence[Observation],
    decisions: Sequence[Decision] = (),
    as_of: str | None = None,
    known_at: str | int | None = None,
) -> AspectState:
    known_at = number(known_at) if isinstance(known_at, str) else known_at
    verdicts = latest_verdicts(decisions, known_at)
    return fold(observations, verdicts, as_of=as_of, known_at=known_at)


def funding(
    observations: Sequence[Observation],
    decisions: Sequence[Decision] = (),
    as_of: str | None = None,
) -> AspectState:
    """The funding of a marker that exists, by what was observed of it."""
    exists = seen("yes", None, aspect="existence", commit=1)
    folded = fold_markers([exists, *observations], decisions, as_of=as_of)
    return folded["1116"].aspects.get("funding", AspectState())


def test_nothing_observed_is_no_value() -> None:
    assert state([]).value is None


def test_the_latest_day_counts() -> None:
    assert state([seen("built", "2023-05-01"), seen("none", "2022-05-01")]).value == "built"


def test_an_undated_observation_holds_from_the_beginning() -> None:
    assert state([seen("none", None)], as_of="1900-01-01").value == "none"


def test_a_later_day_is_not_seen_as_of_an_earlier_one() -> None:
    assert state([seen("built", "2023-05-01")], as_of="2023-04-30").value is None


def test_the_as_of_day_itself_counts() -> None:
    assert state([seen("built", "2023-05-01")], as_of="2023-05-01").value == "built"


def test_what_was_recorded_later_is_not_known_earlier() -> None:
    late = seen("built", "2023-05-01", at="2024-02-01T00:00:00.000Z")
    assert state([late], known_at="2024-01-31T23:59:59.999Z").value is None


def test_two_values_on_one_day_count_for_neither() -> None:
    contested = state(
        [seen("none", "2022-01-01"), seen("built", "2023-05-01"), seen("approved", "2023-05-01")]
    )
    assert contested.value == "none"
    assert [len(d.sides) for d in contested.disagreements] == [2]


def test_built_and_under_construction_on_one_day_count_as_the_weaker_and_wait() -> None:
    weaker = seen("under_construction", "2023-05-01")
    sides = [seen("built", "2023-05-01"), seen("under_construction", "2023-05-01")]
    contested = state([seen("approved", "2022-01-01"), *sides, weaker])
    assert (contested.value, contested.since) == ("under_construction", "2023-05-01")
    (waiting,) = contested.disagreements
    assert waiting.standing in (weaker, sides[1])
    assert {waiting.standing, *waiting.sides} == {*sides, weaker}


def test_a_third_value_of_the_day_lets_none_count() -> None:
    values = ("built", "under_construction", "none")
    contested = state([seen(value, "2023-05-01") for value in values])
    assert contested.value is None
    assert [len(d.sides) for d in contested.disagreements] == [3]


def test_what_was_built_before_stays_so_when_a_day_says_both() -> None:
    built = seen("built", "2022-05-01")
    day = [seen("built", "2023-05-01"), seen("under_construction", "2023-05-01")]
    contested = state([built, *day])
    assert (contested.value, contested.since) == ("built", "2022-05-01")
    (waiting,) = contested.disagreements
    assert (waiting.standing, set(waiting.sides)) == (built, set(day))


def test_a_later_day_is_built_and_the_day_that_said_both_still_waits() -> None:
    day = [seen("built", "2023-05-01"), seen("under_construction", "2023-05-01")]
    later = state([*day, seen("built", "2023-09-01")])
    assert (later.value, later.since, len(later.disagreements)) == ("built", "2023-09-01", 1)


def test_a_decision_settles_a_day_that_says_both() -> None:
    built, weaker = seen("built", "2023-05-01"), seen("under_construction", "2023-05-01")
    settled = state([built, weaker], [decided(built, "keep"), decided(weaker, "set_aside")])
    assert (settled.value, settled.disagreements) == ("built", ())


def test_built_then_said_not_to_be_waits_for_a_person() -> None:
    built = seen("built", "2023-05-01")
    contested = state([built, seen("none", "2025-05-01")])
    assert contested.value == "built"
    assert contested.disagreements[0].standing == built


def test_a_decision_for_the_later_value_settles_it() -> None:
    none = seen("none", "2025-05-01")
    settled = state([seen("built", "2023-05-01"), none], [decided(none, "keep")])
    assert (settled.value, settled.since, settled.disagreements) == ("none", "2025-05-01", ())


def test_a_side_set_aside_no_longer_contests() -> None:
    none = seen("none", "2025-05-01")
    settled = state([seen("built", "2023-05-01"), none], [decided(none, "set_aside")])
    assert (settled.value, settled.disagreements) == ("built", ())


def test_a_decision_is_not_known_before_it_was_taken() -> None:
    none = seen("none", "2025-05-01")
    observations = [seen("built", "2023-05-01"), none]
    decision = decided(none, "keep", "2025-06-01T00:00:00.000Z")
    assert state(observations, [decision], known_at="2025-05-31T00:00:00.000Z").value == "built"


def test_a_late_row_against_a_decided_day_opens_a_disagreement_and_moves_nothing() -> None:
    kept = seen("built", "2025-05-01")
    late = seen("none", "2025-05-01", at="2025-09-01T00:00:00.000Z")
    settled = state([kept, late], [decided(kept, "keep")])
    assert settled.value == "built"
    assert settled.disagreements[0].sides == (late,)


def test_reopening_lifts_a_decision() -> None:
    none = seen("none", "2025-05-01")
    decisions = [
        decided(none, "set_aside", "2025-06-01T00:00:00.000Z"),
        decided(none, "reopened", "2025-07-01T00:00:00.000Z"),
    ]
    assert len(state([seen("built", "2023-05-01"), none], decisions).disagreements) == 1


def test_an_undone_observation_does_not_count() -> None:
    built = seen("built", "2023-05-01")
    assert state([built], [decided(built, "undone")]).value is None


def test_damage_after_repair_contests_nothing() -> None:
    condition = state(
        [
            seen("good", "2023-05-01", aspect="road_condition"),
            seen("damaged", "2024-05-01", aspect="road_condition"),
        ]
    )
    assert (condition.value, condition.disagreements) == ("damaged", ())


def test_of_two_road_conditions_on_one_day_the_worse_counts() -> None:
    condition = state(
        [
            seen("impassable", "2024-05-01", aspect="road_condition"),
            seen("good", "2024-05-01", aspect="road_condition"),
        ]
    )
    assert condition.value == "impassable"


def test_two_notes_on_one_day_do_not_contest() -> None:
    notes = [seen("a", "2024-05-01", aspect="note"), seen("b", "2024-05-01", aspect="note")]
    assert state(notes).disagreements == ()


def test_since_is_the_first_day_of_an_unbroken_run() -> None:
    run = state([seen("built", "2023-05-01"), seen("built", "2024-05-01")])
    assert run.since == "2023-05-01"
    assert run.confirmed_by is not None and run.confirmed_by.observed_on == "2024-05-01"


BUILT = "2023-05-01"


def test_a_payer_named_on_a_later_day_of_a_built_road_is_taken() -> None:
    named = funding([seen("built", BUILT), paid("scheme", "2024-05-01")])
    assert (named.value, named.since) == ("scheme", "2024-05-01")


def test_the_payer_that_stands_stays_and_a_later_other_one_waits() -> None:
    first, other = paid("scheme", BUILT), paid("combined", "2024-05-01")
    named = funding([seen("built", BUILT), other, first])
    assert named.value == "scheme"
    (waiting,) = named.disagreements
    assert (waiting.sides, waiting.standing) == ((other,), first)


def test_two_payers_of_one_day_count_for_neither() -> None:
    named = funding([seen("built", BUILT), paid("scheme", BUILT), paid("combined", BUILT)])
    assert named.value is None
    assert [len(d.sides) for d in named.disagreements] == [2]


def test_the_same_payer_again_confirms() -> None:
    again = paid("scheme", "2024-05-01")
    named = funding([seen("built", BUILT), paid("scheme", BUILT), again])
    assert (named.since, named.confirmed_by, named.disagreements) == (BUILT, again, ())


def test_a_payer_that_a_person_keeps_counts_from_its_day() -> None:
    first, other = paid("scheme", BUILT), paid("combined", "2024-05-01")
    built = seen("built", BUILT)
    decisions = [decided(other, "keep")]
    named = funding([built, first, other], decisions)
    assert (named.value, named.since, named.disagreements) == ("combined", "2024-05-01", ())
    assert funding([built, first, other], decisions, "2024-04-30").value == "scheme"


def test_a_payer_named_before_the_road_was_built_counts_for_nothing() -> None:
    early, real = paid("scheme", "2022-12-01"), paid("combined", BUILT)
    named = funding([seen("approved", "2022-12-01"), early, seen("built", BUILT), real])
    assert (named.value, named.disagreements) == ("combined", ())


def test_nobody_paid_for_a_road_that_is_not_built() -> None:
    assert funding([seen("approved", BUILT), paid("scheme", BUILT)]) == AspectState()
    assert funding([paid("scheme", BUILT)]) == AspectState()


def test_a_road_built_from_the_beginning_was_paid_for_on_any_day() -> None:
    assert funding([seen("built", None), paid("scheme", BUILT)]).value == "scheme"


def test_a_payer_of_a_run_that_a_person_ended_is_none_of_the_next() -> None:
    none = seen("none", "2024-01-01")
    road = [seen("built", BUILT), none, seen("built", "2025-05-01")]
    named = funding(
        [*road, paid("scheme", BUILT), paid("combined", "2025-05-01")], [decided(none, "keep")]
    )
    assert (named.value, named.disagreements) == ("combined", ())


def test_a_side_that_agrees_with_a_decision_waits_no_more() -> None:
    kept, agreeing = seen("built", "2025-05-01"), seen("built", "2025-05-01")
    settled = state([kept, agreeing], [decided(kept, "keep")])
    assert (settled.value, settled.disagreements) == ("built", ())


def test_of_two_kept_on_one_day_the_one_decided_last_counts() -> None:
    first, last = seen("none", "2025-05-01", uuid="z"), seen("approved", "2025-05-01", uuid="a")
    before = decided(first, "keep", "2025-06-01T00:00:00.000Z")
    decisions = [decided(last, "keep", "2025-05-01T00:00:00.000Z", [before]), before]
    assert state([first, last], decisions).evidence == last
    assert state([last, first], decisions).disagreements == ()


def test_two_kept_apart_on_one_day_wait_until_somebody_answers_both() -> None:
    sides = seen("none", "2025-05-01"), seen("approved", "2025-05-01")
    apart = [decided(side, "keep") for side in sides]
    (disagreement,) = state(sides, apart).disagreements
    assert (disagreement.sides, state(sides, apart).value) == (sides, None)
    settled = [
        decided(sides[0], "keep", answers=apart),
        decided(sides[1], "set_aside", answers=apart),
    ]
    assert state(sides, [*apart, *settled]).value == "none"


def test_two_kept_apart_that_say_the_same_are_no_disagreement() -> None:
    sides = seen("none", "2025-05-01"), seen("none", "2025-05-01")
    told = state(sides, [decided(side, "keep") for side in sides])
    assert (told.value, told.disagreements) == ("none", ())


def test_the_last_of_a_chain_counts_even_where_its_clock_stands_behind() -> None:
    one = seen("built", "2025-05-01")
    first = decided(one, "keep", "2025-09-01T00:00:00.000Z")
    second = decided(one, "set_aside", "2025-01-01T00:00:00.000Z", [first])
    assert state([one], [first, second]).value is None
    third = decided(one, "reopened", "2024-01-01T00:00:00.000Z", [second])
    assert state([one], [third, second, first]).value == "built"


@pytest.mark.parametrize("contrary", ["set_aside", "undone", "held"])
def test_contrary_decisions_made_apart_leave_what_they_are_about_waiting(contrary: str) -> None:
    before, one = seen("none", "2025-01-01"), seen("built", "2025-05-01")
    apart = [decided(one, "keep"), decided(one, contrary)]
    told = state([before, one], apart)
    assert (told.value, told.disagreements[0].sides, told.disagreements[0].standing) == (
        "none",
        (one,),
        before,
    )
    assert state([before, one], [*apart, decided(one, "keep", answers=apart)]).value == "built"


def test_decisions_made_apart_that_agree_count_as_one() -> None:
    one = seen("built", "2025-05-01")
    assert state([one], [decided(one, "set_aside"), decided(one, "undone")]).disagreements == ()
    assert state([one], [decided(one, "keep"), decided(one, "reopened")]).value == "built"


def test_a_note_that_was_kept_and_set_aside_apart_is_not_shown_and_waits() -> None:
    first, one = (
        seen(text, "2025-05-01", at=f"2025-06-0{i}T00:00:00.000Z", aspect="note")
        for i, text in enumerate("ab", 1)
    )
    told = state([first, one], [decided(one, "keep"), decided(one, "set_aside")])
    assert (told.value, told.disagreements[0].sides) == ("a", (one,))


def test_what_answers_later_than_is_known_answers_nothing_yet() -> None:
    one = seen("built", "2025-05-01")
    apart = [decided(one, "keep"), decided(one, "undone")]
    both = decided(one, "keep", "2024-07-01T00:00:00.000Z", apart)
    assert state([one], [*apart, both], known_at="2024-06-30T00:00:00.000Z").disagreements
    assert state([one], [*apart, both], known_at="2024-07-01T00:00:00.000Z").value == "built"


def test_a_late_row_contradicts_what_was_decided() -> None:
    kept, late = seen("built", "2025-05-01"), seen("none", "2025-05-01")
    (disagreement,) = state([kept, late], [decided(kept, "keep")]).disagreements
    assert disagreement.standing == kept


def test_a_condition_of_no_list_is_not_worse_than_any() -> None:
    day = [
        seen("of a later version", "2025-05-01", aspect="road_condition"),
        seen("good", "2025-05-01", aspect="road_condition"),
    ]
    assert state(day).value == "good"


def test_a_folded_marker_knows_its_subject() -> None:
    named = seen("yes", None, aspect="existence")
    assert fold_markers([named], [])["1116"].subject == "1116"


def test_a_marker_that_no_register_named_does_not_exist() -> None:
    assert fold_markers([seen("built", "2023-05-01")], []) == {}


_DAYS = st.sampled_from([None, "2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"])
_TIMES = st.integers(1, 9).map(lambda n: f"2024-0{n}-01T00:00:00.000Z")
COMMITS = st.integers(1, 9)
VALUES = {
    "road_status": ["none", "approved", "under_construction", "built"],
    "marker_condition": ["intact", "minor_damage", "missing"],
    "road_condition": ["good", "damaged", "impassable"],
    "note": ["a", "b", "c"],
    "funding": ["scheme", "contributions", "combined"],
}


@st.composite
def histories(
    draw: st.DrawFn, aspects: Sequence[str] = ("road_status",)
) -> tuple[list[Observation], list[Decision]]:
    """Observations of one aspect of a marker, in any order, with decisions and undos about them."""
    aspect = draw(st.sampled_from(aspects))
    value = st.sampled_from(VALUES[aspect])
    observations = [
        seen(
            draw(value),
            draw(_DAYS),
            at=draw(_TIMES),
            aspect=aspect,
            uuid=f"u{i}",
            commit=draw(COMMITS),
        )
        for i in range(draw(st.integers(0, 8)))
    ]
    verdict = st.sampled_from(["keep", "keep", "set_aside", "undone", "held", "reopened"])
    decisions: list[Decision] = []
    for i in range(draw(st.integers(0, 5)) if observations else 0):
        answers = draw(st.sets(st.sampled_from([d.uuid for d in decisions]))) if i else set()
        decisions.append(
            Decision(
                f"v{i}",
                draw(st.sampled_from(observations)).uuid,
                draw(verdict),
                draw(_TIMES),
                answers=tuple(sorted(answers)),
                commit=draw(COMMITS),
            )
        )
    return observations, decisions


@given(
    histories(tuple(VALUES)), st.sampled_from(["2020-01-01", "2022-06-01", "2030-01-01"]), COMMITS
)
@settings(max_examples=100)
def test_the_whole_state_is_that_of_the_laws(
    history: tuple[list[Observation], list[Decision]], as_of: str, known_at: int
) -> None:
    assert state(*history, as_of, known_at) == by_the_laws(*history, as_of, known_at)


@given(st.lists(histories(tuple(VALUES)), max_size=4), st.booleans(), COMMITS)
def test_markers_are_folded_aspect_by_aspect(
    parts: list[tuple[list[Observation], list[Decision]]], exists: bool, known_at: int
) -> None:
    observations = [
        o._replace(uuid=f"{i}{o.uuid}", subject=f"{i % 2 + 1}")
        for i, (observed, _) in enumerate(parts)
        for o in observed
    ]
    decisions = [
        d._replace(uuid=f"{i}{d.uuid}", observation=f"{i}{d.observation}")
        for i, (_, about) in enumerate(parts)
        for d in about
    ]
    named = [seen("yes", None, aspect="existence", commit=1)] if exists else []
    states = fold_markers(
        [*observations, *(o._replace(subject="1") for o in named)],
        decisions,
        as_of="2022-06-01",
        known_at=known_at,
    )
    assert set(states) == ({"1"} if exists else set())
    for aspect in VALUES if exists else ():
        mine = [o for o in observations if o.subject == "1"]
        of_aspect = [o for o in mine if o.aspect == aspect]
        asked = ("2022-06-01", known_at)
        expected = (
            who_paid(mine, decisions, *asked)
            if aspect == "funding"
            else by_the_laws(of_aspect, decisions, *asked)
        )
        assert states["1"].aspects.get(aspect, AspectState()) == expected
        assert states["1"].value(aspect) == expected.value


@given(
    histories(),
    histories(("funding",)),
    st.sampled_from(["2020-01-01", "2022-06-01", "2030-01-01"]),
    COMMITS,
    st.randoms(),
)
@settings(max_examples=100)
def test_who_paid_is_that_of_the_laws_whatever_came_first(
    of_road: tuple[list[Observation], list[Decision]],
    of_payers: tuple[list[Observation], list[Decision]],
    as_of: str,
    known_at: int,
    random: object,
) -> None:
    observations = [*of_road[0], *(o._replace(uuid=f"p{o.uuid}") for o in of_payers[0])]
    decisions = [
        *of_road[1],
        *(d._replace(uuid=f"p{d.uuid}", observation=f"p{d.observation}") for d in of_payers[1]),
    ]
    expected = who_paid(observations, decisions, as_of, known_at)
    random.shuffle(observations)  # type: ignore[attr-defined]
    exists = seen("yes", None, aspect="existence", commit=1)
    states = fold_markers([*observations, exists], decisions, as_of=as_of, known_at=known_at)
    assert states["1116"].aspects.get("funding", AspectState()) == expected


@given(histories(), st.none() | COMMITS)
def test_the_last_verdict_is_the_same_in_sql(
    history: tuple[list[Observation], list[Decision]], known_at: int | None
) -> None:
    observations, decisions = history
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(
            "CREATE TABLE decisions"
            " (uuid, observation_uuid, verdict, recorded_at, answers, commit_number)"
        )
        connection.executemany(
            "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?)",
            [(*d[:4], " ".join(d.answers) or None, d.commit) for d in decisions],
        )
        known = None if known_at is None else ":known_at"
        for o in observations:
            asked = {"uuid": o.uuid, "known_at": known_at}
            (verdict,) = connection.execute(
                f"SELECT {last_verdict_sql(':uuid', known)}", asked
            ).fetchone()
            last = latest_verdicts(decisions, known_at).get(o.uuid)
            assert verdict == (last.verdict if last else None)
            (stands,) = connection.execute(f"SELECT {stands_sql(':uuid')}", asked).fetchone()
            now = latest_verdicts(decisions).get(o.uuid)
            assert bool(stands) == (now is None or now.verdict not in {*EXCLUDED, DISPUTED})


@given(histories(tuple(VALUES)), st.randoms())
def test_arrival_order_changes_nothing(
    history: tuple[list[Observation], list[Decision]], random: object
) -> None:
    observations, decisions = history
    shuffled, later = list(observations), list(decisions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(later)  # type: ignore[attr-defined]
    assert state(shuffled, later) == state(observations, decisions)


@given(histories(), histories(), st.sampled_from(["2022-06-01", "2030-01-01"]))
def test_a_figure_as_of_a_day_known_at_a_time_never_changes_again(
    history: tuple[list[Observation], list[Decision]],
    later: tuple[list[Observation], list[Decision]],
    as_of: str,
) -> None:
    more = [o._replace(uuid="l" + o.uuid, commit=o.commit + 9) for o in later[0]]
    decisions = [d._replace(uuid="l" + d.uuid, commit=d.commit + 9) for d in later[1]]
    before = state(*history, as_of, 9)
    after = state([*history[0], *more], [*history[1], *decisions], as_of, 9)
    assert before == after


_SAID_FIRST = ["existence", "commune", "road_status", "road_condition", "note", "number", "funding"]


@given(st.lists(st.tuples(st.sampled_from(_SAID_FIRST), _DAYS), max_size=6))
def test_what_is_said_first_of_a_subject_is_its_state(said: list[tuple[str, str | None]]) -> None:
    values = {"existence": "yes", "road_status": "built", "number": "1117"}
    observations = [seen(values.get(a, "good"), day, aspect=a) for a, day in said]
    first = fold_first(observations)
    folded = fold_subjects(observations, [], "existence")
    aspects = [aspect for aspect, _ in said]
    if len(set(aspects)) < len(aspects) or {"number", "funding"} & set(aspects):
        assert first is None
    elif "existence" in aspects:
        assert folded["1116"].aspects == first
    else:
        assert folded == {}
