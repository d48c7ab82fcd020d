"""Batches and their receipts: what came of every row of a file.

The rules are ``LAWS.md``, *Receipts*: ``read = applied + unchanged + queued + rejected``,
each row counted once, by the strongest that happened to any of its aspects.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mocgioi.domain.rejected import RejectedRow
from mocgioi.errors import Finding, Language, Speller, Text, plainly
from mocgioi.records import NamedTuple

if TYPE_CHECKING:
    from mocgioi.documents.cases import AlarmFacts
    from mocgioi.documents.receipt import (
        DenominatorEntry,
        FileReceipt,
        MoveEntry,
        RegisterChange,
    )
    from mocgioi.domain.alarms import Alarm


_CRS_QUESTIONS = frozenset({"crs-missing", "crs-contradicted"})


class ColumnMapping(NamedTuple):
    """What a person said of one column of files of one shape.

    Attributes:
        shape: the kind of file and its headings, as one text.
        field: the field; heading: the heading of its column, as it stands in the file.
    """

    shape: str
    field: str
    heading: str


class IncomingFile(NamedTuple):
    """The file a batch comes from, as its reader saw it.

    Attributes:
        kind: ``markers``, ``roads``, ``survey`` … what it was imported as.
        content_sha256: hash over the rows, so that a renamed or re-saved file is known again.
        crs: the coordinate reference system its coordinates were read in.
        mappings: what was said of its columns, to be remembered with the batch.
        effective_on: ISO day from which a changed register row holds; None for surveys.
        photos_stored: photographs that come into the store with it; photos_missing: those
            its rows name that did not come with it.
        left_behind: paths of what came in it and stays outside the store: photographs that are
            no row's evidence, files of an archive that were not opened.
        why: the reason a person gave, where it is no file; of the store of a kit its post.
        is_typed_in: it is no file, and the same words typed in again are another batch.
        answers: uuids of earlier batches whose rejected rows come again in it, corrected or
            left out on purpose; they wait no more.
    """

    kind: str
    name: str
    sha256: str
    content_sha256: str
    crs: str | None = None
    effective_on: str | None = None
    rows_read: int = 0
    rejected: tuple[RejectedRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    mappings: tuple[ColumnMapping, ...] = ()
    photos_stored: int = 0
    photos_missing: int = 0
    answers: tuple[str, ...] = ()
    left_behind: tuple[str, ...] = ()
    why: str | None = None
    is_typed_in: bool = False


class Change(NamedTuple):
    """One thing an import changed.

    Attributes:
        item: of which item, as people call it. column: what of it.
        old, new: as events have them; None: nothing.
        words: that in words, without the item.
    """

    item: str
    column: str
    old: str | None
    new: str | None
    words: Text = Text("", "")

    def as_dict(self) -> RegisterChange:
        """Return the change as JSON has it."""
        return {"item": self.item, "column": self.column, "old": self.old, "new": self.new}


class Move(NamedTuple):
    """What a row of a file did to a value that figures rest on.

    Attributes:
        marker: the marker's number. aspect: what of it.
        before, after: the code that counted before, and the one that counts now; None: none.
        contested: the row stands against another of its day, which waits for a person.
        observed_on: ISO day of the row that did it.
        sheet, row: where it stood. written: the words that were read, where they were a survey's.
    """

    marker: str
    aspect: str
    before: str | None
    after: str | None
    observed_on: str | None
    sheet: str | None = None
    row: int | None = None
    written: str | None = None
    contested: bool = False

    def as_dict(self) -> MoveEntry:
        """Return it as an entry of the documents of receipts and batches."""
        return {
            "number": self.marker,
            "aspect": self.aspect,
            "before": self.before,
            "after": self.after,
            "contested": self.contested,
            "observed_on": self.observed_on,
            "sheet": self.sheet,
            "row": self.row,
            "written": self.written,
        }


class Count(NamedTuple):
    """How many markers there are, and how many of them need a road (the denominator)."""

    markers: int
    markers_needing_road: int


class Denominator(NamedTuple):
    """What a register of markers did to the denominator as of a day.

    Attributes:
        as_of: ISO day.
        before: without it; None where nothing was known of any marker. after: with it.
    """

    as_of: str
    before: Count | None
    after: Count | None

    def as_dict(self) -> DenominatorEntry:
        """Return it as an entry of the documents of receipts and batches."""
        before, after = self.before, self.after
        return {
            "as_of": self.as_of,
            "markers_before": before and before.markers,
            "markers": after and after.markers,
            "markers_needing_road_before": before and before.markers_needing_road,
            "markers_needing_road": after and after.markers_needing_road,
        }


def in_file_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as a reader of the file comes upon them.

    What is about the whole file comes first, then each sheet in the order in which it is first
    spoken of: what is about all of it, then its rows. What is told of one row keeps its order.
    """
    listed = list(findings)
    sheets = {s: place for place, s in enumerate(dict.fromkeys(f.sheet for f in listed if f.sheet))}
    return sorted(listed, key=lambda f: (sheets.get(f.sheet or "", -1), f.row or 0))


@dataclass(slots=True, kw_only=True)
class Receipt:
    """What came of a file (phiếu nhập số liệu); the counts tie.

    Attributes:
        batch: uuid of the batch, or None when nothing was written.
        moved: numbers of the known markers whose counted state moved.
        moves: each value that figures rest on and that a row moved, row by row.
        changes: what changed in a register besides what was added.
        denominator: of a register of markers, and of a marker retired: what it did to the
            denominator, by day.
        report_at_once: (number, condition) of the markers this file says are damaged,
            displaced, destroyed or missing (BÁO NGAY), and of which nobody recorded that they
            were reported; perhaps_at_once: what in it may say so, undecided or not taken, and what
            other files said that it contradicts, `other_files` being their names by batch.
        photos_stored: photographs that came into the store; photos_missing: photographs that
            rows name and that did not come with the file.
        left_behind: as `IncomingFile` has it; whoever throws the file away loses them.
        came: of a merge, how many rows of each table of the ledger came with it.
    """

    file: str
    sha256: str
    kind: str
    batch: str | None = None
    read: int = 0
    applied: int = 0
    unchanged: int = 0
    queued: int = 0
    rejected: int = 0
    moved: list[str] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    denominator: list[Denominator] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    report_at_once: list[tuple[str, str]] = field(default_factory=list)
    perhaps_at_once: list[Alarm] = field(default_factory=list)
    other_files: dict[str, str] = field(default_factory=dict)
    photos_stored: int = 0
    photos_missing: int = 0
    left_behind: tuple[str, ...] = ()
    came: dict[str, int] = field(default_factory=dict)

    @property
    def needs_person(self) -> bool:
        """Whether a row waits or was rejected, or a finding is more than a notice."""
        return bool(
            self.queued or self.rejected or any(f.severity != "notice" for f in self.findings)
        )

    @property
    def possible_alarms(self) -> list[AlarmFacts]:
        """What may have to be reported at once, as documents have it, each with its file."""
        return [
            alarm.as_dict(self.other_files.get(alarm.batch or "", self.file))
            for alarm in self.perhaps_at_once
        ]

    @property
    def asks_crs(self) -> bool:
        """Whether positions were not taken because their coordinate system is not clear."""
        return any(f.code in _CRS_QUESTIONS and f.severity == "error" for f in self.findings)

    def as_dict(self, lang: Language, spell: Speller = plainly) -> FileReceipt:
        """Return the receipt as an entry of the ``mocgioi.receipt/1`` document."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "kind": self.kind,
            "batch": self.batch,
            "read": self.read,
            "applied": self.applied,
            "unchanged": self.unchanged,
            "queued": self.queued,
            "rejected": self.rejected,
            "photos": {"stored": self.photos_stored, "missing": self.photos_missing},
            "moved": self.moved,
            "moves": [move.as_dict() for move in self.moves],
            "report_at_once": [
                {"number": number, "condition": condition}
                for number, condition in self.report_at_once
            ],
            "perhaps_at_once": self.possible_alarms,
            "changes": [change.as_dict() for change in self.changes],
            "denominator": [day.as_dict() for day in self.denominator],
            "came": self.came,
            "findings": [finding.as_dict(lang, spell) for finding in self.findings],
        }
