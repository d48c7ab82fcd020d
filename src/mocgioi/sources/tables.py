"""CSV in whatever encoding and with whatever separator it comes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from mocgioi.domain.formulas import unled
from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import cut, grid
from mocgioi.sources.block import GridRow
from mocgioi.sources.kinds import refuse, too_large, too_many_rows
from mocgioi.sources.known import is_known
from mocgioi.sources.raw import Cell, RawTable
from mocgioi.sources.text import LONGEST_LINE, Lines, lines_of
from mocgioi.sources.walked import narrow

_DELIMITERS = ",;\t|"
_SNIFFED_LINES = 60
_SNIFFED = 200_000
"""Lines, and characters, that the separator is told by."""
_ROW = partial(tuple.__new__, GridRow)
"""A row of all its fields: a file has hundreds of thousands."""
csv.field_size_limit(LONGEST_LINE)


def read_csv(path: Path) -> tuple[list[RawTable], list[Finding]]:
    """Read a CSV.

    The separator is the one of ``, ; tab |`` that gives the header the most known names, then
    the most columns.

    Raises:
        UnreadableInput: too large, or text that cannot be trusted (`mocgioi.sources.text`).
    """
    too_large(path)
    lines, findings = lines_of(path)
    delimiter = sniff_delimiter("".join(_opening(lines())))
    try:
        tables, about = grid.tables(None, narrow(_rows(lines, delimiter)))
        return tables, [*findings, *about, *cut.told_of(path, tables)]
    except grid.TooManyRows:
        raise too_many_rows(path.name, grid.MAX_ROWS) from None
    except csv.Error as error:
        raise refuse("file-damaged", "csv", file=path.name, why=error) from None


def _opening(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines that the separator is told by, of a long one its beginning."""
    for line in islice(lines, _SNIFFED_LINES):
        yield line[:_SNIFFED]


def _rows(lines: Lines, delimiter: str) -> Iterator[GridRow]:
    """Yield each record with the line it begins on."""
    reader = csv.reader(lines(), delimiter=delimiter)
    line, begun = 1, 1
    for record in reader:
        text = "".join(record)
        is_led = "=" in text or "'" in text
        cells = [_unwrapped(cell) for cell in record] if is_led else record
        yield _ROW((line, cells, False, ()))
        begun, line = line, reader.line_num + 1
    if line > begun + 1:
        _check_closed(lines, begun, delimiter)


def _unwrapped(cell: str) -> Cell:
    """Return a cell as it was typed.

    Out of the formula by which Excel keeps text as text, ``="1209"``, and without the apostrophe
    that keeps a text from being a formula.
    """
    wrapped = cell[:2] == '="' and len(cell) > 3 and cell[-1] == '"' and '"' not in cell[2:-1]
    return cell[2:-1] if wrapped else unled(cell)


def _check_closed(lines: Lines, begun: int, delimiter: str) -> None:
    """Refuse a last record that runs to the end of the file because its quote never closes.

    Raises:
        csv.Error: it does; the rows it swallowed would be lost in silence.
    """
    record = islice(lines(), begun - 1, None)
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise csv.Error(f'dòng/line {begun}: " …') from None


def sniff_delimiter(text: str) -> str:
    """Return the separator of a CSV.

    >>> sniff_delimiter("Số hiệu mốc;Vĩ độ;Kinh độ\\n1116;21,97;106,71\\n")
    ';'
    """
    lines = text[:_SNIFFED].splitlines()[:_SNIFFED_LINES]

    def score(delimiter: str) -> tuple[int, int, int]:
        records = list(csv.reader(lines, delimiter=delimiter))
        known = max((sum(is_known(nfc(c)) for c in r) for r in records), default=0)
        widths = Counter(len(r) for r in records if any(r))
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return known, times if width > 1 else 0, width

    return max(_DELIMITERS, key=score)
