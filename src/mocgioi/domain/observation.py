"""Observations, decisions, and the fold: what is true of a marker as of a day, known at a time.

The rules are ``LAWS.md``, *State*. An observation says one aspect of one marker on one
day. It is never changed or deleted; a decision about it is a further event. The state of
an aspect as of D, known at T, is a pure function of the observations with
``observed_on <= D`` and ``recorded_at <= T`` and of the decisions recorded by T; the order
in which they arrived changes nothing.

Days are ISO dates (``2023-12-31``) and times are UTC instants (``2026-11-22T03:04:05.678Z``),
both as text: they sort as they read, and a store holds thousands of them. An observation
without a day holds from the beginning: what a register says without a date.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.vocabulary import CODE_LISTS

_CONTEST = {code: aspect.contest for code, aspect in ASPECTS.items()}
_LASTING = {code: aspect.lasting for code, aspect in ASPECTS.items()}
_DURING = {code: aspect.during for code, aspect in ASPECTS.items() if aspect.during is not None}

VERDICTS = ("keep", "set_aside", "undone", "held", "reopened")
EXCLUDED = frozenset({"set_aside", "undone", "held"})
"""Verdicts by which an observation does not count."""


class Observation(NamedTuple):
    """One aspect of one marker, seen on one day.

    Attributes:
        uuid: identity, for ever.
        subject: what it is about: the number of a marker.
        aspect: one of `ASPECTS`.
        value: a code of the aspect's list; free text for a note; ``longitude latitude``
            in EPSG:4326, degrees, for a position; the hash (SHA-256) of a photograph.
        observed_on: the day it was seen, or None: it holds from the beginning.
        recorded_at: the instant (UTC) it was written to the store.
        batch: uuid of the batch it came with.
        row: row of the file it stood in.
        observer: who saw it.
        illustrative: it is made up, for a demonstration.
    """

    uuid: str
    subject: str
    aspect: str
    value: str
    observed_on: str | None
    recorded_at: str
    batch: str | None = None
    row: int | None = None
    observer: str | None = None
    illustrative: bool = False


class Decision(NamedTuple):
    """What a person decided about one observation.

    Attributes:
        uuid: identity of the decision.
        observation: uuid of the observation it is about.
        verdict: ``keep`` (it stands), ``set_aside`` (it does not count), ``undone`` (its
            batch or row was taken back), ``held`` (it waits for a person) or ``reopened``
            (earlier decisions about it are lifted).
        recorded_at: the instant (UTC) it was written.
        decided_by: who decided.
        why: the reason given.
        resolution: uuid shared by the decisions that settle one disagreement or undo one batch.
    """

    uuid: str
    observation: str
    verdict: str
    recorded_at: str
    decided_by: str | None = None
    why: str | None = None
    resolution: str | None = None


class Disagreement(NamedTuple):
    """A contested day of one aspect of one marker (số liệu chưa thống nhất).

    Attributes:
        marker: the marker's number.
        aspect: the aspect contested.
        observed_on: the day contested; None where undated observations differ.
        sides: the observations of that day that wait for a decision.
        standing: the observation that counts meanwhile, of an earlier day or decided.
    """

    marker: str
    aspect: str
    observed_on: str | None
    sides: tuple[Observation, ...]
    standing: Observation | None = None

    @property
    def is_against_standing(self) -> bool:
        """Whether what counts meanwhile is contradicted, and so is one of the answers.

        It is where it is of the same day, or where it lasts (a road that is built). Otherwise
        only the observations of the day contradict each other, and it is none of them.
        """
        standing = self.standing
        return standing is not None and (
            standing.observed_on == self.observed_on or _lasts(self.aspect, standing.value)
        )


class AspectState(NamedTuple):
    """The state of one aspect of one marker.

    Attributes:
        value: the code or text that counts, or None when nothing counts yet.
        since: the day since which it has this value without a break; None = the beginning.
        evidence: the observation it has this value since (căn cứ).
        confirmed_by: the latest observation that says the same.
        disagreements: contested days, oldest first.
    """

    value: str | None = None
    since: str | None = None
    evidence: Observation | None = None
    confirmed_by: Observation | None = None
    disagreements: tuple[Disagreement, ...] = ()


def latest_verdicts(
    decisions: Iterable[Decision], known_at: str | None = None
) -> dict[str, Decision]:
    """Return, by observation uuid, the last decision about it recorded by `known_at`."""
    latest: dict[str, Decision] = {}
    for decision in decisions:
        if known_at is not None and decision.recorded_at > known_at:
            continue
        other = latest.get(decision.observation)
        if other is None or _order(other) < _order(decision):
            latest[decision.observation] = decision
    return latest


def last_verdict_sql(observation: str, known_at: str | None = None) -> str:
    """Return the SQL of the verdict of the last decision about an observation: `latest_verdicts`
    for one, where a table holds them.

    Args:
        observation: SQL of the observation's uuid.
        known_at: SQL of the instant of knowledge, inclusive; None: no limit.
    """
    known = f" AND last.recorded_at <= {known_at}" if known_at is not None else ""
    return (
        "(SELECT last.verdict FROM decisions AS last"
        f" WHERE last.observation_uuid = {observation}{known}"
        " ORDER BY last.recorded_at DESC, last.uuid DESC LIMIT 1)"
    )


def stands_sql(observation: str) -> str:
    """Return the SQL condition that an observation is not excluded by the last verdict on it."""
    excluded = ", ".join(f"'{verdict}'" for verdict in sorted(EXCLUDED))
    return f"coalesce({last_verdict_sql(observation)}, 'keep') NOT IN ({excluded})"


def fold(
    observations: Iterable[Observation],
    verdicts: Mapping[str, Decision],
    *,
    as_of: str | None = None,
    known_at: str | None = None,
) -> AspectState:
    """Return the state of one aspect of one marker, without the others it may depend on.

    Args:
        observations: all observations of that marker and aspect, in any order.
        verdicts: `latest_verdicts` at the same `known_at`.
        as_of: the day asked for, inclusive; None = no limit.
        known_at: the instant of knowledge, inclusive; None = no limit.

    Day by day: the undecided observations of a day that differ contest each other and the
    day counts for neither; once a road is built, an undecided later value other than built
    is contested too, and so is a later value of who paid other than the one that stands; a
    decision settles its day. Of two road conditions on one day the worse counts. Positions
    and notes never contest each other.
    """
    return _fold_standing(_standing(observations, verdicts, as_of, known_at), verdicts)


def _fold_standing(standing: list[Observation], verdicts: Mapping[str, Decision]) -> AspectState:
    """Fold the observations of one marker and aspect that count."""
    if len(standing) == 1:
        only = standing[0]
        return _STATE((only.value, only.observed_on, only, only, ()))
    standing.sort(key=_day_then_record)
    state = NOTHING
    disagreements: list[Disagreement] = []
    for day in _days(standing):
        chosen, contested = _settle(day, verdicts, state)
        if contested is not None:
            disagreements.append(contested)
        if chosen is not None:
            state = _advanced(state, chosen)
    return state._replace(disagreements=tuple(disagreements)) if disagreements else state


NOTHING = AspectState()
"""The state of an aspect of which nothing counts yet."""

_STATE = partial(tuple.__new__, AspectState)
"""`AspectState._make` for a tuple of every field: a report folds thousands."""


def _standing(
    observations: Iterable[Observation],
    verdicts: Mapping[str, Decision],
    as_of: str | None,
    known_at: str | None,
) -> list[Observation]:
    """Return the observations of the days and the knowledge asked for that are not excluded."""
    excluded = {uuid for uuid, decision in verdicts.items() if decision.verdict in EXCLUDED}
    return [
        o
        for o in observations
        if (as_of is None or (o.observed_on or "") <= as_of)
        and (known_at is None or o.recorded_at <= known_at)
        and o.uuid not in excluded
    ]


def _days(standing: list[Observation]) -> list[list[Observation]]:
    """Return the observations of each day, of observations in the order of their days."""
    days: list[list[Observation]] = []
    for observation in standing:
        if days and days[-1][0].observed_on == observation.observed_on:
            days[-1].append(observation)
        else:
            days.append([observation])
    return days


def _day_then_record(observation: Observation) -> tuple[str, str, str]:
    return (observation.observed_on or "", observation.recorded_at, observation.uuid)


def _order(decision: Decision) -> tuple[str, str]:
    return (decision.recorded_at, decision.uuid)


def _settle(
    day: list[Observation], verdicts: Mapping[str, Decision], state: AspectState
) -> tuple[Observation | None, Disagreement | None]:
    """Return the observation that gives the day its value, and the day's disagreement."""
    aspect = day[0].aspect
    contest = _CONTEST.get(aspect, "sources")
    if contest == "never":
        return day[-1], None
    if contest == "worst":
        return min(day, key=_badness), None
    kept = [o for o in day if o.uuid in verdicts and verdicts[o.uuid].verdict == "keep"]
    if contest == "sources":
        day = _last_of_each_source(day, kept)
    if kept:
        chosen = max(kept, key=lambda o: _order(verdicts[o.uuid]))
        open_sides = tuple(o for o in day if o not in kept and o.value != chosen.value)
        return chosen, _contest(open_sides, chosen) if open_sides else None
    if len(day) > 1 and len({o.value for o in day}) > 1:
        return None, _contest(tuple(day), state.evidence)
    if state.value is not None and state.value != day[0].value and _lasts(aspect, state.value):
        return None, _contest(tuple(day), state.evidence)
    return day[0], None


def _last_of_each_source(day: list[Observation], kept: Sequence[Observation]) -> list[Observation]:
    """Return what each source said last on a day, and what was kept of it.

    Whoever is not named is a source of his own.
    """
    last = {o.observer or o.uuid: o for o in day}
    return [o for o in day if last[o.observer or o.uuid] is o or o in kept]


def _lasts(aspect: str, value: str) -> bool:
    """Say whether a value that stands stays, whatever a later day says undecided."""
    return _CONTEST.get(aspect) == "once" or value == _LASTING.get(aspect)


def _badness(observation: Observation) -> int:
    """Return the place of a value from the worst; a code list runs from best to worst."""
    codes = list(CODE_LISTS[observation.aspect])
    value = observation.value
    return len(codes) - (codes.index(value) if value in codes else -1)


def _contest(sides: tuple[Observation, ...], standing: Observation | None) -> Disagreement:
    side = sides[0]
    return Disagreement(side.subject, side.aspect, side.observed_on, sides, standing)


def _advanced(state: AspectState, chosen: Observation) -> AspectState:
    """Let `chosen` be the day's value: begin a run of a new value, or confirm the old one."""
    if state.evidence is None or chosen.value != state.value:
        return _STATE((chosen.value, chosen.observed_on, chosen, chosen, ()))
    return _STATE((state.value, state.since, state.evidence, chosen, ()))


def _within(standing: list[Observation], run: AspectState, value: str) -> list[Observation]:
    """Return what was observed since the day that began the run of `value`, if that stands."""
    if run.value != value:
        return []
    return [o for o in standing if (o.observed_on or "") >= (run.since or "")]


class SubjectState(NamedTuple):
    """The folded aspects of one subject, by aspect; an aspect never observed is absent."""

    subject: str
    aspects: dict[str, AspectState]

    def value(self, aspect: str) -> str | None:
        """Return the value that counts for `aspect`, or None."""
        state = self.aspects.get(aspect)
        return state.value if state else None


def fold_markers(
    observations: Iterable[Observation],
    decisions: Iterable[Decision],
    *,
    as_of: str | None = None,
    known_at: str | None = None,
) -> dict[str, SubjectState]:
    """Fold the observations of many markers; see `fold` for the rules.

    Returns:
        The state of each marker that exists, by number, in no particular order: a marker
        exists once a register has named it, while that naming is not undone and until it is
        retired.
    """
    return fold_subjects(observations, decisions, "existence", as_of=as_of, known_at=known_at)


def fold_subjects(
    observations: Iterable[Observation],
    decisions: Iterable[Decision],
    existence: str,
    *,
    as_of: str | None = None,
    known_at: str | None = None,
) -> dict[str, SubjectState]:
    """Fold the observations of many subjects of one kind; see `fold` for the rules.

    Args:
        existence: the aspect that says of a subject of the kind that it exists.

    Returns:
        The state of each subject that exists, in the order in which they were first spoken of.
    """
    verdicts = latest_verdicts(decisions, known_at)
    entries: dict[tuple[str, str], list[Observation]] = {}
    for observation in _standing(observations, verdicts, as_of, known_at):
        entries.setdefault((observation.subject, observation.aspect), []).append(observation)
    folded: dict[str, dict[str, AspectState]] = {}
    for (subject, aspect), standing in entries.items():
        if aspect not in _DURING:
            folded.setdefault(subject, {})[aspect] = _fold_standing(standing, verdicts)
    for (subject, aspect), standing in entries.items():
        if aspect in _DURING:
            run = folded.get(subject, {}).get(_DURING[aspect].aspect, NOTHING)
            within = _within(standing, run, _DURING[aspect].value)
            if within:
                folded[subject][aspect] = _fold_standing(within, verdicts)
    return {
        subject: SubjectState(subject, aspects)
        for subject, aspects in folded.items()
        if aspects.get(existence, NOTHING).value == "yes"
    }
