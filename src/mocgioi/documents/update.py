"""``mocgioi.update/1``: what one run of the weekly routine did, and what waits after it."""

from typing import Literal, TypedDict

from mocgioi.documents.receipt import FileReceipt


class WorkEntry(TypedDict):
    """One thing that waits for a person.

    `number` is the marker's, as the file writes it where it is not known. `answered_in` is the
    file beside the page in which it is dealt with, where its list has several.
    """

    number: str | None
    file: str | None
    sheet: str | None
    row: int | None
    column: str | None
    message: str
    answered_in: str | None


class WorkList(TypedDict):
    """Things of one kind that wait, and the files beside the page in which they are dealt with."""

    kind: str
    sheets: list[str]
    entries: list[WorkEntry]


class Upgrade(TypedDict):
    """Versions of the store before and after, and the file in which it is kept as it was."""

    before: int
    after: int
    kept: str


class Update(TypedDict):
    """The document: a receipt for each file that was new, then what waits, from whichever week.

    `upgraded` says what was done to a store of an earlier version first, and where it is kept as it
    was. `to_report` counts the cases that must be reported at once and were not (BÁO NGAY),
    `perhaps` those that may have to be, `overdue` those that were reported and of which another
    step is overdue. `known` counts files of an earlier run; `undone` were taken back by a person
    and stay out; in `blank` nobody wrote yet. `written` is empty where nothing has changed.
    """

    schema: Literal["mocgioi.update/1"]
    upgraded: Upgrade | None
    files: list[FileReceipt]
    to_report: int
    perhaps: int
    overdue: int
    work: list[WorkList]
    known: int
    undone: list[str]
    blank: list[str]
    page: str
    written: list[str]
