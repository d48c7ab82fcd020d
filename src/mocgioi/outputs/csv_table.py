"""Tables as CSV: English codes as headers, comma, decimal point.

A text that a spreadsheet would take for a formula is led by an apostrophe
(`mocgioi.domain.formulas`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from mocgioi.domain.formulas import led


def write(
    header: Sequence[str], rows: Iterable[Sequence[Any]], *, for_spreadsheets: bool = True
) -> str:
    """Return a table as CSV: booleans as ``true`` and ``false``, None as nothing.

    Args:
        for_spreadsheets: with formulas led; what another program takes word for word, without.
    """
    return "".join(_lines(header, rows, _led if for_spreadsheets else _cell))


def columns_of(header: Sequence[str], records: Iterable[Mapping[str, Any]]) -> str:
    """Return the columns of `header` of some records as CSV; see `write`."""
    return "".join(lines_of(header, records))


def lines_of(header: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the same line by line."""
    return _lines(header, ([record.get(name) for name in header] for record in records), _led)


def _lines(
    header: Sequence[str], rows: Iterable[Sequence[Any]], cell: Callable[[Any], str]
) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    for row in chain([header], ([cell(value) for value in row] for row in rows)):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _led(value: Any) -> str:
    return led(_cell(value)) if isinstance(value, str) else _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")
