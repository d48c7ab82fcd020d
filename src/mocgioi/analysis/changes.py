"""What became of the figure between two reports, marker by marker.

Added and lost are those whose counting moved; re-classified is whatever else of need, road,
commune or post differs. Every difference names the observation the new value rests on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mocgioi.analysis.coverage_facts import CoverageInputs
from mocgioi.analysis.evidence import evidence_of
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import NOTHING, MarkerState

COMPARED = ("road_status", "need_road", "existence", "commune", "post")


def changes(
    then: Mapping[str, MarkerState], inputs: CoverageInputs
) -> dict[str, list[dict[str, Any]]]:
    """Return ``added``, ``lost`` and ``reclassified`` markers in the order of the border.

    Args:
        then: the states the earlier report counted, by number.
        inputs: what is counted now.
    """
    found: dict[str, list[dict[str, Any]]] = {"added": [], "lost": [], "reclassified": []}
    now = inputs.states
    for number in sorted(then.keys() | now.keys(), key=MarkerNumber.parse):
        before, after = then.get(number), now.get(number)
        differing = [a for a in COMPARED if _value(before, a) != _value(after, a)]
        if differing:
            entry = _entry(number, before, after, differing, inputs)
            found[_kind(counts_as_built(before), counts_as_built(after))].append(entry)
    return found


def counts_as_built(state: MarkerState | None) -> bool:
    """Say whether a marker needs a road and has it."""
    return _value(state, "need_road") == "yes" and _value(state, "road_status") == "built"


def _kind(before: bool, after: bool) -> str:
    if before == after:
        return "reclassified"
    return "added" if after else "lost"


def _value(state: MarkerState | None, aspect: str) -> str | None:
    return state.value(aspect) if state else None


def _entry(
    number: str,
    before: MarkerState | None,
    after: MarkerState | None,
    differing: list[str],
    inputs: CoverageInputs,
) -> dict[str, Any]:
    commune, post = (_value(after or before, aspect) for aspect in ("commune", "post"))
    named = inputs.communes.get(commune or "")
    return {
        "number": number,
        "commune": commune,
        "commune_name": named.name if named else None,
        "post": post,
        "post_name": inputs.posts.get(post or ""),
        "differences": [
            {
                "aspect": aspect,
                "before": _value(before, aspect),
                "now": _value(after, aspect),
                "since": _since(after, aspect),
                "evidence": _evidence(after, aspect, inputs),
            }
            for aspect in differing
        ],
    }


def _since(state: MarkerState | None, aspect: str) -> str | None:
    return state.aspects.get(aspect, NOTHING).since if state else None


def _evidence(
    state: MarkerState | None, aspect: str, inputs: CoverageInputs
) -> dict[str, Any] | None:
    seen = state.aspects.get(aspect, NOTHING).evidence if state else None
    return evidence_of(seen, inputs.files)
