"""Roads by class and funding: how many, how long, at what cost, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from mocgioi.domain.counting import is_built, payer_on, road_status_on
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Road
from mocgioi.domain.vocabulary import CODE_LISTS

if TYPE_CHECKING:
    from mocgioi.documents.works import RoadsOfClass, RoadsOfFunding, RoadSums


def status_on(work: Road | Project, as_of: str) -> str | None:
    """Return how far a work was on a day, from its own dates; None: not begun, or not known yet.

    A road built without a date counts as built on every day; a project without any date says
    nothing of how far it is.
    """
    if isinstance(work, Road):
        status = work.status
    elif work.completed_on is not None:
        status = "built"
    elif work.started_on is not None:
        status = "under_construction"
    else:
        return None
    return road_status_on(status, work.started_on, work.completed_on, as_of)


_NONE_DRAWN: Mapping[str, float] = MappingProxyType({})


def roads_summary(
    roads: Iterable[Road], as_of: str, drawn_m: Mapping[str, float] = _NONE_DRAWN
) -> list[RoadsOfClass]:
    """Return roads by class: how many, built, their stated length and cost, and how many state it.

    Only roads begun by `as_of` are there; length and cost are of built roads.

    Args:
        drawn_m: by uuid of a road that states no length, the length of its line.
    """
    gathered = _begun_by(roads, as_of, lambda road: road.road_class)
    return [
        {"road_class": code, **_sums(gathered[code], drawn_m)}
        for code in CODE_LISTS["road_class"]
        if code in gathered
    ]


def access_roads_by_funding(
    roads: Iterable[Road], as_of: str, drawn_m: Mapping[str, float] = _NONE_DRAWN
) -> list[RoadsOfFunding]:
    """Return access roads by their own funding, as `roads_summary`; None: not stated, last."""
    access = [road for road in roads if road.road_class == "access"]
    gathered = _begun_by(access, as_of, lambda road: payer_on(road.funding, as_of))
    return [
        {"funding": code, **_sums(gathered[code], drawn_m)}
        for code in (*CODE_LISTS["funding"], None)
        if code in gathered
    ]


def _begun_by(
    roads: Iterable[Road], as_of: str, code_of: Callable[[Road], str | None]
) -> dict[str | None, list[tuple[Road, str]]]:
    """Return roads begun by a day with their status on it, by a code of theirs."""
    gathered: dict[str | None, list[tuple[Road, str]]] = {}
    for road in roads:
        status = status_on(road, as_of)
        if status is not None:
            gathered.setdefault(code_of(road), []).append((road, status))
    return gathered


def _sums(members: Sequence[tuple[Road, str]], drawn_m: Mapping[str, float]) -> RoadSums:
    built = [road for road, status in members if is_built(status)]
    lengths = [road.length_m for road in built if road.length_m is not None]
    silent = [road for road in built if road.length_m is None]
    drawn = [drawn_m[road.uuid] for road in silent if road.uuid in drawn_m]
    costs = [road.cost_vnd for road in built if road.cost_vnd is not None]
    both = [
        (metres, road.cost_vnd)
        for road in built
        if (metres := road.length_m or drawn_m.get(road.uuid)) and road.cost_vnd
    ]
    metres, paid = sum(length for length, _ in both), sum(cost for _, cost in both)
    return {
        "roads": len(members),
        "built": len(built),
        "under_construction": sum(status == "under_construction" for _, status in members),
        "length_m": round(sum(lengths), 1) if lengths else None,
        "without_length": len(silent),
        "measured_m": round(sum(drawn), 1) if drawn else None,
        "without_measure": len(silent) - len(drawn),
        "cost_vnd": sum(costs) if costs else None,
        "without_cost": len(built) - len(costs),
        "cost_vnd_per_m": round(paid / metres) if metres else None,
        "markers_served": len({number for road in built for number in road.serves}),
    }
