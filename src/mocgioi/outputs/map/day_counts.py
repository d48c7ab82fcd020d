"""What is counted of the days before, for those who see no marker."""

from __future__ import annotations

from collections import Counter

from mocgioi.domain.counting import NOT_REPORTED, STATUS_ORDER, is_told
from mocgioi.outputs.map.day_facts import DayCounts
from mocgioi.outputs.map.facts import MapFacts, MarkerFacts
from mocgioi.outputs.symbology import MARKER_STATES

_DAMAGED = "built_damaged"


def counts_of_year_ends(facts: MapFacts) -> list[DayCounts]:
    """Return the counts of every year's end since the first change, before the day of the map.

    The days in between would tell which single marker changed.
    """
    changed = [since for m in facts["markers"] for since, _ in m["states"] if since]
    years = range(int(min(changed)[:4]), int(facts["as_of"][:4]) + 1) if changed else range(0)
    ends = (f"{year:04d}-12-31" for year in years)
    return [_counts(facts, end) for end in ends if end < facts["as_of"]]


def _counts(facts: MapFacts, day: str) -> DayCounts:
    states: Counter[str] = Counter()
    needing: Counter[str | None] = Counter()
    built: Counter[str | None] = Counter()
    unreported: Counter[str | None] = Counter()
    for marker in facts["markers"]:
        state = state_on(marker, day)
        if state is not None:
            states[state] += 1
            needing[marker["commune_code"]] += MARKER_STATES[state].needs_road
            built[marker["commune_code"]] += MARKER_STATES[state].road_built
            unreported[marker["commune_code"]] += state == NOT_REPORTED
    damaged = states[_DAMAGED]
    return {
        "day": day,
        "markers": states.total(),
        "by_status": {
            status: states[status] + damaged * MARKER_STATES[status].road_built
            for status in STATUS_ORDER
        },
        "built_damaged": damaged,
        "communes": {
            code: (needing[code], built[code] if is_told(needing[code], unreported[code]) else None)
            for code in (commune["code"] for commune in facts["communes"])
        },
    }


def state_on(marker: MarkerFacts, day: str) -> str | None:
    """Return the state of a marker as of an ISO day; None where it was not in the register."""
    return next((state for since, state in reversed(marker["states"]) if since <= day), None)
