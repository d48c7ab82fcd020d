"""From which figure on a survey is told about, and from which it is held."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of the checks on a survey; an argument, never a hidden default.

    Attributes:
        told_m: distance of a position from its marker beyond which it is told.
        held_m: distance beyond which the row waits for a person.
        poor_accuracy_m: accuracy claimed by the receiver beyond which it is told.
        across_line_m: how far across the border line a position may fall before it is told;
            the marker itself stands on the line.
        photo_told_m: distance of a photograph from its marker beyond which it is told; a
            telephone's own position is poorer than a receiver's.
        earliest_day: ISO day before which nothing was surveyed: the land border was marked
            from 2001 on.
    """

    told_m: float = 50.0
    held_m: float = 200.0
    poor_accuracy_m: float = 30.0
    across_line_m: float = 30.0
    photo_told_m: float = 200.0
    earliest_day: str = "2000-01-01"


STANDARD = Policy()
"""The house's own thresholds."""
