"""Decisions about observations, and which of them is the last.

The rules are ``LAWS.md``, *State* 6 to 8. What a decision answers came before it, whatever the
clocks said; two of which neither answers the other were made apart, in two copies of a store.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mocgioi.records import NamedTuple
from mocgioi.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mocgioi.domain.observation import Observation

VERDICTS = ("keep", "set_aside", "undone", "held", "reopened")
EXCLUDED = frozenset({"set_aside", "undone", "held"})
"""Verdicts by which an observation does not count."""
DISPUTED = "disputed"
"""What stands in the place of a verdict where decisions made apart say the contrary: that an
observation counts, and that it does not. No decision is ever recorded with it."""


class Decision(NamedTuple):
    """What a person decided about one observation.

    Attributes:
        uuid: identity of the decision.
        observation: uuid of the observation it is about.
        verdict: ``keep`` (it stands), ``set_aside`` (it does not count), ``undone`` (its
            batch or row was taken back), ``held`` (it waits for a person) or ``reopened``
            (earlier decisions about it are lifted).
        recorded_at: the instant (UTC) it was written, by the clock where that was done.
        decided_by: who decided.
        why: the reason given.
        resolution: uuid shared by the decisions that settle one disagreement or undo one batch.
        answers: uuids of the decisions that were the last when it was made: about the same
            observation, and about the others of its day. What a decision answers came before
            it, whatever the clocks said.
        commit: number of the commit by which it came into this store.
    """

    uuid: str
    observation: str
    verdict: str
    recorded_at: str
    decided_by: str | None = None
    why: str | None = None
    resolution: str | None = None
    answers: tuple[str, ...] = ()
    commit: int = 0


def decision_about(
    about: str,
    verdict: str,
    recorded_at: str,
    *,
    by: str | None,
    why: str | None,
    resolution: str,
    commit: int,
    because_of: str | None = None,
) -> Decision:
    """Return a decision, its identity made of what it says.

    Args:
        about: uuid of the observation. by: who decides; None: the program.
        because_of: uuid of the observation it is made with, whose identity tells it from others
            of the same words in every copy of a store. Where there is none, the instant and the
            commit do: a clock may show one instant twice.
    """
    made = (because_of,) if because_of is not None else (recorded_at, commit)
    uuid = identity_of("decision", about, verdict, why, by, *made)
    return Decision(uuid, about, verdict, recorded_at, by, why, resolution, commit=commit)


def identity_of(*content: str | int | None) -> str:
    """Return the identity that follows from a content: the same one in every copy of a store."""
    dumps, sha256 = _hashing()
    return str(sha256(dumps(content).encode()).hexdigest()[:32])


@cache
def _hashing() -> tuple[Any, Any]:
    """Return what writes a content and what hashes it, loaded by whoever writes to a store."""
    import json
    from hashlib import sha256

    return json.dumps, sha256


def latest_verdicts(
    decisions: Iterable[Decision], known_at: int | None = None
) -> dict[str, Decision]:
    """Return, by observation uuid, the last decision about it known by commit `known_at`.

    Where several are the last, made apart, and say the contrary, it is one of them with the
    verdict `DISPUTED`, which answers what all of them answer.
    """
    latest: dict[str, Decision] = {}
    for observation, last in last_decisions(decisions, known_at).items():
        latest[observation] = last[-1]
        if len({decision.verdict in EXCLUDED for decision in last}) > 1:
            latest[observation] = last[-1]._replace(verdict=DISPUTED)
    return latest


def held(decisions: Iterable[Decision]) -> set[str]:
    """Return the uuids of the observations that wait for a person by the last decision on them."""
    return {o for o, last in latest_verdicts(decisions).items() if last.verdict == "held"}


def last_decisions(
    decisions: Iterable[Decision], known_at: int | None = None
) -> dict[str, list[Decision]]:
    """Return, by observation uuid, the decisions about it that none known by `known_at` answers.

    It is one of them, unless some were made apart; then the one of the latest clock is the last.
    """
    of_observation: dict[str, list[Decision]] = {}
    for decision in decisions:
        if known_at is None or decision.commit <= known_at:
            of_observation.setdefault(decision.observation, []).append(decision)
    for observation, about in of_observation.items():
        if len(about) > 1:
            answered = {uuid for decision in about for uuid in decision.answers}
            last = [decision for decision in about if decision.uuid not in answered]
            of_observation[observation] = sorted(last, key=order)
    return of_observation


def answering(
    made: Iterable[Decision], known: Iterable[Decision], observations: Iterable[Observation]
) -> list[Decision]:
    """Return decisions about to be recorded with what they answer.

    Args:
        known: the decisions there are. observations: those that either are about, at least.
    """
    days = {o.uuid: (o.subject, o.aspect, o.observed_on) for o in observations}
    of_day: dict[tuple[str, str, str | None] | None, list[str]] = {}
    for observation, last in last_decisions(known).items():
        if observation in days:
            of_day.setdefault(days[observation], []).extend(decision.uuid for decision in last)
    return [
        decision._replace(answers=tuple(sorted(of_day.get(days.get(decision.observation), ()))))
        for decision in made
    ]


def last_verdict_sql(observation: str, known_at: str | None = None) -> str:
    """Return the SQL of the verdict of the last decision about an observation: `latest_verdicts`
    for one, where a table holds them.

    Args:
        observation: SQL of the observation's uuid.
        known_at: SQL of the number of the last commit known, inclusive; None: no limit.
    """

    def is_last(decision: str) -> str:
        return (
            f"{decision}.observation_uuid = {observation}{known(decision)} AND NOT EXISTS"
            " (SELECT 1 FROM decisions AS later"
            f" WHERE later.observation_uuid = {observation}{known('later')}"
            f" AND instr(later.answers, {decision}.uuid) > 0)"
        )

    def known(decision: str) -> str:
        return f" AND {decision}.commit_number <= {known_at}" if known_at is not None else ""

    contrary = f"(other.verdict IN ({_EXCLUDED_SQL})) <> (last.verdict IN ({_EXCLUDED_SQL}))"
    return (
        "(SELECT CASE WHEN EXISTS (SELECT 1 FROM decisions AS other"
        f" WHERE {is_last('other')} AND {contrary}) THEN '{DISPUTED}' ELSE last.verdict END"
        f" FROM decisions AS last WHERE {is_last('last')}"
        " ORDER BY last.recorded_at DESC, last.uuid DESC LIMIT 1)"
    )


_EXCLUDED_SQL = ", ".join(f"'{verdict}'" for verdict in sorted(EXCLUDED))


def stands_sql(observation: str, known_at: str | None = None) -> str:
    """Return the SQL condition that the last verdict on an observation lets it count.

    Args:
        observation, known_at: as in `last_verdict_sql`.
    """
    verdict = f"coalesce({last_verdict_sql(observation, known_at)}, 'keep')"
    return f"{verdict} NOT IN ({_EXCLUDED_SQL}, '{DISPUTED}')"


def order(decision: Decision) -> tuple[str, str]:
    """Return what decisions made apart are told apart by: the latest clock comes last."""
    return (decision.recorded_at, decision.uuid)
