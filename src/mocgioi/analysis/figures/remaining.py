"""What is left to be built, by commune and post: the estimate of the missing roads shared out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.domain.money import shared_equally

if TYPE_CHECKING:
    from mocgioi.analysis.figures.coverage_facts import MarkerFacts
    from mocgioi.documents.cost import Cost
    from mocgioi.documents.remaining import Remaining, RemainingGroup, RemainingSums


class _Part(NamedTuple):
    """What one marker has of the road that is to reach it."""

    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int


def remaining(
    cost: Cost,
    markers: Sequence[MarkerFacts],
    *,
    names: Mapping[Literal["commune", "post"], Mapping[str, str]],
) -> Remaining:
    """Return what is left, in all and by commune and post in the order of the border.

    Args:
        cost: the estimate of the same day and knowledge.
        markers: all markers, as they count.
        names: by code, of communes and posts in the order of the border.
    """
    left = [marker for marker in markers if marker.counts and not marker.built]
    parts = _parts(cost)
    return {
        "totals": _sums(left, parts),
        "groups": [
            group for by, named in names.items() for group in _groups(by, left, parts, named)
        ],
        "left_out": {why: numbers for why, numbers in cost["left_out"].items() if numbers},
    }


def _parts(cost: Cost) -> dict[str, _Part]:
    """Share every road out among its markers; the parts of whole đồng add up to the whole."""
    parts = {}
    for project in cost["projects"]:
        count = len(project["markers"])
        shares = [
            shared_equally(project[key], count)
            for key in ("cost_vnd", "cost_vnd_min", "cost_vnd_max")
        ]
        for number, *vnd in zip(project["markers"], *shares, strict=True):
            parts[number] = _Part(project["length_m"] / count, *vnd)
    return parts


def _groups(
    by: Literal["commune", "post"],
    left: Sequence[MarkerFacts],
    parts: Mapping[str, _Part],
    names: Mapping[str, str],
) -> Iterable[RemainingGroup]:
    own: dict[str | None, list[MarkerFacts]] = {code: [] for code in names}
    for marker in left:
        own.setdefault(marker.commune if by == "commune" else marker.post, []).append(marker)
    for code, markers in own.items():
        if markers:
            name = names.get(code) if code else None
            yield {"by": by, "code": code, "name": name, **_sums(markers, parts)}


def _sums(markers: Sequence[MarkerFacts], parts: Mapping[str, _Part]) -> RemainingSums:
    own = [parts[marker.number] for marker in markers if marker.number in parts]
    return {
        "markers_left": len(markers),
        "markers_estimated": len(own),
        "length_m": round(sum(part.length_m for part in own), 1),
        "cost_vnd": sum(part.cost_vnd for part in own),
        "cost_vnd_min": sum(part.cost_vnd_min for part in own),
        "cost_vnd_max": sum(part.cost_vnd_max for part in own),
    }
