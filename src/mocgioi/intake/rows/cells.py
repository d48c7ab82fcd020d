"""Checks of single cells, the same for every kind of file.

Codes: ``text-control`` (invisible characters, taken out), ``text-too-long``, ``cell-error``
(a spreadsheet's error value), ``formula-text`` (text like a formula, taken as text),
``column-duplicate`` (two columns of one heading that differ).
"""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.intake.rows.row import Row
from mocgioi.patterns import regex
from mocgioi.sources import RawRow, is_blank
from mocgioi.sources.raw import LONGEST_TEXT

MAX_TEXT = 32_767
"""What a cell of a spreadsheet can hold; a longer text could never be given back in one."""

_INVISIBLE = regex(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]"
)
"""Control characters, zero-width ones, and those that turn the direction of writing."""

_ERRORS = frozenset(
    {
        *("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!"),
        *(f"Err:{number}" for number in range(501, 541)),
    }
)
"""Values of Excel, and those of LibreOffice by number."""

_ASIDE = frozenset(
    {
        *("note", "source", "surveyor", "photo", "accuracy_m", "post", "commune", "funding"),
        *("longitude", "latitude", "easting", "northing", "x", "y", "coordinates", "crs"),
        *("kind", "grouping", "size", "material", "words", "cost_words", "confidence"),
    }
)
"""Fields without which a row says what it says; an error in one of them is as good as a blank."""


_FORMULA = regex(r"=[^\s=]")


def is_suspect(raw: RawRow) -> bool:
    """Say whether a cell of a row may be one that these checks are about."""
    texts = [cell for cell in raw.values if type(cell) is str]
    together = "".join(texts)
    return (
        not together.isprintable()
        or len(together) > MAX_TEXT
        or "=" in together
        or not _ERRORS.isdisjoint(texts)
    )


def are_suspect(rows: Sequence[RawRow]) -> bool:
    """Say whether one of some rows may be suspect; most blocks of rows have none that is."""
    texts = [cell for raw in rows for cell in raw.values if type(cell) is str]
    together = "".join(texts)
    return (
        not together.isprintable()
        or max(map(len, texts), default=0) * max(len(raw.values) for raw in rows) > MAX_TEXT
        or "=" in together
        or not _ERRORS.isdisjoint(texts)
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
            row.report("text-control", field=field)
        if len(cell) > MAX_TEXT and (field != "wkt" or len(cell) >= LONGEST_TEXT):
            _tell_too_long(row, field, len(cell))
        if _FORMULA.match(cell):
            row.report("formula-text", field=field)
        if cell in _ERRORS and field in _ASIDE:
            row.report("cell-error", "left_out", field=field, written=cell)
            row.leave_out(field)
        elif cell in _ERRORS:
            row.report("cell-error", "refused", field=field, written=cell)
    for field, places in row.columns.twins.items():
        _compare(row, field, places)


def _tell_too_long(row: Row, field: str, length: int) -> None:
    if field == "wkt":
        row.report("text-too-long", "wkt", field=field, most=LONGEST_TEXT)
    else:
        row.report("text-too-long", "cell", field=field, length=length, most=MAX_TEXT)


def _compare(row: Row, field: str, places: tuple[int, ...]) -> None:
    """Reject a row in which columns of one heading say different things."""
    values = row.raw.values
    texts = {str(values[p]).strip() for p in places if p < len(values) and not is_blank(values[p])}
    if len(texts) > 1:
        row.report("column-duplicate", "differs", field=field, heading=row.heading(field))
