"""Checks of markers and positions, each with a stable code and its advice."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.errors import Finding, Text
from mocgioi.intake import values
from mocgioi.intake.rows import Row

TOLD_M = 50.0
HELD_M = 200.0
"""Distance of a survey from its marker: told beyond the first, held beyond the second."""

POOR_ACCURACY_M = 30.0
_OUTLIER_M = 5_000.0
"""Successive markers stand 0.5 km apart; one 5 km off its two neighbours is misplaced."""
_NEIGHBOURS_M = 3_000.0


def distance_m(
    longitude: float, latitude: float, other_longitude: float, other_latitude: float
) -> float:
    """Return the distance between two near positions of EPSG:4326 in metres.

    Planar on the WGS 84 ellipsoid's radii at their mean latitude; within 0.1 % up to 50 km.
    """
    mean = math.radians((latitude + other_latitude) / 2)
    flattening = 1 - 0.00669438 * math.sin(mean) ** 2
    north = 6378137.0 * (1 - 0.00669438) / flattening**1.5
    east = 6378137.0 / math.sqrt(flattening) * math.cos(mean)
    return math.hypot(
        math.radians(other_latitude - latitude) * north,
        math.radians(other_longitude - longitude) * east,
    )


def tell_bad_number(row: Row) -> None:
    """Reject a row whose marker number cannot be read, saying why."""
    cell = row.cell("number")
    written = row.text("number")
    if written is None:
        row.tell(
            "marker-missing",
            "error",
            "Thiếu số hiệu mốc. Hãy điền rồi nhập lại dòng này.",
            "The marker number is missing. Fill it in and come again.",
            "number",
        )
    elif not isinstance(cell, str) and values.text(cell) and hasattr(cell, "year"):
        row.tell(
            "marker-looks-like-date",
            "error",
            f"Bảng tính đã đổi số hiệu mốc thành ngày ({written}). Hãy ghi dưới dạng văn bản.",
            f"The spreadsheet turned the marker number into a date ({written}). Write it as text.",
            "number",
        )
    else:
        row.tell(
            "marker-unknown",
            "error",
            f"«{written[:60]}» không phải số hiệu mốc. Hãy ghi như 1116, 1088/2 hoặc 1223(1).",
            f"“{written[:60]}” is not a marker number. Write it like 1116, 1088/2 or 1223(1).",
            "number",
        )


def tell_unknown_marker(row: Row, number: MarkerNumber, known: Iterable[str]) -> None:
    """Reject a row whose marker is not in the register, naming the nearest candidates."""
    candidates = nearest_numbers(str(number), list(known))
    listed = ", ".join(candidates)
    advice_vi = f" Có phải là: {listed}?" if listed else " Hãy nhập sổ đăng ký mốc trước."
    advice_en = f" Is it: {listed}?" if listed else " Import the marker register first."
    row.tell(
        "marker-unknown",
        "error",
        f"Không có mốc {number} trong sổ đăng ký.{advice_vi}",
        f"There is no marker {number} in the register.{advice_en}",
        "number",
    )


def nearest_numbers(number: str, known: Sequence[str], count: int = 3) -> list[str]:
    """Return the known numbers a wrong one may stand for: its pair first, then the likest.

    >>> nearest_numbers("1223", ["1222", "1223(1)", "1223(2)", "1300"], 2)
    ['1223(1)', '1223(2)']
    """
    pairs = [n for n in known if n.startswith((f"{number}(", f"{number}/"))]
    alike = difflib.get_close_matches(number, known, n=count, cutoff=0.6)
    return list(dict.fromkeys(pairs + alike))[:count]


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


def survey_position(
    row: Row,
    number: MarkerNumber,
    position: Position,
    markers: Mapping[str, tuple[float, float] | None],
) -> tuple[Position, bool]:
    """Compare where a survey was made with its marker's register position.

    Returns:
        The position (longitude and latitude put right when they were swapped), and whether
        the row is to be held for a person.
    """
    there = markers.get(str(number))
    if position.accuracy_m is not None and position.accuracy_m > POOR_ACCURACY_M:
        row.tell(
            "accuracy-poor",
            "warning",
            f"Sai số định vị {position.accuracy_m:.0f} m.",
            f"The receiver claimed only {position.accuracy_m:.0f} m.",
            "accuracy_m",
        )
    if there is None:
        return position, False
    off = distance_m(position.longitude, position.latitude, *there)
    if off > HELD_M and _swapped_fits(position, there):
        row.tell(
            "coordinates-swapped",
            "warning",
            "Kinh độ và vĩ độ bị đảo chỗ; đã đọc lại cho đúng.",
            "Longitude and latitude were swapped; they were read the right way round.",
            "longitude",
        )
        position = Position(
            position.latitude, position.longitude, position.accuracy_m, position.method
        )
        off = distance_m(position.longitude, position.latitude, *there)
    if off <= TOLD_M:
        return position, False
    return position, _tell_off(row, number, off, position, markers)


def _swapped_fits(position: Position, there: tuple[float, float]) -> bool:
    return distance_m(position.latitude, position.longitude, *there) <= HELD_M


def _tell_off(
    row: Row,
    number: MarkerNumber,
    off: float,
    position: Position,
    markers: Mapping[str, tuple[float, float] | None],
) -> bool:
    held = off > HELD_M
    nearest = _nearest_marker(position, markers) if held else None
    vi = f"Vị trí cách mốc {number} {off:.0f} m."
    en = f"The position is {off:.0f} m from marker {number}."
    if nearest:
        vi += f" Chỗ này gần mốc {nearest[0]} ({nearest[1]:.0f} m)."
        en += f" It is near marker {nearest[0]} ({nearest[1]:.0f} m)."
    if held:
        vi += " Dòng chờ người xem xét."
        en += " The row waits for a person."
    row.tell("position-far" if held else "position-off", "warning", vi, en, _position_field(row))
    return held


def _nearest_marker(
    position: Position, markers: Mapping[str, tuple[float, float] | None]
) -> tuple[str, float] | None:
    found = [
        (distance_m(position.longitude, position.latitude, *there), number)
        for number, there in markers.items()
        if there is not None
    ]
    off, number = min(found, default=(math.inf, ""))
    return (number, off) if off <= HELD_M else None


def _position_field(row: Row) -> str | None:
    return next((f for f in ("longitude", "easting", "x") if f in row.columns), None)
