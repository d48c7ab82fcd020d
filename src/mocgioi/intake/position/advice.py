"""What to type where a coordinate system is missing or contradicted: the readings that fit."""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.domain import crs as systems
from mocgioi.errors import Text
from mocgioi.intake.position.readings import Fit, Points, named
from mocgioi.words.findings import joined, worded
from mocgioi.words.of_places import CENTRES_ONLY, FITTING, NONE_FITTING, NOTHING_KNOWN

RIVAL_M = 8_000.0
"""Readings this much farther from the ground than the best are no rivals of it."""


def advice(fits: Sequence[Fit], points: Points, *, in_degrees: bool) -> Text:
    """Return what to do, for a person: which readings fit, how well, and what to type.

    Args:
        fits: every reading that was tried, the best first; none where nothing is known.
        points: the numbers. in_degrees: what they are.
    """
    good = [f for f in fits if f.agrees]
    good = [f for f in good if f.median_m < good[0].median_m + RIVAL_M][:3]
    if good:
        return worded(
            FITTING,
            readings=joined((_reading(f, points) for f in good), " | "),
            caveat=CENTRES_ONLY if good[0].measures[0].basis == "centre" else "",
            system=named(good[0].crs),
            option=_option(good[0], points, in_degrees),
        )
    if fits:
        return NONE_FITTING
    options = [c for c in systems.CRS_OF_THE_AREA if systems.is_geographic(c) == in_degrees]
    return worded(NOTHING_KNOWN, example=options[0], systems=", ".join(map(named, options)))


def _reading(fit: Fit, points: Points) -> Text:
    if not fit.swapped:
        swap = Text("", "")
    elif points.axes == "shape":
        swap = Text(" (bắc trước, đông sau)", " (north first)")
    else:
        swap = Text(" (hai cột đảo chỗ)", " (columns swapped)")
    name, both = named(fit.crs), zip(swap, fit.words(), strict=True)
    return Text(*(f"{name}{swapped}: {words}" for swapped, words in both))


def _option(fit: Fit, points: Points, in_degrees: bool) -> str:
    option = f'--crs "{fit.crs}"' if " " in fit.crs else f"--crs {fit.crs}"
    if fit.swapped and points.axes != "bare" and points.east_heading:
        east, north = ("longitude", "latitude") if in_degrees else ("easting", "northing")
        option += (
            f' --column {east}="{points.north_heading}" --column {north}="{points.east_heading}"'
        )
    return option
