"""The fold once more, by ``LAWS.md``, *State*: rule by rule, and without a thought for speed."""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import AspectState, Disagreement, Observation

WORST_FIRST = ("impassable", "damaged", "good")
Days = dict[str, list[Observation]]
Outcome = tuple[Observation | None, Sequence[Observation], Observation | None]
"""Of a day: what it counts by, which sides wait, and what they contradict."""


def by_the_laws(
    observations: Sequence[Observation],
    decisions: Sequence[Decision],
    as_of: str,
    known_at: int,
) -> AspectState:
    """The whole state of one aspect of one marker, by itself."""
    last = by_observation([d for d in decisions if d.commit <= known_at])
    days: Days = {}
    for o in sorted(observations, key=lambda o: (o.observed_on or "", o.recorded_at, o.uuid)):
        is_excluded = o.uuid in last and last[o.uuid].verdict in {"set_aside", "undone", "held"}
        if o.commit <= known_at and (o.observed_on or "") <= as_of and not is_excluded:
            days.setdefault(o.observed_on or "", []).append(o)
    settled: list[Observation] = []
    waiting: list[Disagreement] = []
    for here in days.values():
        chosen, sides, standing = outcome(here, run_at_the_end(settled), last)
        settled += [chosen] if chosen else []
        if sides:
            waiting.append(
                Disagreement(
                    marker=here[0].subject,
                    aspect=here[0].aspect,
                    observed_on=here[0].observed_on,
                    sides=tuple(sides),
                    standing=standing,
                )
            )
    return told_of(run_at_the_end(settled))._replace(disagreements=tuple(waiting))


def by_observation(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """State 7: of several decisions about one observation that which none answers; two of these
    that say the contrary leave it disputed.
    """
    standing: dict[str, Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.recorded_at, d.uuid)):
        rivals = [e for e in decisions if e.observation == d.observation]
        if any(d.uuid in e.answers for e in rivals):
            continue
        other = standing.get(d.observation)
        is_contrary = other is not None and (
            other.verdict == "disputed" or counts(other) != counts(d)
        )
        standing[d.observation] = d._replace(verdict="disputed") if is_contrary else d
    return standing


def counts(decision: Decision) -> bool:
    return decision.verdict in {"keep", "reopened"}


def outcome(
    here: Sequence[Observation], run: Sequence[Observation], last: dict[str, Decision]
) -> Outcome:
    """State 4 to 6, 9, 10 and 12: what becomes of a day after the run that stands before it."""
    kept = [o for o in here if o.uuid in last and last[o.uuid].verdict == "keep"]
    standing = run[0] if run else None
    disputed = [o for o in here if o.uuid in last and last[o.uuid].verdict == "disputed"]
    if disputed:
        rest = [o for o in here if o not in disputed]
        if not rest or not (kept or here[0].aspect in ("note", "road_condition")):
            return None, here, standing
        chosen, sides, _ = outcome(rest, run, last)
        return chosen, [*disputed, *sides], chosen or standing
    if here[0].aspect == "note":
        return here[-1], (), None
    if here[0].aspect == "road_condition":
        worst = min(WORST_FIRST.index(o.value) for o in here)
        return next(o for o in here if o.value == WORST_FIRST[worst]), (), None
    if kept:
        replies = {uuid for o in kept for uuid in last[o.uuid].answers}
        unanswered = [o for o in kept if last[o.uuid].uuid not in replies]
        if len({o.value for o in unanswered}) > 1:
            return None, [o for o in here if o in unanswered or o not in kept], standing
        chosen = max(unanswered, key=lambda o: (last[o.uuid].recorded_at, last[o.uuid].uuid))
        return chosen, [o for o in here if o not in kept and o.value != chosen.value], chosen
    if any(o.value != here[0].value for o in here):
        weaker = [o for o in here if o.value == "under_construction"]
        is_pair = {o.value for o in here} == {"built", "under_construction"}
        is_built = standing is not None and standing.value == "built"
        if here[0].aspect == "road_status" and is_pair and not is_built:
            return weaker[0], [o for o in here if o != weaker[0]], weaker[0]
        return None, here, standing
    if here[0].aspect == "funding" and standing is not None:
        return (here[0], (), None) if here[0].value == standing.value else (None, here, standing)
    was_built = standing is not None and standing.value == "built"
    if here[0].aspect == "road_status" and was_built and here[0].value != "built":
        return None, here, standing
    return here[0], (), None


def run_at_the_end(settled: Sequence[Observation]) -> list[Observation]:
    """State 11: the last days in a row that say the same."""
    others = [i for i, o in enumerate(settled) if o.value != settled[-1].value]
    return list(settled[others[-1] + 1 if others else 0 :])


def who_paid(
    observations: Sequence[Observation],
    decisions: Sequence[Decision],
    as_of: str,
    known_at: int,
) -> AspectState:
    """State 12: the funding of one marker, by what was observed of it and of its road."""
    of_road = [o for o in observations if o.aspect == "road_status"]
    road = by_the_laws(of_road, decisions, as_of, known_at)
    named = [o for o in observations if o.aspect == "funding"] if road.value == "built" else []
    since = [o for o in named if road.since is None or (o.observed_on or "") >= road.since]
    return by_the_laws(since, decisions, as_of, known_at)


def told_of(run: Sequence[Observation]) -> AspectState:
    """State 11: since when, and by whom."""
    if not run:
        return AspectState()
    return AspectState(
        value=run[0].value,
        since=run[0].observed_on,
        evidence=run[0],
        confirmed_by=run[-1],
    )
