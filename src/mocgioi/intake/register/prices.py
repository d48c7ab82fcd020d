"""Unit prices: what a metre of road costs, by class of road and by terrain."""

from __future__ import annotations

from mocgioi.domain.places import fold
from mocgioi.domain.prices import TERRAINS, Price, Terrain, UnitPrice
from mocgioi.domain.vocabulary import code_of
from mocgioi.intake.register.roads import cost_vnd
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.sources import RawFile

_TERRAINS: dict[str, Terrain] = {
    **{code: code for code in TERRAINS},
    "": "unknown",
    "chua ro": "unknown",
    "khong ro": "unknown",
    "bang": "flat",
    "bang phang": "flat",
    "doc": "slope",
    "rat doc": "steep",
    "doc dung": "steep",
}
"""Folded words for terrains."""

_LEAST_VND_PER_M = 1_000
"""No metre of road costs less: the column is of millions."""


def take_prices(raw: RawFile, *, known: Known) -> Taken[UnitPrice]:
    """Take unit prices; a row without a class is of access roads, one without terrain of any.

    Raises:
        UnreadableInput: no column of the price.
    """
    taking: Taking[UnitPrice] = Taking(raw, "prices", None, known)
    rows: dict[tuple[str, Terrain], int] = {}
    for table, recognised in taking.tables:
        for row in taking.rows(table, recognised):
            price = _price(row)
            if price is not None:
                price = _said_once(price, row, rows)
            taking.close(row, price)
    return taking.taken


def _said_once(
    price: UnitPrice, row: Row, rows: dict[tuple[str, Terrain], int]
) -> UnitPrice | None:
    """Return a price unless an earlier row has one of the same class and terrain."""
    first = rows.setdefault((price.road_class, price.terrain), row.raw.row)
    if first == row.raw.row:
        return price
    row.report("price-twice", first=first)
    return None


def _price(row: Row) -> UnitPrice | None:
    written = row.text("road_class")
    road_class = code_of("road_class", written) if written else "access"
    terrain = _TERRAINS.get(fold(row.text("terrain") or ""))
    if road_class is None:
        row.report("price-class", field="road_class", written=written)
    if terrain is None:
        row.report("price-terrain", field="terrain", written=row.text("terrain"))
    price = cost_vnd(row, "vnd_per_m")
    if not price:
        row.report("price-none", field="vnd_per_m", written=row.text("vnd_per_m") or "")
    least, most = cost_vnd(row, "vnd_per_m_min"), cost_vnd(row, "vnd_per_m_max")
    if road_class is None or terrain is None or not price:
        return None
    if price < _LEAST_VND_PER_M:
        row.report("price-low", field="vnd_per_m", price=price)
        return None
    least, most = least or price, most or price
    if not least <= price <= most:
        row.report("price-range", field="vnd_per_m", least=least, most=most, price=price)
        return None
    return UnitPrice(road_class, terrain, Price(price, least, most, row.text("source")))
