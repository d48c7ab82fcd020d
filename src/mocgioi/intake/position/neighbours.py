"""Checks of a marker register: rows whose place does not fit their neighbours or the border."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from mocgioi.domain import crs
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.errors import Finding, Text
from mocgioi.intake.position.ground import distance_text, metric
from mocgioi.intake.position.nearness import distance_m

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
            text = Text(
                f"Mốc {number} và mốc {other} cùng một toạ độ. Hãy kiểm tra lại.",
                f"Markers {number} and {other} have one position. Look at them again.",
            )
            findings.append(_finding("position-duplicate", text, sheet, row, number))
        if 0 < i < len(placed) - 1:
            off = _off_neighbours(position, placed[i - 1][1], placed[i + 1][1])
            if off is not None:
                far = f"{off / 1000:.1f}".replace(".", ",")
                text = Text(
                    f"Mốc {number} cách các mốc liền kề {far} km. Hãy kiểm tra toạ độ.",
                    f"Marker {number} is {off / 1000:.1f} km from its neighbours. Look at its "
                    "coordinates.",
                )
                findings.append(_finding("position-outlier", text, sheet, row, number))
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
        for entry in placeless:
            text = Text(
                f"Mốc {entry.number} không có xã, đồn, toạ độ: được nhận nhưng đứng ngoài mọi "
                "nhóm của báo cáo. Có phải mốc của tỉnh này? Hãy bổ sung rồi nhập lại.",
                f"Marker {entry.number} has no commune, post or position: it is taken, and stands "
                "outside every group of a report. Is it this province's? Complete it and come "
                "again.",
            )
            findings.append(_finding("marker-placeless", text, sheet, entry.row, entry.number))
    for entry, off_m in _off_line(entries, boundary):
        far = distance_text(off_m)
        text = Text(
            f"Mốc {entry.number} cách đường biên giới {far.vi}. Có phải mốc của tỉnh này? Hãy kiểm "
            "tra toạ độ.",
            f"Marker {entry.number} is {far.en} from the border line. Is it this province's? Look "
            "at its coordinates.",
        )
        findings.append(_finding("position-off-line", text, sheet, entry.row, entry.number))
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


def _finding(
    code: str, text: Text, sheet: str | None, row: int | None, number: MarkerNumber
) -> Finding:
    return Finding(code, "warning", text, sheet, row, value=str(number))


def _off_neighbours(position: Position, before: Position, after: Position) -> float | None:
    def apart(one: Position, other: Position) -> float:
        return distance_m(one.longitude, one.latitude, other.longitude, other.latitude)

    nearest = min(apart(position, before), apart(position, after))
    return nearest if nearest > _OUTLIER_M and apart(before, after) < _NEIGHBOURS_M else None
