"""Observations, decisions, and the fold: what is true of a marker as of a day, known at a time.

The rules are ``LAWS.md``, *State*. An observation says one aspect of one marker on one day. It is
never changed or deleted; a decision about it is a further event. The state of an aspect as of D,
known at N, is a pure function of the observations with ``observed_on <= D`` and ``commit <= N``
and of the decisions of those commits: what is known is all that a commit's number decides.

Days are ISO dates (``2023-12-31``) and times are UTC instants (``2026-11-22T03:04:05.678Z``), as
text that sorts as it reads. Without a day it holds from the beginning: a register without a date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, takewhile
from operator import attrgetter

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.decision import DISPUTED, EXCLUDED, Decision, latest_verdicts, order
from mocgioi.domain.vocabulary import badness
from mocgioi.records import NamedTuple

_CONTEST = {code: aspect.contest for code, aspect in ASPECTS.items()}
_LASTING = {code: aspect.lasting for code, aspect in ASPECTS.items()}
_AGREEING = {code: aspect.agreeing for code, aspect in ASPECTS.items() if aspect.agreeing}
_DURING = {code: aspect.during for code, aspect in ASPECTS.items() if aspect.during is not None}


class Observation(NamedTuple):
    """One aspect of one marker, seen on one day.

    Attributes:
        uuid: identity, for ever.
        subject: what it is about: the number of a marker. aspect: one of `ASPECTS`.
        value: a code of the aspect's list; free text for a note; ``longitude latitude``
            in EPSG:4326, degrees, for a position; the hash (SHA-256) of a photograph.
        observed_on: the day it was seen, or None: it holds from the beginning.
        recorded_at: the instant (UTC) it was written, by the clock where that was done.
        batch: uuid of the batch it came with. row: row of the file it stood in.
        observer: who saw it; of what a register says, the register's file.
        illustrative: it is made up, for a demonstration.
        commit: number of the commit by which it came into this store.
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
    commit: int = 0

    def seen_by(self, file: str | None) -> str | None:
        """Return who saw it; None where that is the file it came with: a register says so itself.

        Args:
            file: the name of the file of its batch.
        """
        return None if self.observer == file else self.observer


class Disagreement(NamedTuple):
    """A contested day of one aspect of one marker (số liệu chưa thống nhất).

    Attributes:
        marker: the marker's number. aspect: the aspect contested.
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
    def observations(self) -> tuple[Observation, ...]:
        """The sides, and what stands where that is of the same day."""
        standing = self.standing
        is_of_day = standing is not None and standing.observed_on == self.observed_on
        return (standing, *self.sides) if standing is not None and is_of_day else self.sides

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


def is_known(event: Observation | Decision, known_at: int | None) -> bool:
    """Say whether an event was known by a commit, inclusive; None = everything is."""
    return known_at is None or event.commit <= known_at


def fold(
    observations: Iterable[Observation],
    verdicts: Mapping[str, Decision],
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> AspectState:
    """Return the state of one aspect of one marker, without the others it may depend on.

    Args:
        observations: all observations of that marker and aspect, in any order.
        verdicts: `latest_verdicts` at the same `known_at`.
        as_of: the day asked for, inclusive; None = no limit.
        known_at: number of the last commit known, inclusive; None = no limit.

    Day by day: the undecided observations of a day that differ contest each other and the
    day counts for neither, but of a road that is built and under construction as the latter;
    once a road is built, an undecided later value other than built
    is contested too, and so is a later value of who paid other than the one that stands; a
    decision settles its day. Of two road conditions on one day the worse counts. Positions
    and notes never contest each other.
    """
    return _fold_standing(standing_of(observations, verdicts, as_of, known_at), verdicts)


def _fold_standing(standing: list[Observation], verdicts: Mapping[str, Decision]) -> AspectState:
    """Fold the observations of one marker and aspect that count."""
    only = standing[0] if len(standing) == 1 else None
    if only and (only.uuid not in verdicts or verdicts[only.uuid].verdict != DISPUTED):
        return _STATE((only.value, only.observed_on, only, only, ()))
    if _each_gives_its_day(standing, verdicts):
        standing.sort(key=_day_then_record)
        run = list(takewhile(lambda o: o.value == standing[-1].value, reversed(standing)))
        return _STATE((run[0].value, run[-1].observed_on, run[-1], run[0], ()))
    state = NOTHING
    disagreements: list[Disagreement] = []
    for now, contested in settled_by_day(standing, verdicts):
        state = now
        if contested is not None:
            disagreements.append(contested)
    return state._replace(disagreements=tuple(disagreements)) if disagreements else state


def _each_gives_its_day(standing: list[Observation], verdicts: Mapping[str, Decision]) -> bool:
    """Say whether all are of other days, none is decided about and no value lasts (`_settle`)."""
    aspect = standing[0].aspect if standing else ""
    if _CONTEST.get(aspect) == "once" or _LASTING.get(aspect) is not None:
        return False
    is_of_days = len({o.observed_on for o in standing}) == len(standing) > 0
    return is_of_days and not (verdicts and any(o.uuid in verdicts for o in standing))


def settled_by_day(
    standing: list[Observation], verdicts: Mapping[str, Decision]
) -> Iterator[tuple[AspectState, Disagreement | None]]:
    """Yield the state after each day of one marker and aspect, and the day's disagreement.

    Args:
        standing: what counts of them (`standing_of`), put into the order of its days here.
    """
    standing.sort(key=_day_then_record)
    state = NOTHING
    for _, day in groupby(standing, key=attrgetter("observed_on")):
        chosen, contested = _settle(list(day), verdicts, state)
        if chosen is not None:
            state = _advanced(state, chosen)
        yield state, contested


NOTHING = AspectState()
"""The state of an aspect of which nothing counts yet."""

_STATE = partial(tuple.__new__, AspectState)
"""`AspectState._make` for a tuple of every field: a report folds thousands."""


def standing_of(
    observations: Iterable[Observation],
    verdicts: Mapping[str, Decision],
    as_of: str | None,
    known_at: int | None,
) -> list[Observation]:
    """Return the observations of the days and the knowledge asked for that are not excluded."""
    excluded = {uuid for uuid, decision in verdicts.items() if decision.verdict in EXCLUDED}
    return [
        o
        for o in observations
        if (as_of is None or (o.observed_on or "") <= as_of)
        and (known_at is None or o.commit <= known_at)
        and o.uuid not in excluded
    ]


def _day_then_record(observation: Observation) -> tuple[str, str, str]:
    return (observation.observed_on or "", observation.recorded_at, observation.uuid)


def _settle(
    day: list[Observation], verdicts: Mapping[str, Decision], state: AspectState
) -> tuple[Observation | None, Disagreement | None]:
    """Return the observation that gives the day its value, and the day's disagreement."""
    aspect = day[0].aspect
    if len(day) == 1 and not verdicts and not _stays(aspect, state, day[0].value):
        return day[0], None
    disputed = [o for o in day if o.uuid in verdicts and verdicts[o.uuid].verdict == DISPUTED]
    if disputed:
        return _settle_disputed(day, disputed, verdicts, state)
    contest = _CONTEST.get(aspect, "sources")
    if contest == "never":
        return day[-1], None
    if contest == "worst":
        return min(day, key=lambda o: badness(aspect, o.value)), None
    kept = [o for o in day if o.uuid in verdicts and verdicts[o.uuid].verdict == "keep"]
    if contest == "sources":
        day = _last_of_each_source(day, kept)
    if kept:
        last = _decided_last(kept, verdicts)
        if len({o.value for o in last}) > 1:
            sides = tuple(o for o in day if o in last or o not in kept)
            return None, _contest(sides, state.evidence)
        chosen = max(last, key=lambda o: order(verdicts[o.uuid]))
        open_sides = tuple(o for o in day if o not in kept and o.value != chosen.value)
        return chosen, _contest(open_sides, chosen) if open_sides else None
    if len(day) > 1 and len(values := {o.value for o in day}) > 1:
        return _settle_differing(day, values, state)
    if _stays(aspect, state, day[0].value):
        return None, _contest(tuple(day), state.evidence)
    return day[0], None


def _settle_differing(
    day: list[Observation], values: set[str], state: AspectState
) -> tuple[Observation | None, Disagreement | None]:
    """Settle an undecided day: it waits, and counts for none or as the weaker of two that agree."""
    aspect = day[0].aspect
    weaker, *others = _AGREEING.get(aspect, ("",))
    if values != {weaker, *others} or _stays(aspect, state, weaker):
        return None, _contest(tuple(day), state.evidence)
    chosen = next(o for o in day if o.value == weaker)
    return chosen, _contest(tuple(o for o in day if o is not chosen), chosen)


def _settle_disputed(
    day: list[Observation],
    disputed: Sequence[Observation],
    verdicts: Mapping[str, Decision],
    state: AspectState,
) -> tuple[Observation | None, Disagreement | None]:
    """Settle a day of which decisions made apart say the contrary.

    What never contests, or what somebody kept, counts without what is disputed; else the day
    waits as a whole.
    """
    others = [o for o in day if o not in disputed]
    is_kept = any(o.uuid in verdicts and verdicts[o.uuid].verdict == "keep" for o in others)
    if others and (is_kept or _CONTEST.get(day[0].aspect) in ("never", "worst")):
        chosen, contested = _settle(others, verdicts, state)
        sides = (*disputed, *(contested.sides if contested else ()))
        return chosen, _contest(sides, chosen or state.evidence)
    return None, _contest(tuple(day), state.evidence)


def _decided_last(
    kept: Sequence[Observation], verdicts: Mapping[str, Decision]
) -> list[Observation]:
    """Return which of the observations kept on one day no other one was kept in answer to."""
    answered = {uuid for o in kept for uuid in verdicts[o.uuid].answers}
    return [o for o in kept if verdicts[o.uuid].uuid not in answered]


def _last_of_each_source(day: list[Observation], kept: Sequence[Observation]) -> list[Observation]:
    """Return what each source said last on a day, and what was kept of it.

    Whoever is not named is a source of his own.
    """
    last = {o.observer or o.uuid: o for o in day}
    return [o for o in day if last[o.observer or o.uuid] is o or o in kept]


def _lasts(aspect: str, value: str) -> bool:
    """Say whether a value that stands stays, whatever a later day says undecided."""
    return _CONTEST.get(aspect) == "once" or value == _LASTING.get(aspect)


def _stays(aspect: str, state: AspectState, value: str) -> bool:
    """Say whether what stands stays although a later day says `value` undecided."""
    return state.value is not None and state.value != value and _lasts(aspect, state.value)


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
    known_at: int | None = None,
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
    known_at: int | None = None,
) -> dict[str, SubjectState]:
    """Fold the observations of many subjects of one kind; see `fold` for the rules.

    Args:
        existence: the aspect that says of a subject of the kind that it exists.

    Returns:
        The state of each subject that exists, in the order in which they were first spoken of;
        a marker that was given another number goes by that of the day asked for.
    """
    verdicts = latest_verdicts(decisions, known_at)
    entries: dict[tuple[str, str], list[Observation]] = {}
    for observation in standing_of(observations, verdicts, as_of, known_at):
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
    named = {
        aspects["number"].value or subject if "number" in aspects else subject: aspects
        for subject, aspects in folded.items()
        if aspects.get(existence, NOTHING).value == "yes"
    }
    return {subject: SubjectState(subject, aspects) for subject, aspects in named.items()}
