"""The condition of the markers, worst first, and which were not inspected for too long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from mocgioi.analysis.figures.coverage_facts import CoverageInputs, MarkerFacts
from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.domain.aspects import ON_THE_SPOT
from mocgioi.domain.counting import DEFAULTS, NOT_REPORTED
from mocgioi.domain.observation import NOTHING, Observation, SubjectState
from mocgioi.domain.vocabulary import CODE_LISTS

if TYPE_CHECKING:
    from mocgioi.documents.full_report import (
        ConditionEntry,
        Conditions,
        Inspections,
        PostInspections,
    )


def last_sighting(state: SubjectState) -> Observation | None:
    """Return what was last seen of a marker on the spot; None: nothing ever was, or no day."""
    sightings = [
        aspect.confirmed_by
        for name in ON_THE_SPOT
        if (aspect := state.aspects.get(name)) is not None
        and aspect.confirmed_by is not None
        and aspect.confirmed_by.observed_on
    ]
    return max(sightings, key=lambda seen: seen.observed_on or "", default=None)


def last_seen(state: SubjectState) -> str | None:
    """Return the last day anything was seen of a marker on the spot, ISO; None: never."""
    seen = last_sighting(state)
    return seen.observed_on if seen else None


def is_overdue(seen: str | None, as_of: str, after_days: int) -> bool:
    """Say whether a marker last seen on an ISO day, or never, is overdue (quá hạn kiểm tra).

    >>> is_overdue("2023-01-01", "2024-01-01", 365), is_overdue("2023-01-01", "2024-01-02", 365)
    (False, True)
    """
    if seen is None:
        return True
    return (date.fromisoformat(as_of) - date.fromisoformat(seen)).days > after_days


def conditions(facts: Sequence[MarkerFacts], inputs: CoverageInputs) -> Conditions:
    """Return the markers by condition, and those that are not as they were, worst first.

    What must be reported at once (Law on National Borders 2003, Art. 29) comes first; a marker
    without a report of its condition is counted under ``not_reported``.
    """
    counts = dict.fromkeys((*CODE_LISTS["marker_condition"], NOT_REPORTED), 0)
    listed = []
    for marker in facts:
        condition = marker.marker_condition
        counts[condition or NOT_REPORTED] += 1
        if condition not in (None, "intact"):
            listed.append(_condition(marker, condition, inputs))
    listed.sort(key=lambda entry: not entry["report_at_once"])
    return {"by_condition": counts, "markers": listed}


def _condition(marker: MarkerFacts, condition: str, inputs: CoverageInputs) -> ConditionEntry:
    state = inputs.states[marker.number].aspects.get("marker_condition", NOTHING)
    commune = inputs.communes.get(marker.commune or "")
    return {
        "number": marker.number,
        "condition": condition,
        "report_at_once": marker.report_at_once,
        "since": marker.marker_condition_since,
        "commune": marker.commune,
        "commune_name": commune.name if commune else None,
        "post": marker.post,
        "post_name": inputs.posts.get(marker.post or ""),
        "evidence": evidence_of(state.evidence, inputs.files),
    }


def inspections(
    facts: Sequence[MarkerFacts],
    inputs: CoverageInputs,
    *,
    overdue_after_days: int = DEFAULTS.overdue_after_days,
) -> Inspections:
    """Return of which markers no inspection was entered for long as of the day, by post.

    Those that need a road are asked for, no others: who sees a marker at a gate every day enters
    no row of it.

    Args:
        facts: every marker. inputs: their states, folded over every aspect.
        overdue_after_days: a marker last seen more than so many days before, or never, is
            overdue.
    """
    seen_on = {number: last_seen(state) for number, state in inputs.states.items()}
    by_post: dict[str | None, list[str]] = {code: [] for code in inputs.posts}
    for marker in facts:
        if marker.counts:
            by_post.setdefault(marker.post, []).append(marker.number)
    groups: list[PostInspections] = []
    for post, members in by_post.items():
        overdue = [
            number
            for number in members
            if is_overdue(seen_on[number], inputs.as_of, overdue_after_days)
        ]
        never = [number for number in members if seen_on[number] is None]
        groups.append(
            {
                "post": post,
                "post_name": inputs.posts.get(post or ""),
                "markers": len(members),
                "overdue": len(overdue),
                "never_inspected": len(never),
                "oldest": min(filter(None, (seen_on[n] for n in overdue)), default=None),
                "overdue_markers": overdue,
                "never_inspected_markers": never,
            }
        )
    return {
        "overdue_after_days": overdue_after_days,
        "overdue": sum(group["overdue"] for group in groups),
        "never_inspected": sum(group["never_inspected"] for group in groups),
        "by_post": groups,
    }
