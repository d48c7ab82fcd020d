"""Checks of a marker register: rows whose place does not fit their neighbours or the border."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from mocgioi.domain import crs
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.errors import Finding
from mocgioi.intake.position.ground import metric
from mocgioi.intake.position.nearness import distance_m
from mocgioi.words.amounts import distance_text
from mocgioi.words.findings import finding

_OUTLIER_M = 5_000.0
"""Successive markers stand 0.5 km apart; one 5 km off its two neighbours is misplaced."""
_NEIGHBOURS_M = 3_000.0
_OFF_LINE_M = 5_000.0
"""The generalised line of the province lies within 1 km of the real one; a marker 5 km off it
stands on another border."""


def register_positions(entries: Sequence[MarkerEntry], sheet: str | None) -> list[Finding]:
    """Return the warnings about register positions that do not fit their neighbours.

    Two markers on one spot, and a marker more than 5 km from both its neighbours in border
    order while these stand near each other.
    """
    placed = sorted(
        ((e.number, e.position, e.row) for e in entries if e.position is not None),
        key=lambda item: item[0],
    )
    findings = []
    spots: dict[tuple[float, float], MarkerNumber] = {}
    for i, (number, position, row) in enumerate(placed):
        spot = (round(position.longitude, 7), round(position.latitude, 7))
        other = spots.setdefault(spot, number)
        if other is not number:
            findings.append(
                finding(
                    "position-duplicate",
                    sheet=sheet,
                    row=row,
                    value=str(number),
                    number=number,
                    other=other,
                )
            )
        if 0 < i < len(placed) - 1:
            off = _off_neighbours(position, placed[i - 1][1], placed[i + 1][1])
            if off is not None:
                findings.append(
                    finding(
                        "position-outlier",
                        sheet=sheet,
                        row=row,
                        value=str(number),
                        number=number,
                        off=distance_text(off),
                    )
                )
    return findings


def strangers(
    entries: Sequence[MarkerEntry], boundary: Sequence[bytes], sheet: str | None
) -> list[Finding]:
    """Return the warnings about markers that may be another province's.

    ``marker-placeless``: no commune, no post and no position, where other rows of the file
    have one. ``position-off-line``: farther than 5 km from the border line.

    Args:
        entries: markers taken from a sheet. boundary: pieces of the border line, WKB in
            EPSG:4326; without one nothing is known of distances. sheet: its name.
    """
    findings = []
    placeless = [e for e in entries if not (e.commune or e.post or e.position)]
    if len(placeless) < len(entries):
        findings += [
            finding(
                "marker-placeless",
                sheet=sheet,
                row=entry.row,
                value=str(entry.number),
                number=entry.number,
            )
            for entry in placeless
        ]
    findings += [
        finding(
            "position-off-line",
            sheet=sheet,
            row=entry.row,
            value=str(entry.number),
            number=entry.number,
            off=distance_text(off_m),
        )
        for entry, off_m in _off_line(entries, boundary)
    ]
    return findings


def _off_line(
    entries: Sequence[MarkerEntry], boundary: Sequence[bytes]
) -> list[tuple[MarkerEntry, float]]:
    placed = [(e, e.position) for e in entries if e.position is not None]
    if not placed or not boundary:
        return []
    line = shapely.union_all([metric(piece) for piece in boundary])
    easting, northing = crs.to_metric(
        np.array([position.longitude for _, position in placed]),
        np.array([position.latitude for _, position in placed]),
    )
    off_m = shapely.distance(shapely.points(easting, northing), line)
    return [(e, float(d)) for (e, _), d in zip(placed, off_m, strict=True) if d > _OFF_LINE_M]


def _off_neighbours(position: Position, before: Position, after: Position) -> float | None:
    def apart(first: Position, second: Position) -> float:
        return distance_m(first.longitude, first.latitude, second.longitude, second.latitude)

    nearest = min(apart(position, before), apart(position, after))
    return nearest if nearest > _OUTLIER_M and apart(before, after) < _NEIGHBOURS_M else None
