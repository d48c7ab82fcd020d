"""One row of a file being understood, and what is told about it."""

from __future__ import annotations

from collections.abc import Iterable

from mocgioi.domain import vocabulary
from mocgioi.domain.days import day_text
from mocgioi.errors import Finding, Severity, Text
from mocgioi.intake.rows import values
from mocgioi.sources import Cell, Columns, RawRow, RawTable
from mocgioi.sources.coordinates import number
from mocgioi.words.findings import finding, joined

MAX_SHOWN = 80
"""Characters of a value that a message quotes."""


class Row:
    """One row of data being understood.

    Attributes:
        has_damaged_geometry: its reader has told that its geometry cannot be read.
        left_out: fields whose cells cannot be read and count as blank; it is told.
        without_point: longitude and latitude that have lost their decimal points, not told yet.
    """

    __slots__ = (
        *("table", "columns", "raw", "findings", "codes"),
        *("has_damaged_geometry", "left_out", "without_point"),
    )

    def __init__(self, table: RawTable, columns: Columns, raw: RawRow) -> None:
        self.table = table
        self.columns = columns
        self.raw = raw
        self.findings: list[Finding] = []
        self.codes: list[str] = []
        self.has_damaged_geometry = False
        self.left_out: frozenset[str] = frozenset()
        self.without_point: tuple[float, float] | None = None

    def cell(self, field: str) -> Cell:
        """Return the cell of a field; None where there is no such column or cell."""
        return self.columns.cell(self.raw.values, field)

    def text(self, field: str) -> str | None:
        """Return the cell of a field as text; None when blank."""
        if field not in self.columns.index and field not in self.columns.given:
            return None
        return values.text(self.columns.cell(self.raw.values, field))

    def text_at(self, place: int) -> str | None:
        """Return the cell at a place as text; None when blank."""
        return values.text(self.raw.values[place]) if place < len(self.raw.values) else None

    def heading(self, field: str) -> str:
        """Return the heading of a field's column, or an empty text."""
        return self.columns.heading(field) or ""

    def leave_out(self, field: str) -> None:
        """Let the cell of a field count as blank."""
        self.left_out |= {field}
        values = list(self.raw.values)
        values[self.columns.index[field]] = None
        self.raw = self.raw._replace(values=tuple(values))

    def report(
        self,
        code: str,
        variant: str = "",
        *,
        field: str | None = None,
        value: str | None = None,
        column: str | None = None,
        severity: Severity | None = None,
        **words: object,
    ) -> None:
        """Add a finding about this row, or its cell of `field`; an ``error`` rejects the row.

        Of a cell for which the row is rejected already, nothing more is told.

        Args:
            code, variant, severity, words: as `mocgioi.words.findings.finding` takes them.
            field: whose cell it is about. value, column: what it is about, and the heading, where
                that is no field's cell.
        """
        column = self.columns.heading(field) if field else column
        if column and any(f.column == column and f.severity == "error" for f in self.findings):
            return
        shown = self.text(field) if field else value
        reported = finding(
            code,
            variant,
            severity=severity,
            sheet=self.table.name,
            row=self.raw.row,
            column=column,
            value=shown[:MAX_SHOWN] if shown else None,
            **words,
        )
        self.findings.append(reported)
        if reported.severity == "error":
            self.codes.append(code)

    def tell(self, findings: Iterable[Finding], *, field: str) -> None:
        """Add what was found of this row by comparing rows, at its cell of `field`."""
        shown = self.text(field)
        self.findings += [
            told._replace(
                sheet=self.table.name,
                row=self.raw.row,
                column=self.columns.heading(field),
                value=shown[:MAX_SHOWN] if shown else None,
            )
            for told in findings
        ]

    def code(self, field: str, code_list: str) -> str | None:
        """Return the code of a code list that a field spells; None when blank or unknown.

        An unknown spelling is told with what is allowed.
        """
        written = self.text(field)
        if written is None:
            return None
        code = vocabulary.code_of(code_list, written)
        if code is None:
            self.report(
                unknown_code(field, code_list),
                "left_out",
                field=field,
                written=written[:MAX_SHOWN],
                allowed=labels(code_list),
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
        self.report("number-invalid", field=field, written=self.text(field))

    def day(self, field: str) -> str | None:
        """Return the ISO day of a field; None when blank, and told when it is no whole day.

        A day that stood as a spreadsheet's number is told too (``date-serial``).
        """
        if self.text(field) is None:
            return None
        read = values.day(self.cell(field))
        if read.serial and read.iso is not None:
            self.report_serial(field, read.iso)
        if read.iso is None and read.problem == "partial":
            self.report("date-partial", "left_out", field=field, written=self.text(field))
        elif read.iso is None:
            self.report("date-invalid", "left_out", field=field, written=self.text(field))
        return read.iso

    def report_serial(self, field: str, iso: str) -> None:
        """Tell which day a spreadsheet's number was taken for."""
        self.report("date-serial", field=field, written=self.text(field), day=day_text(iso))


def unknown_code(field: str, code_list: str) -> str:
    """Return the code of the finding that a field spells no code of its list.

    >>> unknown_code("road_class", "road_class"), unknown_code("note", "road_status")
    ('road-class-unknown', 'status-unknown')
    """
    named = "status" if code_list == "road_status" else field.replace("_", "-")
    return f"{named}-unknown"


def labels(code_list: str) -> Text:
    """Return the labels of a code list, to choose from."""
    return joined((term.label for term in vocabulary.CODE_LISTS[code_list].values()), ", ")
