"""What estimates reckon with: the prices the program carries, or a table of the user's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from mocgioi import sources
from mocgioi.analysis.programme.prices import Pricing, pricing
from mocgioi.domain.prices import UnitPrice
from mocgioi.errors import UnreadableInput
from mocgioi.intake.register.prices import take_prices
from mocgioi.intake.rows.known import Known
from mocgioi.store.explaining import FilePath
from mocgioi.tracker.province import UNIT_PRICES, province


def pricing_of(
    prices: FilePath | None = None,
    *,
    vnd_per_m: int | None = None,
    detour_factor: float | None = None,
) -> Pricing:
    """Return what an estimate reckons with; see `mocgioi.analysis.programme.prices.pricing`.

    Args:
        prices: a table with the columns of ``geo/unit_prices.csv``, or None.

    Raises:
        UnreadableInput: a row of the table is no unit price: none is left out in silence.
        UsageError: a cost or factor that cannot be.
    """
    own = () if prices is None else _read(Path(prices))
    return pricing(_shipped(), own, vnd_per_m=vnd_per_m, detour_factor=detour_factor)


@lru_cache(maxsize=1)
def _shipped() -> tuple[UnitPrice, ...]:
    return _read(province() / UNIT_PRICES)


def _read(path: Path) -> tuple[UnitPrice, ...]:
    raw = sources.read(str(path))
    with sources.answering_for(raw.name):
        taken = take_prices(raw, known=Known())
    bad = [finding for finding in taken.findings if finding.severity != "notice"]
    if bad or not taken.entries:
        first = bad[0].text if bad else None
        raise UnreadableInput(
            f"Bảng đơn giá «{raw.name}» không dùng được" + (f": {first.vi}" if first else "."),
            f"The table of prices “{raw.name}” cannot be used"
            + (f": {first.en}" if first else "."),
            findings=taken.findings,
        )
    return tuple(taken.entries)
