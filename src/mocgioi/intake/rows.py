"""Walking through the rows of a file: which are data, which are taken, which are not.

Blank rows are no rows. Total and signature rows are skipped and named. A row is taken or
it is rejected verbatim; nothing falls between.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from mocgioi.domain import vocabulary
from mocgioi.domain.batch import RejectedRow
from mocgioi.domain.places import fold
from mocgioi.errors import Finding, Severity, Text, UnreadableInput, UsageError
from mocgioi.intake import values
from mocgioi.intake.known import Taken
from mocgioi.sources import Cell, Columns, RawFile, RawRow, RawTable, fields_of, is_blank, recognise
from mocgioi.sources.coordinates import number

T = TypeVar("T")

_NO_DATA = re.compile(
    r"^(?:tong|tong cong|tong so|cong|total|sum|nguoi lap|lap bieu|thu truong|truong doan|chi huy|"
    r"ky ten|ky ghi ro|xac nhan|ghi chu|noi nhan|doi truong|can bo|dai dien|ngay thang nam)\b"
)
_MAX_SHOWN = 80


class Row:
    """One row of data being understood."""

    def __init__(self, table: RawTable, columns: Columns, raw: RawRow) -> None:
        self.table = table
        self.columns = columns
        self.raw = raw
        self.findings: list[Finding] = []
        self.codes: list[str] = []

    def cell(self, field: str) -> Cell:
        """Return the cell of a field; None where there is no such column or cell."""
        return self.columns.cell(self.raw.values, field)

    def text(self, field: str) -> str | None:
        """Return the cell of a field as text; None when blank."""
        return values.text(self.cell(field))

    def heading(self, field: str) -> str:
        """Return the heading of a field's column, or an empty text."""
        return self.columns.heading(field) or ""

    def tell(
        self, code: str, severity: Severity, vi: str, en: str, field: str | None = None
    ) -> None:
        """Add a finding about this row; an ``error`` rejects the row."""
        shown = self.text(field) if field else None
        self.findings.append(
            Finding(
                code,
                severity,
                Text(vi, en),
                self.table.name,
                self.raw.row,
                self.columns.heading(field) if field else None,
                shown[:_MAX_SHOWN] if shown else None,
            )
        )
        if severity == "error":
            self.codes.append(code)

    def code(self, field: str, code_list: str, *, severity: Severity = "warning") -> str | None:
        """Return the code of a code list that a field spells; None when blank or unknown.

        An unknown spelling is told with what is allowed.
        """
        written = self.text(field)
        if written is None:
            return None
        code = vocabulary.code_of(code_list, written)
        if code is None:
            terms = vocabulary.CODE_LISTS[code_list].values()
            shown = written[:_MAX_SHOWN]
            kept = ("Dòng không được nhận.", "The row was not taken.")
            dropped = ("Ô này bị bỏ qua.", "The cell was left out.")
            vi, en = kept if severity == "error" else dropped
            self.tell(
                f"{field.replace('_', '-')}-unknown"
                if code_list != "road_status"
                else "status-unknown",
                severity,
                f"Không hiểu «{shown}». {vi} Hãy ghi: {', '.join(t.label.vi for t in terms)}.",
                f"“{shown}” is not understood. {en} Write: {', '.join(t.label.en for t in terms)}.",
                field,
            )
        return code

    def real(self, field: str, *, minimum: float | None = None) -> float | None:
        """Return a number; None when blank, and told when it is none or below `minimum`."""
        if self.text(field) is None:
            return None
        value = number(self.cell(field))
        if value is None or (minimum is not None and value < minimum):
            self.not_a_number(field)
            return None
        return value

    def not_a_number(self, field: str) -> None:
        """Tell that the cell of a field is not the number it should be and was left out."""
        self.tell(
            "number-invalid",
            "warning",
            f"«{self.text(field)}» không phải số hợp lệ; ô này bị bỏ qua.",
            f"“{self.text(field)}” is not a valid number; the cell was left out.",
            field,
        )

    def day(self, field: str) -> str | None:
        """Return the ISO day of a field; None when blank, and told when it is no whole day."""
        if self.text(field) is None:
            return None
        found = values.day(self.cell(field))
        if found.iso is None:
            self.tell(
                "date-partial" if found.problem == "partial" else "date-invalid",
                "notice" if found.problem == "partial" else "warning",
                f"«{self.text(field)}» không phải một ngày đầy đủ; để trống. Hãy ghi dd/mm/yyyy.",
                f"“{self.text(field)}” is not a whole day; left empty. Write dd/mm/yyyy.",
                field,
            )
        return found.iso


class Taking(Generic[T]):
    """One file being taken: walks its rows and collects what becomes of them.

    Args:
        raw: the file.
        kind: which fields to look for (`mocgioi.sources.fields_of`).
        overrides: field → heading, as the user said.

    Raises:
        UsageError: an override names no field.
        UnreadableInput: no table of the file has the columns that are needed.
    """

    def __init__(self, raw: RawFile, kind: str, overrides: Mapping[str, str] | None) -> None:
        self.raw = raw
        self.taken: Taken[T] = Taken(raw.name, raw.sha256, content_sha256(raw))
        self.taken.findings.extend(raw.findings)
        self.tables: list[tuple[RawTable, Columns]] = []
        self._bad_cells: dict[tuple[str | None, int], list[Finding]] = {}
        for finding in raw.findings:
            if finding.severity == "error" and finding.row is not None:
                self._bad_cells.setdefault((finding.sheet, finding.row), []).append(finding)
        self._choose_tables(kind, overrides)

    def _choose_tables(self, kind: str, overrides: Mapping[str, str] | None) -> None:
        understood = [
            (
                table,
                recognise(
                    table.header,
                    fields_of(kind),
                    overrides,
                    sheet=table.name,
                    header_row=table.header_row,
                ),
            )
            for table in self.raw.tables
        ]
        self.tables = [(t, c) for t, c in understood if not _refusing(c)]
        if not self.tables:
            _refuse(self.raw.name, max(understood, key=lambda item: len(item[1].index))[1])
        for table, columns in understood:
            if _refusing(columns):
                text = Text(
                    f"Bỏ qua «{table.name}»: không có cột {', '.join(columns.missing)}.",
                    f"“{table.name}” was left out: no column for {', '.join(columns.missing)}.",
                )
                self.taken.findings.append(Finding("sheet-skipped", "notice", text, table.name))
            else:
                self.taken.findings.extend(columns.findings)

    def rows(self, table: RawTable, columns: Columns) -> Iterator[Row]:
        """Yield the rows of data of a table; a row that is spoilt already comes rejected."""
        for raw in table.rows:
            if raw.geometry is None and all(is_blank(cell) for cell in raw.values):
                continue
            row = Row(table, columns, raw)
            if _is_no_data(raw, columns):
                shown = " ".join(filter(None, map(values.text, raw.values)))[:_MAX_SHOWN]
                row.tell(
                    "row-skipped",
                    "notice",
                    f"Bỏ qua dòng tổng cộng hoặc chữ ký: «{shown}».",
                    f"A total or signature row was skipped: “{shown}”.",
                )
                self.taken.findings.extend(row.findings)
                continue
            self.taken.rows_read += 1
            self._check_shape(row)
            yield row

    def _check_shape(self, row: Row) -> None:
        have, expected = len(row.raw.values), len(row.table.header)
        vi, en = (
            f"Dòng có {have} ô, tiêu đề có {expected}.",
            f"{have} cells under {expected} headings.",
        )
        if have > expected:
            row.tell(
                "field-count",
                "error",
                f"{vi} Dòng không được nhận: dấu phẩy trong số phải đặt trong ngoặc kép.",
                f"{en} The row was not taken: a comma inside a number needs quotes.",
            )
        elif have < expected and row.table.header_row and self.raw.kind == "csv":
            row.tell(
                "field-count",
                "warning",
                f"{vi} Các ô thiếu ở cuối coi là trống.",
                f"{en} The missing ones at the end count as blank.",
            )
        used = {row.columns.header[place] for place in row.columns.index.values()}
        for finding in self._bad_cells.get((row.table.name, row.raw.row), ()):
            if finding.column in used:
                row.codes.append(finding.code)

    def close(self, row: Row, entry: T | None) -> None:
        """Record what became of a row: taken when it has no error, else rejected verbatim."""
        self.taken.findings.extend(row.findings)
        if not row.codes and entry is not None:
            self.taken.entries.append(entry)
            return
        verbatim = {
            heading or f"({place})": str(row.raw.values[place - 1])
            for place, heading in enumerate(row.table.header, start=1)
            if place <= len(row.raw.values) and row.raw.values[place - 1] is not None
        }
        for place in range(len(row.table.header), len(row.raw.values)):
            verbatim[f"({place + 1})"] = str(row.raw.values[place])
        codes = tuple(dict.fromkeys(row.codes))
        self.taken.rejected.append(RejectedRow(row.table.name, row.raw.row, verbatim, codes))


def _refusing(columns: Columns) -> bool:
    return any(finding.severity == "error" for finding in columns.findings)


def _refuse(file: str, columns: Columns) -> None:
    errors = [f for f in columns.findings if f.severity == "error"]
    vi = " ".join(f.text.vi for f in errors)
    en = " ".join(f.text.en for f in errors)
    if any(f.code == "column-unknown" for f in errors):
        raise UsageError(vi, en, findings=errors)
    raise UnreadableInput(f"Tệp «{file}»: {vi}", f"File “{file}”: {en}", findings=errors)


def _is_no_data(raw: RawRow, columns: Columns) -> bool:
    """Say whether a row is a total or a signature: it opens with such a word and has no key."""
    for field in ("number", "code"):
        if values.marker_number(columns.cell(raw.values, field)) is not None:
            return False
    first = next((cell for cell in raw.values if not is_blank(cell)), None)
    if raw.geometry is not None or not isinstance(first, str):
        return False
    filled = sum(not is_blank(cell) for cell in raw.values)
    return _NO_DATA.match(fold(first)) is not None and filled <= max(3, len(raw.values) // 2)


def content_sha256(raw: RawFile) -> str:
    """Return a hash of a file's rows that renaming, saving again or another format keeps."""
    digest = hashlib.sha256()
    for table in raw.tables:
        keys = [fold(heading) for heading in table.header]
        for row in table.rows:
            cells = sorted(
                (key, shown)
                for key, cell in zip(keys, row.values, strict=False)
                if (shown := values.text(cell)) is not None
            )
            digest.update(json.dumps(cells, ensure_ascii=False).encode())
            digest.update(row.geometry or b"")
    return digest.hexdigest()
