"""What waits for a person in a store, from whichever week, and what went into it lately."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.days import day_text
from mocgioi.domain.rejected import RejectedRow
from mocgioi.domain.rejected_sheet import SYSTEM, UNPLACED
from mocgioi.domain.subjects import heading_of
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Finding, MocgioiError, Speller, Text
from mocgioi.outputs.weekly_facts import Entry, TakenIn
from mocgioi.outputs.weekly_wording import UNREAD, UNREAD_KINDS
from mocgioi.sources.kinds import kind_of
from mocgioi.store import history, reading, seen
from mocgioi.store.handle import Store
from mocgioi.words.findings import joined, worded
from mocgioi.words.of_batches import BY_HAND

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.documents.conflicts import Conflict
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.store.history import Batch, WaitingRow

_OF_WHAT_WAITS = frozenset(
    {
        *("conflict", "built-then-none", "disagreement-opened", "position-far", "older-far"),
        *("note-contradicts", "row-denied", "row-of-thing", "row-amended", "repair-unheralded"),
        *("place-contradicts", "changed-meanwhile"),
    }
)
"""Codes of warnings about what waits: told where it waits, and no more once it is decided."""
_LEAVES_OUT = frozenset(
    {
        *("file-unread", "photo-orphan", "photo-unreadable", "sheet-hidden"),
        *("sheet-skipped", "file-skipped", "name-collision", "lines-skipped"),
    }
)
"""Codes of what tells that something of a file was left out, though its rows came in."""
_HELD = Text("dòng chờ xem xét", "the row waits")
_SIDE = Text("{value} ({place})", "{value} ({place})")
_ROW = Text("{file}, dòng {row}", "{file}, row {row}")
_BY_HAND = Text("ghi trực tiếp", "entered by hand")
_ABOUT = Text("{aspect}{day}: {sides}", "{aspect}{day}: {sides}")
_ON = Text(", ngày {day}", " on {day}")


_PLACELESS = Text(
    "{count} dòng được nhận tình trạng đường và mốc; riêng tọa độ thì chưa, vì chưa rõ hệ tọa độ. "
    "Hãy chọn hệ tọa độ ở cột «{system}».",
    "What {count} rows say of road and marker is taken; their positions alone are not, for the "
    "coordinate system is not clear. Choose it under “{system}”.",
)


class Standing(NamedTuple):
    """What the store says to the clerk.

    Attributes:
        rows: rejected rows that nobody has dealt with, by batch, oldest first.
        looked: warnings about what counts, and left_out: parts of files that did not come in,
            of which nobody said that they were looked at; oldest first.
        recent: the batches taken in lately, newest first.
        known: numbers of the markers there are.
    """

    rows: dict[str, list[Entry]]
    looked: list[Entry]
    left_out: list[Entry]
    recent: list[TakenIn]
    known: set[str]


def standing(store: Store, *, days: int, spell: Speller) -> Standing:
    """Return what waits in a store, and what went into it within so many days."""
    since = (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S")
    with store.reading() as connection:
        batches = history.batches(connection)
        known = set(reading.read_markers(connection))
        waiting = history.waiting_rows(connection)
        rows = {
            b.uuid: entries
            for b in batches
            if (entries := list(_rejected(connection, b, waiting.get(b.uuid, ()), known, spell)))
        }
        recent = [b for b in reversed(batches) if b.recorded_at >= since]
        looked: list[Entry] = []
        lacking: list[Entry] = []
        for batch in batches:
            if batch.kind == "survey" and not batch.is_taken_back:
                for entry, is_left_out in _unseen(connection, batch, spell):
                    (lacking if is_left_out else looked).append(entry)
    return Standing(
        rows=rows,
        looked=looked,
        left_out=lacking,
        recent=[_taken_in(batch) for batch in recent if batch.read or batch.observations],
        known=known,
    )


def _taken_in(batch: Batch) -> TakenIn:
    return TakenIn(
        file="" if batch.kind in BY_HAND else batch.file or "",
        recorded_at=batch.recorded_at,
        read=batch.read,
        applied=batch.applied,
        unchanged=batch.unchanged,
        queued=batch.queued,
        rejected=batch.rejected,
        observations=batch.observations,
        undone=batch.undone,
    )


def _rejected(
    connection: sqlite3.Connection,
    batch: Batch,
    waiting: Iterable[WaitingRow],
    known: set[str],
    spell: Speller,
) -> Iterator[Entry]:
    """Yield the rejected rows of a batch that wait, each with all that is wrong with it.

    Those that lack only the system of their table are one entry: one cell answers for them all.
    """
    rejected = [row for row, is_first in waiting if is_first]
    if not rejected:
        return
    reasons: dict[tuple[str | None, int | None], list[Finding]] = {}
    for finding in history.batch_findings(connection, batch.uuid):
        if finding.severity == "error":
            reasons.setdefault((finding.sheet, finding.row), []).append(finding)
    placeless = [row for row in rejected if row.codes == (UNPLACED,)]
    rejected = [row for row in rejected if row.codes != (UNPLACED,)]
    for sheet, count in Counter(row.sheet for row in placeless).items():
        asked = [f.words(spell) for f in reasons.get((sheet, None), ()) if f.code[:4] == "crs-"]
        text = worded(_PLACELESS, count=count, system=SYSTEM)
        yield Entry(joined([text, *asked], " "), None, False, file=batch.file, sheet=sheet)
    for row in rejected:
        number = _number(row)
        wrong = reasons.get((row.sheet, row.row), [])
        codes = ", ".join(row.codes)
        columns = list(dict.fromkeys(f.column for f in wrong if f.column))
        yield Entry(
            text=joined([f.words(spell) for f in wrong], " ") if wrong else Text(codes, codes),
            marker=number,
            has_card=number in known,
            file=batch.file,
            sheet=row.sheet,
            row=row.row,
            column=columns[0] if len(columns) == 1 else None,
        )


def _number(row: RejectedRow) -> str | None:
    """Return what stands in the column of the marker's number, or None."""
    headings = list(row.content)
    place = sources.recognise(headings, sources.fields_of("surveys")).index.get("number")
    return (row.content[headings[place]].strip() or None) if place is not None else None


def left_out(findings: Iterable[Finding]) -> list[Finding]:
    """Return what tells of something in a file that did not come in, and is no row.

    That a coordinate system is missing waits with the rows that wait for it.
    """
    listed = list(findings)
    waits = any(finding.code == UNPLACED for finding in listed)
    return [
        finding
        for finding in listed
        if finding.row is None
        and (finding.severity == "error" or finding.code in _LEAVES_OUT)
        and not (waits and finding.code.startswith("crs-"))
    ]


def _unseen(
    connection: sqlite3.Connection, batch: Batch, spell: Speller
) -> Iterator[tuple[Entry, bool]]:
    """Yield what a person should look at in a batch, and whether it did not come in."""
    findings = history.batch_findings(connection, batch.uuid)
    lacking = left_out(findings)
    found = [
        finding
        for finding in findings
        if finding in lacking
        or (finding.severity == "warning" and finding.code not in _OF_WHAT_WAITS)
    ]
    if not found:
        return
    looked_at = seen.read(connection)
    markers = history.markers_of_rows(connection, batch.uuid)
    for finding in found:
        key = seen.key_of(batch.uuid, finding)
        if key not in looked_at:
            marker = markers.get(finding.row) if finding.row is not None else None
            entry = of_file(batch.file or "", finding, spell)
            entry = entry._replace(marker=marker, has_card=marker is not None, key=key)
            yield entry, finding in lacking


def of_file(file: str, finding: Finding, spell: Speller) -> Entry:
    """Return a finding about a file as an entry."""
    place = (file, finding.sheet, finding.row, finding.column)
    return Entry(finding.words(spell), None, False, *place)


def unread(folder: Path, name: str, spell: Speller) -> Entry:
    """Return a file of a kind that is not read, with what to do about it."""
    text = UNREAD[UNREAD_KINDS.get(Path(name).suffix.lower(), "")]
    if text is UNREAD[""]:
        try:
            kind_of(folder / name)
        except MocgioiError as error:
            text = error.words(spell)
    return Entry(text, file=name)


def contested(conflict: Conflict) -> Entry:
    """Return a disagreement as an entry: what its sides say, and where."""
    standing = conflict["standing"] if conflict["against_standing"] else None
    sides = [*conflict["sides"], *([standing] if standing else [])]
    day = conflict["observed_on"]
    return Entry(
        worded(
            _ABOUT,
            aspect=heading_of(conflict["aspect"]),
            day=worded(_ON, day=day_text(day)) if day else Text("", ""),
            sides=joined([_side(side) for side in sides], " / "),
        ),
        marker=conflict["marker"],
        has_card=conflict["kind"] is None,
    )


def _side(side: HistoryEntry) -> Text:
    term = CODE_LISTS.get(side["aspect"], {}).get(side["value"])
    value = term.label if term else Text(side["name"], side["name"])
    return worded(_SIDE, value=value, place=_place(side))


def _place(side: HistoryEntry) -> Text:
    file = side["file"]
    if file in (None, "", *BY_HAND):
        return _BY_HAND
    if side["row"] is None:
        return Text(str(file), str(file))
    return worded(_ROW, file=file, row=side["row"])


def held(conflict: Conflict, reasons: Mapping[tuple[str, int], Text]) -> Entry:
    """Return a held row as an entry.

    Args:
        reasons: what was said of the rows of a batch when they came in.
    """
    side = conflict["sides"][0]
    row = side["row"]
    said = reasons.get((side["batch"] or "", row), _HELD) if row is not None else _HELD
    return Entry(said, conflict["marker"], conflict["kind"] is None, file=side["file"], row=row)


def reasons_of(
    store: Store, conflicts: Iterable[Conflict], spell: Speller
) -> dict[tuple[str, int], Text]:
    """Return the warnings about the rows of the batches that held rows came with."""
    batches = {str(c["sides"][0]["batch"]) for c in conflicts if c["reason"] == "held"}
    said: dict[tuple[str, int], list[Text]] = {}
    with store.reading() as connection:
        for batch in batches:
            for finding in history.batch_findings(connection, batch):
                if finding.row is not None and finding.severity == "warning":
                    said.setdefault((batch, finding.row), []).append(finding.words(spell))
    return {place: joined(texts, " ") for place, texts in said.items()}
