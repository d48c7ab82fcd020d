"""What a metre of new road costs, by its class and by the terrain, with range and source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Terrain = Literal["flat", "slope", "steep", "unknown"]


class Price(NamedTuple):
    """đồng a metre, the least and the most it may be, and who says so."""

    vnd_per_m: int
    vnd_per_m_min: int
    vnd_per_m_max: int
    source: str | None = None


Prices = Mapping[tuple[str, Terrain], Price]
"""By class of road and class of terrain."""
