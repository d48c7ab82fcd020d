"""Why a marker is measured as it is, and what to do where report and line differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.analysis.lines.network import ON_THRESHOLD_M
from mocgioi.analysis.lines.proximity import NearestRoad
from mocgioi.analysis.lines.ways import Place, Way
from mocgioi.domain.counting import Measured, is_built, is_declared_only, is_measured_only

if TYPE_CHECKING:
    from mocgioi.documents.reach import Advice, Difference


class Leg(NamedTuple):
    """A straight piece of new road that is missing.

    Attributes:
        to: name of the line it leads to; straight_m: planar metres; start, end: its ends.
    """

    to: str
    straight_m: float
    start: Place
    end: Place


def difference(declared: str | None, measured: Measured) -> Difference | None:
    """Return in which way report and line differ (Reach 6), or None."""
    if is_declared_only(is_declared=is_built(declared), measured=measured):
        return "declared_only"
    if is_measured_only(is_declared=is_built(declared), measured=measured):
        return "measured_only"
    return None


def advice(differs: Difference | None, measured: Measured, *, has_network: bool) -> Advice | None:
    """Return what to do next about a difference, or None where there is none."""
    if differs is None:
        return None
    if differs == "measured_only":
        return "report-road"
    if measured == "isolated":
        return "close-gap" if has_network else "draw-network"
    return "go-and-look" if measured == "near" else "draw-line"


def legs_missing(
    marker: Place,
    measured: Measured,
    nearest: NearestRoad | None,
    joined: NearestRoad | None,
    gap: Way | None,
    *,
    reach_m: float,
) -> list[Leg] | None:
    """Return the straight legs of new road by which a marker would be reached.

    None are missing where it is reached. Else the shorter of two: straight to the nearest
    joined line, or to the nearest line and from what that hangs together with on to the
    network; a line within `reach_m` needs no leg of its own. None without a network.

    Args:
        nearest: the nearest line; joined: the nearest joined one.
        gap: the way to the network of all that `nearest` hangs together with; None if joined.
    """
    if measured == "reached":
        return []
    if joined is None:
        return None
    direct = [_leg_to(joined, marker)]
    if nearest is None or gap is None:
        return direct
    within_reach = nearest.distance_m <= reach_m + ON_THRESHOLD_M
    first = [] if within_reach else [_leg_to(nearest, marker)]
    through = [*first, Leg(gap.to, gap.straight_m, gap.start, gap.end)]
    return min(through, direct, key=lambda legs: sum(leg.straight_m for leg in legs))


def _leg_to(nearest: NearestRoad, marker: Place) -> Leg:
    foot = Place(nearest.longitude, nearest.latitude)
    return Leg(nearest.road, nearest.distance_m, marker, foot)
