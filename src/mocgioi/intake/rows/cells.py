"""Checks of single cells, the same for every kind of file.

Codes: ``text-control`` (invisible characters, taken out), ``text-too-long``, ``cell-error``
(a spreadsheet's error value), ``formula-text`` (text like a formula, taken as text),
``column-duplicate`` (two columns of one heading that differ).
"""

from __future__ import annotations

import re

from mocgioi.intake.rows.row import Row
from mocgioi.sources import RawRow, is_blank
from mocgioi.sources.raw import LONGEST_TEXT

MAX_TEXT = 32_767
"""What a cell of a spreadsheet can hold; a longer text could never be given back in one."""

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)
"""Control characters, zero-width ones, and those that turn the direction of writing."""

_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


_FORMULA = re.compile(r"=[^\s=]")


def is_suspect(raw: RawRow) -> bool:
    """Say whether a cell of a row may be one that these checks are about."""
    return any(
        type(cell) is str
        and (
            not cell.isprintable()
            or len(cell) > MAX_TEXT
            or cell in _ERRORS
            or cell.startswith("=")
        )
        for cell in raw.values
    )


def cleaned(raw: RawRow) -> RawRow:
    """Return a row without invisible characters."""
    values = (_INVISIBLE.sub("", c) if isinstance(c, str) else c for c in raw.values)
    return raw._replace(values=tuple(values))


def _has_invisible(text: str) -> bool:
    return not text.isprintable() and _INVISIBLE.search(text) is not None


def check(row: Row, verbatim: RawRow, *, suspect: bool) -> None:
    """Tell what is wrong with the cells of a row, those of columns in use.

    Args:
        row: the row as it is understood. verbatim: as the file has it.
        suspect: as `is_suspect` says of it; nothing else is looked at closely.
    """
    for field, place in row.columns.index.items() if suspect else ():
        cell = verbatim.values[place] if place < len(verbatim.values) else None
        if not isinstance(cell, str):
            continue
        if _has_invisible(cell):
            row.tell(
                "text-control",
                "warning",
                "Ô có ký tự điều khiển hoặc ký tự ẩn; đã bỏ các ký tự đó.",
                "The cell holds control or invisible characters; they were taken out.",
                field,
            )
        if len(cell) > MAX_TEXT and (field != "wkt" or len(cell) >= LONGEST_TEXT):
            _tell_too_long(row, field, len(cell))
        if _FORMULA.match(cell):
            row.tell(
                "formula-text",
                "notice",
                "Ô là chữ viết như công thức; lấy nguyên văn chữ đó, không tính. Hãy xem lại.",
                "The cell is text that reads like a formula; it was taken as it stands and not "
                "worked out. Look at it again.",
                field,
            )
        if cell in _ERRORS:
            row.tell(
                "cell-error",
                "error",
                f"Ô là lỗi {cell}. Hãy sửa ô này trong bảng tính rồi nhập lại dòng này.",
                f"The cell is the error {cell}. Correct it in the sheet and come again.",
                field,
            )
    for field, places in row.columns.twins.items():
        _compare(row, field, places)


def _tell_too_long(row: Row, field: str, length: int) -> None:
    if field == "wkt":
        row.tell(
            "text-too-long",
            "error",
            f"Hình viết bằng WKT dài từ {LONGEST_TEXT} ký tự trở lên, không đọc hết được. Hãy gửi "
            "lớp GeoPackage hay GeoJSON.",
            f"The WKT has {LONGEST_TEXT} characters or more and cannot be read to its end. Send a "
            "GeoPackage or GeoJSON layer.",
            field,
        )
        return
    row.tell(
        "text-too-long",
        "error",
        f"Ô dài {length} ký tự; giới hạn {MAX_TEXT}. Hãy rút gọn rồi nhập lại dòng này.",
        f"The cell has {length} characters; the limit is {MAX_TEXT}. Shorten it and come again.",
        field,
    )


def _compare(row: Row, field: str, places: tuple[int, ...]) -> None:
    """Reject a row in which columns of one heading say different things."""
    values = row.raw.values
    said = {str(values[p]).strip() for p in places if p < len(values) and not is_blank(values[p])}
    if len(said) > 1:
        row.tell(
            "column-duplicate",
            "error",
            f"Hai cột «{row.heading(field)}» ghi khác nhau. Hãy bỏ một cột.",
            f"The two columns “{row.heading(field)}” differ. Take one of them out.",
            field,
        )
