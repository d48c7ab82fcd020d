"""The sheet of the rows that were not taken: what it is known by when it comes again."""

from __future__ import annotations

from mocgioi.errors import Text
from mocgioi.patterns import regex

REASON = Text("Lý do bị loại", "Reason not taken")
ORIGINAL_ROW = Text("Dòng trong tệp gốc", "Row in the original file")
CONFIRMED = Text("Đúng như ghi (x)", "Right as it is (x)")
LEFT_OUT = Text("Không nhập nữa (lý do)", "Leave out (reason)")
SYSTEM = Text("Chọn hệ tọa độ", "Choose the coordinate system")
UNPLACED = "position-unplaced"
"""Code of a row whose position waits for the system of its table to be named."""
OWN_HEADINGS = frozenset({*REASON, *CONFIRMED, *LEFT_OUT, *ORIGINAL_ROW, *SYSTEM})
"""Headings of the columns that the program adds to those of the file."""

Place = tuple[str | None, int | None]
"""Of a row in its file: sheet and number."""

_MIDNIGHT = regex(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00:00)?")


def as_shown(text: str) -> str:
    """Return a cell of a rejected row as the sheet shows it: a day as people write it.

    >>> as_shown("2025-11-05 00:00:00"), as_shown("1088/2")
    ('05/11/2025', '1088/2')
    """
    day = _MIDNIGHT.fullmatch(text.strip())
    return "/".join(reversed(day.groups())) if day else text
