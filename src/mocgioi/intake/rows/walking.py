"""Walking through the rows of a table: which are data, which are none.

Blank rows are no rows. Total and signature rows are skipped and named, and so are sentences
beside the table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from mocgioi.domain import titles
from mocgioi.domain.alarm_text import alarm_in
from mocgioi.domain.alarms import ALARM_UNREAD
from mocgioi.domain.places import fold
from mocgioi.errors import Finding
from mocgioi.intake.rows import alarm_cells, cells, values
from mocgioi.intake.rows.known import Taken
from mocgioi.intake.rows.row import MAX_SHOWN, Row
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple
from mocgioi.sources import Cell, Columns, RawRow, RawTable, is_blank
from mocgioi.sources.raw import is_filled
from mocgioi.sources.spool import in_blocks
from mocgioi.words.findings import finding

_NO_DATA = regex(
    r"^(?:luy ke|ky|nguoi lap|lap bieu|thu truong|truong doan|chi huy|"
    r"ky ten|ky ghi ro|ky dong dau|thieu uy|trung uy|thuong uy|dai uy|thieu ta|trung ta|thuong ta|"
    r"dai ta|ha si|trung si|thuong si|xac nhan|ghi chu|noi nhan|doi truong|can bo|dai dien|"
    r"ngay thang nam|tm ubnd|tm uy ban|"
    r"(?:(?:kt|tm|tl|q) )?(?:pho )?(?:don truong|chinh tri vien|chu tich|giam doc))\b"
)
_SUM = regex(r"(?:tong|tong cong|tong so|cong|luy ke|total|sum)(?: \w+)?(?: \d+)?(?: moc)?$")
_SUMS = frozenset(("tong", "tong cong", "tong so", "cong", "total", "sum"))
"""Folded words that stand in the column of communes or posts for a row that is their sum."""
_LONGEST_SERIAL = 8
_FEWEST_WORDS = 4
"""Words of a sentence beside a table; fewer may be a cell of a row that lost its others."""
_MOST_LINES = 5
_A_YEAR = regex(r"\b(?:19|20)\d\d\b")
_LISTED = regex(r"(?<!\d)\d{3,4}(?!\d)")
"""A number in a list of markers; a sum has fewer digits, or stands in another column."""

_NONE, _PLAIN, _OTHER = range(3)
"""What a row was found to be: no row of data, one of which nothing is amiss, another one."""


class Amiss:
    """What the reader of a file told of its rows.

    Attributes:
        cells: its findings about cells that cannot be read, by sheet and row.
        geometries: the rows whose geometry cannot be read.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.geometries = set()
        self.cells: dict[tuple[str | None, int], list[Finding]] = {}
        for told in findings:
            if told.row is None:
                continue
            if told.code == "geometry-damaged":
                self.geometries.add((told.sheet, told.row))
            if told.severity == "error":
                self.cells.setdefault((told.sheet, told.row), []).append(told)


class Plain(NamedTuple):
    """Rows of data of which nothing is amiss, each with a cell for each heading; their columns."""

    rows: Sequence[RawRow]
    columns: Sequence[tuple[Cell, ...]]


class Walk:
    """The rows of one table, walked through once, or again as they were found.

    Args:
        filled_in: the fields that say something; a row in which all of them are blank, as in
            a form whose marker was not visited, is no row. Empty: any cell makes a row.
        is_csv: a row of too few cells has lost some.
        amiss: what the reader told.

    Attributes:
        lines, skipped: the sentences beside the table, and its rows of sums and signatures.
    """

    def __init__(
        self,
        table: RawTable,
        columns: Columns,
        filled_in: Collection[str],
        *,
        is_csv: bool,
        amiss: Amiss,
    ) -> None:
        self.table, self.columns = table, columns
        self.lines: list[str] = []
        self.skipped: list[str] = []
        self._filled_in = filled_in
        self._is_csv = is_csv
        self._amiss = amiss
        self._telling = _telling(columns, filled_in)
        self._found = bytearray()

    def first(self, taken: Taken[Any]) -> Iterator[Row]:
        """Yield the rows of data; what is none is told, and each that is one is counted."""
        for found in self.first_together(taken):
            if isinstance(found, Row):
                yield found
            else:
                for raw in found.rows:
                    yield Row(self.table, self.columns, raw)

    def first_together(self, taken: Taken[Any]) -> Iterator[Row | Plain]:
        """Yield what `first` does, and many plain rows as one."""
        is_plain = self._plain()
        for block in in_blocks(self.table.rows):
            is_clean = not cells.are_suspect(block)
            plain = self._all_plain(block) if is_clean else None
            if plain is not None:
                self._found += bytes((_PLAIN,)) * len(block)
                taken.rows_read += len(block)
                yield plain
                continue
            for raw in block:
                if is_clean and is_plain(raw):
                    found, row = _PLAIN, Row(self.table, self.columns, raw)
                elif self._is_data(raw, taken.findings):
                    found, row = _OTHER, self._looked_at(raw)
                else:
                    self._found.append(_NONE)
                    continue
                self._found.append(found)
                taken.rows_read += 1
                yield row
        if self.lines:
            listed = "; ".join(f"«{line}»" for line in self.lines[:_MOST_LINES])
            told = finding(
                "lines-skipped", sheet=self.table.name, count=len(self.lines), listed=listed
            )
            taken.findings.append(told)

    def again(self) -> Iterator[Row]:
        """Yield the rows of data once more; nothing is counted or skipped aloud."""
        for raw, found in zip(self.table.rows, self._found, strict=True):
            if found == _PLAIN:
                yield Row(self.table, self.columns, raw)
            elif found == _OTHER:
                yield self._looked_at(raw)

    def _plain(self) -> Callable[[RawRow], bool]:
        """Return what says of a row without suspect cells that it is data, and nothing is amiss.

        It has as many cells as the table has columns, the number of a marker, something filled
        in, and before the number nothing that makes it a sum. Of any other more is asked.
        """
        number, width = self.columns.index.get("number"), len(self.table.header)
        telling = self._telling if self._filled_in else [number or 0]
        if number is None or self.columns.twins or self._amiss.cells or self._amiss.geometries:
            return lambda _: False

        def is_plain(raw: RawRow) -> bool:
            cells = raw.values
            return (
                len(cells) == width
                and values.marker_number(cells[number]) is not None
                and not (number and _opens_sum(cells[:number]))
                and any(not is_blank(cells[place]) for place in telling)
            )

        return is_plain

    def _all_plain(self, rows: Sequence[RawRow]) -> Plain | None:
        """Return rows by their columns where each is plain by what stands in them; else None."""
        number, width = self.columns.index.get("number"), len(self.table.header)
        if (
            number is None
            or self.columns.twins
            or self._amiss.cells
            or self._amiss.geometries
            or any(len(raw.values) != width for raw in rows)
        ):
            return None
        columns = [*zip(*(raw.values for raw in rows), strict=True)]
        numbers = {*columns[number]}
        if {*map(type, numbers)} != {str} or None in map(values.marker_number, numbers):
            return None
        if any(_opens_sum(head) for head in {*zip(*columns[:number], strict=True)}):
            return None
        telling = self._telling if self._filled_in else [number]
        if not any(not any(map(is_blank, {*columns[place]})) for place in telling):
            return None
        return Plain(rows, columns)

    def _is_data(self, raw: RawRow, told: list[Finding]) -> bool:
        """Say whether a row is one of data, telling of one that is skipped."""
        if raw.geometry is None and not is_filled(raw.values):
            return False
        is_blank_form = (
            self._filled_in
            and not any(
                place < len(raw.values) and not is_blank(raw.values[place])
                for place in self._telling
            )
            and self._says_nothing(raw)
            and not _is_sentence(self.columns.cell(raw.values, "number"))
        )
        if is_blank_form and not alarm_cells.says_alarm(raw, self.columns):
            return False
        is_sum = _is_no_data(raw, self.columns)
        line = _line_beside(raw, self.columns) if self._filled_in and not is_sum else None
        if not is_sum and line is None:
            return True
        row = Row(self.table, self.columns, raw)
        whole = " ".join(filter(None, map(values.text, raw.values)))
        if line is not None:
            self.lines.append(line)
        else:
            self.skipped.append(whole[:500])
            row.report("row-skipped", written=whole[:MAX_SHOWN])
        if alarm_in(whole) is not None:
            row.report(ALARM_UNREAD, "line", value=whole)
        told.extend(row.findings)
        return False

    def _says_nothing(self, raw: RawRow) -> bool:
        """Say whether a row is blank in all of `filled_in`, and nothing was lost in reading it."""
        table, columns, filled_in = self.table, self.columns, self._filled_in
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
            and (table.name, raw.row) not in self._amiss.cells
            and not columns.implied
            and not titles.is_list(raw.section, titles.over_table(table.preamble))
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

    def _looked_at(self, raw: RawRow) -> Row:
        """Return a row of data with all that is amiss with its cells; spoilt it comes rejected."""
        suspect = cells.is_suspect(raw)
        row = Row(self.table, self.columns, cells.cleaned(raw) if suspect else raw)
        row.has_damaged_geometry = (self.table.name, raw.row) in self._amiss.geometries
        self._check_shape(row)
        cells.check(row, raw, suspect=suspect)
        return row

    def _check_shape(self, row: Row) -> None:
        have, expected = len(row.raw.values), len(row.table.header)
        if have > expected:
            row.report("field-count", "more", have=have, expected=expected)
        elif have < expected and row.table.header_row and self._is_csv:
            row.report("field-count", "fewer", have=have, expected=expected)
        doubts = self._amiss.cells.get((row.table.name, row.raw.row))
        if doubts is None:
            return
        used = {row.columns.header[place] for place in row.columns.places_read()}
        row.codes += [d.code for d in doubts if d.column is None or d.column in used]


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


def _opens_sum(cells: Sequence[Cell]) -> bool:
    """Say whether the first cell that is filled is the word for a sum."""
    first = next((cell for cell in cells if not is_blank(cell)), None)
    return isinstance(first, str) and _SUM.match(fold(first)) is not None


def _is_no_data(raw: RawRow, columns: Columns) -> bool:
    """Say whether a row is a total or a signature: it opens with such a word and has no key."""
    if raw.geometry is None and _opens_sum(raw.values):
        return True
    keys = [columns.cell(raw.values, field) for field in ("number", "code")]
    if all(map(is_blank, keys)):
        places = [columns.cell(raw.values, field) for field in ("commune", "post")]
        if any(fold(str(cell or "")) in _SUMS for cell in places):
            return True
    first = next((cell for cell in raw.values if not is_blank(cell)), None)
    if raw.geometry is not None or not isinstance(first, str):
        return False
    for key in keys:
        if values.marker_number(key) is not None or _LISTED.search(str(key or "")[:200]):
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
    if not _is_sentence(line) or _LISTED.search(_A_YEAR.sub(" ", line)):
        return None
    return line[:MAX_SHOWN]


def _is_sentence(cell: Cell) -> bool:
    """Say whether a cell is a remark of somebody: a form prints no such thing as a number."""
    words = cell.split() if isinstance(cell, str) else ()
    return sum(any(char.isalpha() for char in word) for word in words) >= _FEWEST_WORDS
