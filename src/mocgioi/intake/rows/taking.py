"""A file being taken: which of its tables, which of their rows are taken, which are not.

A row is taken or it is rejected verbatim; nothing falls between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from mocgioi.domain.rejected import RejectedRow
from mocgioi.errors import Finding, Text, UnreadableInput, UsageError
from mocgioi.intake.rows import mapping
from mocgioi.intake.rows.content import content_sha256
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.rejection import verbatim
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.walking import Amiss, Walk
from mocgioi.sources import Cell, Columns, Field, RawFile, RawTable, fields_of
from mocgioi.sources.column_findings import field_label
from mocgioi.sources.kinds import refuse
from mocgioi.words.findings import finding

T = TypeVar("T")

MOST_FINDINGS = 50_000
"""Of one file; more would be more than a person can read and a machine should hold."""


class Taking(Generic[T]):
    """One file being taken: walks its rows and collects what becomes of them.

    Args:
        raw: the file.
        kind: which fields to look for (`mocgioi.sources.fields_of`).
        overrides: field → heading, as the user said.
        known: what the store knows, what was said of earlier files too.
        given: gives what a table itself says of all its rows, by field.

    Raises:
        UsageError: an override names no field.
        UnreadableInput: no table of the file has the columns that are needed.
    """

    def __init__(
        self,
        raw: RawFile,
        kind: str,
        overrides: Mapping[str, str] | None,
        known: Known,
        given: Callable[[RawTable], Mapping[str, Cell]] = lambda _: {},
    ) -> None:
        self.raw = raw
        self.taken: Taken[T] = Taken(raw.name, raw.sha256, content_sha256(raw))
        self.taken.findings.extend(raw.findings)
        self.tables: list[tuple[RawTable, Columns]] = []
        self._amiss = Amiss(raw.findings)
        self._choose_tables(kind, overrides or {}, known, given)

    def _choose_tables(
        self,
        kind: str,
        asked: Mapping[str, str],
        known: Known,
        given: Callable[[RawTable], Mapping[str, Cell]],
    ) -> None:
        read = mapping.recognised(self.raw, kind, asked, known, given)
        self.tables = [(r.table, r.columns) for r in read if not is_refusing(r.columns)]
        if not self.tables:
            _refuse(self.raw.name, max((r.columns for r in read), key=lambda c: len(c.index)))
        in_use = {table.file for table, _ in self.tables}
        for table, columns, shape, of_table, remembered, again in read:
            if not is_refusing(columns):
                told = mapping.reused(again, table.name)
                self.taken.mappings += mapping.to_remember(shape, of_table, columns, remembered)
                self.taken.findings.extend([*told, *columns.findings])
                continue
            lacking = [fields_of(kind)[name] for name in columns.missing]
            if table.is_beside:
                self._reject_all(table, columns, lacking)
            else:
                self.taken.findings.append(_left_out(table, lacking, table.file in in_use))

    def _reject_all(self, table: RawTable, columns: Columns, lacking: Sequence[Field]) -> None:
        """Reject the rows of a table that stands beside one that is read on the same sheet."""
        for row in self.rows(table, columns):
            row.findings.clear()
            row.report("table-unread", missing=_named(lacking))
            self.close(row, None)

    def rows(self, table: RawTable, columns: Columns) -> Iterator[Row]:
        """Yield the rows of data of a table; a row that is spoilt already comes rejected."""
        return self.walk(table, columns).first(self.taken)

    def walk(self, table: RawTable, columns: Columns, filled_in: Collection[str] = ()) -> Walk:
        """Return what walks through the rows of a table, as often as needed.

        Args:
            table, columns, filled_in: as `mocgioi.intake.rows.walking.Walk` takes them.
        """
        is_csv = self.raw.kind == "csv"
        return Walk(table, columns, filled_in, is_csv=is_csv, amiss=self._amiss)

    def close(self, row: Row, entry: T | None) -> None:
        """Record what became of a row: taken when it has no error, else rejected verbatim."""
        self.close_each(row, [] if entry is None else [entry])

    def close_each(
        self, row: Row, entries: Sequence[T], *, unplaced: Callable[[Row], None] | None = None
    ) -> bool:
        """Record what became of a row that may speak of several subjects: it counts for each.

        It says whether the row is taken.

        Args:
            row, entries: the row, and what it says.
            unplaced: tells why its position is not taken; such a row, without another error, is
                taken for what else it says and rejected besides, so that it can come again for
                its position. None: its position is taken, or it has none.
        """
        is_taken = bool(entries) and not row.codes
        if is_taken:
            for entry in entries:
                self.taken.entries.append(entry)
            self.taken.rows_read += len(entries) - 1
            if unplaced is not None:
                self.taken.unplaced.add((row.table.name, row.raw.row))
                unplaced(row)
        if row.findings:
            self.taken.findings.extend(row.findings)
            if len(self.taken.findings) > MOST_FINDINGS:
                self._refuse_so_many()
        if is_taken and unplaced is None:
            return True
        codes = tuple(dict.fromkeys(row.codes))
        place = row.table.name, row.raw.row
        content = verbatim(row, self._amiss.cells.get(place, ()))
        self.taken.rejected.append(RejectedRow(*place, content, codes))
        return is_taken

    def _refuse_so_many(self) -> None:
        """Refuse a file of which so much is told that nobody would read it."""
        told = next(finding for finding in self.taken.findings if finding.row is not None)
        raise refuse(
            "file-too-large",
            "findings",
            file=self.raw.name,
            most=MOST_FINDINGS,
            line=told.row,
            first=told.words(),
        )


def is_refusing(columns: Columns) -> bool:
    """Say whether a table cannot be taken by these columns."""
    return any(finding.severity == "error" for finding in columns.findings)


def _left_out(table: RawTable, lacking: Sequence[Field], other_sheets: bool) -> Finding:
    """Return what is told of a table without the columns: of a file of several, a warning."""
    missing = _named(lacking)
    if other_sheets:
        return finding("sheet-skipped", sheet=table.name, name=table.name, missing=missing)
    return finding("file-unread", sheet=table.name, file=table.file, missing=missing)


def _named(fields: Sequence[Field]) -> Text:
    return Text(
        ", ".join(field_label(field) for field in fields),
        ", ".join(field.name for field in fields),
    )


def _refuse(file: str, columns: Columns) -> None:
    errors = [f for f in columns.findings if f.severity == "error"]
    vi, en = (" ".join(words) for words in zip(*(f.text for f in errors), strict=True))
    hints = [hint for f in errors for hint in f.hints]
    if any(f.code == "column-unknown" for f in errors):
        raise UsageError(vi, en, findings=errors, hints=hints)
    texts = f"Tệp «{file}»: {vi}", f"File “{file}”: {en}"
    raise UnreadableInput(*texts, findings=errors, hints=hints)
