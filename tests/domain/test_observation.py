"""The fold: facts about single cases, and properties over random histories."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from mocgioi.domain.observation import (
    AspectState,
    Decision,
    Observation,
    fold,
    fold_markers,
    latest_verdicts,
)

_COUNTER = itertools.count()


def seen(
    value: str,
    on: str | None,
    *,
    at: str = "2024-01-01T00:00:00.000Z",
    aspect: str = "road_status",
    uuid: str | None = None,
    funding: str | None = None,
) -> Observation:
    return Observation(uuid or f"o{next(_COUNTER)}", "1116", aspect, value, on, at, funding)


def decided(
    observation: Observation, verdict: str, at: str = "2024-06-01T00:00:00.000Z"
) -> Decision:
    return Decision(f"d{next(_COUNTER)}", observation.uuid, verdict, at)


def state(
    observations: Sequence[Observation],
    decisions: Sequence[Decision] = (),
    as_of: str | None = None,
    known_at: str | None = None,
) -> AspectState:
    verdicts = latest_verdicts(decisions, known_at)
    return fold(observations, verdicts, as_of=as_of, known_at=known_at)


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


def test_funding_named_later_in_the_run_is_taken() -> None:
    run = state([seen("built", "2023-05-01"), seen("built", "2024-05-01", funding="scheme")])
    assert run.funding == "scheme"


def test_a_marker_that_no_register_named_does_not_exist() -> None:
    assert fold_markers([seen("built", "2023-05-01")], []) == {}


_DAYS = st.sampled_from([None, "2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"])
_TIMES = st.integers(1, 9).map(lambda n: f"2024-0{n}-01T00:00:00.000Z")
_STATUS = st.sampled_from(["none", "approved", "under_construction", "built"])


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Observation], list[Decision]]:
    """Observations of one road status, in any order, with decisions and undos about them."""
    count = draw(st.integers(0, 8))
    observations = [
        seen(draw(_STATUS), draw(_DAYS), at=draw(_TIMES), uuid=f"u{i}") for i in range(count)
    ]
    verdict = st.sampled_from(["keep", "set_aside", "undone", "held", "reopened"])
    decisions = [
        Decision(f"v{i}", draw(st.sampled_from(observations)).uuid, draw(verdict), draw(_TIMES))
        for i in range(draw(st.integers(0, 5)) if observations else 0)
    ]
    return observations, decisions


def replay(
    observations: Sequence[Observation],
    decisions: Sequence[Decision],
    as_of: str,
    known_at: str,
) -> str | None:
    """The state by the rules of ``LAWS.md``, in as few lines as they take."""
    said: dict[str, Decision] = {}
    for decision in sorted(decisions, key=lambda d: (d.recorded_at, d.uuid)):
        if decision.recorded_at <= known_at:
            said[decision.observation] = decision
    value = None
    for day in ["", *sorted({o.observed_on for o in observations if o.observed_on})]:
        here = [
            o for o in observations if (o.observed_on or "") == day and o.recorded_at <= known_at
        ]
        here = [o for o in here if not (o.uuid in said and said[o.uuid].verdict in EXCLUDED)]
        kept = [o for o in here if o.uuid in said and said[o.uuid].verdict == "keep"]
        if day > as_of or not here:
            continue
        if kept:
            last = max(kept, key=lambda o: (said[o.uuid].recorded_at, said[o.uuid].uuid))
            value = last.value
        elif len({o.value for o in here}) == 1 and not (
            value == "built" and here[0].value != "built"
        ):
            value = here[0].value
    return value


EXCLUDED = {"set_aside", "undone", "held"}


@given(histories(), st.sampled_from(["2020-01-01", "2022-06-01", "2030-01-01"]), _TIMES)
def test_an_independent_replay_gives_the_same_state(
    history: tuple[list[Observation], list[Decision]], as_of: str, known_at: str
) -> None:
    assert state(*history, as_of, known_at).value == replay(*history, as_of, known_at)


@given(histories(), st.randoms())
def test_arrival_order_changes_nothing(
    history: tuple[list[Observation], list[Decision]], random: object
) -> None:
    observations, decisions = history
    shuffled, later = list(observations), list(decisions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(later)  # type: ignore[attr-defined]
    one, other = state(observations, decisions), state(shuffled, later)
    assert (one.value, one.since, one.evidence, one.disagreements) == (
        other.value,
        other.since,
        other.evidence,
        other.disagreements,
    )


@given(histories(), histories(), st.sampled_from(["2022-06-01", "2030-01-01"]))
def test_a_figure_as_of_a_day_known_at_a_time_never_changes_again(
    history: tuple[list[Observation], list[Decision]],
    later: tuple[list[Observation], list[Decision]],
    as_of: str,
) -> None:
    known_at = "2024-12-31T00:00:00.000Z"
    more = [
        o._replace(uuid="l" + o.uuid, recorded_at=o.recorded_at.replace("2024", "2025"))
        for o in later[0]
    ]
    decisions = [
        d._replace(uuid="l" + d.uuid, recorded_at=d.recorded_at.replace("2024", "2025"))
        for d in later[1]
    ]
    before = state(*history, as_of, known_at)
    after = state([*history[0], *more], [*history[1], *decisions], as_of, known_at)
    assert before == after
