"""What was looked at, as the sheet of it that comes back says."""

from __future__ import annotations

from collections.abc import Iterable

from mocgioi.errors import Finding
from mocgioi.outputs.sheets.returned import cells_of, says_yes
from mocgioi.outputs.sheets.seen import NOTICE, SEEN
from mocgioi.outputs.weekly_facts import MADE_BY
from mocgioi.store import seen
from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store
from mocgioi.tracker.decision_sheets import rows_of
from mocgioi.words.findings import finding


def marks_of(path: FilePath) -> dict[str, tuple[int, str]]:
    """Return what stands beside each entry, by its key: row and mark.

    Raises:
        UnreadableInput: it cannot be read, or a column the sheet was made with is missing.
    """
    marks = {}
    for row in rows_of(path):
        cells = cells_of(row, (SEEN, NOTICE), made_by=MADE_BY)
        if cells[NOTICE]:
            marks[cells[NOTICE]] = row.row, cells[SEEN]
    return marks


def record(store: Store, path: FilePath, *, by: str) -> list[Finding]:
    """Record what a person put an x beside, and return what is wrong with other marks.

    Raises:
        UnreadableInput: as `marks_of`.
    """
    marks = marks_of(path)
    wrong = [
        finding("mark-unreadable", row=row, column=SEEN.vi, value=mark, written=mark[:40])
        for row, mark in marks.values()
        if says_yes(mark) is None
    ]
    note(store, (key for key, (_, mark) in marks.items() if says_yes(mark)), by=by)
    return wrong


def note(store: Store, keys: Iterable[str], *, by: str) -> int:
    """Record that somebody looked at findings, by their keys, and return how many were new."""
    with store.reading() as connection:
        new = set(keys) - seen.read(connection)
    if new:
        with store.writing() as transaction:
            seen.put(transaction, sorted(new), by=by)
    return len(new)
