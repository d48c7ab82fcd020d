"""The works of the scheme (QĐ 1934/QĐ-UBND) by one rule: its papers, and their markers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.analysis.figures.coverage_facts import MarkerFacts
from mocgioi.analysis.figures.works import status_on
from mocgioi.domain.counting import SCHEME, SCHEME_DECIDED_ON, is_built
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Road

if TYPE_CHECKING:
    from mocgioi.documents.works import (
        Papers,
        PapersDiffer,
        Scheme,
        SchemeMarkers,
        SchemeWork,
    )

SCHEME_ENDS_ON = "2025-12-31"
"""Last day of its period (2023–2025)."""


class _Work(NamedTuple):
    """A project with the roads it built, or one road without a project."""

    project: Project | None
    roads: tuple[Road, ...]

    @property
    def funding(self) -> str | None:
        """Who pays by the project's papers, else by those of a road of it."""
        if self.project is not None and self.project.funding is not None:
            return self.project.funding
        return next((road.funding for road in self.roads if road.funding), None)


def scheme_works(
    roads: Iterable[Road],
    projects: Iterable[Project],
    as_of: str,
    *,
    facts: Sequence[MarkerFacts] = (),
    drawn_m: Mapping[str, float] = MappingProxyType({}),
) -> Scheme:
    """Return the scheme's works: planned, done, and what remains, as of a day.

    A road belongs to the project that its papers name, else to the one that serves all of its
    markers; such a project is one work with its roads. A work is the scheme's by its funding:
    the project's, where it says so, else the road's. Length and cost are the project's where it
    states either, else of its roads together; where both state them otherwise, it is told.
    ``markers`` are those the papers name, each once however many works serve it. A road begun
    later, or built later without a day on which it was begun, is not built yet. There are none
    before `SCHEME_DECIDED_ON`.

    Args:
        facts: the markers as counted, to say why those counted by funding are others.
        drawn_m: by uuid of a road that states no length, the length of its line.
    """
    if as_of < SCHEME_DECIDED_ON:
        roads, projects = (), ()
    works = _works(list(roads), list(projects))
    of_scheme = [work for work in works if work.funding == SCHEME]
    entries = [_entry(work, as_of, drawn_m) for work in of_scheme]
    entries.sort(key=lambda entry: (_first(entry["serves"]), entry["name"] or ""))
    done = [entry for entry in entries if is_built(entry["status"])]
    return {
        "decided_on": SCHEME_DECIDED_ON,
        "ends_on": SCHEME_ENDS_ON,
        "planned": len(entries),
        "done": len(done),
        "remaining": len(entries) - len(done),
        "markers_planned": _markers_served(entries),
        "markers_done": _markers_served(done),
        "length_m_done": _stated(done, "length_m"),
        "measured_m_done": _stated(done, "measured_m"),
        "without_length": sum(entry["length_m"] is None for entry in done),
        "cost_vnd_done": _stated(done, "cost_vnd"),
        "without_cost": sum(entry["cost_vnd"] is None for entry in done),
        "works": entries,
        "differing": [differing for work in works if (differing := _differing(work))],
        "by_funding": _by_funding(done, facts),
    }


def _works(roads: Sequence[Road], projects: Sequence[Project]) -> list[_Work]:
    """Return projects with their roads, and the roads of none."""
    of_project: dict[str, list[Road]] = {project.code: [] for project in projects}
    alone: list[Road] = []
    serving: dict[str, list[Project]] = {}
    for project in projects:
        for number in project.serves:
            serving.setdefault(number, []).append(project)
    for road in roads:
        code = road.project if road.project in of_project else None
        if code is None and road.serves and road.road_class == "access":
            candidates = serving.get(road.serves[0], ())
            code = next((p.code for p in candidates if set(p.serves) >= set(road.serves)), None)
        (alone if code is None else of_project[code]).append(road)
    works = [_Work(None, (road,)) for road in alone]
    return works + [_Work(project, tuple(of_project[project.code])) for project in projects]


def _entry(work: _Work, as_of: str, drawn_m: Mapping[str, float]) -> SchemeWork:
    project, roads = work
    papers = [paper for paper in (project, *roads) if paper is not None]
    serves = list(dict.fromkeys(number for paper in papers for number in paper.serves))
    stated = project.markers_served if project is not None else None
    completed_on = _completed_on(work, as_of)
    length_m = _of_papers(work, "length_m")
    drawn = [drawn_m[road.uuid] for road in roads if road.uuid in drawn_m]
    return {
        "name": papers[0].name,
        "serves": serves,
        "markers": max(stated or 0, len(serves)),
        "length_m": length_m,
        "measured_m": round(sum(drawn), 1) if drawn and length_m is None else None,
        "cost_vnd": _of_papers(work, "cost_vnd"),
        "started_on": next((paper.started_on for paper in papers if paper.started_on), None),
        "completed_on": completed_on,
        "status": _status(work, as_of),
        "source": next((paper.source for paper in papers if paper.source), None),
        "illustrative": any(paper.illustrative for paper in papers),
    }


def _status(work: _Work, as_of: str) -> str | None:
    """Return how far a work is: built by its own papers, or when all its roads are."""
    of_project = status_on(work.project, as_of) if work.project is not None else None
    if is_built(of_project) or not work.roads:
        return of_project
    of_roads = [status_on(road, as_of) or "none" for road in work.roads]
    if all(map(is_built, of_roads)):
        return of_roads[0]
    is_under_way = of_project is not None or any(map(_is_begun, of_roads))
    return "under_construction" if is_under_way else of_roads[0]


def _is_begun(status: str) -> bool:
    return status not in ("none", "approved")


def _completed_on(work: _Work, as_of: str) -> str | None:
    """Return the day a work was finished, if it was by then."""
    days = [road.completed_on for road in work.roads]
    last = max(filter(None, days), default=None) if all(days) else None
    day = (work.project.completed_on if work.project is not None else None) or last
    return day if day is not None and day <= as_of else None


def _of_papers(work: _Work, key: Literal["length_m", "cost_vnd"]) -> float | None:
    """Return what the project states; where it states neither, what all of its roads state.

    The length of one and the cost of the other would be of two different works.
    """
    project = work.project
    if project is not None and (project.length_m is not None or project.cost_vnd is not None):
        own: float | None = getattr(project, key)
        return own
    return _together(work.roads, key)


def _together(roads: Sequence[Road], key: Literal["length_m", "cost_vnd"]) -> float | None:
    values: list[float | None] = [getattr(road, key) for road in roads]
    stated = [value for value in values if value is not None]
    return round(sum(stated), 1) if stated and len(stated) == len(values) else None


def _differing(work: _Work) -> PapersDiffer | None:
    """Return what a project's papers and those of its roads say, where it is the scheme's by
    either and they say two things.
    """
    project, roads = work
    if project is None or not roads:
        return None
    fundings = {road.funding for road in roads if road.funding}
    if SCHEME not in {project.funding, *fundings}:
        return None
    own: Papers = {
        "length_m": project.length_m,
        "cost_vnd": project.cost_vnd,
        "funding": project.funding,
    }
    of_roads: Papers = {
        "length_m": _together(roads, "length_m"),
        "cost_vnd": _together(roads, "cost_vnd"),
        "funding": fundings.pop() if len(fundings) == 1 else None,
    }
    pairs = zip(own.values(), of_roads.values(), strict=True)
    if not any(a is not None and b is not None and a != b for a, b in pairs):
        return None
    serves = list(project.serves)
    return {"name": project.name, "serves": serves, "project": own, "roads": of_roads}


def _by_funding(done: Sequence[SchemeWork], facts: Sequence[MarkerFacts]) -> SchemeMarkers:
    """Say marker by marker why the works' markers are not those counted by funding."""
    named = {number for work in done for number in work["serves"]}
    of_number = {marker.number: marker for marker in facts}
    counted = {m.number for m in facts if m.counts and m.built and m.funding == SCHEME}
    needed = {number for number in named if number in of_number and of_number[number].counts}
    built = {number for number in needed if of_number[number].built}
    return {
        "counted": len(counted),
        "not_reported": _in_order(needed - built),
        "other_funding": _in_order(built - counted),
        "not_needed": _in_order(named - needed),
        "only_counted": _markers_served(done) - len(named),
        "without_work": _in_order(counted - named),
    }


def _in_order(numbers: Collection[str]) -> list[str]:
    return sorted(numbers, key=MarkerNumber.parse)


def _markers_served(entries: Sequence[SchemeWork]) -> int:
    """Return how many markers works serve: those they name once each, and those they only count."""
    named = {number for entry in entries for number in entry["serves"]}
    only_counted = sum(entry["markers"] - len(entry["serves"]) for entry in entries)
    return len(named) + only_counted


def _stated(
    entries: Sequence[SchemeWork], key: Literal["length_m", "measured_m", "cost_vnd"]
) -> float | None:
    """Return the sum of what is stated; None where nothing is."""
    stated = [value for entry in entries if (value := entry[key]) is not None]
    return round(sum(stated), 1) if stated else None


def _first(serves: Sequence[str]) -> tuple[int, ...]:
    parsed = [MarkerNumber.parse(number) for number in serves]
    first = min(parsed, default=None)
    return (9999,) if first is None else (first.main, first.secondary or 0, first.bank or 0)
