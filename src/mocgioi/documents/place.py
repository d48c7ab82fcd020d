"""A place on the ground."""

from typing import TypedDict


class Place(TypedDict):
    """Degrees, EPSG:4326."""

    longitude: float
    latitude: float
