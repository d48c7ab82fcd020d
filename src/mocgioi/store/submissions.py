"""Submission keys of form tools: one that comes again with other content is told."""

from __future__ import annotations

import json
from collections.abc import Sequence

from mocgioi.domain.observation import Observation
from mocgioi.errors import Finding, Text
from mocgioi.store.geopackage import Transaction
from mocgioi.store.meetings import Cell


def repeated(
    transaction: Transaction, fresh: Sequence[tuple[Observation, Cell, str | None]]
) -> list[Finding]:
    """Return the ``key-duplicate`` warnings about observations about to be recorded.

    The rows are taken all the same: what a form tool changed afterwards is not dropped.

    Args:
        transaction: before anything of the file is written.
        fresh: the observations that are new, their place in the file and submission key.
    """
    rows: dict[str, tuple[Observation, Cell]] = {}
    for observation, cell, submission in fresh:
        if submission is not None:
            rows.setdefault(submission, (observation, cell))
    known = transaction.read(
        "SELECT submission, min(recorded_at) FROM observations"
        " WHERE submission IN (SELECT value FROM json_each(?)) GROUP BY submission",
        (json.dumps(sorted(rows)),),
    )
    return [_told(submission, recorded, *rows[submission]) for submission, recorded in known]


def _told(submission: str, recorded: str, observation: Observation, cell: Cell) -> Finding:
    text = Text(
        f"Phiếu này (mốc {observation.marker}) đã nhập ngày {recorded[:10]} với nội dung khác. "
        "Nội dung mới vẫn được nhận; hãy xem lại.",
        f"This submission (marker {observation.marker}) was taken in on {recorded[:10]} with other "
        "content. The new content was taken too; look at it.",
    )
    return Finding("key-duplicate", "warning", text, cell.sheet, cell.row, None, submission)
