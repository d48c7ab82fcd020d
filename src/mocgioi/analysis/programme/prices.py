"""What a metre of new road costs, by class of road and by terrain, and how far a road winds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mocgioi.documents import plan
from mocgioi.domain.counting import DEFAULTS
from mocgioi.domain.prices import Price, Terrain, UnitPrice
from mocgioi.errors import UsageError

NEW_ROADS = "access"
"""Class of the roads that a programme builds."""


Prices = Mapping[tuple[str, Terrain], Price]
"""By class of road and terrain; a terrain that has none costs what ``unknown`` costs."""


class Pricing(NamedTuple):
    """What an estimate reckons with (`pricing`).

    Attributes:
        prices: at least that of new roads on unknown terrain.
        detour_factor: length on the ground to length as drawn. An assumption: no figure for
            these hills is public; give your own.
    """

    prices: Prices
    detour_factor: float

    def of(self, terrain: Terrain) -> Price:
        """Return what a metre of new road costs on a terrain."""
        return self.prices.get((NEW_ROADS, terrain), self.prices[NEW_ROADS, "unknown"])

    def rows(self) -> list[plan.Prices]:
        """Return the prices as documents tell them."""
        return [
            {
                "road_class": road_class,
                "terrain": terrain,
                "vnd_per_m": price.vnd_per_m,
                "vnd_per_m_min": price.vnd_per_m_min,
                "vnd_per_m_max": price.vnd_per_m_max,
                "source": price.source,
            }
            for (road_class, terrain), price in self.prices.items()
        ]


def pricing(
    shipped: Iterable[UnitPrice],
    own: Iterable[UnitPrice] = (),
    *,
    vnd_per_m: int | None = None,
    detour_factor: float | None = None,
) -> Pricing:
    """Return what an estimate reckons with.

    Args:
        shipped: what is known publicly. own: the user's rows, which stand in place of these.
        vnd_per_m: đồng a metre of new road on any terrain, in place of all of them; one outside
            the known range widens it.
        detour_factor: length on the ground to length as drawn; the house's own if left out.

    Raises:
        UsageError: a cost that is not above 0, a road shorter than drawn, or both a table and a
            price.
    """
    if detour_factor is None:
        detour_factor = DEFAULTS.detour_factor
    if (vnd_per_m is not None and vnd_per_m <= 0) or not 1.0 <= detour_factor <= 100.0:
        raise UsageError(
            "Đơn giá phải lớn hơn 0 đồng/m và hệ số đường vòng từ 1 đến 100.",
            "The cost a metre must be above 0 đồng, and the detour factor from 1 to 100.",
        )
    rows = {(row.road_class, row.terrain): row.price for row in shipped}
    users = {(row.road_class, row.terrain): row.price for row in own}
    if users and vnd_per_m is not None:
        raise UsageError(
            "Chỉ dùng một: bảng đơn giá (--prices) hoặc một đơn giá (--vnd-per-m).",
            "Give one: a table of prices (--prices) or one price (--vnd-per-m).",
        )
    prices = {**rows, **users}
    if vnd_per_m is not None:
        prices = {
            key: price._replace(
                vnd_per_m=vnd_per_m,
                vnd_per_m_min=min(price.vnd_per_m_min, vnd_per_m),
                vnd_per_m_max=max(price.vnd_per_m_max, vnd_per_m),
                source=None,
            )
            if key[0] == NEW_ROADS
            else price
            for key, price in prices.items()
        }
    return Pricing(prices, detour_factor)
