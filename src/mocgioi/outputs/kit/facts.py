"""What the kit of a border post is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mocgioi.outputs.sheets.form import Known

Degrees = tuple[float, float]
"""Longitude and latitude, EPSG:4326."""


class KitMarker(NamedTuple):
    """A marker of the sector.

    Attributes:
        number: its number. place: where it stands, or None.
        needs_road: whether it needs an access road.
        known: what is known of the aspects a survey asks for, by aspect.
        commune: the name of its commune, or None. last_seen_on: ISO day, or None.
        alarm: ``sure`` or ``possible`` where it must, or may have to, be reported at once.
        contested: its observations disagree and wait for a decision.
    """

    number: str
    place: Degrees | None
    needs_road: bool
    known: Mapping[str, Known] = MappingProxyType({})
    commune: str | None = None
    last_seen_on: str | None = None
    alarm: str | None = None
    contested: bool = False

    def code(self, aspect: str) -> str | None:
        """Return what is known of an aspect, or None."""
        known = self.known.get(aspect)
        return known.code if known else None


class KitRoad(NamedTuple):
    """A road of the sector: codes as everywhere; lines in degrees."""

    name: str | None
    road_class: str
    status: str | None
    condition: str | None
    lines: Sequence[Sequence[Degrees]]


class KitFacts(NamedTuple):
    """The sector of a post as of a day.

    Attributes:
        post: its name, without its rank. day: ISO day of what is known.
        illustrative: the figures are made up.
        markers: in the order of the border. roads: those that come into the sector.
    """

    post: str
    day: str
    illustrative: bool
    markers: Sequence[KitMarker]
    roads: Sequence[KitRoad] = ()

    @property
    def unplaced(self) -> list[str]:
        """The numbers of the markers without a position."""
        return [marker.number for marker in self.markers if marker.place is None]
