"""``mocgioi.cost/1``: an ESTIMATE of what the roads still missing would cost."""

from typing import Literal, TypedDict

from mocgioi.documents.place import Place
from mocgioi.documents.values import Day, Instant, Number, RoadStatus

# `from` is a word of the language: these keys need the other spelling of a TypedDict.
CostedPiece = TypedDict(
    "CostedPiece",
    {"marker": Number, "to": str, "straight_m": float, "from": Place, "until": Place},
)
"""A straight piece of a project: the marker it was attached for, and what it leads to."""


class CostedProject(TypedDict):
    """New road that hangs at one place of the network; `project` is its rank, from 1."""

    project: int
    markers: list[Number]
    joins_road: str
    straight_m: float
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    markers_per_million_vnd: float
    leaves_country: bool
    lines: list[CostedPiece]


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
    straight_m: float
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    alone_cost_vnd: int


class Cost(TypedDict):
    """The document; `illustrative`: the markers are made up.

    `left_out` are the markers that no line reaches and that are not asked for, by reason.
    `known_at`: the instant of knowledge that was asked for; null: everything is known.
    """

    schema: Literal["mocgioi.cost/1"]
    estimate: bool
    as_of: Day
    known_at: Instant | None
    reach_m: float
    vnd_per_m: int
    vnd_per_m_min: int
    vnd_per_m_max: int
    detour_factor: float
    totals: CostTotals
    projects: list[CostedProject]
    markers: list[CostedMarker]
    left_out: dict[str, list[Number]]
    illustrative: bool
