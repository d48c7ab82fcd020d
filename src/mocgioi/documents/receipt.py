"""``mocgioi.receipt/1``: what came of every row of files (phiếu nhập số liệu)."""

from typing import Literal, TypedDict

from mocgioi.documents.cases import AlarmFacts
from mocgioi.documents.values import Day, MarkerCondition, Number, Uuid


class FindingEntry(TypedDict):
    """A finding about a file or a row of it; `column` and `value` as they stand in the file."""

    code: str
    severity: Literal["error", "warning", "notice"]
    sheet: str | None
    row: int | None
    column: str | None
    value: str | None
    message: str


class PhotoCounts(TypedDict):
    """Photographs that came into the store, and those that rows name and that did not come."""

    stored: int
    missing: int


class AlarmEntry(TypedDict):
    """A marker that must be reported at once (BÁO NGAY)."""

    number: Number
    condition: MarkerCondition


class RegisterChange(TypedDict):
    """One thing that changed in a register."""

    item: str
    column: str
    old: str | None
    new: str | None


class DenominatorEntry(TypedDict):
    """How many markers there are and how many need a road, without and with a register's file.

    As of the day it came in, and as of each end of a year where it changed. Null: nothing was
    known of any marker.
    """

    as_of: Day
    markers_before: int | None
    markers: int | None
    markers_needing_road_before: int | None
    markers_needing_road: int | None


class MoveEntry(TypedDict):
    """A value that figures rest on and that a row of the file moved.

    `written`: the words of a survey that were read so. `contested`: the row stands against another
    of its day; what counts meanwhile is `after`, null: neither.
    """

    number: Number
    aspect: str
    before: str | None
    after: str | None
    contested: bool
    observed_on: Day | None
    sheet: str | None
    row: int | None
    written: str | None


class FileReceipt(TypedDict):
    """What came of one file: read = applied + unchanged + queued + rejected.

    `came`: of another copy of the store (``merge``), how many rows came by table of the ledger;
    what is counted above are its observations.
    """

    file: str
    sha256: str
    kind: str
    batch: Uuid | None
    read: int
    applied: int
    unchanged: int
    queued: int
    rejected: int
    photos: PhotoCounts
    moved: list[Number]
    moves: list[MoveEntry]
    report_at_once: list[AlarmEntry]
    perhaps_at_once: list[AlarmFacts]
    changes: list[RegisterChange]
    denominator: list[DenominatorEntry]
    came: dict[str, int]
    findings: list[FindingEntry]


class Receipts(TypedDict):
    """The document: a receipt for each file."""

    schema: Literal["mocgioi.receipt/1"]
    files: list[FileReceipt]
