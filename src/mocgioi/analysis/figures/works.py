"""Roads, the scheme's works and what donors gave, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from mocgioi.domain.counting import is_built, road_status_on
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import alphabetical, fold
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Road
from mocgioi.domain.vocabulary import CODE_LISTS

if TYPE_CHECKING:
    from mocgioi.documents.full_report import (
        Contributions,
        Gift,
        RoadsOfClass,
        RoadsOfFunding,
        RoadSums,
        Scheme,
        SchemeWork,
    )

SCHEME = "scheme"
"""Funding code of the works that belong to the scheme (QĐ 1934/QĐ-UBND)."""

SCHEME_DECIDED_ON = "2023-11-24"
"""Day of QĐ 1934/QĐ-UBND: before it there is no scheme."""


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


def roads_summary(roads: Iterable[Road], as_of: str) -> list[RoadsOfClass]:
    """Return roads by class: how many, built, their stated length and cost, and how many state it.

    Only roads begun by `as_of` are there; length and cost are of built roads.
    """
    gathered = _begun_by(roads, as_of, lambda road: road.road_class)
    return [
        {"road_class": code, **_sums(gathered[code])}
        for code in CODE_LISTS["road_class"]
        if code in gathered
    ]


def access_roads_by_funding(roads: Iterable[Road], as_of: str) -> list[RoadsOfFunding]:
    """Return access roads by their own funding, as `roads_summary`; None: not stated, last."""
    access = [road for road in roads if road.road_class == "access"]
    gathered = _begun_by(access, as_of, lambda road: road.funding)
    return [
        {"funding": code, **_sums(gathered[code])}
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


def _sums(members: Sequence[tuple[Road, str]]) -> RoadSums:
    built = [road for road, status in members if is_built(status)]
    lengths = [road.length_m for road in built if road.length_m is not None]
    costs = [road.cost_vnd for road in built if road.cost_vnd is not None]
    both = [r for r in built if r.length_m and r.cost_vnd]
    metres, paid = sum(r.length_m or 0 for r in both), sum(r.cost_vnd or 0 for r in both)
    return {
        "roads": len(members),
        "built": len(built),
        "under_construction": sum(status == "under_construction" for _, status in members),
        "length_m": round(sum(lengths), 1) if lengths else None,
        "without_length": len(built) - len(lengths),
        "cost_vnd": sum(costs) if costs else None,
        "without_cost": len(built) - len(costs),
        "cost_vnd_per_m": round(paid / metres) if metres else None,
        "markers_served": len({number for road in built for number in road.serves}),
    }


def scheme_works(roads: Iterable[Road], projects: Iterable[Project], as_of: str) -> Scheme:
    """Return the scheme's works: planned, done, and what remains, as of a day.

    Planned is every road and project whose funding is the scheme; a project whose markers a
    scheme road already serves is that road. ``markers`` are those their papers name, each once
    however many works serve it; length and cost are of works done, as they state them. A road
    begun later, or built later without a day on which it was begun, is not built yet. There
    are none before `SCHEME_DECIDED_ON`.
    """
    if as_of < SCHEME_DECIDED_ON:
        roads, projects = (), ()
    of_roads = [road for road in roads if road.funding == SCHEME]
    served = {number for road in of_roads for number in road.serves}
    codes = {road.project for road in of_roads}
    works: list[Road | Project] = list(of_roads)
    works += [
        p
        for p in projects
        if p.funding == SCHEME
        and p.code not in codes
        and not (p.serves and served.issuperset(p.serves))
    ]
    entries = [_work(work, as_of) for work in works]
    entries.sort(key=lambda entry: (_first(entry["serves"]), entry["name"] or ""))
    done = [entry for entry in entries if is_built(entry["status"])]
    return {
        "decided_on": SCHEME_DECIDED_ON,
        "planned": len(entries),
        "done": len(done),
        "remaining": len(entries) - len(done),
        "markers_planned": _markers_served(entries),
        "markers_done": _markers_served(done),
        "length_m_done": _stated(done, "length_m"),
        "without_length": sum(entry["length_m"] is None for entry in done),
        "cost_vnd_done": _stated(done, "cost_vnd"),
        "without_cost": sum(entry["cost_vnd"] is None for entry in done),
        "works": entries,
    }


def _markers_served(entries: Sequence[SchemeWork]) -> int:
    """Return how many markers works serve: those they name once each, and those they only count."""
    named = {number for entry in entries for number in entry["serves"]}
    only_counted = sum(entry["markers"] - len(entry["serves"]) for entry in entries)
    return len(named) + only_counted


def _stated(entries: Sequence[SchemeWork], key: Literal["length_m", "cost_vnd"]) -> float | None:
    """Return the sum of what is stated; None where nothing is."""
    stated = [value for entry in entries if (value := entry[key]) is not None]
    return round(sum(stated), 1) if stated else None


def _first(serves: Sequence[str]) -> tuple[int, ...]:
    parsed = [MarkerNumber.parse(number) for number in serves]
    first = min(parsed, default=None)
    return (9999,) if first is None else (first.main, first.secondary or 0, first.bank or 0)


def _work(work: Road | Project, as_of: str) -> SchemeWork:
    stated = work.markers_served if isinstance(work, Project) else None
    status = status_on(work, as_of)
    if status is None and isinstance(work, Road):
        status = "none"
    return {
        "name": work.name,
        "serves": list(work.serves),
        "markers": max(stated or 0, len(work.serves)),
        "length_m": work.length_m,
        "cost_vnd": work.cost_vnd,
        "started_on": work.started_on,
        "completed_on": work.completed_on if (work.completed_on or "") <= as_of else None,
        "status": status,
        "source": work.source,
        "illustrative": work.illustrative,
    }


def contributions_roll(
    contributions: Iterable[Contribution], projects: Iterable[Project], as_of: str
) -> Contributions:
    """Return who gave what (bảng ghi nhận đóng góp): donors in alphabetical order, and sums.

    What was given to a project whose first known day is after `as_of` is left out. A gift
    whose amount nobody stated stays in the list, without a number but with its words; one
    whose donor nobody named stands last and is no donor.
    """
    of_code = {project.code: project for project in projects}
    entries: list[Gift] = []
    for gift in contributions:
        project = of_code.get(gift.project or "")
        if project is not None and _begins(project) > as_of:
            continue
        entries.append(
            {
                "donor": gift.donor,
                "kind": gift.kind,
                "project": gift.project,
                "project_name": project.name if project else None,
                "serves": list(project.serves) if project else [],
                "amount_vnd": gift.amount_vnd,
                "working_days": gift.working_days,
                "words": gift.words,
                "source": gift.source,
                "illustrative": gift.illustrative,
            }
        )
    entries.sort(
        key=lambda e: (
            not e["donor"],
            alphabetical(e["donor"]),
            e["project_name"] or "",
            e["kind"],
        )
    )
    return {
        "entries": entries,
        "donors": len({fold(entry["donor"]) for entry in entries if entry["donor"]}),
        "money_vnd": _added(entries, "money"),
        "materials_vnd": _added(entries, "materials"),
        "labour_vnd": _added(entries, "labour"),
        "amount_vnd": sum(entry["amount_vnd"] or 0 for entry in entries),
        "working_days": sum(entry["working_days"] or 0 for entry in entries),
        "without_amount": sum(
            entry["amount_vnd"] is None and entry["working_days"] is None for entry in entries
        ),
    }


def _begins(project: Project) -> str:
    return min(filter(None, (project.started_on, project.completed_on)), default="")


def _added(entries: Iterable[Gift], kind: str) -> int:
    return sum(entry["amount_vnd"] or 0 for entry in entries if entry["kind"] == kind)
