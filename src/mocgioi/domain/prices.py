"""Unit prices of roads: by class of road and by how steep the ground is."""

from __future__ import annotations

from typing import Literal, get_args

from mocgioi.records import NamedTuple

Terrain = Literal["flat", "slope", "steep", "unknown"]
"""How steep the ground is; unknown where no terrain was given."""

TERRAINS: tuple[Terrain, ...] = get_args(Terrain)

FLAT, STEEP = 0.10, 0.30
"""Rise to length along a road below which the ground is flat, and above which it is steep.
Assumptions: the 30 % by which design standards tell mountains is of hillsides, across the road."""


class Price(NamedTuple):
    """đồng a metre, the least and the most it may be, and who says so."""

    vnd_per_m: int
    vnd_per_m_min: int
    vnd_per_m_max: int
    source: str | None = None


class UnitPrice(NamedTuple):
    """A row of a table of unit prices; `road_class` is a code of that list."""

    road_class: str
    terrain: Terrain
    price: Price
