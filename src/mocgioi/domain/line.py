"""The border line as supplied, its order, and the gates in it. Plain values, built by keyword."""

from __future__ import annotations

from collections.abc import Iterable

from mocgioi.records import NamedTuple
from mocgioi.typed import Protocol, TypeVar

PIECE = "#"
"""What stands between the uuid of a road that has a gap and the number of a piece of it."""


class Gate(NamedTuple):
    """A border gate or freight road (cửa khẩu), between two markers."""

    name: str
    kind: str | None = None
    marker_from: str | None = None
    marker_to: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    illustrative: bool = False
    source: str | None = None


class BoundaryPiece(NamedTuple):
    """A piece of the border line as supplied, from north-west to south-east.

    Attributes:
        geometry: WKB LineString.
        commune: code of the commune it bounds, where the file says so.
        km_from, km_to: its span along the whole line.
    """

    geometry: bytes
    commune: str | None = None
    km_from: float | None = None
    km_to: float | None = None
    illustrative: bool = False
    source: str | None = None


class Spanning(Protocol):
    """What has a span of the border line."""

    @property
    def km_from(self) -> float | None:
        """Where its span begins, in kilometres from the north-west."""


Place = TypeVar("Place", bound=Spanning)


def in_border_order(places: Iterable[Place]) -> list[Place]:
    """Return what has a span of the border from north-west to south-east; without one, last."""
    return sorted(places, key=lambda place: (place.km_from is None, place.km_from or 0.0))
