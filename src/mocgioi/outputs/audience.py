"""Whom something that leaves the store is for, and how exact it may then be.

The map and the exports take away by the rules of `mocgioi.domain.audiences`; what is taken out
is not in the file at all.
"""

from __future__ import annotations

from math import floor
from typing import Literal, get_args

from mocgioi.domain.audiences import PLACE_DECIMALS
from mocgioi.errors import UsageError

Audience = Literal["full", "internal", "public"]

AUDIENCES: tuple[Audience, ...] = get_args(Audience)
"""Whom a map or a file may be for, who sees most first."""

_METRES = -1


def checked_audience(audience: str) -> Audience:
    """Return whom something is for.

    Raises:
        UsageError: it is for none of the three: whoever mistypes one must not give everything
            away.
    """
    for known in AUDIENCES:
        if audience == known:
            return known
    listed = ", ".join(AUDIENCES)
    raise UsageError(
        f"Không có đối tượng xem «{audience}». Một trong: {listed}.",
        f"There is no audience “{audience}”. One of: {listed}.",
    )


def rounded_degrees(degrees: float | None) -> float | None:
    """Return degrees as precise as may be shown inside the offices: 11 m."""
    return None if degrees is None else round(degrees, PLACE_DECIMALS)


def rounded_line(line: list[list[float]]) -> list[list[float]]:
    """Return a line with its vertices rounded: a road ends at its marker."""
    vertices = [[round(part, PLACE_DECIMALS) for part in vertex] for vertex in line]
    return [
        v for at, v in enumerate(vertices) if at in (0, len(vertices) - 1) or v != vertices[at - 1]
    ]


def rounded_metres(metres: float | None) -> float | None:
    """Return a distance to tens of metres: with an exact one, a place could be found again."""
    return None if metres is None else round(metres, _METRES)


def rounded_gap(metres: float | None) -> float | None:
    """Return a gap to tens of metres. It stays one: only lines that cross are 0 m apart."""
    return max(10.0, round(metres, _METRES)) if metres else metres


def rounded_km(km: float | None) -> float | None:
    """Return a place along the border to tens of metres, down: it stays in its stretch."""
    return None if km is None else floor(km * 100 + 1e-6) / 100
