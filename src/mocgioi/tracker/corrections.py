"""Rejected rows that come again: which earlier batches a file corrects, and what it leaves out.

Either the file is the sheet of a batch's rejected rows, filled in, or it is the batch's own file,
mended where it stood and saved again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    from mocgioi.domain.survey import SurveyRow
    from mocgioi.intake import Taken

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


def corrected_by(
    store: Store, raw: RawFile, taken: Taken[SurveyRow], *, by_routine: bool
) -> list[Correction]:
    """Return the batches of which rejected rows come again in a file.

    Args:
        raw, taken: the file, and what its rows are understood as.
        by_routine: nobody asked for this very file.

    Raises:
        UnreadableInput: it comes by the routine, is the sheet of a batch's rejected rows, nobody
            wrote in it, and none of them can be taken now.
    """
    tables: dict[str, list[RawTable]] = {}
    for table in raw.tables:
        if (batch := sheet_of(table)) is not None:
            tables.setdefault(batch, []).append(table)
    with store.reading() as connection:
        known = history.rejecting_surveys(connection)
        of_file = [uuid for uuid, file in known.items() if file == raw.name]
        if not of_file and not tables.keys() & known.keys():
            return []
        waiting = history.waiting_rows(connection)
        recorded = {
            uuid: history.rejected_rows(connection, uuid) for uuid in tables.keys() & known.keys()
        }
    sheets = []
    for uuid, rows in recorded.items():
        come_again = [row for table in tables[uuid] for row in _filled(table)]
        missing = {row.row for row, _ in waiting.get(uuid, ()) if row.row is not None}
        missing -= {row for row, _ in come_again}
        as_it_was = [_cells(row.row, row.content) for row in rows]
        is_untouched = not missing and all(row in as_it_was for row in come_again)
        if by_routine and is_untouched and not taken.entries:
            raise refuse(SHEET_UNTOUCHED, file=raw.name, batch=uuid[:SHORT])
        sheets.append(Correction(uuid, known[uuid], tuple(sorted(missing))))
    rejected = {(row.sheet, row.row) for row in taken.rejected}
    saved_again = [
        Correction(uuid, raw.name, mended=mended)
        for uuid in of_file
        if (mended := _mended([row for row, _ in waiting.get(uuid, ())], raw, rejected))
    ]
    return [*sheets, *saved_again]


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
    waiting: Iterable[RejectedRow], raw: RawFile, rejected: Collection[Place]
) -> tuple[Place, ...]:
    """Return the places of the rows of a file that waited, and are taken or written anew.

    Args:
        rejected: the places of those that are rejected now.
    """
    wanted = {(row.sheet, row.row): row.content for row in waiting}
    mended = []
    for table in raw.tables if wanted else ():
        for row in table.rows:
            place = (table.name, row.row)
            if place not in wanted:
                continue
            before = wanted[place]
            now = dict(zip(table.header, map(_text, row.values), strict=False))
            is_news = place not in rejected or not _is_same(before, now)
            if is_news and _is_that_row(before, now):
                mended.append(place)
    return tuple(mended)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _is_that_row(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    filled = [heading for heading, text in before.items() if text.strip()]
    kept = [heading for heading in filled if now.get(heading) == before[heading]]
    return len(kept) >= _ALIKE * len(filled)


def _is_same(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    return all(before.get(h, "").strip() == now.get(h, "").strip() for h in {*before, *now} - {""})
