"""What became of the figure between two reports, marker by marker.

Added and lost are those whose counting moved; re-classified is whatever else of need, road,
commune or post differs. Every difference names the observation the new value rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from mocgioi.analysis.figures.coverage_facts import CoverageInputs
from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.domain import counting
from mocgioi.domain.days import day_after
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import NOTHING, SubjectState

if TYPE_CHECKING:
    from mocgioi.documents.evidence import Evidence
    from mocgioi.documents.full_report import ChangedMarker, ChangedMarkers

REPORTED_LATE = "reported_late"
"""Of a marker whose need the earlier report counted, and whose road was built by the day of that
report, as only became known after it."""

COMPARED = ("road_status", "need_road", "existence", "commune", "post")


def changes(
    then: Mapping[str, SubjectState],
    inputs: CoverageInputs,
    completions: Mapping[str, str | None],
    *,
    since: str,
) -> ChangedMarkers:
    """Return ``added``, ``lost`` and ``reclassified`` markers in the order of the border.

    The first report of a road that is not built is no change.

    Args:
        then: the states the earlier report counted, by number.
        inputs: what is counted now.
        completions: by number, the ISO day its road was finished, where that is known.
        since: the ISO day the earlier report spoke of.
    """
    period = counting.Period(day_after(since), inputs.as_of)
    changed: ChangedMarkers = {"added": [], "lost": [], "reclassified": []}
    now = inputs.states
    for number in sorted(then.keys() | now.keys(), key=MarkerNumber.parse):
        before, after = then.get(number), now.get(number)
        differing = [a for a in COMPARED if _value(before, a) != _value(after, a)]
        if differing:
            entry = _entry(number, before, after, differing, inputs)
            kind = _kind(counts_as_built(before), counts_as_built(after))
            if kind == "reclassified" and differing == ["road_status"] and _is_first(before):
                continue
            if kind == "added":
                road_since = _since(after, "road_status")
                entry["addition"] = counting.addition(
                    period,
                    since=road_since,
                    completed_on=completions.get(number),
                    first_on=inputs.eve(number).first_on,
                )
                if _value(before, "need_road") == "yes" and (road_since or "") <= since:
                    entry["addition"] = REPORTED_LATE
            changed[kind].append(entry)
    return changed


def counts_as_built(state: SubjectState | None) -> bool:
    """Say whether a marker as folded needs a road and has it; None: there was no such marker."""
    return counting.counts_as_built(_value(state, "need_road"), _value(state, "road_status"))


def _is_first(before: SubjectState | None) -> bool:
    """Say whether nothing was reported of the road before: a first report changes nothing."""
    return _value(before, "road_status") is None


def _kind(before: bool, after: bool) -> Literal["added", "lost", "reclassified"]:
    if before == after:
        return "reclassified"
    return "added" if after else "lost"


def _value(state: SubjectState | None, aspect: str) -> str | None:
    return state.value(aspect) if state else None


def _entry(
    number: str,
    before: SubjectState | None,
    after: SubjectState | None,
    differing: list[str],
    inputs: CoverageInputs,
) -> ChangedMarker:
    last = after or before
    return {
        "number": number,
        "addition": None,
        "commune": _value(last, "commune"),
        "commune_name": _name(last, "commune", inputs),
        "post": _value(last, "post"),
        "post_name": _name(last, "post", inputs),
        "differences": [
            {
                "aspect": aspect,
                "before": _value(before, aspect),
                "now": _value(after, aspect),
                "before_name": _name(before, aspect, inputs),
                "now_name": _name(after, aspect, inputs),
                "since": _since(after, aspect),
                "evidence": _evidence(after, aspect, inputs),
            }
            for aspect in differing
        ],
    }


def _name(state: SubjectState | None, aspect: str, inputs: CoverageInputs) -> str | None:
    """Return what the commune or post of a state is called; None of other aspects."""
    code = _value(state, aspect) or ""
    if aspect == "commune":
        commune = inputs.communes.get(code)
        return commune.name if commune else None
    return inputs.posts.get(code) if aspect == "post" else None


def _since(state: SubjectState | None, aspect: str) -> str | None:
    return state.aspects.get(aspect, NOTHING).since if state else None


def _evidence(state: SubjectState | None, aspect: str, inputs: CoverageInputs) -> Evidence | None:
    seen = state.aspects.get(aspect, NOTHING).evidence if state else None
    return evidence_of(seen, inputs.files)
