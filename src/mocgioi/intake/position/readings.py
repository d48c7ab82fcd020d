"""The numbers of a table's coordinates, and one reading of them: a system, and which is east."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mocgioi.domain import crs as systems
from mocgioi.errors import Text
from mocgioi.intake.position.ground import Floats, Measure
from mocgioi.sources.coordinates import Axes


@dataclass(frozen=True, slots=True)
class Points:
    """The numbers of one table's coordinates.

    Attributes:
        east, north: as the headings (or the format) say; None where a row has none.
        axes: ``degrees`` or ``metres`` by name, ``bare`` X and Y, or those of a ``shape``: east
            first by its format, in what unit nobody says.
        numbers, communes: marker number and commune code of each row, or None.
        east_heading, north_heading: the headings they were read from, for advice.
    """

    east: Sequence[float | None]
    north: Sequence[float | None]
    axes: Axes | Literal["shape"]
    numbers: Sequence[str | None]
    communes: Sequence[str | None]
    east_heading: str = ""
    north_heading: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """How one reading of the numbers agrees with the ground."""

    crs: str
    swapped: bool
    longitude: Floats
    latitude: Floats
    measures: tuple[Measure, ...]

    @property
    def agrees(self) -> bool:
        """Everything known agrees with it, and there is something known."""
        return bool(self.measures) and all(m.agrees for m in self.measures)

    @property
    def badness(self) -> tuple[bool, float]:
        """Order of fits: those that agree first, the nearest to the ground first."""
        return (not self.agrees, self.measures[0].median_m if self.measures else 0.0)

    @property
    def nearest_m(self) -> float:
        """How far it is from the nearest thing known; infinity where nothing is known."""
        return min((m.median_m for m in self.measures), default=math.inf)

    def words(self) -> Text:
        """Return how well it fits, for a person."""
        texts = [m.text() for m in self.measures if m.agrees is self.agrees or not self.agrees]
        return Text("; ".join(t.vi for t in texts), "; ".join(t.en for t in texts))


def named(code: str) -> str:
    """Return a system's code and its name, for a person."""
    name = systems.crs_name(code)
    return f"{code} ({name})" if code.startswith("EPSG") else name
