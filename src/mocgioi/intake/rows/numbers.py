"""Which marker a row is about, also where a spreadsheet made a date of its number."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from mocgioi.domain.days import day_text
from mocgioi.domain.marker import MarkerNumber
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known
from mocgioi.intake.rows.row import Row
from mocgioi.patterns import regex
from mocgioi.sources import Cell

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SHORT_DATE = regex(
    rf"(\d{{1,2}})[-/ ](?:({'|'.join(_MONTHS)})[a-z]*|th(?:g|áng)?\s*(\d{{1,2}}))", re.IGNORECASE
)


def markers(row: Row, known: Known) -> list[MarkerNumber]:
    """Return the markers of a row; a row without any of the register's is rejected.

    Codes: ``marker-missing``, ``marker-unknown`` (with the nearest), ``marker-looks-like-date``;
    ``marker-renumbered`` where it has another number now;
    ``marker-recovered`` where a spreadsheet's date can only have been one number;
    ``marker-several`` where a cell lists some, all of them in the register.
    """
    cell = row.cell("number")
    turned = _turned_into_date(cell)
    if turned:
        recovered = _recovered(row, [n for n in turned if n in known.markers])
        return [recovered] if recovered else []
    number = values.marker_number(cell)
    if number is None:
        return _listed(row, known)
    if str(number) in known.markers:
        return [number]
    if str(number) in known.former:
        return [renumbered(row, number, known)]
    if str(number) in known.retired:
        row.report(
            "marker-unknown",
            "retired",
            field="number",
            number=number,
            day=day_text(known.retired[str(number)]),
        )
        return []
    tell_unknown_marker(row, number, known.markers)
    return []


def renumbered(row: Row, number: MarkerNumber, known: Known) -> MarkerNumber:
    """Return the number a marker has now, and tell that the row has a former one."""
    now = known.former[str(number)]
    row.report("marker-renumbered", field="number", number=number, now=now)
    return MarkerNumber.parse(now)


def _listed(row: Row, known: Known) -> list[MarkerNumber]:
    """Return the markers a cell lists, and tell how it was read."""
    written = row.text("number")
    if written is None or sum(part.isdigit() for part in written) < 4:
        tell_bad_number(row)
        return []
    listed = several(written, list(known.markers))
    shown = written[:60]
    if listed is None:
        if _BETWEEN.search(written) or _RANGE.fullmatch(written):
            row.report("marker-several", "asked", field="number", written=shown)
        else:
            tell_bad_number(row)
        return []
    row.report(
        "marker-several",
        "read",
        field="number",
        written=shown,
        count=len(listed),
        listed=", ".join(map(str, listed)),
    )
    return listed


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
        variant = "far" if known else "no_register"
        row.report("marker-unknown", variant, field="number", number=number)


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


_BETWEEN = regex(r"[;,\n&+]|\bvà\b|\bva\b|\band\b", re.IGNORECASE)
_RANGE = regex(
    r"(?:từ|tu|from)?\s*([^-–—÷→]+?)\s*(?:[-–—÷→]|\.\.\.?|\b(?:đến|den|tới|to)\b)\s*(.+)",
    re.IGNORECASE,
)
_REST = regex(r"(?:(/\s*\d{1,2})\s*)?(\(\s*[123]\s*\))?")
_THOUSANDS = regex(r"\d[.,]\d{3}")
_HOW_MANY = regex(
    r"\(\s*\d{1,3}\s*(?:cột\s*)?mốc\s*\)|^\s*(?:các|những)\s+(?:cột\s+)?mốc\s*:?", re.I
)
_ALL_BANKS = regex(r"(\d{1,4}(?:/\d{1,2})?)\s*\(\s*([123](?:\s*[,và]+\s*[123])+)\s*\)")
_LONGEST_LIST = 500


def several(text: str, known: Sequence[str]) -> list[MarkerNumber] | None:
    """Return the markers that a cell lists, in its order; None where any part is not certain.

    A span runs along the register. ``1223(1),(2)`` and ``1225/1, /2`` go on with the number
    before.

    Args:
        text: the cell. known: the numbers of the register, in border order.

    >>> line = ["1116", "1117", "1117/1", "1118", "1223(1)", "1223(2)"]
    >>> [str(n) for n in several("từ 1116 đến 1118", line)]
    ['1116', '1117', '1117/1', '1118']
    >>> [str(n) for n in several("1223(1),(2)", line)], several("1220-1", line)
    (['1223(1)', '1223(2)'], None)
    >>> [str(n) for n in several("1116, 1223(1,2) (3 mốc)", line)]
    ['1116', '1223(1)', '1223(2)']
    """
    if len(text) > _LONGEST_LIST:
        return None
    if _THOUSANDS.fullmatch(text.strip()):
        plain = re.sub(r"\D", "", text)
        return [MarkerNumber.parse(plain)] if plain in known else None
    text = _ALL_BANKS.sub(lambda m: ",".join(f"{m[1]}({b})" for b in re.findall(r"\d", m[2])), text)
    text = _HOW_MANY.sub("", text)
    places = {number: place for place, number in enumerate(known)}
    listed: list[MarkerNumber] = []
    for part in map(str.strip, _BETWEEN.split(text)):
        numbers = _of_part(part, listed, places, known) if part else []
        if numbers is None:
            return None
        listed += numbers
    return list(dict.fromkeys(listed)) or None


def _of_part(
    part: str, before: Sequence[MarkerNumber], places: dict[str, int], known: Sequence[str]
) -> list[MarkerNumber] | None:
    single = values.marker_number(part)
    if single is not None:
        return [single] if str(single) in places else None
    rest = _REST.fullmatch(part)
    if rest and before:
        secondary, bank = rest.groups()
        last = before[-1]
        number = MarkerNumber(
            last.main,
            int(secondary.lstrip("/ ")) if secondary else last.secondary,
            int(bank.strip("() ")) if bank else 0,
        )
        return [number] if str(number) in places else None
    span = _RANGE.fullmatch(part)
    ends = [values.marker_number(end) for end in span.groups()] if span else []
    first, last_place = (_place(end, places) for end in ends) if ends else (None, None)
    if first is None or last_place is None or first >= last_place:
        return None
    return [MarkerNumber.parse(number) for number in known[first : last_place + 1]]


def _place(number: MarkerNumber | None, places: dict[str, int]) -> int | None:
    return None if number is None else places.get(str(number))
