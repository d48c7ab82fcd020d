"""The document ``mocgioi.plan/1``: which roads to build for the money, by year; an ESTIMATE."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from mocgioi.analysis.figures.groups import percent_of
from mocgioi.analysis.lines.reach import DEGREE_DECIMALS
from mocgioi.analysis.programme.candidates import Candidates
from mocgioi.analysis.programme.choosing import Chosen
from mocgioi.analysis.programme.weighing import (
    GATE_WITHIN_KM,
    WALKING_KM_PER_HOUR,
    PlanMarker,
    weight_of,
)
from mocgioi.analysis.programme.wishes import GROUPINGS, Grouping, Wishes, as_document
from mocgioi.analysis.programme.works import Work, works_of
from mocgioi.domain.crs import to_storage
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.money import shared_equally

if TYPE_CHECKING:
    from mocgioi.analysis.programme.prices import Pricing
    from mocgioi.documents.plan import (
        PlacedMarkers,
        Plan,
        PlannedMarker,
        PlannedWork,
        PlanPhase,
        PlanTotals,
        SchemeBeside,
        Solved,
        Why,
    )
    from mocgioi.documents.values import Line

SCHEMA: Final = "mocgioi.plan/1"


class Setting(NamedTuple):
    """What a plan stands in.

    Attributes:
        as_of: ISO day; known_at: UTC instant, None = everything; head: names the store's state.
        markers: those that could be reached, by number.
        names: of communes and of posts, by grouping and code, in the order of the border.
        needing_road, road_built: the figure on that day.
        pricing: what the costs are made of. terrain_percent: of the communes' ground, of which
            heights are known; None: of none.
        scheme: the markers of each work of the scheme that remains; None: no scheme is known.
        ranked, ranked_skipping: markers the list of all roads serves for the budget, read from
            the top, and with what is too dear passed over.
    """

    as_of: str
    known_at: str | None
    head: str | None
    illustrative: bool
    markers: Mapping[str, PlanMarker]
    names: Mapping[Grouping, Mapping[str, str]]
    needing_road: int
    road_built: int
    pricing: Pricing
    terrain_percent: float | None
    scheme: Sequence[Sequence[str]] | None
    ranked: int
    ranked_skipping: int

    def name(self, grouping: Grouping, code: str | None) -> str | None:
        """Return what a commune or post is called."""
        return None if code is None else self.names[grouping].get(code, code)


def plan_document(graph: Candidates, wishes: Wishes, made: Chosen, setting: Setting) -> Plan:
    """Return the document: works in the order they are built, and what each brings."""
    never = set(wishes.never)
    works = works_of(graph, made.year_of, counted=lambda marker: marker not in never)
    rows = _works(graph, wishes, works, setting)
    markers = _markers(wishes, works, setting)
    built = setting.road_built
    served = sum(len(work.markers) for work in works)
    totals: PlanTotals = {
        "markers": served,
        "works": len(rows),
        "length_m": round(sum(row["length_m"] for row in rows), 1),
        "cost_vnd": sum(row["cost_vnd"] for row in rows),
        "cost_vnd_min": sum(row["cost_vnd_min"] for row in rows),
        "cost_vnd_max": sum(row["cost_vnd_max"] for row in rows),
        "markers_needing_road": setting.needing_road,
        "road_built_before": built,
        "road_built_after": built + served,
        "percent_after": percent_of(built + served, setting.needing_road),
    }
    return {
        "schema": SCHEMA,
        "estimate": True,
        "as_of": setting.as_of,
        "known_at": setting.known_at,
        "head": setting.head,
        "illustrative": setting.illustrative,
        "wishes": as_document(wishes),
        "assumptions": {
            "walking_km_per_hour": WALKING_KM_PER_HOUR,
            "gate_within_km": GATE_WITHIN_KM,
        },
        "prices": setting.pricing.rows(),
        "detour_factor": setting.pricing.detour_factor,
        "terrain_percent": setting.terrain_percent,
        "totals": totals,
        "solved": _solved(made, setting),
        "phases": _phases(wishes, rows, setting),
        "works": rows,
        "markers": markers,
        "groups": [row for by in GROUPINGS for row in _groups(by, rows, markers, setting)],
        "left_out": {code: list(numbers) for code, numbers in graph.left_out.items()},
        "scheme": _scheme(works, setting),
    }


def _works(
    graph: Candidates, wishes: Wishes, works: Sequence[Work], setting: Setting
) -> list[PlannedWork]:
    served = {number for work in works for number in work.markers}
    rows: list[PlannedWork] = []
    for number, work in enumerate(works, start=1):
        ways = [graph.ways[i] for i in work.ways]
        terrain: dict[str, float] = {}
        for way in ways:
            for code, metres in way.terrain_m.items():
                terrain[code] = round(terrain.get(code, 0.0) + metres, 1)
        communes = _codes(work, "commune", setting)
        posts = _codes(work, "post", setting)
        names = [way.name for way in ways if way.name is not None]
        rows.append(
            {
                "work": number,
                "year": wishes.years[work.year] if wishes.years else None,
                "after": [before + 1 for before in work.after],
                "markers": list(work.markers),
                "communes": communes,
                "commune_names": [setting.names["commune"].get(c, c) for c in communes],
                "posts": posts,
                "post_names": [setting.names["post"].get(c, c) for c in posts],
                "name": "; ".join(dict.fromkeys(names)) or None,
                "joins_road": work.joins,
                "length_m": round(sum(way.length_m for way in ways), 1),
                "cost_vnd": sum(way.cost_vnd for way in ways),
                "cost_vnd_min": sum(way.cost_vnd_min for way in ways),
                "cost_vnd_max": sum(way.cost_vnd_max for way in ways),
                "stated": all(way.stated for way in ways),
                "terrain_m": dict(sorted(terrain.items())),
                "why": _why(work, wishes, served, setting),
                "lines": _lines(graph, work),
            }
        )
    return rows


def _codes(work: Work, grouping: Grouping, setting: Setting) -> list[str]:
    """Return where the markers of a work are, in the order of the border."""
    placed = [setting.markers[number].placed_in(grouping) for number in work.markers]
    return list(dict.fromkeys(code for code in placed if code is not None))


def _why(work: Work, wishes: Wishes, served: set[str], setting: Setting) -> list[Why]:
    """Return why a work is built: what would be missing of the wishes without it."""
    own = set(work.markers)
    asked = own & set(wishes.must)
    shared: set[str] = set()
    if wishes.min_per_group:
        for group in {setting.markers[n].placed_in(wishes.group_by) for n in own} - {None}:
            members = {
                n for n, m in setting.markers.items() if m.placed_in(wishes.group_by) == group
            }
            least = min(wishes.min_per_group, len(members - set(wishes.never)))
            if len(members & (served - own)) < least:
                shared |= members & own
    why: list[Why] = []
    if asked:
        why.append("must")
    if shared - asked:
        why.append("share")
    if own - asked - shared or not why:
        why.append("value")
    return why


def _lines(graph: Candidates, work: Work) -> list[Line]:
    """Return the ways of a work, longitude and latitude of each vertex."""
    shapes = [graph.ways[i].shape for i in work.ways]
    metres = np.array([place for shape in shapes for place in shape], dtype=np.float64)
    longitude, latitude = to_storage(metres[:, 0], metres[:, 1], graph.metric_crs)
    places = iter(
        np.column_stack(
            (longitude.round(DEGREE_DECIMALS), latitude.round(DEGREE_DECIMALS))
        ).tolist()
    )
    return [[next(places) for _ in shape] for shape in shapes]


def _markers(wishes: Wishes, works: Sequence[Work], setting: Setting) -> list[PlannedMarker]:
    work_of = {marker: i for i, work in enumerate(works) for marker in work.markers}
    rows: list[PlannedMarker] = []
    for number in sorted(setting.markers, key=MarkerNumber.parse):
        marker, work = setting.markers[number], work_of.get(number)
        year = None if work is None or not wishes.years else wishes.years[works[work].year]
        rows.append(
            {
                "number": number,
                "commune": marker.commune,
                "commune_name": setting.name("commune", marker.commune),
                "post": marker.post,
                "post_name": setting.name("post", marker.post),
                "work": None if work is None else work + 1,
                "year": year,
                "not_served": None
                if work is not None
                else "never"
                if number in wishes.never
                else "budget",
                "weight": weight_of(marker, wishes.weights),
                "facts": dict(marker.facts),
            }
        )
    return rows


def _groups(
    by: Grouping,
    works: Sequence[PlannedWork],
    markers: Sequence[PlannedMarker],
    setting: Setting,
) -> list[PlacedMarkers]:
    """Return what each commune or post gets, in the order of the border.

    Length and cost of a work are shared among its markers, so that groups add up to the totals.
    """
    work_of = {row["number"]: row["work"] for row in markers}
    members: dict[str | None, list[str]] = {}
    for row in markers:
        members.setdefault(row["commune"] if by == "commune" else row["post"], []).append(
            row["number"]
        )
    cost_of: dict[str, int] = {}
    length_of: dict[str, float] = {}
    for work in works:
        count = len(work["markers"])
        cost_of.update(zip(work["markers"], shared_equally(work["cost_vnd"], count), strict=True))
        length_of.update(dict.fromkeys(work["markers"], work["length_m"] / count))
    order = [*setting.names[by], *sorted({c for c in members if c} - set(setting.names[by])), None]
    return [
        {
            "by": by,
            "code": code,
            "name": setting.name(by, code),
            "markers_left": len(numbers),
            "markers_served": sum(work_of[n] is not None for n in numbers),
            "works": len({work_of[n] for n in numbers} - {None}),
            "length_m": round(sum(length_of.get(n, 0.0) for n in numbers), 1),
            "cost_vnd": sum(cost_of.get(n, 0) for n in numbers),
        }
        for code in order
        if (numbers := members.get(code))
    ]


def _phases(wishes: Wishes, works: Sequence[PlannedWork], setting: Setting) -> list[PlanPhase]:
    phases: list[PlanPhase] = []
    left, built = 0, setting.road_built
    for year, budget in zip(wishes.years, wishes.per_year_vnd, strict=True):
        own = [work for work in works if work["year"] == year]
        markers = sum(len(work["markers"]) for work in own)
        cost = sum(work["cost_vnd"] for work in own)
        built += markers
        phases.append(
            {
                "year": year,
                "budget_vnd": budget,
                "available_vnd": left + budget,
                "cost_vnd": cost,
                "works": len(own),
                "markers": markers,
                "length_m": round(sum(work["length_m"] for work in own), 1),
                "road_built": built,
                "percent": percent_of(built, setting.needing_road),
            }
        )
        left += budget - cost
    return phases


def _solved(made: Chosen, setting: Setting) -> Solved:
    value, bound = made.choice.value, made.outcome.bound
    is_best = bound is not None and bound <= value
    return {
        "method": "greedy" if bound is None else "optimal" if is_best else "bounded",
        "stopped_by": made.outcome.stopped_by,
        "value": value,
        "bound": bound,
        "gap": None if bound is None or not value else round(bound / value - 1, 6),
        "ranked": setting.ranked,
        "ranked_skipping": setting.ranked_skipping,
    }


def _scheme(works: Iterable[Work], setting: Setting) -> SchemeBeside | None:
    if setting.scheme is None:
        return None
    of_scheme = {number for numbers in setting.scheme for number in numbers}
    return {
        "works_remaining": len(setting.scheme),
        "markers_remaining": len(of_scheme),
        "markers_served": len(of_scheme & {n for work in works for n in work.markers}),
    }
