"""Where those stood who disagree: their measured positions, the marker, and what is around."""

from __future__ import annotations

import math
from collections.abc import Container
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.position import Position
from mocgioi.intake.position.nearness import distance_m
from mocgioi.store import events, photos

if TYPE_CHECKING:
    from mocgioi.documents.conflicts import Conflict
    from mocgioi.store.handle import Store

LEAST_M, MOST_M = 150.0, 5000.0
"""How far around the marker is looked at: as far as a position lies, within these."""

_MOST_AROUND = 12
_POSITIONS = ("position", "register_position")


class Spot(NamedTuple):
    """A place around the marker: metres to the east and north of it, and `off_m` from it."""

    name: str
    east_m: float
    north_m: float

    @property
    def off_m(self) -> float:
        """How far it is."""
        return math.hypot(self.east_m, self.north_m)


class Whereabouts(NamedTuple):
    """What lies around a marker of which reports disagree.

    Attributes:
        sides: where each side was measured, by its observation; not all of them were.
        around: other markers, the nearest first. within_m: how far was looked.
    """

    sides: dict[str, Spot]
    around: list[Spot]
    within_m: float


def whereabouts(
    store: Store, conflict: Conflict, *, among: Container[str] | None = None
) -> Whereabouts | None:
    """Return where the sides of a disagreement were measured; None: the marker has no position.

    A side was measured where its own row says, whatever it is about.

    Args:
        among: numbers of the other markers that may be told; None: any.
    """
    marker = conflict["marker"]
    sides = [*conflict["sides"], *filter(None, [conflict["standing"]])]
    with store.reading() as connection:
        register = photos.register_positions(connection)
        measured = events.read_observations(connection, subjects=[marker], aspects=_POSITIONS)
    at = register.get(marker) if conflict["kind"] is None else None
    if at is None:
        return None
    of_row = {(o.batch, o.row): o.value for o in measured if o.aspect == "position"}
    own = {o.uuid: o.value for o in measured}
    spots = {}
    for side in sides:
        value = own.get(side["observation"]) or of_row.get((side["batch"], side["row"]))
        if value and side["batch"]:
            place = Position.from_value(value)
            spots[side["observation"]] = _spot("", at, (place.longitude, place.latitude))
    farthest = max((spot.off_m for spot in spots.values()), default=0.0)
    within_m = min(max(farthest * 1.3, LEAST_M), MOST_M)
    others = (
        _spot(number, at, place)
        for number, place in register.items()
        if place is not None
        and number != marker
        and (among is None or number in among)
        and abs(place[1] - at[1]) < within_m / 100_000
    )
    around = sorted((s for s in others if s.off_m <= within_m), key=lambda spot: spot.off_m)
    return Whereabouts(spots, around[:_MOST_AROUND], within_m)


def _spot(name: str, at: tuple[float, float], place: tuple[float, float]) -> Spot:
    east = distance_m(*at, place[0], at[1])
    north = distance_m(*at, at[0], place[1])
    return Spot(name, math.copysign(east, place[0] - at[0]), math.copysign(north, place[1] - at[1]))
