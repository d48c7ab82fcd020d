"""Two copies of a store become one: what the other has and this one lacks comes in.

Events keep their identity, the batch they came with and the instant at which they were made;
they become known here by one commit, so that nothing that was known or published here before
moves. What is there already is told by its identity, which follows from content where a file
said it: the same file, taken in by both, is there once.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.decision import DISPUTED, Decision, identity_of, latest_verdicts, stands_sql
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import (
    Disagreement,
    Observation,
    fold_subjects,
)
from mocgioi.errors import HINT, Finding, Hint, UnreadableInput, UsageError
from mocgioi.store import batches, commits, corrections, denominators, meetings, moves, photos
from mocgioi.store.events import (
    MERGE,
    current_numbers,
    earlier_instants,
    file_names,
    numbers_had,
    read_decisions,
    read_observations,
    refold,
)
from mocgioi.store.foreign import Foreign
from mocgioi.store.geopackage import Row, Transaction
from mocgioi.store.history import OF_ONE_COPY
from mocgioi.store.homes import Identity, existence_of, kind_of
from mocgioi.store.kits import kit_of
from mocgioi.store.ledger import contested, is_moved, write_decisions
from mocgioi.store.ledger_rows import columns_of, rows_of

_KEYS = {
    "batches": "uuid",
    "observations": "uuid",
    "decisions": "uuid",
    "case_events": "uuid",
    "publications": "uuid",
    "photos": "sha256",
    "heights": "uuid",
}
"""Tables whose rows have an identity, and the column that holds it."""

_WHOLE = ("findings", "rejected_rows", "column_mappings", "findings_seen")
"""Tables whose rows are known by all that they say."""

TABLES = (*_KEYS, *_WHOLE)
"""Every table of the ledger whose rows come with another copy by themselves."""

_SAID = ("subject", "aspect", "value", "observed_on")
"""What two events of one identity say alike."""

_CHUNK = 500

_OF_ONE_COPY = ", ".join(f"'{kind}'" for kind in OF_ONE_COPY)


def merge(transaction: Transaction, other: Foreign, file: IncomingFile, *, today: str) -> Receipt:
    """Take in what another copy of the store has and this one lacks, as one batch.

    Args:
        transaction: all of it happens in. other: the copy. file: what it is called, its hash,
            and the head of its last commit as the hash of its content.
        today: ISO day in Việt Nam.

    A copy that brings nothing writes nothing, and its receipt says so.

    Raises:
        UsageError: both gave one number to two markers.
        UnreadableInput: one event says one thing there and another here.
    """
    came = dict(_take(transaction, other.connection))
    _refuse_shared_numbers(transaction, file.name)
    (read,) = other.connection.execute("SELECT count(*) FROM observations").fetchone()
    file = file._replace(rows_read=read, photos_stored=came.get("photos", 0))
    receipt = Receipt(
        file=file.name,
        sha256=file.sha256,
        kind=MERGE,
        read=read,
        unchanged=read - came.get("observations", 0),
        photos_stored=file.photos_stored,
    )
    receipt.came = {table: count for table, count in came.items() if count}
    kit = kit_of(other.connection)
    if kit is not None:
        file = file._replace(why=kit.name)
        cut_after = commits.number_of_head(transaction.reader, kit.head)
        receipt.findings.append(meetings.of_kit(kit, cut_after))
    if not receipt.came:
        receipt.findings.append(meetings.brought_nothing(of_kit=kit is not None))
        return receipt
    _fold_together(transaction, receipt, file)
    days = denominators.of_commit(transaction, transaction.commit_number, today=today)
    receipt.denominator = [day for day in days if day.before != day.after]
    instant = transaction.instant()
    receipt.batch = identity_of("batch", MERGE, other.head, instant)
    receipt.findings.insert(kit is not None, meetings.came(receipt.came))
    receipt.findings += file.findings
    batches.write(transaction, receipt, file, instant)
    return receipt


def is_related(transaction: Transaction, other: Foreign) -> bool:
    """Say whether two stores have an event in common, or one of them none at all."""
    events = other.connection.execute("SELECT uuid FROM observations ORDER BY id")
    if not transaction.read("SELECT 1 FROM observations LIMIT 1"):
        return True
    is_empty = True
    while chunk := events.fetchmany(_CHUNK):
        is_empty = False
        if transaction.read(
            "SELECT 1 FROM observations WHERE uuid IN (SELECT value FROM json_each(?)) LIMIT 1",
            (json.dumps([uuid for (uuid,) in chunk]),),
        ):
            return True
    return is_empty


def _take(transaction: Transaction, source: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Put in what is not there, and yield each table with how many rows came."""
    instants = earlier_instants(source)
    for table in _KEYS:
        before = _count(transaction, table)
        transaction.insert(table, _unseen(transaction, source, table, instants))
        yield table, _count(transaction, table) - before
    yield "earlier_instants", _take_instants(transaction, instants)
    _take_publication_markers(transaction, source)
    for table in _WHOLE:
        rows = list(_unsaid(transaction, source, table))
        transaction.insert(table, rows)
        yield table, len(rows)


def _count(transaction: Transaction, table: str) -> int:
    [(count,)] = transaction.read(f'SELECT count(*) FROM "{table}"')
    return int(count)


def _unseen(
    transaction: Transaction, source: sqlite3.Connection, table: str, instants: dict[str, str]
) -> Iterator[Row]:
    """Yield the rows whose identity is not there; of observations that are, note in `instants`
    when the other copy recorded them, where it did so earlier.
    """
    key = _KEYS[table]
    compared = (*_SAID, "recorded_at") if table == "observations" else ()
    listed = ", ".join((key, *compared))
    where = f"kind NOT IN ({_OF_ONE_COPY})" if table == "batches" else "1"
    for chunk in _chunks(rows_of(source, table, where)):
        found = transaction.read(
            f'SELECT {listed} FROM "{table}" WHERE {key} IN (SELECT value FROM json_each(?))',
            (json.dumps([row[key] for row in chunk]),),
        )
        known = {identity: said for identity, *said in found}
        for row in chunk:
            if row[key] not in known:
                yield _here(transaction, table, row)
            elif compared:
                *said, instant = known[row[key]]
                if said != [row[column] for column in _SAID]:
                    raise _contradicted(row)
                if row["recorded_at"] < instant:
                    instants.setdefault(row[key], row["recorded_at"])


def _here(transaction: Transaction, table: str, row: Row) -> Row:
    """Return a row as it is put in: what a report counted elsewhere is known here by this merge."""
    if table == "publications":
        return {**row, "known_commit": transaction.commit_number}
    return row


def _chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _take_instants(transaction: Transaction, instants: Mapping[str, str]) -> int:
    """Keep the instants that are earlier than any known here, and return how many."""
    known = earlier_instants(transaction)
    new: list[Row] = []
    for uuid, instant in sorted(instants.items()):
        [(own,)] = transaction.read("SELECT recorded_at FROM observations WHERE uuid = ?", (uuid,))
        if instant < known.get(uuid, own):
            new.append({"observation_uuid": uuid, "recorded_at": instant})
    transaction.insert("earlier_instants", new)
    return len(new)


def _take_publication_markers(transaction: Transaction, source: sqlite3.Connection) -> None:
    new = {
        uuid
        for (uuid,) in transaction.read(
            "SELECT uuid FROM publications WHERE commit_number = ?", (transaction.commit_number,)
        )
    }
    if new:
        rows = rows_of(source, "publication_markers")
        transaction.insert(
            "publication_markers", (row for row in rows if row["publication_uuid"] in new)
        )


def _unsaid(transaction: Transaction, source: sqlite3.Connection, table: str) -> Iterator[Row]:
    """Yield the rows that say what no row here says; the same thing said twice is said twice."""
    listed = ", ".join(f'"{column}"' for column in columns_of(table))
    known = Counter(transaction.read(f'SELECT {listed} FROM "{table}"'))
    of_one_copy = f"batch_uuid IN (SELECT uuid FROM batches WHERE kind IN ({_OF_ONE_COPY}))"
    has_batch = "batch_uuid" in columns_of(table)
    for row in rows_of(source, table, f"NOT {of_one_copy}" if has_batch else "1"):
        said = tuple(row.values())
        if known[said] > 0:
            known[said] -= 1
        else:
            yield row


def _fold_together(transaction: Transaction, receipt: Receipt, file: IncomingFile) -> None:
    """Let the layers follow what came, and tell what that did."""
    commit = transaction.commit_number
    identities = _identities(transaction)
    decisions = read_decisions(transaction)
    decisions += _corrected(transaction, identities, decisions)
    verdicts = latest_verdicts(decisions)
    waited: dict[str, Disagreement] = {}
    waiting: dict[str, Disagreement] = {}
    own: list[Observation] = []
    for kind, events in _events(transaction, identities):
        came = [event for event in events if event.commit == commit]
        own += came
        before, after = (
            fold_subjects(known, decisions, existence_of(kind), known_at=number)
            for known, number in ((_as_known(transaction, events), commit - 1), (events, commit))
        )
        for state in before.values():
            waited |= contested(state)
        for state in after.values():
            waiting |= contested(state)
        if kind is None:
            moved = (n for n, state in before.items() if is_moved(state, after.get(n)))
            receipt.moved = sorted(moved, key=MarkerNumber.parse)
            receipt.moves = list(moves.between(before, after, came))
        receipt.changes += moves.changes_between(kind, before, after)
    held = {o.uuid for o in own if o.uuid in verdicts and verdicts[o.uuid].verdict == "held"}
    receipt.queued = sum(o.uuid in waiting or o.uuid in held for o in own)
    receipt.applied = len(own) - receipt.queued
    copy = f"{file.name} ({file.why})" if file.why else file.name
    files = file_names(transaction, {commit: copy})
    receipt.findings += _opened(waited, waiting, verdicts, files)
    if held:
        receipt.findings.append(meetings.came_held(len(held)))
    refold(transaction, identities)
    photos.relate_merged(transaction)


def _as_known(transaction: Transaction, events: Sequence[Observation]) -> Sequence[Observation]:
    """Return events with the instants that were known of them before this commit."""
    came = earlier_instants(transaction)
    before = earlier_instants(transaction, transaction.commit_number - 1)
    if came == before:
        return events
    own: dict[str, str] = dict(transaction.read("SELECT uuid, recorded_at FROM observations"))
    return [o._replace(recorded_at=before.get(o.uuid, own[o.uuid])) for o in events]


def _identities(transaction: Transaction) -> set[Identity]:
    """Return whom the events of this commit are about, its decisions and its instants."""
    found = transaction.read(
        "SELECT DISTINCT subject, aspect FROM observations WHERE commit_number = ?"
        " UNION SELECT subject, aspect FROM observations WHERE uuid IN"
        " (SELECT observation_uuid FROM decisions WHERE commit_number = ? UNION ALL"
        " SELECT observation_uuid FROM earlier_instants WHERE commit_number = ?)",
        (transaction.commit_number,) * 3,
    )
    return {(kind_of(aspect), subject) for subject, aspect in found}


def _events(
    transaction: Transaction, identities: Iterable[Identity]
) -> Iterator[tuple[str | None, list[Observation]]]:
    """Yield the events of some subjects, kind by kind."""
    of_kind: dict[str | None, set[str]] = {}
    for kind, subject in identities:
        of_kind.setdefault(kind, set()).add(subject)
    numbers = current_numbers(transaction)
    for kind, subjects in of_kind.items():
        named = {numbers.get(s, s) for s in subjects} if kind is None else subjects
        events = read_observations(transaction, subjects=named)
        yield kind, [event for event in events if kind_of(event.aspect) == kind]


def _corrected(
    transaction: Transaction, identities: Iterable[Identity], decisions: Sequence[Decision]
) -> list[Decision]:
    """Record and return that who submitted again corrected himself, where only now both meet."""
    found = transaction.read("SELECT uuid FROM batches WHERE kind = 'survey'")
    surveys = frozenset(uuid for (uuid,) in found)
    markers = [identity for identity in identities if identity[0] is None]
    made: list[Decision] = []
    for _, events in _events(transaction, markers):
        made += corrections.settled(events, decisions, surveys, transaction.commit_number)
    write_decisions(transaction, made)
    return made


def _opened(
    waited: Mapping[str, Disagreement],
    waiting: Mapping[str, Disagreement],
    verdicts: Mapping[str, Decision],
    files: Mapping[str, str],
) -> Iterator[Finding]:
    """Tell of each day that waits for a person and did not, or of which more waits."""
    told: set[tuple[Any, ...]] = set()
    for uuid, dispute in waiting.items():
        day = dispute.marker, dispute.aspect, dispute.observed_on
        if uuid in waited or day in told:
            continue
        told.add(day)
        apart = any(
            s.uuid in verdicts and verdicts[s.uuid].verdict == DISPUTED for s in dispute.sides
        )
        yield meetings.opened(dispute, files, made_apart=apart)


def _contradicted(row: Row) -> UnreadableInput:
    return UnreadableInput(
        f"Số liệu {row['uuid'][:8]} (mốc hoặc tuyến «{row['subject']}») ở tệp kia khác với ở đây: "
        f"một trong hai sổ ghi đã bị sửa. Không gộp gì. Xem kho nào bị sửa: {HINT}, ở mỗi máy.",
        f"Observation {row['uuid'][:8]} (of “{row['subject']}”) says one thing in the file and "
        "another here: one of the ledgers was changed. Nothing was merged. To see which: "
        f"{HINT}, on each machine.",
        hints=(Hint("check"),),
    )


def _refuse_shared_numbers(transaction: Transaction, name: str) -> None:
    """Refuse where two markers would have one number, now or before: a fold would lose either."""
    had = numbers_had(transaction)
    if not had:
        return
    found = transaction.read(
        "SELECT DISTINCT subject FROM observations AS o WHERE aspect = 'existence'"
        f" AND {stands_sql('o.uuid')}"
    )
    bearers = Counter(number for (subject,) in found for number in had.get(subject, {subject}))
    shared = sorted((n for n, count in bearers.items() if count > 1), key=MarkerNumber.parse)
    if shared:
        listed = ", ".join(shared)
        raise UsageError(
            f"Gộp «{name}» thì hai mốc cùng mang số {listed}. Hoàn tác một bên ({HINT}) ở bản đã "
            "ghi, rồi gộp lại.",
            f"With “{name}” two markers would go by the number {listed}. Take one of the two back "
            f"({HINT}) in the copy that recorded it, then merge again.",
            hints=(Hint("survey undo", ("BATCH", "--why", "…")),),
        )
