"""The rejected rows of a batch, to be corrected where they are shown.

What is written goes the way of the sheet of rejected rows (`Surveys.rejected_sheet`): into such a
sheet, which then comes in like a survey, tied to its batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.rejected_sheet import UNPLACED, Place, as_shown
from mocgioi.errors import Finding, Language, Speller, Text, UsageError, plainly
from mocgioi.outputs.sheets.rejected import (
    NOT_CORRECTED,
    Correction,
    headings_of,
    reasons_by_row,
    reasons_of,
    systems,
)
from mocgioi.tracker import survey_sheets
from mocgioi.tracker.asking import without_options
from mocgioi.tracker.returned_rows import plain

if TYPE_CHECKING:
    from mocgioi.domain.rejected import RejectedRow
    from mocgioi.store.handle import Store


class Cell(NamedTuple):
    """A cell of a rejected row.

    Attributes:
        heading: its column's, as it stands in the file. text: what it says.
        is_wrong: a reason names it. words: the code list whose words it may take, or None.
    """

    heading: str
    text: str
    is_wrong: bool
    words: str | None


class Row(NamedTuple):
    """A rejected row.

    Attributes:
        key: of this row with these cells, whatever other rows do. place: sheet and number.
        cells: in the order of the columns of its sheet.
        reasons: why it was rejected, each with the heading it is about, or None; of options of the
            command line they say nothing.
        codes: those of them that have no words.
        waits_for_system: its position alone is not taken, for want of a coordinate system.
    """

    key: str
    place: Place
    cells: tuple[Cell, ...]
    reasons: tuple[tuple[str | None, Text], ...]
    codes: tuple[str, ...]
    waits_for_system: bool


class Rejected(NamedTuple):
    """The rejected rows of a batch.

    Attributes:
        batch: its uuid. file: the name of its file. kind: what it was imported as.
        rows: those that nobody has dealt with, in the file's order; of a file of the register
            all of them, since such a row comes again with its file alone.
        dealt_with: how many others there are.
        systems: the coordinate systems to choose from, where one is asked for.
    """

    batch: str
    file: str
    kind: str
    rows: tuple[Row, ...]
    dealt_with: int
    systems: tuple[str, ...]

    @property
    def can_be_corrected(self) -> bool:
        """Whether its rows can come again by themselves."""
        return self.kind == "survey" and bool(self.rows)


def rejected(store: Store, batch: str, *, spell: Speller = plainly) -> Rejected:
    """Return the rejected rows of a batch that wait.

    Args:
        batch: the first characters of its uuid. spell: how hints in reasons are written.

    Raises:
        UsageError: no such batch.
    """
    known = survey_sheets.rejected_batch(store, batch)
    about = known.about
    waiting = known.waiting if known.kind == "survey" else known.rows
    reasons = reasons_by_row(known.findings, spell)
    sheets = {row.sheet for row in waiting}
    headings = {
        sheet: headings_of([row for row in waiting if row.sheet == sheet], reasons)
        for sheet in sheets
    }
    rows = tuple(
        _row(row, headings[row.sheet], reasons_of(row, reasons), about.words) for row in waiting
    )
    asks = any(row.waits_for_system for row in rows)
    return Rejected(
        batch=about.batch or "",
        file=about.file,
        kind=known.kind,
        rows=rows,
        dealt_with=len(known.rows) - len(waiting),
        systems=tuple(systems()) if asks else (),
    )


def corrected_sheet(
    store: Store,
    batch: str,
    corrections: Mapping[str, Correction],
    *,
    system: str = "",
    lang: Language = "vi",
    spell: Speller = plainly,
) -> bytes:
    """Return the sheet of a batch's rejected rows as somebody has filled it in (XLSX).

    Args:
        batch: the first characters of its uuid.
        corrections: what is written, by `Row.key`; a row that is not here waits on.
        system: the coordinate system of its positions, one of `Rejected.systems`, or nothing.
        lang: of the sheet. spell: how hints in it are written.

    Raises:
        UsageError: no such batch, nothing is written, or a row does not wait any more.
    """
    table = rejected(store, batch, spell=spell)
    places = {row.key: row for row in table.rows}
    written = {
        key: said
        for key, correction in corrections.items()
        if (said := _changed(places.get(key), correction)) != NOT_CORRECTED
    }
    if not written and not (system and table.systems):
        raise UsageError(
            "Chưa sửa dòng nào: hãy sửa ô sai, đánh dấu dòng đúng như ghi, hoặc ghi lý do không "
            "nhập nữa.",
            "No row was corrected: correct a cell, say that a row is right as it is, or write why "
            "it shall not come in.",
        )
    if gone := written.keys() - places.keys():
        raise UsageError(
            f"{len(gone)} dòng không còn chờ nữa (người khác đã xử lý). Hãy xem lại rồi bấm lại.",
            f"{len(gone)} rows do not wait any more (somebody has dealt with them). Look at them "
            "again.",
        )
    return survey_sheets.rejected(
        store,
        table.batch,
        lang=lang,
        spell=spell,
        waiting=True,
        corrections={places[key].place: said for key, said in written.items()},
        system=system,
    )


def _changed(row: Row | None, correction: Correction) -> Correction:
    """Return a correction with the cells alone that it changes; of a row that is gone all."""
    if row is None:
        return correction
    before = {cell.heading: cell.text for cell in row.cells}
    cells = {
        heading: text
        for heading, text in correction.cells.items()
        if heading in before and plain(text) != plain(before[heading])
    }
    return correction._replace(cells=cells)


def _row(
    row: RejectedRow, headings: list[str], reasons: list[Finding], words: Mapping[str, str]
) -> Row:
    wrong = {reason.column for reason in reasons}
    cells = tuple(
        Cell(
            heading,
            as_shown(row.content.get(heading, "")),
            heading in wrong,
            words.get(heading),
        )
        for heading in headings
    )
    told = {reason.code for reason in reasons}
    return Row(
        key=_key(row),
        place=(row.sheet, row.row),
        cells=cells,
        reasons=tuple((r.column, without_options(r.words())) for r in reasons),
        codes=tuple(code for code in row.codes if code not in told),
        waits_for_system=UNPLACED in row.codes,
    )


def _key(row: RejectedRow) -> str:
    written = json.dumps([row.sheet, row.row, dict(row.content)], ensure_ascii=False)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:16]
