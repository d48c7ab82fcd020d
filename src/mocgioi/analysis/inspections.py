"""The condition of the markers, worst first, and which were not inspected for too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from mocgioi.analysis.coverage_facts import CoverageInputs, MarkerFacts
from mocgioi.analysis.evidence import evidence_of
from mocgioi.domain.observation import NOTHING, Decision, Observation, latest_verdicts
from mocgioi.domain.vocabulary import CODE_LISTS, REPORT_AT_ONCE

OVERDUE_AFTER_DAYS = 365
"""A marker nobody saw for longer is overdue (quá hạn kiểm tra).

No public rule gives a period. Markers are reported on once a year, at the conference, so
one that was not seen for a year is in the report by what somebody saw before the last one.
"""

SEEN_IN_THE_FIELD = frozenset(
    {"road_status", "road_condition", "marker_condition", "position", "note"}
)
"""Aspects that somebody saw on the spot; a register or a decree says the others."""


def conditions(facts: Sequence[MarkerFacts], inputs: CoverageInputs) -> dict[str, Any]:
    """Return the markers by condition, and those that are not as they were, worst first.

    What must be reported at once (Law on National Borders 2003, Art. 29) comes first; a marker
    without a report of its condition is counted under ``not_reported``.
    """
    codes = list(CODE_LISTS["marker_condition"])
    counts = dict.fromkeys((*codes, "not_reported"), 0)
    listed = []
    for one in facts:
        counts[one.marker_condition or "not_reported"] += 1
        if one.marker_condition not in (None, "intact"):
            listed.append(_condition(one, inputs))
    listed.sort(key=lambda entry: not entry["report_at_once"])
    return {"by_condition": counts, "markers": listed}


def _condition(one: MarkerFacts, inputs: CoverageInputs) -> dict[str, Any]:
    state = inputs.states[one.number].aspects.get("marker_condition", NOTHING)
    commune = inputs.communes.get(one.commune or "")
    return {
        "number": one.number,
        "condition": one.marker_condition,
        "report_at_once": one.marker_condition in REPORT_AT_ONCE,
        "since": one.marker_condition_since,
        "commune": one.commune,
        "commune_name": commune.name if commune else None,
        "post": one.post,
        "post_name": inputs.posts.get(one.post or ""),
        "evidence": evidence_of(state.evidence, inputs.files),
    }


def last_seen(
    observations: Iterable[Observation],
    decisions: Iterable[Decision],
    *,
    as_of: str,
    known_at: str | None,
) -> dict[str, str]:
    """Return the last day each marker was seen in the field; undone rows do not count."""
    verdicts = latest_verdicts(decisions, known_at)
    days: dict[str, str] = {}
    for seen in observations:
        day = seen.observed_on
        if (
            day is not None
            and day <= as_of
            and seen.aspect in SEEN_IN_THE_FIELD
            and (known_at is None or seen.recorded_at <= known_at)
            and not (seen.uuid in verdicts and verdicts[seen.uuid].verdict == "undone")
        ):
            days[seen.marker] = max(day, days.get(seen.marker, ""))
    return days


def inspections(
    facts: Sequence[MarkerFacts],
    inputs: CoverageInputs,
    seen_on: Mapping[str, str],
    *,
    overdue_after_days: int = OVERDUE_AFTER_DAYS,
) -> dict[str, Any]:
    """Return which markers are overdue for inspection as of the day, by post.

    Args:
        facts: every marker. inputs: for the names of posts.
        seen_on: `last_seen`.
        overdue_after_days: a marker last seen more than so many days before is overdue.
    """
    limit = date.fromisoformat(inputs.as_of) - timedelta(days=overdue_after_days)
    by_post: dict[str | None, list[MarkerFacts]] = {code: [] for code in inputs.posts}
    for one in facts:
        by_post.setdefault(one.post, []).append(one)
    groups = []
    for post, members in by_post.items():
        overdue = [m.number for m in members if "" < seen_on.get(m.number, "") < limit.isoformat()]
        never = [m.number for m in members if m.number not in seen_on]
        groups.append(
            {
                "post": post,
                "post_name": inputs.posts.get(post or ""),
                "markers": len(members),
                "overdue": len(overdue),
                "never_inspected": len(never),
                "oldest": min((seen_on[number] for number in overdue), default=None),
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
