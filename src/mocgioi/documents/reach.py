"""``mocgioi.reach/1``: what is declared and what the lines show, marker by marker.

Distances are planar metres.
"""

from collections.abc import Sequence
from typing import Literal, TypedDict

from mocgioi.documents.place import Place
from mocgioi.documents.values import Day, Head, Instant, Measured, Number, RoadStatus

Difference = Literal["declared_only", "measured_only"]
"""Declared built and no line shows it; a line reaches it and nobody declared it built."""

Advice = Literal["draw-line", "go-and-look", "close-gap", "draw-network", "report-road"]
"""What to do next about a difference:

* ``draw-line``: declared built, no line near: map the road, or correct the report.
* ``go-and-look``: declared built, the nearest line stops short of the marker.
* ``close-gap``: declared built, a line reaches the marker and is not joined to the network.
* ``draw-network``: the same, and no trunk road has been supplied that it could join.
* ``report-road``: a line reaches the marker and nobody declared it built.
"""

# `from` is a word of the language: these two keys need the other spelling of a TypedDict.
MissingLeg = TypedDict(
    "MissingLeg", {"straight_m": float, "to_road": str, "from": Place, "to": Place}
)
"""A straight piece of new road that is missing, and the road it leads to."""


class ReachedMarker(TypedDict):
    """A marker as reported and as the lines show it; null where it cannot be said.

    `nearest_road` is the road's name, or its uuid where it has none; `missing` is empty where
    the marker is reached.
    """

    number: Number
    needs_road: bool
    border_km: float | None
    declared: RoadStatus | None
    measured: Measured
    unknown_because: Literal["no_lines", "no_position"] | None
    nearest_road_m: float | None
    nearest_road: str | None
    nearest_point: Place | None
    reached_by: str | None
    to_network_m: float | None
    missing_m: float | None
    missing: list[MissingLeg] | None
    difference: Difference | None
    advice: Advice | None


class Stretch(TypedDict):
    """A stretch of the border line whose markers have no road, and the markers that bound it."""

    km_from: float
    km_to: float
    length_km: float
    after: Number | None
    before: Number | None
    markers: list[Number]


class Stretches(TypedDict):
    """The stretches without a road, and the longest of them."""

    longest: Stretch | None
    without_road: Sequence[Stretch]


class StretchesByBasis(TypedDict):
    """By what is reported, and by what the lines show."""

    declared: Stretches
    measured: Stretches


class Reach(TypedDict):
    """The document; `totals` count the markers that need a road, by code of the list measured.

    `known_at`: the instant of knowledge that was asked for; null: everything is known.
    """

    schema: Literal["mocgioi.reach/1"]
    as_of: Day
    known_at: Instant | None
    head: Head | None
    illustrative: bool
    reach_m: float
    join_m: float
    near_m: float
    markers: Sequence[ReachedMarker]
    stretches: StretchesByBasis
    totals: dict[str, int]
