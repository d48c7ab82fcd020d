"""Cells of a layer that another program wrote, as events have their values."""

from __future__ import annotations

import math
from datetime import date

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.store.schema import BY_NAME

_TEXT_BYTES = 254
"""The longest text of a shapefile."""

_DIGITS = 1e-12
"""By what part of it a number may differ that a file keeps with fewer digits."""


def is_alike(table: str, column: str, cell: object, stands: object) -> bool:
    """Say whether a cell says what stands: numbers by their value, codes without lost zeros, a
    text as far as a shapefile keeps it.
    """
    new, old = said(table, column, cell), said(table, column, stands)
    if new == old:
        return True
    if new is None or old is None:
        return False
    if new.isdigit() and old.isdigit():
        return new.lstrip("0") == old.lstrip("0")
    if any(c.name == column and c.sql.startswith("DOUBLE") for c in BY_NAME[table].columns):
        return bool(new and old) and math.isclose(float(new), float(old), rel_tol=_DIGITS)
    # A character that takes several bytes is left out whole.
    return _TEXT_BYTES - 3 <= len(new.encode()) <= _TEXT_BYTES and old.startswith(new)


def said(table: str, column: str, cell: object) -> str | None:
    """Return a cell as events have it, empty for nothing; None where it is not understood."""
    text = str(int(cell)) if isinstance(cell, bool) else str("" if cell is None else cell).strip()
    if not text:
        return ""
    declared = next((c for c in BY_NAME[table].columns if c.name == column), None)
    if declared is None:
        return text
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    if declared.sql.startswith("BOOLEAN"):
        return _YES_NO.get(text.lower())
    if declared.sql.startswith(("DOUBLE", "INTEGER")):
        return _number(text, whole=not declared.sql.startswith("DOUBLE"))
    if declared.sql.startswith("DATE"):
        return text.replace("/", "-")[:10]
    aspect = FOLDED[column].code if table == "markers" and column in FOLDED else None
    codes = declared.codes or (aspect if aspect in CODE_LISTS else None)
    return code_of(codes, text) if codes in CODE_LISTS and codes else text


_YES_NO = {"1": "1", "true": "1", "0": "0", "false": "0"}


def _number(text: str, *, whole: bool) -> str | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return str(int(value)) if whole and value.is_integer() else str(value)
