"""``mocgioi.cost/1``: an ESTIMATE of what the roads still missing would cost."""

from typing import Literal, TypedDict

from mocgioi.documents.plan import Prices
from mocgioi.documents.values import Day, Instant, Line, Number, RoadStatus


class CostedProject(TypedDict):
    """New road that hangs at one place of the network; `project` is its rank, from 1.

    Attributes:
        communes, posts: codes, of the markers served, in the order of the border; names beside.
        name: of the approved works in it; stated: all of its cost is as their papers state it.
        drawn_m: as drawn, planar; length_m: on the ground.
        terrain_m: metres on the ground by terrain.
    """

    project: int
    markers: list[Number]
    communes: list[str]
    commune_names: list[str]
    posts: list[str]
    post_names: list[str]
    name: str | None
    stated: bool
    joins_road: str
    drawn_m: float
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    markers_per_million_vnd: float
    terrain_m: dict[str, float]
    lines: list[Line]


class CostedMarker(TypedDict):
    """A marker to reach: what it would need by itself, and the project that serves it."""

    number: Number
    declared: RoadStatus | None
    alone_m: float
    alone_cost_vnd: int
    project: int


class CostTotals(TypedDict):
    """Sums over all projects."""

    markers: int
    projects: int
    drawn_m: float
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    alone_cost_vnd: int


class Cost(TypedDict):
    """The document; `illustrative`: the markers are made up.

    `left_out` are the markers that no line reaches and that are not asked for, by reason.
    `terrain_percent`: of the communes' ground, of which the user's heights are known; null: of
    none. `known_at`: the instant of knowledge that was asked for; null: everything is known.
    """

    schema: Literal["mocgioi.cost/1"]
    estimate: bool
    as_of: Day
    known_at: Instant | None
    reach_m: float
    prices: list[Prices]
    detour_factor: float
    terrain_percent: float | None
    totals: CostTotals
    projects: list[CostedProject]
    markers: list[CostedMarker]
    left_out: dict[str, list[Number]]
    illustrative: bool
