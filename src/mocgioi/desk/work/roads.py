"""What the lines of roads show, what is wrong with them, what the missing ones cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mocgioi.errors import Language

if TYPE_CHECKING:
    from mocgioi.desk.jobs import Steps
    from mocgioi.documents.cost import Cost
    from mocgioi.documents.reach import Reach
    from mocgioi.documents.roads_check import RoadsCheck
    from mocgioi.store.explaining import FilePath


@dataclass(frozen=True)
class Looked:
    """What was found of the roads: one document, and files made of it beside those of text.

    Attributes:
        layer: the proposed roads as a GeoPackage, None where there are none.
    """

    document: Reach | RoadsCheck | Cost
    layer: bytes | None = field(default=None, repr=False)


def reach(steps: Steps, *, store: FilePath, by: str, when: Mapping[str, Any]) -> Looked:
    """Measure which road reaches which marker.

    Args:
        by: who asks. when: ``as_of`` and ``known_at`` of `mocgioi.tracker.roads.Roads.reach`.
    """
    from mocgioi import tracker

    return Looked(tracker.open(store, by=by).roads.reach(**when))


def check(
    steps: Steps, *, store: FilePath, by: str, when: Mapping[str, Any], lang: Language
) -> Looked:
    """Look for what is wrong with the roads; `lang`: of what is said of them."""
    from mocgioi import tracker

    return Looked(tracker.open(store, by=by).roads.check(**when, lang=lang))


def costs(
    steps: Steps, *, store: FilePath, by: str, when: Mapping[str, Any], pricing: Mapping[str, Any]
) -> Looked:
    """Estimate what the missing roads cost.

    Args:
        pricing: ``prices``, ``vnd_per_m`` and ``detour_factor`` of
            `mocgioi.tracker.roads.Roads.costs`.
    """
    from mocgioi import tracker
    from mocgioi.tracker.roads import cost_layer

    document = tracker.open(store, by=by).roads.costs(**when, **pricing)
    return Looked(document, cost_layer(document) if document["projects"] else None)
