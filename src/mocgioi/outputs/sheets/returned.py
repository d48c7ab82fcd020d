"""Rows of a sheet of the program's own that comes back filled in: its cells by heading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from mocgioi.domain.places import fold
from mocgioi.errors import HINT, Hint, Text, UnreadableInput

_YES = frozenset({"x", "co", "giu", "keep", "yes", "true", "1"})
_NO = frozenset({"", "khong", "no", "false", "0"})
_MARKS = frozenset({"✓", "✔", "☑", "×"})
"""Marks that say yes and have no letters; a lone dash has none either and says no."""


class SheetRow(NamedTuple):
    """A row of a sheet: its row number, and its cells by heading."""

    row: int
    cells: Mapping[str, object]


def cells_of(row: SheetRow, headings: Iterable[Text], *, made_by: Hint) -> dict[Text, str]:
    """Return the text of the columns needed, whichever language their headings are in.

    Args:
        made_by: the command that makes the sheet.

    Raises:
        UnreadableInput: a column the sheet was made with is missing.
    """
    by_key = {fold(heading): _text(cell) for heading, cell in row.cells.items()}
    cells = {}
    for heading in headings:
        key = next((key for key in map(fold, heading) if key in by_key), None)
        if key is None:
            raise UnreadableInput(
                f"Không có cột «{heading.vi}». Hãy dùng tệp do «{HINT}» tạo ra.",
                f"There is no column “{heading.en}”. Use the file that “{HINT}” makes.",
                hints=(made_by,),
            )
        cells[heading] = by_key[key]
    return cells


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()[: len("2025-11-05")]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def says_yes(mark: str) -> bool | None:
    """Say whether a mark says yes; None when it cannot be read.

    >>> says_yes("x"), says_yes("✓"), says_yes("-"), says_yes("chắc thế")
    (True, True, False, None)
    """
    if mark in _MARKS or fold(mark) in _YES:
        return True
    return False if fold(mark) in _NO else None
