"""Positions on the ground, in the store's coordinate reference system (EPSG:4326)."""

from __future__ import annotations

from mocgioi.records import NamedTuple
from mocgioi.typed import Self

STORAGE_CRS = "EPSG:4326"
"""What the store holds: longitude and latitude on WGS 84, degrees."""


class Position(NamedTuple):
    """A place, in degrees of EPSG:4326.

    Attributes:
        longitude, latitude: degrees, WGS 84.
        accuracy_m: the accuracy its receiver claimed, metres, or None.
        method: how it was had: ``register``, ``gps`` or ``map``.
    """

    longitude: float
    latitude: float
    accuracy_m: float | None = None
    method: str = "register"

    def as_value(self) -> str:
        """Return the position as an observation's value: ``longitude latitude``, 8 decimals."""
        return f"{self.longitude:.8f} {self.latitude:.8f}"

    @classmethod
    def from_value(cls, value: str) -> Self:
        """Return the position that `as_value` wrote."""
        longitude, latitude = value.split()
        return cls(float(longitude), float(latitude))
