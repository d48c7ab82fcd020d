"""One row of a file being understood, and what is told about it."""

from __future__ import annotations

from mocgioi.domain import vocabulary
from mocgioi.domain.days import day_first
from mocgioi.errors import Finding, Severity, Text
from mocgioi.intake.rows import values
from mocgioi.sources import Cell, Columns, RawRow, RawTable
from mocgioi.sources.coordinates import number

MAX_SHOWN = 80
"""Characters of a value that a message quotes."""


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
        cell = self.columns.cell(self.raw.values, field)
        return None if cell is None else values.text(cell)

    def heading(self, field: str) -> str:
        """Return the heading of a field's column, or an empty text."""
        return self.columns.heading(field) or ""

    def tell(
        self,
        code: str,
        severity: Severity,
        vi: str,
        en: str,
        field: str | None = None,
        *,
        value: str | None = None,
    ) -> None:
        """Add a finding about this row, or its cell of `field`; an ``error`` rejects the row.

        `value` is what it is about where that is no cell.
        """
        shown = self.text(field) if field else value
        self.findings.append(
            Finding(
                code,
                severity,
                Text(vi, en),
                self.table.name,
                self.raw.row,
                self.columns.heading(field) if field else None,
                shown[:MAX_SHOWN] if shown else None,
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
            shown = written[:MAX_SHOWN]
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
        """Return the ISO day of a field; None when blank, and told when it is no whole day.

        A day that stood as a spreadsheet's number is told too (``date-serial``).
        """
        if self.text(field) is None:
            return None
        found = values.day(self.cell(field))
        if found.serial and found.iso is not None:
            self.tell_serial(field, found.iso)
        if found.iso is None:
            self.tell(
                "date-partial" if found.problem == "partial" else "date-invalid",
                "notice" if found.problem == "partial" else "warning",
                f"«{self.text(field)}» không phải một ngày đầy đủ; để trống. Hãy ghi dd/mm/yyyy.",
                f"“{self.text(field)}” is not a whole day; left empty. Write dd/mm/yyyy.",
                field,
            )
        return found.iso

    def tell_serial(self, field: str, iso: str) -> None:
        """Tell which day a spreadsheet's number was taken for."""
        written = self.text(field)
        self.tell(
            "date-serial",
            "notice",
            f"Ngày ghi dưới dạng số thứ tự {written}; đã đọc là {day_first(iso)}.",
            f"The day is a spreadsheet's number {written}; it was read as {iso}.",
            field,
        )
