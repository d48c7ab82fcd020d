"""A CSV that was cut off in its last line: on a full disk, by a message or a broken download.

Nothing in the bytes says so but a line end that is missing, and many a program leaves that
out. So the last line is believed to be cut where it also stops short of the header's columns
while every other line fills them, or where its last cell is only the beginning of what other
rows say in that column: ``05/11/20`` among ``05/11/2025``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from mocgioi.errors import Finding
from mocgioi.sources.raw import RawTable, is_blank
from mocgioi.sources.text import ends_open
from mocgioi.words.findings import finding

_LEAST = 2
"""Characters from which a cell can be the beginning of another."""


def told_of(path: Path, tables: Sequence[RawTable]) -> list[Finding]:
    """Return the error about the last row of a CSV where it was cut off, else nothing.

    Of several tables the last that has rows is looked at, or of those beside one another the
    one at the right.
    """
    filled = [table for table in tables if table.rows]
    if not filled or not ends_open(path):
        return []
    table = filled[-1]
    last, width = table.rows[-1], len(table.header)
    above = islice(table.rows, len(table.rows) - 1)
    if len(last.values) < width:
        if any(len(row.values) < width for row in above):
            return []
        return [finding("row-truncated", "short", row=last.row)]
    place = width - 1
    written = last.values[place] if width and len(last.values) == width else None
    if not isinstance(written, str) or len(written) < _LEAST or is_blank(written):
        return []
    longer = None
    for row in above:
        other = str(row.values[place]) if len(row.values) > place else ""
        if other == written:
            return []
        if longer is None and _goes_on(written, other):
            longer = other
    if longer is None:
        return []
    return [
        finding(
            "row-truncated",
            "beginning",
            row=last.row,
            column=table.header[place],
            value=written[:80],
            written=written[:80],
            whole=longer[:80],
        )
    ]


def _goes_on(written: str, other: str) -> bool:
    """Say whether another cell goes on where one stops, in the middle of a word or a number."""
    if not other.startswith(written) or len(other) == len(written):
        return False
    return written[-1].isalnum() and other[len(written)].isalnum()
