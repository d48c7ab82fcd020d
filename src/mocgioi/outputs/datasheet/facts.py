"""What the datasheet of a marker (lý lịch mốc) is made from."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.conflicts import Conflict
    from mocgioi.documents.marker import Marker
    from mocgioi.outputs.datasheet.around import Surroundings

Audience = Literal["full", "internal"]
"""Whom a datasheet may be for: who sees everything, who sees most first."""


class Picture(NamedTuple):
    """A small photograph.

    Attributes:
        jpeg: its bytes, upright.
        taken_on: ISO day that it shows, or None; observer: who took it, or None.
    """

    jpeg: bytes
    taken_on: str | None
    observer: str | None


class Datasheet(NamedTuple):
    """One marker: its document, what lies around it, and the newest of its photographs.

    Attributes:
        as_of: ISO day it speaks of.
        surroundings: None where it has no position.
        drawn_m: length of the lines of its access roads, planar metres, by the road's uuid.
        photographs: how many there are in all.
        disputes: what waits for a decision about it.
        audience: for whom it was made.
    """

    document: Marker
    as_of: str
    surroundings: Surroundings | None
    drawn_m: Mapping[str, float] = MappingProxyType({})
    pictures: tuple[Picture, ...] = ()
    photographs: int = 0
    audience: Audience = "full"
    disputes: tuple[Conflict, ...] = ()
