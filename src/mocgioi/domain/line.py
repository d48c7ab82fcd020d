"""The border line as supplied, and the gates in it. Plain values, built by keyword."""

from __future__ import annotations

from typing import NamedTuple


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
