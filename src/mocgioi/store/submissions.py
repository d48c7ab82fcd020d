"""Submission keys of form tools: one that comes again with other content is told."""

from __future__ import annotations

import json
from collections.abc import Iterable

from mocgioi.domain.days import day_of, day_text
from mocgioi.errors import Finding
from mocgioi.store.geopackage import Transaction
from mocgioi.store.meetings import Cell
from mocgioi.words.findings import finding


def repeated(transaction: Transaction, keys: Iterable[tuple[str, str, Cell]]) -> list[Finding]:
    """Return the ``key-duplicate`` warnings about observations about to be recorded.

    The rows are taken all the same: what a form tool changed afterwards is not dropped.

    Args:
        transaction: before anything of the file is written.
        keys: of the observations that are new: submission key, marker, place in the file.
    """
    rows = {submission: (marker, cell) for submission, marker, cell in keys}
    if not rows:
        return []
    known = transaction.read(
        "SELECT submission, min(recorded_at) FROM observations"
        " WHERE submission IN (SELECT value FROM json_each(?)) GROUP BY submission",
        (json.dumps(sorted(rows)),),
    )
    return [_repeated(submission, recorded, *rows[submission]) for submission, recorded in known]


def _repeated(submission: str, recorded: str, marker: str, cell: Cell) -> Finding:
    return finding(
        "key-duplicate",
        "recorded",
        sheet=cell.sheet,
        row=cell.row,
        value=submission,
        number=marker,
        recorded_on=day_text(day_of(recorded)),
    )
