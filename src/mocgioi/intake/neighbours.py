"""Checks of a marker register: positions that do not fit those of their neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.errors import Finding, Text
from mocgioi.intake.nearness import distance_m

_OUTLIER_M = 5_000.0
"""Successive markers stand 0.5 km apart; one 5 km off its two neighbours is misplaced."""
_NEIGHBOURS_M = 3_000.0


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


def _finding(
    code: str, text: Text, sheet: str | None, row: int | None, number: MarkerNumber
) -> Finding:
    return Finding(code, "warning", text, sheet, row, value=str(number))


def _off_neighbours(position: Position, before: Position, after: Position) -> float | None:
    def apart(one: Position, other: Position) -> float:
        return distance_m(one.longitude, one.latitude, other.longitude, other.latitude)

    nearest = min(apart(position, before), apart(position, after))
    return nearest if nearest > _OUTLIER_M and apart(before, after) < _NEIGHBOURS_M else None
