"""The alarms and cases of a store, put together from what it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from mocgioi.domain.alarms import ASPECTS_OF_ALARMS, ID_LENGTH, Alarm, days_sound, observed_alarms
from mocgioi.domain.cases import Case, cases
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import Observation
from mocgioi.store import cases as stored
from mocgioi.store import events, reading
from mocgioi.store.cases import RowOfBatch
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.domain.batch import Receipt
    from mocgioi.domain.rejected import RejectedRow
    from mocgioi.store.geopackage import Transaction


def cases_of(
    source: sqlite3.Connection | Transaction,
    *,
    as_of: str,
    known_at: int | None = None,
    markers: Collection[str] | None = None,
    observations: Iterable[Observation] | None = None,
    decisions: Sequence[Decision] | None = None,
) -> list[Case]:
    """Return every case of a store as of a day.

    Args:
        source: reads it. as_of: ISO day. known_at: number of the last commit known, None
            = everything.
        markers: of whose cases every one is among those returned; None: of all.
        observations: of `ASPECTS_OF_ALARMS` at least, and decisions: all of them, where the
            caller has them.
    """
    numbers = events.current_numbers(source, as_of, known_at)
    rejected = stored.rejected_of_surveys(source)
    if rejected:
        # A row that was not taken may have come again, of whichever marker.
        markers = None
    parts: Iterable[Iterable[Observation]]
    if observations is None:
        named = sorted({numbers.get(s, s) for s in stored.concerned(source)})
        if markers is not None:
            named = [number for number in named if number in markers]
        parts = _some_at_a_time(source, named, as_of=as_of, known_at=known_at)
    else:
        parts = [observations]
    if decisions is None:
        decisions = events.read_decisions(source, subjects=markers)
    verdicts = latest_verdicts(decisions, known_at)
    recorded = [
        event._replace(subject=numbers.get(event.subject, event.subject))
        for event in stored.read(source)
    ]
    concerned = {event.subject for event in recorded}
    alarms: list[Alarm] = []
    conditions: dict[str, list[Observation]] = {}
    for part in parts:
        observed = [
            o
            for o in part
            if o.aspect in ASPECTS_OF_ALARMS and (known_at is None or o.commit <= known_at)
        ]
        alarms += observed_alarms(observed, verdicts, as_of=as_of, known_at=known_at)
        for o in observed:
            if o.subject in concerned and o.aspect == "marker_condition":
                conditions.setdefault(o.subject, []).append(o)
    alarms += _unread(source)
    of_rows = _alarms_of_rows(source, rejected, as_of=as_of, known_at=known_at)
    alarms += _without_returned(of_rows, rejected, alarms)
    sound = {number: days_sound(seen, verdicts) for number, seen in conditions.items()}
    return cases(alarms, recorded, sound=sound, as_of=as_of, known_at=known_at)


def _some_at_a_time(
    source: sqlite3.Connection | Transaction,
    markers: Sequence[str],
    *,
    as_of: str,
    known_at: int | None,
) -> Iterator[list[Observation]]:
    """Yield what alarms are made from, of a few markers at a time: of ten years it is much."""
    for first in range(0, len(markers), _MARKERS_AT_ONCE):
        yield events.read_observations(
            source,
            subjects=markers[first : first + _MARKERS_AT_ONCE],
            aspects=ASPECTS_OF_ALARMS,
            as_of=as_of,
            known_at=known_at,
        )


_MARKERS_AT_ONCE = 50


def tell_alarms(
    transaction: Transaction, receipt: Receipt, rejected: Sequence[RejectedRow], *, today: str
) -> None:
    """Put into a receipt what its file says, or may say, must be reported at once.

    What somebody recorded as reported, or as no alarm, is told no more. A file that was taken in
    before tells what it told then, as far as it still stands.

    Args:
        transaction: the one in which the file was taken in. receipt: of it.
        rejected: the rows of the file that were not taken. today: ISO day in Việt Nam.
    """
    before = next((f.value for f in receipt.findings if f.code == "already-applied"), None)
    batch = receipt.batch or before or ""
    rows = [RowOfBatch(batch, receipt.file, _LATEST, row) for row in rejected]
    again = {alarm.id for alarm in _alarms_of_rows(transaction, rows)}
    of_batch, spoken_of = events.subjects_of_batch(transaction, batch, "marker_condition")
    # All of them: those of a batch of everything cost more to find than to read.
    decisions = events.read_decisions(transaction)
    told = [
        alarm
        for case in cases_of(transaction, as_of=today, markers=of_batch, decisions=decisions)
        for alarm in (case.unreported if case.is_open else ())
        if alarm.id in again
        or (alarm.batch or "").startswith(batch or "-")
        or (alarm.marker in spoken_of and "decision" in alarm.lacks)
    ]
    others = {alarm.batch for alarm in told} - {batch}
    if others:
        names = events.file_names(transaction)
        receipt.other_files = {other: names[other] for other in others if other in names}
    _tell(receipt, told)


def tell_alarms_of(transaction: Transaction, receipt: Receipt, commit: int, *, today: str) -> None:
    """Put into a receipt what came by a commit and says, or may say, must be reported at once."""
    _tell(
        receipt,
        (
            alarm
            for case in cases_of(transaction, as_of=today)
            for alarm in (case.unreported if case.is_open else ())
            if alarm.commit == commit
        ),
    )


def _tell(receipt: Receipt, alarms: Iterable[Alarm]) -> None:
    listed = sorted(alarms, key=lambda alarm: (alarm.row or 0, alarm.id))
    receipt.perhaps_at_once = [alarm for alarm in listed if not alarm.is_sure]
    receipt.report_at_once = sorted(
        {(a.marker, a.condition) for a in listed if a.is_sure and a.marker and a.condition},
        key=lambda entry: (MarkerNumber.parse(entry[0]), entry[1]),
    )


def alarms_of_batch(
    source: sqlite3.Connection | Transaction, batch: str, *, today: str
) -> list[Alarm]:
    """Return the alarms of one batch, by its uuid, that nobody has dealt with."""
    return [
        alarm
        for case in cases_of(source, as_of=today)
        for alarm in (case.unreported if case.is_open else ())
        if alarm.batch == batch
    ]


_LATEST = "9999-12-31T23:59:59.999Z"


def _alarms_of_rows(
    source: sqlite3.Connection | Transaction,
    rejected: Sequence[RowOfBatch],
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> list[Alarm]:
    """Return the alarms of rows that were not taken.

    The same row sent again is one: known since it came first, and told where it stands last.
    """
    if not rejected:
        return []
    known = reading.marker_numbers(source, as_of=as_of, known_at=known_at)
    alarms: dict[str, Alarm] = {}
    for row in _read_for_alarms(source, rejected, known):
        alarm = _alarm_of_row(row, known)
        if alarm is not None:
            first = alarms.get(alarm.id, row)
            alarms[alarm.id] = alarm._replace(recorded_at=first.recorded_at, commit=first.commit)
    return list(alarms.values())


def _read_for_alarms(
    source: sqlite3.Connection | Transaction,
    rejected: Sequence[RowOfBatch],
    known: frozenset[str],
) -> list[RowOfBatch]:
    """Return rows with what they say; those recorded by an earlier version are read for it."""
    if all(row.rejected.says is not None for row in rejected):
        return list(rejected)
    from mocgioi.intake.survey.alarms import with_alarms
    from mocgioi.store import mappings

    remembered = mappings.remembered(source)
    return [
        row
        if row.rejected.says is not None
        else row._replace(rejected=with_alarms([row.rejected], known=known, mappings=remembered)[0])
        for row in rejected
    ]


def _alarm_of_row(row: RowOfBatch, known: frozenset[str]) -> Alarm | None:
    rejected, says = row.rejected, row.rejected.says
    if says is None or not says.id:
        return None
    marker = says.number if says.number in known else None
    lacks = [*(() if marker else ("marker",)), *(() if says.seen_on else ("day",)), "rejected"]
    return Alarm(
        id=says.id,
        marker=marker,
        written=None if marker else says.written,
        condition=says.condition,
        words=says.words,
        seen_on=says.seen_on,
        recorded_at=row.recorded_at,
        observer=says.observer,
        batch=row.batch,
        sheet=rejected.sheet,
        row=rejected.row,
        lacks=tuple(lacks),
        reasons=rejected.codes,
    )


def _without_returned(
    of_rows: Sequence[Alarm], rejected: Sequence[RowOfBatch], observed: Sequence[Alarm]
) -> list[Alarm]:
    """Return the alarms of rejected rows, but for those that came again with their marker.

    A row that came again and says the same of a marker is told there, each row for one. One that
    was left out of its sheet, or says nothing of the kind any more, stays until somebody says why.
    """
    returned = {row.batch: row.returned_in for row in rejected if row.returned_in}
    told = Counter((alarm.batch, alarm.condition) for alarm in observed if alarm.marker)
    lacking = []
    for alarm in of_rows:
        key = returned.get(alarm.batch or ""), alarm.condition
        if alarm.marker is None and key[0] is not None and told[key] > 0:
            told[key] -= 1
        else:
            lacking.append(alarm)
    return lacking


def _unread(source: sqlite3.Connection | Transaction) -> list[Alarm]:
    """Return the alarms that stand where nothing is read; the same text sent again is one."""
    texts = stored.unread_texts(source)
    if not texts:
        return []
    from hashlib import sha256

    alarms: dict[str, Alarm] = {}
    for text in texts:
        identity = "\n".join((text.marker or "", text.seen_on or "", text.text))
        alarm = Alarm(
            id=sha256(identity.encode()).hexdigest()[:ID_LENGTH],
            marker=text.marker,
            written=None,
            condition=None,
            words=text.text,
            seen_on=text.seen_on,
            recorded_at=text.recorded_at,
            commit=text.commit,
            observer=text.observer,
            batch=text.batch,
            sheet=text.sheet,
            row=text.row,
            lacks=("unread",) if text.marker else ("unread", "marker"),
        )
        alarms.setdefault(alarm.id, alarm)
    return list(alarms.values())
