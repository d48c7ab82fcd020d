"""The numbers of a table's coordinates, and one reading of them: a system, and which is east."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from mocgioi.domain import crs as systems
from mocgioi.errors import Finding, Text
from mocgioi.intake.position.ground import Floats, Measure
from mocgioi.intake.position.landmarks import Standing
from mocgioi.sources.coordinates import Axes
from mocgioi.words.findings import finding


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
    """How one reading of the numbers agrees with the ground.

    Attributes:
        standing: how many places of a layer stand on things known; None of what is no layer.
    """

    crs: str
    swapped: bool
    longitude: Floats
    latitude: Floats
    measures: tuple[Measure, ...]
    standing: Standing | None = None

    @property
    def agrees(self) -> bool:
        """Everything known agrees with it, and there is something known."""
        return bool(self.measures) and all(m.agrees for m in self.measures)

    @property
    def badness(self) -> tuple[bool, int, float]:
        """Order of fits: those that agree first, then by what stands on things known, then the
        nearest to the ground first.
        """
        near = self.standing.near if self.standing is not None and self.standing.tells else 0
        return (not self.agrees, -near, self.median_m)

    @property
    def median_m(self) -> float:
        """How far it is by the most telling measure; 0 where nothing is known."""
        return self.measures[0].median_m if self.measures else 0.0

    @property
    def nearest_m(self) -> float:
        """How far it is from the nearest thing known; infinity where nothing is known."""
        return min((m.median_m for m in self.measures), default=math.inf)

    def words(self) -> Text:
        """Return how well it fits, for a person."""
        texts = [m.text() for m in self.measures if m.agrees is self.agrees or not self.agrees]
        if self.standing is not None and self.standing.of:
            texts.append(self.standing.text())
        return Text("; ".join(t.vi for t in texts), "; ".join(t.en for t in texts))

    def shift_m(self, other: Fit) -> float:
        """Return how far apart two readings put the same numbers, the median in metres;
        infinity where none has a place in both."""
        first = np.column_stack(systems.to_metric(self.longitude, self.latitude))
        second = np.column_stack(systems.to_metric(other.longitude, other.latitude))
        with np.errstate(invalid="ignore"):
            apart = np.hypot(*(first - second).T)
        apart = apart[np.isfinite(apart)]
        return float(np.median(apart)) if len(apart) else math.inf

    def checked(self, sheet: str | None, advice: Text) -> Finding:
        """Return the notice of how well it fits, and whether that tells a datum.

        Args:
            sheet: whose numbers they are. advice: what to do where nothing is known.
        """
        if not self.measures:
            return finding(
                "crs-unverified",
                sheet=sheet,
                value=self.crs,
                system=named(self.crs),
                advice=advice,
            )
        told_apart = self.standing is None or self.standing.tells
        return finding(
            "crs-checked",
            "fitting" if told_apart else "not_to_a_datum",
            sheet=sheet,
            value=self.crs,
            system=named(self.crs),
            fit=self.words(),
        )


def named(code: str) -> str:
    """Return a system's code and its name, for a person."""
    name = systems.crs_name(code)
    return f"{code} ({name})" if code.startswith("EPSG") else name
