"""Rows that were not taken: kept word for word, with what of them may be an alarm."""

from __future__ import annotations

from collections.abc import Mapping

from mocgioi.records import NamedTuple

ROWS_CORRECTED = "rows-corrected"
"""Code of the finding by which a batch says whose rejected rows it brings again: its `value` is
the uuid of the batch, its place one of that batch's rows, or none: all of them."""


class RowSays(NamedTuple):
    """What a row that was not taken says of a marker that may have to be reported at once.

    Attributes:
        id: of the alarm, for ever; empty where the row says nothing of the kind.
        number: the marker's, as numbers are written; written: as the row names it.
        condition: code, or None where only words say it. words: the cells that say it.
        seen_on: ISO day, or None. observer: who saw it.
    """

    id: str = ""
    number: str | None = None
    written: str | None = None
    condition: str | None = None
    words: str = ""
    seen_on: str | None = None
    observer: str | None = None


class RejectedRow(NamedTuple):
    """A row that was not taken, verbatim.

    Attributes:
        sheet, row: where it stood in the file.
        content: text by heading, as it stood, in the order of the columns; blank cells too.
        codes: codes of the findings it was rejected for.
        says: what of it may be an alarm; None where nobody has read it for that.
    """

    sheet: str | None
    row: int | None
    content: Mapping[str, str]
    codes: tuple[str, ...]
    says: RowSays | None = None
