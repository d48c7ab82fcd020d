"""What was taken in, and what is known of one marker: batches, their rows, their evidence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from mocgioi.domain.decision import Decision, last_verdict_sql
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import Observation, is_known
from mocgioi.domain.rejected import ROWS_CORRECTED, RejectedRow
from mocgioi.errors import HINT, Finding, Hint, MarkerNotFound, Severity, Text, UsageError
from mocgioi.store.events import MERGE, read_decisions, read_observations, rows
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import kind_of
from mocgioi.store.kits import KIT
from mocgioi.words.findings import restored

OF_ONE_COPY = (MERGE, KIT)
"""Kinds of batches that are of the copy alone that has them: they come with no merge."""

EDITED = "edited"
"""Kind of the batch of what was edited in a copy that another program wrote anew."""


class Batch(NamedTuple):
    """One file that was taken in, with the counts of its receipt, or one save of a GIS.

    A save has no receipt: its rows are what it edited, and those wait that are held.

    Attributes:
        undone: how many of its observations were taken back since.
        observations: how many it recorded.
        by: in whose name it was taken into this copy of the store; None: nobody said.
    """

    uuid: str
    kind: str
    file: str | None
    recorded_at: str
    read: int
    applied: int
    unchanged: int
    queued: int
    rejected: int
    crs: str | None
    sha256: str | None
    observations: int
    undone: int
    photos_stored: int = 0
    photos_missing: int = 0
    by: str | None = None

    @property
    def is_taken_back(self) -> bool:
        """Whether all that it recorded was undone."""
        return bool(self.observations) and self.undone == self.observations


class History(NamedTuple):
    """Everything said of one subject, and every decision about it, oldest first."""

    observations: list[Observation]
    decisions: list[Decision]


_HELD = f"count(DISTINCT o.row_number) FILTER (WHERE {last_verdict_sql('o.uuid')} = 'held')"
_BATCHES = f"""
SELECT b.uuid, b.kind, b.file_name, b.recorded_at,
       iif(b.kind = 'gis', count(DISTINCT o.row_number), b.rows_read),
       iif(b.kind = 'gis', count(DISTINCT o.row_number) - {_HELD}, b.rows_applied),
       b.rows_unchanged, iif(b.kind = 'gis', {_HELD}, b.rows_queued), b.rows_rejected, b.crs,
       b.file_sha256, count(o.uuid),
       count(o.uuid) FILTER (WHERE {last_verdict_sql("o.uuid")} = 'undone'),
       b.photos_stored, b.photos_missing, c.author
FROM batches b LEFT JOIN observations o ON o.batch_uuid = b.uuid
LEFT JOIN commits c ON c.number = b.commit_number
GROUP BY b.uuid ORDER BY b.id
"""
_MERGED = f"""
SELECT b.uuid, count(o.uuid), count(o.uuid) FILTER (WHERE {last_verdict_sql("o.uuid")} = 'undone')
FROM batches b JOIN observations o ON o.commit_number = b.commit_number
WHERE b.kind = '{MERGE}' GROUP BY b.uuid
"""


def batches(connection: sqlite3.Connection) -> list[Batch]:
    """Return every batch, oldest first."""
    listed = [Batch._make(row) for row in connection.execute(_BATCHES)]
    if not any(batch.kind == MERGE for batch in listed):
        return listed
    merged = {uuid: counts for uuid, *counts in connection.execute(_MERGED)}
    return [
        batch._replace(observations=came, undone=undone)
        for batch in listed
        for came, undone in [merged.get(batch.uuid, (batch.observations, batch.undone))]
    ]


def files_taken_back(of: Iterable[Batch]) -> set[str]:
    """Return the SHA-256 of the files of which a person took back all that came in.

    A file that was applied again since stands.
    """
    recorded = [batch for batch in of if batch.sha256 and batch.observations]
    standing = {batch.sha256 for batch in recorded if not batch.is_taken_back}
    return {batch.sha256 for batch in recorded if batch.sha256} - standing


def find_batch(connection: sqlite3.Connection, identity: str) -> Batch:
    """Return the batch whose uuid begins with `identity`.

    Raises:
        UsageError: none does, or several do.
    """
    uuid = batch_uuid(connection, identity)
    return next(batch for batch in batches(connection) if batch.uuid == uuid)


def batch_uuid(source: sqlite3.Connection | Transaction, identity: str) -> str:
    """Return the uuid of the batch whose uuid begins with `identity`.

    Raises:
        UsageError: none does, or several do.
    """
    uuids = [uuid for (uuid,) in rows(source, "SELECT uuid FROM batches")]
    matching = [uuid for uuid in uuids if uuid.startswith(identity)]
    if len(matching) == 1 and identity:
        return str(matching[0])
    raise UsageError(
        f"Không có đợt nhập «{identity}». Xem: {HINT}.",
        f"There is no batch “{identity}”. See: {HINT}.",
        hints=(Hint("survey list"),),
    )


def merge_commit(source: sqlite3.Connection | Transaction, batch: str) -> int | None:
    """Return the number of the commit by which a merge brought its events, which keep the batch
    they came with where they were made; None where the batch is no merge.
    """
    found = rows(
        source, "SELECT commit_number FROM batches WHERE uuid = ? AND kind = ?", (batch, MERGE)
    )
    return int(found[0][0]) if found else None


def batch_findings(connection: sqlite3.Connection, batch: str) -> list[Finding]:
    """Return what was found in the file of a batch."""
    findings = []
    for code, severity, vi, en, sheet, row, column, value in connection.execute(
        "SELECT code, severity, message_vi, message_en, sheet, row_number, column_name, value"
        " FROM findings WHERE batch_uuid = ? ORDER BY id",
        (batch,),
    ):
        text, hints = restored(code, Text(vi, en))
        findings.append(Finding(code, _severity(severity), text, sheet, row, column, value, hints))
    return findings


def _severity(stored: str) -> Severity:
    return "error" if stored == "error" else "warning" if stored == "warning" else "notice"


_STANDING = f"""
SELECT b.uuid FROM batches b
WHERE NOT EXISTS (SELECT 1 FROM observations o WHERE o.batch_uuid = b.uuid)
   OR EXISTS (SELECT 1 FROM observations o WHERE o.batch_uuid = b.uuid
              AND coalesce({last_verdict_sql("o.uuid")}, '') <> 'undone')
"""


def rejecting_surveys(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the name of the file of each survey that had rows rejected, by batch, oldest first."""
    return dict(
        connection.execute(
            "SELECT uuid, coalesce(file_name, '') FROM batches"
            " WHERE kind = 'survey' AND rows_rejected > 0 ORDER BY id"
        )
    )


def markers_of_rows(connection: sqlite3.Connection, batch: str) -> dict[int, str]:
    """Return which marker each row of a batch's file was about, where it was about one."""
    return dict(
        connection.execute(
            "SELECT row_number, min(subject) FROM observations WHERE batch_uuid = ?"
            " AND row_number IS NOT NULL GROUP BY row_number"
            " HAVING min(subject) = max(subject)",
            (batch,),
        )
    )


class WaitingRow(NamedTuple):
    """A rejected row that nobody has dealt with.

    Attributes:
        is_first: no earlier batch of the same file has this very row.
    """

    row: RejectedRow
    is_first: bool


def waiting_rows(connection: sqlite3.Connection) -> dict[str, list[WaitingRow]]:
    """Return the rejected rows of surveys that wait, by the uuid of their batch, oldest first.

    A row waits until it comes again (`ROWS_CORRECTED`), corrected or left out on purpose, or until
    its batch is taken back as a whole. A file that is sent again with the row as it was brings the
    same row.
    """
    standing = {uuid for (uuid,) in connection.execute(_STANDING)}
    answered = {
        (uuid, sheet, row)
        for uuid, sheet, row, by in connection.execute(
            "SELECT value, sheet, row_number, batch_uuid FROM findings WHERE code = ?",
            (ROWS_CORRECTED,),
        )
        if by in standing
    }
    groups: dict[tuple[str | None, ...], list[tuple[str, RejectedRow]]] = {}
    for uuid, file, sheet, row, content, codes in connection.execute(
        "SELECT b.uuid, b.file_name, r.sheet, r.row_number, r.content, r.codes"
        " FROM rejected_rows r JOIN batches b ON b.uuid = r.batch_uuid"
        " WHERE b.kind = 'survey' ORDER BY b.id, r.id"
    ):
        if uuid in standing:
            rejected = RejectedRow(sheet, row, json.loads(content), tuple(codes.split()))
            groups.setdefault((file, sheet, row, content), []).append((uuid, rejected))
    waiting: dict[str, list[WaitingRow]] = {}
    for group in groups.values():
        places = {(uuid, *place) for uuid, r in group for place in ((None, None), (r.sheet, r.row))}
        if not places & answered:
            for count, (uuid, rejected) in enumerate(group):
                waiting.setdefault(uuid, []).append(WaitingRow(rejected, count == 0))
    return waiting


def rejected_rows(connection: sqlite3.Connection, batch: str) -> list[RejectedRow]:
    """Return the rows of a batch that were not taken, verbatim."""
    return [
        RejectedRow(sheet, row, json.loads(content), tuple(codes.split()))
        for sheet, row, content, codes in connection.execute(
            "SELECT sheet, row_number, content, codes FROM rejected_rows WHERE batch_uuid = ?"
            " ORDER BY id",
            (batch,),
        )
    ]


def no_marker(number: str, known: Iterable[str]) -> MarkerNotFound:
    """Return the error for a number no marker has, with those of the same main number."""
    main = MarkerNumber.parse(number).main
    near = sorted(n for n in map(MarkerNumber.parse, known) if n.main == main)[:6]
    listed = ", ".join(map(str, near))
    return MarkerNotFound(
        f"Không có mốc «{number}» trong kho số liệu."
        + (f" Có phải là: {listed}?" if near else " Kiểm tra lại số hiệu."),
        f"There is no marker “{number}”."
        + (f" Is it: {listed}?" if near else " Check the number."),
    )


def history_of(
    connection: sqlite3.Connection,
    subject: str,
    kind: str | None = None,
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> History:
    """Return everything said of one subject, and every decision about it.

    Args:
        subject: how events name it; of a marker its number on the day. kind: None of a marker.
        as_of: ISO day; what is said of a later one is left out. known_at: number
            of the last commit known.
    """
    return histories_of(connection, [subject], kind, as_of=as_of, known_at=known_at)[subject]


def histories_of(
    connection: sqlite3.Connection,
    subjects: Iterable[str],
    kind: str | None = None,
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> dict[str, History]:
    """Return everything said of several subjects, by subject, as `history_of` gives it of one."""
    histories = {subject: History([], []) for subject in subjects}
    subject_of: dict[str, str] = {}
    for o in read_observations(connection, subjects=histories, as_of=as_of, known_at=known_at):
        if (
            kind_of(o.aspect) == kind
            and is_known(o, known_at)
            and (as_of is None or (o.observed_on or "") <= as_of)
        ):
            histories[o.subject].observations.append(o)
            subject_of[o.uuid] = o.subject
    for d in read_decisions(connection, subjects=histories):
        if d.observation in subject_of and is_known(d, known_at):
            histories[subject_of[d.observation]].decisions.append(d)
    for observations, decisions in histories.values():
        observations.sort(key=lambda o: (o.observed_on or "", o.recorded_at, o.uuid))
        decisions.sort(key=lambda d: (d.recorded_at, d.uuid))
    return histories
