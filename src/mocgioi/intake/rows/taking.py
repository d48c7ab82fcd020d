"""Walking through the rows of a file: which are data, which are taken, which are not.

Blank rows are no rows. Total and signature rows are skipped and named. A row is taken or
it is rejected verbatim; nothing falls between.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeVar

from mocgioi.domain import titles
from mocgioi.domain.alarm_text import alarm_in
from mocgioi.domain.alarms import ALARM_UNREAD
from mocgioi.domain.places import fold
from mocgioi.domain.rejected import RejectedRow
from mocgioi.errors import Finding, Text, UnreadableInput, UsageError
from mocgioi.intake.rows import alarm_cells, cells, mapping, values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.rejection import verbatim
from mocgioi.intake.rows.row import MAX_SHOWN, Row
from mocgioi.sources import (
    Cell,
    Columns,
    Field,
    RawFile,
    RawRow,
    RawTable,
    fields_of,
    is_blank,
)
from mocgioi.sources.column_findings import field_label
from mocgioi.sources.kinds import refuse
from mocgioi.sources.raw import is_filled
from mocgioi.words.findings import finding

T = TypeVar("T")

MOST_FINDINGS = 50_000
"""Of one file; more would be more than a person can read and a machine should hold."""

_NO_DATA = re.compile(
    r"^(?:luy ke|ky|nguoi lap|lap bieu|thu truong|truong doan|chi huy|"
    r"ky ten|ky ghi ro|ky dong dau|thieu uy|trung uy|thuong uy|dai uy|thieu ta|trung ta|thuong ta|"
    r"dai ta|ha si|trung si|thuong si|xac nhan|ghi chu|noi nhan|doi truong|can bo|dai dien|"
    r"ngay thang nam)\b"
)


_SUM = re.compile(r"(?:tong|tong cong|tong so|cong|luy ke|total|sum)(?: \w+)?(?: \d+)?(?: moc)?$")
_SUMS = frozenset(("tong", "tong cong", "tong so", "cong", "total", "sum"))
"""Folded words that stand in the column of communes or posts for a row that is their sum."""
_LONGEST_SERIAL = 8
_FEWEST_WORDS = 4
"""Words of a sentence beside a table; fewer may be a cell of a row that lost its others."""
_MOST_LINES = 5
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LISTED = re.compile(r"(?<!\d)\d{3,4}(?!\d)")
"""A number in a list of markers; a sum has fewer digits, or stands in another column."""


class Taking(Generic[T]):
    """One file being taken: walks its rows and collects what becomes of them.

    Args:
        raw: the file.
        kind: which fields to look for (`mocgioi.sources.fields_of`).
        overrides: field → heading, as the user said.
        known: what the store knows, what was said of earlier files too.
        given: gives what a table itself says of all its rows, by field.

    Attributes:
        lines, skipped: the sentences beside the table that was walked through last, and its
            rows of sums and signatures.

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
        self._damaged_geometries = {
            (f.sheet, f.row) for f in raw.findings if f.code == "geometry-damaged"
        }
        self.lines: list[str] = []
        self.skipped: list[str] = []
        self._bad_cells: dict[tuple[str | None, int], list[Finding]] = {}
        for doubt in raw.findings:
            if doubt.severity == "error" and doubt.row is not None:
                self._bad_cells.setdefault((doubt.sheet, doubt.row), []).append(doubt)
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

    def rows(
        self,
        table: RawTable,
        columns: Columns,
        *,
        filled_in: Collection[str] = (),
        again: bool = False,
    ) -> Iterator[Row]:
        """Yield the rows of data of a table; a row that is spoilt already comes rejected.

        Args:
            filled_in: the fields that say something; a row in which all of them are blank, as in
                a form whose marker was not visited, is no row. Empty: any cell makes a row.
            again: the rows were walked through before: nothing is counted or skipped aloud.
        """
        self.lines = lines = []
        self.skipped = []
        telling = _telling(columns, filled_in)
        for raw in table.rows:
            if raw.geometry is None and not is_filled(raw.values):
                continue
            is_blank_form = (
                filled_in
                and not any(
                    place < len(raw.values) and not is_blank(raw.values[place]) for place in telling
                )
                and self._says_nothing(table, columns, raw, filled_in)
            )
            if is_blank_form and not alarm_cells.says_alarm(raw, columns):
                continue
            suspect = cells.is_suspect(raw)
            row = Row(table, columns, cells.cleaned(raw) if suspect else raw)
            if _is_no_data(raw, columns):
                self.skipped.append(" ".join(filter(None, map(values.text, raw.values)))[:500])
                if again:
                    continue
                shown = " ".join(filter(None, map(values.text, raw.values)))
                row.report("row-skipped", written=shown[:MAX_SHOWN])
                if alarm_in(shown) is not None:
                    row.report(ALARM_UNREAD, "line", value=shown)
                self.taken.findings.extend(row.findings)
                continue
            if filled_in and (line := _line_beside(raw, columns)) is not None:
                lines.append(line)
                whole = " ".join(filter(None, map(values.text, raw.values)))
                if alarm_in(whole) is not None and not again:
                    row.report(ALARM_UNREAD, "line", value=whole)
                    self.taken.findings.extend(row.findings)
                continue
            row.has_damaged_geometry = (table.name, raw.row) in self._damaged_geometries
            self.taken.rows_read += not again
            self._check_shape(row)
            cells.check(row, raw, suspect=suspect)
            yield row
        if lines and not again:
            listed = "; ".join(f"«{line}»" for line in lines[:_MOST_LINES])
            self.taken.findings.append(
                finding("lines-skipped", sheet=table.name, count=len(lines), listed=listed)
            )

    def _says_nothing(
        self, table: RawTable, columns: Columns, raw: RawRow, filled_in: Collection[str]
    ) -> bool:
        """Say whether a row is blank in all of `filled_in`, and nothing was lost in reading it."""
        dated = columns.places_read() - set(columns.index.values())
        if not table.has_geometry and not _has_key(raw, columns):
            printed = {p for f, p in columns.index.items() if f not in filled_in and f != "number"}
            printed -= dated
            return all(
                is_blank(cell)
                or place in printed
                or (columns.is_serial(place) and len(str(cell)) < _LONGEST_SERIAL)
                for place, cell in enumerate(raw.values)
            )
        return (
            not table.has_geometry
            and not any(
                place < len(raw.values) and not is_blank(raw.values[place])
                for place in columns.unused
            )
            and (table.name, raw.row) not in self._bad_cells
            and not columns.implied
            and titles.of_section(raw.section or "") is None
            and all(
                is_blank(columns.cell(raw.values, field))
                for field in filled_in
                if field in columns.index
            )
            and all(
                place >= len(raw.values) or is_blank(raw.values[place])
                for ticks in columns.ticks.values()
                for place, _ in ticks
            )
            and all(place >= len(raw.values) or is_blank(raw.values[place]) for place in dated)
            and all(is_blank(cell) for cell in raw.values[len(table.header) :])
        )

    def _check_shape(self, row: Row) -> None:
        have, expected = len(row.raw.values), len(row.table.header)
        if have > expected:
            row.report("field-count", "more", have=have, expected=expected)
        elif have < expected and row.table.header_row and self.raw.kind == "csv":
            row.report("field-count", "fewer", have=have, expected=expected)
        doubts = self._bad_cells.get((row.table.name, row.raw.row))
        if doubts is None:
            return
        used = {row.columns.header[place] for place in row.columns.places_read()}
        row.codes += [d.code for d in doubts if d.column is None or d.column in used]

    def close(self, row: Row, entry: T | None) -> None:
        """Record what became of a row: taken when it has no error, else rejected verbatim."""
        self.close_each(row, [] if entry is None else [entry])

    def close_each(
        self, row: Row, entries: Sequence[T], *, unplaced: Callable[[Row], None] | None = None
    ) -> None:
        """Record what became of a row that may speak of several subjects: it counts for each.

        Args:
            row, entries: the row, and what it says.
            unplaced: tells why its position is not taken; such a row, without another error, is
                taken for what else it says and rejected besides, so that it can come again for
                its position. None: its position is taken, or it has none.
        """
        is_taken = bool(entries) and not row.codes
        if is_taken:
            self.taken.entries.extend(entries)
            self.taken.rows_read += len(entries) - 1
            if unplaced is not None:
                self.taken.unplaced.add((row.table.name, row.raw.row))
                unplaced(row)
        self.taken.findings.extend(row.findings)
        if len(self.taken.findings) > MOST_FINDINGS:
            self._refuse_so_many()
        if is_taken and unplaced is None:
            return
        codes = tuple(dict.fromkeys(row.codes))
        place = row.table.name, row.raw.row
        content = verbatim(row, self._bad_cells.get(place, ()))
        self.taken.rejected.append(RejectedRow(*place, content, codes))

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


def _telling(columns: Columns, filled_in: Collection[str]) -> list[int]:
    """Return places where any cell at all shows that a row of a form was filled in."""
    printed = {place for field, place in columns.index.items() if field not in filled_in}
    return [
        place
        for field, place in columns.index.items()
        if field in filled_in and place not in printed and not columns.is_serial(place)
    ]


def _has_key(raw: RawRow, columns: Columns) -> bool:
    """Say whether a row has what may be a marker's number, or a list of them."""
    key = columns.cell(raw.values, "number")
    if is_blank(key):
        return False
    written = _A_YEAR.sub(" ", str(key)[:200])
    return any(char.isdigit() for char in written)


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


def _is_no_data(raw: RawRow, columns: Columns) -> bool:
    """Say whether a row is a total or a signature: it opens with such a word and has no key."""
    first = next((cell for cell in raw.values if not is_blank(cell)), None)
    if raw.geometry is None and isinstance(first, str) and _SUM.match(fold(first)):
        return True
    keys = [columns.cell(raw.values, field) for field in ("number", "code")]
    if all(map(is_blank, keys)):
        places = [columns.cell(raw.values, field) for field in ("commune", "post")]
        if any(fold(str(cell or "")) in _SUMS for cell in places):
            return True
    for key in keys:
        if values.marker_number(key) is not None or _LISTED.search(str(key or "")[:200]):
            return False
    if raw.geometry is not None or not isinstance(first, str):
        return False
    filled = sum(not is_blank(cell) for cell in raw.values)
    key = fold(first)
    return _NO_DATA.match(key) is not None and filled <= max(3, len(raw.values) // 2)


def _line_beside(raw: RawRow, columns: Columns) -> str | None:
    """Return the sentence that a row is, which names no marker: a remark below the table."""
    filled = islice((cell for cell in raw.values if not is_blank(cell)), 2)
    only, more = next(filled, None), next(filled, None)
    if more is not None or raw.geometry is not None or not isinstance(only, str):
        return None
    line = " ".join(only.split())
    words = [word for word in line.split() if any(char.isalpha() for char in word)]
    if len(words) < _FEWEST_WORDS or _LISTED.search(_A_YEAR.sub(" ", line)):
        return None
    return line[:MAX_SHOWN]


def content_sha256(raw: RawFile) -> str:
    """Return a hash of a file's rows that renaming, saving again or another format keeps."""
    digest = hashlib.sha256()
    for table in raw.tables:
        keys = [fold(heading) for heading in table.header]
        order = sorted(range(len(keys)), key=keys.__getitem__)
        is_in_order = len(set(keys)) == len(keys)
        for row in table.rows:
            cells = [
                (keys[place], shown)
                for place in order
                if place < len(row.values) and (shown := values.text(row.values[place])) is not None
            ]
            digest.update(_as_json(cells if is_in_order else sorted(cells)).encode())
            digest.update(row.geometry or b"")
    return digest.hexdigest()


_as_json = json.JSONEncoder(ensure_ascii=False).encode
