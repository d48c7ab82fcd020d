"""Which marker a row is about, also where a spreadsheet made a date of its number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from mocgioi.domain.marker import MarkerNumber
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known
from mocgioi.intake.rows.row import Row
from mocgioi.sources import Cell

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SHORT_DATE = re.compile(
    rf"(\d{{1,2}})[-/ ](?:({'|'.join(_MONTHS)})[a-z]*|th(?:g|áng)?\s*(\d{{1,2}}))", re.IGNORECASE
)


def marker(row: Row, known: Known) -> MarkerNumber | None:
    """Return the marker of a row; a row without one of the register's is rejected.

    Codes: ``marker-missing``, ``marker-unknown`` (with the nearest), ``marker-looks-like-date``;
    ``marker-recovered`` where a spreadsheet's date can only have been one number.
    """
    cell = row.cell("number")
    turned = _turned_into_date(cell)
    if turned:
        return _recovered(row, [n for n in turned if n in known.markers])
    number = values.marker_number(cell)
    if number is None:
        tell_bad_number(row)
    elif str(number) not in known.markers:
        tell_unknown_marker(row, number, known.markers)
        return None
    return number


def _turned_into_date(cell: Cell) -> list[str]:
    """Return the numbers a cell may have held before a spreadsheet made a date of it.

    ``5/2`` becomes 5 February in Việt Nam and 2 May in America; as text, ``5-Feb``.
    """
    if isinstance(cell, date):
        return list(dict.fromkeys((f"{cell.day}/{cell.month}", f"{cell.month}/{cell.day}")))
    match = _SHORT_DATE.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if match is None:
        return []
    day, name, written = match.groups()
    month = _MONTHS.index(name.lower()) + 1 if name else int(written)
    return list(dict.fromkeys((f"{int(day)}/{month}", f"{month}/{int(day)}")))


def _recovered(row: Row, fitting: Sequence[str]) -> MarkerNumber | None:
    written = row.text("number") or ""
    if len(fitting) == 1:
        row.report("marker-recovered", field="number", written=written, number=fitting[0])
        return MarkerNumber.parse(fitting[0])
    if fitting:
        listed = " / ".join(fitting)
        row.report(
            "marker-looks-like-date", "several", field="number", written=written, fitting=listed
        )
    else:
        row.report("marker-looks-like-date", "none", field="number", written=written)
    return None


def tell_unknown_marker(row: Row, number: MarkerNumber, known: Iterable[str]) -> None:
    """Reject a row whose marker is not in the register, naming the nearest candidates."""
    candidates = nearest_numbers(str(number), tuple(known))
    if candidates:
        listed = ", ".join(candidates)
        row.report("marker-unknown", "near", field="number", number=number, near=listed)
    else:
        row.report("marker-unknown", "no_register", field="number", number=number)


def tell_bad_number(row: Row) -> None:
    """Reject a row whose marker number is missing or cannot be read, saying why."""
    written = row.text("number")
    if written is None:
        row.report("marker-missing", field="number")
    elif isinstance(row.cell("number"), date):
        _recovered(row, ())
    else:
        row.report("marker-unknown", "malformed", field="number", written=written[:60])


@lru_cache(maxsize=1024)
def nearest_numbers(number: str, known: tuple[str, ...], count: int = 3) -> list[str]:
    """Return the known numbers a wrong one may stand for: its pair first, then the likest.

    >>> nearest_numbers("1223", ("1222", "1223(1)", "1223(2)", "1300"), 2)
    ['1223(1)', '1223(2)']
    """
    pairs = [n for n in known if n.startswith((f"{number}(", f"{number}/"))]
    alike = difflib.get_close_matches(number, known, n=count, cutoff=0.6)
    return list(dict.fromkeys(pairs + alike))[:count]
