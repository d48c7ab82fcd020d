"""Rejected rows that come again: which earlier batches a file corrects, and what it leaves out.

Either the file is the sheet of a batch's rejected rows, filled in, or it is the batch's own file,
mended where it stood and saved again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.batch import RejectedRow
from mocgioi.errors import Finding, Hint
from mocgioi.outputs.sheets.rejected import ORIGINAL_ROW, OWN_HEADINGS
from mocgioi.outputs.sheets.workbook import clean
from mocgioi.sources import Cell, RawFile, RawTable
from mocgioi.sources.kinds import refuse
from mocgioi.store import history
from mocgioi.store.disagreements import SHORT
from mocgioi.store.handle import Store
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.store.history import Batch, WaitingRow

SHEET_UNTOUCHED = "sheet-untouched"
"""Code for which a sheet of rejected rows is refused in which nobody wrote."""

_UUID = re.compile(r"\b[0-9a-f]{32}\b")
_ALIKE = 0.5
"""Share of its cells by which the row that stands in a rejected one's place is that row, mended."""
_LISTED = 20
"""Rows left out that are named."""


Place = tuple[str | None, int | None]
"""Of a row in its file: sheet and number."""


class Correction(NamedTuple):
    """A batch of which rejected rows come again.

    Attributes:
        batch: its uuid; file: the name of its file.
        left_out: rows of that file that do not come again, on purpose.
        mended: sheet and row of those that stand mended in the file itself; empty where the
            file is the sheet of all that waits.
    """

    batch: str
    file: str
    left_out: tuple[int, ...] = ()
    mended: tuple[Place, ...] = ()


def corrected_by(store: Store, raw: RawFile) -> list[Correction]:
    """Return the batches of which rejected rows come again in a file.

    Raises:
        UnreadableInput: it is the sheet of a batch's rejected rows, and nobody wrote in it.
    """
    tables: dict[str, list[RawTable]] = {}
    for table in raw.tables:
        if (batch := sheet_of(table)) is not None:
            tables.setdefault(batch, []).append(table)
    with store.reading() as connection:
        known = {b.uuid: b for b in history.batches(connection) if b.kind == "survey"}
        of_file = [b.uuid for b in known.values() if b.rejected and b.file == raw.name]
        if not of_file and not tables.keys() & known.keys():
            return []
        waiting = history.waiting_rows(connection)
        recorded = {
            uuid: history.rejected_rows(connection, uuid) for uuid in tables.keys() & known.keys()
        }
    sheets = [
        _of_sheet(raw.name, known[uuid], tables[uuid], rows, waiting.get(uuid, ()))
        for uuid, rows in recorded.items()
    ]
    saved_again = [
        Correction(uuid, raw.name, mended=mended)
        for uuid in of_file
        if (mended := _mended([entry.row for entry in waiting.get(uuid, ())], raw))
    ]
    return [*sheets, *saved_again]


def _of_sheet(
    name: str,
    batch: Batch,
    tables: Iterable[RawTable],
    recorded: Iterable[RejectedRow],
    waiting: Iterable[WaitingRow],
) -> Correction:
    """Return what the sheet of a batch's rejected rows says.

    Raises:
        UnreadableInput: nobody wrote in it.
    """
    come_again = [row for table in tables for row in _filled(table)]
    as_it_was = [_cells(row.row, row.content) for row in recorded]
    missing = {row.row for row, _ in waiting if row.row is not None}
    missing -= {row for row, _ in come_again}
    if not missing and all(row in as_it_was for row in come_again):
        raise refuse(SHEET_UNTOUCHED, file=name, batch=batch.uuid[:SHORT])
    return Correction(batch.uuid, batch.file or "", tuple(sorted(missing)))


def sheet_of(table: RawTable) -> str | None:
    """Return the uuid of the batch whose rejected rows a table lists, if it lists any's."""
    if not set(ORIGINAL_ROW) & set(table.header):
        return None
    named = _UUID.search(" ".join(table.preamble))
    return named.group() if named else None


def findings_of(corrections: Iterable[Correction]) -> Iterator[Finding]:
    """Yield what a receipt says of the batches that a file corrects."""
    for batch, file, left_out, mended in corrections:
        short = batch[:SHORT]
        for sheet, row in mended:
            yield finding(
                history.ROWS_CORRECTED, "in_place", sheet=sheet, row=row, value=batch, batch=short
            )
        if left_out:
            listed = ", ".join(map(str, left_out[:_LISTED]))
            yield finding(
                history.ROWS_CORRECTED,
                "left_out",
                value=batch,
                file=file,
                batch=short,
                count=len(left_out),
                rows=listed + (" …" if len(left_out) > _LISTED else ""),
            )._replace(hints=(Hint("survey rejected", (short, "-o", "FILE.xlsx")),))
        elif not mended:
            yield finding(history.ROWS_CORRECTED, "again", value=batch, file=file, batch=short)


_Row = tuple[int, list[tuple[str, str]]]
"""The number of a row in its file, and its filled cells by heading."""


def _filled(table: RawTable) -> Iterator[_Row]:
    """Yield the rows of a sheet of rejected rows in which something stands, as their file's."""
    place = next(i for i, heading in enumerate(table.header) if heading in ORIGINAL_ROW)
    for row in table.rows:
        content = {
            heading: "" if cell is None else str(cell)
            for heading, cell in zip(table.header, row.values, strict=False)
            if heading not in OWN_HEADINGS
        }
        number = str(row.values[place] if place < len(row.values) else "").removesuffix(".0")
        filled = _cells(int(number) if number.isdecimal() else None, content)
        if filled[1]:
            yield filled


def _cells(row: int | None, content: Mapping[str, str]) -> _Row:
    filled = ((heading, " ".join(clean(text).split())) for heading, text in content.items())
    return row or 0, sorted((heading, text) for heading, text in filled if text)


def _mended(
    rejected: Iterable[RejectedRow], raw: RawFile
) -> tuple[tuple[str | None, int | None], ...]:
    """Return the places of rejected rows of a file where the row now stands with other cells."""
    wanted = {(row.sheet, row.row): row.content for row in rejected}
    if not wanted:
        return ()
    return tuple(
        (table.name, row.row)
        for table in raw.tables
        for row in table.rows
        if (content := wanted.get((table.name, row.row))) is not None
        and _is_mended(content, dict(zip(table.header, map(_text, row.values), strict=False)))
    )


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _is_mended(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    filled = [heading for heading, text in before.items() if text.strip()]
    kept = [heading for heading in filled if now.get(heading) == before[heading]]
    is_same = len(kept) == len(filled) and not any(
        text.strip() and not before.get(heading, "").strip() for heading, text in now.items()
    )
    return not is_same and len(kept) >= _ALIKE * len(filled)
