"""Rejected rows that come again in their sheet, filled in, and what a person leaves out of it.

Those that come again in their own file are of `mocgioi.tracker.mended_rows`.

In the sheet a row stands without what it was rejected for: the title above it, a line through it,
another table's heading. So it is taken only where each reason is answered: the cell that the
reason names was changed, or a person put an x in the column that says it is right as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.batch import IncomingFile
from mocgioi.domain.places import fold
from mocgioi.domain.rejected import ROWS_CORRECTED, RejectedRow
from mocgioi.domain.rejected_sheet import (
    CONFIRMED,
    LEFT_OUT,
    ORIGINAL_ROW,
    OWN_HEADINGS,
    SYSTEM,
    UNPLACED,
    Place,
    as_shown,
)
from mocgioi.errors import Finding, Hint
from mocgioi.sources import Cell, RawFile, RawTable
from mocgioi.sources.coordinates import crs_stated
from mocgioi.sources.kinds import refuse
from mocgioi.sources.spool import kept
from mocgioi.store import history
from mocgioi.store.disagreements import SHORT
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.tracker.exported import exported
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt
    from mocgioi.domain.survey import SurveyRow
    from mocgioi.intake import Taken
    from mocgioi.store.explaining import FilePath

SHEET_UNTOUCHED = "sheet-untouched"
"""Code for which a sheet of rejected rows is refused in which nobody wrote."""

_UUID = re.compile(r"\b[0-9a-f]{32}\b")
_LISTED = 20
"""Rows left out that are named."""

_LONGEST_REASON = 300


class Correction(NamedTuple):
    """A batch of which rejected rows come again.

    Attributes:
        batch: its uuid; file: the name of its file.
        left_out: rows of that file that do not come again, on purpose; reasons: number of such a
            row, and why, where somebody wrote that.
        mended: places of those that stand mended in the file itself; empty where the file is
            the sheet of all that waits.
        was_refused: the file was refused as a whole then.
    """

    batch: str
    file: str
    left_out: tuple[int, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    mended: tuple[Place, ...] = ()
    was_refused: bool = False


class Answers(NamedTuple):
    """What a file says as the sheet of batches' rejected rows; nothing where it is none.

    Attributes:
        corrections: of the batches it corrects.
        unanswered: by place of a row, that row with the reasons that nobody answered.
        crs: the coordinate system chosen for its positions, or None.
        aside: places of the rows of which somebody wrote why they shall not come in.
    """

    corrections: list[Correction]
    unanswered: dict[Place, tuple[RejectedRow, list[Finding]]]
    crs: str | None = None
    aside: frozenset[Place] = frozenset()


def answers_in(store: Store, raw: RawFile, *, by_routine: bool, crs: str | None = None) -> Answers:
    """Return what a file says as the sheet of batches' rejected rows.

    Args:
        by_routine: nobody asked for this very file.
        crs: the coordinate system that a person names beside it.

    Raises:
        UnreadableInput: it is such a sheet of another store; or it comes by the routine, and
            nobody wrote in it; or it is an export of a store.
    """
    answers = Answers([], {})
    if any(exported(table) is not None for table in raw.tables):
        raise refuse("not-a-survey", "export", file=raw.name)
    tables: dict[str, list[RawTable]] = {}
    chosen: set[str] = set()
    aside: set[Place] = set()
    for table in raw.tables:
        if (batch := sheet_of(table)) is not None:
            tables.setdefault(batch, []).append(table)
    if not tables:
        return answers
    with store.reading() as connection:
        known = history.rejecting_surveys(connection)
        waiting = history.waiting_rows(connection)
        for batch in tables:
            if batch not in known:
                raise refuse("not-a-survey", "foreign", file=raw.name, batch=batch[:SHORT])
            before = _before(
                history.rejected_rows(connection, batch), history.batch_findings(connection, batch)
            )
            rows = [row for table in tables[batch] for row in _sheet_rows(table)]
            missing = {row.row for row, _ in waiting.get(batch, ()) if row.row is not None}
            missing -= {row.original for row in rows if row.original is not None}
            if by_routine and not missing and all(_is_untouched(row, before) for row in rows):
                raise refuse(SHEET_UNTOUCHED, file=raw.name, batch=batch[:SHORT])
            left = [row for row in rows if row.left_out]
            aside |= {row.place for row in left}
            why = tuple((_shown_number(row), row.left_out) for row in left)
            answers.corrections.append(
                Correction(batch, known[batch], tuple(sorted(missing)), reasons=why)
            )
            chosen |= {named for row in rows if (named := crs_stated(row.system))}
            for row in rows:
                if row.left_out:
                    continue
                is_placed = crs is not None or len(chosen) == 1
                if reasons := _unanswered(row, before, is_placed=is_placed):
                    codes = tuple(dict.fromkeys(reason.code for reason in reasons))
                    rejected = RejectedRow(*row.place, row.content, codes)
                    answers.unanswered[row.place] = rejected, reasons
    answers = answers._replace(aside=frozenset(aside))
    return answers._replace(crs=chosen.pop()) if len(chosen) == 1 else answers


def without_left_out(raw: RawFile, answers: Answers) -> RawFile:
    """Return a file without the rows of which somebody wrote why they shall not come in."""
    aside = answers.aside
    if not aside:
        return raw
    tables = (
        replace(table, rows=kept(row for row in table.rows if (table.name, row.row) not in aside))
        for table in raw.tables
    )
    return replace(raw, tables=tuple(tables))


def _shown_number(row: _SheetRow) -> str:
    """Return the number of a row in the file it was rejected from, else that in the sheet."""
    return str(row.original if row.original is not None else row.place[1])


def leave_out_rejected(store: Store, path: FilePath, batch: str, *, named: str) -> Receipt:
    """Record that a person took every row out of the sheet of a batch's rejected rows."""
    with store.reading() as connection:
        of = history.find_batch(connection, batch)
        rows = [entry.row.row for entry in history.waiting_rows(connection).get(of.uuid, ())]
    left_out = tuple(sorted(row for row in rows if row is not None))
    correction = Correction(of.uuid, of.file or "", left_out)
    sha256 = sources.sha256_of(Path(path))
    findings = tuple(findings_of([correction]))
    file = IncomingFile(
        "survey", named, sha256, sha256, findings=findings, answers=(of.uuid,) if rows else ()
    )
    with store.writing() as transaction:
        return record(transaction, file, ())


def hold_back(taken: Taken[SurveyRow], answers: Answers) -> None:
    """Reject the rows of a sheet again of which a reason is not answered, for that reason.

    A sheet of which every row is left out with a reason is no blank form.
    """
    if answers.aside:
        taken.findings = [told for told in taken.findings if told.code != "form-empty"]
    held_back = answers.unanswered
    if not held_back:
        return
    taken.entries = [row for row in taken.entries if (row.sheet, row.row) not in held_back]
    others = [row for row in taken.rejected if (row.sheet, row.row) not in held_back]
    rows = [*others, *(row for row, _ in held_back.values())]
    taken.rejected = sorted(rows, key=lambda row: (row.sheet or "", row.row or 0))
    about = [f for f in taken.findings if (f.sheet, f.row) not in held_back]
    taken.findings = [*about, *(reason for _, reasons in held_back.values() for reason in reasons)]


def sheet_of(table: RawTable) -> str | None:
    """Return the uuid of the batch whose rejected rows a table lists, if it lists any's."""
    if not set(ORIGINAL_ROW) & set(table.header):
        return None
    named = _UUID.search(" ".join(table.preamble))
    return named.group() if named else None


def findings_of(corrections: Iterable[Correction]) -> Iterator[Finding]:
    """Yield what a receipt says of the batches that a file corrects."""
    for batch, file, left_out, reasons, mended, was_refused in corrections:
        short = batch[:SHORT]
        for number, why in reasons:
            yield finding(
                ROWS_CORRECTED,
                "reason",
                value=batch,
                file=file,
                batch=short,
                number=number,
                why=why,
            )
        if was_refused:
            yield finding(ROWS_CORRECTED, "whole", value=batch, file=file, batch=short)
            continue
        for sheet, row in mended:
            yield finding(
                ROWS_CORRECTED, "in_place", sheet=sheet, row=row, value=batch, batch=short
            )
        if left_out:
            listed = ", ".join(map(str, left_out[:_LISTED]))
            yield finding(
                ROWS_CORRECTED,
                "left_out",
                value=batch,
                file=file,
                batch=short,
                count=len(left_out),
                rows=listed + (" …" if len(left_out) > _LISTED else ""),
            )._replace(hints=(Hint("survey rejected", (short, "-o", "FILE.xlsx")),))
        elif not mended:
            yield finding(ROWS_CORRECTED, "again", value=batch, file=file, batch=short)


class _SheetRow(NamedTuple):
    """A row of a sheet of rejected rows.

    Attributes:
        place: in the sheet; original: its number in the file it was rejected from.
        content: what stands under the file's own headings.
        is_confirmed: a person says that it is right as it stands.
        system: the coordinate system that a person has chosen, or an empty text.
        left_out: why it shall not come in, or an empty text.
    """

    place: Place
    original: int | None
    content: dict[str, str]
    is_confirmed: bool
    system: str
    left_out: str


def _sheet_rows(table: RawTable) -> Iterator[_SheetRow]:
    """Yield the rows of a sheet in which something stands under the file's own headings."""
    for row in table.rows:
        cells = dict(zip(table.header, map(text_of, row.values), strict=False))
        content = {h: text for h, text in cells.items() if h not in OWN_HEADINGS}
        if any(text.strip() for text in content.values()):
            number = _own(cells, ORIGINAL_ROW).removesuffix(".0")
            yield _SheetRow(
                (table.name, row.row),
                int(number) if number.isdecimal() else None,
                content,
                fold(_own(cells, CONFIRMED)) not in ("", "khong", "no"),
                _own(cells, SYSTEM),
                " ".join(_own(cells, LEFT_OUT).split())[:_LONGEST_REASON],
            )


def _own(cells: Mapping[str, str], heading: Collection[str]) -> str:
    return next((text.strip() for name, text in cells.items() if name in heading), "")


_Before = dict[int | None, list[tuple[RejectedRow, list[Finding]]]]
"""By its number, a row as it was rejected, with the reasons; of each sheet that has the number."""


def _before(rows: Sequence[RejectedRow], findings: Sequence[Finding]) -> _Before:
    reasons: dict[Place, list[Finding]] = {}
    for reason in findings:
        if reason.severity == "error":
            reasons.setdefault((reason.sheet, reason.row), []).append(reason)
    before: _Before = {}
    for row in rows:
        before.setdefault(row.row, []).append((row, reasons.get((row.sheet, row.row), [])))
    return before


def _nearest(row: _SheetRow, before: _Before) -> tuple[RejectedRow, list[Finding]] | None:
    """Return the rejected row that a row of the sheet is, if it is one."""
    candidates = before.get(row.original, [])
    return max(candidates, key=lambda old: cells_kept(old[0].content, row.content), default=None)


def _is_untouched(row: _SheetRow, before: _Before) -> bool:
    old = _nearest(row, before)
    is_answered = row.is_confirmed or bool(row.system or row.left_out)
    return old is not None and not is_answered and is_same(old[0].content, row.content)


def _unanswered(row: _SheetRow, before: _Before, *, is_placed: bool) -> list[Finding]:
    """Return the reasons for which a row was rejected and that nobody answered, at its place.

    Args:
        row: of the sheet. before: the rows as they were rejected.
        is_placed: somebody has chosen the coordinate system of the sheet.
    """
    old = _nearest(row, before)
    if old is None or row.is_confirmed:
        return []
    rejected, reasons = old
    sheet, number = row.place
    return [
        reason._replace(sheet=sheet, row=number)
        for reason in reasons
        if not _is_answered(reason, row.content, rejected.content, is_placed=is_placed)
    ]


def _is_answered(
    reason: Finding, now: Mapping[str, str], before: Mapping[str, str], *, is_placed: bool
) -> bool:
    if reason.code == UNPLACED:
        return is_placed
    column = reason.column
    return column is not None and plain(now.get(column)) != plain(before.get(column))


def text_of(cell: Cell) -> str:
    """Return a cell as rejected rows keep it."""
    return "" if cell is None else str(cell)


def plain(text: str | None) -> str:
    """Return what a cell says, however the sheet shows it."""
    from mocgioi.outputs.sheets.workbook import clean

    return " ".join(clean(as_shown(text or "")).split())


def cells_kept(before: Mapping[str, str], now: Mapping[str, str]) -> int:
    """Return how many filled cells of a row are as they were."""
    return sum(bool(plain(t)) and plain(now.get(h)) == plain(t) for h, t in before.items())


def is_same(before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Say whether two rows say the same, however a sheet shows it."""
    return all(plain(before.get(h)) == plain(now.get(h)) for h in {*before, *now} - {""})
